"""What buyers of the demo say of what they had, what the owner answers, and the discounts that run today."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from sekoci.catalog.actions import DiscountDraft, make_discount
from sekoci.kit import clock
from sekoci.operations.demo.opening import Opened
from sekoci.orders.queries import OrderView, orders_of
from sekoci.reviews.actions import answer_review, write_reviews
from sekoci.reviews.queries import reviews_of_order
from sekoci.reviews.rules import ReviewDraft, may_be_reviewed

SAID = (
    (5, "Enak sekali, pasti pesan lagi."), (5, "Masih hangat waktu sampai."), (5, "Penjualnya ramah, barangnya rapi."),
    (5, "Anak-anak suka."), (5, ""), (4, "Enak, porsinya pas."), (4, "Sesuai foto. Bungkusnya rapi."), (4, ""),
    (3, "Lumayan, agak lama menunggu."), (3, "Rasanya biasa saja, harganya murah."),
)  # fmt: skip
"""None so low that the owner would get a message: the demo tells nobody."""
ANSWERS = {5: "Terima kasih banyak, ditunggu pesanan berikutnya.", 3: "Maaf ya. Lain kali kami siapkan lebih cepat."}
HALF_A_DAY = timedelta(hours=12)


def look_back(opened: Opened, dice: Random, now: datetime) -> None:
    """Every third buyer of the latest orders says how it was, half a day later; the owner answers some."""
    most = 60 if opened.plan.is_shown else 15
    ways = ("pickup", "delivery")
    pages = [orders_of(opened.business_id, states=("completed",), fulfilment=way, limit=most) for way in ways]
    done = [each for page in pages for each in page.items]
    for order in sorted(done, key=lambda each: each.placed_at):
        at = order.placed_at + HALF_A_DAY
        if at < now and may_be_reviewed(order) and dice.random() < 0.35:
            with clock.frozen(at):
                _say(order, dice)


def lower_prices(opened: Opened, dice: Random, now: datetime) -> None:
    """The shown shop has one discount of each kind, some of the others a price for a time."""
    plain = [(good, product) for good, product in opened.goods if not good.sizes and not good.mood]
    if not plain or not (opened.plan.is_shown or dice.random() < 0.35):
        return
    began, ends = now - timedelta(hours=2), now + timedelta(days=5)
    good, product = plain[0]
    price = max(good.cost, good.price * 85 // 100 // 500 * 500)
    if price < good.price:
        make_discount(opened.business_id, DiscountDraft("price", began, ends, product_id=product, amount=price))
    if opened.plan.is_shown:
        cheap = min(plain[1:], key=lambda each: each[0].price)[1]
        make_discount(opened.business_id, DiscountDraft("bundle", began, product_id=cheap, buy=3, pay=2))
        voucher = DiscountDraft(
            "voucher", began, ends, percent=1_000, ceiling=10_000, code="MELATI10", minimum=40_000, most_uses=100, per_phone=1
        )
        make_discount(opened.business_id, voucher)


def _say(order: OrderView, dice: Random) -> None:
    drafts: dict[UUID, ReviewDraft] = {}
    for line in order.lines:
        if line.product_id:
            stars, text = dice.choice(SAID)
            drafts[line.product_id] = ReviewDraft(line.product_id, stars, text)
    if not drafts or not write_reviews(order, list(drafts.values())):
        return
    for review in reviews_of_order(order.business_id, order.id).values():
        if review.text and review.stars in ANSWERS and dice.random() < 0.5:
            answer_review(order.business_id, review.id, ANSWERS[review.stars])
