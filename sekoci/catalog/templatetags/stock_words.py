"""Why a stock changed, in words of the stall: `{% load stock_words %}{{ move|told }}`."""

from collections.abc import Sequence

from django import template
from django.utils.translation import gettext

from sekoci.catalog.actions.undoing import SET_BACK
from sekoci.catalog.actions.writing_off import BROUGHT_BACK, REMOVED, WITH_IMPORT
from sekoci.catalog.choices import ChoiceRow
from sekoci.catalog.queries import MoveLine, MyProductWhole, MyVariant
from sekoci.kit.money import rupiah

register = template.Library()


@register.filter
def told(move: MoveLine) -> str:
    """`Terjual 2`, `Koreksi +1: ketemu`, `Harga modal jadi Rp3.000`."""
    pieces = abs(move.on_hand or move.reserved)
    if not pieces and not move.unit_cost and move.reference and (move.kind == "return" or move.note):
        return gettext("Modal barang yang keluar dibetulkan")
    match move.kind:
        case "opening" if not move.reference:
            return gettext("Stok awal %(n)s") % {"n": pieces}
        case "purchase":
            return gettext("Ditambah %(n)s") % {"n": pieces}
        case "reserve":
            return gettext("Dipesan %(n)s") % {"n": pieces}
        case "release":
            return gettext("Batal dipesan %(n)s") % {"n": pieces}
        case "sale":
            return gettext("Terjual %(n)s") % {"n": pieces}
        case "undo":
            return gettext("Pembelian %(n)s dibatalkan") % {"n": pieces}
        case "return":
            return gettext("Dikembalikan %(n)s") % {"n": pieces}
    if not move.on_hand:
        return gettext("Harga modal jadi %(cost)s") % {"cost": rupiah(move.unit_cost)}
    change = (gettext("Stok awal %(n)s") if move.kind == "opening" else gettext("Koreksi %(n)s")) % {"n": signed(move.on_hand)}
    own = {
        REMOVED: gettext("dihapus dari toko"),
        WITH_IMPORT: gettext("dihapus bersama impor"),
        BROUGHT_BACK: gettext("dikembalikan ke toko"),
        SET_BACK: gettext("impor dibatalkan"),
    }
    return f"{change}: {own.get(move.note, move.note)}" if move.note else change


@register.filter
def paid_how(move: MoveLine) -> str:
    """For a purchase: what a piece cost and whose money paid; for what came in otherwise: what a piece cost."""
    if move.kind == "purchase":
        return gettext("%(cost)s satuan, %(from)s") % {"cost": rupiah(move.unit_cost), "from": purse(move.note)}
    if move.kind == "opening" and move.unit_cost:
        return gettext("%(cost)s satuan") % {"cost": rupiah(move.unit_cost)}
    return ""


@register.filter
def purse(paid_from: str) -> str:
    """Whose money paid for a purchase."""
    names = {
        "cash": gettext("uang kas"),
        "bank": gettext("bank atau e-wallet"),
        "owner": gettext("uang pribadi"),
        "supplier": gettext("utang ke pemasok"),
    }
    return names.get(paid_from, paid_from)


@register.filter
def dropped(product: MyProductWhole | None, rows: Sequence[ChoiceRow]) -> list[MyVariant]:
    """The choices of a product that its form no longer has, though pieces of them are left."""
    kept = {row.id for row in rows or ()}
    if not product or product.is_plain or not kept:
        return []
    return [each for each in product.variants if str(each.id) not in kept and each.stock > 0]


@register.filter
def signed(number: int) -> str:
    """`+5`, or a true minus before the number; nothing for 0."""
    return f"+{number}" if number > 0 else f"\u2212{-number}" if number else ""
