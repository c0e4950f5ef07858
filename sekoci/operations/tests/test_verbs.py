"""What staff do about people, shops, messages and notices: with a reason where it hurts, once, written down, and undone."""

from argparse import Namespace
from uuid import UUID, uuid4

import pytest
from django.test import Client

from sekoci.accounts.actions import AccountBlocked, close_account, enter, note_device
from sekoci.accounts.models import Person
from sekoci.accounts.rules import browser_of
from sekoci.kit.events import deliver_all
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.kit.staff import ReasonMissing, acts
from sekoci.messaging.actions import MessageDraft, NotAgain, deliver_waiting, resend_message, send_messages
from sekoci.messaging.queries import outbox
from sekoci.operations.commands import verify as command
from sekoci.operations.tests.staff import NASTY, log_in
from sekoci.operations.verbs import VERBS
from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.actions import ShopWithheld, close_business, invite, make_api_key, publish_shop
from sekoci.registry.queries import business_of_api_key, shop_by_slug
from sekoci.webhooks.actions import connect_target
from sekoci.webhooks.queries import targets_of

pytestmark = pytest.mark.django_db
REASON = f"Dilaporkan tiga pembeli {NASTY}"


@pytest.fixture
def keeper(client, database) -> Person:
    return log_in(client)


def do(client: Client, verb: str, key: object, reason: str = REASON):
    return client.post(f"/staf/tindakan/{verb}/{key}", {"reason": reason})


def told(phone: str, template: str) -> list[str]:
    deliver_waiting()
    return [each.text for each in outbox(to=phone, template=template)]


def test_a_suspended_person_is_out_everywhere_reads_why_and_comes_back(client, keeper, owner):
    theirs = Client()
    theirs.force_login(owner.person)
    assert theirs.get("/akun").status_code == 200
    page = client.get(f"/staf/tindakan/tangguhkan/{owner.id}").content.decode()
    assert "Melati" in page and "keluar dari semua perangkat" in page
    answer = do(client, "tangguhkan", owner.id, reason="apa")
    assert answer.status_code == 422 and ReasonMissing().sentence() in answer.content.decode()
    assert theirs.get("/akun").status_code == 200
    for _ in range(2):
        assert do(client, "tangguhkan", owner.id).headers["Location"] == f"/staf/data/accounts/person/{owner.id}"
    assert theirs.get("/akun").status_code == 302
    with pytest.raises(AccountBlocked):
        enter(owner.phone, language="id")
    assert len(told(owner.phone, "account_suspended")) == 1 and REASON in told(owner.phone, "account_suspended")[0]
    page = client.get(f"/staf/data/accounts/person/{owner.id}").content.decode()
    assert "/staf/tindakan/pulihkan/" in page and "/staf/tindakan/tangguhkan/" not in page
    for _ in range(2):
        do(client, "pulihkan", owner.id)
    assert enter(owner.phone, language="id").person_id == owner.id
    assert len(told(owner.phone, "account_restored")) == 1
    assert [(act.what, act.person_id) for act in acts()][:2] == [("person.restore", keeper.pk), ("person.suspend", keeper.pk)]


def test_whoever_closed_their_own_account_can_be_suspended_and_opens_it_again_afterwards(client, keeper, owner):
    enter(owner.phone, language="id")
    close_account(owner.id)
    do(client, "tangguhkan", owner.id)
    with pytest.raises(AccountBlocked):
        enter(owner.phone, language="id")
    do(client, "pulihkan", owner.id)
    assert not Person.objects.get(id=owner.id).is_active
    enter(owner.phone, language="id")
    assert Person.objects.get(id=owner.id).is_active


def test_what_goes_on_without_a_suspended_owner_is_said_and_can_be_ended(client, keeper, owner, shop):
    key = make_api_key(shop.id, label="Kasir luar", by=owner.id).key
    told_target = connect_target(shop.id, url="https://gudang.example.id/sekoci", kinds=["order.placed"], name="Gudang").id
    publish_shop(shop.id)
    asked = client.get(f"/staf/tindakan/tangguhkan/{owner.id}").content.decode()
    do(client, "tangguhkan", owner.id)
    for page in (asked, client.get(f"/staf/data/accounts/person/{owner.id}").content.decode()):
        for said in (
            shop.name,
            "Pesanan tetap masuk",
            "1 kunci API tetap bekerja",
            "1 sistem lain tetap dikabari",
            "Tidak ada pemilik lain",
        ):
            assert said in page, said
        assert f"/staf/tindakan/sembunyikan/{shop.id}" in page and f"/staf/tindakan/akhiri-kunci-toko/{shop.id}" in page
    assert business_of_api_key(key) == shop.id
    for _ in range(2):
        assert do(client, "akhiri-kunci-toko", shop.id).status_code == 302
    assert business_of_api_key(key) is None
    [text] = told(owner.phone, "keys_ended")
    assert "Kasir luar" in text and REASON in text
    assert do(client, "matikan-sambungan", shop.id, reason="apa").status_code == 422
    assert [each.state for each in targets_of(shop.id)] == ["on"]
    for _ in range(2):
        assert do(client, "matikan-sambungan", shop.id).status_code == 302
    assert [(each.id, each.state) for each in targets_of(shop.id)] == [(told_target, "off")]
    [text] = told(owner.phone, "webhooks_off")
    assert "Gudang" in text and REASON in text and [act.what for act in acts()].count("webhooks.off") == 1
    do(client, "sembunyikan", shop.id)
    page = client.get(f"/staf/data/accounts/person/{owner.id}").content.decode()
    assert "Toko tidak tampil" in page and "Tidak ada kunci API" in page and "akhiri-kunci-toko" not in page
    assert "Tidak ada sistem lain yang dikabari" in page and "matikan-sambungan" not in page
    trail = client.get("/staf/jejak").content.decode()
    for said in ("Kunci API diakhiri", shop.name, "Ditangguhkan", f"/staf/data/accounts/person/{owner.id}"):
        assert said in trail, said
    assert client.post("/staf/melihat", {"shop": shop.slug, "reason": REASON}).status_code == 409


