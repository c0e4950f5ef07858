"""What is on the shelf, for buyers: lean, because a shop page is drawn from it hundreds of times a second."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sekoci.catalog.discounting import read_running, running
from sekoci.catalog.rules import Bundle, Discount, bundle_of, price_of
from sekoci.kit import spelling
from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid
from sekoci.kit.scope import reading, reading_across
from sekoci.kit.sql import fetch

MOST_ON_A_PAGE = 100
MOST_HEADINGS = 20
COLUMNS = f"""p.id, p.name, p.description, p.unit, p.photo, p.position,
                   v.id, v.name, v.price, s.on_hand - s.reserved, p.category, p.made_in_id, p.maker,
                   {running(business="p.business_id", product="p.id")}"""
"""What an item is made of (`_items`): of products p, variants v and stocks s."""


@dataclass(frozen=True, slots=True)
class ShelfVariant:
    """`price` is what it costs now; with a price for a time, `before` is the ordinary one and `until` its end, if it has one."""

    id: UUID
    name: str
    price: int
    stock: int
    before: int | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """A product as buyers see it. `price` is the lowest, `stock` what can still be ordered of all variants together.

    Where the lowest is a price for a time, `before` is that variant's ordinary one. `bundle` is buy n pay m, while it runs.
    A plain product has no `variants`; `variant_id` is then what is put into the basket, otherwise None.
    """

    id: UUID
    name: str
    description: str
    unit: str
    photo: str
    price: int
    highest_price: int
    stock: int
    variants: tuple[ShelfVariant, ...]
    variant_id: UUID | None
    category: str = ""
    made_in: str = ""
    """An area's code; empty where the owner said nothing, like `maker`."""
    maker: str = ""
    before: int | None = None
    until: datetime | None = None
    bundle: Bundle | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    items: tuple[ShelfItem, ...]
    next: str | None
    """The cursor of the next page; None on the last one."""
    headings: tuple[str, ...] = ()
    """The categories of all that the shop lists, each once; of more than twenty, those that hold the most."""


class UnknownCursor(Invalid):
    """The cursor is not one that we gave."""

    def __init__(self) -> None:
        super().__init__(
            field="cursor",
            why_id="Halaman ini sudah tidak ada. Mulai lagi dari awal.",
            why_en="There is no such page any more. Start again from the beginning.",
        )


def shelf(business_id: int, *, cursor: str | None = None, limit: int = 24, search: str = "", category: str = "") -> Shelf:
    """A page of what the shop lists, sold-out products too (stock 0), in the shop's own order; one statement.

    `search` finds products whose name has each of its words as people spell them every day (`kit.spelling`), or contains it as it
    was typed; one statement more. `category` those under that heading.
    """
    limit = max(1, min(limit, MOST_ON_A_PAGE))
    after_position, after_id = read_cursor(cursor)
    at = now()
    with reading(business_id):
        found = _named(business_id, typed) if (typed := search.replace("\x00", " ")[:200].strip()) else None
        rows = fetch(
            f"""
            select {COLUMNS},
                   (select string_agg(heading, chr(10) order by heading) from (
                       select min(category) heading from catalog_product
                       where business_id = %(business)s and deleted_at is null and is_listed and category <> ''
                       group by lower(category) order by count(*) desc, lower(category) limit %(headings)s) known)
            from (
                select id, business_id, name, description, unit, photo, position, category, made_in_id, maker from catalog_product
                where business_id = %(business)s and deleted_at is null and is_listed
                  and (position, id) > (%(position)s, %(id)s)
                  and (%(category)s = '' or lower(category) = lower(%(category)s))
                  and (%(found)s::uuid[] is null or id = any(%(found)s::uuid[]))
                order by position, id limit %(limit)s
            ) p
            join catalog_variant v on v.product_id = p.id and v.deleted_at is null
            join catalog_stock s on s.variant_id = v.id
            order by p.position, p.id, v.position, v.id
            """,  # noqa: S608  columns are ours
            {
                "business": business_id,
                "at": at,
                "since": at,
                "position": after_position,
                "id": after_id,
                "found": found,
                "category": category.replace("\x00", ""),
                "headings": MOST_HEADINGS,
                "limit": limit + 1,
            },
            prepared=True,
        )
    items = _items(rows, at)
    headings = tuple(rows[0][14].split("\n")) if rows and rows[0][14] else ()
    shown = tuple(spelling.own_first(search, items[:limit], lambda item: item.name)) if search else items[:limit]
    if len(items) <= limit:
        return Shelf(shown, None, headings)
    last = items[limit - 1].id
    return Shelf(shown, write_cursor(next(row[5] for row in rows if row[0] == last), last), headings)


def product(business_id: int, product_id: UUID) -> ShelfItem | None:
    """One listed product of the shop; None when it is hidden, removed or another shop's."""
    found = products(business_id, [product_id])
    return found[0] if found else None


def products(business_id: int, product_ids: Iterable[UUID]) -> tuple[ShelfItem, ...]:
    """The listed products among these, in the shop's order: what a basket is drawn from. One statement."""
    with reading(business_id):
        return _listed("p.business_id = %(business)s and p.id = any(%(ids)s)", business=business_id, ids=list(product_ids))


