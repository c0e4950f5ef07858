"""The owner's money pages, as an owner, a helper and a stranger meet them."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import translation

from sekoci.books.actions import EntryDraft, Line, owner_puts_in, record_entries, record_expense, transfer_between
from sekoci.books.memos import told
from sekoci.books.queries import days_between
from sekoci.books.rules import CASH, COGS, INVENTORY, SALES, SUPPLIERS, UTILITIES, span_of
from sekoci.kit import clock
from sekoci.kit.scope import in_business
from sekoci.kit.sql import counted

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)
TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen(NOON):
        yield


@pytest.fixture
def visitor(owner) -> Client:
    client = Client()
    client.force_login(owner.person)
    return client


def page(shop, tail=""):
    return f"/kelola/{shop.slug}/uang{tail}"


def power(shop, amount=50_000, *, day=TODAY, key="k-1", note=""):
    record_expense(shop.id, category=UTILITIES, amount=amount, paid_from="cash", day=day, key=key, note=note)


def sale(shop, price=25_000, cost=15_000, *, source="s"):
    lines = (Line(CASH, SALES, price), Line(COGS, INVENTORY, cost))
    with in_business(shop.id):
        record_entries([EntryDraft(shop.id, "sale", source, f"Jual {source}", TODAY, NOON, lines)])


def figures(html):
    found = re.findall(r"<b>(−?)Rp([\d.]+)</b></div>", html)
    return [int(amount.replace(".", "")) * (-1 if sign else 1) for sign, amount in found]


def sent(form_page, **fields):
    """A form's hidden key with what somebody fills in."""
    key = re.search(r'name="key" value="([^"]+)"', form_page.content.decode())[1]
    return {"key": key, "day": "2026-11-21", "paid_from": "cash", "category": UTILITIES, "note": "", **fields}


def test_tells_what_was_earned_came_in_and_went_out_today(shop, visitor):
    sale(shop)
    power(shop, 4_000)
    power(shop, 9_000, day=TODAY - timedelta(days=1), key="k-2")
    html = visitor.get(page(shop)).content.decode()
    assert figures(html)[:3] == [6_000, 25_000, 4_000]
    assert "Sabtu, 21 November 2026" in html
    week = visitor.get(page(shop, "?masa=minggu")).content.decode()
    assert figures(week)[:3] == [-3_000, 25_000, 13_000]
    assert "<svg" in week
    chosen = visitor.get(page(shop, "?masa=pilih&dari=2026-11-20&sampai=2026-11-20")).content.decode()
    assert figures(chosen)[:3] == [-9_000, 0, 9_000]


def test_an_empty_day_says_what_to_do_first(shop, visitor):
    html = visitor.get(page(shop)).content.decode()
    assert "Belum ada uang masuk atau keluar" in html
    assert f"/kelola/{shop.slug}/jual" in html


def test_a_debt_to_suppliers_is_shown_and_paid(shop, visitor):
    assert "utang pemasok" not in visitor.get(page(shop)).content.decode()
    with in_business(shop.id):
        lines = (Line(INVENTORY, SUPPLIERS, 80_000),)
        record_entries([EntryDraft(shop.id, "purchase", "p", "Beli", TODAY, NOON, lines)])
    html = visitor.get(page(shop)).content.decode()
    assert "Anda masih berutang Rp80.000 ke pemasok." in html
    assert page(shop, "/catat/pemasok") in html
    form = visitor.get(page(shop, "/catat/pemasok"))
    assert 'value="80.000"' in form.content.decode()
    refused = visitor.post(page(shop, "/catat/pemasok"), sent(form, amount="80.001")).content.decode()
    assert "Utang Anda ke pemasok sekarang Rp80.000." in refused
    paid = visitor.post(page(shop, "/catat/pemasok"), sent(form, amount="80rb"), follow=True).content.decode()
    assert "Pembayaran utang dicatat: Rp80.000." in paid
    assert "masih berutang" not in paid


def test_everything_is_there_in_english_too(shop, visitor):
    power(shop)
    html = visitor.get(page(shop, "?bahasa=en")).content.decode()
    for english in ("Money out", "Record a cost", "Where this profit comes from", "Power, water, phone"):
        assert english in html


