"""The picture beside a shared link: right size, drawn once, drawn again when what it shows changes."""

import io

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from PIL import Image

from sekoci.catalog.actions import ProductChange, change_product, keep_photo
from sekoci.kit.qr import qr_png
from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.actions import change_business
from sekoci.storefront import card_drawing
from sekoci.storefront.cards import Card

pytestmark = pytest.mark.django_db


def a_photo(shop, colour: str) -> str:
    file = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(file, "JPEG")
    return keep_photo(shop.id, file)


def test_a_card_is_a_jpeg_of_the_asked_size_and_small_enough_for_whatsapp(shop, buyer):
    for colour in ("red", "green", "blue"):
        keripik = put_on_shelf(shop, name=f"Keripik {colour}", photo=a_photo(shop, colour))
    for path in ("/kartu.jpg", f"/p/{keripik}/kartu.jpg"):
        answer = buyer.see(path)
        picture = Image.open(io.BytesIO(answer.content))
        assert (answer["Content-Type"], picture.format, picture.size) == ("image/jpeg", "JPEG", (1200, 630))
        assert len(answer.content) < 300_000
        assert "immutable" not in answer["Cache-Control"]


def test_it_is_drawn_once_for_a_version_and_again_for_the_next(shop, buyer, monkeypatch):
    drawn = []
    really = card_drawing.draw_card
    monkeypatch.setattr("sekoci.storefront.views.cards.draw_card", lambda card: drawn.append(card.title) or really(card))
    keripik = put_on_shelf(shop)
    version = buyer.see(f"/p/{keripik}").context["card"].version
    first = buyer.see(f"/p/{keripik}/kartu.jpg?v={version}")
    assert "immutable" in first["Cache-Control"]
    assert buyer.see(f"/p/{keripik}/kartu.jpg").content == first.content
    assert len(drawn) == 1
    change_product(shop.id, keripik, ProductChange(price=99_000), by="owner:1")
    assert buyer.see(f"/p/{keripik}/kartu.jpg").content != first.content
    change_business(shop.id, name="Keripik Melati Baru")
    buyer.see("/kartu.jpg")
    assert drawn == ["Keripik tempe", "Keripik tempe", "Keripik Melati Baru"]
    kept = sorted(path.name for path in (settings.HOME / "cards" / str(shop.id)).iterdir())
    assert len([name for name in kept if name.startswith(keripik.hex)]) == 1


@pytest.mark.parametrize(
    "title",
    ["A", "Kerajinan" * 12, "Kata " * 40, "😀 咖啡", "", "Toko “Ibu” & Anak <b>"],
    ids=["short", "long", "many", "signs", "none", "marks"],
)
def test_any_name_can_be_drawn(shop, title):
    card = Card(shop.id, "toko", title, title, title, ("0" * 32 + ".10x10", "bukan-foto"))
    assert Image.open(io.BytesIO(card_drawing.draw_card(card))).size == (1200, 630)


def test_the_poster_carries_the_shops_address_as_a_code(shop, buyer):
    page = buyer.see("/poster")
    assert f'aria-label="http://127.0.0.1:8000/{shop.slug}"' in page.content.decode()
    [read] = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr_png(f"http://127.0.0.1:8000/{shop.slug}"))).convert("L"))
    assert read.text == f"http://127.0.0.1:8000/{shop.slug}"


@pytest.mark.parametrize(("query", "millimetres"), [("", (210, 297)), ("?ukuran=a6", (105, 148)), ("?ukuran=huge", (210, 297))])
def test_the_poster_is_a_file_to_print_too(shop, buyer, query, millimetres):
    answer = buyer.see(f"/poster.pdf{query}")
    [page] = pypdfium2.PdfDocument(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert tuple(round(points / 72 * 25.4) for points in page.get_size()) == millimetres
    assert shop.name in page.get_textpage().get_text_bounded()
    [code] = zxingcpp.read_barcodes(page.render(scale=2).to_pil())
    assert code.text == f"http://127.0.0.1:8000/{shop.slug}?dari=poster"


def test_the_longest_names_still_fit_on_one_poster(shop, buyer):
    change_business(
        shop.id, name="Kerajinan Anyaman Bambu dan Rotan Ibu Sulastri Jaya Abadi", sells="tas keranjang tudung saji " * 4
    )
    [page] = pypdfium2.PdfDocument(buyer.see("/poster.pdf?ukuran=a6").content)
    assert len(zxingcpp.read_barcodes(page.render(scale=4).to_pil())) == 1