def whole_shelf(business_id: int, *, most: int = 20_000) -> tuple[ShelfItem, ...]:
    """Everything the shop lists, at most so many variants: for files that others fetch. One statement."""
    with reading(business_id):
        return _listed("p.business_id = %(business)s", business=business_id, most=most)


def products_across(product_ids: Collection[UUID]) -> dict[UUID, ShelfItem]:
    """The listed products among these, of whichever business, as they are now. One statement, in the current scope."""
    return {item.id: item for item in _listed("p.id = any(%(ids)s)", ids=list(product_ids))}


def first_photos(business_ids: Collection[int]) -> dict[int, str]:
    """The photo of the first listed product that has one, by business; for lists of shops. One statement."""
    with reading_across():
        rows = fetch(
            """
            select distinct on (business_id) business_id, photo from catalog_product
            where business_id = any(%s) and deleted_at is null and is_listed and photo <> ''
            order by business_id, position, id
            """,
            (list(business_ids),),
        )
    return dict(rows)


def front_version(business_id: int, *, also: str = "catalog_shelf_version") -> tuple[str | None, str]:
    """Two short texts, of the shop (None once it is closed for good) and of its shelf, that change whenever anything of it does.

    For ETags; one statement, in no need of a scope. Every new row version has its own xmin, visible exactly from the commit on;
    a time stamp would miss a transaction that started earlier and committed later. A change of a variant touches its
    product's row. The discounts that run at this moment are part of it: when one begins or ends, no row is written. `also` names
    a function of one business, of a module above that shows something on the same pages.
    """
    both = f"select registry_shop_version(%(b)s), catalog_shelf_version(%(b)s, %(at)s) || {also}(%(b)s)"
    [(shop, shelf)] = fetch(both, {"b": business_id, "at": now()}, prepared=True)
    return shop, shelf


def _named(business_id: int, typed: str) -> list[UUID]:
    """The listed products whose name answers what was typed."""
    wanted, as_typed = spelling.asked(typed), typed.casefold()
    rows = fetch(
        "select id, name from catalog_product where business_id = %s and deleted_at is null and is_listed", (business_id,)
    )
    return [identity for identity, name in rows if as_typed in name.casefold() or (wanted and spelling.is_found(wanted, name))]


def search_words(search: str) -> list[str]:
    """The words to look for, at most eight; what cannot be in a name is left out."""
    return search.replace("\x00", " ")[:200].split()[:8]


def read_cursor(cursor: str | None) -> tuple[int, UUID]:
    """The place in the shop's order after which a page begins; refused when it is not one that `write_cursor` wrote."""
    if cursor is None:
        return -(2**31), UUID(int=0)
    found = re.fullmatch(r"(-?[0-9]{1,10})_([0-9a-f]{32})", cursor)
    if not found or not -(2**31) <= int(found[1]) < 2**31:
        raise UnknownCursor
    return int(found[1]), UUID(found[2])


def write_cursor(position: int, product_id: UUID) -> str:
    return f"{position}_{product_id.hex}"


def _listed(which: str, *, business: int = 0, ids: Collection[UUID] = (), most: int | None = None) -> tuple[ShelfItem, ...]:
    at = now()
    rows = fetch(
        f"""
        select {COLUMNS}
        from catalog_product p
        join catalog_variant v on v.product_id = p.id and v.deleted_at is null
        join catalog_stock s on s.variant_id = v.id
        where {which} and p.deleted_at is null and p.is_listed
        order by p.position, p.id, v.position, v.id limit %(most)s
        """,  # noqa: S608  the condition is ours
        {"business": business, "ids": ids, "most": most, "at": at, "since": at},
    )
    return _items(rows, at)


def _items(rows: list[tuple[Any, ...]], at: datetime) -> tuple[ShelfItem, ...]:
    grouped: dict[UUID, list[tuple[Any, ...]]] = {}
    for row in rows:
        grouped.setdefault(row[0], []).append(row)
    return tuple(_item(group, at) for group in grouped.values())


def _item(rows: list[tuple[Any, ...]], at: datetime) -> ShelfItem:
    identity, name, description, unit, photo = rows[0][:5]
    discounts = read_running(rows[0][13])
    variants = tuple(_variant(row, discounts, at) for row in rows)
    is_plain = len(variants) == 1 and not variants[0].name
    cheapest = min(variants, key=lambda each: each.price)
    return ShelfItem(
        id=identity,
        name=name,
        description=description,
        unit=unit,
        photo=photo,
        price=cheapest.price,
        highest_price=max(each.price for each in variants),
        stock=sum(each.stock for each in variants),
        variants=() if is_plain else variants,
        variant_id=variants[0].id if is_plain else None,
        category=rows[0][10],
        made_in=rows[0][11] or "",
        maker=rows[0][12],
        before=cheapest.before,
        until=cheapest.until,
        bundle=bundle_of(discounts, at) if discounts else None,
    )


def _variant(row: tuple[Any, ...], discounts: tuple[Discount, ...], at: datetime) -> ShelfVariant:
    if not discounts:
        return ShelfVariant(*row[6:10])
    price = price_of(row[6], row[8], discounts, at)
    return ShelfVariant(row[6], row[7], price.now, row[9], price.before, price.until)
