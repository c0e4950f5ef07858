"""The page that shows every component of the look: for whoever builds a page, and for the checks of contrast and names."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from sekoci.kit.errors import NotFound
from sekoci.kit.forms import LineField, LinesField, MoneyField, PhoneField, PhotoInput

STATES = [
    ("placed", _("Baru")),
    ("accepted", _("Diterima")),
    ("packed", _("Dikemas")),
    ("handed_over", _("Diserahkan")),
    ("sent", _("Dikirim")),
    ("completed", _("Selesai")),
    ("cancelled", _("Dibatalkan")),
    ("expired", _("Kedaluwarsa")),
    ("waiting", _("Belum dibayar")),
    ("settled", _("Lunas")),
    ("refunded", _("Dikembalikan")),
]
SALES = [180, 240, 95, 310, 275, 420, 510, 120, 260, 330, 290, 365, 610, 540]

WRONG = {"salah-name": "", "salah-price": "mahal", "salah-phone": "081234", "salah-unit": "kg"}


class Sample(forms.Form):
    """One of each kind of field."""

    name = LineField(label=_("Nama produk"), max_length=120, help_text=_("Seperti Anda menyebutnya di kios."))
    price = MoneyField(label=_("Harga"))
    phone = PhoneField(label=_("Nomor HP"))
    unit = forms.ChoiceField(label=_("Satuan"), choices=[("pcs", "pcs"), ("kg", "kg"), ("bungkus", _("bungkus"))])
    about = LinesField(label=_("Keterangan"), required=False)
    photo = forms.FileField(label=_("Foto"), required=False, widget=PhotoInput())


def components(request: HttpRequest) -> HttpResponse:
    """`/komponen`: everything once, in both languages, with nothing from the database. Not where real people come."""
    if not settings.DEVELOPMENT:
        raise NotFound()
    context = {
        "form": Sample(initial={"name": "Keripik Tempe", "price": 15000}),
        "wrong": Sample(WRONG, prefix="salah"),
        "states": STATES,
        "sales": [(str(day), amount * 1000, f"{amount}rb") for day, amount in enumerate(SALES, start=8)],
    }
    return render(request, "kit/components.html", context)
