"""Whoever bought without an account takes a copy with the phone alone; nobody learns whether a number is known."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from sekoci.accounts.queries import person_of, viewings_of
from sekoci.accounts.tests.browser import code_for
from sekoci.customers.tests.people import SRI, TONO, bought
from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.orders.tests.people import put_on_shelf
from sekoci.privacy.asking import MOST_COPIES

pytestmark = pytest.mark.django_db
ASK, PROVE, DATA = "/privasi/salinan", "/privasi/salinan/kode", "/privasi/salinan/data"


def proven(client, phone: str) -> None:
    assert client.post(ASK, {"phone": phone}).headers["Location"] == PROVE
    assert client.post(PROVE, {"code": code_for(phone)}).headers["Location"] == DATA


def test_a_buyer_without_an_account_takes_the_same_copy_and_gets_none_by_it(client, shop):
    bought(shop, put_on_shelf(shop, stock=9), SRI, TONO)
    assert ASK in client.get("/privasi").content.decode()
    proven(client, SRI)
    assert "Pesanan Anda" in client.get(DATA).content.decode()
    copy = json.loads(client.get(f"{DATA}.json").content)
    assert copy["phone"] == SRI and copy["parts"]["orders"]["total"] == 1 and TONO not in json.dumps(copy)
    assert client.get(f"{DATA}.pdf").content.startswith(b"%PDF")
    assert [(viewer, what) for _, viewer, what, _ in viewings_of(SRI)] == [("person:0", "copy")] * 2
    assert person_of(SRI) == 0 and client.get("/akun").status_code == 302


def test_known_and_unknown_numbers_get_equal_answers_until_the_code_is_right(shop):
    bought(shop, put_on_shelf(shop, stock=9), SRI)
    answers = []
    for phone in (SRI, TONO):
        client = Client()
        said = [client.post(ASK, {"phone": phone}), client.get(PROVE), client.post(PROVE, {"code": "000000"}), client.get(DATA)]
        spoken = f"{phone[3:6]}-{phone[6:10]}-{phone[10:]}"
        answers.append([(one.status_code, one.headers.get("Location"), _plain(one, spoken)) for one in said])
    assert answers[0] == answers[1]
    with across_businesses():
        assert fetch("select count(*) from messaging_message where template = 'login_code'") == [(2,)]


def test_nothing_is_given_before_the_code_after_ten_minutes_or_to_another_browser(client, shop):
    for page in (PROVE, DATA, f"{DATA}.json", f"{DATA}.pdf"):
        assert client.get(page).headers["Location"] == ASK
    proven(client, SRI)
    assert Client().get(f"{DATA}.json").headers["Location"] == ASK
    assert client.get(f"{DATA}.xml").headers["Location"] == ASK
    with clock.frozen(clock.now() + timedelta(minutes=10, seconds=1)):
        assert client.get(f"{DATA}.json").headers["Location"] == ASK


def test_guessing_and_taking_without_end_are_stopped(client, shop):
    client.post(ASK, {"phone": SRI})
    assert client.post(ASK, {"phone": SRI}).status_code == 429
    statuses = [client.post(PROVE, {"code": "000000"}).status_code for _ in range(6)]
    assert statuses == [422] * 6
    assert client.post(PROVE, {"code": code_for(SRI)}).status_code == 422
    assert client.post(ASK, {"phone": "bukan nomor"}).status_code == 422
    proven(client, TONO)
    assert [client.get(f"{DATA}.json").status_code for _ in range(MOST_COPIES + 1)] == [200] * MOST_COPIES + [429]


def _plain(answer, spoken: str) -> str:
    """A page without what differs in every request."""
    text = answer.content.decode()
    for start in ('name="csrfmiddlewaretoken" value="', 'nonce="'):
        while start in text:
            before, _, after = text.partition(start)
            text = before + after.partition('"')[2]
    return text.replace(spoken, "")