def test_the_form_of_a_verb_that_no_longer_fits_says_so_and_leads_back(client, keeper, owner):
    do(client, "tangguhkan", owner.id)
    for verb, key, said in (
        ("tangguhkan", owner.id, "Tindakan ini tidak berlaku lagi."),
        ("pulihkan", keeper.pk, "Tindakan ini tidak berlaku lagi."),
    ):
        answer = client.get(f"/staf/tindakan/{verb}/{key}")
        page = answer.content.decode()
        assert (answer.status_code, "<form" in page.partition("<main")[2]) == (409, False) and said in page
        assert f'href="/staf/data/accounts/person/{key}"' in page
    assert client.get(f"/staf/tindakan/pulihkan/{owner.id}").status_code == 200


def test_one_key_ends_and_its_neighbours_go_on(client, keeper, owner, shop):
    lost, other = (make_api_key(shop.id, label=name, by=owner.id) for name in ("Hilang", "Lain"))
    assert do(client, "akhiri-kunci", lost.id, reason="apa").status_code == 422
    assert business_of_api_key(lost.key) == shop.id
    for _ in range(2):
        do(client, "akhiri-kunci", lost.id)
    assert business_of_api_key(lost.key) is None and business_of_api_key(other.key) == shop.id
    assert [act.what for act in acts()].count("keys.end") == 1


def test_staff_cannot_be_suspended_and_nobody_who_is_not_there(client, keeper):
    answer = do(client, "tangguhkan", keeper.pk)
    assert answer.status_code == 409 and "Cabut dulu haknya" in answer.content.decode()
    assert client.get("/staf").status_code == 200
    for verb, chosen in VERBS.items():
        missing = 999_999_999 if "person" in chosen.table or "business" in chosen.table else uuid4()
        for key in (missing, "x", "0", "9" * 30, "a%00b"):
            assert do(client, verb, key).status_code == 404, (verb, key)
            assert client.get(f"/staf/tindakan/{verb}/{key}").status_code == 404, (verb, key)
    assert do(client, "tidak-ada", 1).status_code == 404


def test_every_session_of_somebody_ends_and_a_code_lets_them_in_again(client, keeper, owner):
    theirs = Client()
    theirs.force_login(owner.person)
    note_device(owner.id, mark="m" * 32, session_key=theirs.session.session_key, browser=browser_of(""))
    page = f"/staf/data/accounts/person/{owner.id}"
    assert 'data-label="Masih masuk">Ya<' in client.get(page).content.decode()
    do(client, "keluarkan", owner.id)
    assert theirs.get("/akun").status_code == 302
    assert 'data-label="Masih masuk">Tidak<' in client.get(page).content.decode()
    assert enter(owner.phone, language="id").person_id == owner.id
    assert acts()[0].what == "person.sign_out"


def test_a_hidden_shop_is_seen_by_nobody_until_staff_let_it_and_its_owner_reads_why(client, keeper, owner, shop):
    put_on_shelf(shop)
    deliver_all()
    for _ in range(2):
        assert do(client, "sembunyikan", shop.id).status_code == 302
    deliver_all()
    assert shop_by_slug(shop.slug) is None and client.get(f"/{shop.slug}").status_code == 404
    assert fetch("select count(*) from market_shop") == [(0,)]
    with pytest.raises(ShopWithheld, match="Dilaporkan"):
        publish_shop(shop.id)
    publish_shop(shop.id, public=False)
    [text] = told(owner.phone, "shop_withheld")
    assert shop.name in text and REASON in text
    for _ in range(2):
        do(client, "tampilkan", shop.id)
    assert client.get(f"/{shop.slug}").status_code == 200
    assert len(told(owner.phone, "shop_released")) == 1
    assert [act.what for act in acts(limit=2)] == ["shop.show", "shop.hide"]


