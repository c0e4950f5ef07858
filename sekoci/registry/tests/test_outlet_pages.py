"""The officer's pages of outlets: found, opened, parted, reviewed, counted; partners and other areas see none of it."""

from itertools import product

import pytest

from sekoci.accounts.models import Person
from sekoci.accounts.queries import viewings_of
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.registry.actions import appoint_officer, found_organisation
from sekoci.registry.queries import finding_outlets, office_of, within_reach
from sekoci.registry.queries.finding_outlets import Wish, find_outlets
from sekoci.registry.tests.linked import a_list, a_row, linked, outlet_of

pytestmark = pytest.mark.django_db
ONE, OTHER, THIRD = "+6281255500001", "+6281255500002", "+6281255500003"


@pytest.fixture
def dinas(few_areas) -> str:
    return found_organisation("Dinas Surakarta", kind="local")


@pytest.fixture
def rows(dinas) -> dict[str, int]:
    """Two businesses in Laweyan of one name, one of them in two lists; one in Makassar."""
    gofood, bank = (a_list(found_organisation(name, kind="bank")) for name in ("GoFood", "Bank Solo"))
    made = {
        "a": a_row(gofood, "Warung Barokah", ONE, owner="Sri Lestari"),
        "again": a_row(bank, "Wr Barokah", ONE),
        "b": a_row(bank, "Warung Barokah", OTHER, owner="Budi"),
        "far": a_row(gofood, "Kopi Daeng", THIRD, area="73.71.01"),
    }
    linked()
    return made


def sign_in(client, organisation: str, *areas: str, role: str = "officer", phone: str = "0812-7000-0001") -> Person:
    person = Person.objects.get(pk=appoint_officer(organisation, phone=phone, role=role, areas=areas, name="Bu Tri"))
    client.force_login(person)
    return person


def test_outlets_are_found_by_name_phone_area_list_and_shop_inside_the_areas(client, dinas, rows):
    me = sign_in(client, dinas, "33.72")
    home = f"/petugas/{dinas}/usaha"
    with counted() as statements:
        page = client.get(home).content.decode()
    assert len(statements) <= 10
    assert page.count("Barokah</a>") == 2
    assert "Daeng" not in page
    for asked, found in [
        ("cari=0812-5550-0001", 1), ("cari=budi barokah", 1), ("cari=zzz", 0), ("wilayah=33.72.01", 2), ("wilayah=73.71.01", 0),
        ("toko=ya", 0), ("toko=tidak", 2), ("daftar=999999", 0),
    ]:  # fmt: skip
        assert client.get(f"{home}?{asked}").content.decode().count("Barokah</a>") == found, asked
    assert client.get(f"{home}/unduh").content.decode().count("0812-5550") == 2
    assert [each[1:3] for each in viewings_of(ONE)][-1] == (f"officer:{me.pk}", "outlets")
    assert "Usaha" in client.get(f"/petugas/{dinas}").content.decode()


def test_in_a_whole_country_outlets_are_found_by_words_and_paged(client, dinas, rows, monkeypatch):
    sign_in(client, dinas, "", "33.72")
    home = f"/petugas/{dinas}/usaha"
    for asked, names in [
        ("cari=Barok", 2), ("cari=sri barok", 1), ("cari=barokah war", 2), ("cari=arokah", 0), ("cari=daeng", 1),
        ("cari=%26 !", 3), ("cari='; drop", 0), ("cari=warung&wilayah=73", 0), ("cari=kopi&toko=tidak", 1),
        ("cari=barokah&wilayah=33.72", 2), ("cari=arokah&wilayah=33.72", 2), ("wilayah=33", 2), ("", 3), ("toko=tidak", 3),
        ("toko=ya", 0), ("cari=0812-5550-0003", 1),
    ]:  # fmt: skip
        with counted() as statements:
            page = client.get(f"{home}?{asked}")
        assert len(statements) <= 11, asked  # one of them takes the scope back, which only a test's own transaction needs
        assert (len(page.context["found"].items), page.context["found"].count) == (names, names), asked
    reach = office_of(Person.objects.get(phone="+6281270000001").pk, dinas)
    assert reach
    for most, wish in product((0, 2_000), (Wish(), Wish(search="war"), Wish(area="33.72"), Wish(shop="tidak"))):
        monkeypatch.setattr(finding_outlets, "MOST_SORTED", most)
        with within_reach(reach):
            every = [each.id for each in find_outlets(reach, wish).items]
            seen, after = [], 0
            while (page := find_outlets(reach, wish, after=after, limit=1)).items:
                seen += [each.id for each in page.items]
                if not (after := page.next):
                    break
        assert seen == every
        assert len(every) >= 2


