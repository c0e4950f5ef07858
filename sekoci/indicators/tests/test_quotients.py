"""What is computed of rounded numbers: for outsiders none of few, and none as if it were exact."""

import io

import pytest
from python_calamine import CalamineWorkbook

from sekoci.indicators.actions import count_stocks
from sekoci.indicators.rules import FEWEST_BELOW, indicator
from sekoci.indicators.tests.people import an_outlet, some_areas
from sekoci.indicators.tests.test_pages import at_desk, at_desk_again
from sekoci.indicators.words import read
from sekoci.kit.sql import fetch

pytestmark = pytest.mark.django_db
FEW = "terlalu sedikit untuk dihitung"


@pytest.fixture
def provinces(db) -> None:
    """In Solo 363 outlets, 225 of them digital; in Makassar 78, 39 of them; in Bandung 300, 60 of them."""
    some_areas()
    many = {"33.72.01": (363, 225), "73.71.01": (78, 39), "32.73.01": (300, 60)}
    for area in many:
        an_outlet(area, {"listing": True}, sex="f")
    count_stocks()
    for area, (outlets, digital) in (many | {"": (741, 324)}).items():
        for code in {area, area[:5], area[:2]}:
            fetch("update indicators_stock set outlets = %s, digital = %s where area_code = %s", (outlets, digital, code))
    fetch("update indicators_stock set told_outlets = outlets, told_digital = digital, told_named = outlets")


def shares(answer) -> dict[str, tuple[int, int, str]]:
    """Of each part its outlets and digital ones, and the share that stands beside them."""
    return {
        line["name"]: (int(line["outlets"]), int(line["digital"]), str(line["value"]))
        for line in answer.context["lines"]
        if line["outlets"]
    }


def test_outsiders_read_a_share_of_a_hundred_or_more_and_in_whole_percents(client, provinces):
    partner = at_desk_again(client, role="partner")
    seen = shares(partner(ukuran="digital_share"))
    for name in ("Jawa Tengah", "Jawa Barat"):
        outlets, digital, share = seen[name]
        assert share == f"sekitar {round(100 * digital / outlets)} %"
    assert seen["Sulawesi Selatan"][2] == FEW
    page = partner(ukuran="digital_share").content.decode()
    assert f"<title>Sulawesi Selatan: {FEW}</title>" in page or "<title>Jawa Tengah: sekitar" in page
    assert "hanya dari seratus atau lebih" in page
    beside = partner(wilayah="33", dengan="32", ukuran="digital_share").context["readings"]
    [(here, there)] = [(each["value"], each["other"]) for each in beside if each["name"] == "Bagian yang digital"]
    assert here == seen["Jawa Tengah"][2]
    assert there == seen["Jawa Barat"][2]


def test_an_officer_reads_them_all_as_they_are(client, provinces):
    assert {name: share for name, (_all, _digital, share) in shares(at_desk(client)(ukuran="digital_share")).items()} == {
        "Jawa Tengah": "62,0 %", "Sulawesi Selatan": "50,0 %", "Jawa Barat": "20,0 %",
    }  # fmt: skip


def test_the_file_of_an_outsider_has_no_other_quotients(client, provinces):
    answer = at_desk_again(client, role="partner")(berkas="xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_name("Wilayah").to_python()
    told = {row[1]: row[rows[0].index("Bagian yang digital")] for row in rows[1:]}
    assert told["Sulawesi Selatan"] == ""
    assert round(100 * told["Jawa Barat"], 6).is_integer()


@pytest.mark.parametrize(
    ("sellers", "says"), [(FEWEST_BELOW - 5, FEW), (FEWEST_BELOW, "sekitar Rp12.300"), (0, "")]
)  # fmt: skip
def test_money_by_business_is_told_of_a_hundred_sellers_or_more(sellers, says):
    figures = {"month_sales": 12_345 * sellers, "sellers": sellers}
    assert read(indicator("sales_per_business"), figures, is_exact=False) == says
    assert read(indicator("sales_per_business"), figures) == ("Rp12.345" if sellers else "")
