"""The pages of registry: opening a shop in three answers, the settings, and nobody in somebody else's."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import URLPattern, reverse

from sekoci.kit.sql import counted
from sekoci.registry import urls
from sekoci.registry.actions import appoint_officer, found_organisation, open_business, publish_shop
from sekoci.registry.queries import (
    businesses_of,
    members_of,
    shop_of,
)
from sekoci.registry.tests.people import page, text_of
from tests.people import LAWEYAN, MARISO

pytestmark = pytest.mark.django_db
MINE = {"name": "Sambal Bu Sri", "sells": "Sambal", "place": "laweyan", "found_for": "laweyan", "area_code": LAWEYAN}


def test_three_answers_open_a_business_and_lead_to_the_first_product(melati, owner, few_areas):
    response = melati.post(reverse("registry:open"), MINE)
    [mine] = businesses_of(owner.id)
    assert (mine.slug, mine.role, mine.area_path) == ("sambal-bu-sri", "owner", "Laweyan, Kota Surakarta, Jawa Tengah")
    assert shop_of(mine.id).phone == owner.phone
    assert response.status_code == 302
    assert response.url == reverse("catalog:first_product", args=["sambal-bu-sri"])


def test_a_second_tap_on_the_button_opens_nothing_more(melati, owner, few_areas):
    [once] = re.findall(r'name="once" value="(\w{32})"', text_of(melati.get(reverse("registry:open"))))
    first, second = (melati.post(reverse("registry:open"), {**MINE, "once": once}) for _ in range(2))
    assert first.url == second.url
    assert len(businesses_of(owner.id)) == 1
    melati.post(reverse("registry:open"), {**MINE, "once": "another"})
    assert len(businesses_of(owner.id)) == 2


def test_without_javascript_the_place_is_picked_on_the_next_page_and_nothing_typed_is_lost(melati, owner, few_areas):
    response = melati.post(reverse("registry:open"), {"name": "Sambal", "sells": "Sambal bawang", "place": "law"})
    assert response.status_code == 422
    said = text_of(response)
    assert "Pilih tempat Anda di bawah ini." in said
    assert 'value="Sambal"' in said and 'value="Sambal bawang"' in said and 'value="law"' in said
    assert f'name="area_code" value="{LAWEYAN}"' in said
    assert businesses_of(owner.id) == []
    melati.post(reverse("registry:open"), {**MINE, "place": "law", "found_for": "law", "area_code": LAWEYAN})
    assert len(businesses_of(owner.id)) == 1


def test_a_place_picked_for_other_letters_is_asked_for_again(melati, owner, few_areas):
    response = melati.post(reverse("registry:open"), {**MINE, "place": "mariso"})
    assert response.status_code == 422
    assert MARISO in text_of(response)
    assert businesses_of(owner.id) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Bagian ini harus diisi."),
        ({"name": "x"}, "Tulis paling sedikit 2 huruf."),
        ({"name": "x" * 61}, "Tulis paling banyak 60 huruf."),
        ({"sells": " "}, "Bagian ini harus diisi."),
        ({"place": "", "area_code": ""}, "Tulis paling sedikit tiga huruf"),
        ({"place": "zzzz", "area_code": ""}, "Tidak ditemukan"),
        ({"area_code": "99.99"}, "Pilih tempat Anda"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(melati, owner, few_areas, wrong, said):
    response = melati.post(reverse("registry:open"), {**MINE, **wrong})
    assert response.status_code == 422
    assert said in text_of(response)
    assert 'class="error"' in text_of(response)
    assert businesses_of(owner.id) == []


def test_logging_in_leads_to_opening_then_home_then_the_list(melati, owner, few_areas):
    assert melati.get(reverse("registry:mine")).url == reverse("registry:open")
    melati.post(reverse("registry:open"), MINE)
    assert melati.get(reverse("registry:mine")).url == reverse("catalog:first_product", args=["sambal-bu-sri"])
    publish_shop(businesses_of(owner.id)[0].id)
    assert melati.get(reverse("registry:mine")).url == reverse("orders:home", args=["sambal-bu-sri"])
    melati.post(reverse("registry:open"), {**MINE, "name": "Kopi Bu Sri"})
    said = text_of(melati.get(reverse("registry:mine")))
    assert "Kopi Bu Sri" in said and "Sambal Bu Sri" in said and "Pemilik" in said


def test_a_long_list_of_businesses_is_searched_and_sorted(melati, owner, few_areas):
    for name, area in (("Batik A", MARISO), ("Batik B", LAWEYAN), ("Kopi", LAWEYAN), ("Sambal", LAWEYAN), ("Tahu", LAWEYAN)):
        open_business(owner_id=owner.id, name=name, sells="Macam-macam", area_code=area)
    assert "urut" not in text_of(melati.get(reverse("registry:mine")))
    open_business(owner_id=owner.id, name="Ukiran", sells="Kayu jati", area_code=LAWEYAN)

    def names(**asked):
        return re.findall(r'class="cover strong" href="[^"]+">([^<]+)<', text_of(melati.get(reverse("registry:mine"), asked)))

    assert names() == ["Batik A", "Batik B", "Kopi", "Sambal", "Tahu", "Ukiran"]
    assert names(cari="batik") == ["Batik A", "Batik B"]
    assert names(cari="JATI") == ["Ukiran"]
    assert names(cari="makassar") == ["Batik A"]
    assert names(urut="tempat")[-1] == "Batik A"
    assert names(cari="zzz") == []


def test_a_cashier_begins_at_the_counter(client, shop, cashier):
    client.force_login(cashier.person)
    assert client.get(reverse("registry:mine")).url == reverse("kasir:sell", args=[shop.slug])


def test_the_search_for_a_place_answers_htmx_with_the_list_and_others_with_a_page(client, few_areas):
    address = reverse("registry:areas")
    fragment = text_of(client.get(address, {"place": "law"}, headers={"HX-Request": "true"}))
    assert "<html" not in fragment
    assert f'name="area_code" value="{LAWEYAN}"' in fragment and 'name="found_for" value="law"' in fragment
    assert "Kecamatan · Kota Surakarta, Jawa Tengah" in fragment
    whole = text_of(client.get(address, {"place": "law"}))
    assert "<html" in whole and LAWEYAN in whole
    assert "District" in text_of(client.get(address, {"place": "law", "bahasa": "en"}))
    assert client.get(address, {"place": "\x00" * 500 + "%"}).status_code == 200


def test_the_json_search_gives_codes_and_paths(client, few_areas):
    found = client.get("/api/v1/areas", {"q": "law"}).json()
    assert found["items"][0]["code"] == LAWEYAN
    assert found["items"][0]["path"] == "Laweyan, Kota Surakarta, Jawa Tengah"
    assert client.get("/api/v1/areas").json() == {"items": []}
    for field, typed in (("limit", "1000"), ("near", "33.7"), ("near", "solo")):
        refused = client.get("/api/v1/areas", {"q": "law", field: typed})
        assert (refused.status_code, refused.json()["field"]) == (422, field)


SOME = "0190a7e0-0000-7000-8000-000000000000"


def parts_of(pattern, person: int) -> list[object]:
    """What an address of ours needs besides the shop."""
    return [person if kind == "int" else SOME for kind in re.findall(r"<(int|uuid):", str(pattern.pattern))]


def pages_to_read():
    ends = ("/unduh", "/tampil", "/keluar", "/perangkat", "/ganti", "/cabut", "/undangan/<uuid:invitation>")
    return [each for each in pages_with_a_shop() if not str(each.pattern).endswith(ends)]


def pages_with_a_shop():
    return [each for each in urls.urlpatterns if isinstance(each, URLPattern) and "<slug:slug>" in str(each.pattern)]


@pytest.mark.parametrize("pattern", pages_with_a_shop(), ids=lambda pattern: pattern.name)
def test_nobody_sees_or_changes_the_settings_of_somebody_elses_shop(client, melati, other_shop, outsider, pattern):
    more = parts_of(pattern, 1)
    for method in (client.get, client.post):
        ours = method(page(pattern.name, other_shop, *more))
        [slug, *rest] = ["tidak-ada", *more]
        nobodys = method(reverse(f"registry:{pattern.name}", args=[slug, *rest]))
        assert (ours.status_code, nobodys.status_code) in ((404, 404), (405, 405))
        assert text_of(ours).replace(other_shop.slug, "tidak-ada") == text_of(nobodys)
        assert other_shop.name not in text_of(ours)
    client.logout()
    response = client.post(page(pattern.name, other_shop, *more))
    assert response.status_code == 302 and response.url.startswith("/masuk")


@pytest.mark.parametrize("pattern", pages_with_a_shop(), ids=lambda pattern: pattern.name)
def test_a_cashier_reads_the_settings_and_changes_none(client, shop, cashier, pattern):
    client.force_login(cashier.person)
    more = parts_of(pattern, cashier.id)
    expected = 200 if pattern.name in ("settings", "quit") else 403
    method = client.get if pattern.name == "quit" else client.post
    assert method(page(pattern.name, shop, *more)).status_code == expected
    assert shop_of(shop.id) == shop
    assert len(members_of(shop.id)) == 2


FROM_FACTS = ("kbli", "identities")
"""Reached from the page of facts, not from the settings."""


def test_the_settings_page_says_how_the_shop_stands_in_few_statements(melati, shop):
    with counted() as statements:
        said = text_of(melati.get(page("settings", shop)))
    assert len(statements) <= 12
    for expected in (shop.slug, shop.area_path, "Selalu buka", "1 orang", "Tampil"):
        assert expected in said
    for pattern in pages_to_read():
        if pattern.name not in ("settings", "quit", *FROM_FACTS) and not parts_of(pattern, 1):
            assert page(pattern.name, shop) in said


def test_every_page_is_there_in_english_too(melati, shop, cashier):
    for pattern in pages_to_read():
        if pattern.name == "identities":  # asks for a code first
            continue
        said = text_of(melati.get(page(pattern.name, shop, *parts_of(pattern, cashier.id)), {"bahasa": "en"}))
        assert '<html lang="en">' in said
        assert "Pengaturan" not in said and "Simpan" not in said


def test_a_place_that_is_not_found_is_said_once(client, areas, owner):
    client.force_login(owner.person)
    page = client.post("/buka", {"name": "Warung", "sells": "Kopi", "place": "zzzzqq"}).content.decode()
    assert page.count("Tidak ditemukan.") == 1
    assert "Belum ketemu." not in page
    _before, under_the_field = page.split('id="tempat"')
    assert "Tidak ditemukan." in under_the_field  # where typing anew replaces it


def test_who_works_for_an_office_and_has_no_business_is_led_there(client, few_areas):
    office = found_organisation("Dinas Solo", kind="local")
    sri = appoint_officer(office, phone="0812-7100-0001", role="officer", areas=["33.72"], name="Sri")
    client.force_login(get_user_model().objects.get(pk=sri))
    assert client.get(reverse("registry:mine")).headers["Location"] == reverse("registry:offices")
