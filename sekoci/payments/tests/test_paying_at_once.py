"""The same money from many sides at the same moment: once in the books, and no more given back than came."""

from functools import partial

from sekoci.books.rules import DEPOSITS
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.payments.actions import RefundTooMuch, cancel_payments, confirm_payments, refund_payment, settle_payments
from sekoci.payments.tests.people import ask, entries, notice, notices, payment
from tests.crowd import at_once


def test_fifty_equal_notices_at_once_settle_once_and_land_in_the_books_once(committed, shop):
    waiting = ask(shop, "pretend")
    heard = at_once([lambda: settle_payments([notice(waiting)])[0]] * 50)
    assert {each.outcome for each in heard} == {"settled"}
    assert sum(each.is_new for each in heard) == 1
    assert len(entries(shop)) == len(notices(shop)) == 1


def test_the_owner_and_a_notice_at_once_book_it_once(committed, shop):
    waiting = [ask(shop, "pretend") for _ in range(20)]

    def one(number):
        if number % 2:
            settle_payments([notice(waiting[number // 2])])
        else:
            confirm_payments(shop.id, [waiting[number // 2]], by="owner:1")

    answers = at_once([partial(one, number) for number in range(40)])
    assert [answer for answer in answers if answer is not None] == []
    assert [payment(shop, each)["status"] for each in waiting] == ["settled"] * 20
    assert [entry[3] for entry in entries(shop)] == [DEPOSITS] * 20


def test_a_notice_in_the_moment_the_order_ends_is_paid_or_kept_for_review(committed, shop):
    orders = [new_id() for _ in range(30)]
    waiting = [ask(shop, "pretend", order_id=order) for order in orders]

    def one(number):
        if number % 2:
            return settle_payments([notice(waiting[number // 2])])[0].outcome
        with in_business(shop.id):
            return cancel_payments([orders[number // 2]])[orders[number // 2]].status

    answers = at_once([partial(one, number) for number in range(60)])
    for number, each in enumerate(waiting):
        ended, heard = answers[2 * number], answers[2 * number + 1]
        assert (ended, heard) in (("cancelled", "cancelled"), ("settled", "settled"))
        assert payment(shop, each)["status"] == ended
    assert len(entries(shop)) == 30


def test_refunds_at_once_never_give_back_more_than_came(committed, shop):
    paid = ask(shop, "cash", 10_000)
    confirm_payments(shop.id, [paid], by="owner:1")

    def one(number):
        try:
            return refund_payment(shop.id, paid, 3_000, key=f"k{number}", paid_from="cash", by="owner:1").amount
        except RefundTooMuch:
            return 0

    assert sorted(at_once([partial(one, number) for number in range(12)])) == [0] * 9 + [3_000] * 3
    assert len(entries(shop)) == 4
