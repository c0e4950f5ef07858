"""Who gets what is left, and at which price. No database, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from sekoci.catalog.rules import Discount, Price, Priced, Vouchers, bundle_of, discounts_on, price_of
from sekoci.kit.errors import Invalid
from sekoci.kit.money import MOST
from sekoci.orders.rules.drafts import Grant, LineDraft, OrderDraft, PlacedLine, check_draft
from sekoci.orders.rules.refusals import (
    ChooseVariant,
    DiscountChanged,
    NotItsVariant,
    Repriced,
    SoldOut,
    TooMuchOff,
    UnknownProduct,
    VoucherNotSeen,
    dots,
)


class Offer(Protocol):
    """What the shelf has of one variant (catalog's ForSale): locked, so that what is said of it stays true."""

    @property
    def business_id(self) -> int: ...
    @property
    def variant_id(self) -> UUID: ...
    @property
    def product_id(self) -> UUID: ...
    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def price(self) -> int: ...
    @property
    def on_hand(self) -> int: ...
    @property
    def reserved(self) -> int: ...
    @property
    def is_sold(self) -> bool: ...
    @property
    def discounts(self) -> Sequence[Discount]: ...


Item = TypeVar("Item", bound=Offer)


@dataclass
class Shelf(Generic[Item]):
    """What is left of goods and vouchers at `at`, while drafts are granted one after the other, in order of arrival."""

    offers: Mapping[UUID, Sequence[Item]]
    at: datetime
    vouchers: Vouchers = field(default_factory=Vouchers)
    left: dict[UUID, int] = field(default_factory=dict)

    def grant(self, draft: OrderDraft) -> Grant:
        """Grant the whole draft or raise its Refusal; only a granted draft takes from what is left."""
        check_draft(draft)
        taken: dict[UUID, int] = {}
        lines = tuple(self._line(draft, line, taken, f"lines.{place}") for place, line in enumerate(draft.lines))
        fee = draft.delivery_fee if draft.fulfilment == "delivery" else 0
        if sum(line.total for line in lines) + fee > MOST:
            raise Invalid(field="lines", why_id="Jumlah uangnya terlalu besar.", why_en="The total is too large.")
        grant = self._discounted(draft, lines)
        if draft.fulfilment == "delivery":
            grant = replace(grant, fee=draft.fee_for(grant.goods) if draft.fee_for else draft.delivery_fee)
        for variant_id, pieces in taken.items():
            self.left[variant_id] -= pieces
        if grant.voucher:
            self.vouchers.take(grant.voucher, draft.buyer_phone)
        return grant

    def _discounted(self, draft: OrderDraft, lines: tuple[PlacedLine, ...]) -> Grant:
        """The lines with what is taken off them. A draft to which nothing applies costs a look at its offers."""
        at = draft.placed_at or self.at
        found = {line.product_id: self.offers[line.product_id][0].discounts for line in lines if line.product_id}
        voucher = self.vouchers.find(draft.business_id, draft.voucher, draft.buyer_phone, at) if draft.voucher else None
        grant = Grant(lines)
        if voucher or draft.by_hand or any(found.values()):
            stands = [draft.when_short != "refuse" and asked.expected_price is not None for asked in draft.lines]
            priced = [self._priced(line, at, stands=fixed) for line, fixed in zip(lines, stands, strict=True)]
            given = discounts_on(priced, voucher, by_hand=draft.by_hand)
            by_hand = sum(part.amount for part in given.parts if part.kind == "seller")
            if by_hand < draft.by_hand:
                raise TooMuchOff(most=by_hand)
            pairs = zip(lines, given.lines, strict=True)
            grant = Grant(tuple(replace(line, discount=off) if off else line for line, off in pairs), given.parts, voucher)
        shown = draft.expected_discount
        if shown not in (None, grant.discount):
            refusal = VoucherNotSeen if voucher and grant.discount > (shown or 0) else DiscountChanged
            raise refusal(before=shown or 0, now=grant.discount)
        return grant

    def _priced(self, line: PlacedLine, at: datetime, *, stands: bool) -> Priced:
        if line.product_id is None or stands:
            return Priced(line.unit_price, line.quantity)
        offer = self.offers[line.product_id][0]
        name = offer.name.split(" - ")[0]
        return Priced(line.unit_price, line.quantity, line.product_id, name, bundle_of(offer.discounts, at))

    def _line(self, draft: OrderDraft, line: LineDraft, taken: dict[UUID, int], at: str) -> PlacedLine:
        if line.product_id is None:
            return PlacedLine(None, None, line.name, "", line.unit_price, line.quantity, 0)
        offer, price = self._offer(draft, line, line.product_id, at)
        left = self.left.setdefault(offer.variant_id, offer.on_hand - offer.reserved)
        grant = min(left - taken.get(offer.variant_id, 0), line.quantity)
        if grant < line.quantity and draft.when_short == "refuse":
            said = {"product": str(offer.product_id), "variant": str(offer.variant_id), "name": offer.name}
            raise SoldOut(field=f"{at}.quantity", left=left, **said)
        taken[offer.variant_id] = taken.get(offer.variant_id, 0) + grant
        if line.expected_price is not None and draft.when_short != "refuse" and line.expected_price != price.now:
            price = Price(line.expected_price)  # what was charged where it happened
        return PlacedLine(
            offer.product_id, offer.variant_id, offer.name, offer.unit, price.now, line.quantity, grant, line.quantity - grant,
            before=price.before,
        )  # fmt: skip

    def _offer(self, draft: OrderDraft, line: LineDraft, product_id: UUID, at: str) -> tuple[Item, Price]:
        happened = draft.when_short == "keep_and_flag"
        known = [offer for offer in self.offers.get(product_id, ()) if offer.business_id == draft.business_id]
        sold = [offer for offer in known if offer.is_sold or happened]
        offers = [offer for offer in sold if line.variant_id in (None, offer.variant_id)]
        if not sold or (not offers and any(offer.variant_id == line.variant_id for offer in known)):
            raise UnknownProduct(field=f"{at}.product", product=str(product_id))
        if len(offers) != 1:
            refusal = ChooseVariant if offers else NotItsVariant
            raise refusal(field=f"{at}.variant", product=str(product_id), name=sold[0].name.split(" - ")[0])
        offer = offers[0]
        price = Price(offer.price)
        if offer.discounts:
            price = price_of(offer.variant_id, offer.price, offer.discounts, draft.placed_at or self.at)
        if line.expected_price not in (None, price.now) and not happened:
            prices = {"before": dots(line.expected_price or 0), "now": dots(price.now)}
            raise Repriced(field=at, product=str(product_id), name=offer.name, **prices)
        return offer, price
