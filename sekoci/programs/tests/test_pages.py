"""Officers at their pages: a programme set up, businesses taken in, the funnel that leads to them."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.urls import reverse

from sekoci.accounts.queries import viewings_of
from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.programs.actions import close_program, enrol_matching
from sekoci.programs.actions.publishing import count_for_partners
from sekoci.programs.models import Carrier
from sekoci.programs.queries import program_for
from sekoci.programs.tests.people import FAR, OFFICER, PARTNER, drawn, office, outlet, running
from tests.people import someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


def logged_in(client, phone, name="Petugas"):
    client.force_login(someone(phone, name).person)
    return client


def at(name, reach, *more):
    return reverse(f"programs:{name}", args=[reach.organisation, *more])


def text_of(answer):
    return unescape(answer.content.decode())


def test_an_officer_sets_a_programme_up_from_a_template_opens_it_and_takes_businesses_in(client, dinas):
    logged_in(client, "+6281271000001")
    outlet("Warung Tini", listing="https://contoh.id/tini", phone="+6281299990001")
    outlet("Warung Sepi")
    assert "Belum ada program" in text_of(client.get(at("programs", dinas)))
    assert "Bangkitkan kota" in text_of(client.get(at("add", dinas)))
    page = client.get(at("add", dinas) + "?dari=city")
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    wrong = client.post(at("add", dinas) + "?dari=city", sent | {"name": "Solo Bangkit", "more_areas": "Zzzz"})
    assert (wrong.status_code, "Zzzz" in text_of(wrong)) == (422, True)
    client.post(at("add", dinas) + "?dari=city", sent | {"name": "Solo Bangkit", "about": "Usaha kecil di Solo maju bersama."})
    [(slug,)] = fetch("select slug from programs_program")
    assert "Masih rancangan" in text_of(client.get(at("funnel", dinas, slug)))
    client.post(at("open", dinas, slug))
    assert [each.name for each in program_for(slug, dinas).offered] == ["Kunjungan", "Pelatihan", "Foto produk", "Voucher"]
    assert "2</p>" in text_of(client.get(at("add_people", dinas, slug)))
    client.post(at("add_people", dinas, slug), {"angkatan": "Angkatan 1"})
    drawn("33.72")
    with counted() as statements:
        funnel = text_of(client.get(at("funnel", dinas, slug)))
    assert len(statements) <= 10, statements
    assert "2 usaha ikut" in funnel
    assert "Angkatan 1" in funnel
    people = client.get(at("people", dinas, slug) + "?tahap=listed")
    assert ["Warung Tini" in text_of(people), "Warung Sepi" in text_of(people)] == [True, False]
    views = viewings_of("+6281299990001")
    assert [what for _, _, what, _ in views] == ["row"]
    asked = csv.reader(io.StringIO(client.get(at("export", dinas, slug)).content.decode("utf-8-sig")))
    assert sorted(row[0] for row in asked) == ["Warung Sepi", "Warung Tini", "usaha"]
    changed = client.get(at("change", dinas, slug)).context["form"]
    assert (changed["name"].value(), changed["support_name_3"].value()) == ("Solo Bangkit", "Voucher")


def test_one_business_shows_its_stages_and_takes_a_mark_with_evidence(client, dinas):
    logged_in(client, "+6281271000001")
    outlet("Warung Tini", listing="https://contoh.id/tini")
    program = running(dinas)
    enrol_matching(program.slug, reach=dinas)
    [(tini,)] = [(each.id,) for each in client.get(at("people", dinas, program.slug)).context["lines"][0][:1]]
    with counted() as statements:
        page = text_of(client.get(at("person", dinas, program.slug, tini)))
    assert len(statements) <= 10, statements
    assert "dari daftar mitra" in page
    sent = {"stage": "trained", "holds": "ya", "on_day": date(2026, 11, 1), "evidence": "pendek"}
    assert client.post(at("mark", dinas, program.slug, tini), sent).status_code == 422
    client.post(at("mark", dinas, program.slug, tini), sent | {"evidence": "Daftar hadir di balai desa Sondakan"})
    assert "kata petugas" in text_of(client.get(at("person", dinas, program.slug, tini)))
    client.post(at("decide", dinas, program.slug, tini), {"keputusan": "waiting", "alasan": "Pindah ke angkatan dua"})
    assert "Pindah ke angkatan dua" in text_of(client.get(at("person", dinas, program.slug, tini)))


def a_week_passed():
    with across_businesses():
        fetch("update programs_reading set facts = jsonb_set(facts, '{week}', '\"2020-01-06\"') where kind = 'partners'")


def test_a_partner_that_changes_its_list_sees_nothing_of_it_before_monday(client, dinas):
    gojek = office("GoFood", "ride_hailing", PARTNER, ["33.72"], role="partner")
    program = running(dinas, partners=(gojek.organisation_id,))
    numbers = [outlet(f"Warung {number}", listing="https://contoh.id/x") for number in range(9)]
    enrol_matching(program.slug, reach=dinas)
    with across_businesses():
        fetch("update registry_listrow set organisation_id = %s where outlet_id = any(%s)", (gojek.organisation_id, numbers[:4]))
    count_for_partners()
    logged_in(client, "+6281271000002")
    before = client.get(at("funnel", gojek, program.slug)).context["mine"]
    with across_businesses():
        fetch("update registry_listrow set organisation_id = %s", (gojek.organisation_id,))
    count_for_partners()
    at_once = client.get(at("funnel", gojek, program.slug)).context["mine"]
    a_week_passed()
    count_for_partners()
    assert (before, at_once, client.get(at("funnel", gojek, program.slug)).context["mine"]) == (0, 0, 5)


def test_partners_see_totals_and_their_own_part_and_no_names_and_strangers_nothing(client, dinas):
    gojek = office("GoFood", "ride_hailing", PARTNER, ["33.72"], role="partner")
    for number in range(9):
        outlet(f"Warung {number}", listing="https://contoh.id/x")
    outlet("Warung rahasia")
    program = running(dinas, partners=(gojek.organisation_id,))
    enrol_matching(program.slug, reach=dinas)
    logged_in(client, "+6281271000002")
    assert "dihitung hari ini, lalu tiap Senin" in text_of(client.get(at("funnel", gojek, program.slug))), "not counted yet"
    assert [count_for_partners(), count_for_partners()] == [1, 0], "once a week is once"
    with counted() as statements:
        page = text_of(client.get(at("funnel", gojek, program.slug)))
    assert len(statements) <= 10, statements
    assert ">5<" in page
    assert not [number for number in (">9<", ">8<", ">1<") if number in page], "the one that has no shop would be found"
    assert "Warung" not in page
    assert client.get(at("people", gojek, program.slug)).status_code == 403

    def most():
        return max(count for _name, count, _mine in client.get(at("funnel", gojek, program.slug)).context["rows"])

    days = [most()]
    for number in range(10, 15):
        outlet(f"Warung {number}", listing="https://contoh.id/x")
        enrol_matching(program.slug, reach=dinas)
        a_week_passed()
        assert count_for_partners() == 1
        days.append(most())
    assert (set(days), days) == ({5, 10}, sorted(days)), "one more is seen once in five weeks, and nobody outside knows at which"
    other = office("Dinas Makassar", "local", FAR, ["73"])
    logged_in(client, "+6281271000003")
    assert client.get(at("funnel", other, program.slug)).status_code == 404
    assert client.post(at("add_people", other, program.slug)).status_code == 404
    assert client.get(at("funnel", dinas, program.slug)).status_code == 404


def test_what_an_address_asks_for_and_is_not_in_the_programme_is_said(client, dinas):
    logged_in(client, "+6281271000001")
    program = running(dinas)
    for name, asked, words in (
        ("funnel", "wilayah=99.99", "Wilayah “99.99” tidak dikenal"),
        ("funnel", "wilayah=%C2%B2", "Wilayah “²” tidak dikenal"),
        ("funnel", "bulan=2020-01", "Bulan “2020-01” tidak dikenal"),
        ("funnel", "tahap=kaya", "Tahap “kaya” tidak dikenal"),
        ("funnel", "angkatan=99", "Angkatan “99” tidak dikenal"),
        ("results", "menurut=bulan&bulan=2031-13", "Bulan “2031-13” tidak dikenal"),
        ("results", "menurut=hari", "Kelompok “hari” tidak dikenal"),
        ("people", "keadaan=senang", "Keadaan “senang” tidak dikenal"),
        ("people", "tahap=ikut", "Tahap “ikut” tidak dikenal"),
        ("export", "wilayah=98", "Wilayah “98” tidak dikenal"),
    ):
        page = client.get(f"{at(name, dinas, program.slug)}?{asked}")
        assert page.status_code == 404, (name, asked)
        assert words in text_of(page), (name, asked)
    today = f"{clock.day_in('Asia/Jakarta'):%Y-%m}"
    for name, asked in (
        ("funnel", f"wilayah=33.72.01&bulan={today}&angkatan=&tahap="),
        ("people", "keadaan=&wilayah=33.72&tahap="),
    ):
        assert client.get(f"{at(name, dinas, program.slug)}?{asked}").status_code == 200


@pytest.mark.parametrize("part", ["programme", "counts"])
def test_a_new_partner_reads_on_which_day_it_is_counted_first(client, dinas, part):
    gojek = office("GoFood", "ride_hailing", PARTNER, ["33.72"], role="partner")
    logged_in(client, "+6281271000002")
    monday = datetime(2026, 11, 23, 2, tzinfo=UTC)
    with clock.frozen(monday):
        program = running(dinas, partners=() if part == "programme" else (gojek.organisation_id,))
        outlet("Warung", area="33.11.01")
        page = at("funnel", gojek, program.slug) if part == "programme" else reverse("registry:counts", args=[gojek.organisation])
        if part == "programme":
            count_for_partners()
            Carrier.objects.create(program_id=program.id, organisation_id=gojek.organisation_id)
        else:
            assert "dibuat hari ini" in text_of(client.get(page))
            with across_businesses():
                fetch(
                    "insert into registry_outletweek (level, area_code, organisations, outlets, rows, shops, counted_at)"
                    " values (1, '73', '{}', 9, 9, 0, %s)",
                    (clock.now(),),
                )
        assert "tiap Senin, mulai Senin, 30 November 2026" in text_of(client.get(page))
    if part == "programme":
        with clock.frozen(monday + timedelta(days=7)):
            assert "dihitung hari ini" in text_of(client.get(page))
            close_program(program.slug, reach=dinas)
            assert "sudah ditutup sebelum" in text_of(client.get(page))
