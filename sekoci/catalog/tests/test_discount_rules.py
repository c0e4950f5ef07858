"""The rule of discounts by itself: what must be true of every basket."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekoci.catalog.rules import (
    Bundle,
    Discount,
    Priced,
    Voucher,
    VoucherMinimum,
    VoucherNotNow,
    Vouchers,
    VoucherUnknown,
    VoucherUsed,
    VoucherUsedUp,
    bundle_of,
    code_key,
    discounts_on,
    price_of,
    share,
)

NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
PRODUCTS = [UUID(int=number) for number in range(3)]
bundles = st.one_of(st.none(), st.tuples(st.integers(1, 5), st.integers(1, 4)).map(lambda two: Bundle(sum(two), two[0])))
priced = st.builds(
    Priced,
    price=st.integers(0, 200_000),
    quantity=st.integers(1, 40),
    product_id=st.sampled_from(PRODUCTS),
    name=st.just("Keripik"),
)


@st.composite
def baskets(draw):
    """Lines of three products, each product with its bundle or none; and a free amount."""
    of = {product: draw(bundles) for product in PRODUCTS}
    lines = [line._replace(bundle=of[line.product_id]) for line in draw(st.lists(priced, min_size=1, max_size=8))]
    return [*lines, *draw(st.lists(st.just(Priced(7_500, 1)), max_size=1))]


@st.composite
def vouchers(draw):
    amount = draw(st.one_of(st.none(), st.integers(1, 500_000)))
    percent = None if amount is not None else draw(st.integers(1, 10_000))
    return a_voucher(amount=amount, percent=percent, ceiling=draw(st.one_of(st.none(), st.integers(1, 50_000))))


def a_voucher(**facts):
    first = {"amount": None, "percent": None, "ceiling": None, "minimum": 0, "left": None, "per_phone": None, "ends_at": None}
    return Voucher(**({"id": uuid4(), "business_id": 1, "code": "LEBARAN10", "starts_at": NOON} | first | facts))


def a_price(amount=None, percent=None, product=PRODUCTS[0], variant=None, starts=NOON, ends=None):
    return Discount(uuid4(), "price", product, variant, amount, percent, None, None, starts, ends)


@given(baskets(), st.one_of(st.none(), vouchers()), st.integers(0, 90_000))
def test_what_is_off_the_lines_is_what_was_given_and_never_more_than_a_line(lines, voucher, by_hand):
    given = discounts_on(lines, voucher, by_hand=by_hand)
    assert given.total == sum(part.amount for part in given.parts)
    assert all(0 <= off <= line.total for off, line in zip(given.lines, lines, strict=True))
    assert all(part.amount > 0 for part in given.parts)


@given(baskets(), st.one_of(st.none(), vouchers()), st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(lines, voucher, lots):
    other = list(lines)
    lots.shuffle(other)
    same = discounts_on(other, voucher)
    assert same.total == discounts_on(lines, voucher).total
    assert sorted(part.amount for part in same.parts) == sorted(part.amount for part in discounts_on(lines, voucher).parts)


@given(baskets(), priced)
def test_one_more_piece_never_makes_what_is_off_smaller_and_with_one_free_never_the_rest_to_pay(lines, more):
    lines = [line._replace(bundle=line.bundle and Bundle(line.bundle.pay + 1, line.bundle.pay)) for line in lines]
    bundle = next((line.bundle for line in lines if line.product_id == more.product_id), None)
    more = more._replace(quantity=1, bundle=bundle)
    before, after = discounts_on(lines), discounts_on([*lines, more])
    assert after.total >= before.total
    assert sum(line.total for line in lines) - before.total <= sum(line.total for line in lines) + more.price - after.total


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**9), min_size=1, max_size=12))
def test_a_sum_is_shared_to_the_rupiah_and_nobody_is_more_than_a_rupiah_from_their_part(amount, weights):
    whole = sum(weights)
    amount = min(amount, whole)
    parts = share(amount, weights)
    assert sum(parts) == amount
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))
    assert all(abs(part * whole - amount * weight) < whole for part, weight in zip(parts, weights, strict=True) if whole)


@given(baskets())
def test_the_free_pieces_are_those_that_laying_them_out_by_hand_gives(lines):
    for product in PRODUCTS:
        mine = [line for line in lines if line.product_id == product]
        bundle = mine[0].bundle if mine else None
        if bundle is None:
            continue
        pieces = sorted((line.price for line in mine for _ in range(line.quantity)), reverse=True)
        groups = [pieces[start : start + bundle.buy] for start in range(0, len(pieces), bundle.buy)]
        free = sum(sum(group[bundle.pay :]) for group in groups if len(group) == bundle.buy)
        assert discounts_on(mine).total == free


def test_buy_three_pay_two_counts_the_choices_together_and_gives_the_cheapest():
    small, large = (Priced(price, 2, PRODUCTS[0], "Kopi", Bundle(3, 2)) for price in (12_000, 20_000))
    given = discounts_on([small, large])
    assert [(part.kind, part.name, part.amount, part.buy, part.pay) for part in given.parts] == [("bundle", "Kopi", 12_000, 3, 2)]
    assert given.lines == (4_500, 7_500)


def test_first_the_bundle_then_the_voucher_on_the_rest_then_the_seller():
    line = Priced(10_000, 3, PRODUCTS[0], "Kopi", Bundle(3, 2))
    given = discounts_on([line], a_voucher(percent=1_000), by_hand=500)
    assert [(part.kind, part.amount) for part in given.parts] == [("bundle", 10_000), ("voucher", 2_000), ("seller", 500)]


def test_a_price_for_a_time_is_the_lowest_that_runs_and_lower_than_the_ordinary_one():
    thing = uuid4()
    day = timedelta(days=1)
    running = [a_price(12_000, ends=NOON + day), a_price(percent=1_500), a_price(9_000, starts=NOON + day), a_price(16_000)]
    assert price_of(thing, 15_000, running, NOON) == (12_000, 15_000, NOON + day)
    assert price_of(thing, 15_000, running, NOON + day) == (9_000, 15_000, None)
    assert price_of(thing, 15_000, [a_price(16_000)], NOON) == (15_000, None, None)
    assert price_of(thing, 15_000, [a_price(9_000, variant=uuid4())], NOON) == (15_000, None, None)
    assert price_of(thing, 15_001, [a_price(percent=1_500)], NOON).now == 12_751  # 2250,15 off is 2250


def test_of_several_bundles_the_one_that_gives_most():
    several = [
        Discount(uuid4(), "bundle", PRODUCTS[0], None, None, None, buy, pay, NOON, None) for buy, pay in ((6, 5), (3, 2), (2, 1))
    ]
    assert bundle_of(several, NOON) == (2, 1, None)
    assert bundle_of(several, NOON - timedelta(seconds=1)) is None


@pytest.mark.parametrize("typed", ["LEBARAN10", "lebaran 10", " Lebaran-1O ", "1ebaran10", "ＬＥＢＡＲＡＮ１０", "lebaran.10"])
def test_everyday_typing_of_a_code_is_forgiven(typed):
    assert code_key(typed) == code_key("LEBARAN10")


def test_a_voucher_says_why_it_does_not_count():
    voucher = a_voucher(amount=5_000, minimum=20_000, left=2, per_phone=1, ends_at=NOON + timedelta(days=1))
    known = Vouchers.of([voucher], {(voucher.id, "+62811"): 1})
    with pytest.raises(VoucherUnknown):
        known.find(2, "LEBARAN10", "+62812", NOON)
    for at in (NOON - timedelta(seconds=1), NOON + timedelta(days=1)):
        with pytest.raises(VoucherNotNow):
            known.find(1, "LEBARAN10", "+62812", at)
    with pytest.raises(VoucherUsed):
        known.find(1, "LEBARAN10", "+62811", NOON)
    known.take(known.find(1, "lebaran10", "+62812", NOON), "+62812")
    with pytest.raises(VoucherUsed):
        known.find(1, "LEBARAN10", "+62812", NOON)
    known.take(known.find(1, "LEBARAN10", "", NOON), "")
    with pytest.raises(VoucherUsedUp):
        known.find(1, "LEBARAN10", "", NOON)
    with pytest.raises(VoucherMinimum):
        discounts_on([Priced(19_999, 1)], voucher)
    assert discounts_on([Priced(20_000, 1)], voucher).lines == (5_000,)
