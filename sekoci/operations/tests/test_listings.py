"""Real products of a marketplace, a shop for every city. The file lies beside the checkout, never in it."""

import os
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from sekoci.books.queries import money_between
from sekoci.catalog.queries import shelf
from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.operations.commands import demo as command
from sekoci.operations.demo.listings import Loaded, load_listings, place_of, read_listings
from sekoci.operations.home import CHECKOUT, Trouble
from sekoci.operations.verify import verify
from sekoci.orders.actions import accept_orders, confirm_order_payments, hand_over_orders, place_orders
from sekoci.orders.rules import LineDraft, OrderDraft
from sekoci.registry.queries import shop_by_slug

SHARED = Path(os.environ.get("SEKOCI_SHARED") or CHECKOUT.parent / "shared")
REAL = SHARED / "data" / "prdect-id" / "prdect_id.csv"
HEAD = "Category,Product Name,Location,Price,Customer Review\n"


def test_opens_a_shop_a_city_and_lists_each_product_once_at_its_price(areas, db, tmp_path, capsys):
    rows = [
        "Food,Kopi Bubuk,Kota Bandung,25000,Enak",
        "Food,Kopi Bubuk,Kota Bandung,25000,Mantap",
        "Food,Kopi Bubuk,Jakarta Barat,26000,Sama saja",
        "Toys,Gasing,Bandung,5000,Bagus",
        'Toys,"Layang, merah"," Kab\ufffdBandung ",7000,Bagus',
        "Toys,Kelereng,Negeri Dongeng,1000,Bagus",
    ]
    path = write(tmp_path, rows)
    loaded = load_listings(path)
    assert loaded == Loaded(
        cities={
            "Bandung": "contoh-kota-bandung",
            "Jakarta Barat": "contoh-jakarta-barat",
            "Kab Bandung": "contoh-kabupaten-bandung",
            "Kota Bandung": "contoh-kota-bandung",
        },
        opened=3,
        products=3,
        repeated=1,
        unknown={"Negeri Dongeng": 1},
    )
    shop = shop_by_slug("contoh-kota-bandung")
    assert shop and shop.is_demo
    assert {(item.name, item.price, item.description) for item in shelf(shop.id).items} == {
        ("Kopi Bubuk", 25_000, "Food"),
        ("Gasing", 5_000, "Toys"),
    }
    assert load_listings(path).opened == 0
    assert len(shelf(shop.id).items) == 2
    assert command.load_file(path) == 1
    assert "no such place: Negeri Dongeng; its 1 products" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Kota Tangerang Selatan", "36.74"),
        ("Kab. Tangerang", "36.03"),
        ("Kabupaten Sukoharjo", "33.11"),
        ("Kab Bekasi", "32.16"),
        ("Bekasi", "32.75"),
        ("Kota Palangkaraya", "62.71"),
        ("Palangka Raya", "62.71"),
        ("Jakarta Utara", "31.72"),
        ("Sidoarjo", "35.15"),
        ("Laweyan", None),
        ("", None),
    ],
)
def test_knows_what_sellers_mean(areas, db, said, meant):
    place = place_of(said)
    assert (place.code if place else None) == meant


@pytest.mark.parametrize(
    ("text", "why"),
    [("a,b\n1,2\n", "has no column"), (HEAD + "Food,Kopi,Bandung,mahal,x\n", "no number")],
)
def test_says_what_is_wrong_with_a_file(tmp_path, text, why):
    path = tmp_path / "file.csv"
    path.write_text(text)
    with pytest.raises(Trouble, match=why):
        read_listings(path)
    with pytest.raises(Trouble, match="cannot be read"):
        read_listings(tmp_path / "none.csv")


@pytest.mark.skipif(not REAL.exists(), reason=f"no real listings at {REAL} (SEKOCI_SHARED names another folder)")
def test_every_shop_of_the_real_file_sells_is_paid_and_books_it(areas, db):
    loaded = load_listings(REAL)
    lines = read_listings(REAL)
    assert loaded.unknown == {}
    assert loaded.products == len({line.name for line in lines}) == 1308
    assert set(loaded.cities) == {line.location for line in lines}
    prices = {(line.name, line.price) for line in lines}
    slugs = sorted(set(loaded.cities.values()))
    assert len(slugs) == loaded.opened
    first = clock.day_in("Asia/Jakarta")
    last = first + timedelta(days=1)  # Makassar and Jayapura are ahead, and midnight may pass
    for slug in slugs:
        shop = shop_by_slug(slug)
        assert shop
        items = shelf(shop.id, limit=100).items
        assert all((item.name, item.price) in prices for item in items)
        [placed] = place_orders([order_for(shop.id, items[0].id)])
        confirm_order_payments(shop.id, [placed.order_id], by="owner:1")
        accept_orders(shop.id, [placed.order_id], by="owner:1")
        hand_over_orders(shop.id, [placed.order_id], by="owner:1")
        money = money_between(shop.id, first, last)
        assert money.cash_in == placed.total == 2 * items[0].price
        assert money.profit == placed.total - 2 * (items[0].price * 70 // 100)
    assert [check for check in verify().checks if check.wrong] == []
    with across_businesses():
        assert fetch("select state, count(*) from orders_order group by 1") == [("completed", len(slugs))]


def order_for(business_id: int, product_id) -> OrderDraft:
    return OrderDraft(
        business_id, "web", str(uuid4()), (LineDraft(2, product_id=product_id),), method="transfer", provider="transfer"
    )


def write(folder: Path, rows: list[str]) -> Path:
    path = folder / "listings.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return path
