from dataclasses import replace

import pytest

from sekoci.kit import sql
from sekoci.kit.ids import new_id
from sekoci.orders.actions import Asked, order_from_shop, place_orders
from sekoci.orders.queries import order_by_token, orders_of
from sekoci.orders.rules import KeyReused, LineDraft, Placed, Refused, Repriced, SoldOut, UnknownProduct
from sekoci.orders.tests.people import balances, counted, put_on_shelf, stock_of, wish
from sekoci.registry.queries import business_id_of

pytestmark = pytest.mark.django_db


def test_keeps_the_pieces_and_asks_for_the_money(shop):
    keripik = put_on_shelf(shop)
    [placed] = place_orders([wish(shop, (keripik, 3), fulfilment="delivery", address="Jalan Melati 1", delivery_fee=5_000)])
    assert isinstance(placed, Placed)
    assert stock_of(shop, keripik) == (10, 3, 90_000)
    order = order_by_token(placed.token)
    assert (order.state, order.total, order.delivery_fee) == ("placed", 50_000, 5_000)
    assert [(line.name, line.quantity, line.unit_price) for line in order.lines] == [("Keripik tempe", 3, 15_000)]
    assert (order.payment.status, order.payment.amount) == ("waiting", 50_000)
    assert [step.state for step in order.steps] == ["placed"]


def test_changes_nothing_when_one_product_has_run_out(shop):
    keripik, kopi = put_on_shelf(shop), put_on_shelf(shop, name="Kopi", stock=1)
    [refused] = place_orders([wish(shop, (keripik, 1), (kopi, 2))])
    assert isinstance(refused.refusal, SoldOut)
    assert (refused.refusal.facts["name"], refused.refusal.facts["left"]) == ("Kopi", 1)
    assert stock_of(shop, keripik)[1] == stock_of(shop, kopi)[1] == 0
    assert counted(shop, "orders_order") == counted(shop, "payments_payment") == 0


def test_a_refusal_does_not_fail_its_neighbours_and_answers_keep_their_order(shop):
    keripik = put_on_shelf(shop, stock=5)
    answers = place_orders([wish(shop, (keripik, 4)), wish(shop, (keripik, 4)), wish(shop, (keripik, 1))])
    assert [type(answer) for answer in answers] == [Placed, Refused, Placed]
    assert stock_of(shop, keripik)[:2] == (5, 5)


def test_twice_is_once(shop):
    keripik = put_on_shelf(shop)
    draft = wish(shop, (keripik, 2))
    [first], [second] = place_orders([draft]), place_orders([draft])
    assert (second.order_id, second.token, second.repeated) == (first.order_id, first.token, True)
    assert stock_of(shop, keripik)[1] == 2
    assert counted(shop, "orders_orderstep") == counted(shop, "payments_payment") == 1


def test_twice_in_one_batch_is_once_too(shop):
    keripik = put_on_shelf(shop)
    draft = wish(shop, (keripik, 2))
    first, second = place_orders([draft, draft])
    assert (first.repeated, second.repeated, first.order_id == second.order_id) == (False, True, True)
    assert stock_of(shop, keripik)[1] == 2


def test_the_first_answer_stands_even_when_nothing_is_left(shop):
    keripik = put_on_shelf(shop, stock=2)
    draft = wish(shop, (keripik, 2))
    [first], [second] = place_orders([draft]), place_orders([draft])
    assert second.order_id == first.order_id


def test_a_repeated_key_takes_nothing_from_its_neighbours(shop):
    keripik = put_on_shelf(shop, stock=2)
    draft = wish(shop, (keripik, 1))
    [first] = place_orders([draft])
    second, new = place_orders([draft, wish(shop, (keripik, 1))])
    assert (second.order_id, second.repeated) == (first.order_id, True)
    assert isinstance(new, Placed)
    assert stock_of(shop, keripik)[:2] == (2, 2)


def test_the_same_key_with_another_body_is_refused(shop):
    keripik = put_on_shelf(shop)
    draft = wish(shop, (keripik, 2))
    place_orders([draft])
    other = replace(draft, lines=(LineDraft(3, product_id=keripik),))
    [later] = place_orders([other])
    in_one = place_orders([wish(shop, (keripik, 1), key="k"), wish(shop, (keripik, 2), key="k")])
    assert isinstance(later.refusal, KeyReused)
    assert isinstance(in_one[1].refusal, KeyReused)
    assert stock_of(shop, keripik)[1] == 3


def test_a_wrong_body_in_the_batch_does_not_turn_the_right_one_away(shop):
    keripik = put_on_shelf(shop)
    right = wish(shop, (keripik, 1), key="k")
    wrong = replace(right, lines=(LineDraft(2, product_id=keripik),))
    [placed] = place_orders([right])
    answers = place_orders([wrong, right, wrong, right])
    assert [getattr(answer, "order_id", None) for answer in answers] == [None, placed.order_id, None, placed.order_id]
    assert all(isinstance(answers[place].refusal, KeyReused) for place in (0, 2))
    assert stock_of(shop, keripik)[1] == 1


