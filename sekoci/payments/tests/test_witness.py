"""An accountant's program recomputes the books from the file that owners download, whatever was done in whatever order.

Experiment E35: Hypothesis looks for an order of sales, refunds, late notices, costs and corrections that breaks them.
"""

import csv
import io
import os
from collections import defaultdict
from datetime import date

import beancount
import pytest
from beancount.loader import load_string
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule, run_state_machine_as_test

from sekoci.books import queries as books
from sekoci.books.actions import (
    EntryDraft,
    Line,
    NotSoMuchThere,
    owner_puts_in,
    owner_takes_out,
    record_entries,
    record_expense,
    reverse_entry,
    transfer_between,
)
from sekoci.books.queries import EntryFilter, entries_between, money_between
from sekoci.books.rules import ACCOUNTS, BANK, CASH, COGS, DAILY_COSTS, DEPOSITS, INVENTORY, QRIS_CLEARING, RECEIVABLE, SALES
from sekoci.kit import clock
from sekoci.kit.errors import Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.payments import queries as payments
from sekoci.payments.actions import (
    cancel_payments,
    confirm_payments,
    mark_delivered,
    refund_payment,
    review_notice,
    settle_payments,
)
from sekoci.payments.queries import NoticeFilter, notices_of
from sekoci.payments.tests.people import ask, notice
from tests.people import LAWEYAN, shop_for

AMOUNTS = st.integers(1, 2_000_000)
KINDS = {"asset": "Assets", "liability": "Liabilities", "equity": "Equity", "income": "Income", "expense": "Expenses"}


def recomputed(journal: str) -> dict[str, int]:
    """Every account's balance as beancount sees it, signed as its kind is, out of the CSV that we export."""
    name = {code: f"{KINDS[account.kind]}:A{code}" for code, account in ACCOUNTS.items()}
    book = ['option "operating_currency" "IDR"', *(f"2000-01-01 open {account} IDR" for account in name.values())]
    for row in csv.DictReader(io.StringIO(journal)):
        book.append(f'{row["tanggal"]} * "{row["nomor catatan"]}"')
        book.append(f"  {name[row['debit']]}  {row['jumlah']} IDR\n  {name[row['kredit']]}  -{row['jumlah']} IDR")
    entries, errors, _options = load_string("\n".join(book))
    assert errors == []
    sums: dict[str, int] = defaultdict(int)
    for entry in entries:
        if isinstance(entry, beancount.core.data.Transaction):
            for posting in entry.postings:
                sums[posting.account] += int(posting.units.number)
    signs = {"asset": 1, "expense": 1, "liability": -1, "equity": -1, "income": -1}
    return {code: signs[account.kind] * sums[name[code]] for code, account in ACCOUNTS.items()}


