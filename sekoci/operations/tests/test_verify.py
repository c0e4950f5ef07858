"""`sekoci verify`: clean after honest work, and each kind of damage is named. Damage is done as the owner, triggers off."""

import json
from argparse import Namespace
from collections.abc import Iterator

import psycopg
import pytest

from sekoci.catalog.actions import ProductDraft, add_products
from sekoci.delivery.actions import set_terms
from sekoci.delivery.rules import Terms
from sekoci.indicators.actions import count_stocks, fold_all
from sekoci.kit.events import deliver
from sekoci.kit.ids import new_id
from sekoci.kit.sql import fetch
from sekoci.operations.commands import verify as command
from sekoci.operations.verify import verify
from sekoci.operations.verify.walls import WRITTEN_ONCE
from sekoci.orders.actions import (
    accept_orders,
    cancel_orders,
    confirm_order_payments,
    deliver_order,
    hand_over_orders,
    place_orders,
    refund_order,
    send_orders,
)
from sekoci.orders.rules import LineDraft, OrderDraft
from sekoci.payments.actions import settle_payments
from sekoci.payments.rules import read_notice
from tests.database import OWNER

BY = "owner:1"


@pytest.fixture
def life(shop, other_shop) -> dict[str, object]:
    """A shop in whose days everything happened once; the orders by what became of them."""
    [keripik] = add_products(shop.id, [ProductDraft("Keripik", 15_000, stock=50, unit_cost=9_000)], by=BY)
    orders = {
        name: order.order_id
        for name, order in zip(
            ("counter", "waiting", "deposit", "debt", "refunded", "cancelled", "returned"),
            place_orders(
                [
                    wish(shop, keripik, source="counter", fulfilment="counter", over_the_counter=True, by=BY),
                    wish(shop, keripik),
                    wish(shop, keripik),
                    wish(shop, keripik),
                    wish(shop, keripik, fulfilment="delivery", delivery_fee=5_000),
                    wish(shop, keripik),
                    wish(shop, keripik),
                ]
            ),
            strict=True,
        )
    }
    accept_orders(shop.id, [orders[name] for name in ("deposit", "debt", "refunded", "returned")], by=BY)
    confirm_order_payments(shop.id, [orders[name] for name in ("deposit", "refunded", "cancelled")], by=BY)
    hand_over_orders(shop.id, [orders["debt"], orders["returned"]], by=BY)
    refund_order(shop.id, orders["returned"], by=BY)
    send_orders(shop.id, [orders["refunded"]], by=BY)
    deliver_order(shop.id, orders["refunded"], by=BY, without_code="Bu Sri")
    set_terms(shop.id, Terms("price", price=5_000, minimum=1), by=BY)
    refund_order(shop.id, orders["refunded"], by=BY)
    cancel_orders(shop.id, [orders["cancelled"]], by=BY)
    return {name: f"'{key}'" for name, key in orders.items()} | {"other": other_shop.id}


def wish(shop, product, **facts) -> OrderDraft:
    facts = {"source": "web", "method": "cash", "provider": "cash", "buyer_phone": "+6281234567899"} | facts
    return OrderDraft(business_id=shop.id, source_key=str(new_id()), lines=(LineDraft(2, product_id=product),), **facts)


def test_finds_nothing_where_all_went_through_the_verbs(life):
    deliver("market")
    deliver("customers")
    fold_all()
    count_stocks()
    deliver("programs")
    report = verify()
    assert [check for check in report.checks if check.wrong] == []
    assert report.is_clean
    assert not [check.what for check in report.checks if "review" not in check.what and "oubtful" not in check.what
                and "resolved" not in check.what and "undo" not in check.what and "another system" not in check.what
                and "voucher" not in check.what and "outlet" not in check.what and "partner" not in check.what
                and "programme" not in check.what and not check.counted]  # fmt: skip


