"""What WhatsApp tells us: believed only when signed, understood in any order and number; pywa is the witness."""

import hashlib
import hmac
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pywa import WhatsApp
from pywa.types import MessageStatus
from pywa.utils import webhook_updates_validator

from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import MessageDraft, deliver_waiting, send_messages, take_statuses
from sekoci.messaging.providers.whatsapp import webhook
from sekoci.messaging.providers.whatsapp.sandbox_statuses import inbound_delivery, post_signed, status_delivery
from sekoci.messaging.queries import outbox, wants_messages
from sekoci.messaging.tests.whatsapp_side import (
    BUDI,
    FACTS,
    eventually,
    message,
    misbehave,
    our_server,
    outcomes,
    sandbox,
    send_code,
    send_news,
)

SECRET, BODY = "appsecret", b'{"object":"whatsapp_business_account","entry":[]}'
SIGNED = "sha256=09eceea024af6e6343b760cc9bd3ae7c056938dd636e24e92109eb8219500384"
WAITING = """
    select 1 from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()
"""
WORDS = [
    *("entry", "changes", "value", "statuses", "messages", "contacts", "id", "status", "timestamp", "errors", "code"),
    *("title", "from", "text", "body", "wa_id", "user_id"),
]


@pytest.mark.committed
class TestWhatComesBack:
    """Over HTTP, with the sandbox calling our own server."""

    @pytest.fixture(autouse=True)
    def _server(self, committed):
        with our_server() as address, sandbox(callback=f"{address}/webhooks/whatsapp", chain=("whatsapp", "pretend")) as whatsapp:
            self.whatsapp = whatsapp
            yield

    def told(self, count: int) -> None:
        eventually(lambda: len(self.whatsapp.sent_back) >= count, seconds=60)
        assert {status for _, status in self.whatsapp.sent_back} == {200}

    def test_receipts_twice_and_out_of_order_end_at_read(self):
        self.whatsapp.statuses = frozenset({"twice", "shuffled"})
        for number in range(5):
            send_news(f"order:{number}")
        self.told(30)
        with across_businesses():
            assert fetch("select status, count(*) from messaging_receipt group by 1 order by 1") == [
                ("delivered", 5),
                ("read", 5),
                ("sent", 5),
            ]
        assert [message(f"order:{number}") for number in range(5)] == ["read"] * 5

    def test_receipts_that_overtake_our_own_notes_never_stand_in_each_others_way(self):
        """Both lock the message first: whoever writes the outcome of a call waits without holding the attempt."""
        answered = threading.Event()
        self.whatsapp.pause = lambda _: answered.wait(10)
        misbehave(self.whatsapp, "slow")
        send_messages([MessageDraft("order:1", BUDI, "order_accepted", FACTS)])

        def deliver() -> None:
            try:
                deliver_waiting()
            finally:
                connection.close()

        with ThreadPoolExecutor(1) as worker:
            delivering = worker.submit(deliver)
            self.told(3)
            with across_businesses():
                fetch("select 1 from messaging_message for no key update")
                answered.set()
                eventually(lambda: fetch(WAITING))
                fetch("set local lock_timeout = '2s'")
                fetch("update messaging_attempt set detail = 'as a receipt does'")
            delivering.result(timeout=10)
        assert (message(), outcomes()) == ("read", [("whatsapp", "sent")])

    def test_a_message_whose_answer_was_lost_is_found_again_by_its_receipts(self):
        misbehave(self.whatsapp, "drop")
        send_news()
        self.told(3)
        assert message() == "read"
        assert outcomes() == [("whatsapp", "sent")]

    def test_a_failure_told_afterwards_goes_on_to_the_next_provider_once(self):
        self.whatsapp.statuses = frozenset({"twice"})
        misbehave(self.whatsapp, "fail:131026")
        send_code()
        self.told(2)
        deliver_waiting()
        deliver_waiting()
        assert outcomes() == [("whatsapp", "refused"), ("pretend", "sent")]
        assert [entry.text[:6] for entry in outbox()] == ["123456"]
        with across_businesses():
            assert fetch("select task_name from procrastinate_jobs order by id") == [("messaging.deliver_at_once",)] * 2

    def test_stop_is_obeyed_and_answered_once_and_mulai_too(self):
        delivery = inbound_delivery("6281234567890", "Stop.", hidden=False)
        self.whatsapp.heard["6281234567890"] = 1e12
        for _ in range(3):
            assert self.post(delivery) == 200
        assert not wants_messages(BUDI)
        deliver_waiting()
        [answer] = self.whatsapp.taken
        assert answer["text"]["body"].startswith("Baik. Anda tidak akan menerima kabar lagi.")
        assert self.post(inbound_delivery("6281234567890", "mulai", hidden=False)) == 200
        assert wants_messages(BUDI)

    def test_a_person_who_hides_the_number_is_known_by_their_identity(self):
        assert self.post(inbound_delivery("6281234567890", "STOP", hidden=True)) == 200
        [(identity, phone)] = fetch("select identity, phone from messaging_contact")
        assert identity.startswith("ID.")
        assert phone == ""
        assert not wants_messages(f"whatsapp:{identity}")
        assert wants_messages(BUDI)

    def post(self, delivery: dict) -> int:
        return post_signed(self.whatsapp.account.callback, self.whatsapp.account.app_secret, delivery)


