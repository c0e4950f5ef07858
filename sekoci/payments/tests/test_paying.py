"""From the ask to the money in the books: by the owner's word or by a notice, once."""

from datetime import UTC, date, datetime

import pytest

from sekoci.books.rules import BANK, CASH, DEPOSITS, QRIS_CLEARING, RECEIVABLE, RETURNS, SUSPENSE
from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import counted, fetch
from sekoci.payments.actions import (
    NotPaid,
    PaymentAsk,
    PaymentEnded,
    RefundKeyUsed,
    RefundTooMuch,
    ask_payments,
    cancel_payments,
    confirm_payments,
    mark_delivered,
    refund_payment,
    settle_payments,
)
from sekoci.payments.rules import BadQris, decode_qris
from sekoci.payments.tests.people import STICKER, ask, entries, notice, notices, payment


@pytest.mark.django_db
class TestAsking:
    def test_waits_and_books_nothing_yet(self, shop):
        waiting = payment(shop, ask(shop, "transfer", 25_000))
        assert (waiting["status"], waiting["settled_by"], waiting["qris"]) == ("waiting", "", "")
        assert entries(shop) == []

    def test_takes_one_statement_for_one_and_for_a_hundred_in_two_shops(self, shop, other_shop):
        asks = [PaymentAsk(here.id, new_id(), "cash", "cash", 5_000) for here in (shop, other_shop) for _ in range(50)]
        with across_businesses():
            for batch in (asks[:1], asks[1:]):
                with counted() as statements:
                    assert len(set(ask_payments(batch))) == len(batch)
                assert len(statements) == 1

    def test_the_owners_sticker_comes_with_the_amount_in_it(self, shop):
        code = decode_qris(payment(shop, ask(shop, "own_qris", 25_000))["qris"])
        assert (code.amount, code.is_static, code.nmid) == ("25000", False, "ID1019123456781")

    def test_a_broken_sticker_refuses_and_nothing_is_asked(self, shop):
        with in_business(shop.id), pytest.raises(BadQris):
            ask_payments([PaymentAsk(shop.id, new_id(), "qris", "own_qris", 25_000, sticker=STICKER[:-1])])
        with in_business(shop.id):
            assert fetch("select 1 from payments_payment") == []

    def test_the_pretend_acquirer_puts_our_reference_into_its_code(self, shop):
        asked = payment(shop, ask(shop, "pretend", 40_000))
        code = decode_qris(asked["qris"])
        assert code.is_qris
        assert (code.amount, code.reference, code.merchant_name) == ("40000", asked["reference"], "SIMULASI SEKOCI")

    def test_money_already_in_hand_is_settled_and_booked_at_once(self, shop):
        with in_business(shop.id), counted() as statements:
            paid = ask(shop, "cash", 7_000, settled_by="owner:1", goods_delivered=True)
        assert len(statements) == 3
        assert payment(shop, paid)["status"] == "settled"
        assert entries(shop) == [("payment", str(paid), CASH, RECEIVABLE, 7_000)]

    def test_nothing_to_pay_is_paid(self, shop):
        assert payment(shop, ask(shop, "own_qris", 0))["status"] == "settled"
        assert entries(shop) == []


