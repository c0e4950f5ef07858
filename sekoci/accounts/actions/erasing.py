"""Who was forgotten, and who looked at whose data: both by a keyed hash of the phone, never by the phone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sekoci.accounts.queries import marks_of
from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.sql import Rows

_VIEWINGS = Rows(
    "accounts_viewing",
    {
        "id": "uuid", "mark": "text", "viewer": "text", "what": "text", "place": "text", "about": "text", "ids": "text",
        "at": "timestamptz",
    },
)  # fmt: skip
_NOT_LATELY = """ as seen (id, mark, viewer, what, place, about, ids, at) where not exists (select from accounts_viewing before
    where before.mark = seen.mark and before.viewer = seen.viewer and before.what = seen.what and before.place = seen.place
    and before.about = seen.about and before.ids = seen.ids
    and before.at > seen.at - case seen.what when 'row' then interval '1 day' else interval '1 hour' end)"""
_ERASURES = Rows("accounts_erasure", {"id": "uuid", "mark": "text", "at": "timestamptz", "how": "text"})


def mark_of(phone: str, *, about: str = "phone") -> str:
    """By what a phone is known in these tables, or what else is about a person (`marks_of`)."""
    return marks_of(phone, about=about)[0]


@dataclass(frozen=True)
class PageSeen:
    """A page or a file about businesses, which is noted whether those have a phone or not: `about` says how it was narrowed or
    which file it is (no words that somebody looked for: they name people), `ids` which businesses it showed."""

    about: str = ""
    ids: Collection[int | UUID] = ()


def note_view(
    phones: Collection[str], *, viewer: str, what: str, place: str = "", sparing: bool = False, page: PageSeen | None = None
) -> None:
    """Somebody looked at the data of these people; one statement whatever their number. `viewer` is `staff:3`, `api:…`.

    `sparing`, for pages, which are opened again and again: whoever looked at the same within the last hour adds nothing; of
    a list of many (`row`), which a shop opens fifty times a day, within the last day. `page`: noted itself, in a row more.
    """
    _VIEWINGS.insert(_looks(phones, viewer, what, place, page), then=_NOT_LATELY if sparing else "")


def view_beside(
    phones: Collection[str], *, viewer: str, what: str, place: str, page: PageSeen | None = None
) -> tuple[str, list[str]]:
    """The same, sparing, as `kit.persons.Beside` says: for a page that makes a statement afterwards anyway."""
    rows = _looks(phones, viewer, what, place, page)
    return (f"with looked as ({_VIEWINGS.statement()}{_NOT_LATELY}) ", _VIEWINGS.parameters(rows)) if rows else ("", [])


def _looks(phones: Collection[str], viewer: str, what: str, place: str, page: PageSeen | None) -> list[tuple[object, ...]]:
    moment, place = now(), place[:80]
    rows: list[tuple[object, ...]] = [
        (new_id(), mark_of(phone), viewer, what, place, "", "", moment) for phone in set(phones) if phone
    ]
    if page is not None:
        ids = " ".join(sorted(map(str, page.ids)))
        rows.append((new_id(), "", viewer, what, place, page.about[:200], ids, moment))
    return rows


def note_erasure(phone: str, *, how: str) -> datetime:
    """Write down that this phone's person was forgotten now; the moment."""
    moment = now()
    note_erasures([(mark_of(phone), moment)], how=how)
    return moment


def note_erasures(erasures: Sequence[tuple[str, datetime]], *, how: str) -> int:
    """The same by keyed hash, as another database has it; how many were not known here."""
    rows = [(new_id(), mark, at, how) for mark, at in erasures]
    return len(_ERASURES.insert(rows, then="on conflict do nothing returning 1"))