class TestSignature:
    def test_is_what_the_vector_and_pywa_say(self):
        assert webhook.is_signed(BODY, SIGNED, SECRET)
        assert webhook_updates_validator(SECRET, BODY, SIGNED)

    @hypothesis_settings(max_examples=60)
    @given(
        body=st.binary(max_size=80),
        secret=st.text(min_size=1, max_size=20).filter(lambda text: text.isascii()),
        flip=st.booleans(),
    )
    def test_agrees_with_pywa_on_anything(self, body, secret, flip):
        header = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        if flip:
            header = header[:-1] + ("0" if header[-1] != "0" else "1")
        assert webhook.is_signed(body, header, secret) == webhook_updates_validator(secret, body, header) == (not flip)

    def test_nothing_is_signed_without_a_secret(self):
        assert not webhook.is_signed(BODY, "sha256=" + hmac.new(b"", BODY, hashlib.sha256).hexdigest(), "")


def test_pywa_reads_our_sandboxs_statuses():
    delivery = status_delivery("wamid.x", "failed", to="6281234567890", ours="o-1", failure=131026)
    read = MessageStatus.from_update(client=WhatsApp(phone_id="1", token="t"), update=delivery)
    assert (read.id, read.status.value, read.tracker, read.error.code) == ("wamid.x", "failed", "o-1", 131026)
    [mine], [] = webhook.read(json.dumps(delivery).encode())
    assert (mine.provider_key, mine.status, mine.ours, mine.detail[:6]) == ("wamid.x", "failed", "o-1", "131026")


@pytest.mark.django_db
class TestCallBack:
    @pytest.fixture(autouse=True)
    def _configured(self, settings):
        settings.WHATSAPP_APP_SECRET, settings.WHATSAPP_VERIFY_TOKEN = SECRET, "kata-sandi"

    @pytest.mark.parametrize(
        "header", [None, "", "sha256=", "sha256=00", SIGNED[:-1] + "5", "sha1=" + SIGNED[7:], SIGNED[7:], "é"]
    )
    def test_believes_nothing_that_is_not_signed(self, client, header):
        headers = {} if header is None else {"X-Hub-Signature-256": header}
        response = client.post("/webhooks/whatsapp", BODY, content_type="application/json", headers=headers)
        assert response.status_code == 401

    def test_takes_what_is_signed_byte_by_byte(self, client):
        headers = {"X-Hub-Signature-256": SIGNED}
        assert client.post("/webhooks/whatsapp", BODY, content_type="application/json", headers=headers).status_code == 200
        other = BODY.replace(b",", b", ")
        assert client.post("/webhooks/whatsapp", other, content_type="application/json", headers=headers).status_code == 401

    def test_proves_the_address_to_who_knows_the_word(self, client, settings):
        ask = {"hub.mode": "subscribe", "hub.verify_token": "kata-sandi", "hub.challenge": "<b>42</b>"}
        response = client.get("/webhooks/whatsapp", ask)
        assert (response.status_code, response.content, response["Content-Type"]) == (200, b"<b>42</b>", "text/plain")
        assert client.get("/webhooks/whatsapp", ask | {"hub.verify_token": "x"}).status_code == 403
        assert client.get("/webhooks/whatsapp", ask | {"hub.mode": "x"}).status_code == 403
        settings.WHATSAPP_VERIFY_TOKEN = ""
        assert client.get("/webhooks/whatsapp", ask | {"hub.verify_token": ""}).status_code == 403

    def test_a_receipt_for_a_message_nobody_knows_is_taken_and_changes_nothing(self):
        status = webhook.Status("wamid.unknown", "not-a-uuid", "read", clock.now(), "")
        assert take_statuses("whatsapp", [status]) == 0

    values = st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.text(max_size=8)
        | st.sampled_from(["read", "failed", "99999999999999999", "\0"]),
        lambda children: (
            st.lists(children, max_size=3)
            | st.dictionaries(
                st.sampled_from(WORDS),
                children,
                max_size=6,
            )
        ),
        max_leaves=20,
    )

    @hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(delivery=values)
    def test_no_shape_however_strange_is_our_trouble(self, client, delivery):
        wrapped = {"entry": [{"changes": [{"value": delivery}]}]} if isinstance(delivery, dict) else delivery
        body = json.dumps(wrapped).encode()
        header = "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        response = client.post(
            "/webhooks/whatsapp", body, content_type="application/json", headers={"X-Hub-Signature-256": header}
        )
        assert response.status_code in (200, 400)
