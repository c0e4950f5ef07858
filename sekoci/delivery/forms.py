"""What an owner fills in about what deliveries cost, a form a way."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from sekoci.delivery.rules import AreaPrice, Step, Terms
from sekoci.kit.forms import MoneyField
from sekoci.registry.pages import PlaceForm
from sekoci.registry.queries import Shop, places

STEPS = 5


class TermsForm(forms.Form):
    """What every way has: from where on it is free, and from where on it is brought at all."""

    way = ""
    free_from = MoneyField(
        label=gettext_lazy("Gratis mulai belanja"), help_text=gettext_lazy("Kosongkan bila tidak pernah gratis."), required=False
    )
    minimum = MoneyField(
        label=gettext_lazy("Diantar mulai belanja"), help_text=gettext_lazy("Kosongkan bila berapa saja."), required=False
    )

    def __init__(self, data: Any = None, *, terms: Terms, shop: Shop) -> None:
        self.terms, self.shop = terms, shop
        known = terms if terms.way == self.way else Terms(self.way, free_from=terms.free_from, minimum=terms.minimum)
        super().__init__(data, initial={"free_from": known.free_from, "minimum": known.minimum or None, **self.known(known)})

    def known(self, terms: Terms) -> dict[str, Any]:
        return {}

    def told(self, **prices: Any) -> Terms:
        said = self.cleaned_data
        return Terms(self.way, free_from=said["free_from"], minimum=said["minimum"] or 0, **prices)

    def read(self) -> Terms:
        raise NotImplementedError


class PriceForm(TermsForm):
    way = "price"
    price = MoneyField(label=gettext_lazy("Ongkos antar"), help_text=gettext_lazy("Tulis 0 bila gratis."), required=False)
    field_order = ("price",)

    def known(self, terms: Terms) -> dict[str, Any]:
        return {"price": self.shop.delivery_fee}

    def read(self) -> Terms:
        return self.told(price=self.cleaned_data["price"] or 0)


class DistanceForm(TermsForm):
    """Up to five steps, always room for one more; empty ones do not count."""

    way = "distance"

    def __init__(self, data: Any = None, *, terms: Terms, shop: Shop) -> None:
        super().__init__(data, terms=terms, shop=shop)
        known = terms.steps if terms.way == "distance" else ()
        self.shown = min(STEPS, max(3, len(known) + 1))
        for number in range(self.shown):
            step = known[number] if number < len(known) else None
            self.fields[f"km{number}"] = forms.IntegerField(
                label=gettext("Sampai (km)"),
                initial=step.km if step else None,
                required=False,
                min_value=1,
                max_value=500,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
            self.fields[f"fee{number}"] = MoneyField(label=gettext("Ongkos"), initial=step.fee if step else None, required=False)
            for name in (f"km{number}", f"fee{number}"):
                self.fields[name].is_conditional = True  # type: ignore[attr-defined]

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"km{number}"], self[f"fee{number}"]) for number in range(self.shown)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for number in range(self.shown):
            km, fee = said.get(f"km{number}"), said.get(f"fee{number}")
            if (km is None) != (fee is None) and not {f"km{number}", f"fee{number}"} & set(self.errors):
                self.add_error(f"fee{number}" if fee is None else f"km{number}", gettext("Isi jarak dan ongkosnya."))
        if not self.errors and all(said.get(f"km{number}") is None for number in range(self.shown)):
            self.add_error("km0", gettext("Isi paling sedikit satu jarak."))
        return said

    def read(self) -> Terms:
        said = self.cleaned_data
        pairs = [(said[f"km{number}"], said[f"fee{number}"]) for number in range(self.shown)]
        return self.told(steps=tuple(Step(km, fee) for km, fee in pairs if km is not None))


class AreasForm(TermsForm, PlaceForm):
    """The areas there are, each with its price or to be taken out; and one more, searched for as everywhere."""

    way = "area"
    new_fee = MoneyField(label=gettext_lazy("Ongkos ke sana"), required=False)

    def __init__(self, data: Any = None, *, terms: Terms, shop: Shop) -> None:
        super().__init__(data, terms=terms, shop=shop)
        self.fields["place"].label = gettext("Tambah desa atau kecamatan")
        self.fields["new_fee"].is_conditional = True  # type: ignore[attr-defined]  # needed with a place: not "may be empty"
        self.look_near(shop.area_code)
        self.areas = terms.areas if terms.way == "area" else ()
        known = places([area.code for area in self.areas])
        for area in self.areas:
            label = known[area.code].here if area.code in known else area.name
            self.fields[f"fee-{area.code}"] = MoneyField(label=label, initial=area.fee)
            self.fields[f"out-{area.code}"] = forms.BooleanField(label=gettext("Hapus dari daftar"), required=False)

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"fee-{area.code}"], self[f"out-{area.code}"]) for area in self.areas]

    def clean(self) -> dict[str, Any]:
        typed = str(self.data.get("place", "")).strip()
        said = super().clean() if typed else forms.Form.clean(self) or self.cleaned_data
        if typed and "place" not in self.errors and said.get("new_fee") is None and "new_fee" not in self.errors:
            self.add_error("new_fee", gettext("Tulis ongkosnya, 0 bila gratis."))
        if not typed and not self.errors and not self._kept():
            self.add_error("place", gettext("Pilih paling sedikit satu wilayah."))
        return said or {}

    def _kept(self) -> tuple[AreaPrice, ...]:
        said = self.cleaned_data
        return tuple(
            AreaPrice(area.code, area.name, said[f"fee-{area.code}"]) for area in self.areas if not said[f"out-{area.code}"]
        )

    def read(self) -> Terms:
        said = self.cleaned_data
        kept = self._kept()
        if said["place"].strip():
            kept = (*(area for area in kept if area.code != said["area_code"]), AreaPrice(said["area_code"], "", said["new_fee"]))
        return self.told(areas=kept)


FORMS: dict[str, type[TermsForm]] = {"price": PriceForm, "area": AreasForm, "distance": DistanceForm}
