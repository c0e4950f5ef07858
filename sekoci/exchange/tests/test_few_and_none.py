"""For outsiders an area with few businesses looks, in every file and answer, exactly like one with none beside it."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from sekoci.exchange.tests.people import ELEMENT, ORDERS, UNIT, calling, person, upload
from sekoci.indicators.actions import count_stocks
from sekoci.indicators.tests.people import an_outlet, monday_came
from sekoci.indicators.views import PUBLIC
from sekoci.kit.sql import fetch
from sekoci.kit.switches import forget_settings
from sekoci.programs.tests.people import office

pytestmark = pytest.mark.django_db
FEW, NONE = "33.72.01", "33.72.04"


@pytest.fixture
def between(areas):
    """Two districts with so many that they are told, and two with nobody."""
    for number in range(60):
        an_outlet(f"33.72.0{2 + number % 2}", {"listing": number % 4 < 2})
    count_stocks()
    fetch("insert into kit_switch values (%s, 'on', 0, '{}', now())", (PUBLIC.name,))
    forget_settings()
    yield
    forget_settings()


def rows(lines, code):
    """The cells of the area's row but for its code and name."""
    return [line[2:] for line in lines if line[0] == code]


def files(client, address, area):
    """The rows of FEW and NONE in the page's files: of the area that both lie in, or of each by itself."""
    found = []
    for code in (FEW, NONE):
        asked = {"wilayah": area or code}
        text = client.get(address, asked | {"berkas": "csv"}).content.decode("utf-8-sig")
        book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(address, asked | {"berkas": "xlsx"}).content))
        sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
        first = sheets.pop(book.sheet_names[0])
        found.append((rows(csv.reader(io.StringIO(text)), code), rows(first, code), {} if area else sheets))
    return found


def answers(call):
    """What programs read of FEW and of NONE: within the regency and alone."""
    parts = {each["area"]: each for each in call("/numbers", area="33.72").json()["parts"]}
    values = call("/dhis2/dataValueSets", area="33.72", level=3).json()["dataValues"]
    missing = call("/dhis2/missing", area="33.72", level=3).json()
    found = []
    for code, unit in ((FEW, "O6uvpzGd5pu"), (NONE, "fdc6uOvgoji")):
        alone = call("/numbers", area=code).json()
        for each in (parts[code], alone["whole"]):
            del each["area"], each["name"]
        alone.pop("parts")
        lacks = call("/dhis2/missing", area=code, level=3).json()
        found.append((parts[code], alone, [each for each in values if each["orgUnit"] == unit], code in missing["units"], lacks))
    return found


@pytest.mark.parametrize("less", [0, 4])
@pytest.mark.parametrize("is_office", [False, True])
def test_few_look_like_none_in_every_file_and_answer(client, between, gofood, monkeypatch, less, is_office):
    """From an officer of elsewhere they are hidden; of what partners and everybody read nothing is left."""
    reader = office("Dinas Makassar", "local", "0812-7100-0007", ["73.71"]) if is_office else gofood
    monkeypatch.setattr("sekoci.indicators.hiding.shifts", lambda _about, many, **_below: (less,) * many)
    client.force_login(person(reader))
    upload(client, reader, f"33.72;{UNIT}\n{FEW};O6uvpzGd5pu\n{NONE};fdc6uOvgoji\n")
    client.post(f"/petugas/{reader.organisation}/dhis2", {"aksi": "unsur", "outlets": ORDERS, "digital": ELEMENT})
    call, page = calling(client, reader), f"/petugas/{reader.organisation}/angka"
    for few in range(1, 5):
        an_outlet(FEW, {"listing": few % 2 == 0})
        monday_came()
        for told in (
            *(files(client, address, area) for address in ("/angka", page) for area in ("33.72", "")),
            answers(call),
        ):
            assert told[0] == told[1], few
    [line] = [each for each in client.get(page, {"wilayah": "33.72"}).context["board"].lines if each.code == FEW]
    assert line.is_hidden == is_office
    told = {each["area"]: each["figures"] for each in call("/numbers", area="33.72").json()["parts"]}
    assert told[FEW] == told[NONE] == {}
