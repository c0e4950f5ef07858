"""Changing many products with a few statements: what a list from a spreadsheet asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sekoci.catalog import drafts as written
from sekoci.catalog.actions.products import Opening, announce_changed
from sekoci.catalog.actions.stock import ProductGone
from sekoci.catalog.drafts import MOST_HEADING, VariantChange
from sekoci.kit.clock import now
from sekoci.kit.scope import in_business
from sekoci.kit.sql import arrays, fetch
from sekoci.kit.text import clean_line, clean_text


@dataclass(frozen=True)
class ListChange:
    """A line of a list: what is None stays as it is."""

    product_id: UUID
    variant_id: UUID
    price: int | None = None
    unit: str | None = None
    description: str | None = None
    category: str | None = None


def change_many(business_id: int, changes: Sequence[ListChange], *, by: str) -> None:
    """Give these variants their prices, and their products unit and description; two statements. One refused refuses all."""
    if not changes:
        return
    rows = [
        (
            each.product_id,
            each.variant_id,
            None if each.price is None else written.checked_price(each.price),
            None if each.unit is None else clean_line(each.unit, most=20, field="unit"),
            None if each.description is None else clean_text(each.description, most=2000, field="description"),
            None if each.category is None else clean_line(each.category, most=MOST_HEADING, field="category"),
        )
        for each in sorted(changes, key=lambda each: each.variant_id)
    ]
    parameters = arrays(rows)
    with in_business(business_id):
        changed = fetch(
            """
            update catalog_product p
            set unit = coalesce(new.unit, p.unit), description = coalesce(new.description, p.description),
                category = coalesce(new.category, p.category), updated_at = %s
            from (select product_id, max(unit) as unit, max(description) as description, max(category) as category
                  from unnest(%s::uuid[], %s::text[], %s::text[], %s::text[]) new (product_id, unit, description, category)
                  group by product_id) new
            where p.id = new.product_id and p.deleted_at is null returning p.id
            """,
            [now(), parameters[0], *parameters[3:6]],
        )
        if len(changed) != len({each.product_id for each in changes}):
            raise ProductGone
        fetch(
            "update catalog_variant v set price = new.price from unnest(%s::uuid[], %s::bigint[]) new (id, price)"
            " where v.id = new.id and new.price is not null",
            parameters[1:3],
        )
        announce_changed(business_id, sorted({each.product_id for each in changes}))


def add_variants(business_id: int, additions: Sequence[tuple[UUID, VariantChange]], *, by: str) -> list[UUID]:
    """Give products that have choices further ones, with their opening stock; their ids. One refused refuses all."""
    if not additions:
        return []
    at = now()
    with in_business(business_id):
        rows = fetch(
            "update catalog_product p set updated_at = %s where id = any(%s) and deleted_at is null"
            " returning id, name, (select count(*) from catalog_variant v where v.product_id = p.id)",
            (at, list({product_id for product_id, _ in additions})),
        )
        products = {identity: (str(name), int(count)) for identity, name, count in rows}
        opening, added = Opening(business_id, at), dict.fromkeys(products, 0)
        for product_id, draft in additions:
            if product_id not in products:
                raise ProductGone
            name, before = products[product_id]
            [checked] = written.checked_change(written.ProductChange(variants=(draft,))).variants or ()
            opening.add((product_id, name), checked, position=before + added[product_id])
            added[product_id] += 1
        opening.write()
        announce_changed(business_id, sorted(products))
    return [row[0] for row in opening.rows]
