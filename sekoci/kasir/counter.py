"""What lies on the counter: the goods to tap, what was chosen of them, and what a sale says once it is recorded."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sekoci.catalog.queries import ShelfItem
from sekoci.catalog.rules import Bundle
from sekoci.kasir.actions import SoldLine
from sekoci.kit.errors import Invalid
from sekoci.kit.money import rupiah
from sekoci.orders.queries import LineView
from sekoci.orders.rules import Placed
from sekoci.payments.queries import PaymentView
from sekoci.registry.queries import Shop

WAYS = {"cash": gettext_lazy("tunai"), "qris": "QRIS", "transfer": "transfer"}
"""How a sale was paid, as it is said in a sentence."""


@dataclass(frozen=True, slots=True)
class Good:
    """One thing that can be tapped: a product, or one kind of it (`more`). `pieces` is what was typed of it so far.

    `before` is the ordinary price during a price for a time; `bundle` is the buy n pay m of its `product`.
    """

    field: str
    name: str
    more: str
    price: int
    stock: int
    pieces: str
    before: int | None = None
    product: str = ""
    bundle: Bundle | None = None

    @property
    def most(self) -> int:
        """As many as there are; a number above it is told at once, and may be sold all the same."""
        return max(self.stock, 0)


def goods_of(items: Iterable[ShelfItem], typed: Mapping[str, str]) -> list[Good]:
    """The goods of a page of the shelf, each with what was typed beside it."""
    goods = []
    for item in items:
        for kind in item.variants:
            field = f"n-{item.id.hex}_{kind.id.hex}"
            facts = (kind.price, kind.stock, _pieces(typed, field), kind.before, item.id.hex, item.bundle)
            goods.append(Good(field, item.name, kind.name, *facts))
        if not item.variants:
            field = f"n-{item.id.hex}"
            facts = (item.price, item.stock, _pieces(typed, field), item.before, item.id.hex, item.bundle)
            goods.append(Good(field, item.name, "", *facts))
    return goods


def chosen_products(typed: Mapping[str, str]) -> list[UUID]:
    """The products beside which a number was typed, so that another page of the shelf does not lose them."""
    named = (field[2:].partition("_")[0] for field in typed if field.startswith("n-") and _pieces(typed, field))
    return [_known(each) for each in named if _is_known(each)]


def sold_lines(typed: Mapping[str, str]) -> list[SoldLine]:
    """`n-<product>` or `n-<product>_<variant>` with a quantity: (product, variant or None, quantity, None: the shop's price)."""
    lines: list[SoldLine] = []
    for field in typed:
        if field.startswith("n-") and (pieces := _pieces(typed, field)):
            product, _sep, variant = field[2:].partition("_")
            lines.append((_known(product), _known(variant) if variant else None, _quantity(pieces), None))
    return lines


def said_of(shop: Shop, sold: Placed, method: str, *, is_cashier: bool) -> SafeString:
    """What was recorded, and what to do when it was wrong: an owner opens it, a cashier tells the owner."""
    said = _("Tercatat {amount}, {way}.").format(amount=rupiah(sold.total), way=WAYS.get(method, method))
    if sold.discount:
        said += " " + _("Potongan {amount}.").format(amount=rupiah(sold.discount))
    if is_cashier:
        hint = _("Salah? Sebut kode {code} ke pemilik.").format(code=sold.code)
        return format_html("{} {}", said, hint)
    at = reverse("orders:order", args=[shop.slug, sold.order_id])
    return format_html('{} <a href="{}">{}</a>', said, at, _("Lihat atau batalkan"))


def short_of(shop: Shop, lines: Iterable[LineView], *, is_cashier: bool) -> SafeString:
    """Which goods were recorded as fewer than were sold, with the way to correct them for those who may."""
    short = [line for line in lines if line.shortage]
    if is_cashier:
        names = ", ".join(line.name for line in short)
        return format_html("{}", _("Stok tercatat kurang: {names}. Beri tahu pemilik.").format(names=names))
    each = ((_stock_page(shop, line), line.name, line.shortage) for line in short)
    named = format_html_join(", ", '<a href="{}">{} (−{})</a>', each)  # noqa: RUF001  a minus sign
    return format_html("{} {}", _("Stok tercatat kurang. Betulkan:"), named)


def money_of(payments: Iterable[PaymentView], cash_back: Mapping[UUID, int]) -> list[tuple[object, int]]:
    """What should be there of these, by the way it is held; `cash_back` of a payment left the drawer, however it had come."""
    held: Counter[str] = Counter()
    for payment in payments:
        from_drawer = cash_back.get(payment.id, 0)
        held[payment.method] += payment.left + payment.refunded
        held["cash"] -= from_drawer
        held["back" if payment.method == "cash" else payment.method] -= payment.refunded - from_drawer
    names = {**WAYS, "back": _("dikembalikan dari bank")}
    return [(names[way], held[way]) for way in names if held[way]]


def _stock_page(shop: Shop, line: LineView) -> str:
    return reverse("catalog:variant_stock", args=[shop.slug, line.variant_id])


def _pieces(typed: Mapping[str, str], field: str) -> str:
    pieces = str(typed.get(field, "")).strip()
    return "" if pieces == "0" else pieces


def _is_known(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _known(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid(field="n", why_id="Barang tidak dikenal.", why_en="Unknown product.") from None


def _quantity(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise Invalid(
            field="n",
            why_id=f"Jumlah “{text[:20]}” tidak bisa dipakai. Tulis angka bulat, misalnya 2.",
            why_en=f"“{text[:20]}” is no quantity. Write a whole number, such as 2.",
        )
    return int(text)