@pytest.mark.django_db
class TestTheOwnersWord:
    @pytest.mark.parametrize(("provider", "account"), [("cash", CASH), ("transfer", BANK), ("own_qris", BANK)])
    def test_settles_and_books_where_the_money_lies(self, shop, provider, account):
        waiting = ask(shop, provider)
        assert confirm_payments(shop.id, [waiting], by="owner:1") == [waiting]
        assert payment(shop, waiting)["settled_by"] == "owner:1"
        assert entries(shop) == [("payment", str(waiting), account, DEPOSITS, 25_000)]

    def test_said_twice_is_said_once(self, shop):
        waiting = ask(shop)
        confirm_payments(shop.id, [waiting], by="owner:1")
        assert confirm_payments(shop.id, [waiting], by="owner:2") == []
        assert payment(shop, waiting)["settled_by"] == "owner:1"
        assert len(entries(shop)) == 1

    def test_the_buyer_may_pay_another_way_than_was_asked(self, shop):
        waiting = ask(shop, "pretend")
        confirm_payments(shop.id, [waiting], by="owner:1", paid_with="cash")
        assert (payment(shop, waiting)["method"], entries(shop)[0][2]) == ("cash", CASH)

    def test_after_the_goods_it_pays_a_debt(self, shop):
        order = new_id()
        waiting = ask(shop, order_id=order)
        with in_business(shop.id):
            state = mark_delivered([order])[order]
        assert (state.status, state.kept, state.amount) == ("waiting", 0, 25_000)
        confirm_payments(shop.id, [waiting], by="owner:1")
        assert entries(shop)[0][2:4] == (CASH, RECEIVABLE)

    def test_a_cancelled_one_refuses_all_and_nothing_changed(self, shop):
        order = new_id()
        gone, waiting = ask(shop, order_id=order), ask(shop)
        with in_business(shop.id):
            assert cancel_payments([order])[order].status == "cancelled"
        with pytest.raises(PaymentEnded):
            confirm_payments(shop.id, [waiting, gone], by="owner:1")
        assert payment(shop, waiting)["status"] == "waiting"
        assert entries(shop) == []

    def test_another_shops_payment_is_not_found(self, shop, other_shop):
        theirs = ask(other_shop)
        with pytest.raises(NotFound):
            confirm_payments(shop.id, [theirs], by="owner:1")
        assert payment(other_shop, theirs)["status"] == "waiting"

    def test_takes_the_same_statements_for_one_and_for_many(self, shop):
        counts = []
        for many in (1, 20):
            waiting = [ask(shop) for _ in range(many)]
            with in_business(shop.id), counted() as statements:
                confirm_payments(shop.id, waiting, by="owner:1")
            counts.append(len(statements))
        assert counts == [5, 5]

    def test_the_day_is_the_businesss_own(self, other_shop):
        waiting = ask(other_shop)
        with clock.frozen(datetime(2026, 11, 21, 16, 30, tzinfo=UTC)):
            confirm_payments(other_shop.id, [waiting], by="owner:1")
        with in_business(other_shop.id):
            assert fetch("select day from books_entry") == [(date(2026, 11, 22),)]


@pytest.mark.django_db
class TestANotice:
    def test_settles_books_and_tells(self, shop):
        waiting = ask(shop, "pretend")
        assert [heard.outcome for heard in settle_payments([notice(waiting)])] == ["settled"]
        assert payment(shop, waiting)["settled_by"] == "notice:pretend"
        assert entries(shop) == [("payment", str(waiting), QRIS_CLEARING, DEPOSITS, 25_000)]
        assert fetch("select payload->'payment_ids' from kit_event where name = 'PaymentsSettled'") == [(f'["{waiting}"]',)]

    def test_ten_times_is_once(self, shop):
        waiting = ask(shop, "pretend")
        first = settle_payments([notice(waiting)] * 3)
        assert [heard.is_new for heard in first] == [True, True, True]
        again = settle_payments([notice(waiting)] * 7)
        assert {(heard.outcome, heard.is_new) for heard in again} == {("settled", False)}
        assert len(entries(shop)) == len(notices(shop)) == 1

    @pytest.mark.parametrize("amount", [24_999, 25_001, 1, 2_500_000])
    def test_of_another_amount_settles_nothing_and_waits_for_review(self, shop, amount):
        waiting = ask(shop, "pretend")
        assert settle_payments([notice(waiting, amount)])[0].outcome == "different"
        assert payment(shop, waiting)["status"] == "waiting"
        assert entries(shop)[0][2:] == (QRIS_CLEARING, SUSPENSE, amount)
        assert notices(shop) == [("different", amount)]

    def test_after_the_end_of_the_order_is_kept_and_its_money_booked_apart(self, shop):
        order = new_id()
        waiting = ask(shop, "pretend", order_id=order)
        with in_business(shop.id):
            cancel_payments([order])
        assert settle_payments([notice(waiting)])[0].outcome == "cancelled"
        assert payment(shop, waiting)["status"] == "cancelled"
        assert entries(shop)[0][2:] == (QRIS_CLEARING, SUSPENSE, 25_000)
        assert fetch("select payload->>'outcomes' from kit_event where name = 'MoneyNeedsReview'") == [('["cancelled"]',)]

    def test_of_money_that_came_twice_is_kept_and_booked_apart(self, shop):
        waiting = ask(shop, "pretend")
        heard = settle_payments([notice(waiting, event="one"), notice(waiting, event="two")])
        assert [each.outcome for each in heard] == ["settled", "repeated"]
        assert [entry[3:] for entry in entries(shop)] == [(DEPOSITS, 25_000), (SUSPENSE, 25_000)]

    def test_bears_out_what_the_owner_said_before(self, shop):
        waiting = ask(shop, "pretend")
        confirm_payments(shop.id, [waiting], by="owner:1")
        assert settle_payments([notice(waiting)])[0].outcome == "settled"
        assert payment(shop, waiting)["settled_by"] == "notice:pretend"
        assert len(entries(shop)) == 1

    def test_of_qris_money_after_the_buyer_paid_cash_is_paid_twice(self, shop):
        waiting = ask(shop, "pretend")
        confirm_payments(shop.id, [waiting], by="owner:1", paid_with="cash")
        assert settle_payments([notice(waiting)])[0].outcome == "repeated"
        assert [entry[2:4] for entry in entries(shop)] == [(CASH, DEPOSITS), (QRIS_CLEARING, SUSPENSE)]

    def test_of_a_payment_nobody_knows_or_of_another_provider_is_kept_for_the_operator(self, shop):
        by_cash = ask(shop, "cash")
        heard = settle_payments([notice(new_id(), event="a"), notice(by_cash, event="b"), notice(None, reference="?", event="c")])
        assert {each.outcome for each in heard} == {"unknown"}
        assert payment(shop, by_cash)["status"] == "waiting"
        assert notices(shop) == []
        with across_businesses():
            assert fetch("select count(*) from payments_notice where outcome = 'unknown' and business_id is null") == [(3,)]

    def test_that_moves_no_money_is_only_written_down(self, shop):
        waiting = ask(shop, "pretend")
        settle_payments([notice(waiting, event="p", is_paid=False)])
        settle_payments([notice(waiting), notice(waiting, event="q", is_paid=False)])
        assert payment(shop, waiting)["status"] == "settled"
        assert sorted(outcome for outcome, _ in notices(shop)) == ["noted", "noted", "settled"]

    def test_takes_the_same_statements_for_one_and_for_many_shops(self, shop, other_shop):
        counts = []
        for many in (1, 15):
            news = [notice(ask(here, "pretend")) for here in (shop, other_shop) for _ in range(many)]
            with across_businesses(), counted() as statements:
                settle_payments(news)
            counts.append(len(statements))
        assert counts == [6, 6]


