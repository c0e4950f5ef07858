"""E44 beyond pages: the same texts in files that other programs read. A parser of another hand reads each back, as a text."""

import csv
import io
import json
import re
from itertools import cycle
from xml.etree import ElementTree

import pypdfium2
import pytest
from django.test import Client
from PIL import Image

from sekoci.catalog.actions import ProductDraft, add_products, keep_photo
from sekoci.channels.actions import open_feed
from sekoci.channels.rules import escape
from sekoci.kit.errors import Refusal
from sekoci.registry.actions import change_business
from tests.nasty import nasty_texts

pytestmark = pytest.mark.django_db
ODD = ("a\uffffb", "a\ufffeb", "a\U0001fffeb", "a\x0bb", "a]]>b", "a\u2028b", "\ufdd0x")


@pytest.fixture
def names(shop) -> list[str]:
    """What is on the shelf: two hundred of the texts, and signs that XML does not know."""
    file = io.BytesIO()
    Image.new("RGB", (900, 700), "brown").save(file, "JPEG")
    photo, names = keep_photo(shop.id, file), []
    for text in (*ODD, *nasty_texts(200)):
        try:
            add_products(shop.id, [ProductDraft(text[:70], 1_000, 5, description=text[:300], photo=photo)], by="o")
        except Refusal:
            continue
        names.append(text)
    assert len(names) > 180
    return names


def test_feeds_hold_them_as_texts(shop, names):
    visitor, secret = Client(), open_feed(shop.id)
    for name in ("meta.xml", "google.xml"):
        content = visitor.get(f"/data/katalog/{secret}/{name}").content
        root = ElementTree.fromstring(content)  # noqa: S314  it is our own
        items = [one for one in root.iter() if one.tag.rpartition("}")[2] in ("item", "entry")]
        assert len(items) > 150, name
        kinds = {tuple(sorted(each.tag for each in one)) for one in items}
        assert len({kind for some in kinds for kind in some}) < 25, kinds
        assert {one.tag.rpartition("}")[2] for one in root.iter()} & {"script", "img", "svg", "x9"} == set()
    rows = list(csv.DictReader(io.StringIO(visitor.get(f"/data/katalog/{secret}/meta.csv").content.decode())))
    assert len(rows) > 150
    assert all(None not in row and None not in row.values() for row in rows)


def test_what_came_into_a_shop_before_signs_were_cleaned_breaks_no_feed():
    for text in (*ODD, *nasty_texts(), "a\x00\x1b\ud800"):
        assert ElementTree.fromstring(f"<a>{escape(text)}</a>").text is not None  # noqa: S314


def test_what_search_engines_read_of_a_page_is_json_whatever_the_name(client, shop, names):
    page = client.get(f"/{shop.slug}").content.decode()
    links = set(re.findall(rf'href="(/{shop.slug}/p/[0-9a-f-]+)', page))
    assert len(links) > 5
    for link in [f"/{shop.slug}", *sorted(links)]:
        page = client.get(link).content.decode()
        for said in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL):
            assert json.loads(said)
            assert "<" not in said


def test_a_poster_has_no_link_and_no_script_of_a_name(client, shop):
    texts = cycle(nasty_texts(60))
    for _ in range(6):
        change_business(shop.id, name=next(text for text in texts if 5 < len(text) < 60), sells=next(texts)[:60])
        paper = client.get(f"/{shop.slug}/poster.pdf").content
        assert paper.startswith(b"%PDF")
        assert not re.search(rb"/(JavaScript|JS|Launch|EmbeddedFile|OpenAction|URI)\b", paper)
        with pypdfium2.PdfDocument(paper) as document:
            assert len(document) == 1


def test_the_map_of_the_site_is_xml(client, shop, names):
    for path in ("/sitemap.xml", "/sitemap-wilayah.xml", "/sitemap-toko-1.xml", "/sitemap-produk-1.xml"):
        answer = client.get(path)
        content = answer.getvalue()
        assert answer.status_code == 404 or ElementTree.fromstring(content) is not None, path  # noqa: S314
