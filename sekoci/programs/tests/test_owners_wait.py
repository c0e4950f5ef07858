"""An owner who applied reads who answers and when, where she is in the order of things, and what her points are made of."""

from datetime import date
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from sekoci.kit.errors import Invalid
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.programs.actions import apply_to, change_program, choose_best, decide, enrol_outlets, make_program, withdraw_from
from sekoci.programs.queries import my_program
from sekoci.programs.tests.people import OFFICER, draft, office, outlet, running

WEIGHTS = {"not_digital": 0, "woman": 2, "micro": 0, "reachable": 1, "referred": 3}
CONTACT = "Dinas Koperasi, 0271-555123, hari kerja"


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


@pytest.fixture
def page(client, shop, owner):
    client.force_login(owner.person)

    def read(program):
        return unescape(client.get(reverse("programs:mine", args=[shop.slug, program.slug])).content.decode())

    return read


def test_who_answers_by_when_and_what_comes_next(dinas, shop, owner, page):
    program = running(dinas, weights=WEIGHTS, contact=CONTACT, decides_on=date(2026, 12, 4))
    before = page(program)
    assert CONTACT in before
    assert "Nilai usaha Anda: 1 dari 6" in before
    assert "Pakai kode dari orang yang mengajak Anda saat mendaftar." in before
    assert "Selanjutnya" not in before
    apply_to(shop.id, program.slug, person_id=owner.id, language="id")
    told = page(program)
    assert "Dinas Solo memilih dan menjawab" in told
    assert "Paling lambat Jumat, 4 Desember 2026. Kabarnya dikirim ke HP Anda." in told
    assert "Nilai usaha Anda: 1 dari 6" in told
    assert "Batalkan pendaftaran" in told
    assert "Sampai di mana Anda" not in told, "no row of stages before she takes part"


def test_without_a_day_or_a_contact_it_says_so(dinas, shop, owner, page):
    program = running(dinas)
    apply_to(shop.id, program.slug, person_id=owner.id, language="id")
    told = page(program)
    assert "Belum ada tanggalnya. Kabarnya dikirim ke HP Anda." in told
    assert "Tanyakan pada Dinas Solo." in told


def test_who_waits_reads_why_and_who_takes_part_neither(dinas, shop, owner, page):
    program = running(dinas, places=1)
    apply_to(shop.id, program.slug, person_id=owner.id, language="id")
    choose_best(program.slug, 0, reach=dinas)
    told = page(program)
    assert ["Anda di daftar tunggu." in told, "Tempatnya penuh" in told] == [True, False], "the place is free"
    enrol_outlets(program.slug, [outlet("Bu Tini")], reach=dinas)
    assert "Tempatnya penuh, jadi Anda di daftar tunggu." in page(program)
    with across_businesses():
        [(tini,)] = fetch("select id from programs_enrolment where state = 'chosen'")
    decide(program.slug, [tini], "refused", reason="Usahanya sudah tutup", reach=dinas)
    change_program(program.slug, draft(places=2), reach=dinas)
    choose_best(program.slug, 1, reach=dinas)
    told = page(program)
    assert "Selanjutnya" not in told
    assert "Nilai usaha Anda" not in told
    assert "Sampai di mana Anda" in told


def test_who_comes_back_is_scored_anew(dinas, shop, owner):
    program = running(dinas, weights=WEIGHTS)
    apply_to(shop.id, program.slug, person_id=owner.id, language="id")
    withdraw_from(shop.id, program.slug, person_id=owner.id)
    with in_business(shop.id):
        fetch("update programs_enrolment set score = 99, points = '{\"woman\": 99}'")
    apply_to(shop.id, program.slug, person_id=owner.id, language="id")
    assert (my_program(shop.id, program.slug).score, my_program(shop.id, program.slug).points) == (1, {"reachable": 1})


def test_a_programme_keeps_its_contact_and_its_day_and_refuses_a_day_after_its_end(client, dinas):
    program = running(dinas, contact=CONTACT, decides_on=date(2026, 12, 4))
    client.force_login(get_user_model().objects.get(id=dinas.person_id))
    form = client.get(f"/petugas/{dinas.organisation}/program/{program.slug}/ubah").content.decode()
    assert CONTACT in form
    assert 'value="2026-12-04"' in form
    assert (program.contact, program.decides_on) == (CONTACT, date(2026, 12, 4))
    with pytest.raises(Invalid) as no:
        change_program(program.slug, draft(decides_on=date(2027, 9, 1)), reach=dinas)
    assert no.value.field == "decides_on"
    with pytest.raises(Invalid):
        make_program(draft(name="Lain", decides_on=date(2027, 9, 1)), reach=dinas)


@pytest.mark.parametrize(("places", "many", "prefilled"), [(None, 3, "3"), (2, 3, "2"), (9, 3, "3")])
def test_how_many_are_taken_in_begins_with_the_free_places(client, dinas, places, many, prefilled):
    for number in range(many):
        outlet(f"Warung {number}")
    program = running(dinas, places=places)
    client.force_login(get_user_model().objects.get(id=dinas.person_id))
    page = client.get(f"/petugas/{dinas.organisation}/program/{program.slug}/tambah").content.decode()
    assert f'name="banyak" inputmode="numeric" maxlength="7" value="{prefilled}"' in page


def test_without_a_free_place_nobody_is_taken_in_unless_it_is_said_how_many(client, dinas):
    for number in range(3):
        outlet(f"Warung {number}")
    program = running(dinas, places=1)
    client.force_login(get_user_model().objects.get(id=dinas.person_id))
    page = f"/petugas/{dinas.organisation}/program/{program.slug}/tambah"
    client.post(page, {"banyak": "1"})
    assert 'maxlength="7" value=""' in client.get(page).content.decode()
    for said in ("", "0", "semua"):
        assert "Tulis berapa usaha yang dimasukkan." in client.post(page, {"banyak": said}, follow=True).content.decode()
    with across_businesses():
        assert fetch("select state from programs_enrolment") == [("chosen",)]
    client.post(page, {"banyak": "2"})
    with across_businesses():
        assert sorted(fetch("select state from programs_enrolment")) == [("chosen",), ("waiting",), ("waiting",)]
