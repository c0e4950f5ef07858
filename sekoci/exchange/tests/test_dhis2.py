"""A month's numbers as DHIS2 takes them, under its names; what has none is said."""

import json
from datetime import date

import jsonschema_rs
import pytest

from sekoci.exchange.rules import Value, exported, period_of, written
from sekoci.exchange.tests.people import (
    ELEMENT,
    ORDERS,
    UNIT,
    calling,
    in_program,
    person,
    today,
    upload,
)
from sekoci.indicators.actions import count_stocks
from sekoci.indicators.pages import Wish, board, month_of_areas
from sekoci.kit.sql import fetch
from sekoci.programs.tests.people import outlet
from sekoci.registry.queries.officers import within_reach

pytestmark = pytest.mark.django_db
IDENTIFIER = {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9]{10}$"}
AS_PUBLISHED = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["dataValues"],
    "additionalProperties": False,
    "properties": {
        "dataSet": IDENTIFIER,
        "completeDate": {"type": "string", "format": "date"},
        "period": {"type": "string"},
        "orgUnit": IDENTIFIER,
        "attributeOptionCombo": IDENTIFIER,
        "dataValues": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["dataElement", "period", "orgUnit", "value"],
                "additionalProperties": False,
                "properties": {
                    "dataElement": IDENTIFIER,
                    "period": {"type": "string", "pattern": "^20[0-9]{2}(0[1-9]|1[0-2])$"},
                    "orgUnit": IDENTIFIER,
                    "categoryOptionCombo": IDENTIFIER,
                    "attributeOptionCombo": IDENTIFIER,
                    "value": {"type": "string", "pattern": "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$"},
                    "comment": {"type": "string"},
                    "followup": {"type": "boolean"},
                    "storedBy": {"type": "string"},
                },
            },
        },
    },
}
"""A set of data values as DHIS2's manual for developers shows it (Web API, Data values): several units, so each value
says its own. Written by hand from that page; nothing of ours was ever sent to a DHIS2."""


def test_a_months_numbers_go_to_dhis2_with_its_names_and_what_has_none_is_said(client, dinas):
    for number in range(12):
        outlet(f"Toko {number}", area="33.72.02", qris=number < 6)
    program, _ = in_program(dinas, *[outlet(f"Peserta {number}") for number in range(3)])
    count_stocks()
    client.force_login(person(dinas))
    page = f"/petugas/{dinas.organisation}/dhis2"
    assert "Belum ada. Kirim CSV" in client.get(page).content.decode()
    assert upload(client, dinas, f"kode,uid\n33.72,{UNIT}\n33.72.02,O6uvpzGd5pu\n").status_code == 302
    reached = f"program/{program.slug}/onboarded"
    counts = {
        "digital_share": "Jtf34kNZhzP",
        "digital_share/numerator": "h0xKKjijTdI",
        "digital_share/denominator": "pBOMPrpg1QX",
    }
    named = {
        "aksi": "unsur",
        "digital": ELEMENT,
        "outlets": ORDERS,
        **counts,
        reached: "bqK6eSIwo3h",
        f"{reached}/target": "fbfJHSPpUQD",
    }
    assert client.post(page, named).status_code == 302
    call, month = calling(client, dinas), f"{today():%Y%m}"
    said = call("/dhis2/dataValueSets", area="33.72", level=3).json()
    jsonschema_rs.validate(AS_PUBLISHED, said)
    assert {each["period"] for each in said["dataValues"]} == {month}
    told = {(each["orgUnit"], each["dataElement"]): each["value"] for each in said["dataValues"]}
    assert told[UNIT, ORDERS] == "15"
    assert (told["O6uvpzGd5pu", ORDERS], told["O6uvpzGd5pu", ELEMENT]) == ("12", "6")
    share = [told["O6uvpzGd5pu", counts[f"digital_share{part}"]] for part in ("", "/numerator", "/denominator")]
    assert share == ["50.0", "6", "12"]
    assert (told[UNIT, "bqK6eSIwo3h"], told[UNIT, "fbfJHSPpUQD"]) == ("0", "10")
    missing = call("/dhis2/missing", area="33.72", level=3).json()
    assert missing["units"] == ["33.72.01"]
    assert "sells_share" in missing["elements"]
    assert "sells_share/numerator" not in missing["elements"]
    assert missing["values"] == len(said["dataValues"])
    shown = client.get(page, {"sampai": "3"}).content.decode()
    assert "Laweyan" in shown
    saved = client.get(f"{page}/unduh", {"sampai": "3"})
    assert saved["Content-Disposition"].endswith(f'dhis2-{dinas.organisation}-{month}.json"')
    assert json.loads(saved.content) == said


def test_a_partner_exports_what_outsiders_may_see(client, gofood, dinas):
    for number in range(3):
        outlet(f"Warung {number}", area="33.72.01")
    for number in range(24):
        outlet(f"Toko {number}", area=f"33.72.0{2 + number % 2}", qris=number % 4 < 2)
    program, _ = in_program(dinas, outlet("Peserta"), partners=(gofood.organisation_id,))
    count_stocks()
    client.force_login(person(gofood))
    upload(client, gofood, f"33.72;{UNIT}\n33.72.01;O6uvpzGd5pu\n33.72.02;fdc6uOvgoji\n")
    page = f"/petugas/{gofood.organisation}/dhis2"
    client.post(page, {"aksi": "unsur", "outlets": ORDERS, f"program/{program.slug}/onboarded": ELEMENT})
    call = calling(client, gofood)
    told = call("/dhis2/dataValueSets", area="33.72", level=3).json()["dataValues"]
    assert "O6uvpzGd5pu" not in {each["orgUnit"] for each in told}
    assert {each["value"] for each in told if each["dataElement"] == ELEMENT} == {"0"}


