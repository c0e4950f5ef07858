"""The inventory: every address of the project is in the OpenAPI or in this table of pages with who may open it; nothing else is.

A new page is written down here, or this test says so: nobody serves what nobody knows of.
"""

import re

import pytest
from django.test import Client

from sekoci.registry.rules import roles_at
from tests.addresses import fill, routes

pytestmark = pytest.mark.django_db
PAGES = {
    "everybody": """
        / bahasa masuk masuk/kode masuk/kunci-layar masuk/kirim-ulang masuk/nomor-hilang masuk/nomor-hilang/kode keluar privasi
        privasi/salinan privasi/salinan/kode privasi/salinan/data privasi/salinan/data.<slug:kind>
        wilayah/cari program/<slug:program> program/<slug:program>/kartu.jpg
        pasar pasar/dekat pasar/<str:address> <shop:slug> <shop:slug>/p/<uuid:product_id> <shop:slug>/ulasan
        <shop:slug>/keranjang <shop:slug>/keranjang/ubah <shop:slug>/pesan <shop:slug>/poster <shop:slug>/poster.pdf
        <shop:slug>/kartu.jpg <shop:slug>/p/<uuid:product_id>/foto.jpg <shop:slug>/p/<uuid:product_id>/kartu.jpg
        media/<int:business>/<str:file> manifest.webmanifest ikon-<int:size>.png favicon.ico sw.js robots.txt sitemap.xml
        angka sitemap-wilayah.xml sitemap-toko-<int:part>.xml sitemap-produk-<int:part>.xml
        .well-known/security.txt <shop:slug>/ api/v1/ api/v1/docs api/v1/openapi.json api/v1/problems
    """,
    "whoever knows its secret": """
        pesanan/<str:token> <shop:slug>/pesanan/<str:token> <shop:slug>/pesanan/<str:token>/batal
        <shop:slug>/pesanan/<str:token>/lagi <shop:slug>/pesanan/<str:token>/tanpa-promo <shop:slug>/pesanan/<str:token>/ulasan
        <shop:slug>/pesanan/<str:token>/qris.png nomor/tolak/<str:token> data/katalog/<str:secret>/<str:name>
    """,
    "a person": """
        akun akun/pastikan akun/perangkat akun/perangkat/lain/keluar akun/perangkat/<uuid:device>/keluar akun/izin akun/kabar
        akun/kabar-hp akun/kabar-hp/coba akun/tutup akun/data buka kelola undangan/<uuid:invitation>
        program/<slug:program>/ajak program/<slug:program>/ikut
    """,
    "officers of an organisation": """
        petugas petugas/<slug:organisation> petugas/<slug:organisation>/angka
        petugas/<slug:organisation>/daftar petugas/<slug:organisation>/daftar/baru
        petugas/<slug:organisation>/daftar/<int:number> petugas/<slug:organisation>/daftar/<int:number>/<uuid:edition>
        petugas/<slug:organisation>/daftar/<int:number>/<uuid:edition>/tidak-terpakai
        petugas/<slug:organisation>/daftar/<int:number>/nik petugas/<slug:organisation>/daftar/<int:number>/nik/<int:row>
        petugas/<slug:organisation>/program petugas/<slug:organisation>/program/baru
        petugas/<slug:organisation>/program/<slug:program> petugas/<slug:organisation>/program/<slug:program>/ubah
        petugas/<slug:organisation>/program/<slug:program>/hasil petugas/<slug:organisation>/program/<slug:program>/hasil/hitung
        petugas/<slug:organisation>/program/<slug:program>/kabar petugas/<slug:organisation>/program/<slug:program>/kabar/kirim
        petugas/<slug:organisation>/program/<slug:program>/buka petugas/<slug:organisation>/program/<slug:program>/tutup
        petugas/<slug:organisation>/program/<slug:program>/tambah/jalan
        petugas/<slug:organisation>/program/<slug:program>/tambah/henti
        petugas/<slug:organisation>/program/<slug:program>/tambah petugas/<slug:organisation>/program/<slug:program>/pilih
        petugas/<slug:organisation>/program/<slug:program>/usaha petugas/<slug:organisation>/program/<slug:program>/usaha/ekspor
        petugas/<slug:organisation>/program/<slug:program>/usaha/<uuid:enrolment_id>
        petugas/<slug:organisation>/program/<slug:program>/usaha/<uuid:enrolment_id>/tahap
        petugas/<slug:organisation>/program/<slug:program>/usaha/<uuid:enrolment_id>/putuskan
        petugas/<slug:organisation>/program/<slug:program>/usaha/<uuid:enrolment_id>/setuju
        petugas/<slug:organisation>/program/<slug:program>/bantuan
        petugas/<slug:organisation>/program/<slug:program>/bantuan/diberikan
        petugas/<slug:organisation>/program/<slug:program>/ajakan petugas/<slug:organisation>/program/<slug:program>/angkatan
        petugas/<slug:organisation>/program/<slug:program>/angkatan/tanggal
        petugas/<slug:organisation>/usaha petugas/<slug:organisation>/usaha/unduh
        petugas/<slug:organisation>/usaha/<int:number> petugas/<slug:organisation>/tinjau
        petugas/<slug:organisation>/tinjau/batal petugas/<slug:organisation>/tinjau/<int:number>
        petugas/<slug:organisation>/sambungan petugas/<slug:organisation>/sambungan/<uuid:target>
        petugas/<slug:organisation>/sambungan/<uuid:target>/kabar/<uuid:message>
        petugas/<slug:organisation>/dhis2 petugas/<slug:organisation>/dhis2/unduh petugas/<slug:organisation>/perjanjian
        petugas/<slug:organisation>/kunci petugas/<slug:organisation>/kunci/<uuid:key>/ganti
        petugas/<slug:organisation>/kunci/<uuid:key>/cabut
        petugas/<slug:organisation>/penghubungan
        petugas/<slug:organisation>/hitungan petugas/<slug:organisation>/hitungan/unduh
        petugas/<slug:organisation>/program/<slug:program>/usaha/<uuid:enrolment_id>/bantuan
        petugas/<slug:organisation>/program/<slug:program>/usaha/<uuid:enrolment_id>/bantuan/<uuid:support_id>
    """,
    "a person who just proved who they are": """
        akun/kunci-layar akun/kunci-layar/<int:passkey> akun/nomor akun/nomor/kode nomor/<uuid:change> akun/data.json
        akun/data.pdf akun/data/hapus
    """,
    "staff of the operator": """
        staf staf/cadangan staf/cadangan/mulai staf/cadangan/kembalikan staf/cadangan/<slug:name> staf/jejak
        staf/kesehatan staf/kesehatan/ulangi staf/kesehatan/hitung staf/saklar staf/saklar/<slug:name>
        staf/data staf/data/<slug:module>/<slug:table> staf/data/<slug:module>/<slug:table>/<str:key>
        staf/tindakan/<slug:verb>/<str:key>
        staf/melihat staf/melihat/selesai staf/ulasan staf/ulasan/<uuid:review_id> staf/insiden staf/insiden/baru
        staf/insiden/<uuid:breach_id> staf/insiden/<uuid:breach_id>/catatan staf/insiden/<uuid:breach_id>/kabari
        staf/insiden/<uuid:breach_id>/lapor staf/insiden/<uuid:breach_id>/orang staf/insiden/<uuid:breach_id>/orang/ekspor
        staf/insiden/<uuid:breach_id>/surat/<str:kind>.pdf staf/insiden/<uuid:breach_id>/tutup
        staf/insiden/<uuid:breach_id>/buka
        staf/insiden/<uuid:breach_id>/ubah staf/simpan staf/izin staf/data-orang
        staf/kantor staf/kantor/<slug:organisation> staf/kantor/<slug:organisation>/<int:person>/akhiri
        staf/kantor/<slug:organisation>/daftar
        staf/kantor/<slug:organisation>/buka staf/kantor/<slug:organisation>/tutup
        staf/kantor/<slug:organisation>/kunci staf/kantor/<slug:organisation>/perjanjian
    """,
    "machines": "healthz webhooks/whatsapp",
    "developers": "komponen dev/outbox dev/bayar/<str:reference>",
}
"""Pages by who opens them. What lies below `kelola/<slug:slug>` is not listed: its table is `registry/rules/roles.py`."""
SHOPS_OWN = "kelola/<slug:slug>"
PARTS = {"uuid": "0190a000-0000-7000-8000-000000000000", "int": "1", "str": "x", "slug": "tidak-ada"}


