"""The pages of registry: opening a shop in three answers, the settings, and nobody in somebody else's."""

import re
from html import unescape

import pytest
from django.urls import URLPattern, reverse

from sekoci.kit.sql import counted
from sekoci.registry import urls
from sekoci.registry.actions import add_member, make_api_key, open_business, publish_shop
from sekoci.registry.pages import hours_lines
from sekoci.registry.queries import (
    api_keys_of,
    business_facts,
    business_of_api_key,
    businesses_of,
    members_of,
    shop_by_slug,
    shop_of,
)
from tests.people import LAWEYAN, MARISO

pytestmark = pytest.mark.django_db
MINE = {"name": "Sambal Bu Sri", "sells": "Sambal", "place": "laweyan", "found_for": "laweyan", "area_code": LAWEYAN}


def text_of(response):
    return unescape(response.content.decode())


def page(name, shop, *more):
    return reverse(f"registry:{name}", args=[shop.slug, *more])


@pytest.fixture
def melati(client, owner):
    """Melati's phone, logged in."""
    client.force_login(owner.person)
    return client


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
        ({"name": "x" * 61}, "60"),
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
    refused = client.get("/api/v1/areas", {"q": "law", "limit": "1000"})
    assert (refused.status_code, refused.json()["field"]) == (422, "limit")


def pages_with_a_shop():
    return [each for each in urls.urlpatterns if isinstance(each, URLPattern) and "<slug:slug>" in str(each.pattern)]


@pytest.mark.parametrize("pattern", pages_with_a_shop(), ids=lambda pattern: pattern.name)
def test_nobody_sees_or_changes_the_settings_of_somebody_elses_shop(client, melati, other_shop, outsider, pattern):
    more = {"leave": [1], "revoke": ["0190a7e0-0000-7000-8000-000000000000"]}.get(pattern.name, [])
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
    more = {"leave": [cashier.id], "revoke": ["0190a7e0-0000-7000-8000-000000000000"]}.get(pattern.name, [])
    expected = 200 if pattern.name == "settings" else 403
    assert client.post(page(pattern.name, shop, *more)).status_code == expected
    assert shop_of(shop.id) == shop
    assert len(members_of(shop.id)) == 2


def test_the_settings_page_says_how_the_shop_stands_in_few_statements(melati, shop):
    with counted() as statements:
        said = text_of(melati.get(page("settings", shop)))
    assert len(statements) <= 12
    for expected in (shop.slug, shop.area_path, "Selalu buka", "1 orang", "Tampil"):
        assert expected in said
    for pattern in pages_with_a_shop():
        if pattern.name not in ("leave", "revoke", "publish"):
            assert page(pattern.name, shop) in said or pattern.name == "settings"


def test_the_profile_is_saved_and_shown_again(melati, shop):
    sent = {"name": "Keripik Mawar", "sells": "Keripik", "about": "Sejak 1998.\nRenyah.", "phone": "0812-0000-1111"}
    response = melati.post(page("profile", shop), sent, follow=True)
    assert "Tersimpan." in text_of(response)
    changed = shop_of(shop.id)
    assert (changed.name, changed.about, changed.phone) == ("Keripik Mawar", "Sejak 1998.\nRenyah.", "+6281200001111")
    assert "Sejak 1998." in text_of(melati.get(page("profile", shop)))
    refused = melati.post(page("profile", shop), {**sent, "phone": "12", "name": "Lain"})
    assert refused.status_code == 422
    assert "Nomor HP belum benar" in text_of(refused) and 'value="Lain"' in text_of(refused)
    assert shop_of(shop.id).name == "Keripik Mawar"


def test_moving_keeps_the_address_and_changes_the_zone(melati, shop):
    assert f'value="{LAWEYAN}" checked' in text_of(melati.get(page("place", shop)))
    same = {"place": "Laweyan", "found_for": "Laweyan", "area_code": LAWEYAN, "address": "Jl. Dr. Radjiman 5"}
    melati.post(page("place", shop), same)
    assert shop_of(shop.id).address == "Jl. Dr. Radjiman 5"
    melati.post(page("place", shop), {**same, "place": "mariso", "found_for": "mariso", "area_code": MARISO})
    assert (shop_of(shop.id).zone, shop_of(shop.id).address) == ("Asia/Makassar", "Jl. Dr. Radjiman 5")


def test_handing_over_needs_one_way_and_the_fee_is_read_as_written(melati, shop):
    refused = melati.post(page("hand_over", shop), {"delivery_fee": "5rb"})
    assert refused.status_code == 422 and "Pilih paling sedikit satu" in text_of(refused)
    melati.post(page("hand_over", shop), {"offers_delivery": "on", "delivery_fee": "7,5rb"})
    changed = shop_of(shop.id)
    assert (changed.offers_pickup, changed.offers_delivery, changed.delivery_fee) == (False, True, 7500)
    assert melati.post(page("hand_over", shop), {"offers_pickup": "on", "delivery_fee": "-5"}).status_code == 422


def test_the_ways_to_pay_are_saved(melati, shop):
    melati.post(page("pay", shop), {"bank_account": "BRI 1234 a.n. Melati"})
    assert (shop_of(shop.id).accepts_cash, shop_of(shop.id).bank_account) == (False, "BRI 1234 a.n. Melati")


WEEK = {"mode": "week", "mon_open": "on", "mon_from": "08:00", "mon_to": "12:00", "mon_from2": "13:00", "mon_to2": "17:00"}


