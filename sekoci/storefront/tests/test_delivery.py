"""Ordering at a shop that prices its delivery by place: asked where, told the fee, charged what was shown."""

import pytest

from sekoci.delivery.actions import set_terms
from sekoci.delivery.rules import AreaPrice, Terms
from sekoci.kit.ids import new_id
from sekoci.kit.sql import counted
from sekoci.orders.actions import place_orders
from sekoci.orders.queries import order_by_token, orders_of
from sekoci.orders.rules import FeeChanged, Placed, Refused
from sekoci.orders.tests.people import put_on_shelf, wish
from sekoci.registry.actions import change_business
from sekoci.storefront.tests.people import HTMX, TYPED, text_of
from tests.people import LAWEYAN, MARISO

pytestmark = pytest.mark.django_db
WHERE = {"place": "laweyan", "found_for": "laweyan", "area_code": LAWEYAN}
DELIVERED = {"fulfilment": "delivery", "address": "Jl. Radjiman 10", **WHERE}
SHOWN = {"fee": "5000", "fee_area": LAWEYAN}


def by_area(shop, fee=5_000, **facts):
    set_terms(shop.id, Terms("area", areas=(AreaPrice(LAWEYAN, "", fee),), **facts), by="owner:1")


def order_at(answer):
    return order_by_token(answer["Location"].rsplit("/", 1)[1])


@pytest.fixture
def filled(shop, buyer):
    by_area(shop)
    buyer.put(put_on_shelf(shop, stock=100))
    return buyer


def test_the_fee_is_seen_before_ordering_and_the_place_is_remembered(shop, filled):
    page = filled.see("/pesan")
    assert "Ongkos menurut tempat, mulai Rp5.000" in text_of(page)
    assert f"dekat={shop.area_code}&amp;dulu={LAWEYAN}" in page.content.decode()  # where it delivers is found first
    asked = filled.order(fulfilment="delivery", address="Jl. Radjiman 10")
    assert (asked.status_code, orders_of(shop.id).items) == (422, [])
    looked = filled.send("/pesan", {**TYPED, **DELIVERED, "key": str(new_id()), "cek": "1"})
    assert "Ongkos ke Laweyan: Rp5.000" in text_of(looked)
    assert "no-store" not in looked["Cache-Control"]  # from the order, Back finds it
    assert 'value="Jl. Radjiman 10"' in looked.content.decode() or "Jl. Radjiman 10</textarea>" in looked.content.decode()
    unseen = filled.order(**DELIVERED)
    assert (unseen.status_code, "Lihat dulu ongkos antarnya" in text_of(unseen)) == (422, True)
    order = order_at(filled.order(**DELIVERED, **SHOWN))
    assert (order.delivery_fee, order.total, order.area_code) == (5_000, 20_000, LAWEYAN)
    filled.put(put_on_shelf(shop))
    assert "Ongkos ke Laweyan: Rp5.000" in text_of(filled.see("/pesan"))


def test_a_place_that_is_not_reached_is_refused_and_pick_up_still_goes(shop, filled):
    elsewhere = {**DELIVERED, "place": "mariso", "found_for": "mariso", "area_code": MARISO}
    looked = filled.send("/pesan", {**TYPED, **elsewhere, "key": str(new_id()), "cek": "1"})
    assert "Toko ini belum mengantar ke Mariso. Bisa ke Laweyan." in text_of(looked)
    assert filled.order(**elsewhere, fee="5000", fee_area=MARISO).status_code == 422
    assert orders_of(shop.id).items == []
    order = order_at(filled.order(fulfilment="pickup", **WHERE))
    assert (order.delivery_fee, order.area_code) == (0, "")


def test_a_fee_that_changed_is_asked_about_again(shop, filled):
    by_area(shop, fee=8_000)
    page = filled.order(**DELIVERED, **SHOWN)
    assert (page.status_code, orders_of(shop.id).items) == (409, [])
    assert "Ongkos antar sekarang Rp8.000, tadi Rp5.000." in text_of(page)
    assert 'name="fee" value="8000"' in page.content.decode()
    assert order_at(filled.order(**DELIVERED, fee="8000", fee_area=LAWEYAN)).delivery_fee == 8_000


