"""What deliveries cost, now."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sekoci.delivery.rules import AreaPrice, Point, Step, Terms, Where, fee_of
from sekoci.kit.scope import reading
from sekoci.kit.sql import fetch
from sekoci.registry.queries import Shop

TERMS = "select way, prices, free_from, minimum from delivery_terms where business_id = %s and until is null"
QUOTES = """
    select asked.business, asked.code, terms.way, terms.prices, terms.free_from, terms.minimum,
           area.name, area.level, area.latitude, area.longitude
    from unnest(%s::bigint[], %s::text[]) as asked (business, code)
    join delivery_terms terms on terms.business_id = asked.business and terms.until is null
    left join registry_area area on area.code = asked.code
"""


@dataclass(frozen=True)
class Quote:
    """A shop's terms, and the area that somebody asked about; None where there is no such area."""

    terms: Terms
    where: Where | None

    def fee(self, shop: Shop, total: int) -> int:
        """Rupiah for goods of this total, or the refusal."""
        return fee_of(self.terms, total=total, where=self.where, start=start_of(shop))


def terms_of(shop: Shop) -> Terms:
    """The terms of a shop. No statement where it has one price for all, else one."""
    if not shop.delivery_way:
        return Terms("price", price=shop.delivery_fee)
    with reading(shop.id):
        rows = fetch(TERMS, (shop.id,))
    return _read(rows[0]) if rows else Terms("price", price=shop.delivery_fee)


def quotes_for(asked: Collection[tuple[int, str]]) -> dict[tuple[int, str], Quote]:
    """Terms and area for each (business, area code) asked about; in the current scope, one statement however many."""
    if not asked:
        return {}
    wanted = sorted(asked)
    rows = fetch(QUOTES, ([business for business, _ in wanted], [code for _, code in wanted]))
    return {(row[0], row[1]): Quote(_read(row[2:6]), _where(row[1], *row[6:])) for row in rows}


def start_of(shop: Shop) -> Point | None:
    """Where a shop's deliveries begin: the middle of its own area."""
    return None if shop.latitude is None or shop.longitude is None else (shop.latitude, shop.longitude)


def _read(row: tuple[Any, ...]) -> Terms:
    way, written, free_from, minimum = row
    prices = json.loads(written)
    return Terms(
        way,
        price=prices[0][2] if way == "price" else 0,
        areas=tuple(AreaPrice(*each) for each in prices) if way == "area" else (),
        steps=tuple(Step(km, fee) for km, _, fee in prices) if way == "distance" else (),
        free_from=free_from,
        minimum=minimum,
    )


def _where(code: str, name: str | None, level: int, latitude: float | None, longitude: float | None) -> Where | None:
    if name is None:
        return None
    return Where(code, name, level, None if latitude is None or longitude is None else (latitude, longitude))
