"""The form of a discount, in the owner's words and the shop's own time."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from sekoci.catalog.actions import DiscountDraft
from sekoci.catalog.forms import PiecesField
from sekoci.catalog.queries import Goods, MyDiscount
from sekoci.kit import clock
from sekoci.kit.errors import Refusal
from sekoci.kit.forms import LineField, MoneyField

Kind = Literal["price", "bundle", "voucher"]
KINDS: dict[str, Kind] = {"harga": "price", "paket": "bundle", "voucher": "voucher"}
"""How the page's address names a kind."""
FIELDS: dict[str, tuple[str, ...]] = {
    "price": ("goods", "amount", "percent"),
    "bundle": ("goods", "buy", "pay"),
    "voucher": ("code", "amount", "percent", "ceiling", "minimum", "most_uses", "per_phone"),
}
SPAN = ("starts_day", "starts_hour", "ends_day", "ends_hour")


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class HourField(forms.TimeField):
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class DiscountForm(forms.Form):
    """A new discount of one kind, or (with `discount`) one to be changed.

    `goods` are those to choose from; `typed` is what stood in the form that was sent to look for others, not to be checked yet.
    """

    goods = forms.ChoiceField(
        label=gettext_lazy("Untuk barang"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Barang ini sudah dihapus. Pilih yang lain.")},
    )
    code = LineField(
        label=gettext_lazy("Kode voucher"),
        max_length=20,
        help_text=gettext_lazy("Huruf besar kecil dan spasi tidak berpengaruh."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "maxlength": 20}),
    )
    amount = MoneyField(label=gettext_lazy("Harga promo"), required=False)
    percent = PiecesField(label=gettext_lazy("Atau potongan persen"), required=False, least=1)
    buy = PiecesField(label=gettext_lazy("Beli berapa"), least=2)
    pay = PiecesField(
        label=gettext_lazy("Bayar berapa"),
        least=1,
        help_text=gettext_lazy("Semua pilihan produk ini dihitung bersama. Yang termurah gratis."),
    )
    ceiling = MoneyField(label=gettext_lazy("Potongan paling banyak"), required=False)
    minimum = MoneyField(label=gettext_lazy("Belanja paling sedikit"), required=False)
    most_uses = PiecesField(label=gettext_lazy("Jumlah voucher"), required=False, least=1)
    per_phone = PiecesField(label=gettext_lazy("Paling banyak per nomor HP"), required=False, least=1)
    starts_day = DayField(label=gettext_lazy("Mulai"), required=False)
    starts_hour = HourField(label=gettext_lazy("Jam mulai"), required=False)
    ends_day = DayField(
        label=gettext_lazy("Sampai tanggal"), required=False, help_text=gettext_lazy("Kosong: sampai Anda hentikan.")
    )
    ends_hour = HourField(label=gettext_lazy("Jam selesai"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        kind: Kind,
        zone: str,
        goods: list[Goods],
        discount: MyDiscount | None = None,
        typed: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(discount, zone) | dict(typed or {}))
        self.kind, self.zone, self.discount = kind, zone, discount
        for name in [name for name in self.fields if name not in (*FIELDS[kind], *SPAN)]:
            del self.fields[name]
        if kind == "voucher":
            self.fields["amount"].label = gettext("Potongan rupiah")
        if "goods" in self.fields:
            choices = [(value_of(each), each.name) for each in goods]
            if kind == "bundle":
                choices = [choice for choice in choices if "_" not in choice[0]]
            else:
                choices = [("", gettext("Semua barang di toko")), *choices]
            mine = self.initial.get("goods") or ""
            if discount and mine == value_of(discount) and mine not in dict(choices):  # else it would mean the whole shop
                choices.append((mine, " - ".join(filter(None, (discount.product, discount.variant)))))
            cast(forms.ChoiceField, self.fields["goods"]).choices = choices

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for day, hour in (("starts_day", "starts_hour"), ("ends_day", "ends_hour")):
            if said.get(hour) and not said.get(day) and day not in self.errors:
                self.add_error(day, ValidationError(gettext("Isi tanggalnya juga.")))
        ends_at = self._moment(said.get("ends_day"), said.get("ends_hour"), is_end=True)
        if ends_at and ends_at <= clock.now() and not self.errors:
            self.add_error("ends_day", ValidationError(gettext("Tanggal ini sudah lewat. Pilih yang akan datang.")))
        return said

    def draft(self) -> DiscountDraft:
        said = self.cleaned_data
        product, variant = read_value(said.get("goods", ""))
        percent = said.get("percent")
        return DiscountDraft(
            kind=self.kind,
            starts_at=self._moment(said["starts_day"], said["starts_hour"]) or clock.now(),
            ends_at=self._moment(said["ends_day"], said["ends_hour"], is_end=True),
            product_id=product,
            variant_id=variant,
            amount=said.get("amount"),
            percent=percent * 100 if percent is not None else None,
            ceiling=said.get("ceiling"),
            buy=said.get("buy"),
            pay=said.get("pay"),
            code=said.get("code", ""),
            minimum=said.get("minimum") or 0,
            most_uses=said.get("most_uses"),
            per_phone=said.get("per_phone"),
        )

    def say(self, refusal: Refusal) -> None:
        """The refusal beside its field."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence())

    def _moment(self, day: date | None, hour: time | None, *, is_end: bool = False) -> datetime | None:
        """A day and perhaps an hour at home; a day without an hour begins with it, or ends with it."""
        if day is None:
            return None
        if hour is None and is_end:
            day += timedelta(days=1)
        return datetime.combine(day, hour or time(), tzinfo=ZoneInfo(self.zone))


def value_of(what: Goods | MyDiscount) -> str:
    """How the form writes what a discount is for; empty: the whole shop."""
    if what.product_id is None:
        return ""
    return f"{what.product_id}_{what.variant_id}" if what.variant_id else str(what.product_id)


def read_value(value: str) -> tuple[UUID | None, UUID | None]:
    """Product and variant of such a value; None for what is none."""
    product, _sep, variant = value.partition("_")
    try:
        return UUID(product), UUID(variant) if variant else None
    except ValueError:
        return None, None


def _initial(discount: MyDiscount | None, zone: str) -> dict[str, Any]:
    if discount is None:
        return {"starts_day": clock.day_in(zone), "buy": 3, "pay": 2}
    starts_day, starts_hour = clock.at_home(discount.starts_at, zone)
    ends_day, ends_hour = clock.at_home(discount.ends_at, zone, is_end=True) if discount.ends_at else (None, None)
    return {
        "goods": value_of(discount),
        "code": discount.code,
        "amount": discount.amount,
        "percent": discount.percent // 100 if discount.percent else None,
        "buy": discount.buy,
        "pay": discount.pay,
        "ceiling": discount.ceiling,
        "minimum": discount.minimum or None,
        "most_uses": discount.most_uses,
        "per_phone": discount.per_phone,
        "starts_day": starts_day,
        "starts_hour": starts_hour,
        "ends_day": ends_day,
        "ends_hour": ends_hour,
    }
