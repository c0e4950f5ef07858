"""One number beside another: areas by name and on old maps, months, the province's capital and the rest of it."""

from datetime import timedelta

import pytest

from sekoci.indicators.actions import count_stocks
from sekoci.indicators.rules import ZONE, capitals, indicator, todays_provinces
from sekoci.indicators.tests.people import an_outlet, some_areas
from sekoci.indicators.tests.test_pages import at_desk, at_desk_again
from sekoci.kit.clock import day_in
from sekoci.kit.sql import counted, fetch
from sekoci.registry.actions.areas import carried_areas
from sekoci.registry.rules import known_areas

pytestmark = pytest.mark.django_db
SHARE = "Bagian yang digital"


def some(area: str, outlets: int, digital: int, **facts: object) -> None:
    for number in range(outlets):
        an_outlet(area, {"listing": number < digital, **facts})


def reading(answer, name: str = SHARE) -> tuple[str, str]:
    """What an indicator is of the area and of what is set beside it."""
    return next((each["value"], each["other"]) for each in answer.context["readings"] if each["name"] == name)


def offered(answer) -> set[str]:
    return {code for code, _name in answer.context["beside"]}


def column(answer) -> dict[str, tuple[str, str]]:
    """Of each part its value and what is told beside it."""
    return {line["name"]: (line["value"], line["other"]) for line in answer.context["lines"]}


def test_provinces_are_compared_as_they_were_on_the_old_map(client, db):
    """Papua and Papua Barat of 2021 held six provinces of today."""
    some_areas()
    for area, outlets, digital in (("91.03.01", 4, 3), ("93.01.01", 4, 1), ("92.03", 5, 5), ("96.71", 15, 3)):
        some(area, outlets, digital)
    count_stocks()
    ask = at_desk(client)
    old = ask(wilayah="91", peta="2021", dengan="92")
    assert reading(old) == ("50,0 %", "40,0 %")  # 4 of 8, 8 of 20
    assert reading(old, "Usaha digital") == ("4", "8")
    assert "92" in offered(old)
    assert not offered(old) & {"93", "94", "95", "96"}
    assert reading(ask(wilayah="91", dengan="92")) == ("75,0 %", "100,0 %")
    assert {"93", "96"} <= offered(ask(wilayah="91"))
    gone = ask(wilayah="91", peta="2021", dengan="96")
    assert (gone.status_code, gone.context["sentence"]) == (404, "Pembanding “96” tidak dikenal di sini.")
    assert reading(ask(wilayah="92", peta="2021", dengan="93.01")) == ("40,0 %", "25,0 %")


@pytest.fixture
def towns(db) -> None:
    """Solo with two districts, Bandung, and Makassar with three businesses only."""
    some_areas()
    for area, outlets, digital in (("33.72.01", 10, 6), ("33.72.05", 10, 2), ("32.73", 20, 5), ("32.04", 10, 1), ("73.71", 3, 1)):
        some(area, outlets, digital)
    count_stocks()


def beside_named(client, ask, name: str, **wish: str):
    """The page beside the area that this name means."""
    answer = ask(cari=name, **wish)
    assert answer.status_code == 302
    return client.get(answer.request["PATH_INFO"] + answer["Location"])


def test_any_area_is_found_by_its_name_and_set_beside(client, towns):
    ask = at_desk(client)
    answer = beside_named(client, ask, "kota bandung", wilayah="33.72", ukuran="digital_share")
    assert reading(answer) == ("40,0 %", "25,0 %")
    assert answer.context["board"].other_name == "Kota Bandung"
    assert answer.context["asked_beside"] == "32.73"
    assert column(answer) == {"Laweyan": ("60,0 %", "+35,0 poin"), "Banjarsari": ("20,0 %", "−5,0 poin")}
    assert reading(beside_named(client, ask, "Jawa Barat", wilayah="33.72")) == ("40,0 %", "20,0 %")
    assert reading(beside_named(client, ask, "solo", wilayah="32.73")) == ("25,0 %", "40,0 %")
    with counted() as statements:
        inside = ask(wilayah="33.72", dengan="33.72.01")
    assert len(statements) <= 10
    assert reading(inside) == ("40,0 %", "60,0 %")
    assert reading(ask(wilayah="33.72", dengan="33.72")) == ("40,0 %", "")


