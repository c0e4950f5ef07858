"""The owner's QRIS and the list of doubtful money, as an owner, a helper and a stranger meet them."""

import csv
import io
import re
import struct
import zlib

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import counted
from sekoci.payments.actions import cancel_payments, save_sticker, settle_payments
from sekoci.payments.queries import has_sticker, sticker_of
from sekoci.payments.rules import issue_qris
from sekoci.payments.sticker_photos import NoCodeSeen, NotAPicture, PictureTooBig, read_sticker_photo
from sekoci.payments.tests.people import STICKER, ask, notice, payment
from sekoci.payments.tests.test_qris import CAMBODIA, DYNAMIC, MERCHANT

pytestmark = pytest.mark.django_db
OTHER = issue_qris(MERCHANT)


@pytest.fixture
def visitor(owner) -> Client:
    client = Client()
    client.force_login(owner.person)
    return client


def drawn(text=STICKER, *, scale=6, kind="PNG", turn=0, around=60) -> bytes:
    """A photo of a sticker: the code on a grey wall, perhaps askew."""
    plain = io.BytesIO()
    segno.make(text, error="m").save(plain, kind="png", scale=scale, border=4)
    code = Image.open(plain).convert("RGB").rotate(turn, expand=True, fillcolor=(150, 150, 150))
    wall = Image.new("RGB", (code.width + 2 * around, code.height + 3 * around), (150, 150, 150))
    wall.paste(code, (around, 2 * around))
    photo = io.BytesIO()
    wall.save(photo, kind)
    return photo.getvalue()


def photo(content, name="stiker.png"):
    return SimpleUploadedFile(name, content, content_type="image/png")


