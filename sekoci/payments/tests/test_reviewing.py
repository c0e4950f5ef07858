"""Money that fits nothing stays in the books and in view until the owner has said what it was."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from sekoci.books.queries import money_between
from sekoci.books.rules import BANK, CASH, DEPOSITS, OTHER_INCOME, QRIS_CLEARING, RETURNS, SUSPENSE
from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.payments.actions import (
    CannotAccept,
    NothingToReview,
    cancel_payments,
    refund_payment,
    review_notice,
    settle_payments,
)
from sekoci.payments.queries import NoticeFilter, count_to_review, notices_of, problems, strangers
from sekoci.payments.tests.people import ask, entries, notice, payment

pytestmark = pytest.mark.django_db


def doubtful(shop, amount):
    """A payment of 25.000 that waits, and a notice of another amount for it."""
    waiting = ask(shop, "pretend")
    return waiting, settle_payments([notice(waiting, amount)])[0].notice_id


def late(shop):
    order = new_id()
    waiting = ask(shop, "pretend", order_id=order)
    with in_business(shop.id):
        cancel_payments([order])
    return waiting, settle_payments([notice(waiting)])[0].notice_id


def say(shop, notice_id, what, **more):
    return review_notice(shop.id, notice_id, as_=what, by="owner:1", **more)


def suspense(shop):
    today = clock.day_in(shop.zone)
    return money_between(shop.id, today, today).balances[SUSPENSE]


def all_is_well():
    return [each for each in problems() if each.wrong] == []


def test_too_little_taken_as_the_payment_gives_a_discount(shop):
    waiting, doubt = doubtful(shop, 20_000)
    assert (suspense(shop), count_to_review(shop.id)) == (20_000, 1)
    assert say(shop, doubt, "accepted")
    assert payment(shop, waiting)["status"] == "settled"
    assert [entry[2:] for entry in entries(shop)] == [
        (QRIS_CLEARING, SUSPENSE, 20_000),
        (SUSPENSE, DEPOSITS, 20_000),
        (RETURNS, DEPOSITS, 5_000),
    ]
    assert (suspense(shop), count_to_review(shop.id)) == (0, 0)
    assert all_is_well()


def test_too_much_taken_as_the_payment_leaves_other_income(shop):
    _, doubt = doubtful(shop, 30_000)
    say(shop, doubt, "accepted")
    assert [entry[2:] for entry in entries(shop)[1:]] == [(SUSPENSE, DEPOSITS, 25_000), (SUSPENSE, OTHER_INCOME, 5_000)]
    assert all_is_well()


def test_money_that_came_after_the_end_goes_back_or_is_kept(shop):
    (_, first), (_, second) = late(shop), late(shop)
    say(shop, first, "returned", paid_from="bank")
    say(shop, second, "kept")
    assert [entry[2:4] for entry in entries(shop)[2:]] == [(SUSPENSE, BANK), (SUSPENSE, OTHER_INCOME)]
    assert suspense(shop) == 0
    assert all_is_well()


def test_said_twice_is_said_once_and_cannot_be_said_otherwise(shop):
    _, doubt = late(shop)
    assert say(shop, doubt, "returned")
    assert not say(shop, doubt, "returned")
    with pytest.raises(NothingToReview):
        say(shop, doubt, "kept")
    assert [entry[2:4] for entry in entries(shop)] == [(QRIS_CLEARING, SUSPENSE), (SUSPENSE, CASH)]


def test_refuses_and_nothing_changed(shop, other_shop):
    waiting, ended = late(shop)
    with pytest.raises(CannotAccept):
        say(shop, ended, "accepted")
    _, theirs = doubtful(other_shop, 1)
    with pytest.raises(NotFound):
        say(shop, theirs, "kept")
    with pytest.raises(Invalid):
        say(shop, ended, "eaten")
    with pytest.raises(Invalid):
        say(shop, ended, "returned", paid_from="gold")
    assert payment(shop, waiting)["status"] == "cancelled"
    assert count_to_review(shop.id) == 1
    settled = settle_payments([notice(ask(shop, "pretend"))])[0].notice_id
    with pytest.raises(NothingToReview):
        say(shop, settled, "kept")


def test_the_list_shows_what_is_open_and_what_to_do_with_it(shop):
    doubtful(shop, 20_000)
    late(shop)
    waiting = ask(shop, "pretend")
    settle_payments([notice(waiting), notice(waiting, event="again"), notice(None, reference="x", event="stranger")])
    rows = notices_of(shop.id, NoticeFilter()).rows
    assert {(row.outcome, row.can_be_accepted) for row in rows} == {
        ("different", True),
        ("cancelled", False),
        ("repeated", False),
    }
    assert {row.order_code for row in rows} == {"S-7K3FQ"}
    assert [row.outcome for row in notices_of(shop.id, NoticeFilter(show="settled")).rows] == ["settled"]
    assert [row.amount for row in notices_of(shop.id, NoticeFilter(show="all", order="biggest")).rows][-1] == 20_000
    page = notices_of(shop.id, NoticeFilter(show="all"), limit=3)
    assert (len(page.rows), page.more) == (3, True)
    assert [row.reference for row in strangers()] == ["x"]


def test_a_second_sum_of_one_transaction_can_only_be_ticked_off(shop):
    waiting = ask(shop, "pretend")
    first, second = settle_payments([notice(waiting), notice(waiting, 99_999)])
    for what in ("accepted", "returned", "kept"):
        with pytest.raises(NothingToReview):
            say(shop, second.notice_id, what)
    with pytest.raises(NothingToReview):
        say(shop, first.notice_id, "seen")
    assert [(row.contradicts, row.can_be_accepted) for row in notices_of(shop.id, NoticeFilter()).rows] == [(True, False)]
    assert (say(shop, second.notice_id, "seen"), say(shop, second.notice_id, "seen")) == (True, False)
    assert (count_to_review(shop.id), len(entries(shop))) == (0, 1)
    assert all_is_well()


def test_doubtful_money_cannot_be_only_ticked_off(shop):
    _, doubt = doubtful(shop, 20_000)
    with pytest.raises(NothingToReview):
        say(shop, doubt, "seen")
    assert suspense(shop) == 20_000


@pytest.mark.parametrize("seed", range(4))
def test_four_hundred_late_short_over_and_double_payments_are_all_in_view_and_explained(shop, seed):
    """Experiment E30: 100 % in a review list; the suspense account explains every rupiah."""
    expected = 0
    for number in range(100):
        kind, amount = (number + seed) % 4, 10_000 + number
        order = new_id()
        waiting = ask(shop, "pretend", amount, order_id=order)
        if kind == 0:
            with in_business(shop.id):
                cancel_payments([order])
            came = [amount]
        else:
            came = {1: [amount - 1], 2: [amount + 1], 3: [amount, amount]}[kind]
        settle_payments([notice(waiting, each, event=f"{waiting}-{nth}") for nth, each in enumerate(came)])
        expected += came[-1]
    assert count_to_review(shop.id) == 100
    assert suspense(shop) == expected
    for row in notices_of(shop.id, NoticeFilter(), limit=200).rows:
        say(shop, row.id, "accepted" if row.can_be_accepted else "returned")
    assert suspense(shop) == 0
    assert all_is_well()


class TestVerify:
    def test_counts_what_it_looked_at(self, shop):
        waiting = ask(shop, "pretend")
        settle_payments([notice(waiting)])
        refund_payment(shop.id, waiting, 5_000, key="k", paid_from="cash", by="owner:1")
        ask(shop, "cash")
        late(shop)
        assert {each.what.split()[0]: each.counted for each in problems()[:3]} == {"settled": 1, "refunds": 1, "doubtful": 1}
        assert all_is_well()

    @pytest.mark.parametrize(
        ("damage", "what", "named"),
        [
            ("update payments_payment set status = 'settled'", "settled payments", "not in the books"),
            ("update payments_payment set amount = amount + 1", "settled payments", "instead of"),
            ("update payments_payment set status = 'waiting'", "settled payments", "without a cause"),
            ("update payments_notice set suspense = 0", "doubtful money is", "without a cause"),
            ("update payments_notice set suspense = suspense + 1 where suspense > 0", "doubtful money in", "waiting for review"),
            ("update payments_payment set status = 'refunded' where status = 'settled'", "never more", "given back"),
            ("update payments_payment set settled_by = '' where status = 'settled'", "paid is said", "settled without"),
            ("update payments_notice set outcome = 'noted'", "paid is said", "settled without"),
        ],
    )
    def test_names_what_somebody_tampered_with(self, shop, damage, what, named):
        from sekoci.kit.sql import fetch

        settle_payments([notice(ask(shop, "pretend"))])
        ask(shop, "cash")
        late(shop)
        with in_business(shop.id):
            fetch(damage)
        [wrong] = [each.wrong for each in problems() if each.what.startswith(what)]
        assert any(named in text for text in wrong)


def test_the_export_has_the_shops_own_time(client, other_owner, other_shop):
    with clock.frozen(datetime(2026, 11, 21, 20, 30, tzinfo=UTC)):
        doubtful(other_shop, 20_000)
    client.force_login(other_owner.person)
    exported = client.get(f"/kelola/{other_shop.slug}/pembayaran/unduh?lihat=semua").content.decode("utf-8-sig")
    at_home = datetime(2026, 11, 21, 20, 30, tzinfo=UTC).astimezone(ZoneInfo(other_shop.zone))
    assert at_home.isoformat(timespec="seconds") in exported
    assert "+00:00" not in exported
