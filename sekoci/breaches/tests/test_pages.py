"""The register as staff use it, from noticing to closing, by pages alone."""

from datetime import timedelta
from uuid import UUID

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sekoci.accounts.actions import change_person, person_with_phone
from sekoci.accounts.queries import viewings_of
from sekoci.breaches.actions import add_persons, report_breach, tell_some
from sekoci.breaches.queries import breaches, reached
from sekoci.breaches.tests.cases import NOTICED, WHOLE, recorded
from sekoci.customers.tests.people import SRI, TONO, bought
from sekoci.kit import clock
from sekoci.kit.ids import new_id
from sekoci.kit.sql import counted, fetch
from sekoci.operations.tests.staff import NASTY, log_in
from sekoci.orders.tests.people import put_on_shelf

pytestmark = pytest.mark.django_db
SENT = {
    "title": WHOLE.title, "noticed_day": "2026-11-20", "noticed_hour": "10:15", "began_day": "2026-11-20", "began_hour": "05:15",
    "exposed": WHOLE.data, "whose": WHOLE.whose, "people": "12", "cause": WHOLE.cause, "done": WHOLE.done, "advice": WHOLE.advice,
    "contact": WHOLE.contact,
}  # fmt: skip


@pytest.fixture
def keeper(client, database):
    with clock.frozen(NOTICED + timedelta(hours=1, minutes=30)):
        yield log_in(client)


def test_a_breach_is_recorded_filled_in_told_reported_and_closed_by_pages(client, keeper, shop):
    bought(shop, put_on_shelf(shop, stock=9), SRI, TONO)
    assert "Belum ada insiden" in client.get("/staf/insiden").content.decode()
    assert client.post("/staf/insiden/baru", {"title": "x", "kunci": str(new_id())}).status_code == 422
    first = {"title": WHOLE.title, "noticed_day": "2026-11-20", "noticed_hour": "10:15", "kunci": str(new_id())}
    page = client.post("/staf/insiden/baru", first).headers["Location"]
    assert client.post("/staf/insiden/baru", first).headers["Location"] == page
    said = client.get(page).content.decode()
    assert "Sisa 2 hari 22 jam" in said and "Senin, 23 November 2026, 10.15 WIB" in said and "Lengkapi dulu: Data yang" in said
    assert client.post(f"{page}/ubah", SENT | {"kunci": str(new_id())}).headers["Location"] == page
    assert client.post(f"{page}/orang", {"toko": shop.slug, "pembeli": "ya"}).status_code == 302
    sheet = SimpleUploadedFile("orang.csv", b"hp\n0812-3456-7897\n")
    assert client.post(f"{page}/orang", {"nomor": "", "berkas": sheet}).status_code == 302
    assert client.post(f"{page}/kabari", {}).status_code == 422
    assert client.post(f"{page}/kabari", {"setuju": "kirim"}).status_code == 302
    tell_some(breach := UUID(page.rpartition("/")[2]))
    assert reached(breach).asked == 3
    assert client.post(f"{page}/lapor", {"to": "x"}).status_code == 422
    assert client.post(f"{page}/lapor", {"to": "Komdigi, e-mail, 1/2026"}).status_code == 302
    assert client.post(f"{page}/catatan", {"text": "Polisi sudah tahu", "kunci": str(new_id())}).status_code == 302
    assert client.post(f"{page}/tutup", {"reason": "singkat"}).status_code == 422
    assert client.post(f"{page}/tutup", {"reason": "Semua sudah dikabari"}).status_code == 302
    said = client.get(page).content.decode()
    for words in ("Ditutup", "Polisi sudah tahu", "Petugas Ani", "Komdigi, e-mail, 1/2026", "→ Nama dan nomor HP"):
        assert words in said, words
    assert breaches()[0][0].state == "closed"


def test_one_that_was_none_is_closed_by_saying_so_and_opened_again_and_no_letter_leaves_half_written(client, keeper):
    breach = recorded(cause="")
    page = f"/staf/insiden/{breach}"
    refused = client.get(f"{page}/surat/lembaga.pdf")
    assert refused.status_code == 409 and "Lengkapi dulu: Bagaimana terjadi" in refused.content.decode()
    reason = {"reason": "HP ditemukan di laci kantor"}
    assert client.post(f"{page}/tutup", reason).status_code == 422
    assert client.post(f"{page}/tutup", reason | {"bukan": "ya"}).status_code == 302
    assert f"{page}/buka" in client.get(page).content.decode()
    answer = client.post(f"{page}/buka", {"reason": "x"})
    assert (answer.status_code, 'aria-describedby="buka-salah"' in answer.content.decode()) == (422, True)
    assert client.post(f"{page}/buka", {"reason": "Ternyata ada yang membukanya"}).status_code == 302
    said = client.get(page).content.decode()
    assert "Dibuka lagi" in said and "Ternyata ada yang membukanya" in said and "Sisa 2 hari 22 jam" in said


