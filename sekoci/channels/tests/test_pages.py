"""Files for social shops and pictures to share, as Meta, an owner and a stranger meet them."""

import csv
import io

import pytest
import zxingcpp
from django.test import Client
from PIL import Image

from sekoci.catalog.actions import keep_photo
from sekoci.channels.actions import open_feed, renew_feed
from sekoci.kit.sql import counted
from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.actions import publish_shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(owner) -> Client:
    client = Client()
    client.force_login(owner.person)
    return client


def a_photo(shop, size=(900, 700)) -> str:
    file = io.BytesIO()
    Image.new("RGB", size, "brown").save(file, "JPEG")
    return keep_photo(shop.id, file)


def fetched(shop, name="meta.csv", secret=None):
    return Client().get(f"/data/katalog/{secret or open_feed(shop.id)}/{name}")


def test_whoever_knows_the_secret_reads_what_the_shop_lists(shop):
    put_on_shelf(shop, name="Keripik", photo=a_photo(shop))
    put_on_shelf(shop, name="Tanpa foto")
    [row] = csv.DictReader(io.StringIO(fetched(shop).content.decode()))
    assert (row["title"], row["price"], row["brand"]) == ("Keripik", "15000.00 IDR", shop.name)
    picture = Client().get(row["image_link"])
    assert Image.open(io.BytesIO(picture.content)).format == "JPEG"
    assert "immutable" in picture["Cache-Control"]
    assert Client().get(row["link"]).status_code == 200
    assert [fetched(shop, name)["Content-Type"].split(";")[0] for name in ("meta.xml", "google.xml")] == ["application/xml"] * 2


def test_an_old_secret_a_wrong_one_and_a_wrong_name_find_nothing(shop):
    old = open_feed(shop.id)
    assert open_feed(shop.id) == old
    new = renew_feed(shop.id)
    assert fetched(shop, secret=new).status_code == 200
    assert [fetched(shop, secret=each).status_code for each in (old, "x", "x" * 300)] == [404] * 3
    assert fetched(shop, "meta.exe").status_code == 404


def test_a_hidden_shop_leaves_nothing_in_the_file(shop):
    put_on_shelf(shop, name="Keripik", photo=a_photo(shop))
    publish_shop(shop.id, public=False)
    assert len(list(csv.DictReader(io.StringIO(fetched(shop).content.decode())))) == 0


def test_the_owner_sees_what_is_refused_and_why(shop, visitor):
    put_on_shelf(shop, name="Tanpa foto")
    put_on_shelf(shop, name="Foto kecil", photo=a_photo(shop, (300, 300)))
    with counted() as statements:
        page = visitor.get(f"/kelola/{shop.slug}/sebar")
    text = page.content.decode()
    assert "Belum ada foto." in text
    assert "paling sedikit 500 piksel" in text
    assert len(statements) <= 12
    fetched(shop)
    assert "Terakhir diambil" in visitor.get(f"/kelola/{shop.slug}/sebar").content.decode()


@pytest.mark.parametrize(("shape", "size"), [("kotak", (1080, 1080)), ("cerita", (1080, 1920))])
def test_a_picture_to_share_leads_to_the_product_and_says_by_which_way(shop, visitor, shape, size):
    keripik = put_on_shelf(shop, name="Keripik tempe super renyah rasa balado 😀", photo=a_photo(shop))
    answer = visitor.get(f"/kelola/{shop.slug}/produk/{keripik}/sebar/{shape}.jpg?lewat=ig")
    picture = Image.open(io.BytesIO(answer.content))
    assert (picture.format, picture.size) == ("JPEG", size)
    [code] = zxingcpp.read_barcodes(picture)
    assert code.text == f"http://127.0.0.1:8000/{shop.slug}/p/{keripik}?dari=ig"


def test_the_share_page_has_words_for_each_network_and_a_way_to_send_them(shop, visitor):
    keripik = put_on_shelf(shop)
    page = visitor.get(f"/kelola/{shop.slug}/produk/{keripik}/sebar?lewat=tiktok").content.decode()
    assert page.count("?dari=tiktok") >= 3
    assert "https://wa.me/?text=" in visitor.get(f"/kelola/{shop.slug}/produk/{keripik}/sebar").content.decode()
    assert visitor.get(f"/kelola/{shop.slug}/produk/{keripik}/sebar/besar.jpg").status_code == 404
