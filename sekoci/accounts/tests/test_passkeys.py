"""Passkeys and proving anew who is there. That a real browser's passkey works is tried in tests/journeys/test_people.py."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from sekoci.accounts.actions import suspend_person
from sekoci.accounts.tests.browser import BUDI, ask, code_for, who, wrong
from sekoci.accounts.tests.screen_lock import Phone
from sekoci.kit import clock
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import deliver_waiting
from sekoci.messaging.queries import outbox

pytestmark = pytest.mark.django_db
HERE = {"headers": {"host": "localhost"}}
NONSENSE = ["", "{}", "[]", '"x"', "7", "null", "{", json.dumps({"id": "x", "rawId": "x", "type": "public-key", "response": {}})]
NONSENSE.append(
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "_w", "clientDataJSON": "AA"}})
)


@pytest.fixture
def budi(client) -> Client:
    ask(client)
    client.post("/masuk/kode", {"code": code_for()})
    return client


def later():
    """Eleven minutes on, when who logged in is asked anew."""
    return clock.frozen(clock.now() + timedelta(minutes=11))


@pytest.mark.parametrize("said", NONSENSE)
def test_what_is_no_passkey_lets_nobody_in_and_adds_nothing(budi, said):
    stranger = Client()
    stranger.get("/masuk/kunci-layar", **HERE)
    assert stranger.post("/masuk/kunci-layar", {"credential": said}, **HERE).status_code == 422
    assert who(stranger) is None
    budi.get("/akun/kunci-layar", **HERE)
    assert budi.post("/akun/kunci-layar", {"credential": said, "name": "x"}, **HERE).status_code == 422
    assert budi.post("/akun/pastikan", {"credential": said, "verb": "kunci"}, **HERE).status_code == 422
    assert Authenticator.objects.count() == 0


def test_a_suspended_person_reads_why_after_the_right_passkey_alone(budi):
    phone = Phone("http://localhost")
    page = budi.get("/akun/kunci-layar", **HERE).content.decode()
    assert budi.post("/akun/kunci-layar", {"credential": phone.makes(page), "name": "HP"}, **HERE).status_code == 302
    suspend_person(int(who(budi)), by=int(who(budi)), reason="Dilaporkan tiga pembeli")
    for holder, status in ((Phone("http://localhost"), 422), (phone, 403)):
        visitor = Client()
        asked = visitor.get("/masuk/kunci-layar", **HERE).content.decode()
        holder.user = phone.user
        answer = visitor.post("/masuk/kunci-layar", {"credential": holder.proves(asked)}, **HERE)
        assert (answer.status_code, "Dilaporkan tiga pembeli" in answer.content.decode()) == (status, status == 403)
        assert who(visitor) is None


def test_ten_minutes_after_logging_in_the_person_is_asked_anew(budi):
    assert budi.get("/akun/kunci-layar").status_code == 200
    with later():
        assert budi.get("/akun/kunci-layar").headers["Location"] == "/akun/pastikan?next=%2Fakun%2Fkunci-layar"
        assert budi.post("/akun/kunci-layar/1", {"verb": "hapus"}).headers["Location"].startswith("/akun/pastikan")
        assert "0812-3456-7890" in budi.get("/akun/pastikan").content.decode()
        budi.post("/akun/pastikan", {"verb": "kirim"})
        code = code_for()
        assert budi.post("/akun/pastikan", {"verb": "kode", "code": wrong(code)}).status_code == 422
        assert budi.get("/akun/kunci-layar").status_code == 302
        again = budi.post("/akun/pastikan", {"verb": "kirim"})
        assert (again.status_code, int(again["Retry-After"]) > 0) == (429, True)


def test_the_right_code_leads_on_and_never_away(budi):
    fetch("delete from accounts_quota")
    budi.post("/akun/pastikan", {"verb": "kirim"})
    sent = {"verb": "kode", "code": code_for(), "next": "https://else.example/x"}
    assert budi.post("/akun/pastikan", sent).headers["Location"] == "/akun"


def test_a_passkey_is_renamed_and_removed_by_its_person_only_and_its_person_is_told(budi):
    mine = Authenticator.objects.create(user_id=int(who(budi)), type="webauthn", data={"name": "HP", "credential": {}})
    stranger = Client()
    ask(stranger, "0812 9999 0000")
    stranger.post("/masuk/kode", {"code": code_for("+6281299990000")})
    assert stranger.post(f"/akun/kunci-layar/{mine.pk}", {"verb": "hapus"}).status_code == 404
    budi.post(f"/akun/kunci-layar/{mine.pk}", {"verb": "nama", "name": "HP  lama\x00"})
    assert Authenticator.objects.get().data["name"] in ("HP lama", "Kunci layar")
    budi.post(f"/akun/kunci-layar/{mine.pk}", {"verb": "hapus"})
    assert Authenticator.objects.count() == 0
    deliver_waiting()
    assert len(outbox(to=BUDI, template="passkey_removed")) == 1


def test_an_account_with_a_passkey_still_enters_by_code(budi):
    Authenticator.objects.create(user_id=int(who(budi)), type="webauthn", data={"name": "HP", "credential": {}})
    fetch("delete from accounts_quota")
    again = Client()
    ask(again)
    assert again.post("/masuk/kode", {"code": code_for()}).headers["Location"] == "/kelola"
    assert who(again) == who(budi)


def test_where_browsers_give_no_passkeys_none_is_offered(client):
    assert "kunci-layar" not in client.get("/masuk").content.decode()
    assert client.get("/masuk/kunci-layar").headers["Location"] == "/masuk"
    assert "/masuk/kunci-layar" in client.get("/masuk", **HERE).content.decode()


def test_one_address_cannot_keep_us_busy(client):
    for _ in range(60):
        client.get("/masuk/kunci-layar", **HERE)
    refused = client.get("/masuk/kunci-layar", **HERE)
    assert (refused.status_code, int(refused["Retry-After"]) > 0) == (429, True)


def test_the_page_of_passkeys_says_what_the_risk_of_a_code_is(budi):
    page = budi.get("/akun/kunci-layar", **HERE).content.decode()
    assert "Kode bisa dibaca siapa pun yang memegang nomor atau HP Anda." in page
    assert "Kunci layar lebih aman." in page
