"""Many at once: what is owed is paid once, whoever taps first."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from sekoci.books.actions import EntryDraft, Line, NotSoMuchOwed, pay_supplier, record_entries
from sekoci.books.queries import money_between
from sekoci.books.rules import CASH, INVENTORY, SUPPLIERS
from sekoci.catalog.tests.people import a_shop, an_owner
from sekoci.kit.clock import day_in, now
from sekoci.kit.scope import in_business

pytestmark = pytest.mark.usefixtures("committed")


def test_a_debt_is_paid_once_by_many_at_once():
    shop = a_shop(an_owner())
    today = day_in("Asia/Jakarta")
    with in_business(shop.id):
        lines = (Line(INVENTORY, SUPPLIERS, 8_000),)
        record_entries([EntryDraft(shop.id, "purchase", "p", "Beli", today, now(), lines)])

    def pay(number: int) -> bool:
        try:
            return pay_supplier(shop.id, amount=8_000, paid_from="cash", day=today, key=f"tap-{number}")
        except NotSoMuchOwed:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(pay, range(8), timeout=60)) == 1
    held = money_between(shop.id, today, today).balances
    assert (held[SUPPLIERS], held[CASH]) == (0, -8_000)
