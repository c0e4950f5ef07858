"""The days of a newcomer's week, each a walk over pages."""

import csv
import io
import re

from playwright.sync_api import Page, expect
from xlsxwriter import Workbook

from tests.journeys.steps import enter, follow, look, message_to, pick_place

RINI, DEWI, JOKO, AGUS = "0812 7000 1101", "0812 7000 1102", "0812 7000 1103", "0812 7000 1104"
NEW_RINI = "0812 7000 1105"
SHOP = "warung-rini"
MINE = f"/kelola/{SHOP}"
GOODS = [("Keripik tempe", "15rb", 20, "bungkus")] + [(f"Barang {n:03}", 1_000 * n, n % 30, "pcs") for n in range(2, 201)]
BAD = {17: (1, "mahal"), 99: (0, ""), 150: (2, "1,5")}
"""Rows that go wrong: a price that is a word, a name that is missing, half a piece."""


def spreadsheet() -> bytes:
    """200 products as an owner keeps them: a title over the table, prices as people write them, three rows gone wrong."""
    content = io.BytesIO()
    with Workbook(content) as book:
        sheet = book.add_worksheet("Stok")
        sheet.merge_range(0, 0, 0, 3, "DAFTAR BARANG WARUNG RINI")
        sheet.write_row(2, 0, ("Nama Barang", "Harga Jual", "Stok", "Satuan"))
        for place, row in enumerate(GOODS):
            cells = list(row)
            if place in BAD:
                column, said = BAD[place]
                cells[column] = said
            sheet.write_row(3 + place, 0, cells)
    return content.getvalue()


def mended(wrong: bytes) -> bytes:
    """The file of the bad rows, put right in a spreadsheet and saved as Excel saves a CSV here: with semicolons."""
    rows = list(csv.reader(io.StringIO(wrong.decode("utf-8-sig"))))
    heads = rows[0]
    good = {"price": heads.index("harga jual"), "name": heads.index("nama"), "stock": heads.index("stok")}
    for row, place in zip(rows[1:], BAD, strict=True):
        name, price, stock, _unit = GOODS[place]
        row[good["name"]], row[good["price"]], row[good["stock"]] = name, str(price), str(stock)
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode()


def monday_opens(owner: Page) -> None:
    """A phone number, a name, a place; then 200 products out of a spreadsheet instead of one by one."""
    enter(owner, RINI)
    owner.get_by_label("Nama usaha").fill("Warung Rini")
    owner.get_by_label("Jualan apa?").fill("Keripik dan sembako")
    pick_place(owner, "lawey", "Surakarta")
    follow(owner.get_by_role("button", name="Lanjut"))
    owner.goto(f"{MINE}/produk")
    look(owner, "produk-kosong")
    follow(owner.get_by_role("link", name="Sudah punya daftar di Excel? Kirim filenya."))
    look(owner, "impor-kirim")
    send_file(owner, "stok.xlsx", spreadsheet())
    for said in ("Baris 21", "Baris 103", "Baris 154"):
        expect(owner.get_by_text(said, exact=False).first).to_be_visible()
    look(owner, "impor-hasil")
    with owner.expect_download() as wrong:
        owner.get_by_role("link", name="Unduh CSV").tap()
    follow(owner.get_by_role("button", name="Simpan 197 baris"))
    expect(owner.get_by_text("Selesai. Produk sudah tersimpan.")).to_be_visible(timeout=30_000)
    owner.goto(f"{MINE}/produk/impor")
    send_file(owner, "perlu-dibetulkan.csv", mended(wrong.value.path().read_bytes()))
    follow(owner.get_by_role("button", name="Simpan 3 baris"))
    expect(owner.get_by_text("Selesai. Produk sudah tersimpan.")).to_be_visible(timeout=30_000)
    look(owner, "impor-selesai")
    owner.goto(f"{MINE}/produk")
    expect(owner.get_by_role("link", name="Semua 200")).to_be_visible()
    look(owner, "produk-200")
    follow(owner.get_by_role("link", name="Buka toko sekarang"))
    look(owner, "toko-buka-sekarang")
    follow(owner.get_by_role("button", name="Buka toko"))
    look(owner, "toko-buka-200")


def send_file(owner: Page, name: str, content: bytes) -> None:
    owner.locator("#file").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})
    follow(owner.get_by_role("button", name="Periksa file"))


