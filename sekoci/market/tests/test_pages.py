"""The market's pages, as people and search engines see them."""

import json
import re
from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest

from sekoci.catalog.actions import ProductChange, change_product
from sekoci.kit import clock
from sekoci.kit.events import deliver
from sekoci.kit.linked import linked_data
from sekoci.kit.sql import counted
from sekoci.market.queries import Search, find, forget_pages
from sekoci.market.tests.conftest import sells
from sekoci.registry.actions import change_business, publish_shop
from sekoci.storefront.tests.people import HTMX, text_of

pytestmark = pytest.mark.django_db
SOLO = "/pasar/kota-surakarta-33.72"
HOSTILE = "</script><script>alert(1)</script>"


def linked(page) -> list[dict]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.content.decode(), re.DOTALL)
    return [json.loads(each) for each in found]


def test_an_area_shows_its_shops_and_the_way_to_others(client, market):
    page = client.get(SOLO)
    text = text_of(page)
    for said in ("Pasar Kota Surakarta", "Keripik Melati", "Jus Bu Sri", "Laweyan 2", "Indonesia", "Jawa Tengah"):
        assert said in text
    assert "Kopi Daeng" not in text
    assert 'href="/pasar/jawa-tengah-33"' in page.content.decode()


def test_words_show_goods_with_price_shop_and_place(client, market):
    text = text_of(client.get(SOLO, {"cari": "krupuk kripik tempe"}))
    assert "Belum ada yang cocok" in text
    text = text_of(client.get(SOLO, {"cari": "kripik tempe"}))
    assert "Keripik Tempe Renyah 250 gr Rp10.000 Keripik Melati Laweyan · sedang buka" in text
    assert "Keripik Melati" in text_of(client.get(SOLO, {"cari": "keripik", "lihat": "toko"}))


@pytest.mark.parametrize(
    "query",
    [
        {}, {"cari": "keripik"}, {"buka": "1"}, {"dekat": "33.72.01"}, {"urut": "harga", "lihat": "barang"}, {"jenis": "makanan"},
        {"jenis": "kopi", "buka": "1"}, {"dekat": "x'y"}, {"setelah": "kacau"}, {"cari": "\x00"}, {"lihat": "apa"},
        {"cari": "sembako", "dekat": "33.72.01"}, {"cari": "kripikk", "dekat": "33.72.01", "buka": "1"},
    ],
)  # fmt: skip
def test_every_question_is_a_page_of_at_most_ten_statements(client, market, query):
    with counted() as statements:
        page = client.get(SOLO, query)
    assert page.status_code == 200
    assert len(statements) <= 10


def test_only_the_plain_page_of_an_area_is_for_lists_of_others(client, market):
    assert "noindex" not in client.get(SOLO).content.decode()
    for query in ({"cari": "keripik"}, {"buka": "1"}, {"dekat": "33.72.01"}, {"urut": "baru"}, {"jenis": "kopi"}):
        assert "noindex" in client.get(SOLO, query).content.decode()


def test_an_area_has_one_address(client, market):
    for other in ("33.72", "solo-33.72", "kab-apa-33.72"):
        away = client.get(f"/pasar/{other}", {"cari": "kopi"})
        assert (away.status_code, away["Location"]) == (301, f"{SOLO}?cari=kopi")
    for nowhere in ("99", "x", "33.72.99", "33.7", "kota-surakarta"):
        assert client.get(f"/pasar/{nowhere}").status_code == 404


def test_a_page_that_is_known_is_not_sent_again_and_costs_nothing(client, market):
    first = client.get(SOLO)
    with counted() as statements:
        again = client.get(SOLO, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, statements) == (304, [])
    assert client.get(SOLO, headers={"Accept-Encoding": "br"})["Content-Encoding"] == "br"


