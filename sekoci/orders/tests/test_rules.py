from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekoci.kit.errors import Invalid, Refusal
from sekoci.orders.rules import (
    NEXT,
    ChooseVariant,
    LineDraft,
    OrderDraft,
    Repriced,
    Shelf,
    SoldOut,
    UnknownProduct,
    business_of_token,
    token_of,
)


@dataclass(frozen=True)
class Thing:
    product_id: UUID
    variant_id: UUID
    price: int = 10_000
    on_hand: int = 5
    reserved: int = 0
    is_sold: bool = True
    business_id: int = 1
    name: str = "Keripik"
    unit: str = "bungkus"
    discounts: tuple = ()


def thing(**facts):
    return Thing(uuid4(), uuid4(), **facts)


def shelf_of(*things):
    offers = {}
    for each in things:
        offers.setdefault(each.product_id, []).append(each)
    return Shelf(offers, datetime(2026, 11, 22, 5, tzinfo=UTC))


def draft(*lines, **facts):
    return OrderDraft(business_id=1, source="web", source_key="k", lines=lines, **facts)


def test_grants_while_stock_lasts_and_then_says_what_is_left():
    keripik = thing()
    shelf = shelf_of(keripik)
    assert shelf.grant(draft(LineDraft(3, keripik.product_id))).lines[0].taken == 3
    with pytest.raises(SoldOut) as refused:
        shelf.grant(draft(LineDraft(3, keripik.product_id)))
    assert refused.value.facts["left"] == 2
    assert shelf.grant(draft(LineDraft(2, keripik.product_id))).lines[0].taken == 2


def test_what_is_reserved_is_not_left():
    keripik = thing(on_hand=5, reserved=4)
    with pytest.raises(SoldOut):
        shelf_of(keripik).grant(draft(LineDraft(2, keripik.product_id)))


def test_two_lines_of_one_thing_share_what_is_left():
    keripik = thing(on_hand=3)
    with pytest.raises(SoldOut) as refused:
        shelf_of(keripik).grant(draft(LineDraft(2, keripik.product_id), LineDraft(2, keripik.product_id)))
    assert refused.value.facts["left"] == 3  # of the order as a whole, not of what its first line leaves


def test_what_is_gone_is_called_sold_out():
    keripik = thing(on_hand=0)
    with pytest.raises(SoldOut) as refused:
        shelf_of(keripik).grant(draft(LineDraft(2, keripik.product_id)))
    assert refused.value.facts["left"] == 0
    assert "sudah habis" in refused.value.sentence("id")
    assert "sold out" in refused.value.sentence("en")


@pytest.mark.parametrize("token", ["1.", ".a", "1.a\x00b", "1.a b", "g.abc", "1" * 17 + ".a", "ffffffffffffffff.a", "1.a/b"])
def test_a_token_that_nobody_gave_out_names_no_business(token):
    assert business_of_token(token) is None


def test_a_refused_draft_takes_nothing():
    keripik, kopi = thing(on_hand=3), thing(on_hand=0)
    shelf = shelf_of(keripik, kopi)
    with pytest.raises(SoldOut):
        shelf.grant(draft(LineDraft(3, keripik.product_id), LineDraft(1, kopi.product_id)))
    assert shelf.grant(draft(LineDraft(3, keripik.product_id))).lines[0].taken == 3


def test_a_sale_that_already_happened_is_kept_and_its_shortage_counted():
    keripik = thing(on_hand=2)
    [line] = shelf_of(keripik).grant(draft(LineDraft(5, keripik.product_id), when_short="keep_and_flag")).lines
    assert (line.quantity, line.taken, line.shortage) == (5, 2, 3)


def test_another_shops_product_is_unknown():
    theirs = thing(business_id=2)
    with pytest.raises(UnknownProduct):
        shelf_of(theirs).grant(draft(LineDraft(1, theirs.product_id)))


def test_a_product_no_longer_sold_is_unknown():
    gone = thing(is_sold=False)
    with pytest.raises(UnknownProduct):
        shelf_of(gone).grant(draft(LineDraft(1, gone.product_id)))


def test_a_price_that_changed_is_told_not_charged():
    keripik = thing(price=12_000)
    with pytest.raises(Repriced) as refused:
        shelf_of(keripik).grant(draft(LineDraft(1, keripik.product_id, expected_price=10_000)))
    assert refused.value.sentence("id") == "Harga Keripik sekarang Rp12.000, tadi Rp10.000. Periksa, lalu pesan lagi."


def test_several_variants_ask_which():
    small = thing()
    large = Thing(small.product_id, uuid4(), price=18_000)
    with pytest.raises(ChooseVariant):
        shelf_of(small, large).grant(draft(LineDraft(1, small.product_id)))
    [line] = shelf_of(small, large).grant(draft(LineDraft(1, small.product_id, large.variant_id))).lines
    assert line.unit_price == 18_000


@pytest.mark.parametrize("quantity", [0, -1, 1_000_001, 10**12])
def test_a_quantity_outside_one_to_a_million_is_refused(quantity):
    keripik = thing(on_hand=10**13)
    with pytest.raises(Invalid) as refused:
        shelf_of(keripik).grant(draft(LineDraft(quantity, keripik.product_id)))
    assert refused.value.field == "quantity"


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=30), st.integers(0, 20), st.integers(0, 20))
def test_never_grants_more_than_there_is(wishes, first, second):
    keripik, kopi = thing(on_hand=first), thing(on_hand=second)
    shelf = shelf_of(keripik, kopi)
    taken = [0, 0]
    for some, other in wishes:
        try:
            lines = shelf.grant(draft(LineDraft(some, keripik.product_id), LineDraft(other, kopi.product_id))).lines
        except Refusal:
            assert taken[0] + some > first or taken[1] + other > second
        else:
            taken = [taken[0] + lines[0].taken, taken[1] + lines[1].taken]
    assert taken[0] <= first
    assert taken[1] <= second


def test_every_state_leads_to_states_that_exist_and_an_end_leads_nowhere():
    assert {state for following in NEXT.values() for state in following} <= set(NEXT)
    assert [state for state, following in NEXT.items() if not following] == ["completed", "cancelled", "expired"]


@given(st.integers(1, 2**63 - 1))
def test_a_token_knows_its_business(business_id):
    assert business_of_token(token_of(business_id, "x")) == business_id


@pytest.mark.parametrize("nonsense", ["", ".", "zz.abc", "-1.abc", "12", "1" * 40 + ".a", "٣.abc"])
def test_a_token_that_is_none_names_nobody(nonsense):
    assert business_of_token(nonsense) is None


def test_goods_and_delivery_together_stay_within_what_can_be_kept():
    dear = thing(price=10**15 - 5, on_hand=1)
    way = {"fulfilment": "delivery", "delivery_fee": 5}
    assert shelf_of(dear).grant(draft(LineDraft(1, dear.product_id), **way))
    with pytest.raises(Invalid) as refused:
        shelf_of(dear).grant(draft(LineDraft(1, dear.product_id), **way | {"delivery_fee": 6}))
    assert refused.value.field == "lines"
    assert shelf_of(dear).grant(draft(LineDraft(1, dear.product_id), fulfilment="pickup", delivery_fee=6))