def tuesday_helpers(owner: Page, cashier: Page, helper: Page) -> None:
    """Two people are asked by phone; each comes in on their own. The cashier sells, and sees no more than that."""
    owner.goto(f"{MINE}/pengaturan/orang")
    look(owner, "orang")
    for number, name, role in ((DEWI, "Dewi", "Kasir"), (JOKO, "Joko", "Pegawai")):
        owner.get_by_label("Nomor HP orangnya").fill(number)
        owner.get_by_label("Namanya").fill(name)
        owner.get_by_role("radio", name=re.compile(role)).check(force=True)
        follow(owner.get_by_role("button", name="Kirim undangan"))
        expect(owner.get_by_text("Undangan dikirim. Berlaku 7 hari.")).to_be_visible()
    look(owner, "orang-diundang")
    for page, number in ((cashier, DEWI), (helper, JOKO)):
        link = message_to(owner, number, kind="invitation", holds=r"/undangan/[0-9a-f-]+")
        enter(page, number, at=link)
        look(page, "undangan")
        follow(page.get_by_role("button", name="Terima undangan"))
    cashier.goto(f"{MINE}/jual")
    cashier.get_by_label("Cari barang").fill("keripik")
    cashier.locator("[data-good] label").first.tap()
    cashier.get_by_role("button", name="Tunai").tap()
    expect(cashier.get_by_text("Tercatat Rp15.000, tunai.")).to_be_visible()
    look(cashier, "kasir")
    cashier.get_by_role("navigation").get_by_role("link", name="Penjualan saya").tap()
    expect(cashier.get_by_text("Rp15.000").first).to_be_visible()
    for closed in ("uang", "pengaturan/orang", "produk", "pelanggan"):
        cashier.goto(f"{MINE}/{closed}")
        expect(cashier.get_by_role("heading", level=1)).to_be_visible()
        expect(cashier.get_by_text("Keripik tempe")).to_be_hidden()
        look(cashier, f"kasir-{closed.replace('/', '-')}")


def wednesday_offers(owner: Page) -> None:
    """A price for a time, and a voucher."""
    owner.goto(f"{MINE}/produk/diskon")
    follow(owner.get_by_role("link", name="Harga promo", exact=True))
    with owner.expect_response(lambda answer: answer.request.method == "POST"):
        owner.get_by_label("Cari barang").fill("keripik tempe")
    owner.get_by_label("Keripik tempe", exact=True).check(force=True)
    owner.locator("input[name=amount]").fill("12rb")
    follow(owner.get_by_role("button", name="Simpan"))
    follow(owner.get_by_role("link", name="Voucher", exact=True))
    owner.get_by_label("Kode voucher").fill("HEMAT5")
    owner.locator("input[name=amount]").fill("5rb")
    follow(owner.get_by_role("button", name="Simpan"))
    expect(owner.get_by_role("link", name="Voucher HEMAT5")).to_be_visible()


def wednesday_delivery(owner: Page) -> None:
    """Deliveries, priced by district."""
    owner.goto(f"{MINE}/pengaturan/antar")
    owner.get_by_label("Diantar oleh kami").check(force=True)
    follow(owner.get_by_role("button", name="Simpan"))
    owner.goto(f"{MINE}/pengaturan/antar/ongkos")
    follow(owner.get_by_role("link", name="Menurut wilayah"))
    look(owner, "ongkos-wilayah")
    pick_place(owner, "banjarsari", "Banjarsari")
    owner.get_by_label("Ongkos ke sana").fill("6rb")
    follow(owner.get_by_role("button", name=re.compile("Simpan")))
    look(owner, "ongkos-tersimpan")


def thursday_buyer(buyer: Page) -> str:
    """Somebody in the next district orders with the promo price, the voucher and a delivery; the order's address."""
    buyer.goto(f"/{SHOP}")
    look(buyer, "toko-200")
    buyer.get_by_role("button", name="Tambah: Keripik tempe").tap()
    follow(buyer.locator("#keranjang a"))
    follow(buyer.get_by_role("button", name="Lanjut pesan"))
    buyer.get_by_label("Nama Anda").fill("Pak Agus")
    buyer.get_by_label("Nomor HP").fill(AGUS)
    buyer.locator("input[name=fulfilment][value=delivery]").check(force=True)
    pick_place(buyer, "banjarsari", "Banjarsari")
    expect(buyer.get_by_text("Ongkos ke Banjarsari: Rp6.000")).to_be_visible()  # nobody had to ask for it
    buyer.get_by_label("Alamat").fill("Jalan Ahmad Yani 12")
    buyer.locator("input[name=method][value=cash]").check(force=True)
    buyer.get_by_label("Kode voucher").fill("hemat5")
    buyer.get_by_role("button", name="Pakai").tap()
    expect(buyer.locator(".sum .total:visible").last).to_contain_text("Rp13.000")
    look(buyer, "pesan-antar")
    follow(buyer.get_by_role("button", name="Pesan sekarang"))
    expect(buyer.get_by_text("Rp13.000").first).to_be_visible()  # 12.000 less 5.000, and 6.000 to bring it
    look(buyer, "pesanan-antar")
    return buyer.url


