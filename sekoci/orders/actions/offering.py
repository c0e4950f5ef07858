"""What shops offer at the moment of ordering: read once for a whole batch."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sekoci.delivery.queries import Quote, quotes_for
from sekoci.kit.errors import NotFound, Refusal
from sekoci.orders.queries import provider_for_method
from sekoci.orders.rules import FeeChanged, OrderDraft
from sekoci.payments.queries import stickers_of
from sekoci.registry.queries import Shop, shops_of


class WayNotOffered(Refusal):
    code, status = "way_not_offered", 422
    id = "Toko ini tidak menyediakan cara itu. Pilih cara lain."
    en = "This shop does not offer that. Choose another way."


@dataclass(frozen=True)
class Offers:
    """The public shops in which buyers order, and the static QRIS codes that the batch needs, by business; what deliveries
    cost by (business, area), where a shop has terms for that."""

    shops: dict[int, Shop]
    stickers: dict[int, str]
    quotes: dict[tuple[int, str], Quote]

    def complete(self, draft: OrderDraft) -> OrderDraft:
        """A buyer's draft with the shop's provider and delivery fee; the Refusal where the shop does not offer that."""
        if not draft.at_shop:
            return draft
        shop = self.shops.get(draft.business_id)
        if shop is None or not shop.has_public_shop:
            raise NotFound()
        if not {"pickup": shop.offers_pickup, "delivery": shop.offers_delivery}.get(draft.fulfilment, False):
            raise WayNotOffered(field="fulfilment")
        provider = provider_for_method(shop, draft.method, has_sticker=shop.id in self.stickers)
        if provider is None:
            raise WayNotOffered(field="payment")
        if draft.fulfilment != "delivery":
            return replace(draft, provider=provider)
        if quote := self.quotes.get((shop.id, draft.asked_area)):
            area = quote.where.code if quote.where else ""
            return replace(draft, provider=provider, area=area, fee_for=_fee_by(quote, shop, draft.expected_fee))
        if draft.expected_fee not in (None, shop.delivery_fee):
            raise FeeChanged(before=draft.expected_fee or 0, now=shop.delivery_fee)
        return replace(draft, provider=provider, delivery_fee=shop.delivery_fee)


def offers_for(drafts: Sequence[OrderDraft]) -> Offers:
    """One statement where buyers order at shops, one more where anything is to be paid by the owner's own QRIS, one more where a
    shop that is to deliver has terms for that."""
    businesses = {draft.business_id for draft in drafts if draft.at_shop}
    shown_a_code = [draft for draft in drafts if not draft.over_the_counter]
    stickers = {
        draft.business_id for draft in shown_a_code if draft.provider == "own_qris" or (draft.at_shop and draft.method == "qris")
    }
    shops = shops_of(businesses) if businesses else {}
    delivered = [draft for draft in drafts if draft.at_shop and draft.fulfilment == "delivery"]
    by_terms = {(each.business_id, each.asked_area) for each in delivered if _has_terms(shops.get(each.business_id))}
    return Offers(shops, stickers_of(stickers) if stickers else {}, quotes_for(by_terms))


def _has_terms(shop: Shop | None) -> bool:
    return shop is not None and bool(shop.delivery_way)


def _fee_by(quote: Quote, shop: Shop, shown: int | None) -> Callable[[int], int]:
    """The fee for goods of a total, where it is still the one that was shown."""

    def fee(total: int) -> int:
        now = quote.fee(shop, total)
        if shown not in (None, now):
            raise FeeChanged(before=shown or 0, now=now)
        return now

    return fee
