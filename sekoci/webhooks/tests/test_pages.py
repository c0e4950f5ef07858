"""An owner connects another system, tries it, sends again, switches it off; what goes wrong is said beside its field."""

import html

import pytest

from sekoci.kit import outside
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.webhooks.actions import News, connect_target, deliver_due, tell
from sekoci.webhooks.queries import messages_of, target_of, targets_of

pytestmark = pytest.mark.django_db
FORM = {"url": "https://erp.example.com/sekoci", "name": "ERP", "kinds": ["order.placed", "stock.changed"]}


@pytest.fixture
def here(shop, client, owner):
    client.force_login(owner.person)
    return f"/kelola/{shop.slug}/pengaturan/sambungan"


def shown(answer):
    return html.unescape(answer.content.decode())


def news(shop, key="a"):
    with across_businesses():
        tell("order.placed", [News(shop.id, key, {"order": key})])


def test_a_target_is_made_and_its_secret_is_shown_once(client, shop, here):
    assert "Belum ada sambungan." in shown(client.get(here))
    made = client.post(here, FORM)
    assert (made.status_code, made["Cache-Control"]) == (200, "no-store")
    [target] = targets_of(shop.id)
    assert (target.url, target.name, target.kinds) == (FORM["url"], "ERP", FORM["kinds"])
    assert "whsec_" in shown(made)
    for page in (client.get(here), client.get(f"{here}/{target.id}"), client.get(f"{here}/{target.id}/ubah")):
        assert "whsec_" not in shown(page)
        assert "ERP" in shown(page)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://erp.example.com/", "pakai https:// dan nama domain biasa"),
        ("https://root:rahasia@erp.example.com/", "tanpa nama pengguna"),
        ("https://erp.example.com:8080/", "port harus 443 atau 8443."),
        ("https://203.0.113.7/", "pakai nama domain, bukan angka IP."),
        ("https://printer.local/", "nama ini hanya ada di jaringan dalam."),
        ("https://-salah-.example.com/", "nama domainnya salah tulis."),
        ("https://erp.example.com/a#b", "hapus tanda \\ dan #."),
    ],
)
def test_a_wrong_link_is_refused_beside_its_field_together_with_what_else_is_wrong(client, shop, here, url, sentence):
    answer = client.post(here, {"url": url, "name": "ERP"})
    assert answer.status_code == 422
    said = shown(answer)
    assert sentence in said
    assert "Centang paling sedikit satu." in said
    assert targets_of(shop.id) == []


def test_a_link_is_connected_once_and_ten_are_enough(client, shop, here):
    client.post(here, FORM)
    assert "Link ini sudah tersambung. Ubah yang sudah ada." in shown(client.post(here, FORM))
    for number in range(9):
        connect_target(shop.id, url=f"https://erp.example.com/{number}", kinds=["order.placed"])
    assert "Paling banyak 10 sambungan." in shown(client.post(here, FORM | {"url": "https://erp.example.com/x"}))
    assert len(targets_of(shop.id)) == 10


def test_removed_ones_come_back_only_where_there_is_room(client, shop, here):
    first = connect_target(shop.id, url="https://erp.example.com/", kinds=["order.placed"])
    client.post(f"{here}/{first.id}/buat", {"buat": "hapus"})
    for number in range(10):
        connect_target(shop.id, url=f"https://erp.example.com/{number}", kinds=["order.placed"])
    assert client.post(f"{here}/{first.id}/buat", {"buat": "nyala"}).status_code == 409
    assert target_of(shop.id, first.id).state == "removed"


def test_it_is_tried_looked_at_and_sent_again(client, shop, here, target, receiver):
    one = f"{here}/{target.id}"
    assert client.post(f"{one}/buat", {"buat": "tes"}, follow=True).status_code == 200
    deliver_due()
    [row] = messages_of(shop.id, target.id).items
    page = shown(client.get(f"{one}/kabar/{row.id}"))
    assert "Jawaban 204" in page
    assert '{"type":"test"' in page
    assert client.post(f"{one}/kabar/{row.id}/ulang").status_code == 302
    deliver_due()
    assert [each["times"] for each in receiver.state.received] == [1, 2]
    assert "Percobaan" in shown(client.get(one))


