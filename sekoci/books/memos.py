"""What an entry was, in the visitor's language: the words we gave it are ours to translate, what people wrote stays."""

import re
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy

from sekoci.books import rules

BEGINNINGS = {
    "payment": ("Pembayaran", gettext_lazy("Pembayaran")),
    "refund": ("Uang kembali", gettext_lazy("Uang kembali")),
    rules.SALE_UNDONE: ("Penjualan dibatalkan", gettext_lazy("Penjualan dibatalkan")),
    "sale": ("Penjualan", gettext_lazy("Satu penjualan")),
    "restock": ("Barang kembali", gettext_lazy("Barang kembali")),
    "unclear": ("Uang belum jelas", gettext_lazy("Uang belum jelas")),
    "opening": ("Stok awal", gettext_lazy("Stok awal")),
    "purchase": ("Beli stok", gettext_lazy("Beli stok")),
    "correction": ("Koreksi stok", gettext_lazy("Koreksi stok")),
    "owner_in": ("Modal masuk", gettext_lazy("Modal masuk")),
    "owner_out": ("Ambil untuk pribadi", gettext_lazy("Ambil untuk pribadi")),
    "transfer": ("Pindah uang", gettext_lazy("Pindah uang")),
    "supplier_paid": ("Bayar utang pemasok", gettext_lazy("Bayar utang pemasok")),
    "reversal": ("Dibatalkan", gettext_lazy("Dibatalkan")),
}
"""How the memo of each kind of entry begins in the books, and how that is said."""
CORRECTIONS = {
    "Impor dibatalkan": gettext_lazy("Impor dibatalkan"),
    "Selisih pembelian yang dibatalkan": gettext_lazy("Selisih pembelian yang dibatalkan"),
    "Stok dihapus bersama impor": gettext_lazy("Stok dihapus bersama impor"),
    "Stok dihapus dari toko": gettext_lazy("Stok dihapus dari toko"),
    "Stok dikembalikan ke toko": gettext_lazy("Stok dikembalikan ke toko"),
}
"""How a correction begins that nobody counted: a purchase or an import undone, a product removed or brought back."""
RESOLVED = {
    "Uang dikembalikan ke pembeli": gettext_lazy("Uang dikembalikan ke pembeli"),
    "Uang diterima sebagai pendapatan": gettext_lazy("Uang diterima sebagai pendapatan"),
}
OF_ORDERS = ("payment", "refund", rules.SALE_UNDONE, "sale", "restock", "unclear")
CODE = re.compile(r"^(.*\S)\s+(S-[0-9A-Z]+)$")
ACCOUNTS = {account.name: account for account in rules.CHART}
BETWEEN = re.compile(r"^Pindah uang: (?P<source>[^:]+?) ke (?P<target>[^:]+?)(?P<note>: .*)?$", re.DOTALL)


@dataclass(frozen=True)
class Told:
    """An entry in words; `code` is the order it belongs to, or empty."""

    text: str
    code: str = ""

    def __str__(self) -> str:
        return f"{self.text} {self.code}".strip()


def told(kind: str, memo: str) -> Told:
    """Where the memo is not one we know, it is shown as it stands."""
    found = CODE.match(memo) if kind in OF_ORDERS else None
    text, code = (found[1], found[2]) if found else (memo, "")
    return Told(_said(kind, text) if _speaks_english() else text, code)


def _said(kind: str, text: str) -> str:
    if kind == "expense":
        return _account_first(text)
    if kind == "transfer" and (between := BETWEEN.match(text)):
        purses = f"{_account(between['source'])} → {_account(between['target'])}"
        return f"{BEGINNINGS[kind][1]}: {purses}{between['note'] or ''}"
    if kind == "resolved":
        return str(RESOLVED.get(text, text))
    beginning, said = BEGINNINGS.get(kind, ("", ""))
    if kind == "correction" and text.partition(": ")[0] in CORRECTIONS:
        beginning = text.partition(": ")[0]
        said = CORRECTIONS[beginning]
    if not beginning or not text.startswith(beginning):
        return text
    rest = text.removeprefix(beginning)
    if kind == rules.REVERSAL:
        rest = f": {_by_hand(rest.removeprefix(': '))}"
    return f"{said}{rest}"


def _by_hand(text: str) -> str:
    """The memo of the entry that was undone: of a kind that an owner writes, or a purchase."""
    return next((said for kind in (*rules.BY_HAND, "purchase") if (said := _said(kind, text)) != text), text)


def _account_first(text: str) -> str:
    name, colon, note = text.partition(": ")
    return f"{_account(name)}{colon}{note}"


def _account(name: str) -> str:
    return ACCOUNTS[name].name_en if name in ACCOUNTS else name


def _speaks_english() -> bool:
    return (get_language() or "id").startswith("en")