def test_a_name_of_several_areas_is_chosen_from_and_one_of_none_says_so(client, towns):
    ask = at_desk(client)
    several = ask(wilayah="33.72", cari="bandung")
    assert {name for name, _href in several.context["areas"][:2]} == {
        "Kabupaten Bandung, Jawa Barat", "Kota Bandung, Jawa Barat",
    }  # fmt: skip
    regency = next(href for name, href in several.context["areas"] if name.startswith("Kabupaten Bandung,"))
    assert reading(client.get(several.request["PATH_INFO"] + regency)) == ("40,0 %", "10,0 %")
    assert "Tidak ada wilayah lain bernama “zzzz”" in ask(wilayah="33.72", cari="zzzz").content.decode()
    for typed in ("''", "%", "a", "🙂"):
        assert ask(wilayah="33.72", cari=typed).status_code == 200


def test_an_area_beside_betrays_nothing_small(client, towns):
    at_home = at_desk(client, areas=["33.72"])
    answer = beside_named(client, at_home, "makassar", wilayah="33.72")
    assert reading(answer) == ("40,0 %", "")
    assert "Angka Kota Makassar untuk bulan ini belum ada atau tidak boleh ditampilkan." in answer.content.decode()
    partner = at_desk_again(client, role="partner")
    assert all(not each["other"] for each in partner(wilayah="", dengan="73.71").context["readings"])
    assert partner(wilayah="").context["readings"]


def test_parts_stand_beside_themselves_of_another_month(client, towns):
    month = day_in(ZONE).replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    fetch("update indicators_stock set month = %s", (before,))
    some("33.72.01", 2, 2)
    count_stocks()
    answer = at_desk(client)(wilayah="33.72", dengan=f"{before:%Y-%m}", ukuran="digital")
    assert column(answer) == {"Laweyan": ("8", "6 (+2)"), "Banjarsari": ("2", "2 (0)")}
    assert reading(answer, "Usaha digital") == ("10", "8")
    assert "dengan=" in answer.context["lines"][0]["href"]
    assert "Beda dengan" not in answer.content.decode()


def test_every_capital_is_an_area_of_its_province():
    areas = {area.code: area for area in known_areas(carried_areas()) if area.level <= 2}
    assert set(todays_provinces()) == {code for code, area in areas.items() if area.level == 1}
    for province, capital in capitals().items():
        assert capital in areas, capital
        assert capital.startswith(f"{province}."), capital
    assert set(todays_provinces()) - set(capitals()) == {"31"}


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("digital_share", ("70,0 %", "20,0 %", "+50,0 poin")),  # 7 of 10; 2 of 4 and 1 of 11
        ("workers_per_business", ("2,0", "4,0", "−2,0")),
        ("digital", ("70,0 %", "20,0 %", "+50,0 poin")),  # a count says nothing of a gap
    ],
)
def test_the_capital_stands_beside_all_other_regencies_together(client, code, told, db):
    some_areas()
    for area, outlets, digital, workers in (("33.74", 10, 7, 2), ("33.72", 4, 2, 4), ("33.11.01", 11, 1, 4), ("33", 3, 0, 1)):
        some(area, outlets, digital, workers=workers)
    count_stocks()
    answer = at_desk(client)(wilayah="33", ukuran=code)
    gap = answer.context["gap"]
    assert (gap["here"], gap["there"], gap["by"]) == told
    assert gap["capital"] == "Kota Semarang"
    assert f"selisih {told[2]}" in answer.content.decode()
    assert at_desk_again(client, role="partner")(wilayah="33", ukuran=code).context["gap"] is None
    assert indicator(code).denominator or gap["what"] == SHARE