def listed() -> dict[str, str]:
    return {route.strip("/") if route == "/" else route: who for who, text in PAGES.items() for route in text.split()}


def plain(path: str) -> str:
    return re.sub(r"<[^>]+>|\{[^}]+\}", "{}", path)


def test_every_address_is_in_the_description_or_in_the_table_and_nothing_else_is(client):
    described = {plain(path).removeprefix("/") for path in client.get("/api/v1/openapi.json").json()["paths"]}
    there = {each.removesuffix("$").removeprefix("^") for each in routes()}
    calls = {route for route in there if plain(route) in described}
    pages = there - calls
    assert sorted(described - {plain(route) for route in calls}) == []
    shops_own = {route for route in pages if route.startswith(SHOPS_OWN)}
    assert sorted(pages - shops_own - set(listed())) == [], "write it into PAGES"
    assert sorted(set(listed()) - pages) == [], "it is gone: take it out of PAGES"
    assert all(roles_at(route.removeprefix(SHOPS_OWN).strip("/")) for route in shops_own)


@pytest.mark.parametrize(
    "who", ["a person", "officers of an organisation", "a person who just proved who they are", "staff of the operator"]
)
def test_what_is_not_for_everybody_sends_strangers_to_the_login(who):
    for route in PAGES[who].split():
        for method in ("get", "post"):
            answer = getattr(Client(), method)(fill(route, PARTS))
            assert answer.status_code in (302, 405), (method, route, answer.status_code)
            assert answer.status_code == 405 or answer.headers["Location"].startswith("/masuk"), (method, route)


