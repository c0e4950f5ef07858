"""The basket: adding, changing, what changed meanwhile, and its journey through a cookie."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some

from sekoci.storefront.rules import MOST_KINDS, Basket, Change, Kept, Offer, change, check, pack, pieces, put, total, unpack


def offer(number: int = 1, *, price: int = 15_000, stock: int = 10, variant: str = "") -> Offer:
    return Offer(UUID(int=number), UUID(int=number + 1000), f"Keripik {number}", variant, "pcs", "", price, stock)


def test_the_same_thing_twice_is_one_line_and_never_more_than_there_is():
    basket = put(put((), offer(), 4), offer(), 3)
    assert [(kept.quantity, kept.price) for kept in basket] == [(7, 15_000)]
    assert put(basket, offer(stock=8), 5)[0].quantity == 8
    assert put((), offer(stock=0), 1) == ()


def test_a_line_added_again_takes_the_price_just_seen():
    basket = put(put((), offer(), 1), offer(price=17_000), 1)
    assert (pieces(basket), total(basket, {})) == (2, 34_000)


def test_nought_takes_a_line_out_and_leaves_the_others():
    basket = put(put((), offer(1), 2), offer(2), 1)
    assert change(basket, {UUID(int=1001): 0}) == basket[1:]
    assert change(basket, {UUID(int=1002): 5})[1].quantity == 5


def test_an_unchanged_shelf_says_nothing():
    basket = put((), offer(), 2)
    checked = check(basket, {UUID(int=1001): offer()})
    assert (checked.changes, checked.basket, checked.total) == ((), basket, 30_000)


def test_whatever_changed_is_told_and_the_rest_is_kept():
    basket = put(put(put(put((), offer(1), 2), offer(2), 5), offer(3), 1), offer(4), 1)
    shelf = {each.variant_id: each for each in (offer(1, price=16_000), offer(2, stock=3), offer(4, stock=0))}
    checked = check(basket, shelf)
    assert checked.changes == (
        Change("price", "Keripik 1", 15_000, 16_000),
        Change("fewer", "Keripik 2", 5, 3),
        Change("gone", "Keripik 3"),
        Change("sold_out", "Keripik 4"),
    )
    assert [(kept.quantity, kept.price) for kept in checked.basket] == [(2, 16_000), (3, 15_000)]
    assert check(checked.basket, shelf).changes == ()


def test_a_variant_under_another_product_is_gone():
    basket = (Kept(UUID(int=9), UUID(int=1001), 1, 15_000, "Keripik"),)
    assert check(basket, {UUID(int=1001): offer()}).changes == (Change("gone", "Keripik"),)


NAMES = some.text(max_size=60)
UUIDS = some.uuids()


@given(
    some.lists(some.builds(Kept, UUIDS, UUIDS, some.integers(1, 1_000_000), some.integers(0, 10**15), NAMES), max_size=MOST_KINDS)
)
def test_a_basket_comes_back_from_its_bytes_with_names_cut_to_fit(lines: list[Kept]):
    basket: Basket = tuple(lines)
    packed = pack(basket)
    back = unpack(packed)
    assert [(k.product_id, k.variant_id, k.quantity, k.price) for k in back] == [
        (k.product_id, k.variant_id, k.quantity, k.price) for k in basket
    ]
    assert all(before.name.startswith(after.name) for before, after in zip(basket, back, strict=True))
    assert len(packed) <= 73 * MOST_KINDS


@given(some.binary(max_size=300))
def test_any_other_bytes_are_read_without_a_crash(packed: bytes):
    unpack(packed)