def test_what_failed_is_sent_again_together(client, shop, here, answering):
    made = connect_target(shop.id, url="https://erp.example.com/", kinds=["order.placed"], name="ERP")
    answering.status = 410
    news(shop)
    deliver_due()
    one = f"{here}/{made.id}"
    assert "Ditolak penerima" in shown(client.get(one))
    assert client.post(f"{one}/buat", {"buat": "ulang"}).status_code == 409  # off: switch it on first
    client.post(f"{one}/buat", {"buat": "nyala"})
    answering.status = 204
    assert "1 kabar dikirim ulang." in shown(client.post(f"{one}/buat", {"buat": "ulang"}, follow=True))
    deliver_due()
    assert [each.state for each in messages_of(shop.id, made.id).items] == ["delivered"]


def test_it_is_changed_switched_off_and_on_and_removed(client, shop, here, answering):
    made = connect_target(shop.id, url="https://erp.example.com/", kinds=["order.placed"])
    one = f"{here}/{made.id}"
    client.post(f"{one}/ubah", FORM | {"name": "Gudang"})
    assert (target_of(shop.id, made.id).name, target_of(shop.id, made.id).url) == ("Gudang", FORM["url"])
    assert client.post(f"{one}/ubah", FORM | {"url": "https://localhost/"}).status_code == 422
    client.post(f"{one}/buat", {"buat": "mati"})
    news(shop)
    assert messages_of(shop.id, made.id).items == []
    client.post(f"{one}/buat", {"buat": "nyala"})
    news(shop, "b")
    assert deliver_due() == 1
    client.post(f"{one}/buat", {"buat": "hapus"})
    assert target_of(shop.id, made.id).state == "removed"
    assert client.post(f"{one}/buat", {"buat": "apa saja"}).status_code == 404


def test_an_exchanged_secret_is_shown_once_and_is_another(client, shop, here, target):
    answer = client.post(f"{here}/{target.id}/buat", {"buat": "rahasia"})
    assert answer["Cache-Control"] == "no-store"
    assert "whsec_" in shown(answer)
    assert target.secret not in shown(answer)
    assert "Rahasia lama masih berlaku 24 jam." in shown(answer)
    assert "whsec_" not in shown(client.get(f"{here}/{target.id}"))


def test_another_shops_target_and_message_are_not_found(client, shop, other_shop, here, answering):
    theirs = connect_target(other_shop.id, url="https://erp.example.com/", kinds=["order.placed"])
    news(other_shop)
    [row] = messages_of(other_shop.id, theirs.id).items
    one = f"{here}/{theirs.id}"
    for address in (one, f"{one}/ubah", f"{one}/kabar/{row.id}"):
        assert client.get(address).status_code == 404
    for word in ("tes", "ulang", "nyala", "mati", "hapus", "rahasia"):
        assert client.post(f"{one}/buat", {"buat": word}).status_code == 404
    assert client.post(f"{one}/ubah", FORM).status_code == 404
    assert client.post(f"{one}/kabar/{row.id}/ulang").status_code == 404
    assert target_of(other_shop.id, theirs.id).state == "on"
    with in_business(other_shop.id):
        assert fetch("select url, old_secret from webhooks_target") == [("https://erp.example.com/", "")]


def test_only_the_owner_sees_them(client, here, staff):
    client.force_login(staff.person)
    assert client.get(here).status_code == 403


def test_what_strangers_wrote_is_shown_as_text(client, shop, here, monkeypatch):
    wild = "<script>alert(1)</script>"
    made = connect_target(shop.id, url="https://erp.example.com/", kinds=["order.placed"], name=wild)
    monkeypatch.setattr(outside, "post", lambda *_, **__: outside.Answer(500, wild))
    news(shop, wild)
    deliver_due()
    [row] = messages_of(shop.id, made.id).items
    for address in (here, f"{here}/{made.id}", f"{here}/{made.id}/kabar/{row.id}"):
        page = client.get(address).content.decode()
        assert wild not in page
        assert "&lt;script&gt;alert(1)" in page
