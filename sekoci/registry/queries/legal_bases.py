"""By what right an organisation's list keeps identity numbers, and what may be seen of them without opening any."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sekoci.kit.sql import fetch

SHOWN = 20


@dataclass(frozen=True)
class Basis:
    """A basis that holds, or held: `ended_at` where it ended before its last day or another followed; `who` wrote it down."""

    kind: str
    words: str
    signed_on: date
    until: date
    recorded_at: datetime
    ended_at: datetime | None
    who: str


@dataclass(frozen=True)
class MaskedNumber:
    """A row with a number: its own key in the list, its name, the last digits."""

    row_id: int
    key: str
    name: str
    last4: str


def about(list_id: int, key: str) -> str:
    """What a row's number is sealed to: nobody can move it to another row."""
    return f"registry.rowidentity:{list_id}:{key}"


def bases_of(list_id: int) -> Sequence[Basis]:
    """A list's bases, the newest first; the first one holds where it has not ended and its last day has not passed."""
    rows = fetch(
        "select b.kind, b.words, b.signed_on, b.until, b.recorded_at, b.ended_at, coalesce(p.name, '') from registry_legalbasis b"
        " left join accounts_person p on p.id = b.recorded_by_id where b.list_id = %s order by b.id desc limit 20",
        (list_id,),
    )
    return [Basis(*row) for row in rows]


def count_identities(list_id: int) -> int:
    """How many numbers the list keeps, behind the wall of its organisation."""
    return int(fetch("select count(*) from registry_rowidentity where list_id = %s", (list_id,))[0][0])


def identities_in(list_id: int, search: str) -> Sequence[MaskedNumber]:
    """Rows of the list with a number, by the beginning of their name or their own key, at most SHOWN."""
    rows = fetch(
        """
        select r.id, r.key, r.name, i.last4 from registry_rowidentity i join registry_listrow r on r.id = i.row_id
        where i.list_id = %(list)s and (r.key = %(search)s or starts_with(lower(r.name), lower(%(search)s)))
        order by lower(r.name), r.id limit %(most)s
        """,
        {"list": list_id, "search": search, "most": SHOWN},
    )
    return [MaskedNumber(*row) for row in rows]
