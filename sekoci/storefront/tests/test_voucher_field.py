"""The voucher field of the order form: tried, used, refused beside the field, and not guessed without end."""

from datetime import timedelta

import pytest

from sekoci.catalog.actions import DiscountDraft, make_discount
from sekoci.kit import clock
from sekoci.kit.ids import new_id
from sekoci.orders.actions import asking
from sekoci.orders.queries import order_by_token, orders_of
from sekoci.orders.tests.people import put_on_shelf
from sekoci.storefront.tests.people import TYPED, shown, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(shop, buyer):
    """A buyer with two packs in the basket, at a shop with a voucher."""
    began = clock.now() - timedelta(hours=1)
    make_discount(shop.id, DiscountDraft("voucher", began, amount=5_000, code="HEMAT5", minimum=20_000))
    buyer.put(put_on_shelf(shop), 2)
    return buyer


def test_a_tried_voucher_shows_what_it_takes_off_and_nothing_typed_is_lost(full):
    page = full.send("/pesan", {**TYPED, "voucher": "hemat 5", "pakai": "1"})
    said = text_of(page)
    assert page.status_code == 200
    assert "Rp25.000" in said
    assert b'value="Bu Sri"' in page.content
    assert b'value="hemat 5"' in page.content


def test_an_order_with_a_voucher_costs_less_and_its_page_says_why(full):
    here = full.order(voucher="HEMAT5", discount="5000")["Location"]
    order = order_by_token(here.rsplit("/", 1)[1])
    assert (order.total, order.discount) == (25_000, 5_000)
    assert "HEMAT5" in text_of(full.client.get(here))


def test_an_untried_voucher_is_shown_first_and_the_next_press_charges_what_was_shown(full, shop):
    typed = {"voucher": "HEMAT5", "key": str(new_id())}
    first = full.order(**typed, discount=shown(full.see("/pesan"), "discount"))
    assert (first.status_code, orders_of(shop.id).items) == (409, [])
    said = text_of(first)
    assert "Voucher dipakai: potongan sekarang Rp5.000. Periksa totalnya, lalu tekan sekali lagi." in said
    assert "Total Rp25.000" in said
    assert shown(first, "key") == typed["key"]
    pressed = [full.order(**typed, discount=shown(first, "discount"))["Location"] for _ in range(2)]
    assert pressed[0] == pressed[1]
    assert [order.total for order in orders_of(shop.id).items] == [25_000]


def test_a_tried_voucher_that_was_taken_out_again_is_asked_about_too(full, shop):
    page = full.order(discount="5000")
    assert (page.status_code, orders_of(shop.id).items) == (409, [])
    assert "Potongan sekarang Rp0, tadi Rp5.000." in text_of(page)


def test_json_shows_no_sum_and_so_is_not_asked_again(client, shop):
    make_discount(shop.id, DiscountDraft("voucher", clock.now() - timedelta(hours=1), amount=5_000, code="HEMAT5"))
    body = {
        "buyer": {"name": "Sri", "phone": "081234567899"}, "fulfilment": "pickup", "payment": "cash", "voucher": "HEMAT5",
        "lines": [{"product": str(put_on_shelf(shop)), "quantity": 1}],
    }  # fmt: skip
    answer = client.post(f"/api/v1/shops/{shop.slug}/orders", body, "application/json", headers={"Idempotency-Key": "k-1"})
    assert (answer.status_code, answer.json()["total"]) == (201, 10_000)


def test_a_code_that_nobody_knows_is_said_beside_its_field(full):
    page = full.send("/pesan", {**TYPED, "voucher": "GRATIS99", "pakai": "1"})
    assert page.status_code == 422
    assert b'aria-describedby="isi-voucher_error"' in page.content
    assert full.order(voucher="GRATIS99").status_code == 422


def test_codes_are_not_guessed_without_end(full, monkeypatch):
    monkeypatch.setattr(asking, "WRONG_CODES", 3)
    for number in range(3):
        assert "Terlalu sering" not in text_of(full.send("/pesan", {**TYPED, "voucher": f"TEBAK{number}", "pakai": "1"}))
    for code in ("TEBAK9", "HEMAT5"):
        assert "Terlalu sering" in text_of(full.send("/pesan", {**TYPED, "voucher": code, "pakai": "1"}))
    with clock.frozen(clock.now() + timedelta(minutes=61)):
        assert "Rp25.000" in text_of(full.send("/pesan", {**TYPED, "voucher": "HEMAT5", "pakai": "1"}))
