"""The settings of a shop, a page a subject: saved, or said what is wrong where it stands."""

import re

import pytest
from django.urls import reverse

from sekoci.registry.actions import LastOwner, add_member, change_business, make_api_key
from sekoci.registry.pages import hours_lines
from sekoci.registry.queries import (
    api_keys_of,
    business_facts,
    business_of_api_key,
    members_of,
    shop_by_slug,
    shop_of,
)
from sekoci.registry.tests.people import page, text_of
from tests.people import LAWEYAN, MARISO

pytestmark = pytest.mark.django_db


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


def test_a_long_name_leaves_the_owners_page_its_place(melati, shop):
    change_business(shop.id, name="Keripik Tempe dan Aneka Camilan Bu Melati Laweyan Surakarta")
    top = melati.get(page("profile", shop)).content.decode().partition("</header>")[0].rpartition("<header")[2]
    assert "<span>Keripik Tempe dan Aneka Camil…</span>" in top and "Laweyan Surakarta" in top  # whole in its title


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


def test_a_fee_that_nobody_would_pay_is_refused(melati, shop):
    melati.post(page("hand_over", shop), {"offers_delivery": "on", "delivery_fee": "10jt"})
    assert shop_of(shop.id).delivery_fee == 10_000_000
    refused = melati.post(page("hand_over", shop), {"offers_delivery": "on", "delivery_fee": "10.000.001"})
    assert refused.status_code == 422
    assert "Ongkos antar paling banyak Rp10.000.000." in text_of(refused)
    assert shop_of(shop.id).delivery_fee == 10_000_000


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


def test_somebody_is_removed_and_the_last_owner_stays(melati, shop, owner, outsider):
    add_member(shop.id, phone=outsider.phone, role="staff")
    assert "Keluarkan saya" not in text_of(melati.get(page("member", shop, owner.id)))  # the only owner cannot go
    add_member(shop.id, phone=outsider.phone, role="cashier")
    assert [(each.role, each.name) for each in members_of(shop.id)] == [("owner", "Melati"), ("cashier", outsider.name)]
    assert melati.post(page("leave", shop, owner.id)).status_code == 409
    assert melati.post(page("leave", shop, outsider.id)).status_code == 302
    assert melati.post(page("leave", shop, outsider.id)).status_code == 404
    with pytest.raises(LastOwner):
        add_member(shop.id, phone=owner.phone, role="staff")
    assert [each.role for each in members_of(shop.id)] == ["owner"]


def test_an_owner_who_leaves_sees_the_shop_no_more(melati, shop, owner, outsider):
    add_member(shop.id, phone=outsider.phone, role="owner")
    assert "Keluarkan saya" in text_of(melati.get(page("member", shop, owner.id)))
    assert melati.post(page("leave", shop, owner.id)).url == reverse("registry:mine")
    assert melati.get(page("settings", shop)).status_code == 404


def test_an_api_key_is_shown_once_and_revoked(melati, shop):
    said = text_of(melati.post(page("keys", shop), {"label": "Kasir", "scopes": ["counter:sell"]}))
    [key] = re.findall(r'data-copy="(sekoci_[\w-]+)"', said)
    assert business_of_api_key(key) == shop.id
    assert key not in text_of(melati.get(page("keys", shop)))
    [known] = api_keys_of(shop.id)
    assert known.scopes == ["counter:sell"]
    again = text_of(melati.post(page("exchange", shop, known.id)))
    assert "Kunci lama masih berlaku 24 jam" in again
    melati.post(page("revoke", shop, known.id))
    assert business_of_api_key(key) is None
    assert melati.post(page("keys", shop), {"label": "", "scopes": ["counter:sell"]}).status_code == 422
    assert "Centang paling sedikit satu" in text_of(melati.post(page("keys", shop), {"label": "Kasir"}))


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
