"""What staff do to the installation itself: ask for a check, let failed jobs run again."""

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound
from sekoci.kit.ids import new_id
from sekoci.kit.sql import fetch
from sekoci.kit.staff import COMMAND, note_act

if TYPE_CHECKING:
    from sekoci.operations.verify import Report

CLOCK = 0
"""Who asks for the check of the night."""
LOST = timedelta(hours=6)
NIGHT = range(3, 6)
MOST_AT_ONCE = 1000
ZONE = ZoneInfo("Asia/Jakarta")


@transaction.atomic
def ask_check(by: int) -> UUID | None:
    """Let everything be recomputed in the background; None while that happens already."""
    from sekoci.operations.jobs import later_check

    moment, asked = now(), new_id()
    fetch("update operations_check set ended_at = %s where ended_at is null and asked_at < %s", (moment, moment - LOST))
    made = fetch(
        "insert into operations_check (id, asked_at, asked_by, wrong) values (%s, %s, %s, '[]')"
        " on conflict do nothing returning 1",
        (asked, moment, by),
    )
    if not made:
        return None
    if by != CLOCK:
        note_act(by, "check.ask", about="verify")
    later_check(asked)
    return asked


def ask_nightly_check() -> UUID | None:
    """Once a night, between three and six in Jakarta."""
    moment = now()
    if moment.astimezone(ZONE).hour not in NIGHT:
        return None
    if fetch("select 1 from operations_check where asked_at > %s limit 1", (moment - timedelta(hours=12),)):
        return None
    return ask_check(CLOCK)


def run_check(check_id: UUID) -> None:
    """Recompute everything and write down what was found; again changes nothing."""
    from sekoci.operations.verify import verify

    if not fetch("select 1 from operations_check where id = %s and ended_at is null", (check_id,)):
        return
    report = verify()
    fetch(
        "update operations_check set ended_at = %s, is_clean = %s, seconds = %s, things = %s, wrong = %s::jsonb"
        " where id = %s and ended_at is null",
        (now(), *_found(report), check_id),
    )


def keep_report(report: "Report", *, began: datetime) -> None:
    """What the command found is kept beside what the worker finds: the page of staff shows the last of them."""
    fetch(
        "insert into operations_check (asked_at, asked_by, ended_at, is_clean, seconds, things, wrong, id)"
        " values (%s, %s, %s, %s, %s, %s, %s::jsonb, %s)",
        (began, COMMAND, now(), *_found(report), new_id()),
    )


def _found(report: "Report") -> tuple[bool, float, int, str]:
    wrong = [[check.what, check.wrong] for check in report.checks if check.wrong]
    return report.is_clean, report.seconds, sum(check.counted for check in report.checks), json.dumps(wrong)


@transaction.atomic
def retry_jobs(*, by: int, job_id: int | None = None, kind: str = "") -> int:
    """Let failed jobs run again: one, or up to a thousand of a kind. NotFound where none of them has failed."""
    chosen = (
        "select id from procrastinate_jobs where status = 'failed' and (id = %(id)s or task_name = %(kind)s)"
        " order by id limit %(most)s for update skip locked"
    )
    found = fetch(
        f"with chosen as ({chosen}) select procrastinate_retry_job_v2(id, now(), null, null, null) from chosen",  # noqa: S608
        {"id": job_id, "kind": kind, "most": MOST_AT_ONCE},
    )
    if not found:
        raise NotFound()
    note_act(by, "jobs.retry", about=f"{kind or f'job {job_id}'}: {len(found)}")
    return len(found)
