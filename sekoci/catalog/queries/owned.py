"""What the owner sees of their own products: hidden ones too, with what is reserved and what it cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal
from uuid import UUID

from sekoci.catalog import rules
from sekoci.catalog.queries.shelf import read_cursor, search_words, write_cursor
from sekoci.kit.clock import now
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch

Only = Literal["", "habis", "menipis", "tersembunyi", "dihapus"]
Sort = Literal["", "nama", "harga", "stok", "baru"]
SORTS: dict[str, str] = {
    "": "position, id",
    "nama": "lower(name), id",
    "harga": "lowest, lower(name), id",
    "stok": "stock, lower(name), id",
    "baru": "id desc",
}
CHOICES: dict[str, str] = {
    "": "not is_removed",
    "habis": "not is_removed and is_listed and stock <= 0",
    "menipis": "not is_removed and is_listed and stock > 0 and is_low",
    "tersembunyi": "not is_removed and not is_listed",
    "dihapus": "is_removed",
}


@dataclass(frozen=True, slots=True)
class MyProduct:
    """A line of the owner's list. `stock` is what can still be sold; `is_low`: one of its variants is at its mark or below."""

    id: UUID
    name: str
    unit: str
    photo: str
    is_listed: bool
    lowest: int
    highest: int
    variants: int
    stock: int
    reserved: int
    is_low: bool
    is_removed: bool
    has_discount: bool
    """A lower price or a bundle runs for it at this moment."""


@dataclass(frozen=True)
class MyProducts:
    items: tuple[MyProduct, ...]
    counts: dict[str, int]
    """How many products there are for each of CHOICES, whatever is shown now."""
    next: int | None
    """From which place the list goes on; None at its end."""

    @property
    def is_bare(self) -> bool:
        """Nothing at all yet: not only nothing that matches."""
        return not any(self.counts.values())


@dataclass(frozen=True, slots=True)
class MyVariant:
    id: UUID
    name: str
    price: int
    on_hand: int
    reserved: int
    value: int

    @property
    def stock(self) -> int:
        return self.on_hand - self.reserved

    @property
    def unit_cost(self) -> int:
        return rules.unit_cost(on_hand=self.on_hand, value=self.value)


@dataclass(frozen=True, slots=True)
class MyProductWhole:
    id: UUID
    name: str
    description: str
    unit: str
    photo: str
    low_stock_at: int
    is_listed: bool
    is_removed: bool
    category: str
    made_in: str
    """An area's code; empty where the owner said nothing, like `maker`."""
    maker: str
    variants: tuple[MyVariant, ...]

    @property
    def is_plain(self) -> bool:
        return len(self.variants) == 1 and not self.variants[0].name

    @property
    def stock(self) -> int:
        return sum(each.stock for each in self.variants)


PRODUCTS = """
    select p.id, p.name, p.unit, p.photo, p.is_listed, min(v.price) as lowest, max(v.price) as highest, count(*) as variants,
           sum(s.on_hand - s.reserved)::bigint as stock, sum(s.reserved)::bigint as reserved,
           bool_or(s.on_hand - s.reserved <= p.low_stock_at) as is_low,
           p.deleted_at is not null as is_removed, p.position
    from catalog_product p
    join catalog_variant v on v.product_id = p.id and v.deleted_at is null
    join catalog_stock s on s.variant_id = v.id
    where p.business_id = %(business)s group by p.id
"""


def my_products(
    business_id: int, *, only: Only = "", sort: Sort = "", search: str = "", start: int = 0, limit: int = 50
) -> MyProducts:
    """A page of the owner's products, and how many there are of each kind; two statements."""
    with in_business(business_id):
        counted = ", ".join(f"count(*) filter (where {choice})" for choice in CHOICES.values())
        [counts] = fetch(f"select {counted} from ({PRODUCTS}) mine", {"business": business_id})  # noqa: S608  texts are ours
        rows = fetch(
            f"""
            select id, name, unit, photo, is_listed, lowest, highest, variants, stock, reserved, is_low,
                   is_removed, exists (
                       select from catalog_discount d where d.business_id = %(business)s and d.kind <> 'voucher'
                       and (d.product_id is null or d.product_id = mine.id)
                       and d.starts_at <= %(at)s and coalesce(d.ends_at, 'infinity') > %(at)s)
            from ({PRODUCTS}) mine
            where {CHOICES[only]}
              and not exists (select from unnest(%(words)s::text[]) word where strpos(lower(name), lower(word)) = 0)
            order by {SORTS[sort]} limit %(limit)s offset %(start)s
            """,  # noqa: S608  texts are ours
            {"business": business_id, "words": search_words(search), "limit": limit + 1, "start": max(0, start), "at": now()},
        )
    items = tuple(MyProduct(*row) for row in rows[:limit])
    return MyProducts(items, dict(zip(CHOICES, counts, strict=True)), start + limit if len(rows) > limit else None)


