"""Every Monday morning officers are told what moved in their programmes: once a week is once."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import translation

from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.programs.digest_words import days_of, what_moved
from sekoci.programs.queries.digest import ToTell, Week, officers_to_tell, week_of
from sekoci.programs.queries.programs import Programme, program_for
from sekoci.programs.rules.digest import week_to_tell
from sekoci.registry.queries import office_of, within_reach
from sekoci.registry.rules import Reach

TEMPLATE = "program_week"
NOTE = """
    insert into programs_digest (program_id, person_id, is_wanted, told_week) values (%s, %s, true, %s)
    on conflict (program_id, person_id) do update set told_week = excluded.told_week
"""
WISH = """
    insert into programs_digest (program_id, person_id, is_wanted) values (%s, %s, %s)
    on conflict (program_id, person_id) do update set is_wanted = excluded.is_wanted
"""


def tell_officers() -> int:
    """Tell each officer of each open programme, when it is Monday morning where they work; how many messages."""
    moment = clock.now()
    if not any(week_to_tell(moment.astimezone(ZoneInfo(zone))) for zone in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")):
        return 0
    with across_businesses():
        waiting = officers_to_tell((moment + timedelta(hours=9)).date() - timedelta(days=7))
    return sum(_tell(each, week) for each in waiting if (week := week_to_tell(moment.astimezone(ZoneInfo(each.zone)))))


def wish_digest(program_id: int, *, reach: Reach, wanted: bool) -> None:
    """Whether this officer gets the weekly message about a programme."""
    fetch(WISH, (program_id, reach.person_id, wanted))


def facts_of(program: Programme, reach: Reach, week: Week) -> dict[str, str]:
    """What the message says of a week, in the language of the moment."""
    page = f"{settings.PUBLIC_URL}/petugas/{reach.organisation}/program/{program.slug}/kabar"
    return {"program": program.name, "week": days_of(week), "what": what_moved(week), "url": page}


@transaction.atomic
def _tell(each: ToTell, monday: date) -> int:
    reach = office_of(each.person_id, each.organisation)
    program = program_for(each.program, reach) if reach else None
    if reach is None or program is None:
        return 0
    with within_reach(reach), translation.override(each.language):
        facts = facts_of(program, reach, week_of(program, reach, monday))
    fetch(NOTE, (program.id, each.person_id, monday))
    key = f"program-week:{program.id}:{each.person_id}:{monday}"
    return send_messages([MessageDraft(key, each.phone, TEMPLATE, facts, language=each.language)])