@pytest.mark.parametrize(
    ("kind", "memo", "english"),
    [
        ("payment", "Pembayaran S-C9HZ8", "Payment S-C9HZ8"),
        ("refund", "Uang kembali S-C9HZ8", "Money given back S-C9HZ8"),
        ("sale", "Penjualan S-C9HZ8", "Sale S-C9HZ8"),
        ("opening", "Stok awal: Penjualan", "Opening stock: Penjualan"),
        ("correction", "Koreksi stok -2: Kopi (basi)", "Stock corrected -2: Kopi (basi)"),
        ("expense", "Listrik, air, pulsa: token", "Power, water, phone: token"),
        ("transfer", "Pindah uang: Kas ke Bank dan e-wallet: setor", "Move money: Cash → Bank and e-wallet: setor"),
        ("reversal", "Dibatalkan: Listrik, air, pulsa", "Cancelled: Power, water, phone"),
        ("reversal", "Dibatalkan: Beli stok: Kopi", "Cancelled: Stock bought: Kopi"),
        ("correction", "Selisih pembelian yang dibatalkan: Kopi", "Difference of an undone purchase: Kopi"),
        ("correction", "Stok dihapus dari toko: Kopi", "Stock removed with its product: Kopi"),
        ("resolved", "Uang diterima sebagai pendapatan", "Money kept as income"),
        ("sale", "Jual S-C9HZ8 dan lain", "Jual S-C9HZ8 dan lain"),
        ("supplier_paid", "Bayar utang pemasok: Mei", "Pay a supplier: Mei"),
        ("new kind", "Pembayaran", "Pembayaran"),
    ],
)
def test_our_own_words_in_a_memo_are_said_in_the_language_of_the_visitor(kind, memo, english):
    assert str(told(kind, memo)) == memo
    with translation.override("en"):
        assert str(told(kind, memo)) == english


def test_an_entry_of_an_order_leads_to_it_and_a_transfer_says_how_much(shop, visitor):
    order = "01890000-0000-7000-8000-000000000001"
    with in_business(shop.id):
        record_entries(
            [
                EntryDraft(shop.id, "sale", order, "Penjualan S-C9HZ8", TODAY, NOON, (Line(CASH, SALES, 9_000),)),
                EntryDraft(shop.id, "payment", "p", "Pembayaran S-ATCHQ", TODAY, NOON, (Line(CASH, SALES, 7),)),
            ]
        )
    transfer_between(shop.id, amount=4_321, out_of="cash", into="bank", day=TODAY, key="t-1")
    html = visitor.get(page(shop)).content.decode()
    assert f'href="/kelola/{shop.slug}/pesanan/{order}"' in html
    assert f'href="/kelola/{shop.slug}/pesanan?saring=semua&amp;cari=S-ATCHQ"' in html
    assert '<b class="">Rp4.321</b>' in html


@pytest.mark.parametrize(
    "tail", ["", "/unduh", "/buku", "/catat/keluar", "/catat/modal", "/catat/ambil", "/catat/pindah", "/catat/pemasok"]
)
def test_strangers_log_in_first_and_outsiders_find_nothing(shop, outsider, cashier, visitor, tail):
    assert Client().get(page(shop, tail)).status_code == 302
    client = Client()
    client.force_login(outsider.person)
    assert client.get(page(shop, tail)).status_code == 404
    client.force_login(cashier.person)
    assert client.get(page(shop, tail)).status_code == 403
    assert visitor.get(page(shop, tail)).status_code == 200


def test_no_page_takes_more_than_ten_statements(shop, visitor):
    for number in range(40):
        sale(shop, source=f"s{number}")
    for tail in ("?masa=bulan", "/buku?akun=1-1100", "/catat/keluar", "/unduh"):
        with counted() as statements:
            visitor.get(page(shop, tail))
        assert len(statements) <= 12, tail  # two of them read the session and the person


@pytest.mark.parametrize(
    "query",
    [
        "?masa=x&lihat=x&urut=x&mulai=-3",
        "?masa=pilih&dari=kemarin&sampai=9999-99-99",
        "?masa=pilih&dari=0001-01-01&sampai=9999-12-31",
        "?masa=pilih&dari=2026-11-30&sampai=2026-11-01",
        "?mulai=999999",
        "?cari=%00%25_\\",
        "?masa=bulan&lihat=untung&urut=besar&cari=jual",
    ],
)
def test_whatever_stands_in_the_address_a_page_comes(shop, visitor, query):
    sale(shop)
    for tail in ("", "/unduh", "/buku"):
        assert visitor.get(page(shop, tail + query)).status_code == 200


def test_the_list_filters_searches_and_goes_on(shop, visitor):
    for number in range(35):
        sale(shop, source=f"kopi-{number:02}")
    power(shop, note="Token")
    html = visitor.get(page(shop, "?lihat=keluar")).content.decode()
    assert "Token" in html
    assert "kopi" not in html
    assert visitor.get(page(shop, "?cari=kopi-07")).content.decode().count("Jual kopi-") == 1
    first = visitor.get(page(shop, "?lihat=masuk")).content.decode()
    [more] = re.findall(r'hx-get="(\?[^"]+)"', first)
    rest = visitor.get(page(shop, more.replace("&amp;", "&")), headers={"HX-Request": "true"}).content.decode()
    assert (first.count("Jual kopi-"), rest.count("Jual kopi-"), "<html" in rest) == (30, 5, False)


