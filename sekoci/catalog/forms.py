"""The forms of the owner's products and stock. They read what people write; the verbs decide what can be kept."""

from typing import Any, BinaryIO, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy

from sekoci.catalog.choices import ChoiceRow, rows_of_form, rows_of_product
from sekoci.catalog.drafts import MOST_HEADING, UNITS, ProductChange, ProductDraft, parse_pieces
from sekoci.catalog.headings import offered_headings
from sekoci.catalog.photos import has_photo, keep_photo
from sekoci.catalog.queries import MyProductWhole, headings_of
from sekoci.kit.errors import Refusal
from sekoci.kit.forms import LineField, LinesField, MoneyField, PhotoInput
from sekoci.kit.ids import new_id
from sekoci.kit.uploads import uploaded
from sekoci.registry.queries import Shop
from sekoci.registry.rules import KINDS


class PiecesField(forms.CharField):
    """How many, as people write it: `12`, `1.000`; None when empty and not required."""

    def __init__(self, *, least: int = 0, **options: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(widget=widget, **options)
        self.least = least

    def clean(self, value: Any) -> int | None:
        said = super().clean(value)
        if not said:
            return None
        try:
            return parse_pieces(said, least=self.least)
        except Refusal as no:
            raise ValidationError(no.sentence(), code=no.code) from None


class UnitInput(forms.TextInput):
    """A word of one's own, with the usual ones offered."""

    template_name = "catalog/unit_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, {**(attrs or {}), "list": "satuan", "autocomplete": "off"}), "units": UNITS}


class HeadingInput(forms.TextInput):
    """A shelf heading of one's own, with the shop's and the usual ones offered."""

    template_name = "catalog/heading_input.html"

    def __init__(self, headings: list[str]) -> None:
        super().__init__({"list": "rak", "autocomplete": "off", "maxlength": MOST_HEADING})
        self.headings = headings

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return {**context, "headings": self.headings}


class SignedId:
    """An id of ours that travels through a form: sent twice, it is the same thing. Good for one business and one use."""

    def __init__(self, shop: Shop, use: str) -> None:
        self.signer = Signer(salt=f"catalog.{use}.{shop.id}")

    def fresh(self) -> str:
        return self.signer.sign(str(new_id()))

    def read(self, text: str) -> UUID | None:
        try:
            return UUID(self.signer.unsign(text))
        except (BadSignature, ValueError):
            return None


class ProductForm(forms.Form):
    """A new product, or (with `product`) one to be changed. A photo that came is kept at once, whatever else is wrong."""

    use_required_attribute = False
    """A browser cannot know that a price is needed only where the choices have none: the answer says it beside the field."""

    photo = forms.FileField(
        label=gettext_lazy("Foto"),
        required=False,
        widget=PhotoInput({"capture": "environment"}, invitation=gettext_lazy("Ambil foto")),
    )
    album = forms.FileField(
        label=gettext_lazy("Foto dari galeri"), required=False, widget=PhotoInput(invitation=gettext_lazy("Cari fotonya"))
    )
    name = LineField(
        label=gettext_lazy("Nama produk"), max_length=120, widget=forms.TextInput({"autocomplete": "off", "maxlength": 120})
    )
    price = MoneyField(label=gettext_lazy("Harga"))
    stock = PiecesField(label=gettext_lazy("Stok sekarang"), required=False)
    unit_cost = MoneyField(
        label=gettext_lazy("Harga modal"), required=False, help_text=gettext_lazy("Untuk satu barang, supaya untung terhitung.")
    )
    unit = LineField(label=gettext_lazy("Satuan"), max_length=20, required=False, widget=UnitInput())
    category = LineField(
        label=gettext_lazy("Rak"),
        help_text=gettext_lazy("Misalnya Minuman. Pembeli memilih barang per rak."),
        max_length=MOST_HEADING,
        required=False,
    )
    description = LinesField(label=gettext_lazy("Keterangan"), max_length=2000, required=False)
    low_stock_at = PiecesField(
        label=gettext_lazy("Ingatkan bila sisa"), required=False, help_text=gettext_lazy("Produk ditandai menipis.")
    )
    is_listed = forms.BooleanField(label=gettext_lazy("Tampil di toko"), required=False)

    def __init__(self, request: HttpRequest, shop: Shop, product: MyProductWhole | None = None) -> None:
        is_sent = request.method == "POST"
        super().__init__(request.POST if is_sent else None, request.FILES if is_sent else None, initial=_initial(product))
        self.request, self.shop, self.product = request, shop, product
        self.rows: list[ChoiceRow] = rows_of_form(request.POST) if is_sent else rows_of_product(product)
        self.fields["price"].required = not self.filled
        if "category" in self.fields:
            self.fields["category"].widget = HeadingInput(headings_for(shop))
        self.token = SignedId(shop, "product")
        self.photo_name = self._photo_before()

    @property
    def filled(self) -> list[ChoiceRow]:
        """The choices in which something was written."""
        return [row for row in self.rows if not row.is_empty]

    def key(self) -> str:
        """The id of the product to be, signed: the one that was sent, so that it stays the same through mistakes."""
        sent = self.request.POST.get("tanda", "")
        return sent if self.token.read(sent) else self.token.fresh()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self._keep_photo()
        for row in self.filled:
            row.check(base_price=cleaned.get("price"))
        if any(row.errors for row in self.filled):
            self.add_error(None, gettext("Periksa pilihan di bawah."))
        if self.filled and cleaned.get("stock"):
            text = gettext("Tulis stok di setiap pilihan. Stok %(n)s tadi belum masuk.")
            self.add_error(None, text % {"n": cleaned["stock"]})
        return cleaned

    def draft(self) -> ProductDraft:
        said = self.cleaned_data
        return ProductDraft(
            name=said["name"],
            price=said["price"] or 0,
            stock=said["stock"] or 0,
            unit_cost=said["unit_cost"] or 0,
            unit=said["unit"] or "pcs",
            category=said["category"],
            description=said["description"],
            photo=self.photo_name,
            low_stock_at=3 if said["low_stock_at"] is None else said["low_stock_at"],
            is_listed=said["is_listed"],
            variants=tuple(row.draft() for row in self.filled),
            id=self.token.read(self.key()),
        )

    def change(self) -> ProductChange:
        said = self.cleaned_data
        has_choices = self.filled or (self.product and not self.product.is_plain)
        return ProductChange(
            name=said["name"],
            price=None if has_choices else said["price"],
            unit=said["unit"] or "pcs",
            category=said["category"],
            description=said["description"],
            photo=self.photo_name,
            low_stock_at=3 if said["low_stock_at"] is None else said["low_stock_at"],
            is_listed=said["is_listed"],
            variants=tuple(row.change() for row in self.filled) if has_choices else None,
        )

    def say(self, refusal: Refusal) -> None:
        """Put a refusal of the verb beside its field."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence())

    def _keep_photo(self) -> None:
        for name in ("photo", "album"):
            try:
                file = uploaded(self.request, name)
                if file and name not in self.errors and file.file:
                    self.photo_name = keep_photo(self.shop.id, cast(BinaryIO, file.file), field=name)
            except Refusal as no:
                self.add_error(name, no.sentence())

    def _photo_before(self) -> str:
        """The photo sent with an earlier try, or the one the product has; none where its removal was asked for."""
        if "hapus_foto" in self.request.POST:
            return ""
        sent = self.request.POST.get("photo_kept", "")
        if has_photo(self.shop.id, sent):
            return sent
        return self.product.photo if self.product else ""


class FirstProductForm(ProductForm):
    """The last step of opening a shop: photo, name, price, stock, and what it cost."""

    stock = PiecesField(label=gettext_lazy("Stok sekarang"))
    unit = category = description = low_stock_at = is_listed = None  # type: ignore[assignment]  # drops them

    def draft(self) -> ProductDraft:
        said = self.cleaned_data
        return ProductDraft(
            name=said["name"],
            price=said["price"],
            stock=said["stock"],
            unit_cost=said["unit_cost"] or 0,
            photo=self.photo_name,
            id=self.token.read(self.key()),
        )


class BuyForm(forms.Form):
    """More of one thing: how many, what one cost, and whose money paid."""

    quantity = PiecesField(label=gettext_lazy("Jumlah yang ditambah"), least=1)
    unit_cost = MoneyField(label=gettext_lazy("Harga beli satuan"), help_text=gettext_lazy("Tulis 0 bila tidak tahu."))
    paid_from = forms.ChoiceField(
        label=gettext_lazy("Dibayar dari"),
        choices=[
            ("cash", gettext_lazy("Uang kas")),
            ("bank", gettext_lazy("Bank atau e-wallet")),
            ("owner", gettext_lazy("Uang pribadi")),
            ("supplier", gettext_lazy("Belum dibayar (utang)")),
        ],
        initial="cash",
        widget=forms.RadioSelect(),
    )


class CountForm(forms.Form):
    """What was counted on the shelf, and why it differs."""

    counted = PiecesField(label=gettext_lazy("Jumlah yang ada sekarang"))
    reason = LineField(
        label=gettext_lazy("Sebabnya"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"list": "sebab", "autocomplete": "off"}),
    )


class CostForm(forms.Form):
    unit_cost = MoneyField(label=gettext_lazy("Harga modal"))


def headings_for(shop: Shop) -> list[str]:
    """What to offer as a shelf heading in this shop."""
    kind = KINDS.get(shop.kind)
    return offered_headings(shop.kind, kind.group if kind else "", headings_of(shop.id))


def _initial(product: MyProductWhole | None) -> dict[str, Any]:
    if product is None:
        return {"unit": "pcs", "low_stock_at": 3, "is_listed": True}
    return {
        "name": product.name,
        "price": product.variants[0].price if product.is_plain else None,
        "unit": product.unit,
        "category": product.category,
        "description": product.description,
        "low_stock_at": product.low_stock_at,
        "is_listed": product.is_listed,
    }
