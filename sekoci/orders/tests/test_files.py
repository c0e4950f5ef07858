"""The list of orders as a file: its sums come out, and its words are the page's own."""

import csv
import io

import pytest

from sekoci.catalog.actions import DiscountDraft, make_discount
from sekoci.kit import clock
from sekoci.orders.actions import Return, place_orders, refund_order
from sekoci.orders.tests.people import put_on_shelf, wish

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client, owner, shop):
    """Rows by heading, out of the file."""
    client.force_login(owner.person)

    def read(**wished: str) -> list[dict[str, str]]:
        answer = client.get(f"/kelola/{shop.slug}/pesanan/ekspor", wished)
        return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    return read


@pytest.fixture
def sold(shop):
    """A delivery with a voucher, and a sale at the counter of which some money went back."""
    keripik, kopi = put_on_shelf(shop), put_on_shelf(shop, name="Kopi", price=7_000)
    make_discount(shop.id, DiscountDraft("voucher", code="HEMAT", amount=5_000, starts_at=clock.now()))
    away = {"fulfilment": "delivery", "address": "Jl. Radjiman 10", "delivery_fee": 9_000, "voucher": "HEMAT"}
    there = {"source": "counter", "fulfilment": "counter", "over_the_counter": True, "when_short": "keep_and_flag"}
    orders = place_orders([wish(shop, (keripik, 2), (kopi, 1), **away), wish(shop, (kopi, 3), **there)])
    refund_order(shop.id, orders[1].order_id, by="owner:1", what=Return(4_000, goods_back=False, key="k"))
    return orders


def test_every_row_comes_to_its_total_and_so_do_its_lines(read, sold):
    rows = {row["kode"]: row for row in read()}
    lines = read(isi="barang")
    assert len(rows) == 2
    for row in rows.values():
        goods, off, fee, total = (int(row[name]) for name in ("harga barang", "potongan", "ongkos antar", "total"))
        assert goods - off + fee == total
        assert sum(int(line["jumlah"]) for line in lines if line["kode"] == row["kode"]) == total - fee
    assert [(int(rows[each.code]["potongan"]), int(rows[each.code]["uang kembali"])) for each in sold] == [(5_000, 0), (0, 4_000)]
    assert [(line["barang"], line["banyaknya"], line["harga"]) for line in lines if line["kode"] == sold[1].code] == [
        ("Kopi", "3", "7000")
    ]
    assert "Sri" not in str(lines)


def test_headings_and_values_are_in_the_language_of_the_page(client, read, sold):
    names = ("status", "cara terima", "cara bayar", "pembayaran")
    assert {tuple(row[name] for name in names) for row in read()} == {
        ("Baru", "diantar", "Tunai", "Belum dibayar"),
        ("Selesai", "di kasir", "Tunai", "Lunas"),
    }
    client.cookies["bahasa"] = "en"
    [new, _] = sorted(read(), key=lambda row: row["total"], reverse=True)
    assert (new["status"], new["way to get it"], new["payment"]) == ("New", "delivery", "Not paid yet")