def test_what_needs_proof_asks_somebody_who_is_logged_in_for_it(client, owner):
    client.force_login(owner.person)
    for route in PAGES["a person who just proved who they are"].split():
        answer = client.get(fill(route, PARTS))
        assert answer.status_code == 405 or answer.headers["Location"].startswith("/akun/pastikan"), route


def test_no_address_takes_whatever_comes():
    """A catch-all would serve what no table names."""
    assert [route for route in routes() if ".*" in route or "<path:" in route] == []


def test_what_holds_peoples_data_or_money_is_kept_by_no_browser(client, owner, shop):
    client.force_login(owner.person)
    home = f"/kelola/{shop.slug}"
    for page in ("", "/pesanan", "/pelanggan", "/uang", "/pengaturan", "/pengaturan/orang", "/pelanggan/ekspor"):
        answer = client.get(home + page)
        assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store"), page
    for page in ("/akun", "/akun/perangkat", "/masuk", "/staf", "/api/v1/my/orders", "/api/v1/orders/x"):
        assert "no-store" in client.get(page)["Cache-Control"], page
    for page in (f"{home}/jual", f"{home}/produk", f"/{shop.slug}"):
        assert "no-store" not in client.get(page).get("Cache-Control", ""), page


def test_nobody_may_trace(client, shop):
    for path in ("/", f"/{shop.slug}", "/masuk", "/api/v1/my/orders", "/healthz"):
        answer = client.generic("TRACE", path, headers={"X-Rahasia": "terbaca"})
        assert (answer.status_code, b"terbaca" in answer.content) == (405, False), path