def test_opening_hours_with_a_break_and_a_day_off(melati, shop):
    melati.post(page("hours", shop), {**WEEK, "new_closed": "2099-12-25"})
    assert shop_of(shop.id).opening_hours == {"mon": [["08:00", "12:00"], ["13:00", "17:00"]], "closed": ["2099-12-25"]}
    said = text_of(melati.get(page("hours", shop)))
    assert "Jumat, 25 Desember 2099" in said and 'value="13:00"' in said
    melati.post(page("hours", shop), {**WEEK})
    assert "closed" not in shop_of(shop.id).opening_hours
    melati.post(page("hours", shop), {"mode": "always"})
    assert shop_of(shop.id).opening_hours == {}


def test_one_button_gives_every_open_day_mondays_hours_before_saving(melati, shop):
    response = melati.post(page("hours", shop), {**WEEK, "sat_open": "on", "samakan": "1"})
    assert text_of(response).count('value="13:00"') == 7
    assert shop_of(shop.id).opening_hours == {}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"mode": "week"}, "Pilih paling sedikit satu hari buka."),
        ({"mode": "week", "tue_open": "on"}, "Isi jam buka dan jam tutup."),
        ({**WEEK, "mon_to": ""}, "Isi jam buka dan jam tutup."),
        ({**WEEK, "mon_to": "14:00"}, "bertabrakan"),
        ({**WEEK, "mon_from": "pagi"}, "Tulis jam seperti 08:00."),
        ({**WEEK, "new_closed": "besok"}, 'class="error"'),
    ],
)
def test_hours_that_cannot_be_are_said_where_they_stand(melati, shop, sent, said):
    response = melati.post(page("hours", shop), sent)
    assert response.status_code == 422 and said in text_of(response)
    assert shop_of(shop.id).opening_hours == {}


def test_hours_are_read_in_lines_of_equal_days():
    day = [["08:00", "17:00"]]
    lines = hours_lines({**dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), day), "sat": [["08:00", "12:00"]]})
    assert [(line.days, line.times) for line in lines] == [
        ("Senin–Jumat", "08.00–17.00"),
        ("Sabtu", "08.00–12.00"),
        ("Minggu", ""),
    ]
    assert hours_lines({"closed": ["2099-12-25"]}) == []


def test_the_facts_name_the_scale(melati, shop):
    sent = {"nib": "1234 5678 90123", "legal_form": "person", "workers": "3", "yearly_sales": "2,5 miliar", "capital": ""}
    melati.post(page("facts", shop), sent)
    facts = business_facts(shop.id)
    assert (facts.nib, facts.workers, facts.scale) == ("1234567890123", 3, "small")
    assert "Usaha kecil" in text_of(melati.get(page("facts", shop)))
    for wrong in ({"nib": "123"}, {"legal_form": "NV"}, {"workers": "0"}, {"workers": "-1"}, {"capital": "1e309"}):
        assert melati.post(page("facts", shop), {**sent, **wrong}).status_code == 422
    assert business_facts(shop.id) == facts


def test_somebody_is_added_by_phone_and_removed_and_the_last_owner_stays(melati, shop, owner, outsider):
    melati.post(page("members", shop), {"phone": outsider.phone, "role": "staff"})
    melati.post(page("members", shop), {"phone": "0812 9999 0000", "name": "Baru", "role": "cashier"})
    assert [(each.role, each.name) for each in members_of(shop.id)] == [
        ("owner", "Melati"),
        ("staff", outsider.name),
        ("cashier", "Baru"),
    ]
    melati.post(page("members", shop), {"phone": outsider.phone, "role": "cashier"})
    assert len(members_of(shop.id)) == 3
    assert melati.post(page("leave", shop, owner.id)).status_code == 409
    assert melati.post(page("leave", shop, outsider.id)).status_code == 302
    assert melati.post(page("leave", shop, outsider.id)).status_code == 404
    assert len(members_of(shop.id)) == 2
    assert melati.post(page("members", shop), {"phone": owner.phone, "role": "staff"}).status_code == 422
    assert {each.role for each in members_of(shop.id)} == {"owner", "cashier"}


def test_an_owner_who_leaves_sees_the_shop_no_more(melati, shop, owner, outsider):
    add_member(shop.id, phone=outsider.phone, role="owner")
    assert melati.post(page("leave", shop, owner.id)).url == reverse("registry:mine")
    assert melati.get(page("settings", shop)).status_code == 404


def test_an_api_key_is_shown_once_and_revoked(melati, shop):
    said = text_of(melati.post(page("keys", shop), {"label": "Kasir"}))
    [key] = re.findall(r'data-copy="(sekoci_[\w-]+)"', said)
    assert business_of_api_key(key) == shop.id
    assert key not in text_of(melati.get(page("keys", shop)))
    [known] = api_keys_of(shop.id)
    melati.post(page("revoke", shop, known.id))
    assert business_of_api_key(key) is None
    assert melati.post(page("keys", shop), {"label": ""}).status_code == 422


def test_a_key_of_one_shop_cannot_be_revoked_by_another(melati, shop, other_shop):
    made = make_api_key(other_shop.id, label="x")
    assert melati.post(page("revoke", shop, made.id)).status_code == 404
    assert business_of_api_key(made.key) == other_shop.id


def test_the_shop_is_hidden_and_shown_again(melati, shop):
    melati.post(page("publish", shop), {"tampil": "tidak"})
    assert shop_by_slug(shop.slug) is None
    assert "Belum tampil" in text_of(melati.get(page("settings", shop)))
    melati.post(page("publish", shop), {"tampil": "ya"})
    assert shop_by_slug(shop.slug) is not None
    assert melati.get(page("publish", shop)).status_code == 405


def test_every_page_is_there_in_english_too(melati, shop):
    for pattern in pages_with_a_shop():
        if pattern.name not in ("leave", "revoke", "publish"):
            said = text_of(melati.get(page(pattern.name, shop), {"bahasa": "en"}))
            assert '<html lang="en">' in said
            assert "Pengaturan" not in said and "Simpan" not in said
