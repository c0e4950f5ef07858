"""What money there should be of a day's sales: the cash is what lies in the drawer, as the books say too."""

import pytest

from sekoci.orders.actions import Return, refund_order
from sekoci.orders.queries import orders_of
from sekoci.orders.tests.people import balances, put_on_shelf
from sekoci.storefront.tests.people import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sell(client, owner, shop):
    """Sell one packet for Rp15.000 by a way, and give some of its money back."""
    client.force_login(owner.person)
    keripik = put_on_shelf(shop, stock=100)

    def sold(way: str, *back: tuple[int | None, str]) -> None:
        key = f"k-{len(orders_of(shop.id).items)}"
        client.post(f"/kelola/{shop.slug}/jual", {f"n-{keripik.hex}": "1", "cara": way, "masuk": "1", "kunci": key})
        order = orders_of(shop.id).items[0]
        for number, (amount, purse) in enumerate(back):
            what = Return(amount, goods_back=False, paid_from=purse, key=f"back-{number}")
            refund_order(shop.id, order.id, by=f"owner:{owner.id}", what=what)

    return sold


def count(client, shop) -> str:
    return text_of(client.get(f"/kelola/{shop.slug}/jual/hari-ini"))


def test_cash_that_was_given_back_in_cash_is_not_in_the_drawer(client, shop, sell):
    sell("cash")
    sell("cash", (4_000, "cash"))
    sell("cash", (None, "cash"))
    assert "Tunai Rp26.000 Semua Rp26.000" in count(client, shop)
    assert balances(shop)["1-1100"] == 26_000


def test_cash_that_was_given_back_by_bank_is_still_in_the_drawer(client, shop, sell):
    sell("cash")
    sell("cash", (4_000, "bank"))
    sell("cash", (5_000, "cash"), (None, "bank"))
    assert "Tunai Rp40.000 Dikembalikan dari bank −Rp14.000 Semua Rp26.000" in count(client, shop)
    books = balances(shop)
    assert (books["1-1100"], books["1-1200"]) == (40_000, -14_000)


def test_a_transfer_that_was_given_back_in_cash_came_out_of_the_drawer(client, shop, sell):
    sell("transfer", (6_000, "cash"))
    sell("transfer", (1_000, "bank"))
    sell("cash")
    assert "Tunai Rp9.000 Transfer Rp29.000 Semua Rp38.000" in count(client, shop)
    books = balances(shop)
    assert (books["1-1100"], books["1-1200"]) == (9_000, 29_000)