def test_more_of_a_list_comes_as_a_piece(client, market, shop):
    sells(shop, *(f"Kue Lapis {number}" for number in range(30)))
    deliver("market")
    page = client.get("/pasar", {"cari": "kue lapis"})
    more = re.search(r'hx-get="([^"]+)"', page.content.decode())[1].replace("&amp;", "&")
    piece = client.get(more, headers=HTMX).content.decode()
    assert "<html" not in piece
    assert piece.count("<article") == 6


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"cari": "durian"}, "Cari di seluruh Indonesia"),
        ({"jenis": "ternak"}, "Buka toko saya"),
    ],
)
def test_nothing_found_says_what_to_do(client, market, query, said):
    assert said in text_of(client.get(SOLO, query))


def test_where_goods_have_nothing_shops_that_fit_are_told_of_and_the_other_way_round(client, market, shop):
    change_business(shop.id, sells="Sembako dan jajanan")
    deliver("market")
    page = client.get("/pasar", {"cari": "jajanan"})
    assert "Belum ada barang yang cocok Tetapi ada toko yang cocok. Lihat toko yang cocok" in text_of(page)
    assert 'href="/pasar?cari=jajanan&amp;lihat=toko"' in page.content.decode()
    assert "Keripik Melati" in text_of(client.get("/pasar", {"cari": "jajanan", "lihat": "toko"}))
    others = text_of(client.get("/pasar", {"cari": "toraja", "lihat": "toko"}))
    assert "Belum ada toko yang cocok Tetapi ada barang yang cocok." in others
    assert "Tetapi ada" not in text_of(client.get("/pasar", {"cari": "durian"}))


def test_areas_are_counted_by_what_answers_there(client, market):
    assert "Jawa Tengah 2 Sulawesi Selatan 1" in text_of(client.get("/pasar"))
    found = text_of(client.get("/pasar", {"cari": "jus"}))
    assert "Jawa Tengah 1" in found and "Sulawesi" not in found
    shops = text_of(client.get("/pasar", {"cari": "kopi", "lihat": "toko"}))
    assert "Sulawesi Selatan 1" in shops and "Jawa" not in shops


def test_of_too_many_to_look_at_no_area_is_counted(client, market, monkeypatch):
    monkeypatch.setattr("sekoci.market.queries.finding.MOST_LOOKED_AT", 2)
    found = text_of(client.get("/pasar", {"cari": "keripik"}))
    assert "ini sebagian" in found and "Jawa Tengah Sulawesi Selatan" in found


def test_hostile_names_are_only_names(client, shop, few_areas):
    change_business(shop.id, name="Toko " + HOSTILE[:40], sells="jual " + HOSTILE, about=HOSTILE)
    [product] = sells(shop, f"Keripik {HOSTILE}", description=HOSTILE)
    deliver("market")
    for path in (SOLO, f"{SOLO}?cari=keripik", f"/{shop.slug}", f"/{shop.slug}/p/{product}", f"/pasar?cari={HOSTILE}"):
        page = client.get(path)
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
    told = linked(client.get(f"/{shop.slug}/p/{product}"))
    assert told[0]["name"] == f"Keripik {HOSTILE}"
    assert json.loads(re.sub("<[^>]+>", "", linked_data({"a": "\u2028</script>&"}))) == {
        "@context": "https://schema.org", "a": "\u2028</script>&",
    }  # fmt: skip


def test_search_engines_are_told_of_shop_product_and_market(client, market, shop, neighbour):
    [told] = linked(client.get(f"/{neighbour.slug}"))
    assert told["@type"] == "LocalBusiness"
    assert told["geo"]["latitude"] == pytest.approx(-7.5, abs=0.2)
    assert len(told["openingHoursSpecification"]) == 6
    [product] = [each.item.id for each in find(Search("jus mangga")).products]
    offer = linked(client.get(f"/{neighbour.slug}/p/{product}"))[0]["offers"]
    assert (offer["price"], offer["priceCurrency"], offer["availability"]) == (12001, "IDR", "https://schema.org/InStock")
    crumbs, items = linked(client.get(SOLO))
    assert [each["name"] for each in crumbs["itemListElement"]] == ["Pasar", "Jawa Tengah", "Kota Surakarta"]
    assert [each["name"] for each in items["itemListElement"]] == ["Jus Bu Sri", "Keripik Melati"]
    assert linked(client.get(SOLO, {"cari": "kopi"})) == []


