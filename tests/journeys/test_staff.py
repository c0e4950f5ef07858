"""Those who run this Sekoci, in a real browser: a shop is hidden and shown again; a leak of data, from noticing to closing."""

from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from sekoci.breaches.forms import ZONE
from sekoci.kit import clock
from sekoci.operations.tests import staff
from sekoci.registry.queries import Shop
from tests.journeys.conftest import Site
from tests.journeys.steps import follow, look, message_to
from tests.people import Someone

pytestmark = pytest.mark.browser
SRI = "0812 7000 3001"
WHY = "Dilaporkan tiga pembeli: barang tidak dikirim"


@pytest.fixture
def keeper(another_phone: Page, site: Site) -> Page:
    """A phone of somebody of the staff, who has just confirmed who they are."""
    client = Client()
    staff.log_in(client)
    another_phone.emulate_media(reduced_motion="reduce")
    another_phone.context.add_cookies([{"name": "sesi", "value": client.cookies["sesi"].value, "url": site.url}])
    return another_phone


def test_a_shop_is_found_hidden_with_a_reason_and_shown_again(phone: Page, keeper: Page, shop: Shop, owner: Someone):
    keeper.goto("/staf")
    look(keeper, "staf")
    follow(keeper.get_by_role("link", name="Semua data"))
    look(keeper, "staf-data")
    follow(keeper.get_by_role("link", name="Semua toko"))
    keeper.get_by_label("Cari", exact=True).fill("melati")
    follow(keeper.get_by_role("button", name="Cari"))
    look(keeper, "staf-data-toko")
    follow(keeper.get_by_role("link", name=shop.name, exact=True))
    look(keeper, "staf-toko")
    follow(keeper.get_by_role("link", name="Sembunyikan toko"))
    keeper.get_by_label("Alasan").fill("apa")
    follow(keeper.get_by_role("button", name="Sembunyikan toko"))
    expect(keeper.locator(".error")).to_be_visible()
    keeper.get_by_label("Alasan").fill(WHY)
    look(keeper, "staf-sembunyikan")
    follow(keeper.get_by_role("button", name="Sembunyikan toko"))
    expect(keeper.get_by_text("Toko disembunyikan.")).to_be_visible()
    assert WHY in message_to(keeper, owner.phone, kind="shop_withheld", holds=r"(?s).*")
    assert keeper.request.get(f"/{shop.slug}").status == 404
    keeper.goto("/staf/jejak")
    first = keeper.locator("main .list li").first
    expect(first).to_contain_text("Toko disembunyikan")
    expect(first).to_contain_text(WHY)
    look(keeper, "staf-jejak")
    follow(first.get_by_role("link", name=shop.name))
    follow(keeper.get_by_role("link", name="Tampilkan lagi"))
    keeper.get_by_label("Alasan").fill("Barangnya sudah dikirim semua")
    follow(keeper.get_by_role("button", name="Tampilkan lagi"))
    expect(keeper.get_by_text("Toko boleh tampil lagi.")).to_be_visible()
    phone.goto(f"/{shop.slug}")
    expect(phone.get_by_role("heading", name=shop.name)).to_be_visible()


def test_a_leak_is_written_down_its_persons_are_told_and_it_is_closed(keeper: Page, shop: Shop):
    keeper.goto("/staf")
    follow(keeper.get_by_role("link", name="Insiden data"))
    look(keeper, "insiden-kosong")
    follow(keeper.get_by_role("link", name="Catat insiden"))
    noticed = (clock.now() - timedelta(minutes=90)).astimezone(ZONE)
    keeper.get_by_label("Apa yang terjadi").fill("HP petugas hilang")
    keeper.get_by_label("Diketahui tanggal").fill(noticed.strftime("%Y-%m-%d"))
    keeper.get_by_label("Jam (WIB)").fill(noticed.strftime("%H:%M"))
    look(keeper, "insiden-baru")
    follow(keeper.get_by_role("button", name="Simpan"))
    expect(keeper.get_by_text("Insiden dicatat. Waktu 72 jam berjalan.")).to_be_visible()
    expect(keeper.get_by_text("Sisa 2 hari 22 jam")).to_be_visible()
    follow(keeper.get_by_role("link", name="Lengkapi", exact=True))
    for label, said in {"Mulai tanggal": noticed.strftime("%Y-%m-%d"), **WHOLE}.items():
        keeper.get_by_label(label).fill(said)
    follow(keeper.get_by_role("button", name="Simpan"))
    follow(keeper.get_by_role("link", name="Cari dan lihat orangnya"))
    keeper.get_by_label("Tempel nomor HP, satu per baris").fill(SRI)
    follow(keeper.get_by_role("button", name="Catat nomor"))
    look(keeper, "insiden-orang")
    follow(keeper.locator(".backlink"))
    expect(keeper.get_by_text("1 orang belum dikabari")).to_be_visible()
    look(keeper, "insiden-siap")
    keeper.get_by_label("Kirim pesan ke 1 orang. Tidak bisa ditarik.").check(force=True)
    follow(keeper.get_by_role("button", name="Kabari semua"))
    expect(keeper.get_by_text("Pesan dikirim ke 1 orang.")).to_be_visible()
    assert "Nama dan nomor HP" in message_to(keeper, SRI, kind="breach_told", holds=r"(?s).*")
    keeper.get_by_label("Lembaga, cara kirim, dan nomor surat").fill("Komdigi, e-mail, 1/2026")
    follow(keeper.get_by_role("button", name="Catat: sudah dilaporkan"))
    expect(keeper.get_by_text("Semua sudah diberi tahu")).to_be_visible()
    keeper.get_by_text("3. Tutup insiden").tap()
    keeper.get_by_label("Alasan").fill("Semua sudah dikabari dan HP sudah dikunci")
    follow(keeper.get_by_role("button", name="Tutup insiden"))
    expect(keeper.get_by_text("Insiden ditutup.")).to_be_visible()
    look(keeper, "insiden-ditutup")
    follow(keeper.locator(".backlink"))
    expect(keeper.get_by_text("Ditutup", exact=True)).to_be_visible()


WHOLE = {
    "Data yang terkena": "Nama dan nomor HP",
    "Data siapa": "Pembeli Keripik Melati",
    "Bagaimana terjadi": "HP petugas dicuri di pasar.",
    "Yang sudah dilakukan": "Semua sesi diakhiri, kunci diganti",
    "Saran untuk orangnya": "Jangan beri kode kepada siapa pun",
    "Kontak untuk bertanya": "0812-1111-2222",
}
