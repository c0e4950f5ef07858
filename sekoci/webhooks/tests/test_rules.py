"""When a message is tried again, and when a target is let be."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from sekoci.webhooks.rules import LONGEST_REST, PATIENCE, WINDOW, Before, after, new_secret, sign

NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)


def test_a_message_is_tried_ten_times_within_72_hours_and_the_last_time_at_their_end():
    before, at, tried = Before(NOW, 0, 0, None), NOW, [NOW]
    while next_at := after(before, 500, now=at, lot=0.5).next_at:
        at = next_at
        tried.append(at)
        before = Before(NOW, before.tries + 1, 0, None)
    assert len(tried) == 10
    assert tried[-1] == NOW + WINDOW
    assert tried[1] - NOW == timedelta(seconds=5)
    assert after(before, 500, now=at, lot=0.5).message == "failed"


def test_waits_are_spread_by_a_tenth():
    first = [after(Before(NOW, 1, 0, None), None, now=NOW, lot=lot).next_at - NOW for lot in (0.0, 0.999)]
    assert first[0] == timedelta(minutes=4, seconds=30)
    assert timedelta(minutes=5, seconds=29) < first[1] < timedelta(minutes=5, seconds=31)


ANSWERS = [(200, "delivered", "on"), (204, "delivered", "on"), (410, "failed", "gone")]
ANSWERS += [(status, "waiting", "on") for status in (302, 400, 404, 429, 500, None)]


@pytest.mark.parametrize(("status", "message", "target"), ANSWERS)
def test_what_an_answer_means(status, message, target):
    done = after(Before(NOW, 0, 0, None), status, now=NOW, lot=0.5)
    assert (done.message, done.target) == (message, target)


def test_a_target_that_fails_again_and_again_is_called_less_often_but_at_least_hourly():
    rests = []
    for fails in range(12):
        quiet = after(Before(NOW, 0, fails, NOW), 500, now=NOW, lot=0.5).quiet_until
        rests.append(quiet - NOW if quiet else None)
    assert rests[: PATIENCE - 1] == [None] * (PATIENCE - 1)
    assert rests[PATIENCE - 1] == timedelta(minutes=1)
    assert rests[-1] == LONGEST_REST


def test_a_target_that_failed_for_72_hours_is_paused_and_one_that_answers_starts_anew():
    assert after(Before(NOW, 9, 40, NOW - WINDOW), 500, now=NOW, lot=0.5).target == "paused"
    assert after(Before(NOW, 9, 40, NOW - WINDOW + timedelta(seconds=1)), 500, now=NOW, lot=0.5).target == "on"
    again = after(Before(NOW, 9, 40, NOW - WINDOW), 200, now=NOW, lot=0.5)
    assert (again.target, again.fails, again.failing_since, again.quiet_until) == ("on", 0, None, None)


def test_the_witness_signs_the_same():
    secret, body = new_secret(b"0123456789abcdefghijklmn"), '{"harga":"Rp15.000 – é"}'
    ours = sign(secret, message_id="msg_1", timestamp=int(NOW.timestamp()), body=body.encode())
    assert ours == Webhook(secret).sign("msg_1", NOW, body)
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 24


def test_the_witness_refuses_another_secret_and_another_body():
    now = datetime.now(UTC)
    secret, other = new_secret(b"a" * 24), new_secret(b"b" * 24)
    stamp = str(int(now.timestamp()))
    signature = sign(secret, message_id="m", timestamp=int(stamp), body=b"{}")
    headers = {"webhook-id": "m", "webhook-timestamp": stamp, "webhook-signature": signature}
    assert Webhook(secret).verify("{}", headers) == {}
    for key, body in ((other, "{}"), (secret, '{"a":1}')):
        with pytest.raises(WebhookVerificationError):
            Webhook(key).verify(body, headers)
