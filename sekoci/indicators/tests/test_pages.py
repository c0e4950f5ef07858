"""Pages of numbers: everything inside an office's areas, nothing small outside of them, ten statements."""

import re

import pytest
from django.urls import reverse

from sekoci.indicators.actions import count_stocks, fold_all
from sekoci.indicators.tests.people import an_outlet, monday_came, some_areas
from sekoci.indicators.tests.test_folding import sell
from sekoci.indicators.views import PUBLIC, own_area
from sekoci.kit.sql import counted, fetch
from sekoci.kit.switches import forget_settings
from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.actions import appoint_officer, found_organisation
from sekoci.registry.rules.joining import points_of
from tests.people import someone

pytestmark = pytest.mark.django_db
LINKED = """
    insert into registry_linkrun (id, state, is_whole, engine, model, rows, pairs, doubtful, outlets, outlets_low, outlets_high,
        problem, asked_at, ended_at)
    values (gen_random_uuid(), 'done', true, 'duckdb', '{}', 0, 0, 0, 100, 90, 110, '', now(), now())
"""
LAWEYAN, BANJARSARI, MARISO = "33.72.01", "33.72.05", "73.71.01"


@pytest.fixture
def country(database) -> None:
    """Eighteen outlets in Laweyan, twelve of them digital, seven in Banjarsari, three in Mariso, of which one is."""
    some_areas()
    for number in range(18):
        an_outlet(LAWEYAN, {"listing": number < 12}, sex="f")
    for _ in range(7):
        an_outlet(BANJARSARI, {"qris": True}, sex="m")
    for number in range(3):
        an_outlet(MARISO, {"listing": number == 0}, sex="m")
    count_stocks()


def at_desk(client, *, areas=("",), role="officer"):
    """Log somebody with such an office in; asks for a page of numbers."""
    slug = found_organisation("Dinas Koperasi", kind="local")
    appoint_officer(slug, phone="+6281270000001", role=role, areas=list(areas), name="Sri")
    client.force_login(someone("+6281270000001", "Sri").person)

    def ask(**wish):
        return client.get(reverse("indicators:numbers", args=[slug]), wish)

    return ask


def lines(answer) -> dict[str, str]:
    """What stands of each part: outlets, or nothing where it is hidden."""
    return {line["name"]: line["outlets"] for line in answer.context["lines"]}


def test_an_officer_of_the_country_goes_from_the_country_to_the_district(client, country):
    ask = at_desk(client)
    assert lines(ask())["Jawa Tengah"] == "25"
    assert lines(ask(wilayah="33"))["Kota Surakarta"] == "25"
    assert lines(ask(wilayah="33.72"))["Laweyan"] == "18"
    page = ask(wilayah="33.72.01").content.decode()
    assert "<h1>Laweyan</h1>" in page
    assert ask(wilayah="99").status_code == 404
    behind = ask(wilayah="33.72").context["lines"][0]["behind"]
    assert behind == reverse("registry:outlets", args=["dinas-koperasi"]) + "?wilayah=33.72.01"
    assert ask(wilayah="33.72.01.1001").status_code == 404
    assert '<path d="M0 0h9v9z"' in ask().content.decode()


def test_whoever_is_outside_or_a_partner_sees_no_small_cell_and_none_that_betrays_it(client, country):
    ask = at_desk(client, areas=["33.72"])
    assert ask(wilayah="33.72").context["board"].is_open
    seen = lines(ask(wilayah=""))
    assert seen["Sulawesi Selatan"] == ""
    assert seen["Jawa Tengah"] == ""
    assert "outlets" not in ask(wilayah="").context["totals"]  # less the 25 that this office counts itself it would tell of three
    assert ask(wilayah="73").context["readings"] == []
    assert [line["behind"] for line in ask(wilayah="").context["lines"] if line["behind"]] == []
    assert lines(ask(wilayah="33"))["Kota Surakarta"] == "25"
    partner = at_desk_again(client, role="partner")
    few, many = partner(wilayah=""), partner(wilayah="33.72")
    assert "Sulawesi Selatan" not in lines(few)
    assert "Sulawesi Selatan" in dict(few.context["nothing"])
    assert partner(wilayah="73").context["readings"] == []
    assert many.context["totals"]["outlets"] in ("15", "20", "25"), "a few businesses elsewhere hide no city"


@pytest.mark.parametrize(
    ("areas", "begins"),
    [(["33.72"], "33.72"), (["33.72.01.1001"], "33.72.01"), (["33.72", "33.11"], "33"), (["33", "34"], ""), ([""], "")],
)
def test_the_page_begins_with_the_smallest_area_that_holds_all_of_the_office(areas, begins):
    assert own_area(areas) == begins


