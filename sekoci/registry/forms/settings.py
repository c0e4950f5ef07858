"""The settings of a business, a form a page."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext, gettext_lazy

from sekoci.kit.errors import Refusal
from sekoci.kit.forms import LineField, LinesField, MoneyField, PhoneField
from sekoci.kit.phone import spoken_phone
from sekoci.registry.names import LEGAL_FORMS, OFFICE_SCOPE_NAMES, SCOPE_NAMES, group_name, kind_name
from sekoci.registry.queries import BusinessFacts, Shop
from sekoci.registry.rules import GROUPS, KINDS, suggest_kinds

ROLE_CHOICES = [
    ("cashier", gettext_lazy("Kasir: hanya jual di tempat")),
    ("staff", gettext_lazy("Pegawai: pesanan, produk, stok, dan uang")),
    ("owner", gettext_lazy("Pemilik: semuanya, termasuk pengaturan")),
]
KEY_LASTS = [
    ("", gettext_lazy("Sampai dicabut")),
    ("30", gettext_lazy("30 hari")),
    ("365", gettext_lazy("Satu tahun")),
]


def put_beside_field(form: forms.Form, no: Refusal) -> None:
    """Show a verb's refusal beside the field it is about, or above the form."""
    form.add_error(no.field if no.field in form.fields else None, no.sentence())


def kind_choices(sells: str, name: str) -> list[tuple[str, Any]]:
    """Every kind by its group, those that the owner's words point to first."""
    likely = [kind.code for kind in suggest_kinds(sells, name)]
    choices: list[tuple[str, Any]] = [("", gettext("Belum dipilih"))]
    if likely:
        choices.append((gettext("Cocok dengan jualan Anda"), [(code, kind_name(code)) for code in likely]))
    for group in GROUPS:
        others = [code for code, kind in KINDS.items() if kind.group == group and code not in likely]
        choices.append((group_name(group), [(code, kind_name(code)) for code in others]))
    return choices


class ProfileForm(forms.Form):
    name = LineField(label=gettext_lazy("Nama usaha"), min_length=2, max_length=60)
    sells = LineField(label=gettext_lazy("Jualan apa?"), min_length=2, max_length=120)
    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis usaha"), help_text=gettext_lazy("Pembeli mencari toko lewat jenis ini."), required=False
    )
    about = LinesField(
        label=gettext_lazy("Cerita singkat"),
        help_text=gettext_lazy("Pembeli membacanya di halaman toko."),
        max_length=500,
        required=False,
    )
    phone = PhoneField(
        label=gettext_lazy("Nomor WhatsApp toko"), help_text=gettext_lazy("Pembeli menghubungi nomor ini."), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["kind"]).choices = kind_choices(self.initial["sells"], self.initial["name"])

    @staticmethod
    def known(shop: Shop) -> dict[str, Any]:
        return {
            "name": shop.name,
            "sells": shop.sells,
            "kind": shop.kind,
            "about": shop.about,
            "phone": spoken_phone(shop.phone) if shop.phone else "",
        }


class HandOverForm(forms.Form):
    offers_pickup = forms.BooleanField(label=gettext_lazy("Diambil pembeli di tempat"), required=False)
    offers_delivery = forms.BooleanField(label=gettext_lazy("Diantar oleh kami"), required=False)
    delivery_fee = MoneyField(label=gettext_lazy("Ongkos antar"), help_text=gettext_lazy("Tulis 0 bila gratis."), required=False)

    @staticmethod
    def known(shop: Shop) -> dict[str, Any]:
        facts = {"offers_pickup": shop.offers_pickup, "offers_delivery": shop.offers_delivery}
        return {**facts, "delivery_fee": shop.delivery_fee}

    def clean_delivery_fee(self) -> int:
        return self.cleaned_data["delivery_fee"] or 0

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if not (facts.get("offers_pickup") or facts.get("offers_delivery")):
            self.add_error("offers_pickup", gettext("Pilih paling sedikit satu: diambil pembeli atau diantar."))
        return facts


class PayForm(forms.Form):
    accepts_cash = forms.BooleanField(label=gettext_lazy("Terima tunai"), required=False)
    bank_account = LineField(
        label=gettext_lazy("Rekening untuk transfer"),
        help_text=gettext_lazy("Misalnya BRI 1234 5678 9012 a.n. Melati. Pembeli melihatnya."),
        max_length=80,
        required=False,
    )

    @staticmethod
    def known(shop: Shop) -> dict[str, Any]:
        return {"accepts_cash": shop.accepts_cash, "bank_account": shop.bank_account}


class FactsForm(forms.Form):
    nib = forms.RegexField(
        r"^[0-9 ]{13,20}$",
        label=gettext_lazy("NIB"),
        help_text=gettext_lazy("Nomor Induk Berusaha, 13 angka."),
        error_messages={"invalid": gettext_lazy("NIB terdiri dari 13 angka.")},
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    legal_form = forms.ChoiceField(label=gettext_lazy("Bentuk usaha"), choices=list(LEGAL_FORMS.items()))
    workers = forms.IntegerField(
        label=gettext_lazy("Jumlah orang yang bekerja"),
        help_text=gettext_lazy("Anda sendiri ikut dihitung."),
        min_value=1,
        max_value=100_000,
        required=False,
    )
    yearly_sales = MoneyField(label=gettext_lazy("Penjualan setahun"), required=False)
    capital = MoneyField(
        label=gettext_lazy("Modal usaha"), help_text=gettext_lazy("Di luar tanah dan bangunan tempat usaha."), required=False
    )

    @staticmethod
    def known(facts: BusinessFacts) -> dict[str, Any]:
        known = {"nib": facts.nib, "legal_form": facts.legal_form, "workers": facts.workers}
        return {**known, "yearly_sales": facts.yearly_sales, "capital": facts.capital}

    def clean_nib(self) -> str:
        digits = str(self.cleaned_data["nib"]).replace(" ", "")
        if digits and len(digits) != 13:
            raise forms.ValidationError(gettext("NIB terdiri dari 13 angka."))
        return digits


class MemberForm(forms.Form):
    phone = PhoneField(label=gettext_lazy("Nomor HP orangnya"))
    name = LineField(label=gettext_lazy("Namanya"), max_length=80, required=False)
    role = forms.ChoiceField(label=gettext_lazy("Tugasnya"), choices=ROLE_CHOICES, initial="cashier", widget=forms.RadioSelect)


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("Tugasnya"), choices=ROLE_CHOICES, widget=forms.RadioSelect)


class HandOverToForm(forms.Form):
    """Asked a second time: nobody gives a shop away by a slip of the thumb."""

    sure = forms.BooleanField(
        label=gettext_lazy("Ya, saya berhenti jadi pemilik."),
        error_messages={"required": gettext_lazy("Centang dulu bila Anda yakin.")},
    )


class KeyForm(forms.Form):
    """A new key of a shop; an organisation's is the same with other scopes."""

    label = LineField(label=gettext_lazy("Nama kunci"), help_text=gettext_lazy("Misalnya kasir atau pembukuan."), max_length=40)
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Program ini boleh apa?"),
        help_text=gettext_lazy("Centang yang perlu saja."),
        choices=list(SCOPE_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Centang paling sedikit satu.")},
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Berlaku berapa lama?"), choices=KEY_LASTS, coerce=int, empty_value=None, required=False
    )


class OfficeKeyForm(KeyForm):
    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["label"].help_text = gettext_lazy("Misalnya aplikasi mitra atau DHIS2.")
        cast(forms.MultipleChoiceField, self.fields["scopes"]).choices = list(OFFICE_SCOPE_NAMES.items())
