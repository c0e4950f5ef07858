"""Opening a business: it has an address of its own, an owner, and nobody else sees it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from sekoci.kit.errors import Invalid
from sekoci.kit.scope import in_business
from sekoci.kit.sql import counted, fetch
from sekoci.registry import rules
from sekoci.registry.actions import (
    DirectoryKeyTaken,
    SlugTaken,
    change_business,
    enter_directory,
    enter_directory_keys,
    open_business,
    publish_shop,
)
from sekoci.registry.queries import business_id_of, businesses_of, role_of, shop_by_slug, shop_of
from tests.people import LAWEYAN, MARISO


def opened(owner, name="Warung Melati", **more):
    return open_business(owner_id=owner.id, name=name, sells="Nasi liwet", area_code=LAWEYAN, **more)


@pytest.mark.django_db
def test_gives_the_shop_an_address_from_its_name_and_the_zone_of_its_place(owner, few_areas):
    melati = opened(owner, "  Warung   Melati ", phone="0812 3456 7801")
    assert melati.slug == "warung-melati"
    shop = shop_of(melati.id)
    assert (shop.name, shop.phone, shop.zone) == ("Warung Melati", "+6281234567801", "Asia/Jakarta")
    assert shop.area_path == "Laweyan, Kota Surakarta, Jawa Tengah"
    assert shop.is_open_now
    assert role_of(owner.id, melati.id) == "owner"
    east = open_business(owner_id=owner.id, name="Kopi", sells="Kopi", area_code=MARISO)
    assert shop_of(east.id).zone == "Asia/Makassar"


@pytest.mark.django_db
def test_a_second_shop_of_the_same_name_gets_another_address(owner, other_owner, few_areas):
    assert [opened(who).slug for who in (owner, other_owner, owner)] == ["warung-melati", "warung-melati-2", "warung-melati-3"]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "slug"), [("Kelola", "kelola-2"), ("API", "api-2"), ("بركة 🍜", "toko"), ("Be", "toko-be")])
def test_never_takes_an_address_of_our_own_and_finds_one_for_every_name(owner, few_areas, name, slug):
    expected = "toko-2" if slug == "toko" else slug
    assert opened(owner, name).slug == expected


@pytest.mark.django_db
def test_an_address_asked_for_is_given_or_refused_but_never_altered(owner, few_areas):
    assert opened(owner, slug="melati-solo").slug == "melati-solo"
    for wish in ("melati-solo", "api", "Melati", "a--b", "-a", "x", "y" * 41, ""):
        with pytest.raises(SlugTaken):
            opened(owner, slug=wish)
    assert len(businesses_of(owner.id)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "x" * 61), ("sells", " "), ("area_code", "00.00"), ("phone", "12"), ("address", "x" * 201)],
)
def test_refuses_what_cannot_be_kept_and_nothing_changes(owner, few_areas, field, value):
    facts = {"name": "Warung", "sells": "Nasi", "area_code": LAWEYAN, "phone": "", "address": ""} | {field: value}
    before = fetch("select count(*) from registry_directoryentry")
    with pytest.raises(Invalid) as refusal:
        open_business(owner_id=owner.id, **facts)
    assert refusal.value.field == field
    assert businesses_of(owner.id) == []
    assert fetch("select count(*) from registry_directoryentry") == before


def test_twenty_shops_of_one_name_at_the_same_moment_get_twenty_addresses(committed, owner, few_areas):
    def open_one(_):
        try:
            return opened(owner).slug
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        slugs = list(pool.map(open_one, range(20)))
    assert len(set(slugs)) == 20
    assert {"warung-melati", *(f"warung-melati-{n}" for n in range(2, 10))} < set(slugs)


def test_the_same_opening_sent_eight_times_at_once_is_one_business(committed, owner, few_areas):
    def open_one(_):
        try:
            return opened(owner, once="a-tap")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(open_one, range(8)))
    assert len(answers) == 1
    assert [each.id for each in businesses_of(owner.id)] == [answers.pop().id]


@pytest.mark.django_db
def test_the_same_opening_of_somebody_else_is_another_business(owner, other_owner, few_areas):
    assert opened(owner, once="a-tap") != opened(other_owner, once="a-tap")


@pytest.mark.django_db
def test_is_seen_by_everybody_only_once_published(owner, few_areas):
    melati = opened(owner)
    assert shop_by_slug(melati.slug) is None
    publish_shop(melati.id)
    publish_shop(melati.id)
    assert shop_by_slug(melati.slug).id == melati.id
    publish_shop(melati.id, public=False)
    assert shop_by_slug(melati.slug) is None


@pytest.mark.django_db
def test_a_shop_is_one_statement_once_its_address_is_known(shop):
    with in_business(shop.id), counted() as statements:
        assert shop_of(shop.id) == shop
    assert len(statements) == 1


def test_the_address_is_remembered_and_the_shop_is_not(committed, shop):
    shop_by_slug(shop.slug)
    change_business(shop.id, name="Keripik Mawar")
    with counted() as statements:
        assert shop_by_slug(shop.slug).name == "Keripik Mawar"
    assert not [each for each in statements if "directory" in each]


@pytest.mark.django_db
def test_the_directory_takes_a_key_once_and_for_one_business(shop, other_shop):
    with counted() as statements:
        enter_directory("token", ["a", "b"], shop.id)
    assert len(statements) == 1
    enter_directory("token", ["b", "c"], shop.id)
    assert [business_id_of("token", key) for key in "abcd"] == [shop.id, shop.id, shop.id, None]
    with pytest.raises(DirectoryKeyTaken):
        enter_directory_keys("token", {"d": other_shop.id, "a": other_shop.id})


@pytest.mark.django_db
def test_lists_the_businesses_of_a_person_and_nobody_elses(owner, shop, other_shop, cashier, outsider):
    assert [(each.slug, each.role) for each in businesses_of(owner.id)] == [(shop.slug, "owner")]
    assert [(each.slug, each.role) for each in businesses_of(cashier.id)] == [(shop.slug, "cashier")]
    assert businesses_of(outsider.id) == []
    assert role_of(owner.id, other_shop.id) is None


def test_no_shop_can_stand_at_an_address_of_ours():
    from django.urls import get_resolver

    def firsts(patterns, prefix=""):
        for pattern in patterns:
            text = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns") and "/" not in text:
                yield from firsts(pattern.url_patterns, text)
            else:
                yield text.split("/")[0]

    ours = {first for first in firsts(get_resolver().url_patterns) if first and "<" not in first}
    assert {first.replace(".", "-").lstrip("-") for first in ours} <= rules.RESERVED