def test_a_cost_is_written_down_once_however_often_the_form_is_sent(shop, visitor):
    form = sent(visitor.get(page(shop, "/catat/keluar")), amount="Rp 15rb", note="Gas")
    for _ in range(3):
        assert visitor.post(page(shop, "/catat/keluar"), form).status_code == 302
    html = visitor.get(page(shop)).content.decode()
    assert figures(html)[:3] == [-15_000, 0, 15_000]
    assert html.count("Listrik, air, pulsa: Gas") == 1 + html.count('<span class="sr"> Listrik, air, pulsa: Gas')


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"amount": "mahal"}, "Tulis dengan angka"),
        ({"amount": "-5"}, "Tulis dengan angka"),
        ({"amount": "0"}, "Tulis jumlah di atas 0."),
        ({"amount": ""}, 'class="error"'),
        ({"day": "2026-11-22"}, "Tanggalnya belum tiba."),
        ({"day": "kemarin"}, "Tulis tanggal seperti 21/11/2026."),
        ({"category": "4-1100"}, 'class="error"'),
        ({"paid_from": "gold"}, 'class="error"'),
        ({"key": "x' or 1=1"}, "notice-bad"),
    ],
)
def test_what_cannot_be_written_down_is_said_beside_the_field(shop, visitor, wrong, said):
    form = sent(visitor.get(page(shop, "/catat/keluar")), amount="5000") | wrong
    answer = visitor.post(page(shop, "/catat/keluar"), form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Belum ada uang masuk atau keluar" in visitor.get(page(shop)).content.decode()


def test_own_money_in_out_and_moved(shop, visitor):
    for what, fields in {
        "modal": {"into": "bank", "amount": "100000"},
        "ambil": {"out_of": "bank", "amount": "30000"},
        "pindah": {"out_of": "bank", "into": "cash", "amount": "20000"},
    }.items():
        form = sent(visitor.get(page(shop, f"/catat/{what}")), **fields)
        assert visitor.post(page(shop, f"/catat/{what}"), form).status_code == 302
    html = visitor.get(page(shop)).content.decode()
    assert figures(html)[:3] == [0, 100_000, 30_000]
    assert re.search(r"<dt>Kas</dt><dd>Rp20\.000</dd><dt>Bank dan e-wallet</dt><dd>Rp50\.000</dd>", html)
    assert visitor.get(page(shop, "/catat/mencuri")).status_code == 404


def test_undoing_asks_first_and_counts_the_money_back(shop, other_shop, visitor):
    power(shop)
    power(other_shop)
    sale(shop)
    html = visitor.get(page(shop)).content.decode()
    [address] = re.findall(rf'href="({page(shop)}/batal/[^"]+)"', html)
    assert "Batalkan catatan?" in visitor.get(address).content.decode()
    assert visitor.post(address).status_code == 302
    after = visitor.get(page(shop)).content.decode()
    assert figures(after)[:3] == [10_000, 25_000, 0]
    assert "Dibatalkan" in after
    assert "sudah dibatalkan" in visitor.get(address).content.decode()
    theirs = address.replace(shop.slug, other_shop.slug)
    assert visitor.post(theirs).status_code == 404
    assert visitor.post(page(shop, "/batal/01890000-0000-7000-8000-000000000000")).status_code == 404


def test_the_file_is_read_back_and_no_cell_is_a_formula(shop, visitor):
    sale(shop, source="=1+1")
    for number, evil in enumerate(["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "  =2"]):
        power(shop, 1_000 + number, key=f"evil-{number}", note=evil)
    owner_puts_in(shop.id, amount=7, into="cash", day=TODAY, key="own-1")
    with in_business(shop.id):
        record_entries([EntryDraft(shop.id, "sale", "x", "=2+5", TODAY, NOON, (Line(CASH, SALES, 5),))])
    answer = visitor.get(page(shop, "/unduh"))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 8
    assert sum(int(row["uang masuk"]) for row in rows) == 25_012
    assert all(row["keterangan"][0] not in "=+-@\t\r" for row in rows)
    assert {row["tanggal"] for row in rows} == {"2026-11-21"}


def test_weeks_begin_on_monday_and_months_on_the_first():
    assert span_of("minggu", TODAY) == (date(2026, 11, 16), TODAY)
    assert span_of("bulan", TODAY) == (date(2026, 11, 1), TODAY)
    assert span_of("hari", TODAY) == (TODAY, TODAY)


def test_days_without_anything_are_there_too(shop):
    power(shop, day=TODAY - timedelta(days=2))
    days = days_between(shop.id, TODAY - timedelta(days=3), TODAY)
    assert [(each.day.day, each.profit) for each in days] == [(18, 0), (19, -50_000), (20, 0), (21, 0)]


def test_an_account_with_many_lines_is_read_page_by_page(visitor, shop):
    for number in range(61):
        power(shop, 1_000 + number, key=f"k-{number}")
    newest = visitor.get(page(shop, f"/buku?akun={CASH}&masa=hari")).content.decode()
    assert "Rp1.060<" in newest and "Rp1.001<" in newest and "Rp1.000<" not in newest
    older = re.search(r'href="(\?[^"]*mulai=60)"', newest)
    assert older
    oldest = visitor.get(page(shop, "/buku" + older[1].replace("&amp;", "&"))).content.decode()
    assert "Rp1.000<" in oldest and "Rp1.001<" not in oldest and "mulai=" not in oldest
