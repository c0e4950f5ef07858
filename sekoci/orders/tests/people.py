"""Orders as the tests speak of them: a shop with things on its shelf, and a buyer who wants some."""

from uuid import UUID

from sekoci.catalog.actions import ProductDraft, add_products
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.orders.rules import LineDraft, OrderDraft


def put_on_shelf(shop, name="Keripik tempe", price=15_000, stock=10, unit_cost=9_000, **facts) -> UUID:
    [product_id] = add_products(
        shop.id, [ProductDraft(name=name, price=price, stock=stock, unit_cost=unit_cost, **facts)], by="owner:1"
    )
    return product_id


def wish(shop, *lines, key=None, **facts) -> OrderDraft:
    """An order for (product, quantity) pairs."""
    return OrderDraft(
        business_id=shop.id,
        source=facts.pop("source", "web"),
        source_key=key or str(new_id()),
        lines=tuple(LineDraft(quantity, product_id=product) for product, quantity in lines),
        buyer_name=facts.pop("buyer_name", "Sri"),
        buyer_phone="+6281234567899",
        **facts,
    )


def stock_of(shop, product_id) -> tuple[int, int, int]:
    """(on hand, reserved, value) of a plain product."""
    with in_business(shop.id):
        [row] = fetch(
            "select s.on_hand, s.reserved, s.value from catalog_stock s join catalog_variant v on v.id = s.variant_id"
            " where v.product_id = %s",
            (product_id,),
        )
    return row


def balances(shop) -> dict[str, int]:
    """Debits less credits of every account that moved."""
    with in_business(shop.id):
        return dict(
            fetch(
                "select code, sum(amount)::bigint from (select debit_id, amount from books_entryline union all"
                " select credit_id, -amount from books_entryline) line (code, amount) group by code having sum(amount) <> 0"
            )
        )


def counted(shop, table) -> int:
    with in_business(shop.id):
        [(rows,)] = fetch(f"select count(*) from {table}")  # noqa: S608
    return rows
