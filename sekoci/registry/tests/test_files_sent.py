"""A program sends a file: the way of the page's upload, once, whole or not at all, and nobody else finds it."""

import pytest
from django.test import Client

from sekoci.registry.actions import found_organisation, make_office_key
from sekoci.registry.actions.reading_lists import read_edition
from sekoci.registry.actions.sending_files import FileCut, send_file
from sekoci.registry.actions.storing_lists import write_edition
from sekoci.registry.models import ListEdition, PartnerList
from sekoci.registry.queries import within_reach
from sekoci.registry.rest.files import sends_files
from sekoci.registry.tests.listed import DAY, an_office

pytestmark = pytest.mark.django_db
GOOD = b"nama,hp,kecamatan\nWarung Sri,0857-2208-1394,Laweyan\nToko Maju,0857-2208-1395,Laweyan\n,0857,Laweyan\n"


@pytest.fixture
def office(few_areas):
    return an_office()


def calling(reach, **more):
    with within_reach(reach):
        key = make_office_key(reach, label="Program", **more).key

    def call(method, address, body=b"", kind="application/octet-stream", **headers):
        said = {"Authorization": f"Bearer {key}", **headers}
        return Client().generic(method, f"/api/v1/office/files{address}", body, kind, headers=said)

    return call


def sent(call, body=GOOD, **more):
    asked = "&".join(f"{name}={value}" for name, value in ({"name": "Mitra", "as_of": DAY, "file_name": "a.csv"} | more).items())
    return call("POST", f"?{asked}", body)


def test_a_file_is_read_seen_and_stored_once(office):
    call = calling(office)
    came = sent(call)
    assert (came.status_code, came.json()["state"]) == (201, "reading")
    assert came["Location"].endswith(came.json()["id"])
    again = sent(call)
    assert again.json()["id"] == came.json()["id"] and ListEdition.objects.count() == 1
    one = f"/{came.json()['id']}"
    early = call("POST", f"{one}/store", b"{}", "application/json")
    assert (early.status_code, early.json()["code"]) == (409, "list_still_reading")
    read_edition(ListEdition.objects.get().pk)
    read = call("GET", one).json()
    assert (read["state"], read["came"], read["put_aside"], read["reasons"]) == ("ready", 2, 1, {"no_name": 1})
    assert read["columns"] == {"name": "nama", "phone": "hp", "district": "kecamatan"}
    assert [(row["row"], row["said"]["phone"]) for row in call("GET", f"{one}/put-aside").json()["items"]] == [(4, "0857")]
    for _ in range(2):
        assert call("POST", f"{one}/store", b"{}", "application/json").json()["state"] == "storing"
    write_edition(ListEdition.objects.get().pk)
    assert call("GET", one).json()["state"] == "stored"
    late = call("POST", f"{one}/store", b"{}", "application/json")
    assert (late.status_code, late.json()["code"]) == (409, "list_not_waiting")
    twice = sent(call)
    assert (twice.status_code, twice.json()["code"]) == (409, "list_already_stored")
    assert call("DELETE", one).status_code == 204 and call("GET", one).json()["state"] == "stored"


def test_a_file_that_is_cut_or_empty_leaves_nothing(office, settings):
    before = {*settings.HOME.glob("lists/*/source")}
    with pytest.raises(FileCut), within_reach(office):
        send_file(office, [GOOD], size=len(GOOD) + 10, name="Mitra", as_of=DAY, file_name="a.csv")
    empty = sent(calling(office), b"")
    assert (empty.status_code, empty.json()["code"]) == (422, "no_file")
    assert not ListEdition.objects.exists() and not PartnerList.objects.filter(is_own=False).exists()
    assert {*settings.HOME.glob("lists/*/source")} == before


def test_a_file_that_cannot_be_read_is_not_said_to_be_stored(office):
    call = calling(office)
    made = f"/{sent(call, b'%PDF-1.7 x').json()['id']}"
    read_edition(ListEdition.objects.get().pk)
    said = call("POST", f"{made}/store", b"{}", "application/json")
    assert (said.status_code, said.json()["code"]) == (409, "list_cannot_be_read")


def test_what_cannot_be_is_said(office):
    call = calling(office)
    assert sent(call, as_of="2199-01-01").status_code == 422
    assert sent(call, area="x").status_code == 422
    assert sent(call, name="").status_code == 422
    assert sent(calling(office, scopes=["results:read"])).json()["code"] == "scope_missing"
    assert sent(lambda *said: call(*said, Authorization="Bearer sekoci_x")).status_code == 401


def test_another_offices_file_is_not_found(office):
    made = f"/{sent(calling(office)).json()['id']}"
    found_organisation("Bank Lain", kind="bank")
    stranger = calling(an_office("Bank Dua", phone="0812-7000-0099"))
    assert stranger("GET", made).status_code == 404
    assert stranger("GET", f"{made}/put-aside").status_code == 404
    assert stranger("POST", f"{made}/store", b"{}", "application/json").status_code == 404
    assert stranger("DELETE", made).status_code == 404
    assert ListEdition.objects.get().state == "reading"


@pytest.mark.parametrize(("scopes", "may"), [(["lists:write"], True), (["results:read"], False)])
def test_only_a_key_that_brings_lists_may_send_what_is_large(office, rf, scopes, may):
    with within_reach(office):
        key = make_office_key(office, label="x", scopes=scopes).key
    at = "/api/v1/office/files"
    assert sends_files(rf.post(at, headers={"Authorization": f"Bearer {key}"})) is may
    assert sends_files(rf.post(at)) is False
    assert sends_files(rf.post("/api/v1/office/pushes", headers={"Authorization": f"Bearer {key}"})) is False
