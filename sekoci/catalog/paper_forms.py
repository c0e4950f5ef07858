"""The forms of papers and of where a thing was made."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from sekoci.catalog.certificates import KINDS, CertificateDraft
from sekoci.catalog.queries import MyProductWhole
from sekoci.kit.errors import Refusal
from sekoci.kit.forms import LineField
from sekoci.registry.pages import PlaceForm


class CertificateForm(forms.Form):
    """A paper to write down: of the whole shop, or of one product."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis izin"), choices=list(KINDS.items()), widget=forms.RadioSelect())
    number = LineField(
        label=gettext_lazy("Nomor"),
        help_text=gettext_lazy("Salin dari sertifikat atau kemasan."),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    product = forms.ChoiceField(label=gettext_lazy("Untuk"), required=False)
    holder = LineField(label=gettext_lazy("Atas nama"), max_length=80, required=False)
    valid_until = forms.DateField(
        label=gettext_lazy("Berlaku sampai"),
        help_text=gettext_lazy("Kosongkan kalau tanpa batas. Kami ingatkan sebelum habis."),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, products: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(identity), name) for identity, name in products]
        cast(forms.ChoiceField, self.fields["product"]).choices = [("", gettext_lazy("Seluruh toko")), *named]

    def draft(self) -> CertificateDraft:
        said = self.cleaned_data
        return CertificateDraft(
            kind=said["kind"],
            number=said["number"],
            holder=said["holder"],
            valid_until=said["valid_until"],
            product_id=UUID(said["product"]) if said["product"] else None,
        )

    def say(self, refusal: Refusal) -> None:
        """Put a refusal of the verb beside its field."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence())


class OriginForm(PlaceForm):
    """Where a product was made, and by whom: both are shown to everybody."""

    maker = LineField(
        label=gettext_lazy("Nama pembuat"),
        help_text=gettext_lazy("Semua orang bisa membacanya. Minta izinnya dulu."),
        max_length=60,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    @staticmethod
    def known(product: MyProductWhole) -> dict[str, Any]:
        return {"maker": product.maker}