def test_an_officer_begins_at_home_and_compares_with_any_month_of_the_last_year(client, country):
    answer = at_desk(client, areas=["33.72"])()
    assert answer.context["board"].wish.area == "33.72"
    months = [code for code, _name in answer.context["beside"] if "-" in code]
    assert len(set(months)) == 12
    assert months == sorted(months, reverse=True)


def at_desk_again(client, *, role):
    slug = found_organisation("GoFood", kind="ride_hailing")
    appoint_officer(slug, phone="+6281270000002", role=role, areas=[], name="Adi")
    client.force_login(someone("+6281270000002", "Adi").person)
    return lambda **wish: client.get(reverse("indicators:numbers", args=[slug]), wish)


def test_a_number_leads_to_the_businesses_behind_it_for_those_who_may(client, country):
    ask = at_desk(client, areas=["33.72"])
    totals = ask().context
    assert totals["behind_digital"].endswith("/usaha?wilayah=33.72&yang=digital")
    found = client.get(totals["behind_digital"]).context["found"]
    assert found.count == 19
    line = next(each for each in totals["lines"] if each["name"] == "Laweyan")
    assert client.get(line["behind_digital"]).context["found"].count == 12
    assert client.get(line["behind"]).context["found"].count == 18
    women = next(each for each in totals["readings"] if each["behind"].endswith("women"))
    assert client.get(women["behind"]).context["found"].count == 18
    outside = ask(wilayah="33").context
    assert outside["behind_digital"] == ""
    assert client.get(totals["behind_digital"].replace("33.72&", "73&")).status_code == 404  # none of its own areas
    assert not any(each["behind"] for each in at_desk_again(client, role="partner")(wilayah="").context["readings"])


def test_digital_stands_with_the_range_that_the_linking_leaves_and_uncounted_months_say_so(client, country, shop):
    fetch(LINKED)
    ask = at_desk(client)
    assert ask(wilayah="33.72").context["range"] == ("17", "21")
    sell(shop, put_on_shelf(shop), source="shop")
    fold_all()
    fetch("delete from indicators_stock")
    assert "Usaha belum dihitung untuk bulan ini" in ask(wilayah="33").content.decode()


def test_outsiders_read_the_range_in_fives(client, country):
    fetch(LINKED)
    assert at_desk_again(client, role="partner")(wilayah="").context["range"] == ("15", "20")


def test_an_older_map_counts_a_new_province_in_the_old_one(client, db):
    some_areas()
    for district in ("93.01.01", "91.03.01"):
        for _ in range(6):
            an_outlet(district, {"listing": True})
    count_stocks()
    ask = at_desk(client)
    assert (lines(ask())["Papua"], lines(ask())["Papua Selatan"]) == ("6", "6")
    old = lines(ask(peta="2021"))
    assert old["Papua"] == "12"
    assert "Papua Selatan" not in old
    assert lines(ask(wilayah="91", peta="2021"))["Kabupaten Merauke"] == "6"
    assert ask(wilayah="93", peta="2021").status_code == 404
    assert "UU 14/2022" in ask(peta="2021").content.decode()


def drawn(answer) -> dict[str, tuple[list[tuple[int, int]], str]]:
    """Of each area on the map its corners and what is said of it, without those of which nothing is known."""
    shapes = re.findall(r'<path d="([^"]+)" fill="[^"]+"><title>([^:<]+): ([^<]+)</title>', answer.content.decode())
    return {name: (sorted(points_of(path)[0]), says) for path, name, says in shapes if says != "belum ada angka"}


def test_an_older_map_is_drawn_without_the_border_that_came_later(client, db):
    some_areas()
    for code, path in (("91", "M0 0l10 0 0 10-10 0z"), ("93", "M10 0l10 0 0 10-10 0z")):
        fetch("insert into registry_areashape (parent, code, width, height, path, is_given) values ('', %s, 20, 10, %s, true)",
              (code, path))  # fmt: skip
    for district in ("93.01.01", "91.03.01"):
        an_outlet(district, {"listing": True})
    count_stocks()
    ask = at_desk(client)
    assert drawn(ask()) == {
        "Papua": ([(0, 0), (0, 10), (10, 0), (10, 10)], "1"), "Papua Selatan": ([(10, 0), (10, 10), (20, 0), (20, 10)], "1"),
    }  # fmt: skip
    [(name, (corners, says))] = drawn(ask(peta="2021")).items()
    assert (name, says) == ("Papua", "2")
    assert {(0, 0), (0, 10), (20, 0), (20, 10)} <= set(corners)
    assert {x for x, _y in corners} == {0, 20}


