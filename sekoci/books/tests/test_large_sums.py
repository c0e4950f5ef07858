"""Sums that no bigint holds are still sums: pages, JSON and the command show them."""

from datetime import UTC, datetime

import pytest

from sekoci.books.actions import EntryDraft, Line, record_entries
from sekoci.books.queries import EntryFilter, balance_now, days_between, entries_between, money_between, problems
from sekoci.books.rules import CASH, COGS, OWNER, SALES
from sekoci.kit.clock import day_in
from sekoci.kit.ids import new_id
from sekoci.kit.money import MOST
from sekoci.kit.scope import in_business

pytestmark = pytest.mark.django_db
TODAY = day_in("Asia/Jakarta")
MANY = 9_300
"""So many of the largest sum are more than a bigint holds."""


@pytest.fixture
def rich(shop):
    lines = (Line(CASH, OWNER, MOST), Line(CASH, SALES, MOST), Line(COGS, SALES, MOST)) * MANY
    with in_business(shop.id):
        record_entries([EntryDraft(shop.id, "owner_in", "much", "Modal", TODAY, datetime.now(UTC), lines)])
    return shop


def test_money_of_a_day_goes_beyond_a_bigint(rich):
    money = money_between(rich.id, TODAY, TODAY)
    assert (money.cash_in, money.profit, money.balances[CASH]) == (2 * MANY * MOST, MANY * MOST, 2 * MANY * MOST)
    assert type(money.cash_in) is type(money.balances[CASH]) is type(money.earned[SALES]) is int
    assert days_between(rich.id, TODAY, TODAY)[0].cash_in == 2 * MANY * MOST
    with in_business(rich.id):
        assert balance_now(rich.id, CASH) == 2 * MANY * MOST
    [row] = entries_between(rich.id, EntryFilter(TODAY, TODAY)).rows
    assert (row.cash, row.earned) == (2 * MANY * MOST, MANY * MOST)
    assert [each for each in problems() if each.wrong] == []


@pytest.mark.parametrize("page", ["", "/uang", "/uang?lihat=semua", "/uang/buku", "/uang/catat/pindah"])
def test_the_owners_pages_show_them(client, owner, rich, page):
    client.force_login(owner.person)
    answer = client.get(f"/kelola/{rich.slug}{page}")
    assert answer.status_code == 200


@pytest.mark.parametrize(("what", "fields"), [("pemasok", {"paid_from": "cash"}), ("pindah", {"out_of": "bank", "into": "cash"})])
def test_more_than_is_owed_or_there_is_refused_as_such(client, owner, shop, what, fields):
    client.force_login(owner.person)
    form = {"amount": "1000", "day": TODAY.isoformat(), "key": str(new_id()), **fields}
    answer = client.post(f"/kelola/{shop.slug}/uang/catat/{what}", form)
    assert (answer.status_code, "Rp0" in answer.content.decode()) == (422, True)