@pytest.mark.django_db
class TestGivingBack:
    def paid(self, shop, **more):
        waiting = ask(shop, "cash", **more)
        confirm_payments(shop.id, [waiting], by="owner:1")
        return waiting

    def back(self, shop, of, amount, *, key="k", paid_from="cash"):
        return refund_payment(shop.id, of, amount, key=key, paid_from=paid_from, by="owner:1", reason="Barang rusak")

    def test_in_part_and_then_wholly(self, shop):
        paid = self.paid(shop)
        assert self.back(shop, paid, 10_000, key="a").kept == 15_000
        assert payment(shop, paid)["status"] == "settled"
        assert self.back(shop, paid, 15_000, key="b", paid_from="bank").kept == 0
        assert payment(shop, paid)["status"] == "refunded"
        assert [entry[2:] for entry in entries(shop)[1:]] == [(DEPOSITS, CASH, 10_000), (DEPOSITS, BANK, 15_000)]

    def test_of_goods_delivered_is_a_return(self, shop):
        order = new_id()
        paid = self.paid(shop, order_id=order)
        with in_business(shop.id):
            assert mark_delivered([order])[order].kept == 25_000
        self.back(shop, paid, 25_000)
        assert entries(shop)[1][2:] == (RETURNS, CASH, 25_000)

    def test_twice_with_one_key_is_once(self, shop):
        paid = self.paid(shop)
        first, second = self.back(shop, paid, 10_000), self.back(shop, paid, 10_000)
        assert (first.refund_id, second.is_new) == (second.refund_id, False)
        with pytest.raises(RefundKeyUsed):
            self.back(shop, paid, 9_000)
        assert len(entries(shop)) == 2

    def test_refuses_more_than_came_and_nothing_changed(self, shop):
        paid, waiting = self.paid(shop), ask(shop)
        self.back(shop, paid, 20_000)
        with pytest.raises(RefundTooMuch, match=r"Rp5\.000"):
            self.back(shop, paid, 5_001, key="b")
        with pytest.raises(NotPaid):
            self.back(shop, waiting, 1, key="c")
        with pytest.raises(NotFound):
            self.back(shop, new_id(), 1, key="d")
        for amount, purse in ((0, "cash"), (-5, "cash"), (5, "gold")):
            with pytest.raises(Invalid):
                self.back(shop, paid, amount, key="e", paid_from=purse)
        assert len(entries(shop)) == 2
        with in_business(shop.id):
            assert fetch("select count(*) from payments_refund") == [(1,)]
            assert cancel_payments([payment(shop, paid)["order_id"]]).popitem()[1].kept == 5_000
