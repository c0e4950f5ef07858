"""Numbers that nobody writes, in addresses and forms of officers, are no fault of the house."""

import pytest

from sekoci.kit.asked import whole_number
from sekoci.programs.tests.people import OFFICER, office, outlet, running
from sekoci.programs.tests.test_pages import at, logged_in

pytestmark = pytest.mark.django_db
HUGE = "9" * 5000


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


@pytest.mark.parametrize("number", [HUGE, "9" * 19, "²", "٣"])
def test_no_number_in_an_address_or_a_form_is_too_long(client, dinas, number):
    logged_in(client, "+6281271000001")
    program = running(dinas)
    registry = f"/petugas/{dinas.organisation}"
    there = outlet("Warung Tini")
    asked = (
        ("funnel", {"angkatan": number}, 404), ("people", {"angkatan": number}, 404), ("people", {"mulai": number}, 200),
        ("people", {"diberi": "given", "dari": number}, 404), ("people", {"diberi": "given", "bantuan": number}, 404),
    )  # fmt: skip
    for name, sent, status in asked:
        assert client.get(at(name, dinas, program.slug), sent).status_code == status, (name, sent.keys())
    forms = (
        (at("add_people", dinas, program.slug), {"usaha": number}),
        (at("add_people", dinas, program.slug), {"outlet": number, "banyak": number}),
        (at("choose", dinas, program.slug), {"banyak": number}),
        (at("give", dinas, program.slug), {"bantuan": number}),
        (f"{registry}/tinjau", {"pasangan": number, "jawab": "same"}),
        (f"{registry}/tinjau/batal", {"keputusan": number}),
        (f"{registry}/usaha/{there}", {"baris": number, "ganti": f"{number}-{number}"}),
    )
    for address, sent in forms:
        status = client.post(address, sent).status_code
        assert status < 500, (address, sent.keys(), status)
    assert client.get(f"{registry}/usaha", {"mulai": number}).status_code == 200


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), ("007", 7), ("9" * 18, int("9" * 18)), ("9" * 19, 0), (HUGE, 0), ("", 0), ("-1", 0), ("²", 0)]
)
def test_a_whole_number_out_of_a_request_fits_a_column_or_is_none(text, number):
    assert whole_number(text) == number