def test_what_is_missing_says_that_small_areas_are_left_out_and_not_how_many(client, gofood, dinas):
    said = {
        (reach.organisation, area): calling(client, reach)("/dhis2/missing", area=area, level=3).json()["hidden"]
        for reach in (gofood, dinas)
        for area in ("33", "33.72", "33.72.01")
    }
    assert said == {
        (reach.organisation, area): reach is gofood or area == "33"
        for reach in (gofood, dinas)
        for area in ("33", "33.72", "33.72.01")
    }
    client.force_login(person(gofood))
    upload(client, gofood, f"33.72;{UNIT}\n")
    page = f"/petugas/{gofood.organisation}/dhis2"
    client.post(page, {"aksi": "unsur", "outlets": ORDERS})
    assert "terlalu kecil tidak ikut" in client.get(page).content.decode()


@pytest.mark.parametrize("text", ["", "kode,uid\n", "33.72,terlalupendek", "33.72,9mspTQPwCqd", f"88.88,{UNIT}", "\x00\xff;;"])
def test_a_file_of_units_that_is_wrong_changes_nothing(client, dinas, text):
    client.force_login(person(dinas))
    upload(client, dinas, f"ID,{ORDERS}\n33.72,{UNIT}\n")
    assert upload(client, dinas, text).status_code == 422
    with within_reach(dinas):
        rows = fetch("select ours, uid from exchange_dhis2name order by ours")
    assert rows == [("", ORDERS), ("33.72", UNIT)]


def test_names_of_another_organisation_are_not_seen(client, dinas, gofood):
    client.force_login(person(dinas))
    upload(client, dinas, f"33.72,{UNIT}\n")
    with within_reach(gofood):
        assert fetch("select * from exchange_dhis2name") == []
    assert fetch("select * from exchange_dhis2name") == []
    assert client.get(f"/petugas/{gofood.organisation}/dhis2").status_code == 404


def test_values_are_written_as_dhis2_reads_them():
    assert period_of(date(2026, 2, 1)) == "202602"
    numbers = ((1e7, "count"), (12.345, "percent"), (1.5, "ratio"), (1.4, "times"), (25e11, "rupiah"))
    assert [written(*each) for each in numbers] == ["10000000", "12.3", "1.50", "1.40", "2500000000000"]
    told = exported(
        [Value("a", "33", "1"), Value("b", "33", "2"), Value("a", "34", "3")], month=date(2026, 2, 1), units={"33": UNIT},
        elements={"a": ELEMENT}, is_outside=False,
    )  # fmt: skip
    assert told.values == ({"dataElement": ELEMENT, "period": "202602", "orgUnit": UNIT, "value": "1"},)
    assert (told.missing_units, told.missing_elements) == (("34",), ("b",))


def test_a_whole_months_areas_are_shown_as_their_pages_show_them(gofood, dinas):
    for number in range(40):
        outlet(f"Toko {number}", area=("33.72.01", "33.72.02", "33.11.01", "73.71.01")[number % 11 % 4], qris=number % 3 == 0)
    count_stocks()
    month = today().replace(day=1)
    for reach in (gofood, dinas):
        seen = month_of_areas(month, reach)
        for whole in ("", "33", "33.72", "73"):
            shown = board(Wish(whole, month), reach)
            for line in shown.lines:
                assert (seen[line.code].figures if line.code in seen else {}) == line.figures, (reach.organisation, line.code)


def test_an_area_or_a_month_that_nobody_knows_is_said_to_programs_and_on_the_page(client, dinas):
    call = calling(client, dinas, scopes=["numbers:read"])
    for path, asked, status, field, words in (
        ("/numbers", {"area": "99.99"}, 404, "area", "Wilayah “99.99” tidak dikenal"),
        ("/dhis2/dataValueSets", {"area": "99.99"}, 404, "area", "Wilayah “99.99” tidak dikenal"),
        ("/dhis2/missing", {"area": "33.72.99"}, 404, "area", "Wilayah “33.72.99” tidak dikenal"),
        ("/numbers", {"month": "2031-01"}, 422, "month", "Bulan itu tidak ada angkanya"),
    ):
        said = call(path, **asked)
        assert (said.status_code, said.json()["code"] == "not_known") == (status, status == 404), path
        assert said.json()["field"].endswith(field)
        assert words in said.json()["detail"], path
        assert "what_id" not in said.json(), "the sentence has it"
    client.force_login(person(dinas))
    for asked, words in (
        ("bulan=november", "Bulan “november”"),
        ("wilayah=73", "Wilayah “73”"),
        ("sampai=9", "Tingkat wilayah “9”"),
    ):
        page = client.get(f"/petugas/{dinas.organisation}/dhis2?{asked}")
        assert (page.status_code, words in page.content.decode()) == (404, True), asked