def my_product(business_id: int, product_id: UUID, *, removed_too: bool = False) -> MyProductWhole | None:
    """One product with all that its form shows; None when it is another shop's (or removed, unless `removed_too`)."""
    with in_business(business_id):
        rows = fetch(
            """
            select p.id, p.name, p.description, p.unit, p.photo, p.low_stock_at, p.is_listed, p.deleted_at is not null,
                   p.category, coalesce(p.made_in_id, ''), p.maker, v.id, v.name, v.price, s.on_hand, s.reserved, s.value
            from catalog_product p
            join catalog_variant v on v.product_id = p.id and v.deleted_at is null
            join catalog_stock s on s.variant_id = v.id
            where p.id = %s and p.business_id = %s and (p.deleted_at is null or %s)
            order by v.position, v.id
            """,
            (product_id, business_id, removed_too),
        )
    return _whole(rows) if rows else None


def whole_products(business_id: int, wanted: Sequence[UUID]) -> list[MyProductWhole]:
    """These products with all that their forms show, removed ones too, in the order asked for; one statement."""
    with in_business(business_id):
        rows = fetch(
            """
            select p.id, p.name, p.description, p.unit, p.photo, p.low_stock_at, p.is_listed, p.deleted_at is not null,
                   p.category, coalesce(p.made_in_id, ''), p.maker, v.id, v.name, v.price, s.on_hand, s.reserved, s.value
            from unnest(%s::uuid[]) with ordinality wanted (id, place)
            join catalog_product p on p.id = wanted.id and p.business_id = %s
            join catalog_variant v on v.product_id = p.id and v.deleted_at is null
            join catalog_stock s on s.variant_id = v.id
            order by wanted.place, v.position, v.id
            """,
            (list(wanted), business_id),
        )
    return [_whole(list(group)) for _, group in groupby(rows, key=itemgetter(0))]


def my_catalog(
    business_id: int, *, cursor: str | None = None, search: str = "", limit: int = 50
) -> tuple[tuple[MyProductWhole, ...], str | None]:
    """A page of all the shop's products with their variants, hidden ones too, in the shop's order; and the next cursor."""
    position, after = read_cursor(cursor)
    with in_business(business_id):
        rows = fetch(
            """
            select p.id, p.name, p.description, p.unit, p.photo, p.low_stock_at, p.is_listed, false, p.category,
                   coalesce(p.made_in_id, ''), p.maker,
                   v.id, v.name, v.price, s.on_hand, s.reserved, s.value, p.position
            from (
                select * from catalog_product
                where business_id = %(business)s and deleted_at is null and (position, id) > (%(position)s, %(after)s)
                  and not exists (select from unnest(%(words)s::text[]) word where strpos(lower(name), lower(word)) = 0)
                order by position, id limit %(limit)s
            ) p
            join catalog_variant v on v.product_id = p.id and v.deleted_at is null
            join catalog_stock s on s.variant_id = v.id
            order by p.position, p.id, v.position, v.id
            """,
            {
                "business": business_id,
                "position": position,
                "after": after,
                "words": search_words(search),
                "limit": limit + 1,
            },
        )
    grouped: dict[UUID, list[tuple[Any, ...]]] = {}
    for row in rows:
        grouped.setdefault(row[0], []).append(row)
    groups = list(grouped.values())
    shown = tuple(_whole(group) for group in groups[:limit])
    return shown, write_cursor(groups[limit - 1][0][17], shown[-1].id) if len(groups) > limit else None


def headings_of(business_id: int) -> list[str]:
    """The shop's shelf headings, hidden products' too, each once; for suggestions while writing."""
    with in_business(business_id):
        rows = fetch(
            "select min(category) from catalog_product where business_id = %s and deleted_at is null and category <> ''"
            " group by lower(category) order by 1 limit 50",
            (business_id,),
        )
    return [row[0] for row in rows]


def _whole(rows: list[tuple[Any, ...]]) -> MyProductWhole:
    return MyProductWhole(*(*rows[0][:11], tuple(MyVariant(*row[11:17]) for row in rows)))
