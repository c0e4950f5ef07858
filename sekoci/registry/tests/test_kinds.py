"""What kind of business is it? Asked of the owner's own words; checked against the official lists where they lie beside us."""

import csv
import json
import os
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from sekoci.kit.errors import Invalid
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.registry.actions import change_business, publish_shop
from sekoci.registry.queries import shop_of
from sekoci.registry.rules import GROUPS, KINDS, TITLES, suggest_kinds
from tests.people import LAWEYAN, shop_for

LISTS = Path(os.environ.get("SEKOCI_SHARED") or Path(__file__).resolve().parents[4] / "shared") / "data"
beside = pytest.mark.skipif(not (LISTS / "kbli2020").exists(), reason=f"no official lists in {LISTS}")


@pytest.mark.parametrize(
    ("sells", "kinds"),
    [
        ("jual keripik tempe & kopi", ["keripik-camilan", "kopi"]),
        ("Nasi liwet, camilan, dan jamu khas Solo", ["warung-makan", "keripik-camilan", "jamu"]),
        ("KRIPIK  Singkong", ["keripik-camilan"]),
        ("Gado-gado", ["warung-makan"]),
        ("es kopi", ["minuman"]),
        ("kedai kopi", ["kafe"]),
        ("Toko sepatu", ["sepatu-sandal"]),
        ("toko", ["kelontong"]),
        ("Londri kiloan", ["laundry"]),
        ("servis HP, jual pulsa", ["servis-elektronik", "pulsa-hp"]),
        ("Macam-macam", []),
        ("", []),
    ],
)
def test_the_words_of_an_owner_point_to_kinds(sells, kinds):
    assert [kind.code for kind in suggest_kinds(sells)] == kinds


def test_the_name_is_asked_when_the_wares_say_nothing():
    assert [kind.code for kind in suggest_kinds("Terima kiloan", "Laundry Bersih")] == ["laundry"]
    assert [kind.code for kind in suggest_kinds("toko", "Batik Laweyan")] == ["batik"]


def test_every_kind_has_its_names_its_group_and_its_codes():
    for code, kind in KINDS.items():
        assert kind.code == code and len(code) <= 24 and kind.name and kind.english and kind.group in GROUPS
        assert kind.words and kind.kbli_2020 and kind.kbli_2025
    assert len({kind.name for kind in KINDS.values()}) == len({kind.english for kind in KINDS.values()}) == len(KINDS)
    words = [word for kind in KINDS.values() for word in kind.words]
    assert sorted(words) == sorted(set(words)), "a word points one way"
    for edition in TITLES:
        wanted = {code for kind in KINDS.values() for code in getattr(kind, f"kbli_{edition}")}
        assert wanted == set(TITLES[edition])


@beside
def test_every_code_and_title_is_that_of_its_edition():
    with (LISTS / "kbli2020" / "kbli2020.csv").open(encoding="utf-8", newline="") as file:
        official = {"2020": {row["kode"]: row["judul"] for row in csv.DictReader(file)}}
    groups = json.loads((LISTS / "kbli2025" / "05_kelompok.json").read_text(encoding="utf-8"))
    official["2025"] = {row["code"]: row["title"] for row in groups}
    for edition, titles in TITLES.items():
        theirs = {code: " ".join(official[edition][code].lower().split()) for code in titles}
        assert {code: title.lower() for code, title in titles.items()} == theirs


def kind_of(shop):
    return shop_of(shop.id).kind


def announced():
    return fetch("select payload from kit_event where name = 'ShopsChanged' order by id")


@pytest.mark.django_db
def test_a_shop_opens_with_the_kind_its_words_point_to(shop, other_shop, other_owner):
    assert (kind_of(shop), kind_of(other_shop)) == ("keripik-camilan", "kopi")
    assert kind_of(shop_for(other_owner, name="Serba", sells="Macam-macam", area_code=LAWEYAN)) == ""


@pytest.mark.django_db
def test_the_kind_follows_the_words_until_the_owner_picks_one(shop):
    change_business(shop.id, sells="Kopi bubuk")
    assert kind_of(shop) == "kopi"
    change_business(shop.id, kind="kafe", sells="Kopi tubruk")
    change_business(shop.id, sells="Batik")
    assert kind_of(shop) == "kafe"


@pytest.mark.django_db
def test_a_kind_that_is_not_ours_is_refused_and_nothing_changes(shop):
    with pytest.raises(Invalid):
        change_business(shop.id, name="Lain", kind="kapal-induk")
    assert (shop_of(shop.id).name, kind_of(shop)) == (shop.name, "keripik-camilan")


@pytest.mark.django_db
def test_a_change_is_announced_once_and_no_change_is_not(shop):
    before = len(announced())
    change_business(shop.id, kind="kafe")
    change_business(shop.id, kind="kafe")
    publish_shop(shop.id)
    publish_shop(shop.id, public=False)
    assert [row[0] for row in announced()[before:]] == [f'{{"business_ids": [{shop.id}]}}'] * 2


@pytest.mark.django_db
def test_shops_from_before_get_their_kind_and_what_was_picked_stays(shop, other_shop):
    change_business(other_shop.id, kind="kafe")
    with in_business(shop.id):
        fetch("update registry_business set kind = '' where id = %s", (shop.id,))
    with connection.schema_editor(atomic=False) as editor:
        from importlib import import_module

        migration = import_module("sekoci.registry.migrations.0008_suggested_kinds")
        with in_business(shop.id):
            migration.suggest(apps, editor)
            migration.suggest(apps, editor)
    assert (kind_of(shop), kind_of(other_shop)) == ("keripik-camilan", "kafe")


@pytest.mark.django_db
def test_the_owner_picks_a_kind_on_the_page_of_the_shop(melati, shop):
    page = reverse("registry:profile", args=[shop.slug])
    body = melati.get(page).content.decode()
    assert body.index("Cocok dengan jualan Anda") < body.index("Makanan &amp; minuman")
    assert body.count('value="keripik-camilan"') == 1
    sent = {"name": shop.name, "sells": "Macam-macam", "kind": "oleh-oleh", "about": "", "phone": ""}
    assert melati.post(page, sent).status_code == 302
    assert kind_of(shop) == "oleh-oleh"
    assert "Oleh-oleh khas" in melati.get(reverse("registry:settings", args=[shop.slug])).content.decode()
