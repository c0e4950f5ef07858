"""What was said of businesses goes when it is of no more use; what they reached still counts."""

from datetime import datetime

from sekoci.kit.clock import now
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.rules import CODED

ENDED = """
    select e.id from programs_enrolment e join programs_program p on p.id = e.program_id
    where e.forgotten_at is null and (p.closed_at < %(before)s or e.state in ('withdrawn', 'refused') and not exists (
        select from programs_enrolmentstep s where s.enrolment_id = e.id and s.at >= %(before)s))
    order by e.id limit %(most)s for update of e skip locked
"""
WORDS = (
    "update programs_enrolmentstep s set reason = '', redacted_at = %(now)s"  # noqa: S608  ours
    f" where s.enrolment_id = any(%(ids)s) and s.reason <> '' and not ({CODED})",
    "update programs_mark set evidence = '', redacted_at = %(now)s where enrolment_id = any(%(ids)s) and evidence <> ''",
    "update programs_support s set note = '', owner_key = 'outlet:' || s.outlet_id from programs_enrolment e"
    " where e.id = s.enrolment_id and e.id = any(%(ids)s)",
    "select kit_forget_changes('programs_support', array(select id::text from programs_support"
    " where enrolment_id = any(%(ids)s)), array['note'])",
    "update programs_enrolment set forgotten_at = %(now)s, points = '{}' where id = any(%(ids)s)",
)
NAMED = """
    update programs_consent c set wording = replace(c.wording, r.name, '…') from programs_enrolment e
    join programs_referral r on r.id = e.referral_id join programs_program p on p.id = r.program_id
    where e.id = c.enrolment_id and p.closed_at < %(before)s and r.name <> ''
"""
REFERRALS = """
    update programs_referral r set name = '', phone = '', ended_at = coalesce(r.ended_at, %(now)s) from programs_program p
    where p.id = r.program_id and p.closed_at < %(before)s and r.phone <> ''
"""


def forget_ended(*, before: datetime, most: int) -> int:
    """Take names, reasons, evidence, notes and scores' reasons out of what officers read of enrolments that ended `before`: their
    programme closed, or they withdrew or were refused; how many, `most` at a time. Stages, costs and consents stay."""
    with across_businesses():
        ids = [row[0] for row in fetch(ENDED, {"before": before, "most": most})]
        values = {"ids": ids, "now": now(), "before": before}
        for statement in WORDS if ids else ():
            fetch(statement, values)
        fetch(NAMED, values)
        fetch(REFERRALS, values)
    return len(ids)
