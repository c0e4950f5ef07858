"""The owner's money in a real browser: what came in and went out, a cost written down, the QRIS sticker, doubtful money."""

import io

import pytest
import segno
from django.test import Client
from playwright.sync_api import Page, expect

from sekoci.books.actions import EntryDraft, Line, owner_puts_in, record_entries, record_expense
from sekoci.books.rules import COGS, DEPOSITS, INVENTORY, RENT, SALES
from sekoci.kit import clock
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.payments.actions import cancel_payments, mark_delivered, settle_payments
from sekoci.payments.rules import issue_qris
from sekoci.payments.tests.people import STICKER, ask, notice
from sekoci.payments.tests.test_qris import MERCHANT
from tests.journeys.conftest import Site, is_accessible, shot

pytestmark = pytest.mark.browser


def photo_of(text: str) -> bytes:
    drawn = io.BytesIO()
    segno.make(text, error="m").save(drawn, kind="png", scale=8, border=4)
    return drawn.getvalue()


def log_in(page: Page, owner, site: Site) -> None:
    client = Client()
    client.force_login(owner.person)
    page.emulate_media(reduced_motion="reduce")  # a picture taken in the middle of a transition aborts it
    page.context.add_cookies([{"name": "sesi", "value": client.cookies["sesi"].value, "url": site.url}])


def a_day_of_trade(shop) -> None:
    today = clock.day_in(shop.zone)
    owner_puts_in(shop.id, amount=500_000, into="cash", day=today, key="modal-01", note="Tabungan")
    record_expense(shop.id, category=RENT, amount=150_000, paid_from="cash", day=today, key="sewa-001", note="Kios pasar")
    for number in range(6):
        order, amount = new_id(), 25_000 + 5_000 * number
        paid = ask(shop, "pretend", amount, order_id=order)
        settle_payments([notice(paid, amount)])
        with in_business(shop.id):
            mark_delivered([order])
            lines = (Line(DEPOSITS, SALES, amount), Line(COGS, INVENTORY, amount // 2))
            record_entries([EntryDraft(shop.id, "sale", str(order), "Diserahkan S-7K3FQ", today, clock.now(), lines)])
    order = new_id()
    late = ask(shop, "pretend", 40_000, order_id=order)
    with in_business(shop.id):
        cancel_payments([order])
    settle_payments([notice(late, 40_000), notice(ask(shop, "pretend", 30_000), 29_000)])


def test_an_owner_sees_the_money_and_writes_down_a_cost(phone: Page, site: Site, owner, shop):
    log_in(phone, owner, site)
    phone.goto(f"/kelola/{shop.slug}/uang")
    is_accessible(phone)
    shot(phone, "uang-kosong")
    a_day_of_trade(shop)
    for span in ("hari", "bulan", "pilih"):
        phone.goto(f"/kelola/{shop.slug}/uang?masa={span}")
        is_accessible(phone)
        shot(phone, f"uang-{span}")
    phone.get_by_role("link", name="Catat pengeluaran").tap()
    phone.wait_for_url("**/catat/keluar")
    is_accessible(phone)
    phone.get_by_role("button", name="Simpan").tap()
    expect(phone.locator(".error").first).to_be_visible()
    is_accessible(phone)
    shot(phone, "uang-catat-salah")
    phone.get_by_label("Jumlah").fill("35rb")
    expect(phone.locator(".readback")).to_contain_text("Tiga puluh lima ribu rupiah")
    phone.get_by_label("Untuk apa").select_option(label="Bensin dan ongkos jalan")
    shot(phone, "uang-catat")
    phone.get_by_role("button", name="Simpan").tap()
    expect(phone.get_by_text("Pengeluaran dicatat: Rp35.000.")).to_be_visible()
    phone.get_by_role("link", name="Batalkan catatan Bensin dan ongkos jalan").tap()
    phone.wait_for_url("**/uang/batal/*")
    is_accessible(phone)
    shot(phone, "uang-batal")
    phone.get_by_role("button", name="Ya, batalkan").tap()
    expect(phone.get_by_text("Catatan dibatalkan.")).to_be_visible()
    phone.goto(f"/kelola/{shop.slug}/uang/buku?akun=1-1100")
    is_accessible(phone)
    shot(phone, "uang-buku")


def test_an_owner_photographs_the_sticker_and_settles_doubtful_money(phone: Page, site: Site, owner, shop):
    log_in(phone, owner, site)
    phone.goto(f"/kelola/{shop.slug}/qris")
    is_accessible(phone)
    shot(phone, "qris-kosong")
    phone.locator("input[name=photo]").set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": photo_of("halo")})
    phone.get_by_role("button", name="Baca kodenya").tap()
    expect(phone.get_by_text("Ini bukan kode QRIS.")).to_be_visible()
    is_accessible(phone)
    shot(phone, "qris-salah")
    phone.locator("input[name=photo]").set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": photo_of(STICKER)})
    phone.get_by_role("button", name="Baca kodenya").tap()
    expect(phone.get_by_text("NamaMerchantC1")).to_be_visible()
    is_accessible(phone)
    shot(phone, "qris-baca")
    phone.get_by_role("button", name="Ya, ini nama saya").tap()
    expect(phone.get_by_text("QRIS Anda tersimpan.")).to_be_visible()
    is_accessible(phone)
    shot(phone, "qris-simpan")
    swindler = {"name": "x.png", "mimeType": "image/png", "buffer": photo_of(issue_qris(MERCHANT))}
    phone.locator("#cek").set_input_files(swindler)
    phone.get_by_role("button", name="Bandingkan").tap()
    expect(phone.get_by_text("AWAS")).to_be_visible()
    a_day_of_trade(shop)
    phone.goto(f"/kelola/{shop.slug}/pembayaran")
    is_accessible(phone)
    shot(phone, "pembayaran")
    phone.get_by_role("button", name="Anggap lunas").tap()
    expect(phone.get_by_text("Pesanan dianggap lunas.")).to_be_visible()
    phone.get_by_text("Kembalikan uang ke pembeli").tap()
    phone.get_by_role("button", name="Sudah saya kembalikan").tap()
    expect(phone.get_by_text("Semua uang jelas")).to_be_visible()
    is_accessible(phone)
    shot(phone, "pembayaran-beres")


def test_the_same_pages_on_a_desk(chrome, site: Site, owner, shop):
    context = chrome.new_context(viewport={"width": 1280, "height": 860}, locale="id-ID", base_url=site.url)
    page = context.new_page()
    log_in(page, owner, site)
    a_day_of_trade(shop)
    for name, address in {
        "uang": "uang?masa=bulan&lihat=semua",
        "catat": "uang/catat/keluar",
        "buku": "uang/buku?akun=1-1300",
        "qris": "qris",
        "pembayaran": "pembayaran",
    }.items():
        page.goto(f"/kelola/{shop.slug}/{address}")
        is_accessible(page)
        shot(page, f"meja-{name}")
    context.close()
