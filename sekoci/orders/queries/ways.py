"""How a shop can be paid."""

from django.conf import settings

from sekoci.payments.queries import has_sticker
from sekoci.registry.queries import Shop


def ways_to_pay(shop: Shop) -> dict[str, str]:
    """How this shop can be paid, and who tells us of the money: method -> provider. One statement."""
    sticker = has_sticker(shop.id)
    ways = {method: provider_for_method(shop, method, has_sticker=sticker) for method in ("qris", "transfer", "cash")}
    return {method: provider for method, provider in ways.items() if provider}


def provider_for_method(shop: Shop, method: str, *, has_sticker: bool) -> str | None:
    """Who tells us of money that comes by `method`; None where the shop does not take it.

    The pretend acquirer stands in where there is no sticker, in development and for demo shops, and is named so on screen.
    """
    if method == "cash":
        return "cash" if shop.accepts_cash else None
    if method == "transfer":
        return "transfer" if shop.bank_account else None
    if method == "qris":
        if has_sticker:
            return "own_qris"
        return "pretend" if settings.PRETEND_SECRET and (settings.DEVELOPMENT or shop.is_demo) else None
    return None