def test_a_shop_that_was_not_public_or_is_closed_does_not_appear_when_released(client, keeper, shop, other_shop):
    publish_shop(shop.id, public=False)
    for each in (shop, other_shop):
        do(client, "sembunyikan", each.id)
    close_business(other_shop.id)
    for each in (shop, other_shop):
        do(client, "tampilkan", each.id)
        assert shop_by_slug(each.slug) is None
    publish_shop(shop.id)
    assert shop_by_slug(shop.slug)


def test_the_search_of_one_shop_is_made_anew_and_of_no_other(client, keeper, shop, other_shop):
    put_on_shelf(shop, name="Keripik singkong")
    put_on_shelf(other_shop, name="Keripik pisang")
    deliver_all()
    with across_businesses():
        fetch("delete from market_product")
    do(client, "susun-pencarian", shop.id)
    do(client, "susun-pencarian", shop.id)
    with across_businesses():
        assert fetch("select distinct business_id from market_product") == [(shop.id,)]
        assert fetch("select count(*) from market_product") == [(1,)]


def test_an_invitation_is_withdrawn_once(client, keeper, owner, shop):
    invitation = invite(shop.id, phone="0813-5555-0002", role="cashier", by=owner.id)
    assert do(client, "tarik-undangan", invitation, reason="").status_code == 422
    for _ in range(2):
        assert do(client, "tarik-undangan", invitation).status_code == 302
    with in_business(shop.id):
        assert fetch("select ended_how from registry_invitation") == [("withdrawn",)]
    assert [act.what for act in acts()].count("invitation.withdraw") == 1
    assert "Tarik undangan" not in client.get(f"/staf/data/registry/invitation/{invitation}").content.decode()


def failed(phone: str, key: str = "uji:1") -> UUID:
    """A message that every provider refused."""
    send_messages([MessageDraft(key, phone, "messages_stopped", {})])
    with across_businesses():
        [(message_id,)] = fetch("update messaging_message set status = 'failed' where event_key = %s returning id", (key,))
        fetch(
            "insert into messaging_attempt (id, message_id, provider, outcome, provider_key, detail, started_at, ended_at)"
            " values (%s, %s, 'pretend', 'refused', '', 'no', now() - interval '1 hour', now() - interval '1 hour')",
            (uuid4(), message_id),
        )
    return message_id


def test_a_failed_message_is_sent_again_once(client, keeper):
    message = failed("+6281355550001")
    deliver_waiting()
    assert outbox(to="+6281355550001") == []
    for _ in range(2):
        assert do(client, "kirim-lagi", message, reason="").status_code == 302
    deliver_waiting()
    assert len(outbox(to="+6281355550001")) == 1
    assert [act.what for act in acts()].count("message.resend") == 1
    with pytest.raises(NotAgain):
        resend_message(message, by=keeper.pk)
    assert do(client, "kirim-lagi", message, reason="").status_code == 409


def test_what_was_refused_by_its_receiver_or_wiped_is_not_sent_again(client, keeper):
    stopped, wiped = failed("+6281355550001", "a"), failed("+6281355550002", "b")
    with across_businesses():
        fetch("update messaging_message set status = 'stopped' where id = %s", (stopped,))
        fetch("update messaging_message set template = 'login_code', facts = '{}' where id = %s", (wiped,))
    for message in (stopped, wiped):
        assert do(client, "kirim-lagi", message, reason="").status_code == 409
    with across_businesses():
        assert fetch("select count(*) from messaging_message where status = 'waiting'") == [(0,)]


def test_a_notice_of_nobody_is_ticked_off_and_one_of_a_shop_is_its_owners(client, keeper, shop):
    with across_businesses():
        for business, key in ((None, uuid4()), (shop.id, uuid4())):
            fetch(
                "insert into payments_notice (id, business_id, provider, event_id, reference, outcome, suspense, body,"
                " received_at, reviewed_by, resolution) values (%s, %s, 'pretend', %s, 'r', 'unknown', 0, '{}', now(), '', '')",
                (key, business, str(key)),
            )
            for status in (302, 302) if business is None else (404,):
                assert do(client, "selesai-diperiksa", key, reason="").status_code == status
        assert fetch("select reviewed_by from payments_notice order by business_id nulls first") == [
            (f"staff:{keeper.pk}",),
            ("",),
        ]
    assert [act.what for act in acts()].count("notice.tick_off") == 1


def test_what_the_command_found_stands_on_the_health_page(client, keeper, shop, capsys):
    assert command.run(Namespace(json=False)) == 0
    page = client.get("/staf/kesehatan").content.decode()
    assert "hal dihitung" in page and "Bersih." in page
    [(clean, things, seconds, wrong)] = fetch("select is_clean, things, seconds, wrong::text from operations_check")
    assert clean and things > 0 and seconds >= 0 and wrong == "[]"


def test_the_home_of_staff_leads_everywhere_and_only_staff_are_led_there(client, keeper, owner):
    assert 'href="/staf"' in client.get("/akun").content.decode()
    page = client.get("/staf").content.decode()
    for place in ("kesehatan", "data", "melihat", "saklar", "ulasan", "jejak"):
        assert f'href="/staf/{place}"' in page
    client.force_login(owner.person)
    assert 'href="/staf"' not in client.get("/akun").content.decode()
