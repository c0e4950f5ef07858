"""Whoever withdraws is watched no more: neither phone nor stages of them are told, and partners' offices learn nothing."""

import csv
import io

import pytest
from django.urls import reverse

from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.actions import (
    WasRefused,
    apply_to,
    choose_best,
    decide,
    plan_support,
    withdraw_from,
)
from sekoci.programs.actions.choosing import HasLeft
from sekoci.programs.queries import my_program
from sekoci.programs.tests.people import OFFICER, PARTNER, office, running
from sekoci.programs.tests.test_pages import at, logged_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


@pytest.fixture
def gojek(dinas):
    return office("GoFood", "ride_hailing", PARTNER, ["33.72"])


@pytest.fixture
def taken_in(dinas, gojek, shop, owner):
    """A programme with a partner's office in which Melati takes part, and her enrolment."""
    program = running(dinas, partners=(gojek.organisation_id,))
    apply_to(shop.id, program.slug, person_id=owner.id, language="id")
    choose_best(program.slug, 5, reach=dinas)
    with across_businesses():
        [(enrolment,)] = fetch("select id from programs_enrolment where shop_id = %s", (shop.id,))
    return program, enrolment


def rows(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_after_an_owner_left_officers_read_neither_phone_nor_stages_and_when_she_agreed_and_took_it_back(
    client, dinas, taken_in, shop, owner
):
    program, enrolment = taken_in
    logged_in(client, "+6281271000001")
    phone, last = shop.phone, shop.phone[-4:]
    with across_businesses():
        fetch("update accounts_person set name = '' where id = %s", (owner.id,))
    before = text_of(client.get(at("person", dinas, program.slug, enrolment)))
    assert [phone in before, "Punya toko daring" in before, "Pemilik setuju di halaman ini" in before] == [True, True, True]
    withdraw_from(shop.id, program.slug, person_id=owner.id)
    after = text_of(client.get(at("person", dinas, program.slug, enrolment)))
    assert [phone in after, last in after, "Punya toko daring" in after] == [False, False, False]
    assert "HP dan tahapnya tidak ditampilkan lagi" in after
    assert "Pemilik menyatakan setuju di halaman ini pada " in after
    assert "menarik persetujuannya pada " in after
    assert "belum menyatakan setuju" not in after
    assert "· pemilik" in after.partition("<h2>Riwayat</h2>")[2]
    [heads, told] = rows(client.get(at("export", dinas, program.slug) + "?keadaan=withdrawn"))
    assert (told[0], told[1], told[2], set(told[7:])) == (shop.name, "", "", {""})
    assert len(heads) == len(told)
    for asked, found in ((last, False), (shop.name, True)):
        listed = text_of(client.get(at("people", dinas, program.slug) + f"?keadaan=withdrawn&cari={asked}"))
        assert (f">{shop.name}<" in listed) == found, asked
    assert client.get(at("people", dinas, program.slug) + "?keadaan=semua&tahap=onboarded").context["lines"] == []
    apply_to(shop.id, program.slug, person_id=owner.id, language="id")
    again = text_of(client.get(at("person", dinas, program.slug, enrolment)))
    assert [phone in again, "Pemilik setuju di halaman ini" in again, "menarik" in again] == [True, True, False]


def test_a_partners_office_learns_nothing_of_whoever_left_and_reads_its_own_help_alone(
    client, dinas, gojek, taken_in, shop, owner
):
    program, enrolment = taken_in
    visit = program.offered[0].id
    for reach, cost, note in ((dinas, 777_000, "Catatan dinas"), (gojek, 55_000, "Catatan mitra")):
        plan_support(enrolment, visit, on_day=program.begins_on, key=str(new_id()), reach=reach, given=True, cost=cost, note=note)
    logged_in(client, "+6281271000002")
    person = text_of(client.get(at("person", gojek, program.slug, enrolment)))
    assert ["Catatan mitra" in person, "Catatan dinas" in person, "777" in person] == [True, False, False]
    [_heads, mine] = rows(client.get(at("supports", gojek, program.slug) + "?berkas=csv"))
    assert ("Catatan mitra" in mine, mine[0]) == (True, shop.name)
    withdraw_from(shop.id, program.slug, person_id=owner.id)
    assert client.get(at("person", gojek, program.slug, enrolment)).status_code == 404
    for state in ("withdrawn", "semua"):
        page = client.get(at("people", gojek, program.slug) + f"?keadaan={state}")
        assert (page.context["lines"], "keadaan=withdrawn" in page.content.decode().partition('<form class="filters"')[0]) == (
            [], False,
        )  # fmt: skip
        assert len(rows(client.get(at("export", gojek, program.slug) + f"?keadaan={state}"))) == 1
    [_heads, mine] = rows(client.get(at("supports", gojek, program.slug) + "?berkas=csv"))
    assert ("Catatan mitra" in mine, mine[0]) == (True, ""), "what it spent stays told, for whom not"
    logged_in(client, "+6281271000001")
    assert len(rows(client.get(at("supports", dinas, program.slug) + "?berkas=csv"))) == 3


def test_whoever_was_refused_cannot_undo_it_by_leaving_or_applying_and_agrees_to_nothing(client, dinas, taken_in, shop, owner):
    program, enrolment = taken_in
    decide(program.slug, [enrolment], "refused", reason="Tempat sudah penuh tahun ini", reach=dinas)
    with across_businesses():
        fetch("delete from programs_consent")
    client.force_login(owner.person)
    page = reverse("programs:mine", args=[shop.slug, program.slug])
    for address, sent in ((reverse("programs:leave", args=[shop.slug, program.slug]), {}), (page, {"setuju": "ya"})):
        told = text_of(client.post(address, sent, follow=True))
        assert "Usaha Anda belum terpilih di program ini." in told
        assert "tercatat" not in told
        known = my_program(shop.id, program.slug)
        assert (known.mine, known.consent_at) == ("refused", None)
    for forged in (withdraw_from, lambda *of, **by: apply_to(*of, **by, language="id")):
        with pytest.raises(WasRefused):
            forged(shop.id, program.slug, person_id=owner.id)


def test_an_officer_cannot_choose_somebody_who_left(client, dinas, taken_in, shop, owner):
    program, enrolment = taken_in
    withdraw_from(shop.id, program.slug, person_id=owner.id)
    with pytest.raises(HasLeft):
        decide(program.slug, [enrolment], "chosen", reason="Sangat perlu dibantu", reach=dinas)
    logged_in(client, "+6281271000001")
    sent = {"keputusan": "chosen", "alasan": "Sangat perlu dibantu"}
    told = text_of(client.post(at("decide", dinas, program.slug, enrolment), sent, follow=True))
    assert ["Pemiliknya sudah mundur." in told, "Keputusan dicatat." in told] == [True, False]
    assert my_program(shop.id, program.slug).mine == "withdrawn"
