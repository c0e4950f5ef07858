"""What an owner fills in about money: how much, from where, when, and a word about it."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sekoci.books import rules
from sekoci.kit.forms import LineField, MoneyField

PLAIN = {
    rules.COGS: _("Modal barang terjual"),
    rules.SHRINKAGE: _("Selisih stok"),
    rules.RETURNS: _("Retur dan potongan"),
    rules.QRIS_CLEARING: _("Dana QRIS, belum cair"),
}
"""What an owner calls accounts whose names only accountants know; the ledger keeps the accountants' names."""


def account_name(code: str) -> str:
    """An account in the visitor's language, as accountants call it."""
    account = rules.ACCOUNTS[code]
    return account.name_en if (get_language() or "id").startswith("en") else account.name


def plain_name(code: str) -> str:
    """An account in the visitor's language, as an owner calls it."""
    return str(PLAIN[code]) if code in PLAIN else account_name(code)


class PurseChoice(forms.RadioSelect):
    """Where money lies, as large buttons with a picture."""

    template_name = "books/purse_choice.html"


def purses(*names: str) -> list[tuple[str, str]]:
    return [(name, plain_name(rules.PURSES[name])) for name in names]


class MoneyForm(forms.Form):
    """What every one of them asks. `key` is made when the form is shown: sent twice, it is written once."""

    amount = MoneyField(label=_("Jumlah"), max_length=40)
    day = forms.DateField(
        label=_("Tanggal"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        error_messages={"invalid": _("Tulis tanggal seperti 21/11/2026.")},
    )
    note = LineField(label=_("Catatan singkat"), max_length=120, required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, validators=[RegexValidator(r"^[A-Za-z0-9-]{8,64}$")])


def purse_field(label: Any, *names: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=lambda: purses(*names), widget=PurseChoice, initial=names[0])


class ExpenseForm(MoneyForm):
    category = forms.ChoiceField(
        label=_("Untuk apa"), choices=lambda: [(code, plain_name(code)) for code in rules.DAILY_COSTS], initial=rules.UTILITIES
    )
    paid_from = purse_field(_("Dibayar dari"), "cash", "bank")
    field_order = ("amount", "category", "paid_from", "day", "note")


class OwnerInForm(MoneyForm):
    into = purse_field(_("Masuk ke"), "cash", "bank")
    field_order = ("amount", "into", "day", "note")


class OwnerOutForm(MoneyForm):
    out_of = purse_field(_("Diambil dari"), "cash", "bank")
    field_order = ("amount", "out_of", "day", "note")


class SupplierForm(MoneyForm):
    paid_from = purse_field(_("Dibayar dari"), "cash", "bank")
    field_order = ("amount", "paid_from", "day", "note")


class TransferForm(MoneyForm):
    out_of = purse_field(_("Dari"), "cash", "bank", "qris")
    into = forms.ChoiceField(label=_("Ke"), choices=lambda: purses("cash", "bank"), widget=PurseChoice, initial="bank")
    field_order = ("amount", "out_of", "into", "day", "note")
