"""What the owner writes down by hand, what it makes of the figures, and how it is undone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sekoci.books import rules
from sekoci.books.actions import (
    EntryDraft,
    KeyReused,
    Line,
    NotReversible,
    NotSoMuchOwed,
    NotSoMuchThere,
    owner_puts_in,
    owner_takes_out,
    pay_supplier,
    record_entries,
    record_expense,
    reverse_entry,
    transfer_between,
)
from sekoci.books.queries import EntryFilter, entries_between, ledger_of, money_between, money_report, problems
from sekoci.books.rules import BANK, CASH, COGS, DEPOSITS, DRAWINGS, INVENTORY, OWNER, QRIS_CLEARING, SALES, SUPPLIERS, UTILITIES
from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import counted, fetch

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)
TODAY = date(2026, 11, 21)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen(NOON):
        yield


def power(shop, amount=50_000, *, day=TODAY, key="k", **more):
    return record_expense(shop.id, category=UTILITIES, amount=amount, paid_from="cash", day=day, key=key, **more)


def sale(shop, price=25_000, cost=15_000, *, day=TODAY, source="s"):
    lines = (Line(CASH, SALES, price), Line(COGS, INVENTORY, cost))
    with in_business(shop.id):
        record_entries([EntryDraft(shop.id, "sale", source, "Jual", day, NOON, lines)])


def figures(shop, first=TODAY, last=TODAY):
    money = money_between(shop.id, first, last)
    return money.cash_in, money.cash_out, money.profit


def listed(shop, **wish):
    return entries_between(shop.id, EntryFilter(YESTERDAY, TODAY, **wish)).rows


def test_a_cost_is_money_out_and_less_profit_on_its_own_day(shop):
    assert power(shop, note="  Token  PLN ")
    assert power(shop, 10_000, day=YESTERDAY, key="l")
    assert figures(shop) == (0, 50_000, -50_000)
    assert figures(shop, YESTERDAY, YESTERDAY) == (0, 10_000, -10_000)
    assert figures(shop, YESTERDAY) == (0, 60_000, -60_000)
    assert [row.memo for row in listed(shop)] == ["Listrik, air, pulsa: Token PLN", "Listrik, air, pulsa"]


def test_own_money_in_and_out_is_neither_income_nor_cost(shop):
    owner_puts_in(shop.id, amount=500_000, into="cash", day=TODAY, key="a")
    owner_takes_out(shop.id, amount=120_000, out_of="cash", day=TODAY, key="b")
    assert figures(shop) == (500_000, 120_000, 0)
    held = money_between(shop.id, TODAY, TODAY).balances
    assert (held[CASH], held[OWNER], held[DRAWINGS]) == (380_000, 500_000, -120_000)


def test_money_moved_between_purses_is_neither_in_nor_out(shop):
    owner_puts_in(shop.id, amount=500_000, into="cash", day=TODAY, key="a")
    transfer_between(shop.id, amount=200_000, out_of="cash", into="bank", day=TODAY, key="b")
    money = money_between(shop.id, TODAY, TODAY)
    assert (money.cash_in, money.cash_out, money.on_hand) == (500_000, 0, 500_000)
    assert (money.balances[CASH], money.balances[BANK]) == (300_000, 200_000)


def test_no_more_is_moved_than_is_there(shop):
    owner_puts_in(shop.id, amount=5_000, into="cash", day=TODAY, key="a")
    for out_of, amount, there in (
        ("cash", 5_001, "Di Kas sekarang ada Rp5.000."),
        ("qris", 1, "Di Dana QRIS di penyedia sekarang ada Rp0."),
    ):
        with pytest.raises(NotSoMuchThere) as refused:
            transfer_between(shop.id, amount=amount, out_of=out_of, into="bank", day=TODAY, key="b")
        assert refused.value.field == "amount"
        assert there in refused.value.sentence("id")
    assert transfer_between(shop.id, amount=5_000, out_of="cash", into="bank", day=TODAY, key="b")
    assert not transfer_between(shop.id, amount=5_000, out_of="cash", into="bank", day=TODAY, key="b")
    held = money_between(shop.id, TODAY, TODAY).balances
    assert (held[CASH], held[BANK], held[QRIS_CLEARING]) == (0, 5_000, 0)


def bought_on_credit(shop, amount=8_000):
    with in_business(shop.id):
        lines = (Line(INVENTORY, SUPPLIERS, amount),)
        record_entries([EntryDraft(shop.id, "purchase", "p", "Beli", YESTERDAY, NOON, lines)])


def test_a_debt_to_suppliers_is_paid_and_is_no_cost(shop):
    bought_on_credit(shop)
    assert pay_supplier(shop.id, amount=3_000, paid_from="cash", day=TODAY, key="a", note="Pak Din")
    assert pay_supplier(shop.id, amount=5_000, paid_from="bank", day=TODAY, key="b")
    assert not pay_supplier(shop.id, amount=5_000, paid_from="bank", day=TODAY, key="b")
    assert figures(shop) == (0, 8_000, 0)
    assert money_between(shop.id, TODAY, TODAY).balances[SUPPLIERS] == 0
    rows = {row.memo: row for row in listed(shop)}
    assert set(rows) == {"Bayar utang pemasok", "Bayar utang pemasok: Pak Din"}
    assert reverse_entry(shop.id, rows["Bayar utang pemasok"].id)
    assert money_between(shop.id, TODAY, TODAY).balances[SUPPLIERS] == 5_000


def test_no_more_is_paid_to_suppliers_than_is_owed(shop):
    for owed in (0, 8_000):
        if owed:
            bought_on_credit(shop, owed)
        with pytest.raises(NotSoMuchOwed) as refused:
            pay_supplier(shop.id, amount=owed + 1, paid_from="cash", day=TODAY, key="a")
        assert refused.value.field == "amount"
        assert f"{owed // 1000}.000" in refused.value.sentence("id") or not owed
    assert figures(shop) == (0, 0, 0)


def test_a_sale_earns_its_price_less_what_the_goods_cost(shop):
    sale(shop)
    power(shop, 4_000)
    assert figures(shop) == (25_000, 4_000, 6_000)
    money = money_between(shop.id, TODAY, TODAY)
    assert money.earned == {SALES: 25_000, COGS: -15_000, UTILITIES: -4_000}
    assert sum(money.earned.values()) == money.profit


def test_written_down_twice_is_written_once(shop):
    assert power(shop)
    assert not power(shop)
    assert figures(shop)[1] == 50_000


@pytest.mark.parametrize("other", [{"amount": 60_000}, {"day": YESTERDAY}, {"note": "Token"}])
def test_a_key_cannot_mean_something_else(shop, other):
    power(shop)
    with pytest.raises(KeyReused):
        power(shop, **other)
    assert figures(shop, YESTERDAY)[1] == 50_000


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("category", {"category": CASH}),
        ("category", {"category": SALES}),
        ("paid_from", {"paid_from": "gold"}),
        ("amount", {"amount": 0}),
        ("amount", {"amount": -5}),
        ("amount", {"amount": 10**15 + 1}),
        ("day", {"day": TODAY + timedelta(days=1)}),
        ("day", {"day": date(1999, 1, 1)}),
        ("note", {"note": "x" * 121}),
    ],
)
def test_refuses_what_makes_no_sense_beside_its_field_and_nothing_changed(shop, field, wrong):
    good = {"category": UTILITIES, "amount": 5, "paid_from": "cash", "day": TODAY, "key": "k"}
    with pytest.raises(Invalid) as refused:
        record_expense(shop.id, **(good | wrong))
    assert refused.value.field == field
    assert listed(shop) == []


def test_undoing_moves_every_rupiah_back_by_a_new_entry_once(shop):
    power(shop)
    sale(shop)
    [wrong] = [row for row in listed(shop) if row.kind == "expense"]
    assert reverse_entry(shop.id, wrong.id)
    assert not reverse_entry(shop.id, wrong.id)
    assert figures(shop) == (25_000, 0, 10_000)
    rows = {row.kind: row for row in listed(shop)}
    assert set(rows) == {"expense", "sale", "reversal"}
    assert (rows["expense"].is_undone, rows["expense"].can_be_undone) == (True, False)
    assert (rows["reversal"].cash, rows["reversal"].can_be_undone) == (50_000, False)
    assert rows["reversal"].memo == "Dibatalkan: Listrik, air, pulsa"


def test_only_what_was_written_by_hand_and_is_ones_own_can_be_undone(shop, other_shop):
    sale(shop)
    power(other_shop)
    with pytest.raises(NotReversible):
        reverse_entry(shop.id, listed(shop)[0].id)
    for nobody in (new_id(), listed(other_shop)[0].id):
        with pytest.raises(NotFound):
            reverse_entry(shop.id, nobody)


def test_the_list_filters_searches_sorts_and_pages(shop):
    sale(shop, 25_000)
    power(shop, 4_000, note="Token 50% PLN")
    owner_puts_in(shop.id, amount=90_000, into="bank", day=YESTERDAY, key="a")
    transfer_between(shop.id, amount=7, out_of="bank", into="cash", day=TODAY, key="b")
    with in_business(shop.id):
        goods = (Line(DEPOSITS, SALES, 60), Line(COGS, INVENTORY, 50))
        record_entries([EntryDraft(shop.id, "sale", "late", "Diserahkan", TODAY, NOON, goods)])
    kinds = {
        "money": {"sale", "expense", "owner_in", "transfer"},
        "in": {"sale", "owner_in"},
        "out": {"expense"},
        "profit": {"sale", "expense"},
        "all": {"sale", "expense", "owner_in", "transfer"},
    }
    for show, expected in kinds.items():
        assert {row.kind for row in listed(shop, show=show)} == expected, show
    assert len(listed(shop, show="all")) == 5
    assert len(listed(shop, show="money")) == 4
    assert [row.memo for row in listed(shop, search="50%")] == ["Listrik, air, pulsa: Token 50% PLN"]
    assert listed(shop, search="5_%") == []
    assert [row.cash for row in listed(shop, order="biggest")] == [90_000, 25_000, -4_000, 0]
    assert listed(shop, order="oldest")[0].day == YESTERDAY
    first = entries_between(shop.id, EntryFilter(YESTERDAY, TODAY), limit=3)
    rest = entries_between(shop.id, EntryFilter(YESTERDAY, TODAY), offset=3, limit=3)
    assert (len(first.rows), first.more, len(rest.rows), rest.more) == (3, True, 1, False)


def test_the_sheet_of_an_account_shows_its_own_sign(shop):
    owner_puts_in(shop.id, amount=500, into="cash", day=YESTERDAY, key="a")
    power(shop, 40)
    assert [(line.amount, line.other) for line in ledger_of(shop.id, CASH, YESTERDAY, TODAY).lines] == [
        (-40, UTILITIES),
        (500, OWNER),
    ]
    assert [line.amount for line in ledger_of(shop.id, OWNER, YESTERDAY, TODAY).lines] == [500]


def test_the_figures_take_two_statements_however_long_the_books(shop):
    for number in range(40):
        sale(shop, source=f"s{number}")
    with in_business(shop.id), counted() as statements:
        money_between(shop.id, YESTERDAY, TODAY)
    assert len(statements) == 2


def test_the_report_is_plain_json_with_every_account(shop):
    sale(shop)
    report = money_report(shop.slug, TODAY, TODAY)
    assert (report["cash_in"], report["cash_out"], report["profit"]) == (25_000, 0, 10_000)
    assert set(report["balances"]) == set(rules.ACCOUNTS)
    assert report["balances"][SALES] == 25_000
    with pytest.raises(NotFound):
        money_report("tidak-ada", TODAY, TODAY)


def test_nothing_is_wrong_with_books_written_by_our_verbs(shop):
    sale(shop)
    power(shop)
    reverse_entry(shop.id, next(row for row in listed(shop) if row.kind == "expense").id)
    assert [(check.counted, check.wrong) for check in problems()] == [(4, []), (3, []), (1, [])]


def test_damage_behind_our_back_is_found_and_named(shop, other_shop):
    sale(shop, source="day")
    sale(shop, source="business")
    with in_business(shop.id):
        [(bare,)] = fetch(
            "insert into books_entry (id, business_id, kind, source, memo, day, at)"
            " values (%s, %s, 'sale', 'bare', '', %s, now()) returning id",
            (new_id(), shop.id, TODAY),
        )
        [(day,)] = fetch("select id from books_entry where source = 'day'")
        for kind, line_day in (("wrong day", YESTERDAY), ("reversal", TODAY)):
            entry = day
            if kind == "reversal":
                entry = new_id()
                fetch(
                    "insert into books_entry (id, business_id, kind, source, memo, day, at)"
                    " values (%s, %s, 'reversal', %s, '', %s, now())",
                    (entry, shop.id, str(day), TODAY),
                )
            fetch(
                "insert into books_entryline (id, business_id, entry_id, debit_id, credit_id, amount, day)"
                " values (%s, %s, %s, %s, %s, 7, %s)",
                (new_id(), shop.id, entry, CASH, BANK, line_day),
            )
    lines, empty, reversals = problems()
    assert len(lines.wrong) == 1
    assert "another day than its entry" in lines.wrong[0]
    assert [str(bare) in text for text in empty.wrong] == [True]
    assert len(reversals.wrong) == 1
