"""Money of a span: in, out, earned, and what every account holds at its end."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sekoci.books import rules
from sekoci.books.rules import Moved
from sekoci.kit.errors import NotFound
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.registry.queries import business_id_of

UP_TO = "select debit_id, credit_id, sum(amount) from books_entryline where business_id = %s and day <= %s group by 1, 2"
IN_SPAN = """
select l.debit_id, l.credit_id, sum(l.amount), e.kind = any(%s)
from books_entryline l join books_entry e on e.id = l.entry_id
where l.business_id = %s and l.day between %s and %s group by 1, 2, 4
"""


BY_DAY = """
select l.day, l.debit_id, l.credit_id, sum(l.amount), e.kind = any(%s)
from books_entryline l join books_entry e on e.id = l.entry_id
where l.business_id = %s and l.day between %s and %s group by 1, 2, 3, 5 order by 1
"""


@dataclass(frozen=True)
class DayMoney:
    """Rupiah of one day."""

    day: date
    cash_in: int
    cash_out: int
    profit: int


@dataclass(frozen=True)
class Money:
    """Rupiah from `first` to `last`, both inclusive. `balances`: every account at the end of `last`, signed as its kind is;
    `earned`: what each income and cost account gave to the profit (costs below zero)."""

    first: date
    last: date
    cash_in: int
    cash_out: int
    profit: int
    balances: dict[str, int]
    earned: dict[str, int]

    @property
    def on_hand(self) -> int:
        """Cash, bank and what lies at the provider, together."""
        return sum(self.balances[code] for code in rules.MONEY)


def money_between(business_id: int, first: date, last: date, *, with_balances: bool = True) -> Money:
    """Two statements, whatever the span; one without balances (then all 0), which does not read the books from the start."""
    with in_business(business_id):
        held = [_moved(*row) for row in fetch(UP_TO, (business_id, last))] if with_balances else []
        moved = [_moved(*row) for row in fetch(IN_SPAN, (list(rules.UNDOING), business_id, first, last))]
    earned = {
        code: -amount if rules.ACCOUNTS[code].kind == "expense" else amount
        for code, amount in _balances(moved).items()
        if amount and rules.ACCOUNTS[code].kind in ("income", "expense")
    }
    return Money(
        first=first,
        last=last,
        cash_in=rules.money_in(moved),
        cash_out=rules.money_out(moved),
        profit=rules.profit(moved),
        balances=_balances(held),
        earned=earned,
    )


def balance_now(business_id: int, account: str) -> int:
    """What one account holds, everything counted, with the sign of its kind; one statement in the caller's scope."""
    [(debits, credits)] = fetch(
        "select coalesce(sum(amount) filter (where debit_id = %(account)s), 0),"
        " coalesce(sum(amount) filter (where credit_id = %(account)s), 0) from books_entryline"
        " where business_id = %(business)s and (debit_id = %(account)s or credit_id = %(account)s)",
        {"business": business_id, "account": account},
    )
    return rules.natural(rules.ACCOUNTS[account].kind, int(debits), int(credits))


def days_between(business_id: int, first: date, last: date) -> list[DayMoney]:
    """Every day of the span, also those on which nothing happened; one statement."""
    moved: dict[date, list[Moved]] = defaultdict(list)
    with in_business(business_id):
        for day, *pair in fetch(BY_DAY, (list(rules.UNDOING), business_id, first, last)):
            moved[day].append(_moved(*pair))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [DayMoney(day, rules.money_in(moved[day]), rules.money_out(moved[day]), rules.profit(moved[day])) for day in days]


def money_report(slug: str, first: date, last: date) -> dict[str, Any]:
    """What `sekoci money --json` prints: the same for the shop at this address, with the accounts' names."""
    business_id = business_id_of("slug", slug)
    if business_id is None:
        raise NotFound()
    return report_of(money_between(business_id, first, last), shop=slug)


def report_of(money: Money, *, shop: str) -> dict[str, Any]:
    """Money as JSON."""
    return {
        "shop": shop,
        "from": money.first.isoformat(),
        "to": money.last.isoformat(),
        "currency": "IDR",
        "cash_in": money.cash_in,
        "cash_out": money.cash_out,
        "profit": money.profit,
        "balances": money.balances,
        "accounts": {account.code: {"name": account.name, "kind": account.kind} for account in rules.CHART},
    }


def _moved(debit: str, credit: str, amount: Decimal, undone: bool = False) -> Moved:
    """A sum as the database adds it up: without end, while a bigint has one."""
    return Moved(debit, credit, int(amount), undone)


def _balances(moved: list[Moved]) -> dict[str, int]:
    debits, credits = Counter[str](), Counter[str]()
    for each in moved:
        debits[each.debit] += each.amount
        credits[each.credit] += each.amount
    return {code: rules.natural(account.kind, debits[code], credits[code]) for code, account in rules.ACCOUNTS.items()}