def test_more_than_are_looked_at_is_said(client, dinas, rows, monkeypatch):
    sign_in(client, dinas, "")
    monkeypatch.setattr(finding_outlets, "MOST_COUNTED", 2)
    home = f"/petugas/{dinas}/usaha"
    assert "Lebih dari 2 usaha" in client.get(f"{home}?toko=tidak").content.decode()
    assert "3 usaha" in client.get(home).content.decode()


def test_an_outlet_says_where_its_words_come_from_and_is_parted(client, dinas, rows):
    sign_in(client, dinas, "33.72")
    here = f"/petugas/{dinas}/usaha/{outlet_of(rows['a'])}"
    with counted() as statements:
        page = client.get(here).content.decode()
    assert len(statements) <= 10
    assert all(word in page for word in ("Sri Lestari", "GoFood", "Bank Solo", "Aturan: toko di Sekoci dulu"))
    assert client.post(here).headers["Location"] == here
    parted = client.post(here, {"baris": [rows["again"]]}).headers["Location"]
    assert parted == f"/petugas/{dinas}/usaha/{outlet_of(rows['again'])}" != here
    assert "Bu Tri" in client.get(here).content.decode()


def test_a_pair_is_answered_the_next_follows_and_answers_are_taken_back(client, dinas, rows):
    sign_in(client, dinas, "33.72")
    page = f"/petugas/{dinas}/tinjau"
    with counted() as statements:
        shown = client.get(page)
    assert len(statements) <= 10
    text = shown.content.decode()
    assert all(word in text for word in ("Sri Lestari", "Budi", "untuk Sama", "untuk Beda", "dihitung dua usaha"))
    pair = shown.context["pair"]
    assert client.post(page, {"pasangan": pair.id, "jawab": "same"}).headers["Location"] == page
    assert outlet_of(rows["a"]) == outlet_of(rows["b"])
    after = client.get(page)
    assert "Tidak ada yang perlu ditinjau" in after.content.decode()
    asked = client.post(page, {"pasangan": pair.id, "jawab": "different"})
    assert asked.status_code == 409
    assert "Bertentangan" in asked.content.decode()
    client.post(f"{page}/batal", {"keputusan": after.context["mine"][0][0].id})
    assert outlet_of(rows["a"]) != outlet_of(rows["b"])
    assert client.get(f"{page}/{pair.id}").status_code == 200
    assert client.post(page, {"pasangan": pair.id, "jawab": "x"}).headers["Location"] == f"{page}/{pair.id}"


def test_a_second_officer_is_asked_what_holds_where_they_differ(client, dinas, rows):
    sign_in(client, dinas, "33.72", phone="0812-7000-0009")
    page = f"/petugas/{dinas}/tinjau"
    pair = client.get(page).context["pair"]
    client.post(page, {"pasangan": pair.id, "jawab": "same"})
    sign_in(client, dinas, "33.72")
    asked = client.post(page, {"pasangan": pair.id, "jawab": "different"})
    assert asked.headers["Location"] == f"{page}/{pair.id}"
    assert "Pakai jawaban saya" in client.get(f"{page}/{pair.id}").content.decode()
    assert outlet_of(rows["a"]) == outlet_of(rows["b"])
    client.post(page, {"pasangan": pair.id, "jawab": "different", "ganti": f"{pair.rows[0]}-{pair.rows[1]}"})
    assert outlet_of(rows["a"]) != outlet_of(rows["b"])
    assert "dijawab dua orang: 0 dari 100" in client.get(page).content.decode()


