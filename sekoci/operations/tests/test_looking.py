"""Looking at a shop with its owner's eyes: with a reason, half an hour, read-only, told to the owner, written down."""

from datetime import timedelta

import pytest
from django.test import Client

from sekoci.accounts.actions import remove_staff
from sekoci.accounts.models import Person
from sekoci.accounts.queries import looks_at
from sekoci.kit import clock
from sekoci.kit.sql import fetch
from sekoci.kit.staff import acts
from sekoci.messaging.actions import deliver_waiting
from sekoci.messaging.queries import outbox
from sekoci.operations.tests.staff import NASTY, PHONE, log_in
from sekoci.orders.tests.people import put_on_shelf

pytestmark = pytest.mark.django_db
REASON = f"Pesanan tidak muncul {NASTY}"
BAR = "sebagai pemilik, sampai"


@pytest.fixture
def keeper(client, shop) -> Person:
    return log_in(client)


def look(client: Client, slug: str, reason: str = REASON):
    return client.post("/staf/melihat", {"shop": slug, "reason": reason})


def test_the_shop_is_seen_as_its_owner_sees_it_and_no_other(client, keeper, shop, other_shop):
    home = f"/kelola/{shop.slug}"
    assert client.get(home).status_code == 404
    assert look(client, f"https://sekoci.test/{shop.slug}/").headers["Location"] == home
    put_on_shelf(shop, name="Keripik rahasia")
    page = client.get(f"{home}/produk")
    assert "Keripik rahasia" in page.content.decode() and BAR in page.content.decode()
    for path in ("", "/pesanan", "/stok", "/uang", "/pembayaran", "/ulasan", "/pengaturan"):
        answer = client.get(home + path)
        assert (answer.status_code, BAR in answer.content.decode()) == (200, True), path
    assert client.get(f"/kelola/{other_shop.slug}").status_code == 404
    assert BAR in client.get("/akun").content.decode() and "Petugas Ani" in client.get("/akun").content.decode()
    assert BAR not in client.get(f"/{shop.slug}").content.decode()


def test_nothing_can_be_changed_and_what_is_the_owners_alone_stays_closed(client, keeper, shop):
    look(client, shop.slug)
    home = f"/kelola/{shop.slug}"
    before = fetch("select md5(string_agg(p::text, '')) from registry_directoryentry p")
    for path in ("", "/produk/baru", "/pengaturan", "/uang/catat/masuk", "/tidak-ada"):
        answer = client.post(home + path, {"name": "X", "price": "1000"})
        assert answer.status_code == 403 and "Mengubah tidak bisa" in answer.content.decode(), path
    closed = ("/pelanggan", "/pelanggan/ekspor", "/pengaturan/kunci", "/produk/unduh", "/pesanan/ekspor", "/qris", "/sebar", "/x")
    for path in closed:
        assert client.get(home + path).status_code == 403, path
    assert client.put(home).status_code == 403
    assert fetch("select md5(string_agg(p::text, '')) from registry_directoryentry p") == before


def test_the_database_itself_refuses_a_page_that_writes(client, keeper, shop, monkeypatch):
    from sekoci.orders import views

    look(client, shop.slug)
    writes = "insert into kit_staffact (at, person_id, what, about, reason) values (now(), 0, 'x', '', '')"
    monkeypatch.setattr(views, "render", lambda *_, **__: fetch(writes))
    answer = client.get(f"/kelola/{shop.slug}/pesanan")
    assert (answer.status_code, "Mengubah tidak bisa" in answer.content.decode()) == (403, True)
    assert fetch("select 1 from kit_staffact where what = 'x'") == []


def test_the_owner_is_told_who_looked_when_and_why(client, keeper, shop, owner, other_owner):
    look(client, shop.slug)
    deliver_waiting()
    [told] = outbox(to=owner.phone, template="staff_looked")
    assert "Petugas Ani" in told.text and "Pesanan tidak muncul" in told.text
    mine = Client()
    mine.force_login(owner.person)
    page = mine.get("/akun").content.decode()
    assert "Petugas Ani" in page and "Pesanan tidak muncul &lt;script&gt;" in page and NASTY not in page
    assert looks_at(other_owner.id) == []
    assert [(act.what, act.about, act.reason, act.person_id) for act in acts(limit=1)] == [
        ("look.start", shop.slug, REASON, keeper.pk)
    ]


def test_it_ends_by_one_tap_after_half_an_hour_with_the_job_and_by_the_next_look(client, keeper, shop, other_shop):
    home = f"/kelola/{shop.slug}"
    look(client, shop.slug)
    assert client.post("/staf/melihat/selesai").status_code == 302
    assert client.get(home).status_code == 404
    assert acts(limit=1)[0].what == "look.end"
    look(client, shop.slug)
    with clock.frozen(clock.now() + timedelta(minutes=31)):
        assert client.get(home).status_code == 404
    look(client, shop.slug)
    look(client, other_shop.slug)
    assert client.get(home).status_code == 404
    assert client.get(f"/kelola/{other_shop.slug}").status_code == 200
    assert len(looks_at(fetch("select seen_id from accounts_look order by since limit 1")[0][0])) >= 2
    remove_staff(PHONE)
    assert client.get(f"/kelola/{other_shop.slug}").status_code == 404


def test_without_a_reason_or_an_owner_nothing_is_seen(client, keeper, shop, owner):
    said = look(client, shop.slug, reason="  mau  ")
    assert (said.status_code, "paling sedikit sepuluh huruf" in said.content.decode()) == (422, True)
    said = look(client, "tidak-ada")
    assert (said.status_code, "Toko tidak-ada tidak ada" in said.content.decode()) == (422, True)
    Person.objects.filter(id=owner.id).update(is_active=False)
    said = look(client, shop.slug)
    assert (said.status_code, "Lihat toko ini di Semua data" in said.content.decode()) == (409, True)
    assert fetch("select 1 from accounts_look") == []


def test_the_mark_alone_and_anothers_look_open_nothing(client, keeper, shop, outsider):
    look(client, shop.slug)
    stranger = Client()
    stranger.force_login(outsider.person)
    kept = stranger.session
    kept["melihat"] = client.session["melihat"]
    kept.save()
    stranger.cookies["melihat"] = "1"
    assert stranger.get(f"/kelola/{shop.slug}").status_code == 404
