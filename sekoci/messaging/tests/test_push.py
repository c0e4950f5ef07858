"""News on a phone's screen: readable by that browser only, once, and not after its login ended."""

import base64
import json
from dataclasses import replace

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from sekoci.kit.errors import NotFound, ProviderDown, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.sql import counted, fetch
from sekoci.messaging.actions import (
    MessageDraft,
    add_push_device,
    forget_push_devices,
    push_message,
    send_messages,
    stop_messages,
    try_push_device,
)
from sekoci.messaging.providers.web_push import Subscription, public_key
from sekoci.messaging.queries import push_devices_of
from sekoci.messaging.tests.push_service import Browser

pytestmark = pytest.mark.django_db
PHONE = "+6281200000001"
FACTS = {"shop": "Warung Melati", "code": "S-7K3FQ", "buyer": "Sri", "total": "Rp15.000", "url": "http://127.0.0.1:8000/x"}


@pytest.fixture
def browser():
    made = Browser()
    yield made
    made.server.shutdown()
    made.server.server_close()


def jobs() -> list[dict[str, str]]:
    rows = fetch("select args::text from procrastinate_jobs where task_name = 'messaging.push' order by id")
    return [json.loads(args) for (args,) in rows]


def tell(template="order_new_owner", to=PHONE, **facts) -> None:
    send_messages([MessageDraft(str(new_id()), to, template, FACTS | facts)])


def run_jobs() -> None:
    for args in jobs():
        push_message(**args)


def test_only_that_browser_reads_it_and_who_sent_it_is_signed(browser):
    add_push_device(PHONE, browser.subscription, holder="login-1", language="id")
    tell()
    run_jobs()
    [news] = browser.shown
    assert (news["title"], news["body"], news["url"]) == ("Warung Melati", "Pesanan baru dari Sri, Rp15.000", FACTS["url"])
    token, key = (part.split("=", 1)[1] for part in browser.signed[0].removeprefix("vapid ").split(", "))
    assert key == public_key()
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), base64.urlsafe_b64decode(key + "=="))
    said = jwt.decode(token, point, algorithms=["ES256"], audience="http://127.0.0.1")
    assert said["sub"].startswith("mailto:")


def test_other_phones_other_news_and_ended_logins_show_nothing(browser):
    add_push_device(PHONE, browser.subscription, holder="login-1", language="id")
    tell(to="+6281200000002")
    tell("order_accepted")
    assert jobs() == []
    tell()
    forget_push_devices(["login-1"])
    run_jobs()
    assert browser.shown == []
    assert push_devices_of(["login-1"]) == {}


def test_whoever_said_stop_is_shown_nothing(browser):
    add_push_device(PHONE, browser.subscription, holder="login-1", language="id")
    tell()
    stop_messages(PHONE, how="test")
    run_jobs()
    assert browser.shown == []


def test_a_browser_that_is_gone_is_forgotten_and_one_that_is_away_is_tried_again(browser):
    add_push_device(PHONE, browser.subscription, holder="login-1", language="en")
    tell()
    browser.status = 503
    with pytest.raises(ProviderDown):
        run_jobs()
    browser.status = 410
    run_jobs()
    assert push_devices_of(["login-1"]) == {}


def test_the_same_browser_is_one_device_whoever_holds_it_now(browser):
    first = add_push_device(PHONE, browser.subscription, holder="login-1", language="id")
    assert add_push_device("+6281200000002", browser.subscription, holder="login-2", language="id") == first
    assert push_devices_of(["login-1", "login-2"]) == {"login-2": first}


def test_nobody_makes_us_call_into_our_own_network_or_keeps_rubbish(browser):
    point, auth = browser.subscription.p256dh, browser.subscription.auth
    for endpoint in ("https://169.254.169.254/latest", "https://localhost/x", "ftp://x", "https://user@evil.example/x"):
        with pytest.raises(Refusal):
            add_push_device(PHONE, Subscription(endpoint, point, auth), holder="x", language="id")
    for keys in (("AAAA", auth), (point, "AAAA"), ("ñ", auth), (point[:-4], auth)):
        with pytest.raises(Refusal):
            add_push_device(PHONE, Subscription("https://push.example.com/x", *keys), holder="x", language="id")
    assert fetch("select count(*) from messaging_pushdevice") == [(0,)]


def test_a_phone_has_at_most_ten_and_many_messages_cost_two_statements_more(browser):
    for number in range(12):
        other = replace(browser.subscription, endpoint=f"http://127.0.0.1:9999/{number}")
        add_push_device(PHONE, other, holder=str(number), language="id")
    assert len(push_devices_of([str(number) for number in range(12)])) == 10
    with counted() as statements:
        send_messages([MessageDraft(f"e{number}", PHONE, "order_new_owner", FACTS) for number in range(5)])
    assert len(jobs()) == 50
    assert len(statements) <= 6


def test_a_person_sees_that_it_works_on_their_own_device_only(browser):
    device = add_push_device(PHONE, browser.subscription, holder="login-1", language="id")
    assert try_push_device(PHONE, device, news={"title": "Sekoci", "body": "Halo", "url": "/kelola"})
    assert browser.shown[0]["body"] == "Halo"
    with pytest.raises(NotFound):
        try_push_device("+6281200000002", device, news={})
