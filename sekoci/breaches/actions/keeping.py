"""Recording a breach, changing what is known, telling that the agency has it, closing it and opening it again."""

from dataclasses import replace
from datetime import UTC
from uuid import UUID

from django.db import transaction

from sekoci.breaches.actions.writing import locked, refuse_gaps, write_step
from sekoci.breaches.queries import reached
from sekoci.breaches.rules import FIELDS, BreachDraft, differences
from sekoci.kit.clock import now
from sekoci.kit.errors import Refusal
from sekoci.kit.sql import fetch
from sekoci.kit.staff import note_act, reason_in
from sekoci.kit.text import clean_line
from sekoci.kit.whom import sign


class WrongMoment(Refusal):
    code = "wrong_moment"
    id = "Waktu ini belum terjadi, atau setelah diketahui. Periksa lagi."
    en = "This moment has not come yet, or is after it was noticed. Check it."


class BreachClosed(Refusal):
    code, status = "breach_closed", 409
    id = "Insiden ini sudah ditutup. Buka lagi dulu."
    en = "This breach is closed. Open it again first."


class NotReported(Refusal):
    code, status = "not_reported", 409
    id = "Orang yang terdampak sudah dikabari. Laporkan ke lembaga dulu, lalu tutup."
    en = "The persons were told already. Report it to the agency first, then close it."


class StillUntold(Refusal):
    code, status = "still_untold", 409
    id = "{count} orang belum dikabari. Kabari dulu, lalu tutup."
    en = "{count} persons are not told yet. Tell them first, then close it."


@transaction.atomic
def record_breach(draft: BreachDraft, *, by: int, key: UUID) -> UUID:
    """Begin the register of a breach, once a key; its id. The clock runs from `noticed_at`."""
    whole = _checked(draft)
    sign()
    columns = ", ".join(FIELDS)
    made = fetch(
        f"insert into breaches_breach (id, state, reported_to, made_at, {columns})"  # noqa: S608  names are ours
        f" values (%s, 'open', '', %s, {', '.join(['%s'] * len(FIELDS))}) on conflict do nothing returning 1",
        (key, now(), *(getattr(whole, name) for name in FIELDS)),
    )
    if made:
        write_step(key, "made", by=by, text=whole.title)
        note_act(by, "breach.record", about=f"{key} {whole.title}")
    return key


@transaction.atomic
def change_breach(breach_id: UUID, draft: BreachDraft, *, by: int) -> bool:
    """Write down what is known now; before and after stand in the log. Whether anything changed."""
    whole = _checked(draft)
    sign()
    breach = locked(breach_id)
    if breach.state == "closed":
        raise BreachClosed()
    if not (changed := differences(breach.draft, whole)):
        return False
    written = ", ".join(f"{name} = %s" for name in changed)
    fetch(
        f"update breaches_breach set {written} where id = %s",  # noqa: S608  names are ours
        (*(getattr(whole, name) for name in changed), breach_id),
    )
    write_step(breach_id, "changed", by=by, changes=changed)
    return True


@transaction.atomic
def note_step(breach_id: UUID, text: str, *, by: int, key: UUID) -> bool:
    """Add to the log what was done or decided, once a key; also after it is closed. Whether it is new."""
    said = clean_line(text, least=1, most=500, field="text")
    locked(breach_id)
    return write_step(breach_id, "note", by=by, text=said, key=key)


@transaction.atomic
def report_breach(breach_id: UUID, *, to: str, by: int) -> bool:
    """The agency has the notice: to whom, how, under which number. Whether that is new."""
    said = clean_line(to, least=3, most=200, field="to")
    sign()
    breach = locked(breach_id)
    if breach.state == "closed":
        raise BreachClosed()
    if breach.state == "reported":
        return False
    refuse_gaps(breach)
    fetch(
        "update breaches_breach set state = 'reported', reported_at = %s, reported_to = %s where id = %s",
        (now(), said, breach_id),
    )
    write_step(breach_id, "reported", by=by, text=said)
    note_act(by, "breach.report", about=f"{breach_id} {breach.title}", reason=said)
    return True


@transaction.atomic
def close_breach(breach_id: UUID, *, reason: str, by: int) -> bool:
    """Nothing is left to do: the agency has it and everybody listed is told; or it was no breach, and nobody was told.

    Whether that is new.
    """
    why = reason_in(reason)
    sign()
    breach = locked(breach_id)
    if breach.state == "closed":
        return False
    found = reached(breach_id)
    if breach.state == "open" and found.asked:
        raise NotReported()
    if breach.state == "reported" and found.untold:
        raise StillUntold(count=found.untold)
    fetch("update breaches_breach set state = 'closed', closed_at = %s where id = %s", (now(), breach_id))
    write_step(breach_id, "closed", by=by, text=why)
    note_act(by, "breach.close", about=f"{breach_id} {breach.title}", reason=why)
    return True


@transaction.atomic
def reopen_breach(breach_id: UUID, *, reason: str, by: int) -> bool:
    """It was closed too early, or by mistake: it stands where it stood, and its clock never stopped. Whether that is new."""
    why = reason_in(reason)
    sign()
    breach = locked(breach_id)
    if breach.state != "closed":
        return False
    state = "reported" if breach.reported_at else "open"
    fetch("update breaches_breach set state = %s, closed_at = null where id = %s", (state, breach_id))
    write_step(breach_id, "reopened", by=by, text=why)
    note_act(by, "breach.reopen", about=f"{breach_id} {breach.title}", reason=why)
    return True


def _checked(draft: BreachDraft) -> BreachDraft:
    if draft.noticed_at > now():
        raise WrongMoment(field="noticed_day")
    if draft.began_at and draft.began_at > draft.noticed_at:
        raise WrongMoment(field="began_day")
    return replace(
        draft,
        title=clean_line(draft.title, least=5, most=100, field="title"),
        noticed_at=draft.noticed_at.astimezone(UTC),
        began_at=draft.began_at.astimezone(UTC) if draft.began_at else None,
    )
