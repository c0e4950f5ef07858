"""What a buyer fills in to order."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sekoci.kit.forms import LineField, LinesField, PhoneField
from sekoci.kit.ids import new_id
from sekoci.registry.queries import Shop

MOST_KEY = 60


class OrderForm(forms.Form):
    """Name, phone, how to get it, how to pay. `key` names this order once and for all: sent twice, it is one order.
    `fee` and `discount` are the delivery fee and the discount that the page showed."""

    name = LineField(label=_("Nama Anda"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = PhoneField(label=_("Nomor HP (WhatsApp)"), max_length=32, help_text=_("Kabar pesanan dikirim ke nomor ini."))
    fulfilment = forms.ChoiceField(label=_("Cara terima"), error_messages={"required": _("Pilih salah satu.")})
    address = LinesField(
        label=_("Alamat antar"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"autocomplete": "street-address", "rows": 3}),
    )
    method = forms.ChoiceField(label=_("Cara bayar"), error_messages={"required": _("Pilih salah satu.")})
    note = LinesField(label=_("Catatan untuk toko"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    promo = forms.BooleanField(required=False)
    voucher = LineField(
        label=_("Kode voucher"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    discount = forms.IntegerField(required=False, widget=forms.HiddenInput)
    fee = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.RegexField(r"\A[A-Za-z0-9-]{8,60}\Z", max_length=MOST_KEY, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, shop: Shop, ways: dict[str, str]) -> None:
        super().__init__(data, initial={"key": str(new_id())}, auto_id="isi-%s")
        self.fields["address"].is_conditional = True  # type: ignore[attr-defined]  # needed when delivered: not "may be empty"
        offered = {"pickup": shop.offers_pickup, "delivery": shop.offers_delivery}
        choices = [(way, way) for way, is_offered in offered.items() if is_offered]
        self.fields["fulfilment"] = _chosen(self.fields["fulfilment"], choices)
        self.fields["method"] = _chosen(self.fields["method"], [(way, way) for way in ways])
        for name, choice in (("fulfilment", choices), ("method", [(way, way) for way in ways])):
            if choice:
                self.initial.setdefault(name, choice[0][0])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("fulfilment") == "delivery" and not data.get("address") and "address" not in self.errors:
            self.add_error("address", _("Tulis alamat untuk diantar."))
        return data


def _chosen(field: forms.Field, choices: list[tuple[str, str]]) -> forms.Field:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
    return field