DAMAGE = [
    ("stocks are promised more", "update catalog_stock set reserved = reserved + 1", "reserved"),
    ("stocks grow by themselves", "update catalog_stock set on_hand = on_hand + 1", "moves"),
    ("a move is gone", "delete from catalog_stockmove where kind = 'reserve' and reference = {waiting}",
     "moves"),
    ("goods left for a waiting order", "update orders_order set state = 'handed_over' where id = {waiting}",
     "sold in the books"),
    ("a sale is unbooked", "delete from books_entryline where entry_id in (select id from books_entry"
     " where source = {counter}); delete from books_entry where source = {counter}", "sold in the books"),
    ("a sale costs another sum",
     "update books_entryline set amount = amount + 1 where debit_id = '5-1100' and entry_id in"
     " (select id from books_entry where source = {debt})", "in the books"),
    ("the shelf is worth more", "update books_entryline set amount = amount + 7 where debit_id = '1-3100'",
     "Persediaan"),
    ("a sale belongs to no order", "update books_entry set source = 'nothing' where source = {debt}",
     "nothing"),
    ("an order costs more than its lines", "update orders_order set total = total + 1 where id = {waiting}",
     "total"),
    ("an order lost its lines", "delete from orders_orderline where order_id = {waiting}", "lines"),
    ("an order skipped its timeline", "delete from orders_orderstep where order_id = {waiting}",
     "newest step"),
    ("an order is in another state", "update orders_order set state = 'packed' where id = {waiting}",
     "newest step"),
    ("a proof is of no order", "update delivery_proof set order_id = gen_random_uuid()", "the order is missing"),
    ("cash was taken that no payment knows", "update delivery_proof set cash = 7", "Rp7 were taken"),
    ("terms are gone", "update delivery_terms set until = now()", "terms none"),
    ("an order has no payment", "delete from payments_payment where order_id = {waiting}", "payments"),
    ("a payment asks another sum",
     "update payments_payment set amount = amount + 1 where order_id = {waiting}", "payments of"),
    ("a payment belongs to no order",
     "update payments_payment set order_id = gen_random_uuid() where order_id = {waiting}", "payments of"),
    ("money came and is not booked",
     "update payments_payment set status = 'settled' where order_id = {waiting}", "not in the books"),
    ("booked money never came",
     "update payments_payment set status = 'waiting' where order_id = {deposit}", "without a cause"),
    ("an ended order keeps money",
     "update payments_payment set status = 'settled' where order_id = {cancelled}", "is settled"),
    ("goods came back and are not booked",
     "update books_entry set source = 'nothing' where kind = 'restock' and source = {returned}", "is cancelled"),
    ("a refund is unbooked",
     "update payments_refund set amount = amount - 1 where payment_id = (select id from payments_payment"
     " where order_id = {refunded})", "instead of"),
    ("a deposit vanished", "update books_entryline set credit_id = '4-1100' where credit_id = '2-1200'",
     "Uang muka"),
    ("a debt vanished", "update books_entryline set debit_id = '1-1100' where debit_id = '1-2100'",
     "Utang pelanggan"),
    ("goods are said to be here",
     "update payments_payment set goods_delivered = false where order_id = {debt}", "goods delivered"),
    ("a line is on another day", "update books_entryline set day = day - 1 where debit_id = '5-1100'", "day"),
    ("a step is another shop's",
     "update orders_orderstep set business_id = {other} where order_id = {waiting}", "of business"),
    ("an amount is zero", "alter table books_entryline drop constraint books_amount_above_zero;"
     "update books_entryline set amount = 0", "amount"),
    ("an account is on both sides", "alter table books_entryline drop constraint books_two_accounts;"
     "update books_entryline set credit_id = debit_id", "account"),
    ("a stock is worth less than nothing", "alter table catalog_stock drop constraint catalog_value_not_negative;"
     "update catalog_stock set value = -1", "worth -1"),
    ("two orders have one key", "alter table orders_order drop constraint orders_once_per_source;"
     "update orders_order set source = 'b', source_key = 'a'", "orders came as b a"),
]  # fmt: skip


@pytest.mark.parametrize(("statements", "named"), [each[1:] for each in DAMAGE], ids=[each[0] for each in DAMAGE])
def test_names_the_row_when(hand, life, statements, named):
    triggers = [f"alter table {table} {{}} trigger user" for table in WRITTEN_ONCE]
    damage(*(each.format("disable") for each in triggers))
    damage(*statements.format(**life).split(";"))
    damage(*(each.format("enable") for each in triggers))
    report = verify()
    assert not report.is_clean
    assert any(named in text for check in report.checks for text in check.wrong), report.checks


WALLS = [
    ("what is written once", "alter table books_entry disable trigger written_once", "books_entry"),
    ("each sees its own rows", "alter table orders_order disable row level security", "orders_order"),
    ("constraints", "alter table orders_order add constraint later check (total < 0) not valid", "later of orders_order"),
]


@pytest.mark.parametrize(("statement", "named"), [each[1:] for each in WALLS], ids=[each[0] for each in WALLS])
def test_names_a_wall_that_is_down(hand, life, statement, named):
    damage(statement)
    [wrong] = [text for check in verify().checks for text in check.wrong]
    assert named in wrong


def test_the_command_prints_what_it_counted_and_exits_1_on_damage(committed, life, capsys):
    assert command.run(Namespace(json=False)) == 0
    assert "All is well" in capsys.readouterr().out
    settle_payments([read_notice("pretend", b"not json")])
    assert command.run(Namespace(json=False)) == 0
    assert "look          1  genuine payment notices" in capsys.readouterr().out
    assert command.run(Namespace(json=True)) == 0
    assert json.loads(capsys.readouterr().out)["warnings"][0]["count"] == 1
    with psycopg.connect(OWNER) as owner:
        owner.execute("update catalog_stock set reserved = reserved + 1")
    assert command.run(Namespace(json=True)) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] is False
    assert len([check for check in report["checks"] if check["wrong"]]) == 2
    assert command.run(Namespace(json=False)) == 1
    assert "WRONG" in capsys.readouterr().out


@pytest.fixture(scope="session")
def hand(django_db_setup) -> Iterator[None]:
    """A function that does as the owner what the web role may not, inside the test's own transaction."""
    with psycopg.connect(OWNER, autocommit=True) as owner:
        owner.execute(
            """
            create function damage(statements text[]) returns void language plpgsql security definer as $$
            declare statement text;
            begin
                set constraints all immediate;
                foreach statement in array statements loop
                    execute statement;
                end loop;
            end $$
            """
        )
    yield
    with psycopg.connect(OWNER, autocommit=True) as owner:
        owner.execute("drop function damage")


def damage(*statements: str) -> None:
    fetch("select damage(%s::text[])", (list(statements),))
