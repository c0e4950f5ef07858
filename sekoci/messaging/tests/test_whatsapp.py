"""WhatsApp, against its sandbox and against pywa: what we send, and how failures are understood."""

import json
from datetime import timedelta

import httpx
import pytest
from django.test import override_settings

from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import MessageDraft, deliver_waiting, send_messages, take_words
from sekoci.messaging.providers import calls
from sekoci.messaging.providers.whatsapp import webhook
from sekoci.messaging.queries import outbox
from sekoci.messaging.tests.whatsapp_side import (
    BUDI,
    FACTS,
    eventually,
    message,
    misbehave,
    outcomes,
    sandbox,
    send_code,
    send_news,
)


def budi_wrote(hours_ago: float = 1) -> None:
    at = clock.now() - timedelta(hours=hours_ago)
    take_words("whatsapp", [webhook.Heard("wamid.in", "6281234567890", BUDI, at, "halo")])


@pytest.mark.django_db
class TestWhatWeSend:
    def test_a_code_goes_as_an_authentication_template_as_pywa_makes_it(self):
        from pywa.types.templates import AuthenticationBody, CopyCodeOTPButton

        with sandbox() as whatsapp:
            send_code()
        [sent] = whatsapp.taken
        theirs = [AuthenticationBody.params(otp="123456").to_dict(), CopyCodeOTPButton.params(otp="123456").to_dict()]
        assert lowered(sent["template"]["components"]) == lowered(theirs)
        assert (sent["to"], sent["template"]["name"], sent["template"]["language"]) == (
            "6281234567890",
            "sekoci_login_code",
            {"code": "id"},
        )
        assert message("login:1") == "sent"

    def test_news_go_as_a_utility_template_outside_the_window_and_as_text_inside(self):
        with sandbox() as whatsapp:
            budi_wrote(hours_ago=25)
            send_news("order:1")
            budi_wrote(hours_ago=1)
            whatsapp.heard["6281234567890"] = 1e12
            send_news("order:2")
            send_code()
        outside, inside, code = whatsapp.taken
        assert outside["template"]["name"] == "sekoci_order_accepted"
        assert [each["text"] for each in outside["template"]["components"][0]["parameters"]] == list(FACTS.values())
        assert inside["text"]["body"].startswith("Kabar baik: Keripik Melati menerima pesanan")
        assert code["type"] == "template"

    def test_a_window_that_closed_on_their_side_means_the_template_and_one_message(self):
        with sandbox() as whatsapp:
            budi_wrote()
            send_news()
        assert [each["type"] for each in whatsapp.taken] == ["template"]
        assert outcomes() == [("whatsapp", "sent")]

    def test_line_breaks_and_emptiness_in_a_fact_are_no_trouble(self):
        facts = FACTS | {"shop": "Keripik\n\n  Melati     Jaya", "code": ""}
        with sandbox() as whatsapp:
            send_messages([MessageDraft("order:1", BUDI, "order_accepted", facts)])
            deliver_waiting()
        [sent] = whatsapp.taken
        assert [each["text"] for each in sent["template"]["components"][0]["parameters"]][:2] == ["Keripik Melati Jaya", "-"]

    def test_the_sandbox_refuses_what_the_cloud_api_would(self):
        with sandbox() as whatsapp, override_settings(WHATSAPP_TOKEN="expired"):
            send_news()
        assert whatsapp.taken == []
        assert message() == "failed"
        with across_businesses():
            [(said,)] = fetch("select detail from messaging_attempt")
        assert said.startswith("190 ")


@pytest.mark.django_db
class TestFailures:
    def test_a_refusal_goes_on_to_the_next_provider_at_once(self):
        with sandbox(chain=("whatsapp", "pretend")) as whatsapp:
            misbehave(whatsapp, "131026")
            send_news()
        assert outcomes() == [("whatsapp", "refused"), ("pretend", "sent")]
        assert len(outbox()) == 1
        assert message() == "sent"

    def test_when_all_refuse_it_has_failed(self):
        with sandbox() as whatsapp:
            misbehave(whatsapp, "132001")
            send_news()
        assert message() == "failed"

    def test_too_fast_means_again_later_and_then_once(self):
        with sandbox() as whatsapp:
            misbehave(whatsapp, "130429")
            send_news()
            assert message() == "waiting"
            assert whatsapp.taken == []
            deliver_waiting()
            assert outcomes() == [("whatsapp", "down")]
            with clock.frozen(clock.now() + timedelta(seconds=11)):
                deliver_waiting()
        assert outcomes() == [("whatsapp", "down"), ("whatsapp", "sent")]
        assert len(whatsapp.taken) == 1

    def test_after_three_tries_the_next_provider_is_due(self):
        with sandbox(chain=("whatsapp", "pretend")) as whatsapp:
            misbehave(whatsapp, "131016", "131016", "131016")
            send_news()
            for minutes in (1, 5, 30):
                with clock.frozen(clock.now() + timedelta(minutes=minutes)):
                    deliver_waiting()
        assert outcomes() == [("whatsapp", "down")] * 3 + [("pretend", "sent")]

    def test_nobody_there_is_not_sent_and_a_code_takes_the_next_way_at_once(self):
        with (
            sandbox(chain=("whatsapp", "pretend")),
            override_settings(WHATSAPP_URL="http://127.0.0.1:9/v25.0"),
        ):
            send_code()
        assert outcomes() == [("whatsapp", "down"), ("pretend", "sent")]

    @pytest.mark.parametrize("mode", ["500", "drop", "slow"])
    def test_an_open_answer_is_never_followed_by_a_second_message_but_a_code_is(self, mode, monkeypatch):
        monkeypatch.setattr(calls, "TIMEOUT", httpx.Timeout(0.3))
        with sandbox(chain=("whatsapp", "pretend")) as whatsapp:
            whatsapp.pause = lambda _: eventually(lambda: len(outcomes_seen) > 0)
            outcomes_seen: list[int] = []
            misbehave(whatsapp, mode, mode)
            send_news()
            send_code()
            outcomes_seen.append(1)
            with clock.frozen(clock.now() + timedelta(hours=2)):
                deliver_waiting()
        assert outcomes() == [("whatsapp", "unclear"), ("whatsapp", "unclear"), ("pretend", "sent")]
        assert message() == "unclear"
        assert [entry.template for entry in outbox()] == ["login_code"]

    def test_a_try_cut_off_by_a_crash_counts_as_open(self):
        with sandbox(chain=("whatsapp", "pretend")) as whatsapp:
            send_messages([MessageDraft("order:1", BUDI, "order_accepted", FACTS)])
            with across_businesses():
                fetch(
                    "insert into messaging_attempt (id, message_id, provider, outcome, provider_key, detail, started_at)"
                    " select gen_random_uuid(), id, 'whatsapp', 'sending', '', '', %s from messaging_message",
                    (clock.now(),),
                )
            deliver_waiting()
            assert message() == "waiting"
            with clock.frozen(clock.now() + timedelta(minutes=2)):
                deliver_waiting()
        assert message() == "unclear"
        assert whatsapp.taken == []


def lowered(components: list[dict]) -> list[dict]:
    return json.loads(json.dumps(components, default=lambda each: each.value).lower().replace('"0"', "0"))
