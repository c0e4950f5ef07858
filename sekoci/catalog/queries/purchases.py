"""A purchase of stock, as the owner who may take it back sees it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sekoci.books.queries import balance_now
from sekoci.books.rules import SUPPLIERS
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch


@dataclass(frozen=True, slots=True)
class PurchaseLine:
    variant_id: UUID
    name: str
    unit: str
    pieces: int
    value: int


@dataclass(frozen=True, slots=True)
class Purchase:
    """What was bought at once; `paid_from` as the verb took it."""

    id: UUID
    at: datetime
    paid_from: str
    is_undone: bool
    lines: tuple[PurchaseLine, ...]

    @property
    def value(self) -> int:
        return sum(line.value for line in self.lines)

    @property
    def is_on_credit(self) -> bool:
        return self.paid_from == "supplier"


def purchase(business_id: int, purchase_id: UUID) -> Purchase | None:
    """One purchase of this shop; None where there is none. One statement."""
    with in_business(business_id):
        rows = fetch(
            """
            select m.at, m.note, exists (select from catalog_stockmove u where u.business_id = m.business_id and u.kind = 'undo'
                                         and u.reference = m.reference),
                   m.variant_id, case v.name when '' then p.name else p.name || ' - ' || v.name end, p.unit, m.on_hand, m.value
            from catalog_stockmove m
            join catalog_variant v on v.id = m.variant_id
            join catalog_product p on p.id = v.product_id
            where m.business_id = %s and m.reference = %s and m.kind = 'purchase' order by m.id
            """,
            (business_id, purchase_id),
        )
    if not rows:
        return None
    at, paid_from, is_undone = rows[0][:3]
    return Purchase(purchase_id, at, paid_from, is_undone, tuple(PurchaseLine(*row[3:]) for row in rows))


def debt_of(business_id: int) -> int:
    """What the shop still owes its suppliers, all together; one statement."""
    with in_business(business_id):
        return balance_now(business_id, SUPPLIERS)
