"""The chart of accounts, what an entry is, and how a balance is signed. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

CASH = "1-1100"
BANK = "1-1200"
QRIS_CLEARING = "1-1300"
RECEIVABLE = "1-2100"
INVENTORY = "1-3100"
SUPPLIERS = "2-1100"
DEPOSITS = "2-1200"
SUSPENSE = "2-1300"
OWNER = "3-1100"
DRAWINGS = "3-1200"
SALES = "4-1100"
DELIVERY_INCOME = "4-1200"
DISCOUNTS = "4-1800"
RETURNS = "4-1900"
OTHER_INCOME = "4-2100"
COGS = "5-1100"
SHRINKAGE = "5-1200"
WAGES = "6-1100"
RENT = "6-1200"
FEES = "6-1300"
UTILITIES = "6-1400"
TRANSPORT = "6-1500"
PACKAGING = "6-1600"
PROMOTION = "6-1700"
REPAIRS = "6-1800"
OTHER_COSTS = "6-1900"

Kind = Literal["asset", "liability", "equity", "income", "expense"]


@dataclass(frozen=True)
class ChartAccount:
    """A row of the chart. `is_money`: cash, bank and what a provider still owes us."""

    code: str
    name: str
    name_en: str
    kind: Kind
    is_money: bool = False


CHART: tuple[ChartAccount, ...] = (
    ChartAccount(CASH, "Kas", "Cash", "asset", is_money=True),
    ChartAccount(BANK, "Bank dan e-wallet", "Bank and e-wallet", "asset", is_money=True),
    ChartAccount(QRIS_CLEARING, "Dana QRIS di penyedia", "QRIS money at the provider", "asset", is_money=True),
    ChartAccount(RECEIVABLE, "Utang pelanggan", "Owed by customers", "asset"),
    ChartAccount(INVENTORY, "Persediaan", "Stock of goods", "asset"),
    ChartAccount(SUPPLIERS, "Utang pemasok", "Owed to suppliers", "liability"),
    ChartAccount(DEPOSITS, "Uang muka pelanggan", "Paid ahead by customers", "liability"),
    ChartAccount(SUSPENSE, "Uang belum jelas", "Money to be explained", "liability"),
    ChartAccount(OWNER, "Modal pemilik", "Owner's capital", "equity"),
    ChartAccount(DRAWINGS, "Prive", "Taken by the owner", "equity"),
    ChartAccount(SALES, "Penjualan", "Sales", "income"),
    ChartAccount(DELIVERY_INCOME, "Ongkos kirim", "Delivery charged", "income"),
    ChartAccount(DISCOUNTS, "Potongan penjualan", "Discounts given", "income"),
    ChartAccount(RETURNS, "Retur penjualan", "Sales returned", "income"),
    ChartAccount(OTHER_INCOME, "Pendapatan lain", "Other income", "income"),
    ChartAccount(COGS, "Harga pokok penjualan", "Cost of goods sold", "expense"),
    ChartAccount(SHRINKAGE, "Selisih persediaan", "Stock gained or lost", "expense"),
    ChartAccount(WAGES, "Gaji dan upah", "Wages", "expense"),
    ChartAccount(RENT, "Sewa tempat", "Rent", "expense"),
    ChartAccount(FEES, "Biaya pembayaran", "Payment fees", "expense"),
    ChartAccount(UTILITIES, "Listrik, air, pulsa", "Power, water, phone", "expense"),
    ChartAccount(TRANSPORT, "Bensin dan ongkos jalan", "Fuel and transport", "expense"),
    ChartAccount(PACKAGING, "Kemasan dan perlengkapan", "Packaging and supplies", "expense"),
    ChartAccount(PROMOTION, "Promosi", "Advertising", "expense"),
    ChartAccount(REPAIRS, "Perbaikan alat", "Repairs", "expense"),
    ChartAccount(OTHER_COSTS, "Biaya lain", "Other costs", "expense"),
)
ACCOUNTS = {account.code: account for account in CHART}
DAILY_COSTS = (WAGES, RENT, UTILITIES, TRANSPORT, PACKAGING, PROMOTION, REPAIRS, FEES, OTHER_COSTS)
"""What an owner writes down as *uang keluar* by hand. Buying goods is a purchase, not a cost: it becomes stock."""

PURSES = {"cash": CASH, "bank": BANK, "qris": QRIS_CLEARING}
"""Where an owner keeps money, as forms and JSON name it."""
MONEY = tuple(account.code for account in CHART if account.is_money)
BY_HAND = ("expense", "owner_in", "owner_out", "transfer", "supplier_paid")
"""Kinds of entry that an owner writes, and may undo."""
REVERSAL = "reversal"
SALE_UNDONE = "sale_undone"
"""Money given back for a sale that was only a wrong tap, on the day it came."""
UNDOING = (REVERSAL, SALE_UNDONE)
"""Kinds of entry whose money counts as never come and never gone; what every purse holds, they change like any other."""


@dataclass(frozen=True)
class Line:
    """So much from one account (`credit`) to another (`debit`), in rupiah."""

    debit: str
    credit: str
    amount: int

    def __post_init__(self) -> None:
        if self.amount < 0 or self.debit == self.credit:
            raise ValueError(f"No such line: {self}")


@dataclass(frozen=True)
class EntryDraft:
    """One thing that happened, for `record_entries`. `kind` and `source` name it once and for all within the business."""

    business_id: int
    kind: str
    source: str
    memo: str
    day: date
    at: datetime
    lines: tuple[Line, ...]


def natural(kind: Kind, debits: int, credits: int) -> int:
    """A balance with the sign its kind of account has: assets and expenses grow by debits, the others by credits.

    *Prive*, *Potongan penjualan* and *Retur penjualan* count against their kind, so they show below zero.
    """
    return debits - credits if kind in ("asset", "expense") else credits - debits


def span_of(name: str, today: date) -> tuple[date, date]:
    """`hari` (today), `minggu` (since Monday), `bulan` (since the first); the ends inclusive."""
    first = {"minggu": today - timedelta(days=today.weekday()), "bulan": today.replace(day=1)}.get(name, today)
    return first, today


def is_span(first: date, last: date, *, most: int) -> bool:
    """Whether the days are in order and at most `most` of them."""
    return 0 <= (last - first).days < most


@dataclass(frozen=True)
class Moved:
    """What one pair of accounts exchanged in a span; `undone`: by entries that reverse others."""

    debit: str
    credit: str
    amount: int
    undone: bool = False


def money_in(moved: Iterable[Moved]) -> int:
    """*Uang masuk*: what came into cash, bank and provider from outside them. An entry undone counts as never made."""
    return sum(_sign(each) * each.amount for each in moved if _comes_in(each) != each.undone and _crosses(each))


def money_out(moved: Iterable[Moved]) -> int:
    """*Uang keluar*, in the same way."""
    return sum(_sign(each) * each.amount for each in moved if _comes_in(each) == each.undone and _crosses(each))


def profit(moved: Iterable[Moved]) -> int:
    """*Untung*: income less costs."""
    return sum((_worth(each.credit) - _worth(each.debit)) * each.amount for each in moved)


def _worth(account: str) -> int:
    """Whether a rupiah on the credit side of this account makes the owner richer: 1 for income and costs, else 0."""
    return int(ACCOUNTS[account].kind in ("income", "expense"))


def _crosses(moved: Moved) -> bool:
    return (moved.debit in MONEY) != (moved.credit in MONEY)


def _comes_in(moved: Moved) -> bool:
    return moved.debit in MONEY


def _sign(moved: Moved) -> int:
    return -1 if moved.undone else 1


def turned_round(lines: Iterable[Line]) -> tuple[Line, ...]:
    """What undoes these lines."""
    return tuple(Line(line.credit, line.debit, line.amount) for line in lines)