def test_a_body_that_cannot_be_placed_does_not_use_up_its_key_for_the_others(shop):
    keripik = put_on_shelf(shop, stock=1)
    too_many = wish(shop, (keripik, 2), key="k")
    enough = replace(too_many, lines=(LineDraft(1, product_id=keripik),))
    refused, placed, repeated = place_orders([too_many, enough, enough])
    assert isinstance(refused.refusal, SoldOut)
    assert (placed.repeated, repeated.repeated, placed.order_id == repeated.order_id) == (False, True, True)


def test_a_refused_key_may_be_tried_again(shop):
    keripik = put_on_shelf(shop, stock=0)
    draft = wish(shop, (keripik, 1))
    assert isinstance(place_orders([draft])[0], Refused)
    from sekoci.catalog.actions import correct_stock
    from sekoci.catalog.queries import product

    correct_stock(shop.id, product(shop.id, keripik).variant_id, 3, reason="hitung ulang", by="owner:1")
    assert isinstance(place_orders([draft])[0], Placed)


def test_a_neighbours_product_is_unknown_here(shop, other_shop):
    theirs = put_on_shelf(other_shop)
    [refused] = place_orders([wish(shop, (theirs, 1))])
    assert isinstance(refused.refusal, UnknownProduct)
    assert stock_of(other_shop, theirs)[1] == 0


def test_a_price_that_changed_in_the_basket_is_told(shop):
    keripik = put_on_shelf(shop, price=16_000)
    draft = replace(wish(shop), lines=(LineDraft(1, product_id=keripik, expected_price=15_000),))
    [refused] = place_orders([draft])
    assert isinstance(refused.refusal, Repriced)


def test_one_batch_serves_many_businesses(shop, other_shop):
    keripik, kopi = put_on_shelf(shop), put_on_shelf(other_shop, name="Kopi")
    answers = place_orders([wish(shop, (keripik, 1)), wish(other_shop, (kopi, 2))])
    assert [answer.business_id for answer in answers] == [shop.id, other_shop.id]
    assert len(orders_of(shop.id).items) == len(orders_of(other_shop.id).items) == 1


def test_an_order_at_the_shop_takes_six_statements_with_looking_at_what_the_shop_offers(shop):
    keripik, kopi = put_on_shelf(shop, stock=100), put_on_shelf(shop, name="Kopi", stock=100)
    asked = Asked("Sri", "0812 3456 7899", "pickup", "cash", ((keripik, None, 1, None), (kopi, None, 2, 15_000)))
    business_id_of("slug", shop.slug)
    with sql.counted() as statements:
        order_from_shop(shop.slug, asked, source="api", key="k", address="127.0.0.1")
    own = [each for each in statements if "registry_directoryentry" not in each]
    assert len(own) - 1 <= 6  # a test's outer transaction makes the scope put itself back


@pytest.mark.parametrize("length", [1, 7])
def test_takes_at_most_six_statements_whatever_the_length(shop, length):
    keripik, kopi = put_on_shelf(shop, stock=100), put_on_shelf(shop, name="Kopi", stock=100)
    drafts = [wish(shop, (keripik, 1), (kopi, 2)) for _ in range(length)]
    with sql.counted() as statements:
        place_orders(drafts)
    own = [each for each in statements if "set_config('app.business', ''" not in each]
    restored = 1  # a test's outer transaction makes the scope put itself back
    assert len(own) - restored <= 6


def test_a_sale_over_the_counter_is_paid_handed_over_and_booked_at_once(shop):
    keripik = put_on_shelf(shop)
    before = balances(shop)
    [placed] = place_orders(
        [wish(shop, (keripik, 2), source="counter", fulfilment="counter", over_the_counter=True, by="owner:1")]
    )
    after = balances(shop)
    assert stock_of(shop, keripik) == (8, 0, 72_000)
    assert order_by_token(placed.token).state == "completed"
    assert order_by_token(placed.token).payment.status == "settled"
    changed = {code: after.get(code, 0) - before.get(code, 0) for code in after.keys() | before.keys()}
    assert {code: change for code, change in changed.items() if change} == {
        "1-1100": 30_000,
        "1-3100": -18_000,
        "4-1100": -30_000,
        "5-1100": 18_000,
    }


def test_a_free_amount_over_the_counter_needs_no_product(shop):
    draft = replace(
        wish(shop, source="counter", fulfilment="counter", over_the_counter=True, by="owner:1"),
        lines=(LineDraft(1, name="Jasa bungkus", unit_price=2_500),),
    )
    place_orders([draft])
    assert balances(shop) == {"1-1100": 2_500, "4-1100": -2_500}


def test_a_counter_sale_that_is_short_is_kept_and_flagged(shop):
    keripik = put_on_shelf(shop, stock=1)
    [placed] = place_orders(
        [
            wish(
                shop,
                (keripik, 3),
                source="counter",
                fulfilment="counter",
                over_the_counter=True,
                when_short="keep_and_flag",
                by="owner:1",
            )
        ]
    )
    order = order_by_token(placed.token)
    assert (order.needs_attention, order.lines[0].shortage, order.total) == ("short_stock", 2, 45_000)
    assert stock_of(shop, keripik) == (0, 0, 0)


def test_a_token_of_another_business_finds_nothing(shop, other_shop):
    keripik = put_on_shelf(shop)
    [placed] = place_orders([wish(shop, (keripik, 1))])
    number, _, secret = placed.token.partition(".")
    assert order_by_token(f"{other_shop.id:x}.{secret}") is None
    assert order_by_token(f"{number}.{new_id()}") is None
