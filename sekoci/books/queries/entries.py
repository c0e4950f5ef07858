"""The entries behind the figures, as an owner reads them: what it was, and what it did to the money."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sekoci.books import rules
from sekoci.books.memos import Told, told
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch

EARNERS = [account.code for account in rules.CHART if account.kind in ("income", "expense")]
ORDERS = {
    "newest": "e.day desc, e.at desc, e.id desc",
    "oldest": "e.day, e.at, e.id",
    "biggest": "abs(sum(moved.cash)) desc, abs(sum(moved.earned)) desc, e.id desc",
}
PAGE = 30


@dataclass(frozen=True)
class EntryFilter:
    """`show`: `money` (whatever moved money), `in`, `out`, `profit` (whatever earned or cost) or `all`.

    `order` is a key of ORDERS.
    """

    first: date
    last: date
    show: str = "money"
    order: str = "newest"
    search: str = ""


@dataclass(frozen=True)
class EntryRow:
    """`cash` and `earned` are changes, in rupiah; `is_undone`: a later entry reverses it; `source`: whose entry it is."""

    id: UUID
    kind: str
    source: str
    memo: str
    day: date
    at: datetime
    cash: int
    earned: int
    is_undone: bool
    within: int = 0
    """What went from one of the owner's purses to another."""

    @property
    def can_be_undone(self) -> bool:
        return self.kind in rules.BY_HAND and not self.is_undone

    @property
    def told(self) -> Told:
        """What it was, in the visitor's language."""
        return told(self.kind, self.memo)

    @property
    def order_id(self) -> str:
        """The order, where the entry names it by its id."""
        return self.source.partition(":")[0] if self.kind in ("sale", "restock") else ""


@dataclass(frozen=True)
class EntryPage:
    rows: list[EntryRow]
    more: bool


ROW = """
select e.id, e.kind, e.source, e.memo, e.day, e.at, sum(moved.cash), sum(moved.earned),
       exists (select 1 from books_entry r where r.business_id = e.business_id and r.kind = 'reversal' and r.source = e.id::text),
       coalesce(sum(l.amount) filter (where l.debit_id = any(%(money)s) and l.credit_id = any(%(money)s)), 0)
from books_entry e
join books_entryline l on l.entry_id = e.id
cross join lateral (
    select l.amount * ((l.debit_id = any(%(money)s))::int - (l.credit_id = any(%(money)s))::int) as cash,
           l.amount * ((l.credit_id = any(%(earners)s))::int - (l.debit_id = any(%(earners)s))::int) as earned
) moved
"""
LIST = (
    ROW
    + """
where e.business_id = %(business)s and e.day between %(first)s and %(last)s
  and (%(search)s = '' or e.memo ilike %(pattern)s)
group by e.id
having case %(show)s when 'in' then sum(moved.cash) > 0 when 'out' then sum(moved.cash) < 0
    when 'money' then bool_or(l.debit_id = any(%(money)s) or l.credit_id = any(%(money)s))
    when 'profit' then sum(moved.earned) <> 0 else true end
"""
)


def entry_of(business_id: int, entry_id: UUID) -> EntryRow | None:
    """One entry of this business; None where it is not theirs or not there."""
    parameters = {"business": business_id, "entry": entry_id, "money": list(rules.MONEY), "earners": EARNERS}
    with in_business(business_id):
        rows = fetch(f"{ROW} where e.business_id = %(business)s and e.id = %(entry)s group by e.id", parameters)
    return _row(*rows[0]) if rows else None


def entries_between(business_id: int, wish: EntryFilter, *, offset: int = 0, limit: int = PAGE) -> EntryPage:
    """The entries of a span, filtered and sorted; one statement."""
    order = ORDERS.get(wish.order, ORDERS["newest"])
    parameters = {
        "business": business_id,
        "first": wish.first,
        "last": wish.last,
        "show": wish.show,
        "search": wish.search,
        "pattern": "%" + wish.search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%",
        "money": list(rules.MONEY),
        "earners": EARNERS,
        "offset": offset,
        "limit": limit + 1,
    }
    with in_business(business_id):
        rows = fetch(f"{LIST} order by {order} offset %(offset)s limit %(limit)s", parameters)
    return EntryPage([_row(*row) for row in rows[:limit]], more=len(rows) > limit)


def _row(*row: Any) -> EntryRow:
    """Sums come as the database adds them up, without end; here they are whole rupiah."""
    entry = EntryRow(*row)
    return replace(entry, cash=int(entry.cash), earned=int(entry.earned), within=int(entry.within))


@dataclass(frozen=True)
class LedgerLine:
    """A line of one account's sheet: `amount` with the account's own sign, `other` the account across."""

    day: date
    kind: str
    memo: str
    other: str
    amount: int

    @property
    def told(self) -> Told:
        """What it was, in the visitor's language."""
        return told(self.kind, self.memo)


@dataclass(frozen=True)
class LedgerPage:
    lines: list[LedgerLine]
    more: bool


def ledger_of(business_id: int, account: str, first: date, last: date, *, offset: int = 0, limit: int = 2 * PAGE) -> LedgerPage:
    """What happened on one account in a span, newest first; one statement."""
    nature = rules.ACCOUNTS[account].kind
    with in_business(business_id):
        rows = fetch(
            "select l.day, e.kind, e.memo, l.debit_id, l.credit_id, l.amount from books_entryline l"
            " join books_entry e on e.id = l.entry_id where l.business_id = %s and l.day between %s and %s"
            " and (l.debit_id = %s or l.credit_id = %s) order by l.day desc, l.id desc offset %s limit %s",
            (business_id, first, last, account, account, offset, limit + 1),
        )
    lines = []
    for day, kind, memo, debit, credit, amount in rows[:limit]:
        on_debit = debit == account
        signed = rules.natural(nature, amount if on_debit else 0, 0 if on_debit else amount)
        lines.append(LedgerLine(day, kind, memo, credit if on_debit else debit, signed))
    return LedgerPage(lines, more=len(rows) > limit)


@dataclass(frozen=True)
class JournalLine:
    """A line as an accountant's program takes it in: so much from `credit` to `debit`."""

    day: date
    entry: UUID
    kind: str
    memo: str
    debit: str
    credit: str
    amount: int


def journal_of(business_id: int, first: date, last: date, *, limit: int) -> list[JournalLine]:
    """Every line of a span, oldest first; one statement."""
    with in_business(business_id):
        rows = fetch(
            "select l.day, l.entry_id, e.kind, e.memo, l.debit_id, l.credit_id, l.amount from books_entryline l"
            " join books_entry e on e.id = l.entry_id where l.business_id = %s and l.day between %s and %s"
            " order by l.day, l.entry_id, l.id limit %s",
            (business_id, first, last, limit),
        )
    return [JournalLine(*row) for row in rows]
