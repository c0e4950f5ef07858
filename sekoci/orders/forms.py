"""What an owner fills in when something comes back: how much money, how many of what, and why."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sekoci.kit.errors import Refusal
from sekoci.kit.forms import LineField, MoneyField
from sekoci.kit.ids import new_id
from sekoci.kit.money import rupiah
from sekoci.orders.actions import Return
from sekoci.orders.queries import LineView, OrderView
from sekoci.orders.returns import Returns
from sekoci.orders.rules import MOST_PIECES

PURSES = [("cash", _("Kas")), ("bank", _("Bank atau e-wallet"))]


class ReturnForm(forms.Form):
    """Money, unless all of it was given back; a number a variant that left, 0 until somebody says otherwise.

    How many may still come back the action says, with the order in its hand: the same form sent twice is one return. `kunci` is
    made when the form is shown, and `keluar` is how many pieces were out then.
    """

    jumlah = MoneyField(label=_("Uang yang dikembalikan"), max_length=40)
    dari = forms.ChoiceField(label=_("Uang kembali diambil dari"), choices=PURSES)
    alasan = LineField(label=_("Alasan"), max_length=200, required=False)
    kunci = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
    keluar = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, order: OrderView, returns: Returns, data: Any = None) -> None:
        cash = order.payment is not None and order.payment.method == "cash"
        first = {
            "jumlah": order.left or None,
            "dari": "cash" if cash else "bank",
            "kunci": str(new_id()),
            "keluar": returns.pieces_out,
        }
        super().__init__(data, initial=first)
        if self._gives_goods_only(order):
            del self.fields["jumlah"], self.fields["dari"]
        self.out = {line.variant_id: pieces for pieces, line in returns.out}
        self.variants: dict[str, UUID] = {}
        for line in order.lines:
            if line.variant_id and line.quantity > line.shortage and f"n-{line.variant_id}" not in self.variants:
                name = f"n-{line.variant_id}"
                self.variants[name] = line.variant_id
                self.fields[name] = _pieces_field(line, self.out.get(line.variant_id, 0))

    def _gives_goods_only(self, order: OrderView) -> bool:
        """No money is left to give. A form with money in it that is sent again is still the same form."""
        return not order.left and not (self.is_bound and "jumlah" in self.data)

    def pieces_fields(self) -> list[forms.BoundField]:
        """The number fields to draw: of what is still out, and of what was asked for."""
        return [self[name] for name, variant in self.variants.items() if self.out.get(variant) or self[name].errors]

    def field_of(self, refusal: Refusal) -> str:
        """The field beside which a refusal belongs; empty where it belongs to none."""
        if refusal.field == "amount" and "jumlah" in self.fields:
            return "jumlah"
        name = f"n-{refusal.facts.get('variant', '')}"
        return name if name in self.variants else ""

    def what(self) -> Return:
        said = self.cleaned_data
        return Return(
            amount=said.get("jumlah", 0),
            paid_from=said.get("dari", "cash"),
            reason=said["alasan"],
            key=said["kunci"],
            pieces={variant: said[name] or 0 for name, variant in self.variants.items()},
            out=said["keluar"],
        )


def _pieces_field(line: LineView, out: int) -> forms.IntegerField:
    hint = gettext("%(n)s %(unit)s masih di pembeli") % {"n": out, "unit": line.unit}
    if line.discount and out:
        worth = rupiah(line.paid_for(min(out, line.quantity), after=max(0, line.quantity - out)))
        hint += ". " + gettext("Setelah potongan dibayar %(paid)s.") % {"paid": worth}
    wrong = _("Tulis angka, 0 kalau tidak kembali.")
    field = forms.IntegerField(
        label=line.name,
        help_text=hint,
        required=False,
        initial=0,
        min_value=0,
        max_value=MOST_PIECES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )
    field.widget.attrs["max"] = out
    return field
