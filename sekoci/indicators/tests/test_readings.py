"""Every indicator that is defined in data has its map, its table and its slices, also one that was added a moment ago."""

import re
from pathlib import Path

import pytest

from sekoci.indicators.actions import count_stocks, fold_all
from sekoci.indicators.queries.areas import FLOWS, STOCKS
from sekoci.indicators.rules import FIGURES, indicator, indicators, measures
from sekoci.indicators.tests.people import an_outlet, some_areas
from sekoci.indicators.tests.test_folding import sell
from sekoci.indicators.tests.test_pages import at_desk
from sekoci.indicators.words import BEHIND
from sekoci.kit.sql import fetch
from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.maps import TONES

pytestmark = pytest.mark.django_db
ONE_MORE = """
[[indicator]]
code = "lists_per_business"
from = "stock"
numerator = ["named"]
denominator = ["outlets"]
unit = "ratio"
by = ["sex"]
id = "Daftar per usaha"
en = "Lists per business"
means_id = "Berapa daftar menyebut satu usaha"
means_en = "How many lists name one business"
"""


MANY = """
    update indicators_stock set sellers = 10 * sellers, yearly_known = 10 * yearly_known,
        online_yearly_known = 10 * online_yearly_known
"""
"""As if ten had sold and told what one did: money of fewer than five is shown to nobody."""


@pytest.fixture
def stalls(shop, other_shop) -> None:
    """In Laweyan three women, two of them online, of whom one is the shop that sells; in Makassar a man with nothing."""
    some_areas()
    an_outlet("33.72.01", {"listing": True, "workers": 4, "sales_month": 30_000_000}, sex="f", kind="kopi", shop=shop.id)
    an_outlet("33.72.01", {"listing": True, "workers": 2, "sales_month": 10_000_000}, {"qris": True}, sex="f", kind="kopi")
    an_outlet("33.72.01", {"workers": 1, "sales_month": 5_000_000}, sex="f", kind="kopi")
    an_outlet("73.71.01", {"workers": 3, "sales_month": 20_000_000}, sex="m", kind="batik")
    sell(shop, put_on_shelf(shop), 2, source="shop")
    fold_all()
    count_stocks()
    fetch(MANY)


def told_apart(answer, by: str) -> dict[str, str]:
    """Of a dimension's values what the chosen indicator is; nothing where it is not shown by it."""
    for table in answer.context["slices"]:
        if str(table["name"]) == by and table["is_told"]:
            return {name: piece["value"] for name, piece in table["rows"]}
    return {}


@pytest.mark.parametrize("code", [each.code for each in indicators()])
def test_each_has_a_map_a_column_and_a_value_in_every_slice_it_is_told_by(client, stalls, code):
    answer = at_desk(client)(ukuran=code)
    page = answer.content.decode()
    chosen = indicator(code)
    assert answer.context["chosen"] == chosen
    assert f'aria-label="{chosen.name[0]}"' in page
    assert re.search(r'<path d="M0 0h9v9z" fill="(#[0-9a-f]{6})"><title>Jawa Tengah: [^<]+</title></path>', page)
    for table in answer.context["slices"]:
        by = {"Ukuran usaha": "scale", "Bidang usaha": "sector", "Pemilik": "sex"}[str(table["name"])]
        if code in ("digital", "digital_share", "sales", "jobs_kept", "jobs_added", "jobs_lost"):
            continue  # columns that are always there; nobody told of jobs twice
        assert table["is_told"] == (by in chosen.by), (code, by)
        assert table["is_told"] == (f'data-label="{chosen.name[0]}"' in _section(page, str(table["name"])))


def _section(page: str, heading: str) -> str:
    return page.partition(f"<h2>{heading}</h2>")[2].partition("</section>")[0]


def test_the_chosen_indicator_is_told_by_slice(client, stalls):
    ask = at_desk(client)
    assert told_apart(ask(ukuran="workers_per_business"), "Pemilik") == {
        "Perempuan": "2,3",
        "Laki-laki": "3,0",
        "Belum diketahui": "",
    }
    assert told_apart(ask(ukuran="sales_per_business"), "Pemilik") == {
        "Perempuan": "Rp3.000", "Laki-laki": "", "Belum diketahui": "",
    }  # fmt: skip
    assert told_apart(ask(ukuran="afar_share"), "Pemilik")["Perempuan"] == "100,0 %"
    assert told_apart(ask(ukuran="women_share"), "Pemilik") == {}
    assert told_apart(ask(ukuran="women_share"), "Bidang usaha")["Makanan & minuman"] == "100,0 %"


def test_what_happened_in_a_month_is_told_apart_from_how_it_stands(client, stalls):
    ask = at_desk(client)
    assert ask(ukuran="sales").context["chosen_when"].startswith("Selama ")
    assert ask(ukuran="digital").context["chosen_when"] == "Keadaan sekarang"
    assert ask(ukuran="digital", bulan="2026-01").context["chosen_when"] == "Keadaan akhir Januari 2026"


def test_one_more_in_the_data_is_shown_without_a_word_of_code(client, stalls, monkeypatch, tmp_path):
    (tmp_path / "indicators.toml").write_text(Path(measures.DATA / "indicators.toml").read_text() + ONE_MORE)
    monkeypatch.setattr(measures, "DATA", tmp_path)
    indicators.cache_clear()
    try:
        answer = at_desk(client)(wilayah="33", ukuran="lists_per_business")
        assert [line["value"] for line in answer.context["lines"] if line["name"] == "Kota Surakarta"] == ["1,7"]
        reading = next(each for each in answer.context["readings"] if each["name"] == "Daftar per usaha")
        assert (reading["value"], reading["behind"]) == ("1,7", "")
        assert told_apart(answer, "Pemilik")["Perempuan"] == "1,7"
        assert told_apart(answer, "Ukuran usaha") == {}
    finally:
        indicators.cache_clear()


def test_what_the_data_names_is_there():
    for each in indicators():
        used = {part.lstrip("-") for part in (*each.numerator, *each.denominator, *each.against[0], *each.against[1])}
        assert used <= FIGURES
        assert used <= ({*FLOWS, "counter"} if each.source == "flow" else set(STOCKS)), each.code
        assert each.source in ("stock", "flow")
        assert set(each.by) <= {"scale", "sector", "sex"}
        assert each.behind in BEHIND
        assert each.unit in ("count", "percent", "rupiah", "ratio", "times")


def test_the_map_is_darkest_where_there_is_most_and_has_no_tone_where_nobody_counted(client, stalls):
    ask = at_desk(client)
    page = ask(ukuran="digital").content.decode()
    shown = dict(re.findall(r'fill="(#[0-9a-f]{6})"><title>([^:]+):', page))
    assert shown[TONES[-1]] == "Jawa Tengah"
    assert TONES[-1] not in ask(ukuran="digital", bulan="2026-01").content.decode()
