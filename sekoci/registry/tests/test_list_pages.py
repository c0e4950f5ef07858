"""What officers and partners see of their lists, and that nobody else sees anything of them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sekoci.kit.sql import counted, fetch
from sekoci.registry.actions.linking import link_waiting
from sekoci.registry.actions.reading_lists import read_edition
from sekoci.registry.actions.storing_lists import write_edition
from sekoci.registry.lists.opening import EmptyList
from sekoci.registry.models import LinkRun, ListEdition
from sekoci.registry.queries.lists import lists_of
from sekoci.registry.tests import linked
from sekoci.registry.tests.listed import a_file, a_list, an_office, stored, taken
from sekoci.registry.tests.people import text_of
from tests.addresses import fill, routes

pytestmark = pytest.mark.django_db
TEXT = (
    "Nama Usaha,Pemilik,HP,Kecamatan,Kota,NIK\nWarung Sri,Sri,085722081394,Laweyan,Solo,3372014101800001\n,,,,,3372014101800002\n"
)


@pytest.fixture
def office(few_areas):
    return an_office()


@pytest.fixture
def partner(client, office):
    client.force_login(person(office))
    return client


def person(office):
    from sekoci.accounts.models import Person

    return Person.objects.get(id=office.person_id)


def page(office, name, *more):
    return reverse(f"registry:{name}", args=[office.organisation, *more])


def a_sheet(text=TEXT, name="mitra.csv"):
    return SimpleUploadedFile(name, text.encode())


def test_a_list_is_begun_sent_looked_at_and_stored(partner, office):
    assert partner.get("/petugas").headers["Location"] == page(office, "office")
    assert "Belum ada. Kirim yang pertama." in text_of(partner.get(page(office, "office")))
    begun = partner.post(page(office, "new_list"), {"name": "Mitra Solo", "place": ""})
    [one] = lists_of(office.organisation_id)
    assert begun.headers["Location"] == page(office, "list", one.id)
    sent = partner.post(page(office, "list", one.id), {"file": a_sheet(), "as_of": "2026-11-01"})
    address = sent.headers["Location"]
    edition = ListEdition.objects.get(list_id=one.id)
    assert "File sedang diperiksa" in text_of(partner.get(address))
    read_edition(edition.id)
    with counted() as statements:
        seen = text_of(partner.get(address))
    assert len(statements) <= 10
    assert "NIK (nomor KTP)" in seen
    assert "Simpan 1 usaha" in seen
    assert "085722081394" not in seen
    assert "33720141" not in seen
    assert partner.post(address, {"aksi": "simpan"}).status_code == 302
    assert "Daftar sedang disimpan" in text_of(partner.get(address, headers={"HX-Request": "true"}))
    write_edition(edition.id)
    assert "Daftar sudah tersimpan" in text_of(partner.get(address))
    assert "1 usaha per" in text_of(partner.get(page(office, "lists")))
    again = partner.post(page(office, "list", one.id), {"file": a_sheet(), "as_of": "2026-11-02"})
    assert again.status_code == 422
    assert address in text_of(again)


def test_only_who_holds_the_office_may_send_what_is_large(partner, office, client, outsider):
    number = a_list(office)
    sent = {"CONTENT_LENGTH": "400000000", "content_type": "multipart/form-data; boundary=x"}
    elsewhere = an_office("Bank", phone="0812-7100-0009")
    assert partner.post(page(office, "list", number), b"", **sent).status_code == 422
    assert partner.post(page(elsewhere, "lists"), b"", **sent).status_code == 413
    for stranger in (outsider, None):
        other = Client()
        if stranger:
            other.force_login(person(elsewhere))
        refused = other.post(page(office, "list", number), b"", **sent)
        assert (refused.status_code, refused["Connection"]) == (413, "close")


def test_what_is_missing_is_said_beside_the_field(partner, office):
    number = a_list(office)
    address = page(office, "list", number)
    assert "Pilih dulu filenya." in text_of(partner.post(address, {"as_of": "2026-11-01"}))
    assert "Isi tanggal data ini diambil." in text_of(partner.post(address, {"file": a_sheet(), "as_of": "kemarin"}))
    taken = partner.post(page(office, "new_list"), {"name": "mitra solo", "place": ""})
    assert taken.status_code == 422
    assert address in text_of(taken)
    assert partner.post(page(office, "new_list"), {"name": "Lain", "place": "zzzz", "found_for": "zzzz"}).status_code == 422


def test_when_it_is_stored_the_page_leads_on_to_what_becomes_of_it(client, few_areas):
    dinas = an_office("Dinas", phone="0812-7100-0003", role="officer", areas=["33.72"])
    client.force_login(person(dinas))
    number = a_list(dinas)
    edition = stored(number, "Nama Usaha,Kota\nWarung Sri,Solo\n")
    address = page(dinas, "edition", number, edition.pk)
    seen = text_of(client.get(address))
    assert "Sekarang dihubungkan dengan daftar lain" in seen
    assert all(f'href="{page(dinas, name)}"' in seen for name in ("counts", "review"))
    link_waiting(linked.by_phone)
    assert "Sudah dihubungkan dengan daftar lain" in text_of(client.get(address))
    LinkRun.objects.update(state="failed")
    assert f'href="{page(dinas, "runs")}"' in text_of(client.get(address))


def test_a_partner_is_led_to_counts_and_not_to_pairs(partner, office):
    number = a_list(office)
    edition = stored(number, "Nama Usaha\nWarung Sri\n")
    seen = text_of(partner.get(page(office, "edition", number, edition.pk)))
    assert page(office, "counts") in seen and "hitungan hari Senin" in seen and page(office, "review") not in seen


def test_an_empty_file_is_refused_at_once(partner, office):
    number = a_list(office)
    empty = SimpleUploadedFile("kosong.csv", b"")
    sent = partner.post(page(office, "list", number), {"file": empty, "as_of": "2026-11-01"})
    assert sent.status_code == 422 and ("File ini kosong" in text_of(sent) or "Pilih dulu filenya" in text_of(sent))
    with pytest.raises(EmptyList):
        a_file(number, "")
    assert not ListEdition.objects.exists()


@pytest.mark.parametrize(
    ("text", "said", "may_store"),
    [
        ("Nama Usaha,HP\n", "hanya berisi judul kolom", False),
        ("Nama Usaha,HP\n,0812\n-,0813\n", "Tidak ada baris yang bisa dipakai", False),
        ("Nama Usaha,HP,Kota\nWarung Sri,085722081394,Solo\nToko Jok", "Baris terakhirnya terpotong", True),
        ("Sebutan,Letak\nMelati,Solo\nKenanga,Solo\nMawar,Solo\n", "Judul kolomnya tidak dikenali", True),
    ],
)
def test_what_is_wrong_with_a_file_is_said_before_it_is_stored(partner, office, text, said, may_store):
    number = a_list(office)
    seen = text_of(partner.get(page(office, "edition", number, a_file(number, text))))
    assert said in seen and ('value="simpan"' in seen) is may_store


def test_a_file_that_cannot_be_read_leads_to_another_and_not_to_itself(partner, office):
    number = a_list(office)
    seen = text_of(partner.get(page(office, "edition", number, a_file(number, "%PDF-1.7 x"))))
    assert "Kirim file lain" in seen and 'value="ulangi"' not in seen and page(office, "list", number) in seen


def test_storing_before_it_is_read_says_so(partner, office):
    number = a_list(office)
    address = page(office, "edition", number, taken(number, "Nama Usaha\nWarung Sri\n"))
    early = partner.post(address, {"aksi": "simpan"})
    assert early.status_code == 422 and "masih diperiksa" in text_of(early)


def test_columns_are_chosen_on_the_page(partner, office):
    number = a_list(office)
    edition = a_file(number, "Apa,Siapa\nWarung Sri,Sri\nToko Joko,Joko\n")
    address = page(office, "edition", number, edition)
    assert 'name="kolom-1"' in text_of(partner.get(address))
    partner.post(address, {"aksi": "kolom", "judul": "1", "kolom-0": "name", "kolom-1": "owner"})
    read_edition(edition)
    assert ListEdition.objects.get(id=edition).columns == {"name": "Apa", "owner": "Siapa"}
    assert partner.post(address, {"aksi": "kolom", "judul": "1", "kolom-1": "owner"}).status_code == 422
    assert partner.post(address, {"aksi": "batal"}).status_code == 302
    assert "Dibatalkan" in text_of(partner.get(address))


def test_what_is_put_aside_comes_as_text_that_nothing_computes(partner, office):
    number = a_list(office)
    edition = a_file(number, 'Nama Usaha,Pemilik,HP\n,"=cmd()",1\n-,@SUM(1),+62\nWarung,,\n')
    answer = partner.get(page(office, "put_aside", number, edition))
    cells = re.findall(r"(?:^|,)([^,\r\n]*)", answer.content.decode("utf-8-sig"), re.MULTILINE)
    assert "'=cmd()" in cells
    assert "'@SUM(1)" in cells
    assert not [cell for cell in cells if cell[:1] in "=+@" and cell]


def test_a_partner_never_sees_anothers_list_by_any_address(partner, office):
    other = an_office("Bank Rahasia", phone="0812-7100-0002")
    theirs = a_list(other, "Nasabah Rahasia")
    stored(theirs, "Nama Usaha\nWarung Rahasia\n")
    waits = a_file(theirs, "Nama Usaha\nWarung Rahasia\n-\n,\nKedai Rahasia\n")
    mine = a_list(office)
    before = fetch("select id, state, preview::text from registry_listedition order by id")
    for route in (each for each in routes() if each.startswith("petugas/<")):
        for slug, number in ((other.organisation, theirs), (office.organisation, theirs), (office.organisation, mine)):
            if slug == office.organisation and ("<int" not in route or (number == mine and "<uuid" not in route)):
                continue
            address = fill(route, {"slug": slug, "int": str(number), "uuid": str(waits), "str": "x"})
            for answer in (partner.get(address), partner.post(address, {"aksi": "simpan", "name": "x"})):
                is_officers = answer.status_code == 403 and slug == office.organisation and "/daftar" not in route
                assert is_officers or answer.status_code in (404, 405), (address, answer.status_code)
                assert "Rahasia" not in text_of(answer), address
    assert fetch("select id, state, preview::text from registry_listedition order by id") == before
    assert "Rahasia" not in text_of(partner.get(page(office, "lists")))


def test_the_account_page_leads_who_has_an_office_there_and_nobody_else(partner, office, owner):
    assert 'href="/petugas"' in text_of(partner.get("/akun"))
    somebody = Client()
    somebody.force_login(owner.person)
    assert 'href="/petugas"' not in text_of(somebody.get("/akun"))
    assert somebody.get("/petugas").status_code == 404
    assert somebody.get(page(office, "lists")).status_code == 404


def test_the_page_names_the_columns_that_are_not_used_outside_the_folded_form(office, partner):
    number = a_list(office)
    text = "No,Nama Usaha,Kecamatan,Keterangan,NIK\n1,Warung Sri,Laweyan,baik,3372014101800001\n2,Depot Ani,Laweyan,baik,\n"
    seen = page(office, "edition", number, a_file(number, text))
    shown = partner.get(seen).content.decode()
    assert "Kolom yang tidak dipakai: No, Keterangan." in shown.partition("<details")[0]
    plain = page(office, "edition", number, a_file(number, "Nama Usaha,Kecamatan\nWarung Sri,Laweyan\n"))
    assert "Kolom yang tidak dipakai" not in partner.get(plain).content.decode()
