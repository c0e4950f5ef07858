"""What to do with a message next, whatever happened to it so far."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekoci.messaging.rules import TEMPLATES, Done, GiveUp, Send, Try, Wait, after_receipts, next_step, render, wish_of

NEWS, CODE = TEMPLATES["order_accepted"], TEMPLATES["login_code"]
START = datetime(2026, 11, 21, 7, tzinfo=UTC)
CHAIN = ("whatsapp", "sms_http")


def after(*tries: tuple[str, str], template=NEWS, minutes: float = 5, chain=CHAIN):
    made = [Try(provider, outcome, START + timedelta(seconds=number)) for number, (provider, outcome) in enumerate(tries)]
    return next_step(template, chain, made, created_at=START, now=START + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("tries", "step"),
    [
        ([], Send("whatsapp")),
        ([("whatsapp", "sent")], Done()),
        ([("whatsapp", "refused")], Send("sms_http")),
        ([("whatsapp", "down")], Send("whatsapp")),
        ([("whatsapp", "down")] * 3, Send("sms_http")),
        ([("whatsapp", "unclear")], GiveUp("unclear")),
        ([("whatsapp", "sending")], GiveUp("unclear")),
        ([("whatsapp", "refused"), ("sms_http", "refused")], GiveUp("failed")),
        ([("whatsapp", "refused"), *[("sms_http", "down")] * 4], Wait(START + timedelta(seconds=4 + 270))),
    ],
)
def test_news_go_one_way_at_a_time(tries, step):
    assert after(*tries, minutes=4) == step


@pytest.mark.parametrize(
    ("tries", "step"),
    [
        ([("whatsapp", "down")], Send("sms_http")),
        ([("whatsapp", "unclear")], Send("sms_http")),
        ([("whatsapp", "unclear"), ("sms_http", "unclear")], GiveUp("failed")),
        ([("whatsapp", "refused"), ("sms_http", "down")], Send("sms_http")),
    ],
)
def test_a_code_takes_the_next_way_at_once_because_somebody_waits(tries, step):
    assert after(*tries, template=CODE) == step


def test_a_try_under_way_is_waited_for():
    assert after(("whatsapp", "sending"), minutes=0.5) == Wait(START + timedelta(seconds=90))


def test_what_is_too_old_is_not_sent():
    assert after(template=CODE, minutes=10) == GiveUp("expired")
    assert after(minutes=24 * 60) == GiveUp("expired")


def test_without_any_provider_it_fails():
    assert after(chain=()) == GiveUp("failed")


OUTCOMES = st.sampled_from(["sent", "refused", "down", "unclear", "sending"])


@given(st.lists(st.tuples(st.sampled_from(CHAIN), OUTCOMES), max_size=8), st.floats(min_value=2, max_value=3000))
def test_nothing_is_sent_after_it_was_or_may_have_been(tries, minutes):
    step = after(*tries, minutes=minutes)
    outcomes = {outcome for _, outcome in tries}
    if outcomes & {"sent", "unclear", "sending"}:
        assert not isinstance(step, Send)
    if isinstance(step, Send):
        assert (step.provider, "refused") not in tries


@given(st.lists(st.tuples(st.sampled_from(CHAIN), OUTCOMES), max_size=8), st.floats(min_value=2, max_value=9))
def test_a_code_never_goes_twice_by_a_way_that_may_have_worked(tries, minutes):
    step = after(*tries, template=CODE, minutes=minutes)
    if isinstance(step, Send):
        assert all(outcome == "down" for provider, outcome in tries if provider == step.provider)


@pytest.mark.parametrize("order", list(permutations(["sent", "delivered", "read"])))
def test_receipts_in_any_order_end_the_same(order):
    status, outcome = "sent", "sent"
    for count in range(1, 4):
        verdict = after_receipts(status, outcome, order[:count])
        status, outcome = verdict.status, verdict.outcome
    assert (status, outcome) == ("read", "sent")


@pytest.mark.parametrize(
    ("status", "outcome", "heard", "becomes"),
    [
        ("sent", "sent", {"failed"}, ("waiting", "refused")),
        ("sent", "sent", {"failed", "sent"}, ("waiting", "refused")),
        ("waiting", "refused", {"failed", "sent"}, ("waiting", "refused")),
        ("sent", "refused", {"failed", "sent"}, ("sent", "refused")),
        ("sent", "sent", {"failed", "delivered"}, ("delivered", "sent")),
        ("delivered", "sent", {"failed", "delivered"}, ("delivered", "sent")),
        ("unclear", "unclear", {"sent"}, ("sent", "sent")),
        ("unclear", "unclear", {"failed"}, ("waiting", "refused")),
        ("failed", "refused", {"failed", "delivered"}, ("delivered", "sent")),
        ("waiting", "sending", {"sent"}, ("sent", "sent")),
        ("read", "sent", {"sent", "delivered"}, ("read", "sent")),
        ("stopped", "sent", {"failed"}, ("stopped", "refused")),
    ],
)
def test_what_receipts_make_of_a_message(status, outcome, heard, becomes):
    verdict = after_receipts(status, outcome, heard)
    assert (verdict.status, verdict.outcome) == becomes


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("STOP", "stop"),
        (" stop. ", "stop"),
        ("Berhenti!", "stop"),
        ("mulai", "start"),
        ("START", "start"),
        ("stop kopi 2", None),
        ("", None),
    ],
)
def test_only_the_bare_word_is_a_wish(text, wish):
    assert wish_of(text) == wish


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda each: each.name)
def test_every_text_is_polite_short_and_ready_for_whatsapp(template):
    facts = {
        "shop": "Warung Bu Sri Rahayu",
        "program": "Bangkit Bersama Solo",
        "week": "16-22 November",
        "target": "Pembukuan",
        "code": "S-7K3FQ",
        "buyer": "Bapak Agus",
        "total": "Rp1.250.000",
        "stars": "2",
        "amount": "Rp1.250.000",
        "place": "Jalan Slamet Riyadi Nomor 123, RT 02 RW 05",
        "text": "Keripik pedas sudah ada lagi.",
        "paper": "P-IRT 2063372010123-28",
        "days": "30",
        "owner": "Ibu Sri Rahayu",
        "role": "kasir",
        "door_code": "4821",
        "device": "Chrome di Android",
        "who": "Petugas Ani",
        "reason": "Pesanan tidak muncul",
        "at": "21 November, 14.05 WIB",
        "name": "Ibu Sri Rahayu",
        "voucher": "Bapak Joko",
        "number": "0812-••••-7890",
        "title": "HP petugas hilang",
        "deadline": "Senin, 23 November 2026, 10.15 WIB",
        "left": "23 jam 10 menit",
        "data": "nama, nomor HP",
        "since": "Jumat, 20 November 2026, 05.15 WIB",
        "cause": "HP petugas hilang",
        "done": "kunci diganti",
        "advice": "jangan beri kode",
        "what": "Uji pemulihan gagal.",
        "contact": "0812-1111-2222",
        "keys": "Kasir luar",
        "organisation": "Dinas Koperasi dan UKM Kota Surakarta",
    }
    facts["url"] = "https://sekoci.example/warung-bu-sri/pesanan/0123456789abcdef012345"
    for language in ("id", "en"):
        text = render(template, facts, language)
        assert len(text) <= 240
        assert "{" not in text
        assert "kamu" not in text.lower()
    assert render(template, facts, "jv") == render(template, facts, "id")
    assert len(template.subject("id")) <= 40