def test_the_letters_say_every_field_of_the_law_on_paper_and_as_text(client, keeper):
    breach = recorded()
    add_persons(breach, [SRI], how="list", by=keeper.pk)
    said = client.get(f"/staf/insiden/{breach}").content.decode()
    for kind in ("lembaga", "orang"):
        answer = client.get(f"/staf/insiden/{breach}/surat/{kind}.pdf")
        paper = pypdfium2.PdfDocument(answer.content)
        text = " ".join(paper[0].get_textpage().get_text_bounded().split())
        paper.close()
        for words in (WHOLE.data, "Jumat, 20 November 2026, 05.15 WIB", WHOLE.cause, WHOLE.done, WHOLE.contact, "Pasal 46"):
            assert words in text, (kind, words)
            assert words.rstrip(".") in said, words
        assert ("0 dari 1 orang" in text) == (kind == "lembaga")
    assert client.get(f"/staf/insiden/{breach}/surat/lain.pdf").status_code == 404


def test_the_agency_reads_indonesian_and_persons_their_own_language_whoever_writes(client, keeper, settings):
    settings.OPERATOR, settings.OPERATOR_CONTACT = "Koperasi Laweyan, Jalan Contoh 1, Surakarta", "data@laweyan.example"
    breach = recorded()
    client.cookies["bahasa"] = "en"
    assert 'value="data@laweyan.example"' in client.get("/staf/insiden/baru").content.decode()
    assert "Data controller: Koperasi Laweyan" not in client.get(f"/staf/insiden/{breach}").content.decode()
    indonesian, english = "Jumat, 20 November", "Friday, 20 November"
    for listed, pages in (("", (indonesian,)), (SRI, (indonesian,)), (TONO, (indonesian, english))):
        if listed:
            person = person_with_phone(listed)
            change_person(person, name="Uji", language="en" if listed == TONO else "id")
            add_persons(breach, [listed], how="list", by=keeper.pk)
        for kind, days in (("lembaga", (indonesian,)), ("orang", pages)):
            paper = pypdfium2.PdfDocument(client.get(f"/staf/insiden/{breach}/surat/{kind}.pdf").content)
            texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in paper]
            paper.close()
            assert len(texts) == len(days), (listed, kind)
            for text, day in zip(texts, days, strict=True):
                assert day in text and "Koperasi Laweyan, Jalan Contoh 1, Surakarta" in text, (listed, kind, day)
    page = client.get(f"/staf/insiden/{breach}").content.decode()
    assert page.index("Penting: ada insiden data Anda") < page.index("Important: there was a breach of your data")


def test_whoever_reads_the_phones_is_noted_and_nothing_typed_is_code(client, keeper):
    breach = recorded(title=f"Uji {NASTY}", data=NASTY)
    add_persons(breach, [SRI], how=NASTY, by=keeper.pk)
    with counted() as statements:
        page = client.get(f"/staf/insiden/{breach}/orang").content.decode()
    assert "0812-3456-7899" in page and NASTY not in page and len(statements) <= 10
    assert [(viewer, what) for _, viewer, what, _ in viewings_of(SRI)] == [(f"staff:{keeper.pk}", "breach")]
    assert "0812-3456-7899" in client.get(f"/staf/insiden/{breach}/orang/ekspor?berkas=csv").content.decode()
    assert len(viewings_of(SRI)) == 2
    with counted() as statements:
        assert NASTY not in client.get(f"/staf/insiden/{breach}").content.decode()
    assert len(statements) <= 10


def test_a_wrong_line_lists_nobody_and_is_named(client, keeper, shop):
    breach = recorded()
    for sent, why in (
        ({"nomor": "081234567899\nBudi"}, "1 baris bukan nomor HP: Budi"),
        ({"toko": "tidak-ada", "pembeli": "ya"}, "Toko tidak-ada tidak ada"),
        ({"nomor": ""}, "Tidak ada nomor yang ditemukan"),
    ):
        answer = client.post(f"/staf/insiden/{breach}/orang", sent)
        assert answer.status_code == 422 and why in answer.content.decode()
    assert fetch("select count(*) from breaches_concerned") == [(0,)]


def test_what_is_not_there_is_not_found_and_a_late_one_says_so(client, keeper):
    for below in ("", "/ubah", "/orang", "/orang/ekspor", "/surat/orang.pdf"):
        assert client.get(f"/staf/insiden/{new_id()}{below}").status_code == 404
    for below in ("/catatan", "/lapor", "/kabari", "/tutup", "/orang"):
        facts = {"text": "abc", "kunci": str(new_id()), "to": "Komdigi", "reason": "x" * 20, "nomor": SRI}
        assert client.post(f"/staf/insiden/{new_id()}{below}", facts).status_code == 404, below
    late = recorded(noticed_at=NOTICED - timedelta(hours=80), began_at=None)
    assert "Lewat 9 jam 30 menit" in client.get(f"/staf/insiden/{late}").content.decode()
    assert "Lewat 9 jam" in client.get("/staf/insiden").content.decode()
    report_breach(recorded(), to="Komdigi", by=keeper.pk)
