"""The list of outlets: those inside the reach that fit what an officer looks for, a page at a time, whatever their number.

Everything here runs inside `within_reach`; the codes of areas are compared in a way that an index serves beneath the wall.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sekoci.kit.phone import NotAPhone, parse_phone
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import Asking, fetch
from sekoci.registry.queries.counts import count_of
from sekoci.registry.queries.inside import inside
from sekoci.registry.rules.reach import Reach

AT_ONCE = 50
MOST_COUNTED = 10_000
MOST_NAMED = 1_000
MOST_SORTED = 2_000
"""More than these are not sorted by name for each page: they come by area."""
REGENCY = 5
"""Letters of a regency's code."""
WORD = re.compile(r"[^\W_]+")
NAMED = "to_tsvector('simple', regexp_replace(lower(o.name || ' ' || o.owner), '[^[:alnum:]]+', ' ', 'g'))"
"""The words of a name and its owner's, as the index `registry_outlet_words` has them."""


@dataclass(frozen=True)
class OutletLine:
    id: int
    name: str
    owner: str
    phone: str
    place: str
    rows: int
    lists: int
    shop: int
    """The business here that it is, 0 without one."""
    area_code: str
    street: str
    nib: str
    kind: str


@dataclass(frozen=True)
class Wish:
    """What an officer looks for: words of the name or a phone, an area, a list, with a shop here or without ("ya", "tidak")."""

    search: str = ""
    area: str = ""
    list_id: int = 0
    shop: str = ""
    only: str = ""
    """One of `NARROWED`."""


@dataclass(frozen=True)
class Narrowing:
    """What a module above knows of outlets: its name on screen, and a test in SQL of the outlet `o`."""

    name: Any
    test: str


NARROWED: dict[str, Narrowing] = {}
"""What else the list of outlets can be narrowed by; modules above add theirs when they are loaded."""


@dataclass(frozen=True)
class OutletsFound:
    items: list[OutletLine]
    count: int
    is_more: bool
    """There are more than `count`."""
    next: int
    """The outlet after which the next page begins; 0: this is the last."""


def find_outlets(reach: Reach, wish: Wish, *, after: int = 0, limit: int = AT_ONCE) -> OutletsFound:
    """The outlets inside the reach that fit the wish and come after one of them: by name, or by area where MOST_SORTED are
    exceeded. At most three statements, with two more for the scope where words are looked for in more than a regency.

    Words are looked for anywhere in the name and the owner's, in more than a regency at the beginning of words only, and of
    those found MOST_NAMED are looked at.
    """
    codes = [wish.area] if wish.area and reach.covers(wish.area) else list(reach.areas)
    is_wide = min((len(code) for code in codes), default=0) < REGENCY
    where, values = _where(codes, wish)
    most = MOST_COUNTED
    if words := words_of(wish):
        if is_wide:
            most = max(MOST_NAMED, limit)
            values = values | {"named": _named(words, where, values, most)}
            where = f"{where} and o.id = any(%(named)s)"
        else:
            where, values = _with_words(words, where, values)
    total = 0 if words else count_of(codes)
    name = "o.area_code" if total > MOST_SORTED else "lower(o.name)"
    if after:
        came = f"(select {name} from registry_outlet o where o.id = %(after)s)"  # noqa: S608  ours
        later, values = f"({name}, o.id) > ({came}, %(after)s)", values | {"after": after}
    found = fetch(
        f"""
        select o.id, o.name, o.owner, o.phone, coalesce(a.path, ''), o.rows, o.lists, coalesce(o.shop_id, 0), o.area_code,
            o.street, o.nib, o.kind
        from registry_outlet o left join registry_area a on a.code = o.area_code
        where {where} and {later if after else "true"} order by {name}, o.id limit %(limit)s
        """,  # noqa: S608  tests and columns are ours
        {**values, "limit": limit + 1},
    )
    is_whole = wish == Wish(area=wish.area)
    count = total if is_whole else _count(where, {name: each for name, each in values.items() if name != "after"}, most)
    lines = [OutletLine(*row) for row in found[:limit]]
    return OutletsFound(lines, count, count >= most and not is_whole, lines[-1].id if len(found) > limit else 0)


def called(codes: Collection[str], search: str, *, limit: int = AT_ONCE) -> Asking | None:
    """The ids of the first by name of those in these areas that somebody calls by words or a phone, looked for as `find_outlets`
    does: for a statement across businesses. None: this is neither a word nor a phone."""
    wish = Wish(search=search)
    where, values = _where(codes, wish)
    if words := words_of(wish):
        if min(map(len, codes), default=0) < REGENCY:
            test, query = _by_index(words)
            where, values = f"{where} and {test} order by o.area_code, o.id limit {max(MOST_NAMED, limit)}", values | query
        else:
            where, values = _with_words(words, where, values)
    elif not _phone_of(wish):
        return None
    return (
        f"select id from (select o.id, o.name from registry_outlet o where {where}) o order by lower(o.name), o.id limit {limit}",  # noqa: S608  ours
        values,
    )


def words_of(wish: Wish) -> list[str]:
    """What is looked for in names, at most five words; none where a phone is."""
    return [] if _phone_of(wish) else WORD.findall(wish.search.lower())[:5]


def _count(where: str, values: Mapping[str, Any], most: int) -> int:
    if "named" in values:
        return len(values["named"])
    [(count,)] = fetch(
        f"select count(*) from (select from registry_outlet o where {where} limit {most}) found",  # noqa: S608  ours
        values,
    )
    return int(count)


def _named(words: Sequence[str], where: str, values: Mapping[str, Any], most: int) -> list[int]:
    """Those of these words, the last of which may go on, for which an index is needed that does not serve beneath the wall; who
    may be seen is asked again when they are read."""
    test, query = _by_index(words)
    with across_businesses():
        found = fetch(
            f"select o.id from registry_outlet o where {where} and {test} order by o.area_code, o.id limit {most}",  # noqa: S608  ours
            {**values, **query},
        )
    return [number for (number,) in found]


def _by_index(words: Sequence[str]) -> tuple[str, dict[str, Any]]:
    return f"{NAMED} @@ to_tsquery('simple', %(query)s)", {"query": " & ".join(words) + ":*"}


def _with_words(words: Sequence[str], where: str, values: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    tests = [f"strpos(lower(o.name || ' ' || o.owner), %(word{at})s) > 0" for at, _ in enumerate(words)]
    return " and ".join((where, *tests)), {**values, **{f"word{at}": word for at, word in enumerate(words)}}


def _phone_of(wish: Wish) -> str:
    try:
        return parse_phone(wish.search) if sum(letter.isdigit() for letter in wish.search) > 7 else ""
    except NotAPhone:
        return ""


def _where(codes: Collection[str], wish: Wish) -> tuple[str, dict[str, Any]]:
    """All of the wish but its words."""
    test, values = inside(codes)
    tests = ["o.ended_at is null", test]
    if phone := _phone_of(wish):
        values["phone"] = phone
        tests.append("o.id in (select r.outlet_id from registry_listrow r where r.phone = %(phone)s)")
    if wish.list_id:
        tests.append("o.id in (select r.outlet_id from registry_listrow r where r.list_id = %(list)s)")
        values["list"] = wish.list_id
    if wish.only:
        tests.append(f"({NARROWED[wish.only].test})")
    if wish.shop in ("ya", "tidak"):
        tests.append(f"o.shop_id is {'not ' if wish.shop == 'ya' else ''}null")
    return " and ".join(tests), values