def test_counts_say_distinct_and_sum_and_who_shares_and_drill_down(client, dinas, rows):
    sign_in(client, dinas, "")
    page = f"/petugas/{dinas}/hitungan"
    with counted() as statements:
        answer = client.get(page)
    assert len(statements) <= 11  # one of them takes the scope back, which only a test's own transaction needs
    assert (answer.context["total"].outlets, answer.context["total"].rows) == (3, 4)
    assert [(name, has, alone, cells) for name, has, alone, cells in answer.context["overlap"]] == [
        ("Bank Solo", 2, 1, ["", 1]), ("GoFood", 2, 1, [1, ""]),
    ]  # fmt: skip
    assert [(each.code, each.outlets) for each in answer.context["lines"]] == [("33", 2), ("73", 1)]
    assert [each.code for each in client.get(f"{page}?wilayah=33.72").context["lines"]] == ["33.72.01"]
    assert client.get(f"{page}/unduh?wilayah=33").content.decode().count("33.72") == 1


def test_a_partner_opens_no_outlet(client, dinas, rows):
    sign_in(client, "bank-solo", role="partner")
    assert client.get("/petugas/bank-solo/hitungan").status_code == 200
    for address in ("usaha", "usaha/unduh", f"usaha/{outlet_of(rows['b'])}", "tinjau"):
        assert client.get(f"/petugas/bank-solo/{address}").status_code == 403, address


def test_other_areas_and_other_organisations_are_not_there(client, dinas, rows):
    sign_in(client, dinas, "73")
    with across_businesses():
        [(pair,)] = fetch("select id from registry_doubtfulpair")
    here = f"/petugas/{dinas}"
    for address in (f"usaha/{outlet_of(rows['a'])}", f"tinjau/{pair}"):
        assert client.get(f"{here}/{address}").status_code == 404, address
        assert client.post(f"{here}/{address}", {"pasangan": pair, "jawab": "same", "baris": rows["a"]}).status_code == 404, (
            address
        )
    for page in (
        "usaha",
        "usaha?wilayah=33.72.01",
        "tinjau",
        "hitungan?wilayah=33.72",
        "usaha/unduh",
        "usaha?cari=0812-5550-0001",
    ):
        assert "Barokah" not in client.get(f"{here}/{page}").content.decode(), page
    assert client.get("/petugas/gofood/usaha").status_code == 404


def test_an_area_or_a_list_that_nobody_knows_is_said_and_nothing_else_is_shown(client, dinas, rows):
    sign_in(client, dinas, "33.72")
    for asked, words in (
        ("usaha?wilayah=33.72.99", "Wilayah “33.72.99” tidak dikenal"),
        ("usaha?wilayah=73", "Wilayah “73” tidak dikenal"),
        ("usaha?daftar=987654", "Daftar “987654” tidak dikenal"),
        ("usaha?toko=mungkin", "Pilihan toko “mungkin” tidak dikenal"),
        ("usaha/unduh?wilayah=73", "Wilayah “73” tidak dikenal"),
        ("usaha/unduh?yang=kaya", "Pilihan usaha “kaya” tidak dikenal"),
        ("hitungan?wilayah=33.72.99", "Wilayah “33.72.99” tidak dikenal"),
        ("hitungan/unduh?wilayah=73", "Wilayah “73” tidak dikenal"),
    ):
        page = client.get(f"/petugas/{dinas}/{asked}")
        assert (page.status_code, words in page.content.decode()) == (404, True), asked
    assert viewings_of(ONE) == [], "nobody was looked at"
    assert client.get(f"/petugas/{dinas}/usaha?wilayah=33.72.01&daftar=&toko=&yang=").status_code == 200
