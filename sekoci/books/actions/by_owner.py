"""What the owner writes down by hand: costs, own money in and out, money moved, debts paid."""

from collections.abc import Callable
from datetime import date, timedelta

from sekoci.books import rules
from sekoci.books.actions.recording import record_entries
from sekoci.books.queries.money import balance_now
from sekoci.books.rules import EntryDraft, Line
from sekoci.kit import clock
from sekoci.kit.errors import Invalid, Refusal
from sekoci.kit.money import MOST, rupiah
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line
from sekoci.registry.queries import zones_of

OLDEST = timedelta(days=5 * 366)
"""How far back something forgotten may still be written down."""


class KeyReused(Refusal):
    code, status = "key_reused", 422
    id = "Ini sudah dicatat dengan isi lain. Muat ulang halaman, lalu isi lagi."
    en = "This is written down already with other contents. Reload the page and fill it in again."


class NotSoMuchThere(Refusal):
    code, status = "not_so_much_there", 409
    id = "Di {place} sekarang ada {held}. Tulis paling banyak sebanyak itu."
    en = "{place_en} holds {held} now. Write that much at most."


class NotSoMuchOwed(Refusal):
    code, status = "not_so_much_owed", 409
    id = "Utang Anda ke pemasok sekarang {owed}. Bayar paling banyak sebanyak itu."
    en = "You owe your suppliers {owed} now. Pay that much at most."


def record_expense(business_id: int, *, category: str, amount: int, paid_from: str, day: date, key: str, note: str = "") -> bool:
    """A daily cost (`category`: an account of rules.DAILY_COSTS) paid from `cash` or `bank`; False where `key` was there before.

    It is booked on `day`, which may lie in the past but not ahead.
    """
    if category not in rules.DAILY_COSTS:
        raise Invalid(
            field="category", why_id="Pilih jenis pengeluaran dari daftar.", why_en="Choose a kind of cost from the list."
        )
    what = rules.ACCOUNTS[category].name
    return _record(
        business_id,
        "expense",
        Line(category, _purse(paid_from, "paid_from"), _sum(amount)),
        what=what,
        day=day,
        key=key,
        note=note,
    )


def owner_puts_in(business_id: int, *, amount: int, into: str, day: date, key: str, note: str = "") -> bool:
    """The owner's own money goes into the business: no income."""
    line = Line(_purse(into, "into"), rules.OWNER, _sum(amount))
    return _record(business_id, "owner_in", line, what="Modal masuk", day=day, key=key, note=note)


def owner_takes_out(business_id: int, *, amount: int, out_of: str, day: date, key: str, note: str = "") -> bool:
    """The owner takes money for the household: no cost."""
    line = Line(rules.DRAWINGS, _purse(out_of, "out_of"), _sum(amount))
    return _record(business_id, "owner_out", line, what="Ambil untuk pribadi", day=day, key=key, note=note)


def transfer_between(business_id: int, *, amount: int, out_of: str, into: str, day: date, key: str, note: str = "") -> bool:
    """Money moves from one purse (`cash`, `bank`, `qris`: paid out by the provider) to another: neither income nor cost.

    Never more than there is now (NotSoMuchThere).
    """
    source, target = _purse(out_of, "out_of"), _purse(into, "into")
    if source == target:
        raise Invalid(field="into", why_id="Pilih tujuan yang lain.", why_en="Choose another place to put it.")
    what = f"Pindah uang: {rules.ACCOUNTS[source].name} ke {rules.ACCOUNTS[target].name}"
    line = Line(target, source, _sum(amount))
    return _record(business_id, "transfer", line, what=what, day=day, key=key, note=note, check=_is_there)


def pay_supplier(business_id: int, *, amount: int, paid_from: str, day: date, key: str, note: str = "") -> bool:
    """Goods that were bought on credit are paid for: at most what is owed now. No cost: the goods are stock since they came."""
    line = Line(rules.SUPPLIERS, _purse(paid_from, "paid_from"), _sum(amount))
    return _record(business_id, "supplier_paid", line, what="Bayar utang pemasok", day=day, key=key, note=note, check=_is_owed)


Check = Callable[[int, Line], None]


def _record(
    business_id: int, kind: str, line: Line, *, what: str, day: date, key: str, note: str, check: Check | None = None
) -> bool:
    """Write it once a key; `check` refuses what the balances of this moment do not allow, and nobody else writes meanwhile."""
    at = clock.now()
    note = clean_line(note, most=120, field="note")
    with in_business(business_id):
        _check_day(day, today=clock.day_in(zones_of([business_id])[business_id], at))
        draft = EntryDraft(business_id, kind, key[:80], f"{what}: {note}" if note else what, day, at, (line,))
        hold_books(business_id)
        if _came_before(draft):
            return False
        if check:
            check(business_id, line)
        return record_entries([draft]) == 1


def hold_books(business_id: int) -> None:
    """Let no other verb that asks what is there or owed write meanwhile, until the transaction ends."""
    fetch("select pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"books:{business_id}",))


def _came_before(draft: EntryDraft) -> bool:
    """Whether this stands in the books already; KeyReused where its key stands for something else."""
    rows = fetch(
        "select e.day, e.memo, l.debit_id, l.credit_id, l.amount from books_entry e join books_entryline l on l.entry_id = e.id"
        " where e.business_id = %s and e.kind = %s and e.source = %s",
        (draft.business_id, draft.kind, draft.source),
    )
    if rows and rows != [(draft.day, draft.memo, line.debit, line.credit, line.amount) for line in draft.lines]:
        raise KeyReused()
    return bool(rows)


def _is_there(business_id: int, line: Line) -> None:
    held = balance_now(business_id, line.credit)
    if line.amount > held:
        account = rules.ACCOUNTS[line.credit]
        raise NotSoMuchThere(field="amount", place=account.name, place_en=account.name_en, held=rupiah(max(held, 0)))


def _is_owed(business_id: int, line: Line) -> None:
    owed = balance_now(business_id, line.debit)
    if line.amount > owed:
        raise NotSoMuchOwed(field="amount", owed=rupiah(max(owed, 0)))


def _purse(name: str, field: str) -> str:
    account = rules.PURSES.get(name)
    if account is None:
        raise Invalid(field=field, why_id="Pilih Kas atau Bank.", why_en="Choose cash or bank.")
    return account


def _sum(amount: int) -> int:
    if not 0 < amount <= MOST:
        raise Invalid(field="amount", why_id="Tulis jumlah di atas 0.", why_en="Write an amount above 0.")
    return amount


def _check_day(day: date, *, today: date) -> None:
    if day > today:
        raise Invalid(field="day", why_id="Tanggalnya belum tiba.", why_en="That day is still to come.")
    if day < today - OLDEST:
        raise Invalid(field="day", why_id="Tanggalnya terlalu lama.", why_en="That day is too long ago.")