def test_the_sitemap_lists_what_is_public_and_nothing_else(client, market, shop, other_shop):
    def listed(path: str) -> list[str]:
        page = client.get(path)
        assert page.status_code == 200
        tree = ElementTree.fromstring(b"".join(page.streaming_content))  # noqa: S314  our own
        return [each.text.partition("//")[2].partition("/")[2] for each in tree.iter() if each.tag.endswith("loc")]

    assert listed("/sitemap.xml") == ["sitemap-wilayah.xml", "sitemap-toko-1.xml", "sitemap-produk-1.xml"]
    assert len(listed("/sitemap-produk-1.xml")) == 7
    assert "pasar/kota-surakarta-33.72" in listed("/sitemap-wilayah.xml")
    publish_shop(shop.id, public=False)
    change_product(other_shop.id, find(Search("toraja")).products[0].item.id, ProductChange(is_listed=False), by="test")
    deliver("market")
    assert sorted(listed("/sitemap-toko-1.xml")) == sorted([other_shop.slug, "jus-bu-sri"])
    assert len(listed("/sitemap-produk-1.xml")) == 3
    assert client.get("/sitemap-toko-2.xml").status_code == 404
    assert client.get("/sitemap-produk-0.xml").status_code == 404


def test_robots_are_kept_from_what_is_not_for_them(client):
    text = client.get("/robots.txt").content.decode()
    for path in ("/kelola", "/akun", "/api/", "/staf/", "/data/", "/*/keranjang", "/*/pesanan/"):
        assert f"Disallow: {path}\n" in text
    assert "/sitemap.xml" in text


@pytest.mark.parametrize(
    ("said", "link"),
    [
        ("Telepon 0812-3456-7899, data@laweyan.example", "mailto:data@laweyan.example"),
        ("https://laweyan.example/lapor", "https://laweyan.example/lapor"),
        ("0812-3456-7899", "tel:+6281234567899"),
    ],
)
def test_whom_to_tell_of_a_hole_stands_where_it_is_looked_for(client, settings, said, link):
    settings.OPERATOR_CONTACT = said
    lines = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())
    assert (lines["Contact"], lines["Canonical"]) == (link, f"{settings.PUBLIC_URL}/.well-known/security.txt")
    assert timedelta() < datetime.fromisoformat(lines["Expires"]) - clock.now() < timedelta(days=365)


@pytest.mark.parametrize("said", ["", "balai desa"])
def test_nobody_is_named_where_the_operator_names_nobody(client, settings, said):
    settings.OPERATOR_CONTACT = said
    assert client.get("/.well-known/security.txt").status_code == 404


def test_a_shop_that_hides_itself_leaves_the_market(client, market, shop):
    assert "Keripik Melati" in text_of(client.get(SOLO))
    publish_shop(shop.id, public=False)
    forget_pages()
    for path in (SOLO, f"{SOLO}?cari=keripik", f"{SOLO}?cari=melati&lihat=toko"):
        assert "Keripik Melati" not in text_of(client.get(path))


def test_near_is_picked_or_told_by_the_phone_and_never_kept(client, market):
    page = text_of(client.get("/pasar/dekat", {"tempat": "laweyan", "cari": "keripik"}))
    assert "Laweyan" in page
    away = client.post("/pasar/dekat?cari=keripik", {"lat": "-7.56", "lon": "110.79"})
    assert away.status_code == 200  # the few areas of the tests hold no village
    for nowhere in ({"lat": "nan", "lon": "1"}, {"lat": "x"}, {"lat": "0", "lon": "0"}, {}):
        assert "Tulis nama desa" in text_of(client.post("/pasar/dekat", nowhere))


def test_the_front_page_and_a_shop_lead_into_the_market(client, shop):
    assert 'action="/pasar"' in client.get("/").content.decode()
    assert 'href="/pasar/laweyan-33.72.01"' in client.get(f"/{shop.slug}").content.decode()
