"""What programmes hold on a person: as an owner, what they agreed to, where their business stands and what it was given."""

from sekoci.kit.persons import Part

MINE = """
    from programs_enrolment e join programs_program p on p.id = e.program_id join registry_outlet o on o.id = e.outlet_id
    where (o.phone = %(phone)s and %(phone)s <> '' or exists (select from registry_membership m
        where m.business_id = e.shop_id and m.person_id = %(person)s and m.role = 'owner' and m.until is null))
"""
GIVEN = "join programs_support s on s.enrolment_id = e.id join programs_supportkind k on k.id = s.kind_id where"
HELD = (
    Part(
        "programs",
        ("programs_enrolment", "programs_enrolmentstep"),
        f"select p.name as what, o.name as shop, e.state, e.came_at as date {MINE} order by e.came_at desc",
        (
            "update programs_enrolment e set state = 'withdrawn' where e.state <> 'withdrawn' and exists (select"
            " from programs_consent c where c.enrolment_id = e.id and c.person_id = %(person)s)",
        ),
    ),
    Part(
        "program_consents",
        ("programs_consent",),
        "select p.name as what, c.version, c.wording, c.given_at, c.withdrawn_at from programs_consent c"
        " join programs_enrolment e on e.id = c.enrolment_id join programs_program p on p.id = e.program_id"
        " where c.person_id = %(person)s order by c.given_at desc",
        ("update programs_consent set withdrawn_at = coalesce(withdrawn_at, now()) where person_id = %(person)s",),
    ),
    Part(
        "program_support",
        ("programs_support",),
        f"select k.name as what, s.state, s.on_day as date, s.cost as total, s.note, o.name as shop"
        f" {MINE.replace('where', GIVEN, 1)} order by s.on_day desc",
        (
            "update programs_support s set note = '', owner_key = 'outlet:' || e.outlet_id from programs_enrolment e,"
            " registry_outlet o where e.id = s.enrolment_id and o.id = e.outlet_id and o.phone = %(phone)s and %(phone)s <> ''",
        ),
    ),
)
