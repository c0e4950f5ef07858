"""What an owner does with products: add, change, remove, bring back."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from sekoci.books.actions import EntryDraft, Line, record_new
from sekoci.books.rules import INVENTORY, OWNER
from sekoci.catalog import drafts as written
from sekoci.catalog.actions.booking import TooMuchWorth, day_of
from sekoci.catalog.actions.stock import Move, ProductGone, write_opening
from sekoci.catalog.actions.writing_off import put_back, write_off
from sekoci.catalog.drafts import ProductChange, ProductDraft, VariantChange, VariantDraft
from sekoci.catalog.events import ProductsChanged
from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid, Refusal
from sekoci.kit.events import announce
from sekoci.kit.ids import new_id
from sekoci.kit.money import MOST
from sekoci.kit.scope import in_business
from sekoci.kit.sql import Rows, fetch
from sekoci.registry.queries import places

PRODUCTS = Rows(
    "catalog_product",
    {
        "id": "uuid",
        "business_id": "bigint",
        "name": "text",
        "description": "text",
        "unit": "text",
        "photo": "text",
        "low_stock_at": "int",
        "position": "int",
        "is_listed": "bool",
        "created_at": "timestamptz",
        "updated_at": "timestamptz",
        "source_key": "text",
        "fingerprint": "bytea",
        "category": "text",
        "made_in_id": "text",
        "maker": "text",
    },
)
VARIANTS = Rows(
    "catalog_variant",
    {"id": "uuid", "business_id": "bigint", "product_id": "uuid", "name": "text", "price": "bigint", "position": "int"},
)
STOCKS = Rows(
    "catalog_stock",
    {
        "variant_id": "uuid",
        "business_id": "bigint",
        "on_hand": "bigint",
        "reserved": "bigint",
        "value": "bigint",
        "moved_at": "timestamptz",
    },
)


class ProductKeyReused(Refusal):
    code, status = "key_reused", 422
    id = "Produk ini sudah disimpan dengan isi lain. Buka daftar produk untuk mengubahnya."
    en = "This product is saved already with other contents. Open the list of products to change it."


class Opening:
    """The variants that are new: their rows, and the stock they begin with."""

    def __init__(self, business_id: int, at: datetime) -> None:
        self.business_id, self.at, self.day = business_id, at, day_of(business_id, at)
        self.rows: list[tuple[UUID, int, UUID, str, int, int]] = []
        self.moves: list[Move] = []
        self.entries: list[EntryDraft] = []

    def add(self, product: tuple[UUID, str], draft: VariantDraft | VariantChange, *, position: int) -> None:
        variant_id = new_id()
        self.rows.append((variant_id, self.business_id, product[0], draft.name, draft.price, position))
        if not draft.stock:
            return
        value = draft.stock * draft.unit_cost
        if value > MOST:
            raise TooMuchWorth(field="stock")
        self.moves.append(Move(self.business_id, variant_id, "opening", draft.stock, 0, value, draft.unit_cost))
        self.entries.append(
            EntryDraft(
                business_id=self.business_id,
                kind="opening",
                source=str(variant_id),
                memo=f"Stok awal: {product[1]} - {draft.name}" if draft.name else f"Stok awal: {product[1]}",
                day=self.day,
                at=self.at,
                lines=(Line(INVENTORY, OWNER, value),),
            )
        )

    def write(self) -> None:
        VARIANTS.insert(self.rows)
        begun = {move.variant_id: (move.on_hand, move.value) for move in self.moves}
        stocks = ((row[0], *begun.get(row[0], (0, 0))) for row in self.rows)
        STOCKS.insert([(variant_id, self.business_id, pieces, 0, value, self.at) for variant_id, pieces, value in stocks])
        write_opening(self.moves, at=self.at)
        record_new(self.entries)


def add_products(business_id: int, drafts: Sequence[ProductDraft], *, by: str) -> list[UUID]:
    """List products with their opening stock, which the owner put in: one refused refuses all. Their ids, in order.

    A draft whose `id` or `key` came before adds nothing: the first time counts, and its id is answered. With other contents
    it is refused (ProductKeyReused).
    """
    checked = [written.checked_draft(draft) for draft in drafts]
    _check_places({draft.made_in for draft in checked} - {""})
    at = now()
    with in_business(business_id):
        ids = [draft.id or new_id() for draft in checked]
        rows = [
            (
                identity, business_id, draft.name, draft.description, draft.unit, draft.photo, draft.low_stock_at, 0,
                draft.is_listed, at, at, draft.key, draft.fingerprint(), draft.category, draft.made_in or None, draft.maker,
            )
            for identity, draft in zip(ids, checked, strict=True)
        ]  # fmt: skip
        fresh = {identity for (identity,) in PRODUCTS.insert(rows, then="on conflict do nothing returning id")}
        announce_changed(business_id, fresh)
        opening = Opening(business_id, at)
        for identity, draft in zip(ids, checked, strict=True):
            if identity not in fresh:
                continue
            fresh.discard(identity)
            for position, variant in enumerate(draft.sold_as()):
                opening.add((identity, draft.name), variant, position=position)
        opening.write()
        return _first_ids(business_id, ids, checked) if any(draft.key or draft.id for draft in checked) else ids


def _first_ids(business_id: int, ids: list[UUID], drafts: Sequence[ProductDraft]) -> list[UUID]:
    """The ids of these drafts, where a key came before those that it got then; ProductKeyReused where it meant another."""
    keys = [draft.key for draft in drafts if draft.key]
    rows = fetch(
        "select id, source_key, fingerprint from catalog_product"
        " where business_id = %s and (source_key = any(%s) or id = any(%s))",
        (business_id, keys, ids),
    )
    by_key, by_id = {row[1]: row for row in rows if row[1]}, {row[0]: row for row in rows}
    first = []
    for identity, draft in zip(ids, drafts, strict=True):
        row = by_key.get(draft.key) if draft.key else by_id.get(identity)
        if row is None:
            raise ProductGone
        if row[2] is not None and bytes(row[2]) != draft.fingerprint():
            raise ProductKeyReused(field="Idempotency-Key" if draft.key else None)
        first.append(row[0])
    return first


def change_product(business_id: int, product_id: UUID, change: ProductChange, *, by: str) -> None:
    """Change what `change` names, leave the rest. Orders already placed keep the name and price they were placed with."""
    change = written.checked_change(change)
    _check_places({change.made_in} if change.made_in else set())
    at = now()
    with in_business(business_id):
        name = _change_product_row(product_id, change, at)
        if change.variants is not None:
            _change_variants(business_id, (product_id, name), change.variants, at)
        elif change.price is not None:
            _change_plain_price(product_id, change.price)
        announce_changed(business_id, [product_id])


def remove_product(business_id: int, product_id: UUID, *, by: str) -> None:
    """Take a product off the shelf, and what is left of it out of stock and books; its orders stay. Twice changes nothing."""
    at = now()
    with in_business(business_id):
        if _removed_at(product_id) is None:
            fetch("update catalog_product set deleted_at = %s, updated_at = %s where id = %s", (at, at, product_id))
            write_off(business_id, _variants_of(product_id), at=at)
            announce_changed(business_id, [product_id])


def restore_product(business_id: int, product_id: UUID, *, by: str) -> None:
    """Undo a removal: the product is there again, with the stock it had. Twice changes nothing."""
    at = now()
    with in_business(business_id):
        if removed_at := _removed_at(product_id):
            fetch("update catalog_product set deleted_at = null, updated_at = %s where id = %s", (at, product_id))
            put_back(business_id, _variants_of(product_id), removed_at=removed_at, at=at)
            announce_changed(business_id, [product_id])


def announce_changed(business_id: int, product_ids: Collection[UUID]) -> None:
    """Tell those above that what buyers see of these products is another: every verb that changes it ends with this."""
    if product_ids:
        announce(ProductsChanged(business_id, sorted(str(each) for each in product_ids)))


def _check_places(codes: set[str]) -> None:
    """Where things are made is a place that we know; one statement, none for none."""
    if codes and codes - places(codes).keys():
        raise Invalid(
            field="made_in",
            why_id="Pilih desa, kelurahan, atau kecamatan dari daftar.",
            why_en="Choose a village or district from the list.",
        )


def _removed_at(product_id: UUID) -> datetime | None:
    """When a product was removed, locked; None for one that is there."""
    found = fetch("select deleted_at from catalog_product where id = %s for no key update", (product_id,))
    if not found:
        raise ProductGone
    return cast("datetime | None", found[0][0])


def _variants_of(product_id: UUID) -> list[UUID]:
    return [row[0] for row in fetch("select id from catalog_variant where product_id = %s and deleted_at is null", (product_id,))]


def _change_product_row(product_id: UUID, change: ProductChange, at: datetime) -> str:
    """Write the product's own fields, and lock it for the change of its variants; its name."""
    found = fetch(
        """
        update catalog_product
        set name = coalesce(%s, name), description = coalesce(%s, description), unit = coalesce(%s, unit),
            photo = coalesce(%s, photo), low_stock_at = coalesce(%s, low_stock_at), is_listed = coalesce(%s, is_listed),
            category = coalesce(%s, category), maker = coalesce(%s, maker),
            made_in_id = case when %s::text is null then made_in_id else nullif(%s, '') end, updated_at = %s
        where id = %s and deleted_at is null returning name
        """,
        (
            change.name, change.description, change.unit, change.photo, change.low_stock_at, change.is_listed, change.category,
            change.maker, change.made_in, change.made_in, at, product_id,
        ),
    )  # fmt: skip
    if not found:
        raise ProductGone
    return str(found[0][0])


