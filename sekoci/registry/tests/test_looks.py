"""Every look at businesses is in the trail, also at those without a phone, whoever looked and by whichever door."""

import pytest
from django.test import Client

from sekoci.accounts.models import Person, Viewing
from sekoci.accounts.queries import viewings_of
from sekoci.operations.tests.staff import log_in
from sekoci.registry.actions import appoint_officer, found_organisation, make_office_key
from sekoci.registry.queries import within_reach
from sekoci.registry.tests.linked import a_list, a_row, linked, outlet_of
from sekoci.registry.tests.listed import a_file, an_office
from sekoci.registry.tests.listed import a_list as begun

pytestmark = pytest.mark.django_db
ROWS = "nama,hp,kecamatan\nWarung Sri,0857-2208-1394,Laweyan\nToko Tanpa HP,,Laweyan\n,0857-2208-1395,Laweyan\n"


def pages(what: str) -> list[tuple[str, str, str]]:
    """Who looked at what, of rows that say the page itself."""
    found = Viewing.objects.filter(mark="", what=what).order_by("at", "id")
    return [(each.viewer, each.about, each.ids) for each in found]


def test_an_outlet_without_a_phone_is_opened_and_exported_and_both_are_noted(client, few_areas):
    dinas = found_organisation("Dinas Surakarta", kind="local")
    mute = a_row(a_list(dinas), "Warung Tanpa HP", street="Jalan Sepi 1")
    linked()
    outlet = outlet_of(mute)
    me = appoint_officer(dinas, phone="0812-7000-0001", role="officer", areas=["33.72"])
    client.force_login(Person.objects.get(pk=me))
    home, viewer = f"/petugas/{dinas}/usaha", f"officer:{me}"
    for _ in range(2):
        assert client.get(f"{home}/{outlet}").status_code == client.get(home).status_code == 200
        assert "Warung Tanpa HP" in client.get(f"{home}/unduh?wilayah=33.72.01&cari=tanpa").content.decode()
    assert pages("outlet") == [(viewer, "", str(outlet))]
    assert pages("outlets") == [(viewer, "", str(outlet))]
    assert pages("list") == [(viewer, "cari=… wilayah=33.72.01", str(outlet))] * 2, "each file, and no word that was looked for"
    log_in(client)
    shown = client.get("/staf/data/accounts/viewing").content.decode()
    assert "cari=… wilayah=33.72.01" in shown
    one = Viewing.objects.get(mark="", what="outlet")
    assert f"{outlet}" in client.get(f"/staf/data/accounts/viewing/{one.pk}").content.decode()


def test_a_file_that_waits_shows_samples_and_that_is_noted(client, few_areas):
    office = an_office()
    number = begun(office)
    edition = a_file(number, ROWS)
    client.force_login(Person.objects.get(pk=office.person_id))
    address = f"/petugas/{office.organisation}/daftar/{number}/{edition}"
    assert "Warung Sri" in client.get(address).content.decode()
    viewer = f"officer:{office.person_id}"
    assert pages("file") == [(viewer, f"file={edition}", "")]
    assert [each[1:3] for each in viewings_of("+6285722081394")] == [(viewer, "file")]
    assert "0857-2208-1395" in client.get(f"{address}/tidak-terpakai").content.decode()
    assert pages("list") == [(viewer, f"file={edition}", "")]


def test_rows_put_aside_that_a_program_reads_are_noted(few_areas):
    office = an_office()
    edition = a_file(begun(office), ROWS)
    with within_reach(office):
        key = make_office_key(office, label="Program").key
    answer = Client().get(f"/api/v1/office/files/{edition}/put-aside", headers={"Authorization": f"Bearer {key}"})
    assert [item["said"]["phone"] for item in answer.json()["items"]] == ["0857-2208-1395"]
    viewer = f"program:{office.organisation_id}"
    assert pages("list") == [(viewer, f"file={edition} baris=1", "")]
    assert [each[1:] for each in viewings_of("+6285722081395")] == [(viewer, "list", office.name)]
