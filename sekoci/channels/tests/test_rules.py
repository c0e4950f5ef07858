"""What social shops read: every required field, in their spelling, and nothing that they would refuse."""

import csv
import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from sekoci.channels.rules import MOST_TITLE, Row, as_csv, as_xml, captions, refusals

ROW = Row(
    id="v1",
    group="p1",
    title='Keripik "pedas", & <gurih>',
    description="Renyah,\nbaru digoreng",
    price=15_000,
    stock=7,
    link="https://sekoci.example/melati/p/p1?dari=katalog",
    image="https://sekoci.example/melati/p/p1/foto.jpg?v=1",
    photo=(1280, 960),
    brand="Warung Melati",
)
META_REQUIRED = {"id", "title", "description", "availability", "condition", "price", "link", "image_link", "brand"}
GOOGLE = "{http://base.google.com/ns/1.0}"


def test_meta_finds_every_field_it_requires_with_its_own_spelling():
    sold_out = replace(ROW, id="v2", stock=-3)
    first, second = csv.DictReader(io.StringIO(as_csv([ROW, sold_out])))
    assert all(first[name] for name in META_REQUIRED)
    assert (first["title"], first["description"]) == (ROW.title, ROW.description)
    assert (first["price"], first["availability"], first["quantity_to_sell_on_facebook"]) == ("15000.00 IDR", "in stock", "7")
    assert (second["availability"], second["quantity_to_sell_on_facebook"]) == ("out of stock", "0")


def test_a_lower_price_for_a_time_stands_beside_the_ordinary_one():
    promo = replace(ROW, price=12_000, before=15_000)
    usual, lower = csv.DictReader(io.StringIO(as_csv([ROW, promo])))
    assert (usual["price"], usual["sale_price"]) == ("15000.00 IDR", "")
    assert (lower["price"], lower["sale_price"]) == ("15000.00 IDR", "12000.00 IDR")
    for dialect in ("meta", "google"):
        xml = as_xml([ROW, promo], dialect=dialect, title="Melati", link="https://x")
        assert xml.count("<g:sale_price>") == xml.count("<g:sale_price>12000.00 IDR</g:sale_price>") == 1


@pytest.mark.parametrize(("dialect", "said"), [("meta", "in stock"), ("google", "in_stock")])
def test_xml_says_the_same_in_each_dialect(dialect, said):
    [item] = ElementTree.fromstring(as_xml([ROW], dialect=dialect, title="Warung & Melati", link="https://x")).iter("item")  # noqa: S314  our own
    found = {tag.tag.removeprefix(GOOGLE): tag.text for tag in item}
    assert found.keys() >= META_REQUIRED
    assert (found["availability"], found["title"]) == (said, ROW.title)
    assert ("identifier_exists" in found) == (dialect == "google")


def test_titles_and_texts_are_cut_to_what_is_taken():
    [row] = csv.DictReader(io.StringIO(as_csv([replace(ROW, title="a" * 190, description="b" * 9_000)])))
    assert len(row["title"]) == MOST_TITLE
    assert len(row["description"]) == 5_000


def test_what_would_be_refused_is_named():
    assert refusals(ROW) == ()
    assert refusals(replace(ROW, photo=None, price=0)) == ("no_photo", "no_price")
    assert refusals(replace(ROW, photo=(1280, 499))) == ("small_photo",)


def test_a_caption_promises_only_what_the_shop_offers():
    facts = {"name": "Keripik", "price": "Rp15.000", "shop": "Melati", "place": "Laweyan", "link": "https://x"}
    both = captions(**facts, pickup=True, delivery=True)
    only = captions(**facts, pickup=True, delivery=False)
    assert "diambil atau diantar" in both[2]
    assert "diantar" not in "".join(only)
    assert all("https://x" in text and "Rp15.000" in text for text in both)