class Stall(RuleBasedStateMachine):
    """One stall's money, and a plain purse-by-purse memory of what should be where."""

    owner = None
    open = Bundle("open")
    paid = Bundle("paid")

    @initialize()
    def opens(self):
        self.shop = shop_for(self.owner, name=f"Warung {new_id()}", sells="Keripik", area_code=LAWEYAN)
        self.today = clock.day_in(self.shop.zone)
        self.purse = {CASH: 0, BANK: 0, QRIS_CLEARING: 0}
        self.earned = 0
        self.number = 0

    def key(self):
        self.number += 1
        return f"key-{self.number:05}"

    def moves(self, account, amount):
        self.purse[account] += amount

    @rule(target=open, provider=st.sampled_from(["cash", "transfer", "own_qris", "pretend"]), amount=AMOUNTS)
    def is_asked(self, provider, amount):
        order = new_id()
        return order, ask(self.shop, provider, amount, order_id=order), provider, amount

    @rule(target=paid, asked=consumes(open))
    def owner_confirms(self, asked):
        _order, payment_id, provider, amount = asked
        if confirm_payments(self.shop.id, [payment_id], by="owner:1"):
            self.moves({"cash": CASH, "pretend": QRIS_CLEARING}.get(provider, BANK), amount)
        return asked

    @rule(asked=st.one_of(open, paid), off=st.sampled_from([0, 0, 0, -1, 500]), times=st.integers(1, 3))
    def provider_says(self, asked, off, times):
        _order, payment_id, provider, amount = asked
        if provider != "pretend" or amount + off <= 0:
            return
        event = str(new_id())
        first, *_again = [settle_payments([notice(payment_id, amount + off, event=event)])[0] for _ in range(times)]
        if not (first.outcome == "settled" and first.payment.status == "settled"):
            self.moves(QRIS_CLEARING, amount + off)

    @rule(asked=consumes(open))
    def order_ends(self, asked):
        with in_business(self.shop.id):
            cancel_payments([asked[0]])

    @rule(bought=paid, part=st.integers(1, 100), paid_from=st.sampled_from(["cash", "bank"]), undone=st.booleans())
    def money_goes_back(self, bought, part, paid_from, undone):
        _order, payment_id, _provider, amount = bought
        back = amount if undone else max(1, amount * part // 100)
        try:
            refund_payment(self.shop.id, payment_id, back, key=self.key(), paid_from=paid_from, by="owner:1", undoes_sale=undone)
        except Refusal:
            return
        self.moves({"cash": CASH, "bank": BANK}[paid_from], -back)

    @rule(bought=consumes(paid), cost=st.integers(0, 50_000))
    def goods_are_handed_over(self, bought, cost):
        order = bought[0]
        with in_business(self.shop.id):
            kept = mark_delivered([order])[order].kept
            lines = (Line(DEPOSITS, SALES, kept), Line(COGS, INVENTORY, cost))
            record_entries([EntryDraft(self.shop.id, "sale", str(order), "Jual", self.today, clock.now(), lines)])
        self.earned += kept - cost

    @rule(asked=consumes(open))
    def goods_are_handed_over_on_credit(self, asked):
        order, amount = asked[0], asked[3]
        with in_business(self.shop.id):
            state = mark_delivered([order])[order]
            owed = DEPOSITS if state.status == "settled" else RECEIVABLE
            lines = (Line(owed, SALES, amount),)
            record_entries([EntryDraft(self.shop.id, "sale", str(order), "Jual", self.today, clock.now(), lines)])
        self.earned += amount

    @rule(what=st.sampled_from(["accepted", "returned", "kept"]), paid_from=st.sampled_from(["cash", "bank"]))
    def owner_explains_doubtful_money(self, what, paid_from):
        rows = notices_of(self.shop.id, NoticeFilter()).rows
        if not rows:
            return
        try:
            review_notice(self.shop.id, rows[0].id, as_=what, by="owner:1", paid_from=paid_from)
        except Refusal:
            return
        if what == "returned":
            self.moves({"cash": CASH, "bank": BANK}[paid_from], -rows[0].suspense)

    @rule(category=st.sampled_from(DAILY_COSTS), amount=AMOUNTS, undone=st.booleans())
    def owner_spends(self, category, amount, undone):
        key = self.key()
        for _ in range(2):
            record_expense(self.shop.id, category=category, amount=amount, paid_from="bank", day=self.today, key=key)
        if not undone:
            self.moves(BANK, -amount)
            self.earned -= amount
            return
        wish = EntryFilter(self.today, self.today, show="out")
        newest = next(row for row in entries_between(self.shop.id, wish, limit=1000).rows if row.can_be_undone)
        if newest.cash == -amount:
            for _ in range(2):
                reverse_entry(self.shop.id, newest.id)
        else:
            self.moves(BANK, -amount)
            self.earned -= amount

    @rule(amount=AMOUNTS, what=st.sampled_from(["in", "out", "move"]))
    def own_money(self, amount, what):
        shop, day = self.shop.id, self.today
        if what == "in":
            owner_puts_in(shop, amount=amount, into="cash", day=day, key=self.key())
            self.moves(CASH, amount)
        elif what == "out":
            owner_takes_out(shop, amount=amount, out_of="bank", day=day, key=self.key())
            self.moves(BANK, -amount)
        else:
            if amount > self.purse[CASH]:
                with pytest.raises(NotSoMuchThere):
                    transfer_between(shop, amount=amount, out_of="cash", into="bank", day=day, key=self.key())
                return
            transfer_between(shop, amount=amount, out_of="cash", into="bank", day=day, key=self.key())
            self.moves(CASH, -amount)
            self.moves(BANK, amount)

    @invariant()
    def every_purse_holds_what_it_should(self):
        money = money_between(self.shop.id, date(2020, 1, 1), self.today)
        assert {code: money.balances[code] for code in self.purse} == self.purse
        assert money.cash_in - money.cash_out == money.on_hand == sum(self.purse.values())
        kinds = defaultdict(int)
        for code, amount in money.balances.items():
            kinds[ACCOUNTS[code].kind] += amount
        assert kinds["asset"] == kinds["liability"] + kinds["equity"] + money.profit
        assert money.profit == kinds["income"] - kinds["expense"]

    def teardown(self):
        """What an accountant and `sekoci verify` say at the end."""
        if not hasattr(self, "shop"):
            return
        client = Client()
        client.force_login(self.owner.person)
        journal = client.get(f"/kelola/{self.shop.slug}/uang/buku/unduh?masa=bulan").content.decode("utf-8-sig")
        assert recomputed(journal) == money_between(self.shop.id, self.today, self.today).balances
        assert [check for check in (*books.problems(), *payments.problems()) if check.wrong] == []


@pytest.mark.django_db
def test_whatever_happens_the_books_hold_and_an_accountants_program_agrees(owner, few_areas):
    Stall.owner = owner
    wish = settings(
        max_examples=int(os.environ.get("SEKOCI_EXAMPLES", "8")),
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Stall, settings=wish)
