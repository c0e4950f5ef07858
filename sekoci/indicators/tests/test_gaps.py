"""Businesses online beside those that are not, and sellers without a bank account who are paid digitally all the same."""

import pytest

from sekoci.indicators.actions import count_stocks, fold_all
from sekoci.indicators.rules import indicator
from sekoci.indicators.tests.people import an_outlet, stock
from sekoci.indicators.tests.test_folding import sell, wrong
from sekoci.indicators.words import read
from sekoci.kit.scope import in_business
from sekoci.orders.tests.people import put_on_shelf
from sekoci.payments.actions import settle_payments
from sekoci.payments.queries import payments_of
from sekoci.payments.tests.people import notice
from sekoci.registry.actions import change_business

pytestmark = pytest.mark.django_db
FIGURES = (
    "yearly", "yearly_known", "online_yearly", "online_yearly_known", "workers", "workers_known", "online_workers",
    "online_workers_known",
)  # fmt: skip


def test_those_online_stand_beside_those_that_are_not(few_areas):
    an_outlet("33.72.01", {"listing": True, "sales_month": 10_000_000, "workers": 4})
    an_outlet("33.72.01", {"listing": True, "sales_month": 20_000_000})
    an_outlet("33.72.01", {"qris": True, "sales_month": 5_000_000, "workers": 2})
    an_outlet("33.72.01", {"workers": 3})
    an_outlet("33.72.01", {})
    count_stocks()
    told = dict(zip(FIGURES, stock("33.72", "", *FIGURES), strict=True))
    assert (told["yearly"], told["yearly_known"]) == (35 * 12_000_000, 3)
    assert (told["online_yearly"], told["online_yearly_known"]) == (30 * 12_000_000, 2)
    assert (told["online_workers"], told["online_workers_known"]) == (4, 1)
    assert indicator("online_sales_gap").of(told) == pytest.approx(15 / 5)
    assert indicator("online_workers_gap").of(told) == pytest.approx(4 / 2.5)
    assert read(indicator("online_sales_gap"), told) == "3,0 kali yang tidak daring"


@pytest.mark.parametrize("missing", ["online_yearly_known", "yearly_known"])
def test_nothing_is_said_where_one_side_told_nothing(missing):
    told = {"yearly": 100, "yearly_known": 5, "online_yearly": 60, "online_yearly_known": 3}
    if missing == "yearly_known":
        told |= {"yearly": 60, "yearly_known": 3}
    else:
        told |= {"online_yearly": 0, "online_yearly_known": 0}
    assert indicator("online_sales_gap").of(told) is None


def pay_by_qris(shop, order_id) -> None:
    """The provider calls back: the money for an order came."""
    with in_business(shop.id):
        [payment] = payments_of([order_id]).values()
    settle_payments([notice(payment.id, payment.amount)])


def test_a_seller_without_an_account_is_counted_and_whether_it_was_paid_digitally(shop, other_shop):
    orders = {}
    for each in (shop, other_shop):
        change_business(each.id, bank_account="")
        orders[each.id] = sell(each, put_on_shelf(each), source="shop", method="qris", provider="pretend")
    fold_all()
    count_stocks()
    assert stock("", "", "unbanked", "unbanked_paid") == (2, 0)  # asked for, not paid
    pay_by_qris(shop, orders[shop.id])
    fold_all()
    count_stocks()
    assert stock("", "", "unbanked", "unbanked_paid") == (2, 1)
    assert wrong() == []
    change_business(other_shop.id, bank_account="BCA 123 a.n. Contoh")
    fold_all()
    count_stocks()
    assert stock("", "", "unbanked", "unbanked_paid") == (1, 1)
    assert indicator("unbanked_paid").of({"unbanked": 1, "unbanked_paid": 1}) == 100