def test_the_same_again_from_before_there_were_areas_asks_where_to(shop, buyer):
    change_business(shop.id, delivery_fee=4_000)
    old = buyer.ordered(put_on_shelf(shop, stock=100), fulfilment="delivery", address="Jl. Radjiman 10", fee="4000")
    by_area(shop)
    buyer.client.post(f"{old}/lagi")
    assert "Desa atau kecamatan tujuan" in text_of(buyer.see("/pesan"))
    order = order_at(buyer.order(**DELIVERED, **SHOWN))
    assert (order.delivery_fee, order.area_code) == (5_000, LAWEYAN)


def test_free_from_a_total_and_refused_below_the_smallest(shop, buyer):
    set_terms(shop.id, Terms("price", price=7_000, free_from=30_000, minimum=15_000), by="owner:1")
    buyer.put(put_on_shelf(shop, name="Teh", price=5_000))
    typed = {"fulfilment": "delivery", "address": "Jl. Mawar 1"}
    assert "Diantar mulai belanja Rp15.000. Tambah barang" in text_of(buyer.see("/pesan"))
    for shown in ("7000", ""):
        refused = buyer.order(**typed, fee=shown)
        assert (refused.status_code, "Diantar mulai belanja Rp15.000." in text_of(refused)) == (422, True)
    buyer.put(put_on_shelf(shop, price=30_000))
    assert order_at(buyer.order(**typed, fee="0")).total == 35_000


def test_a_batch_asks_once_for_all_terms_and_never_for_shops_without(shop, other_shop):
    here, there = put_on_shelf(shop, stock=100), put_on_shelf(other_shop, stock=100)
    facts = {"at_shop": True, "fulfilment": "delivery", "address": "Jl. A"}

    def drafts():
        near = [wish(shop, (here, 1), asked_area=LAWEYAN, expected_fee=fee, **facts) for fee in (5_000, 4_000, None)]
        return [*near, wish(shop, (here, 1), asked_area=MARISO, **facts), wish(other_shop, (there, 1), asked_area="x", **facts)]

    place_orders(drafts())
    with counted() as without:
        place_orders(drafts())
    by_area(shop)
    with counted() as with_terms:
        answers = place_orders(drafts())
    assert len(with_terms) == len(without) + 1
    assert [type(answer) for answer in answers] == [Placed, Refused, Placed, Refused, Placed]
    assert isinstance(answers[1].refusal, FeeChanged)
    assert [answer.refusal.code for answer in answers if isinstance(answer, Refused)][1] == "out_of_reach"
    assert [answer.total for answer in answers if isinstance(answer, Placed)] == [20_000, 20_000, 15_000]


def test_json_takes_the_area(client, shop):
    by_area(shop)
    body = {
        "buyer": {"name": "Sri", "phone": "081234567899"}, "fulfilment": "delivery", "address": "Jl. A", "payment": "cash",
        "lines": [{"product": str(put_on_shelf(shop)), "quantity": 1}],
    }  # fmt: skip

    def post(**more):
        headers = {"Idempotency-Key": str(new_id())}
        return client.post(f"/api/v1/shops/{shop.slug}/orders", body | more, "application/json", headers=headers)

    assert post().json()["code"] == "delivery_area_needed"
    assert post(area="solo").status_code == 422
    assert post(area=LAWEYAN).json()["total"] == 20_000


def test_a_delivery_without_a_price_needs_no_look_at_its_fee(shop, buyer):
    by_area(shop, free_from=30_000)
    buyer.put(put_on_shelf(shop, stock=100), 2)
    order = order_at(buyer.order(**DELIVERED))
    assert (order.delivery_fee, order.total, order.area_code) == (0, 30_000, LAWEYAN)


def test_what_script_sends_when_a_place_is_chosen_shows_the_fee_and_orders_nothing(shop, filled):
    looked = filled.order(**DELIVERED, **SHOWN, headers=HTMX)
    assert (looked.status_code, orders_of(shop.id).items) == (200, [])
    assert "Ongkos ke Laweyan: Rp5.000" in text_of(looked)


def test_the_smallest_order_is_said_before_a_place_is_chosen(shop, buyer):
    by_area(shop, minimum=50_000)
    buyer.put(put_on_shelf(shop))
    assert "belanja mulai Rp50.000" in text_of(buyer.see("/pesan"))
