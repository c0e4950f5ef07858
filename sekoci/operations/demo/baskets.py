"""What people take home: drafts of orders from what is on the shelf this morning."""

from dataclasses import dataclass
from functools import partial
from random import Random
from uuid import UUID

from sekoci.catalog.queries import stock_list
from sekoci.delivery.queries import start_of, terms_of
from sekoci.delivery.rules import OutOfReach, Where, fee_of, place_fee
from sekoci.operations.demo.opening import Opened
from sekoci.operations.demo.people import NOTES, address, buyer
from sekoci.operations.demo.plans import Good, Size
from sekoci.operations.demo.rhythm import Visit
from sekoci.orders.queries import ways_to_pay
from sekoci.orders.rules import LineDraft, OrderDraft
from sekoci.registry.queries import Shop, places_within, shop_of

KEPT = 2
"""Pieces of a product that shall be low today that nobody gets any more."""


@dataclass
class Shelved:
    """A variant on the shelf; `left` is what nobody took yet since this morning."""

    good: Good
    size: Size
    product_id: UUID
    variant_id: UUID
    on_hand: int
    left: int

    @property
    def to_give(self) -> int:
        return self.left - KEPT if self.good.mood == "low" else self.left


class Baskets:
    """Fills baskets of one shop. Call `look` every morning."""

    def __init__(self, opened: Opened, dice: Random) -> None:
        self.shop, self.dice = opened, dice
        self.shelf: list[Shelved] = []
        shop = shop_of(opened.business_id)
        assert shop is not None
        self.ways = {"cash": "cash", "transfer": "cash", "qris": "cash"} | ways_to_pay(shop)
        self.delivers, self.fee = shop.offers_delivery, shop.delivery_fee
        self.terms, self.start = terms_of(shop), start_of(shop)
        self.villages = [Where(each.code, each.name, each.level, each.point) for each in places_within(shop.area_code[:5])]
        self.villages = [village for village in self.villages if village.level > 3 and self._reaches(shop, village)]

    def look(self) -> None:
        """See what is on the shelf; two statements."""
        plans = {product_id: good for good, product_id in self.shop.goods}
        self.shelf = []
        for line in stock_list(self.shop.business_id, limit=200).items:
            good = plans[line.product_id]
            [size] = [size for size in good.sold_as() if size.name == line.variant]
            self.shelf.append(Shelved(good, size, line.product_id, line.variant_id, line.on_hand, line.stock))

    def at_the_counter(self, visit: Visit, key: str) -> OrderDraft:
        """A sale on the spot: mostly cash, now and then an amount without a name."""
        lines = self._lines()
        if not lines or self.dice.random() < 0.04:
            lines = (LineDraft(1, name="Jual bebas", unit_price=self.dice.randrange(4, 30) * 1_000),)
        return self._sale(visit, key, lines)

    def the_rest(self, visit: Visit, key: str) -> OrderDraft | None:
        """Somebody takes all that is left of what shall be sold out or low today."""
        lines = []
        for each in self.shelf:
            if each.good.mood and each.to_give > 0:
                lines.append(LineDraft(each.to_give, product_id=each.product_id, variant_id=each.variant_id))
                each.left -= each.to_give
        return self._sale(visit, key, tuple(lines)) if lines else None

    def online(self, visit: Visit, key: str) -> OrderDraft | None:
        """An order by the shop page; None when there is nothing left to order."""
        lines = self._lines()
        if not lines:
            return None
        who = buyer(self.dice)
        delivered = self.delivers and (self.dice.random() < 0.45 or visit.halt in ("accepted", "packed"))
        method = self._method(visit.fate)
        lots = Random(key)  # noqa: S311  invented addresses; of their own, so that the rest of the story stays as it is
        to = lots.choice(self.villages) if delivered and self.villages else None
        where = f"{address(self.dice)}{f', {to.name}' if to else ''}" if delivered else ""
        asks = self.terms.asks_where and to is not None
        return OrderDraft(
            business_id=self.shop.business_id,
            source="shop",
            source_key=key,
            lines=lines,
            method=method,
            provider=self.ways[method],
            fulfilment="delivery" if delivered else "pickup",
            buyer_name=who.name,
            buyer_phone=who.phone,
            address=where,
            area=to.code if asks and to else "",
            fee_for=partial(self._fee, to) if asks else None,
            note=self.dice.choice(NOTES),
            delivery_fee=self.fee,
            placed_at=visit.at,
        )

    def _reaches(self, shop: Shop, village: Where) -> bool:
        """Whether it delivers there; with one price everybody lives nearby."""
        if not self.terms.asks_where:
            return village.code.startswith(f"{shop.area_code[:8]}.")
        try:
            place_fee(self.terms, village, self.start)
        except OutOfReach:
            return False
        return True

    def _fee(self, to: Where | None, total: int) -> int:
        return fee_of(self.terms, total=total, where=to, start=self.start)

    def _sale(self, visit: Visit, key: str, lines: tuple[LineDraft, ...]) -> OrderDraft:
        [way] = self.dice.choices(("cash", "qris", "transfer"), (76, 20, 4))
        method = "cash" if self.ways[way] == "cash" else way
        return OrderDraft(
            business_id=self.shop.business_id,
            source="counter",
            source_key=key,
            lines=lines,
            method=method,
            provider=self.ways[method],
            fulfilment="counter",
            when_short="keep_and_flag",
            over_the_counter=True,
            placed_at=visit.at,
            by=self.shop.by,
        )

    def _method(self, fate: str) -> str:
        weights = {"expired": (0, 40, 60), "credit": (1, 0, 0), "debt": (1, 0, 0)}.get(fate, (38, 20, 42))
        [method] = self.dice.choices(("cash", "transfer", "qris"), weights)
        return "cash" if self.ways[method] == "cash" else method

    def _lines(self) -> tuple[LineDraft, ...]:
        """One to three things that are there, dear ones singly."""
        lines = []
        there = [each for each in self.shelf if each.to_give > 0]
        for _ in range(self.dice.choices((1, 2, 3), (58, 30, 12))[0]):
            if not there:
                break
            [chosen] = self.dice.choices(there, [each.good.weight / len(each.good.sold_as()) for each in there])
            there = [each for each in there if each.product_id != chosen.product_id]
            wanted = self._pieces(chosen.size.price)
            pieces = min(wanted, chosen.to_give)
            chosen.left -= pieces
            lines.append(LineDraft(pieces, product_id=chosen.product_id, variant_id=chosen.variant_id))
        return tuple(lines)

    def _pieces(self, price: int) -> int:
        if price >= 60_000:
            return 1
        if price >= 10_000:
            return self.dice.choices((1, 2, 3), (62, 28, 10))[0]
        return self.dice.choices((1, 2, 3, 4, 5, 10), (25, 28, 16, 12, 14, 5))[0]
