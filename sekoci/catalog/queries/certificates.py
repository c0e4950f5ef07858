"""Papers: those that buyers may see, and all that the owner wrote down."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sekoci.catalog.certificates import KINDS
from sekoci.kit.scope import in_business, reading
from sekoci.kit.sql import fetch


@dataclass(frozen=True, slots=True)
class Certificate:
    """A paper as its owner wrote it, not asked of the issuer. `product_id` None: of the whole shop."""

    id: UUID
    product_id: UUID | None
    kind: str
    number: str
    holder: str
    valid_until: date | None
    product: str
    """The product's name; empty for the whole shop."""

    @property
    def name(self) -> str:
        return KINDS[self.kind]


READ = """
    select c.id, c.product_id, c.kind, c.number, c.holder, c.valid_until, coalesce(p.name, '')
    from catalog_certificate c left join catalog_product p on p.id = c.product_id
    where c.business_id = %(business)s
"""
ORDER = "order by (c.product_id is null) desc, lower(coalesce(p.name, '')), c.kind, c.id"


def certificates_shown(business_id: int, product_ids: Collection[UUID], *, today: date) -> dict[UUID, list[Certificate]]:
    """The papers that hold today, by product: its own and those of the whole shop. One statement."""
    with reading(business_id):
        rows = fetch(
            f"{READ} and c.removed_at is null and (c.valid_until is null or c.valid_until >= %(today)s)"
            f" and (c.product_id is null or c.product_id = any(%(products)s)) {ORDER}",
            {"business": business_id, "today": today, "products": list(product_ids)},
            prepared=True,
        )
    held = [Certificate(*row) for row in rows]
    return {product: [each for each in held if each.product_id in (None, product)] for product in product_ids}


def my_certificates(business_id: int) -> list[Certificate]:
    """All that were not taken away, ended ones too: those of the shop first."""
    with in_business(business_id):
        rows = fetch(f"{READ} and c.removed_at is null and p.deleted_at is null {ORDER}", {"business": business_id})
    return [Certificate(*row) for row in rows]


def removed_certificate(business_id: int, certificate_id: UUID) -> Certificate | None:
    """One that was taken away, for offering it back."""
    with in_business(business_id):
        rows = fetch(f"{READ} and c.removed_at is not null and c.id = %(id)s", {"business": business_id, "id": certificate_id})
    return Certificate(*rows[0]) if rows else None


def product_names(business_id: int) -> list[tuple[UUID, str]]:
    """The shop's products to choose one from, by name."""
    with in_business(business_id):
        rows = fetch(
            "select id, name from catalog_product where business_id = %s and deleted_at is null "
            "order by lower(name), id limit 1000",
            (business_id,),
        )
    return [(row[0], row[1]) for row in rows]
