"""What programmes hold on a person: as an owner, what they agreed to, where their business stands, what was written of it and
what it was given; and as somebody who told others of a programme."""

from sekoci.kit.persons import Part
from sekoci.programs.rules import CODED

THEIRS = """
    (o.phone = %(phone)s and %(phone)s <> '' or exists (select from registry_membership m
        join registry_business b on b.id = m.business_id where m.business_id = e.shop_id and m.person_id = %(person)s
        and m.role = 'owner' and (m.until is null or b.closed_at is not null)))
"""
"""The enrolments of this person's outlets: by their phone, or by the shop that is theirs, or was when it closed."""
MINE = f"""
    from programs_enrolment e join programs_program p on p.id = e.program_id join registry_outlet o on o.id = e.outlet_id
    where {THEIRS}
"""
IDS = f"select e.id from programs_enrolment e join registry_outlet o on o.id = e.outlet_id where {THEIRS}"  # noqa: S608  ours
GIVEN = "join programs_support s on s.enrolment_id = e.id join programs_supportkind k on k.id = s.kind_id where"
MARKED = "join programs_mark m on m.enrolment_id = e.id where"
DECIDED = "join programs_enrolmentstep s on s.enrolment_id = e.id where"
HELD = (
    Part(
        "programs",
        ("programs_enrolment",),
        f"select p.name as what, o.name as shop, e.state, array_to_string(e.reached, ', ') as text, e.came_at as date {MINE}"
        " order by e.came_at desc",
        (
            "update programs_enrolment e set state = 'withdrawn' where e.state <> 'withdrawn' and exists (select"
            " from programs_consent c where c.enrolment_id = e.id and c.person_id = %(person)s)",
        ),
    ),
    Part(
        "program_steps",
        ("programs_enrolmentstep",),
        f"select p.name as what, o.name as shop, s.state, case when {CODED} then '' else s.reason end as note, s.at as date"
        f" {MINE.replace('where', DECIDED, 1)} order by s.at desc",
        (
            "update programs_enrolmentstep s set reason = '', redacted_at = now()"  # noqa: S608  ours
            f" where s.reason <> '' and not ({CODED}) and s.enrolment_id in ({IDS})",
        ),
    ),
    Part(
        "program_marks",
        ("programs_mark",),
        "select p.name as what, o.name as shop, m.stage as state, m.on_day as date, m.evidence as note"
        f" {MINE.replace('where', MARKED, 1)} order by m.at desc",
        (
            f"update programs_mark m set evidence = '', redacted_at = now() where m.evidence <> '' and m.enrolment_id in ({IDS})",  # noqa: S608  ours
        ),
    ),
    Part(
        "program_consents",
        ("programs_consent",),
        "select p.name as what, c.version, c.wording, c.how, c.given_at, c.withdrawn_at from programs_consent c"  # noqa: S608  ours
        " join programs_enrolment e on e.id = c.enrolment_id join programs_program p on p.id = e.program_id"
        " join registry_outlet o on o.id = e.outlet_id"
        f" where c.person_id = %(person)s or c.person_id is null and {THEIRS} order by c.given_at desc",
        (
            "update programs_consent c set withdrawn_at = coalesce(withdrawn_at, now()) where c.person_id = %(person)s"  # noqa: S608  ours
            f" or c.person_id is null and c.enrolment_id in ({IDS})",
        ),
        kept="proof",
    ),
    Part(
        "program_weeks",
        ("programs_digest",),
        "select p.name as what, d.told_week as date from programs_digest d join programs_program p on p.id = d.program_id"
        " where d.person_id = %(person)s order by p.name",
        ("delete from programs_digest where person_id = %(person)s",),
    ),
    Part(
        "program_support",
        ("programs_support",),
        f"select k.name as what, s.state, s.on_day as date, s.cost as total, s.note, o.name as shop"
        f" {MINE.replace('where', GIVEN, 1)} order by s.on_day desc",
        (
            "update programs_support s set note = '', owner_key = 'outlet:' || s.outlet_id from programs_enrolment e"  # noqa: S608  ours
            f" where e.id = s.enrolment_id and e.id in ({IDS})",
            "select kit_forget_changes('programs_support', array(select s.id::text from programs_support s"  # noqa: S608  ours
            f" where s.enrolment_id in ({IDS})), array['note'])",
        ),
    ),
    Part(
        "program_referrals",
        ("programs_referral",),
        "select p.name as what, r.code, r.name, r.phone, r.made_at as since, r.ended_at from programs_referral r"
        " join programs_program p on p.id = r.program_id where r.phone = %(phone)s and %(phone)s <> '' order by r.made_at desc",
        (
            "update programs_consent c set wording = replace(c.wording, r.name, '…') from programs_enrolment e"
            " join programs_referral r on r.id = e.referral_id where e.id = c.enrolment_id and r.name <> ''"
            " and r.phone = %(phone)s and %(phone)s <> ''",
            "update programs_referral set name = '', phone = '', ended_at = coalesce(ended_at, now())"
            " where phone = %(phone)s and %(phone)s <> ''",
        ),
        phones="select phone, max(made_at) from programs_referral where phone <> '' group by 1",
    ),
)