def png_of(width, height):
    """A small file that claims to be a huge picture."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = zlib.compress(bytes(width // 8 + 1) * min(height, 200))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


class TestPhotos:
    @pytest.mark.parametrize(
        "content",
        [
            drawn(),
            drawn(kind="JPEG"),
            drawn(turn=7),
            drawn(turn=180, kind="JPEG"),
            drawn(scale=14, around=900, kind="JPEG"),
            drawn(scale=2),
        ],
    )
    def test_of_a_sticker_are_read(self, content):
        assert read_sticker_photo(content) == STICKER

    def test_of_two_codes_give_the_one_that_is_a_qris(self):
        both = Image.new("RGB", (1500, 800), "white")
        for place, text in ((0, "https://wa.me/628123456789"), (750, STICKER)):
            both.paste(Image.open(io.BytesIO(drawn(text, scale=5))).resize((700, 750)), (place, 20))
        content = io.BytesIO()
        both.save(content, "PNG")
        assert read_sticker_photo(content.getvalue()) == STICKER

    @pytest.mark.parametrize(
        ("content", "refusal"),
        [
            (b"", NotAPicture),
            (b"%PDF-1.7", NotAPicture),
            (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", NotAPicture),
            (b"GIF89a" + bytes(50), NotAPicture),
            (drawn()[:300], NotAPicture),
            (b"\xff\xd8\xff" + bytes(500), NotAPicture),
            (b"\xff\xd8\xff" + b"\xff\xda" * 5000, NotAPicture),
            (png_of(12_000, 12_000), PictureTooBig),
            (png_of(20_000, 20_000), PictureTooBig),
            (png_of(100_000, 100_000), PictureTooBig),
        ],
    )
    def test_that_are_none_or_are_bombs_are_refused_before_they_are_drawn(self, content, refusal):
        with pytest.raises(refusal):
            read_sticker_photo(content)

    def test_without_a_code_say_what_to_do(self):
        blank = io.BytesIO()
        Image.new("RGB", (600, 600), "grey").save(blank, "JPEG")
        with pytest.raises(NoCodeSeen):
            read_sticker_photo(blank.getvalue())


class TestTheSticker:
    def test_is_read_shown_and_kept_on_the_owners_word(self, shop, visitor):
        page = f"/kelola/{shop.slug}/qris"
        read = visitor.post(page, {"text": f" {STICKER}\n"}).content.decode()
        assert "NamaMerchantC1" in read
        assert "ID1019123456781" in read
        assert not has_sticker(shop.id)
        payload = re.search(r'name="text" value="([^"]+)"', read)[1]
        assert visitor.post(page, {"text": payload, "benar": "1"}).status_code == 302
        kept = sticker_of(shop.id)
        assert (kept.payload, kept.merchant_name, kept.nmid) == (STICKER, "NamaMerchantC1", "ID1019123456781")
        assert "<svg" in visitor.get(page).content.decode()

    def test_is_named_on_the_settings_page(self, shop, visitor):
        settings = f"/kelola/{shop.slug}/pengaturan"
        assert "Belum dipasang" in visitor.get(settings).content.decode()
        save_sticker(shop.id, STICKER)
        assert "NamaMerchantC1" in visitor.get(settings).content.decode()

    def test_is_read_from_a_photo(self, shop, visitor):
        read = visitor.post(f"/kelola/{shop.slug}/qris", {"photo": photo(drawn())}).content.decode()
        assert "NamaMerchantC1" in read

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"text": STICKER[:-1] + "F"}, "angka pemeriksa"),
            ({"text": DYNAMIC}, "satu kali bayar"),
            ({"text": CAMBODIA}, "bukan QRIS rupiah"),
            ({"text": "https://wa.me/62812"}, "bukan kode QRIS"),
            ({"text": ""}, "bukan kode QRIS"),
            ({"photo": b"%PDF-1.7"}, "bukan foto"),
            ({"photo": png_of(12_000, 12_000)}, "40 megapiksel"),
            ({"photo": drawn("https://wa.me/628123")}, "bukan kode QRIS"),
            ({"photo": drawn(DYNAMIC), "benar": "1"}, "satu kali bayar"),
        ],
    )
    def test_that_cannot_be_used_is_refused_beside_the_field_and_nothing_is_kept(self, shop, visitor, sent, said):
        sent = {key: photo(value) if isinstance(value, bytes) else value for key, value in sent.items()}
        answer = visitor.post(f"/kelola/{shop.slug}/qris", sent)
        assert answer.status_code == 200
        assert said in answer.content.decode()
        assert not has_sticker(shop.id)

    def test_may_be_changed_and_removed(self, shop, visitor):
        page = f"/kelola/{shop.slug}/qris"
        for text in (STICKER, OTHER):
            visitor.post(page, {"text": text, "benar": "1"})
        assert sticker_of(shop.id).payload == OTHER
        visitor.post(f"{page}/hapus")
        visitor.post(f"{page}/hapus")
        assert not has_sticker(shop.id)

    def test_of_a_swindler_pasted_over_it_is_noticed(self, shop, visitor):
        page = f"/kelola/{shop.slug}/qris"
        assert visitor.post(f"{page}/cek", {"photo": photo(drawn())}).status_code == 404
        visitor.post(page, {"text": STICKER, "benar": "1"})
        for content, said in ((drawn(), "Aman"), (drawn(OTHER), "AWAS"), (b"x", "bukan foto")):
            answer = visitor.post(f"{page}/cek", {"photo": photo(content)}, follow=True)
            assert said in answer.content.decode()

    def test_belongs_to_the_owner_alone(self, shop, other_shop, staff, outsider, visitor):
        for person, status in ((staff, 403), (outsider, 404)):
            client = Client()
            client.force_login(person.person)
            assert client.get(f"/kelola/{shop.slug}/qris").status_code == status
            assert client.post(f"/kelola/{shop.slug}/qris", {"text": OTHER, "benar": "1"}).status_code == status
        assert visitor.post(f"/kelola/{other_shop.slug}/qris", {"text": OTHER, "benar": "1"}).status_code == 404
        assert not has_sticker(shop.id)
        assert not has_sticker(other_shop.id)


class TestDoubtfulMoney:
    def late(self, shop):
        order = new_id()
        waiting = ask(shop, "pretend", order_id=order)
        with in_business(shop.id):
            cancel_payments([order])
        return settle_payments([notice(waiting)])[0].notice_id

    def test_is_shown_with_what_to_do_until_it_is_done(self, shop, visitor):
        page = f"/kelola/{shop.slug}/pembayaran"
        assert "Semua uang jelas" in visitor.get(page).content.decode()
        late = self.late(shop)
        short = ask(shop, "pretend")
        settle_payments([notice(short, 24_000)])
        html = visitor.get(page).content.decode()
        assert html.count("putusan") == 2 + 3
        assert "Uang datang setelah pesanan batal." in html
        assert "Anggap lunas" in html
        doubts = re.findall(rf'action="({page}/[^"]+)"', html)
        accept = next(each for each in doubts if str(late) not in each)
        assert "dianggap lunas" in visitor.post(accept, {"putusan": "accepted"}, follow=True).content.decode()
        assert payment(shop, short)["status"] == "settled"
        said = visitor.post(f"{page}/{late}", {"putusan": "accepted"}, follow=True).content.decode()
        assert "sudah lunas atau batal" in said
        visitor.post(f"{page}/{late}", {"putusan": "returned", "paid_from": "bank"})
        assert "Semua uang jelas" in visitor.get(page).content.decode()
        assert "Anda mengembalikan uangnya." in visitor.get(f"{page}?lihat=beres").content.decode()

    def test_of_a_sum_that_is_booked_already_is_ticked_off(self, shop, visitor):
        page, waiting = f"/kelola/{shop.slug}/pembayaran", ask(shop, "pretend")
        second = settle_payments([notice(waiting), notice(waiting, 99_999)])[1].notice_id
        html = visitor.get(page).content.decode()
        assert html.count("putusan") == 1
        assert "Uangnya tidak dihitung dua kali." in html
        visitor.post(f"{page}/{second}", {"putusan": "seen"})
        assert "Semua uang jelas" in visitor.get(page).content.decode()

    def test_of_another_shop_is_not_found(self, shop, other_shop, visitor):
        theirs = self.late(other_shop)
        assert visitor.post(f"/kelola/{shop.slug}/pembayaran/{theirs}", {"putusan": "kept"}).status_code == 404
        assert visitor.get(f"/kelola/{other_shop.slug}/pembayaran").status_code == 404

    def test_nonsense_is_answered(self, shop, visitor):
        late = self.late(shop)
        page = f"/kelola/{shop.slug}/pembayaran"
        assert "Pilih salah satu" in visitor.post(f"{page}/{late}", {"putusan": "x"}, follow=True).content.decode()
        for query in ("?lihat=x&urut=x&mulai=-1", "?mulai=999999", "?lihat=semua&urut=besar"):
            assert visitor.get(page + query).status_code == 200

    def test_pages_filter_sort_go_on_and_are_exported(self, shop, visitor):
        for _ in range(33):
            settle_payments([notice(ask(shop, "pretend"))])
        page = f"/kelola/{shop.slug}/pembayaran"
        with counted() as statements:
            html = visitor.get(f"{page}?lihat=semua").content.decode()
        assert len(statements) <= 10
        [more] = re.findall(r'hx-get="(\?[^"]+)"', html)
        rest = visitor.get(page + more.replace("&amp;", "&"), headers={"HX-Request": "true"}).content.decode()
        assert (html.count("<article"), rest.count("<article"), "<html" in rest) == (30, 3, False)
        rows = list(csv.DictReader(io.StringIO(visitor.get(f"{page}/unduh?lihat=semua").content.decode("utf-8-sig"))))
        assert {row["jumlah"] for row in rows} == {"25000"}
        assert len(rows) == 33

    def test_everything_is_there_in_english_too(self, shop, visitor):
        self.late(shop)
        html = visitor.get(f"/kelola/{shop.slug}/pembayaran?bahasa=en").content.decode()
        assert "The money came after the order was cancelled." in html
        assert "Your own QRIS" in visitor.get(f"/kelola/{shop.slug}/qris?bahasa=en").content.decode()


class TestPretendingToPay:
    def pay(self, shop, waiting, way, **more):
        reference = payment(shop, waiting)["reference"]
        return Client().post(f"/dev/bayar/{reference}", {"cara": way}, **more)

    @pytest.mark.parametrize(
        ("way", "status", "said"),
        [
            ("pas", "settled", "pembayaran diterima"),
            ("ulang", "settled", "pembayaran diterima"),
            ("dobel", "settled", "perlu dilihat pemilik"),
            ("kurang", "waiting", "perlu dilihat pemilik"),
            ("lebih", "waiting", "perlu dilihat pemilik"),
            ("palsu", "waiting", "Tanda tangan"),
            ("basi", "waiting", "Tanda tangan"),
            ("apa saja", "settled", "pembayaran diterima"),
        ],
    )
    def test_behaves_and_misbehaves_as_asked(self, shop, way, status, said):
        waiting = ask(shop, "pretend")
        assert said in self.pay(shop, waiting, way, follow=True).content.decode()
        assert payment(shop, waiting)["status"] == status

    def test_shows_the_code_and_goes_back_to_the_order_only(self, shop):
        waiting = ask(shop, "pretend")
        reference = payment(shop, waiting)["reference"]
        html = Client().get(f"/dev/bayar/{reference}?kembali=/pesanan/abc").content.decode()
        assert "simulasi" in html
        assert "Rp25.000" in html
        answer = Client().post(f"/dev/bayar/{reference}?kembali=/pesanan/abc", {"cara": "pas"})
        assert answer["Location"] == "/pesanan/abc"
        away = Client().post(f"/dev/bayar/{reference}?kembali=https://evil.example", {"cara": "pas"})
        assert away["Location"] == f"/dev/bayar/{reference}"

    def test_is_for_pretend_payments_in_development_only(self, shop, settings):
        waiting, cash = ask(shop, "pretend"), ask(shop, "cash")
        for nobody in ("x", "0" * 25, "", str(cash)):
            assert Client().get(f"/dev/bayar/{nobody}").status_code == 404
        settings.DEVELOPMENT = False
        assert self.pay(shop, waiting, "pas").status_code == 404
        assert payment(shop, waiting)["status"] == "waiting"
