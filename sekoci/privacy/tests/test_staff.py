"""What staff read of rules and consents, and that people can read who looked."""

from datetime import timedelta

import pytest

from sekoci.accounts.actions import give_consent as give_own
from sekoci.accounts.actions import note_view, start_look
from sekoci.accounts.pages import COOKIE, LOOK_IN_SESSION
from sekoci.accounts.queries import viewings_of
from sekoci.customers.actions import give_consent, withdraw_consent
from sekoci.customers.tests.people import SRI, TONO, bought, customer
from sekoci.kit import clock
from sekoci.kit.sql import counted, fetch
from sekoci.operations.tests.staff import log_in
from sekoci.orders.tests.people import put_on_shelf
from sekoci.privacy import words
from sekoci.privacy.actions import follow_rules
from sekoci.privacy.queries import PARTS, consents_given
from sekoci.privacy.rules import RETENTION
from sekoci.registry.actions import make_api_key

pytestmark = pytest.mark.django_db
SAID = {
    "account": ("nomor HP, nama, bahasa", "phone number, name, language"), "changes": ("perubahannya", "changes of these"),
    "consents": ("izin,", "consents,"), "devices": ("perangkat", "devices"), "passkeys": ("kunci layar", "passkeys"),
    "codes": ("kode yang diminta", "codes you asked for"), "looks": ("pengelola yang melihat toko", "staff looked at your shop"),
    "numbers": ("permintaan ganti nomor", "requests for a new number"), "shops": ("data toko", "the shop's data"),
    "memberships": ("tugas", "roles"), "invitations": ("undangan", "invitations"), "identities": ("NIK dan NPWP", "NIK and NPWP"),
    "keys": ("kunci API", "API keys"), "vouchers": ("voucher", "vouchers"), "orders": ("isi pesanan", "what you ordered"),
    "deliveries": ("bukti antar", "proof of delivery"), "customer": ("catatan toko", "the shop's notes"),
    "notes": ("catatan toko tentang Anda", "notes about you"), "promos": ("izin promo", "consents to offers"),
    "reviews": ("ulasan", "reviews"), "told": ("kabar ke program toko", "news to programs"), "messages": ("pesan,", "messages"),
    "stops": ("permintaan berhenti", "requests to stop"), "contacts": ("obrolan", "chats"),
    "push": ("pemberitahuan di layar", "notifications on your screen"), "breaches": ("insiden", "breaches"),
    "views": ("siapa yang melihatnya", "who looked at it"), "lists": ("daftar mitra", "partners' lists"),
    "offices": ("tugas di organisasi", "your office in an organisation"),
    "outlets": ("menurut daftar mitra itu", "as partners' lists have them"), "programs": ("program itu", "the programme"),
    "program_consents": ("izin Anda", "your consent"), "program_support": ("bantuan yang diterima", "the help it was given"),
    "program_steps": ("keputusan program", "what was decided"), "program_marks": ("catatan petugasnya", "what officers noted"),
    "list_identities": ("NIK di daftar itu", "A NIK in such a list"),
    "program_referrals": ("ajakan Anda", "your invitations"),
    "program_weeks": ("kabar pekanan program", "weekly news of programmes"),
}  # fmt: skip
"""By which words the page of privacy speaks of each part of a copy."""


def views(phone: str) -> list[tuple[str, str, str]]:
    return [(viewer, what, place) for _, viewer, what, place in viewings_of(phone)]


def test_the_page_of_privacy_speaks_of_everything_that_is_held(client, database):
    assert set(SAID) == {part.name for part in PARTS if part.rows} | {"views"}
    for index, language in enumerate(("id", "en")):
        client.cookies["bahasa"] = language
        page = client.get("/privasi").content.decode()
        assert [word[index] for word in SAID.values() if word[index] not in page] == []


def test_staff_read_each_rule_with_its_last_round_and_the_next(client, database):
    log_in(client)
    assert {rule.name for rule in RETENTION} == set(words.KEEPINGS) == set(words.WHYS)
    assert "Belum pernah dijalankan" in client.get("/staf/simpan").content.decode()
    note_view([SRI], viewer="command", what="copy")
    with clock.frozen(later := clock.now() + timedelta(days=731)):
        follow_rules()
    page = client.get("/staf/simpan").content.decode()
    assert "Catatan siapa melihat data siapa" in page and "730 hari" in page and ": 1 dihapus." in page
    assert f"{later:%Y}" in page and "Selamanya" in page


