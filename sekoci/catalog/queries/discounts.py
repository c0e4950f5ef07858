"""The owner's discounts: those that run, those that come, those that are over."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sekoci.catalog.queries.shelf import search_words
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch

MOST_LISTED = 200
MOST_GOODS, MOST_VARIANTS = 8, 8
"""How many products a list to choose from shows at once, and how many variants of each: others are found by their names."""
COLUMNS = """d.id, d.kind, d.product_id, d.variant_id, p.name, coalesce(v.name, ''), d.amount, d.percent, d.ceiling, d.buy, d.pay,
    d.code, d.minimum, d.most_uses, d.per_phone, d.used, d.starts_at, d.ends_at"""
FROM = """catalog_discount d left join catalog_product p on p.id = d.product_id and p.business_id = d.business_id
    left join catalog_variant v on v.id = d.variant_id and v.business_id = d.business_id"""


@dataclass(frozen=True, slots=True)
class MyDiscount:
    """A discount as its owner sees it; `product` is empty for the whole shop and for vouchers."""

    id: UUID
    kind: Literal["price", "bundle", "voucher"]
    product_id: UUID | None
    variant_id: UUID | None
    product: str | None
    variant: str
    amount: int | None
    percent: int | None
    ceiling: int | None
    buy: int | None
    pay: int | None
    code: str
    minimum: int
    most_uses: int | None
    per_phone: int | None
    used: int
    starts_at: datetime
    ends_at: datetime | None

    @property
    def whole_percent(self) -> str:
        """Basis points as people write percentages: `10`, `12,5`."""
        return f"{(self.percent or 0) / 100:g}".replace(".", ",")

    def state(self, at: datetime) -> Literal["running", "coming", "ended"]:
        if self.ends_at is not None and self.ends_at <= at:
            return "ended"
        return "coming" if self.starts_at > at else "running"


@dataclass(frozen=True, slots=True)
class Goods:
    """What a discount can be for: a product, or one variant of it."""

    product_id: UUID
    variant_id: UUID | None
    name: str


def my_discounts(business_id: int) -> list[MyDiscount]:
    """The newest two hundred, what ends last first. One statement."""
    return _read(business_id, "true order by d.ends_at desc nulls first, d.id desc limit %s", MOST_LISTED)


def my_discount(business_id: int, discount_id: UUID) -> MyDiscount | None:
    """One discount of the shop; None when it is another's."""
    return next(iter(_read(business_id, "d.id = %s", discount_id)), None)


def goods_to_discount(
    business_id: int, *, search: str = "", product_id: UUID | None = None, variant_id: UUID | None = None
) -> tuple[list[Goods], bool]:
    """Products that `search` finds by their names or their variants', in the shop's order, each followed by its variants where it
    has several; and whether there are more. What is chosen already stands first, found or not. One statement."""
    with in_business(business_id):
        rows = fetch(
            """
            select p.id, p.name, array_agg(v.id order by v.position, v.id), array_agg(v.name order by v.position, v.id)
            from catalog_product p join catalog_variant v on v.product_id = p.id and v.deleted_at is null
            where p.business_id = %(business)s and p.deleted_at is null and (p.id = %(product)s or not exists (
                select from unnest(%(words)s::text[]) word where strpos(lower(p.name || ' ' || v.name), lower(word)) = 0))
            group by p.id order by p.id is distinct from %(product)s, p.position, p.id limit %(limit)s
            """,
            {"business": business_id, "product": product_id, "words": search_words(search), "limit": MOST_GOODS + 1},
        )
    goods: list[Goods] = []
    is_more = len(rows) > MOST_GOODS
    for product, name, ids, variants in rows[:MOST_GOODS]:
        goods.append(Goods(product, None, name))
        named = [Goods(product, key, f"{name} - {variant}") for key, variant in zip(ids, variants, strict=True) if variant]
        is_more = is_more or len(named) > MOST_VARIANTS
        goods += named[:MOST_VARIANTS] + [each for each in named[MOST_VARIANTS:] if each.variant_id == variant_id]
    return goods, is_more


def _read(business_id: int, which: str, value: Any) -> list[MyDiscount]:
    with in_business(business_id):
        rows = fetch(
            f"select {COLUMNS} from {FROM} where d.business_id = %s and {which}",  # noqa: S608  texts are ours
            (business_id, value),
        )
    return [MyDiscount(*row) for row in rows]
