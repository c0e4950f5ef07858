"""Where is it? Three letters of a village or district are enough."""

from dataclasses import dataclass

from sekoci.kit.sql import fetch
from sekoci.registry.rules import area_question

MOST = 50


@dataclass(frozen=True)
class AreaPick:
    """An area to pick from. `path` is the whole of what people read; `within` is the path without its own name."""

    code: str
    name: str
    kind: str
    level: int
    path: str
    postal_code: str
    zone: str

    @property
    def within(self) -> str:
        return self.path.partition(", ")[2]


PICK = "select code, name, kind, level, path, postal_code, zone"
STARTS = "(name_key >= %(typed)s and name_key < %(typed_end)s or name_key >= %(meant)s and name_key < %(meant_end)s)"
"""A range instead of LIKE: the keys sort by byte, and a prepared statement can use the index whatever was typed."""


SEARCH = f"""
    with found as (
        {PICK}, weight * case when name_key in (%(typed)s, %(meant)s) then 20 when {STARTS} then 5 else 1 end as likely
        from registry_area
        where level > 1 and (
            {STARTS}
            or (to_tsvector('simple', path_key) @@ %(words)s::tsquery)
            or (level = 2 and to_tsvector('simple', path_key) @@ %(regency_words)s::tsquery)
        )
    )
    {PICK} from found order by likely desc, name, code limit %(limit)s
"""


def search_areas(text: str, limit: int = 8) -> list[AreaPick]:
    """Regencies, districts and villages for what somebody typed, the likeliest first: `law`, `laweyan solo`.

    Likely is where many people live, five times so when the name begins as typed, twenty times when it is the name.
    """
    question = area_question(text)
    if question is None:
        return []
    (typed, meant), after = question.starts, " " if question.is_whole else "{"
    facts = {
        "typed": typed,
        "typed_end": typed + after,
        "meant": meant,
        "meant_end": meant + after,
        "words": None if question.is_wide else question.words,
        "regency_words": question.words if question.is_wide else None,
        "limit": max(1, min(limit, MOST)),
    }
    return [AreaPick(*row) for row in fetch(SEARCH, facts)]


def area_by_code(code: str) -> AreaPick | None:
    """The area with this code, as it was picked."""
    rows = fetch(f"{PICK} from registry_area where code = %s", (code,))
    return AreaPick(*rows[0]) if rows else None
