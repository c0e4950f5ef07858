"""The number of an identity card that stands in a name or a note: dropped before anything is stored or shown, and told."""

import json

import pytest
from django.urls import reverse

from sekoci.accounts.models import Person
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.actions import store_edition
from sekoci.registry.actions.storing_lists import write_edition
from sekoci.registry.lists.guess import layout_as_told
from sekoci.registry.lists.strays import without_numbers
from sekoci.registry.queries.lists import preview_of, quarantined_rows
from sekoci.registry.tests.listed import a_file, a_list, an_office, rows_of
from sekoci.registry.tests.test_pushing import calling, key_of, pushed

NIK = "337201410270000"
TEXT = f"""ID,Nama Usaha,Pemilik,No HP,Alamat,Kecamatan,Kota,Jenis Usaha,NIB
a1,Warung Sri,Sri Lestari / {NIK}1,0857-2208-1394,Jl. Mawar 5,Laweyan,Solo,kopi,9120001234567
a2,{NIK}2,Joko,,,Laweyan,Solo,kopi,
a3,Warung Lima Uji {NIK}5,33.72.01.410270.0006,085722081395,Jl. Melati NIK: {NIK}7,Laweyan,Solo,bakso {NIK}8,
{NIK}9,Toko Ani,Ani,+62 857-2208-1396 / 3372 0141 0270 0010,,Laweyan,Solo,,
a5,Toko 33.72.01.1002-000123,Budi,6285722081397,,Laweyan,Solo,,
"""


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"Warung NIK {NIK}1", "Warung"),
        (f"Sri Lestari / {NIK}1", "Sri Lestari"),
        (f"Sri (No. KTP: {NIK}1) Lestari", "Sri Lestari"),
        (f"{NIK}1 {NIK}2 {NIK}3", ""),
        ("3372 0141 0270 0001", ""),
        ("33.72.01.410270.0001 RT 3", "RT 3"),
        ("337201 010270 0001, Laweyan", "Laweyan"),
        (f"NIK{NIK}1.0", ""),
        ("Jl. Mawar 3, NPWP 12.345.678.9-012.345 RT 2", "Jl. Mawar 3, RT 2"),
        ("NPWP: 123456789012345", ""),
    ],
)
def test_a_number_of_a_card_is_taken_out_and_the_rest_stays(text, left):
    assert without_numbers(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "0812-3456-7890 0813-4567-8901", "628127101234 0856-7890-1234", "812711110100 8123-4567-890", "6285722081394",
        "9120001234567", "9120001234567 123", "33.72.01.1002 57126", "33.72.01.1002-000123", "3372011002-000123",
        "GF-2026112300000001", "1234567890123456", "3372017210700001", "3372014113700001", "Rp 3.372.014.102.700.001",
        "Nik's Kopi, No. 3372", f"{NIK}123",
    ],
)  # fmt: skip
def test_phones_nib_and_codes_of_all_kinds_stay_as_they_are(text):
    assert without_numbers(text) == text


def everything(edition) -> str:
    """All that is kept of the list, and all that its preview shows."""
    kept = [preview_of(edition), list(quarantined_rows(edition)[1])]
    with across_businesses():
        for table in ("registry_listrow", "registry_listedition", "registry_quarantinedrow", "registry_partnerlist"):
            kept += fetch(f"select t::text from {table} t")  # noqa: S608  ours
    return str(kept)


@pytest.mark.django_db
def test_a_file_keeps_its_rows_without_the_numbers_and_says_how_many_had_one(client, few_areas):
    office = an_office()
    number = a_list(office)
    edition = a_file(number, TEXT)
    seen = preview_of(edition)
    assert (seen.had_numbers, seen.counts["good"], seen.reasons) == (4, 4, {"only_number": 1})
    assert [(each["name"], each["owner"]) for each in seen.samples] == [
        ("Warung Sri", "Sri Lestari"), ("Warung Lima Uji", ""), ("Toko Ani", "Ani"), ("Toko 33.72.01.1002-000123", "Budi"),
    ]  # fmt: skip
    assert [each["number"] for each in seen.wrong] == [3]
    before = everything(edition)
    client.force_login(Person.objects.get(id=office.person_id))
    page = client.get(reverse("registry:edition", args=[office.organisation, number, edition])).content.decode()
    assert "Di 4 baris ada nomor KTP di kolom lain; nomornya dibuang." in page
    store_edition(edition, organisation_id=office.organisation_id)
    write_edition(edition)
    for written in (before, page, everything(edition)):
        assert NIK not in written
        assert "410270" not in written
        assert "0270 0010" not in written
    assert preview_of(edition).had_numbers == 4
    assert rows_of(number, "name", "owner", "phone", "street", "nib") == [
        ("Toko 33.72.01.1002-000123", "Budi", "+6285722081397", "", ""),
        ("Toko Ani", "Ani", "+6285722081396", "", ""),
        ("Warung Lima Uji", "", "+6285722081395", "Jl. Melati", ""),
        ("Warung Sri", "Sri Lestari", "+6285722081394", "Jl. Mawar 5", "9120001234567"),
    ]
    assert {key for (key,) in rows_of(number, "key") if str(key).startswith("a")} == {"a1", "a3", "a5"}


def test_a_row_that_people_call_the_headings_has_none_in_them():
    layout = layout_as_told([["1", "Warung Sri", f"Sri / {NIK}1"], ["2", "Warung Ani", "Ani"]], 1, {"name": 0, "owner": 1})
    assert layout.mapping == {"name": "Warung Sri", "owner": "Sri"}


@pytest.mark.django_db
def test_a_file_without_any_says_nothing_of_them(few_areas):
    edition = a_file(a_list(an_office()), "Nama Usaha,Pemilik,Kota\nWarung Sri,Sri,Solo\n")
    assert (preview_of(edition).had_numbers, preview_of(edition).counts["good"]) == (0, 1)
    assert json.loads(fetch("select preview::text from registry_listedition")[0][0])["had_numbers"] == 0


@pytest.mark.django_db
def test_the_number_of_a_card_in_a_name_is_dropped_and_counted(client, few_areas):
    call, nik = calling(client, key_of(an_office()).key), f"{NIK}1"
    rows = [{"name": f"Warung NIK {nik}", "owner": nik}, {"name": nik}, {"key": "M-3", "name": "Toko Maju"}]
    said = pushed(call, rows)
    assert (said["state"], said["came"], said["had_numbers"], said["reasons"]) == ("stored", 2, 2, {"only_number": 1})
    assert rows_of(said["list_id"], "name", "owner") == [("Toko Maju", ""), ("Warung", "")]
    assert nik not in str(rows_of(said["list_id"], "said::text", "facts::text", "key"))
    assert nik not in call("GET", f"/pushes/{said['id']}/put-aside").content.decode()