def friday_round(owner: Page, buyer: Page, order: str) -> None:
    """The order is packed, stands in today's round, goes and arrives: the buyer's four digits prove it."""
    owner.goto(f"{MINE}/pesanan")
    follow(owner.get_by_role("link", name=re.compile("Pak Agus")).first)
    follow(owner.get_by_role("button", name="Terima pesanan"))
    follow(owner.get_by_role("button", name="Sudah dikemas"))
    owner.goto(f"{MINE}/antar")
    look(owner, "antar")
    follow(owner.get_by_role("link", name="Cetak"))
    look(owner, "antar-kertas")
    owner.go_back()
    follow(owner.get_by_role("button", name="Berangkat"))
    buyer.goto(order)
    code = buyer.locator("p.big").inner_text()
    look(buyer, "kode-terima")
    follow(owner.get_by_role("link", name="Sampai"))
    look(owner, "sampai")
    owner.get_by_label("Kode dari pembeli").fill(code)
    follow(owner.get_by_role("button", name="Sampai", exact=True))
    expect(owner.get_by_text("sampai.").first).to_be_visible()
    look(owner, "antar-selesai")


def saturday_review(owner: Page, buyer: Page, order: str) -> None:
    buyer.goto(order)
    follow(buyer.get_by_role("link", name="Beri bintang"))
    buyer.get_by_role("radio", name="5 ★ Sangat puas").check()
    buyer.get_by_label("Cerita Anda").fill("Renyah sekali")
    follow(buyer.get_by_role("button", name="Kirim ulasan"))
    owner.goto(f"{MINE}/ulasan")
    owner.get_by_text("Jawab", exact=True).tap()
    owner.get_by_label("Jawaban Anda").fill("Terima kasih, Pak Agus")
    follow(owner.get_by_role("button", name="Simpan jawaban"))
    buyer.goto(f"/{SHOP}/ulasan")
    expect(buyer.get_by_text("Terima kasih, Pak Agus")).to_be_visible()
    expect(buyer.get_by_text(re.compile(r"Pak Agus ·"))).to_be_visible()
    look(buyer, "ulasan-toko")


def sunday_lost(owner: Page, found: Page, helper: Page) -> None:
    """The phone with the owner's login is gone, the number too: her helper vouches, after having spoken with her."""
    found.goto("/masuk")
    follow(found.get_by_role("link", name="Nomor saya hilang"))
    look(found, "nomor-hilang")
    found.get_by_label("Nomor HP lama").fill(RINI)
    found.get_by_label("Nomor HP baru").fill(NEW_RINI)
    follow(found.get_by_role("button", name="Kirim kode ke nomor baru"))
    look(found, "nomor-kode")
    found.get_by_label("Kode 6 angka").fill(message_to(found, NEW_RINI, kind="login_code", holds=r"\b\d{6}\b"))
    follow(found.get_by_role("button", name="Lanjut"))
    look(found, "nomor-dicatat")
    helper.goto(message_to(found, JOKO, kind="number_asked", holds=r"/nomor/[0-9a-f-]+"))
    look(helper, "menjamin")
    follow(helper.get_by_role("button", name="Ya, ini benar orangnya"))
    expect(helper.get_by_text("Bicara dulu, lalu centang.")).to_be_visible()
    look(helper, "menjamin-salah")
    helper.get_by_label("Saya sudah bicara langsung dengan orangnya.").check(force=True)
    follow(helper.get_by_role("button", name="Ya, ini benar orangnya"))
    expect(helper.get_by_text("Terima kasih. Nomor berganti setelah 24 jam.")).to_be_visible()
    owner.goto(message_to(found, RINI, kind="number_vouched", holds=r"/nomor/tolak/[\w-]+"))
    look(owner, "tolak")  # whoever found the phone sees the same, and could at most keep the number as it is


def sunday_back(owner: Page, found: Page) -> None:
    """A day later the new number is hers. The lost phone is logged in no more, and what is hers is all there."""
    enter(found, NEW_RINI)
    found.goto(MINE)
    expect(found.get_by_role("link", name="Jual", exact=True).first).to_be_visible()
    found.goto("/akun/perangkat")
    look(found, "perangkat")
    owner.goto(MINE)
    expect(owner.get_by_role("button", name="Setuju dan kirim kode")).to_be_visible()
