"""The voucher field of the order form: tried, used, refused beside the field, and not guessed without end."""

from datetime import timedelta

import pytest

from sekoci.catalog.actions import DiscountDraft, make_discount
from sekoci.kit import clock
from sekoci.orders.actions import asking
from sekoci.orders.queries import order_by_token
from sekoci.orders.tests.people import put_on_shelf
from sekoci.storefront.tests.people import TYPED, text_of

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