def test_staff_read_the_ledger_masked_and_a_search_by_phone_is_noted(client, shop, owner):
    keeper = log_in(client)
    bought(shop, put_on_shelf(shop, stock=9), SRI)
    give_consent(shop.id, SRI, language="id", how="order:1")
    withdraw_consent(shop.id, SRI, how="stop")
    give_own(owner.id, "programme", language="id", how="profile")
    page = client.get("/staf/izin").content.decode()
    assert "0812-••••-7899" in page and "7801" in page and "0812-3456-7899" not in page and "order:1" in page and "stop" in page
    assert views(SRI) == []
    with counted() as statements:
        found = client.get("/staf/izin?hp=0812 3456 7899").content.decode()
    assert len(statements) <= 10
    assert "0812-3456-7899" in found and "7801" not in found
    assert views(SRI) == [(f"staff:{keeper.pk}", "consents", "/staf/izin")]
    assert client.get("/staf/izin?hp=bukan").status_code == 422
    assert "Tidak ada izin" in client.get("/staf/izin?hp=081234567000").content.decode()


def test_the_ledger_goes_on_page_by_page(database, shop):
    numbers = [f"+62812345{number:05}" for number in range(61)]
    for phone in numbers:
        give_consent(shop.id, phone, language="id", how="order:1")
    pages = [consents_given(start=start) for start in (0, 30, 60)]
    assert [(len(found), more) for found, more in pages] == [(30, 30), (30, 60), (1, None)]
    assert sorted(each.phone for found, _ in pages for each in found) == numbers


def test_whoever_of_a_shop_opens_somebodys_page_or_file_is_noted_once_an_hour(client, shop, owner, staff, django_user_model):
    [order, _] = bought(shop, put_on_shelf(shop, stock=9), SRI, TONO)
    client.force_login(owner.person)
    home, me = f"/kelola/{shop.slug}", f"shop:{owner.id}"
    for page in (f"/pelanggan/{customer(shop).id}", f"/pelanggan/{customer(shop).id}/lagi", f"/pesanan/{order}", "/pelanggan"):
        assert client.get(home + page).status_code == client.get(home + page).status_code == 200
    assert sorted(views(SRI)) == [(me, what, shop.name) for what in ("customer", "order", "row")]
    assert views(TONO) == [(me, "row", shop.name)]
    for page in ("/pelanggan/ekspor", "/pesanan/ekspor"):
        client.get(f"{home}{page}?berkas=csv")
    assert views(TONO).count((me, "list", shop.name)) == 2
    with clock.frozen(clock.now() + timedelta(minutes=61)):
        client.get(f"{home}/pelanggan/{customer(shop).id}")
    assert views(SRI).count((me, "customer", shop.name)) == 2
    client.get(f"{home}/pengaturan/orang/{staff.id}")
    client.get(f"{home}/pengaturan/orang/{owner.id}")
    assert (views(staff.phone), views(owner.phone)) == ([(me, "member", shop.name)], [])
    key = make_api_key(shop.id, label="uji").key
    client.get("/api/v1/my/customers", headers={"Authorization": f"Bearer {key}"})
    assert (f"api:{shop.id}", "row", "") in views(TONO)


def test_the_person_reads_who_of_which_shop_looked(client, shop, owner):
    bought(shop, put_on_shelf(shop, stock=9), SRI)
    note_view([SRI], viewer=f"shop:{owner.id}", what="customer", place=shop.name)
    client.post("/privasi/salinan", {"phone": SRI})
    from sekoci.accounts.actions import enter
    from sekoci.accounts.models import Person

    client.force_login(Person.objects.get(pk=enter(SRI, language="id").person_id))
    assert f"Toko: membuka halaman Anda ({shop.name})" in client.get("/akun/data").content.decode()
    for _ in range(3):
        note_view([SRI], viewer=f"api:{shop.id}", what="order")
    page = client.get("/akun/data").content.decode()
    assert page.count(f"Program toko: membuka pesanan Anda ({shop.name})") == 1 and "3 kali" in page


def test_an_owner_reads_why_staff_looked(client, shop, owner):
    start_look(log_in(client).pk, owners=[owner.id], place=shop.slug, reason="Pesanan tidak muncul di daftar")
    client.force_login(owner.person)
    assert "Alasan: Pesanan tidak muncul di daftar" in client.get("/akun/data").content.decode()


def test_staff_who_look_with_the_owners_eyes_are_noted_with_whoever_they_saw(client, shop, owner):
    [order] = bought(shop, put_on_shelf(shop, stock=9), SRI)
    keeper = log_in(client)
    look = start_look(keeper.pk, owners=[owner.id], place=shop.slug, reason="Pesanan tidak muncul di daftar")
    kept = client.session
    kept[LOOK_IN_SESSION] = str(look.id)
    kept.save()
    client.cookies[COOKIE] = "1"
    assert client.get(f"/kelola/{shop.slug}/pesanan/{order}").status_code == 200
    assert views(SRI) == [(f"staff:{keeper.pk}", "order", shop.name)]
    assert fetch("select count(*) from accounts_viewing where viewer like 'shop:%%'") == [(0,)]
