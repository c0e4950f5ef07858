"""What an owner sets about fees, and what everybody is told of it."""

import pytest

from sekoci.delivery.actions import set_terms
from sekoci.delivery.queries import quotes_for, terms_of
from sekoci.delivery.rules import AreaPrice, Step, Terms
from sekoci.kit.errors import Invalid, Refusal
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import counted, fetch
from sekoci.registry.queries import shop_of
from tests.people import LAWEYAN, MARISO

pytestmark = pytest.mark.django_db
BY_AREA = Terms("area", areas=(AreaPrice(LAWEYAN, "", 5_000),), free_from=100_000)


def test_terms_are_set_from_now_on_and_what_was_stays_on_record(shop):
    set_terms(shop.id, BY_AREA, by="owner:1")
    set_terms(shop.id, Terms("distance", steps=(Step(7, 10_000), Step(3, 4_000))), by="owner:1")
    now = shop_of(shop.id)
    assert (now.delivery_way, now.delivery_fee) == ("distance", 4_000)
    assert [step.km for step in terms_of(now).steps] == [3, 7]
    set_terms(shop.id, Terms("price", price=6_000), by="owner:1")
    now = shop_of(shop.id)
    assert (now.delivery_way, now.delivery_fee) == ("", 6_000)
    assert terms_of(now) == Terms("price", price=6_000)
    with in_business(shop.id):
        rows = fetch("select way, prices->0->>1, until is null from delivery_terms order by since")
    assert rows == [("area", "Laweyan", False), ("distance", "", False)]


@pytest.mark.parametrize(
    "terms",
    [
        Terms("area"),
        Terms("area", areas=(AreaPrice("99.99.99", "", 1),)),
        Terms("area", areas=(AreaPrice(LAWEYAN, "", -1),)),
        Terms("area", areas=(AreaPrice(LAWEYAN, "", 20_000_000),)),
        Terms("area", areas=(AreaPrice(LAWEYAN, "", 1), AreaPrice(MARISO, "", 20_000_000))),
        Terms("distance"),
        Terms("distance", steps=(Step(0, 1),)),
        Terms("price", price=1, minimum=-1),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changed(shop, terms):
    set_terms(shop.id, BY_AREA, by="owner:1")
    with pytest.raises(Refusal):
        set_terms(shop.id, terms, by="owner:1")
    now = shop_of(shop.id)
    assert (now.delivery_way, now.delivery_fee, terms_of(now).areas[0].fee) == ("area", 5_000, 5_000)


def test_a_shop_whose_place_is_on_no_map_has_no_distances(shop):
    fetch("update registry_area set latitude = null where code = %s", (LAWEYAN,))
    with pytest.raises(Invalid):
        set_terms(shop.id, Terms("distance", steps=(Step(3, 1),)), by="owner:1")


def test_many_quotes_are_one_statement_of_each_shops_own_terms(shop, other_shop):
    set_terms(shop.id, BY_AREA, by="owner:1")
    with across_businesses(), counted() as statements:
        quotes = quotes_for({(shop.id, LAWEYAN), (shop.id, "x"), (other_shop.id, MARISO)})
    assert len(statements) == 1
    assert set(quotes) == {(shop.id, LAWEYAN), (shop.id, "x")}
    assert quotes[shop.id, LAWEYAN].fee(shop_of(shop.id), 20_000) == 5_000
    assert quotes[shop.id, "x"].where is None


def test_the_owner_sets_each_way_on_its_own_form(client, shop, owner, staff):
    client.force_login(owner.person)
    at = f"/kelola/{shop.slug}/pengaturan/antar/ongkos"
    assert "Satu harga" in client.get(at).content.decode()
    sent = {"place": "laweyan", "area_code": LAWEYAN, "found_for": "laweyan", "new_fee": "5rb", "minimum": "20rb"}
    assert client.post(f"{at}?cara=wilayah", sent).status_code == 302
    page = client.get(at).content.decode()
    assert f'name="fee-{LAWEYAN}"' in page
    assert "Laweyan, Kota Surakarta</label>" in page  # which of that name
    assert f"dekat={shop.area_code}" in page
    assert "Dipakai: menurut wilayah" in client.get(f"/kelola/{shop.slug}/pengaturan/antar").content.decode()
    assert client.post(f"/kelola/{shop.slug}/pengaturan/antar", {"offers_delivery": "on"}).status_code == 302
    assert terms_of(shop_of(shop.id)).minimum == 20_000
    out = client.post(f"{at}?cara=wilayah", {f"fee-{LAWEYAN}": "5000", f"out-{LAWEYAN}": "on"})
    assert (out.status_code, "Pilih paling sedikit satu wilayah." in out.content.decode()) == (422, True)
    half = client.post(f"{at}?cara=jarak", {"km0": "3", "fee0": ""})
    assert (half.status_code, "Isi jarak dan ongkosnya." in half.content.decode()) == (422, True)
    assert client.post(f"{at}?cara=jarak", {"km0": "3", "fee0": "5000", "km1": "7", "fee1": "10rb"}).status_code == 302
    assert terms_of(shop_of(shop.id)).steps == (Step(3, 5_000), Step(7, 10_000))
    assert client.post(f"{at}?cara=satu", {"price": "6000"}).status_code == 302
    assert shop_of(shop.id).delivery_way == ""
    client.force_login(staff.person)
    assert client.get(at).status_code == 403


def test_json_says_the_terms_and_quotes_a_fee(client, shop):
    api = f"/api/v1/shops/{shop.slug}"
    assert client.get(api).json()["delivery"] == {
        "way": "price", "fee": 0, "areas": [], "steps": [], "free_from": None, "minimum": 0
    }  # fmt: skip
    assert client.get(f"{api}/delivery").json() == {"fee": 0, "currency": "IDR", "area": None, "km": None}
    set_terms(shop.id, BY_AREA, by="owner:1")
    assert client.get(api).json()["delivery"]["areas"] == [{"area": LAWEYAN, "name": "Laweyan", "fee": 5_000}]
    assert client.get(f"{api}/delivery?area={LAWEYAN}&total=20000").json()["fee"] == 5_000
    assert client.get(f"{api}/delivery?area={LAWEYAN}&total=100000").json()["fee"] == 0
    for asked, code in ((MARISO, "out_of_reach"), ("", "delivery_area_needed"), ("1", "delivery_area_needed")):
        no = client.get(f"{api}/delivery?area={asked}")
        assert (no.status_code, no.json()["code"]) == (422, code)
    set_terms(shop.id, Terms("distance", steps=(Step(3, 5_000),)), by="owner:1")
    assert client.get(f"{api}/delivery?area={LAWEYAN}").json() == {"fee": 5_000, "currency": "IDR", "area": LAWEYAN, "km": 0}
