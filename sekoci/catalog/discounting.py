"""How running discounts come along with a statement that reads prices, and out of it again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sekoci.catalog.rules import Discount


def running(*, business: str, product: str) -> str:
    """A column of a statement: the discounts of this product, or of the whole shop, that run between `since` and `at`.

    They are found by the columns named; `%(since)s` and `%(at)s` are parameters of the statement.
    """
    return f"""(
        select json_agg(json_build_array(d.id, d.kind, d.product_id, d.variant_id, d.amount, d.percent, d.buy, d.pay,
                                         d.starts_at, d.ends_at))
        from catalog_discount d
        where d.business_id = {business} and d.kind <> 'voucher' and (d.product_id is null or d.product_id = {product})
          and d.starts_at <= %(at)s and coalesce(d.ends_at, 'infinity') > %(since)s
    )"""  # noqa: S608  columns are ours


def read_running(found: Iterable[list[Any]] | None) -> tuple[Discount, ...]:
    """What that column brought."""
    return tuple(_discount(each) for each in found) if found else ()


def _discount(row: list[Any]) -> Discount:
    identity, kind, product, variant, amount, percent, buy, pay, starts, ends = row
    return Discount(
        UUID(identity),
        kind,
        UUID(product) if product else None,
        UUID(variant) if variant else None,
        amount,
        percent,
        buy,
        pay,
        datetime.fromisoformat(starts),
        datetime.fromisoformat(ends) if ends else None,
    )
