"""What a business says of itself: changed whole or not at all; counted by day; measured by the law of the day."""

from datetime import date, timedelta

import pytest

from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.registry.actions import (
    NoWayToHandOver,
    change_business,
    count_workers,
    make_api_key,
    revoke_api_key,
)
from sekoci.registry.queries import api_keys_of, business_facts, business_of_api_key, shop_of
from tests.people import MARISO

pytestmark = pytest.mark.django_db
HOURS = {"mon": [["08:00", "17:00"]]}


def test_what_is_given_changes_and_the_rest_stays(shop):
    change_business(
        shop.id, name=" Keripik  Bu Melati ", phone="0271 712345", delivery_fee=5000, opening_hours=HOURS, nib="1234567890123"
    )
    changed = shop_of(shop.id)
    assert (changed.name, changed.phone, changed.delivery_fee) == ("Keripik Bu Melati", "+62271712345", 5000)
    assert changed.opening_hours == HOURS
    assert (changed.slug, changed.sells, changed.address) == (shop.slug, shop.sells, shop.address)
    assert business_facts(shop.id).nib == "1234567890123"


def test_moving_to_another_place_moves_the_clock(shop):
    change_business(shop.id, area_code=MARISO)
    assert shop_of(shop.id).zone == "Asia/Makassar"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("about", "x" * 501),
        ("area_code", "1"),
        ("phone", "x"),
        ("nib", "123"),
        ("nib", "١٢٣٤٥٦٧٨٩٠١٢٣"),
        ("legal_form", "NV"),
        ("capital", -1),
        ("yearly_sales", 10**16),
        ("delivery_fee", -1),
        ("opening_hours", {"mon": [["x", "y"]]}),
        ("bank_account", "x" * 81),
    ],
)
def test_refuses_what_cannot_be_and_changes_nothing(shop, field, value):
    with pytest.raises(Invalid) as refusal:
        change_business(shop.id, sells="Lain", **{field: value})
    assert refusal.value.field == field
    assert shop_of(shop.id) == shop


def test_there_is_always_a_way_to_hand_over(shop):
    with pytest.raises(NoWayToHandOver):
        change_business(shop.id, offers_pickup=False, offers_delivery=False)
    change_business(shop.id, offers_delivery=False)
    with pytest.raises(NoWayToHandOver):
        change_business(shop.id, offers_pickup=False)


def test_workers_are_counted_by_day_and_the_last_count_holds(shop):
    today = clock.day_in(shop.zone)
    count_workers(shop.id, 3, as_of=today - timedelta(days=30))
    count_workers(shop.id, 4)
    count_workers(shop.id, 5)
    assert (business_facts(shop.id).workers, business_facts(shop.id).counted_on) == (5, today)
    assert business_facts(shop.id, on=today - timedelta(days=1)).workers == 3
    assert business_facts(shop.id, on=today - timedelta(days=31)).workers is None
    for workers, day in ((0, None), (10**9, None), (2, today + timedelta(days=2))):
        with pytest.raises(Invalid):
            count_workers(shop.id, workers, as_of=day)


def test_the_scale_follows_the_law_of_the_day(shop):
    assert business_facts(shop.id).scale is None
    change_business(shop.id, capital=1_000_000_000)
    assert business_facts(shop.id).scale == "micro"
    change_business(shop.id, yearly_sales=2_000_000_001)
    assert business_facts(shop.id).scale == "small"
    assert business_facts(shop.id, on=date(2021, 2, 1)).scale == "small"
    change_business(shop.id, yearly_sales=400_000_000)
    assert business_facts(shop.id, on=date(2021, 2, 1)).scale == "small"
    assert business_facts(shop.id, on=date(2021, 2, 2)).scale == "micro"


def test_an_api_key_acts_for_its_business_until_it_is_revoked_and_is_kept_as_a_hash(shop, other_shop):
    made = make_api_key(shop.id, label="Kasir lama")
    assert business_of_api_key(made.key) == shop.id
    assert business_of_api_key(made.key + "x") is None
    assert business_of_api_key("\ud800\x00") is None
    with in_business(shop.id):
        everything = fetch("select k::text from registry_apikey k union all select d::text from registry_directoryentry d")
    assert not [row for (row,) in everything if made.key in row]
    [known] = api_keys_of(shop.id)
    assert (known.label, known.hint, known.last_used_at) == ("Kasir lama", made.key[-4:], None)
    with pytest.raises(NotFound):
        revoke_api_key(other_shop.id, made.id)
    revoke_api_key(shop.id, made.id)
    revoke_api_key(shop.id, made.id)
    assert business_of_api_key(made.key) is None
    assert api_keys_of(shop.id) == []
