"""Money over JSON: the same figures, for the business whose key it is."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.test import Client

from sekoci.books.actions import EntryDraft, Line, owner_puts_in, record_entries, record_expense
from sekoci.books.rules import ACCOUNTS, CASH, RECEIVABLE, SALES, UTILITIES
from sekoci.kit import clock
from sekoci.kit.scope import in_business
from sekoci.registry.actions import make_api_key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _night():
    """Half an hour past midnight in Makassar, still yesterday in Jakarta."""
    with clock.frozen(datetime(2026, 11, 21, 16, 30, tzinfo=UTC)):
        yield


def ask(shop, tail="", *, key=None):
    with in_business(shop.id):
        key = key or make_api_key(shop.id, label="uji").key
    return Client().get(f"/api/v1/my/money{tail}", headers={"Authorization": f"Bearer {key}"})


def test_gives_today_in_the_businesss_own_calendar(shop, other_shop):
    owner_puts_in(other_shop.id, amount=70_000, into="cash", day=clock.day_in(other_shop.zone), key="own-1")
    said = ask(other_shop).json()
    assert (said["from"], said["to"]) == ("2026-11-22", "2026-11-22")
    assert (said["cash_in"], said["cash_out"], said["profit"], said["balances"][CASH]) == (70_000, 0, 0, 70_000)
    assert set(said["balances"]) == set(said["accounts"]) == set(ACCOUNTS)
    assert ask(shop).json()["to"] == "2026-11-21"
    assert ask(shop).json()["cash_in"] == 0


def test_gives_any_span(other_shop):
    owner_puts_in(other_shop.id, amount=70_000, into="cash", day=clock.day_in(other_shop.zone), key="own-1")
    before = ask(other_shop, "?from=2026-11-01&to=2026-11-21").json()
    assert (before["cash_in"], before["balances"][CASH]) == (0, 0)
    assert ask(other_shop, "?from=2026-11-01").json()["cash_in"] == 70_000
    assert ask(other_shop, "?to=2026-11-01").json()["from"] == "2026-11-01"


@pytest.mark.parametrize(
    "tail",
    ["?from=2026-11-22&to=2026-11-21", "?from=1900-01-01", "?from=kemarin", "?to=2026-13-01", "?from=0001-01-01&to=9999-12-31"],
)
def test_a_span_that_makes_no_sense_is_refused_by_its_field(shop, tail):
    answer = ask(shop, tail)
    assert answer.status_code == 422
    assert answer.json()["field"] in ("from", "to")


def test_without_a_key_there_is_nothing(shop):
    assert ask(shop, key="sk_guess").status_code == 401


def test_the_file_sums_up_to_the_same_profit_or_does_not_say_any(shop, owner):
    today = clock.day_in(shop.zone)
    with in_business(shop.id):
        owed = Line(RECEIVABLE, SALES, 90_000)
        record_entries([EntryDraft(shop.id, "sale", "s", "Jual", today, clock.now(), (owed,))])
    record_expense(shop.id, category=UTILITIES, amount=20_000, paid_from="cash", day=today, key="k-1")
    browser = Client()
    browser.force_login(owner.person)
    files = {
        show: list(
            csv.DictReader(io.StringIO(browser.get(f"/kelola/{shop.slug}/uang/unduh?lihat={show}").content.decode("utf-8-sig")))
        )
        for show in ("uang", "masuk", "keluar", "untung", "semua")
    }
    sums = {show: sum(int(row["untung"]) for row in rows) for show, rows in files.items() if rows and "untung" in rows[0]}
    assert ask(shop).json()["profit"] == 70_000
    assert sums == {"untung": 70_000, "semua": 70_000}
    assert len(files["uang"]) == 1
