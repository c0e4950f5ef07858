"""An area that somebody calls by its name, to be set beside another."""

from dataclasses import dataclass

from sekoci.indicators.queries.areas import NamedArea
from sekoci.kit.sql import fetch
from sekoci.registry.rules import area_question

MOST = 8
FOUND = """
    select code, path, level, so from registry_area
    cross join lateral (select (name_key in (%(typed)s, %(meant)s))::int + (lower(name) = %(typed)s)::int) called (so)
    where level < 4 and (name_key >= %(typed)s and name_key < %(typed_end)s or name_key >= %(meant)s and name_key < %(meant_end)s
        or to_tsvector('simple', path_key) @@ %(words)s::tsquery)
    order by so > 0 desc, level <> %(level)s, so desc, weight desc, code limit %(most)s
"""


@dataclass(frozen=True)
class Called:
    """Areas for what somebody typed, each named by its path; `meant` is the one that it must be, None where it may be several."""

    areas: list[NamedArea]
    meant: NamedArea | None


def areas_called(text: str, *, level: int, but: str = "") -> Called:
    """Provinces, regencies and districts: those that are called so first, of them those of a level. `but`: this one is not meant.

    At most one statement.
    """
    question = area_question(text)
    if question is None:
        return Called([], None)
    (typed, meant), after = question.starts, " " if question.is_whole else "{"
    facts = {
        "typed": typed, "typed_end": typed + after, "meant": meant, "meant_end": meant + after, "words": question.words,
        "level": level, "most": MOST,
    }  # fmt: skip
    found = [(NamedArea(code, path, kind), so) for code, path, kind, so in fetch(FOUND, facts) if code != but]
    named = [(area, so) for area, so in found if so and area.level == level] or [(area, so) for area, so in found if so]
    best = [area for area, so in named if so == max(so for _area, so in named)]
    return Called([area for area, _so in found], best[0] if len(best) == 1 else None)