def test_the_ways_of_selling_are_shares_of_the_months_orders(client, shop):
    some_areas()
    goods = put_on_shelf(shop)
    for way in ({"source": "shop"}, {"source": "shop"}, {"source": "shop", "way_in": "wa"}, {"source": "counter"}):
        sell(shop, goods, **way)
    fold_all()
    count_stocks()
    ask = at_desk(client)
    answer = ask(wilayah="33.72")
    [(_month, shares)] = answer.context["ways"]
    told = {"Di tempat": "25 %", "Halaman toko": "50 %", "Media sosial": "25 %", "Pasar": "0 %", "Program lain": "0 %"}
    assert {str(name): share for name, share in shares} == told
    for name, share in told.items():
        assert f'data-label="{name}">{share}</td>' in answer.content.decode()
    assert "<h2>Cara jual</h2>" not in ask(wilayah="33.11").content.decode()


def test_a_page_takes_ten_statements_and_can_be_kept_as_a_file(client, country, shop):
    sell(shop, put_on_shelf(shop), source="shop")
    fold_all()
    ask = at_desk(client)
    wishes = ({}, {"wilayah": "33", "dengan": "34"}, {"wilayah": "33.72", "ukuran": "sales"}, {"wilayah": "33.72.01"})
    for wish in wishes:
        with counted() as statements:
            answer = ask(**wish)
        assert answer.status_code == 200
        assert len(statements) <= 10
    file = ask(wilayah="33.72", berkas="csv")
    assert "Laweyan" in file.content.decode("utf-8-sig")


def test_the_public_page_is_there_when_staff_switched_it_on_and_shows_nothing_small(client, country):
    for _ in range(10):
        an_outlet(LAWEYAN, {})
    monday_came()
    address = reverse("indicators:public")
    assert client.get(address).status_code == 404
    fetch("insert into kit_switch values (%s, 'on', 0, '{}', now())", (PUBLIC.name,))
    forget_settings()
    try:
        answer = client.get(address)
        assert answer.status_code == 200
        assert "Sulawesi Selatan" not in lines(answer) or lines(answer)["Sulawesi Selatan"] == ""
        assert answer.context["totals"]["outlets"] in ("30", "35")
        assert "Perempuan" in answer.content.decode()
    finally:
        forget_settings()


def test_what_an_address_asks_for_and_nobody_knows_is_said(client, country):
    """Nothing else is shown instead, as if it had been asked for; the way back is the page as it is."""
    ask = at_desk(client)
    for name, said, words in (
        ("wilayah", "99.99", "Wilayah “99.99” tidak dikenal"),
        ("wilayah", "solo", "Wilayah “solo” tidak dikenal"),
        ("bulan", "2031-01", "Bulan “2031-01” tidak dikenal"),
        ("bulan", "november", "Bulan “november” tidak dikenal"),
        ("ukuran", "laba", "Ukuran “laba” tidak dikenal"),
        ("dengan", "98", "Pembanding “98” tidak dikenal"),
        ("dengan", "kemarin", "Pembanding “kemarin” tidak dikenal"),
        ("peta", "9999", "Peta tahun “9999” tidak dikenal"),
    ):
        page = ask(**{name: said})
        assert page.status_code == 404, name
        assert words in page.content.decode()
        assert f'href="{page.request["PATH_INFO"]}"' in page.content.decode()
        assert "Dinas Koperasi" in page.content.decode(), "the office's own head stays"
    assert "Area “99.99” is not known here" in ask(wilayah="99.99", bahasa="en").content.decode()
    assert all(ask(**{name: ""}).status_code == 200 for name in ("bulan", "ukuran", "dengan", "peta"))


def test_an_older_map_is_named_by_its_years_and_its_newest_province(client, country):
    ask = at_desk(client)
    page = ask(peta="2015").content.decode()
    assert '<option value="2021" selected>2012–2021, sejak ada Kalimantan Utara</option>' in page
    assert "seperti di peta 2012–2021. Belum ada waktu itu: Papua Selatan (UU 14/2022)" in page
    assert '<option value="1998">sampai 1998</option>' in page
    assert ">2022<" not in page, "that map is today's"
    assert "Peta tahun" not in ask(wilayah="33").content.decode(), "it always was what it is"
    assert ">sampai 1999<" in ask(wilayah="32").content.decode()


def test_what_lies_in_no_district_has_all_its_numbers_so_that_the_parts_make_the_whole(client, country):
    for number in range(4):
        an_outlet("33.72", {"qris": number < 3})
    count_stocks()
    ask = at_desk(client, areas=["33.72"])
    board = ask(wilayah="33.72").context["board"]
    [unclear] = [line for line in board.lines if line.code == "?"]
    assert (unclear.figures["outlets"], unclear.figures["digital"]) == (4, 3)
    for name in ("outlets", "digital", "named", "pays"):
        assert sum(line.figures.get(name, 0) for line in board.lines) == board.figures[name]
