"""The state's list of activities: what an owner's words find in it, by edition."""

from dataclasses import dataclass
from datetime import date

from sekoci.kit.sql import fetch
from sekoci.registry.rules import KINDS, TITLES, plain, zero_lost

MOST = 20


@dataclass(frozen=True)
class Edition:
    """An edition of KBLI with the span it holds for, and whether its whole list is loaded here."""

    code: str
    regulation: str
    valid_from: date
    valid_until: date | None
    is_loaded: bool


@dataclass(frozen=True)
class Activity:
    code: str
    title: str


def kbli_editions() -> list[Edition]:
    """The editions, newest first."""
    rows = fetch(
        "select code, regulation, valid_from, valid_until,"
        " exists (select from registry_kblicode k where k.edition = e.code) from registry_kbliedition e order by valid_from desc"
    )
    return [Edition(*row) for row in rows]


def suggested_activities(edition: str, kind: str) -> list[Activity]:
    """The codes that go with a kind of business, the likeliest first."""
    known = KINDS.get(kind)
    codes = getattr(known, f"kbli_{edition}") if known else ()
    return [Activity(code, TITLES[edition][code]) for code in codes]


def search_activities(edition: str, words: str) -> list[Activity]:
    """Activities for what somebody typed: a code, or words of the title before words of the description.

    Where no list is loaded, the titles of the codes that we suggest are searched.
    """
    asked = plain(words).split()[:6]
    if not asked:
        return []
    rows = fetch(
        """
        select code, title from registry_kblicode
        where edition = %(edition)s and length(code) = 5
          and not exists (select from unnest(%(words)s::text[]) word
                          where strpos(lower(code || ' ' || title || ' ' || description), word) = 0)
        order by (select count(*) from unnest(%(words)s::text[]) word where strpos(lower(code || ' ' || title), word) > 0) desc,
                 code limit %(most)s
        """,
        {"edition": edition, "words": asked, "most": MOST},
    )
    ours = [(code, title) for code, title in TITLES[edition].items() if all(word in f"{code} {title.lower()}" for word in asked)]
    return [Activity(*row) for row in rows or ours[:MOST]]


def codes_without_zero() -> frozenset[str]:
    """Four digits that are a code of any edition whose first 0 was lost (`rules.zero_lost`): of the lists loaded, and of ours."""
    loaded = [code for (code,) in fetch("select distinct code from registry_kblicode where length(code) = 5")]
    return zero_lost([*loaded, *(code for titles in TITLES.values() for code in titles)])


def activity(edition: str, code: str) -> Activity | None:
    """An activity by its code: from the list, or from those that we suggest; None for none."""
    rows = fetch("select title from registry_kblicode where edition = %s and code = %s", (edition, code))
    title = rows[0][0] if rows else TITLES.get(edition, {}).get(code)
    return Activity(code, title) if title else None