def _change_plain_price(product_id: UUID, price: int) -> None:
    changed = fetch(
        "update catalog_variant set price = %s where product_id = %s and deleted_at is null and name = '' returning 1",
        (price, product_id),
    )
    if not changed:
        raise Invalid(
            field="price",
            why_id="Produk ini punya beberapa pilihan. Ubah harga pada setiap pilihan.",
            why_en="This product has several choices. Change the price of each.",
        )


def _change_variants(business_id: int, product: tuple[UUID, str], variants: Sequence[VariantChange], at: datetime) -> None:
    known = set(_variants_of(product[0]))
    kept = [each.id for each in variants if each.id is not None]
    if not known.issuperset(kept) or len(set(kept)) < len(kept):
        raise Invalid(
            field="variant",
            why_id="Pilihan ini baru saja diubah orang lain. Muat ulang halaman.",
            why_en="Someone else has just changed these choices. Reload the page.",
        )
    fetch(
        """
        update catalog_variant v
        set name = coalesce(new.name, v.name), price = coalesce(new.price, v.price),
            position = coalesce(new.position, v.position),
            deleted_at = case when new.id is null then %s::timestamptz end
        from catalog_variant old
        left join unnest(%s::uuid[], %s::text[], %s::bigint[], %s::int[]) new (id, name, price, position) on new.id = old.id
        where old.id = v.id and v.product_id = %s and v.deleted_at is null
        """,
        (
            at,
            kept,
            [each.name for each in variants if each.id is not None],
            [each.price for each in variants if each.id is not None],
            [position for position, each in enumerate(variants) if each.id is not None],
            product[0],
        ),
    )
    write_off(business_id, known.difference(kept), at=at)
    opening = Opening(business_id, at)
    for position, each in enumerate(variants):
        if each.id is None:
            opening.add(product, each, position=position)
    opening.write()
