"""Finding shops and products by words, area, nearness and hour: one GIN index answers, what is shown is read from the rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sekoci.catalog.queries import CAN_BE_BOUGHT, LOWEST_NOW, ShelfItem, UnknownCursor, first_photos, products_across
from sekoci.kit import clock
from sekoci.kit.scope import reading_across
from sekoci.kit.spelling import LEAST_FOR_A_BEGINNING, Word, asked, own_first, slips
from sekoci.kit.sql import fetch
from sekoci.market import rules
from sekoci.market.rules import Known, Sort
from sekoci.registry.queries import Place, Shop, places, shops_of
from sekoci.registry.rules import GROUPS, KINDS, lineage

MOST_LOOKED_AT = 1_000
"""Of more than so many that answer, some are looked at and sorted: a question that wide is narrowed, and the page says so."""
MOST_ON_A_PAGE = 50
MOST_SLIPS = 8
A_SHOP = 3
"""So many goods of one shop stand in the list before all others had their turn, unless the cheapest are asked for."""
FAR = 10**9
TURN, OUT = 10**15, 5 * 10**17
"""What moves a score behind every other of the turn before, and what is sold out behind everything; both fit the cursor."""


@dataclass(frozen=True)
class Search:
    """What somebody looks for. `kind` is a kind of business or a group of them. `area` and `near` are codes of areas; near a
    village means within about fifteen kilometres where no area is given. `shops` asks for shops, otherwise for products."""

    words: str = ""
    area: str = ""
    near: str = ""
    kind: str = ""
    shops: bool = False
    open_now: bool = False
    sort: Sort = ""
    cursor: str | None = None
    limit: int = 24


@dataclass(frozen=True)
class FoundShop:
    """A shop, the photo of its first product (may be empty) and how far it is, where somebody asked near what."""

    shop: Shop
    photo: str
    metres: int | None


@dataclass(frozen=True)
class FoundProduct:
    """`has_more`: it is the last of its shop for now, and others of the shop come further down."""

    shop: Shop
    item: ShelfItem
    metres: int | None
    has_more: bool = False


@dataclass(frozen=True)
class Found:
    """A page of what was found. `is_part`: more answered than were looked at. `places` are the area asked for with all it lies
    in, and the place asked near. `query` is the question as the index is asked it; None where nothing can answer."""

    shops: tuple[FoundShop, ...]
    products: tuple[FoundProduct, ...]
    next: str | None
    is_part: bool
    places: dict[str, Place]
    query: str | None


FIND = """
with matching as materialized (
    select shop.business_id as id, shop.business_id, {score} as score, {metres} as metres
    from market_shop shop where {where} {first} limit {most}
)
select id, business_id, score, metres, (select count(*) from matching)
from matching where (score, id) > (%(score)s, %(id)s) order by score, id limit %(limit)s
"""
LOOK = """select product.id, product.business_id, {score} as score, {metres} as metres, product.price
    from market_product product join market_shop shop using (business_id) where {where}"""
FIND_GOODS = f"""
with looked as materialized (
    {{look}} {{first}} limit {{most}}
), crowding as (
    select business_id from looked group by business_id
    having count(*) > {{most}} / 4 and (select count(*) from looked) >= {{most}}
), matching as materialized (
    select * from looked union (
        {{look}} and exists (select from crowding) and business_id <> all(array(select business_id from crowding))
        {{first}} limit {{most}})
), told as (
    select id, business_id, metres, {{score}} as score, not {CAN_BE_BOUGHT.format(product="matching.id")} as is_out from matching
), in_turn as (
    select *, row_number() over (partition by business_id, is_out order by score, id) as nth,
           count(*) over (partition by business_id, is_out) as many
    from told
), listed as (
    select id, business_id, metres, nth, many,
           score + {{turn}} * {TURN} + case when is_out then {OUT} else 0 end as score from in_turn
)
select id, business_id, score, metres, (select count(*) from matching), nth = {A_SHOP} and many > nth
from listed where (score, id) > (%(score)s, %(id)s) order by score, id limit %(limit)s
"""  # noqa: S608  texts are ours
"""Goods: the same, but what is sold out comes last, and shops take turns. Where one shop fills a quarter of what is looked at,
as many are looked at without it."""
METRES = """coalesce((%(km)s * 1000 * sqrt(power(shop.latitude - %(lat)s, 2)
    + power((shop.longitude - %(lon)s) * cos(radians(%(lat)s)), 2)))::bigint, %(far)s)"""


def find(search: Search) -> Found:
    """A page of shops or products that answer, each read from its rows: what is hidden by now is not shown. At most eight
    statements."""
    after = _cursor(search)
    with reading_across():
        fetch("set local enable_seqscan = off")  # a wide question is bounded by us, not guessed by the planner
        there = places({*lineage(search.area), search.near} - {""}) if search.area or search.near else {}
        query = _query(search, there)
        rows = _rows(search, query, there, after) if query is not None else []
        if not rows:
            return Found((), (), None, False, there, query)
        is_part = rows[0][4] >= MOST_LOOKED_AT
        limit = _limit(search)
        shown = rows[:limit]
        shops = shops_of({row[1] for row in shown})
        visible = [row for row in shown if _is_visible(shops.get(row[1]), search)]
        near = search.near in there and there[search.near].latitude is not None
        if search.shops:
            photos = first_photos([row[1] for row in visible])
            found_shops = tuple(FoundShop(shops[row[1]], photos.get(row[1], ""), _metres(row[3], near)) for row in visible)
            products: tuple[FoundProduct, ...] = ()
        else:
            items = products_across([row[0] for row in visible])
            takes_turns = search.sort != "harga" and len({row[1] for row in rows}) > 1
            found_shops = ()
            products = tuple(
                FoundProduct(shops[row[1]], items[row[0]], _metres(row[3], near), row[5] and takes_turns)
                for row in visible
                if row[0] in items
            )
            if not search.sort and not near:
                products = tuple(own_first(search.words, products, lambda each: each.item.name))
    more = f"{shown[-1][2]}_{_written(shown[-1][0])}" if len(rows) > limit else None
    return Found(found_shops, products, more, is_part, there, query)


def question(words: str) -> list[Known]:
    """What is known of each word that was typed: its stem, whether it is anywhere, and if not what it may be a slip for.

    One statement, another one where a word is not known.
    """
    wanted = asked(words)
    if not wanted:
        return []
    rows = fetch(
        """
        select coalesce((ts_lexize('indonesian_stem', asked.plain))[1], ''),
               exists (select from market_word where word >= asked.folded
                       and word < case when asked.is_last then asked.folded || '{' else asked.folded || ' ' end)
        from unnest(%s::text[], %s::text[], %s::bool[]) with ordinality asked (plain, folded, is_last, place) order by place
        """,
        (
            [word.plain for word in wanted],
            [word.folded for word in wanted],
            [word is wanted[-1] and len(word.folded) >= LEAST_FOR_A_BEGINNING for word in wanted],
        ),
    )
    near = _near([word for word, (_, is_known) in zip(wanted, rows, strict=True) if not is_known])
    return [Known(word, stem, is_known, near.get(word, ())) for word, (stem, is_known) in zip(wanted, rows, strict=True)]


def _near(unknown: Sequence[Word]) -> dict[Word, tuple[str, ...]]:
    """For words that nobody has: those somebody has that are one slip away."""
    away = {word: slips(word) for word in unknown}
    if not any(away.values()):
        return {}
    all_near = sorted(set().union(*away.values()))
    there = {word for (word,) in fetch("select word from market_word where word = any(%s)", (all_near,))}
    return {word: tuple(sorted(near & there)[:MOST_SLIPS]) for word, near in away.items()}


def _query(search: Search, there: dict[str, Place]) -> str | None:
    """The tsquery of a question, empty where it narrows nothing; None where nothing can answer it."""
    known = question(search.words)
    unknown_kind = search.kind and search.kind not in KINDS and search.kind not in GROUPS
    if unknown_kind or (search.area and search.area not in there) or (search.words.strip() and not known):
        return None
    return rules.tsquery(known, area=search.area, kind=search.kind, near=_middle(search, there))


def _middle(search: Search, there: dict[str, Place]) -> tuple[float, float] | None:
    return there[search.near].point if search.near in there else None


def _rows(search: Search, query: str, there: dict[str, Place], after: tuple[int, int | UUID]) -> list[tuple[Any, ...]]:
    """The statement itself: ids with their score, best first, one more than a page holds, each with how many were looked at."""
    middle = _middle(search, there)
    statement = _statement(search, query=query, is_near=middle is not None)
    return fetch(
        statement,
        {
            "query": query, "at": clock.now(), "minute": rules.minute_of_week(clock.now()), "km": rules.KM_A_DEGREE, "far": FAR,
            "lat": middle[0] if middle else None, "lon": middle[1] if middle else None, "score": after[0], "id": after[1],
            "limit": _limit(search) + 1,
        },
    )  # fmt: skip


def _statement(search: Search, *, query: str, is_near: bool) -> str:
    """Only what is asked for stands in it, so each kind of question has a plan of its own."""
    table = "shop" if search.shops else "product"
    newest = "-shop.business_id" if search.shops else "-('x' || left(replace(product.id::text, '-', ''), 12))::bit(48)::bigint"
    metres = METRES if is_near else "null::bigint"
    best = f"(-1000000 * ts_rank('{{0.1, 0.2, 0.4, 1.0}}', {table}.words, %(query)s::tsquery))::bigint"
    usual = metres if is_near else best if search.words.strip() else newest
    score = newest if search.sort == "baru" else usual
    where = [f"{table}.words @@ %(query)s::tsquery"] if query else ["true"]
    if search.open_now:
        where.append("(shop.hours is null or shop.hours @> %(minute)s::int)")
    matches = " and ".join(where)
    if search.shops:
        first = "" if query else "order by shop.business_id desc"
        return FIND.format(score=score, metres=metres, where=matches, first=first, most=MOST_LOOKED_AT)
    is_cheapest = search.sort == "harga"
    return FIND_GOODS.format(
        look=LOOK.format(score=score, metres=metres, where=matches),
        first="" if query else "order by product.id desc",
        most=MOST_LOOKED_AT,
        score=LOWEST_NOW.format(business="matching.business_id", product="matching.id", price="matching.price")
        if is_cheapest
        else "score",
        turn="0" if is_cheapest else f"((nth - 1) / {A_SHOP})",
    )


def _cursor(search: Search) -> tuple[int, int | UUID]:
    """The place after which the page begins."""
    nothing: int | UUID = 0 if search.shops else UUID(int=0)
    if not search.cursor:
        return -(2**62), nothing
    found = re.fullmatch(r"(-?[0-9]{1,18})_([0-9a-f]{32}|[0-9]{1,18})", search.cursor)
    if not found or (len(found[2]) == 32) == search.shops:
        raise UnknownCursor
    return int(found[1]), int(found[2]) if search.shops else UUID(found[2])


def _written(identity: int | UUID) -> str:
    return identity.hex if isinstance(identity, UUID) else str(identity)


def _limit(search: Search) -> int:
    return max(1, min(search.limit, MOST_ON_A_PAGE))


def _is_visible(shop: Shop | None, search: Search) -> bool:
    """Public still, and really open where that was asked: the index knows ordinary weeks, the shop its holidays."""
    return shop is not None and shop.has_public_shop and (shop.is_open_now or not search.open_now)


def _metres(metres: int | None, near: bool) -> int | None:
    return metres if near and metres is not None and metres < FAR else None
