"""Who came in, how, and who was refused stands in the log: without a phone, a code or a session in it."""

import logging
from datetime import timedelta

import pytest
from django.test import Client

from sekoci.accounts.actions import TooMany, take
from sekoci.accounts.rules import Limit
from sekoci.accounts.tests.browser import ask, code_for, wrong
from sekoci.kit.logs import JsonLines

pytestmark = pytest.mark.django_db


def test_every_way_in_and_every_refusal_is_logged_and_tells_nothing_secret(client, caplog):
    caplog.set_level(logging.INFO, logger="sekoci.accounts")
    ask(client)
    code = code_for()
    client.post("/masuk/kode", {"code": wrong(code)})
    client.post("/masuk/kirim-ulang")
    client.post("/masuk/kode", {"code": code})
    session = client.session.session_key
    assert client.post("/keluar")["Clear-Site-Data"] == '"cache"'
    said = [record.getMessage() for record in caplog.records if record.name.startswith("sekoci.accounts")]
    assert said == ["login code sent", "login code wrong", "limit reached", "logged in", "logged out"]
    lines = "".join(JsonLines().format(record) for record in caplog.records)
    assert '"how": "code"' in lines and '"left": 4' in lines and "code:phone:pause" in lines
    assert not any(secret in lines for secret in (code, session, "8123456"))


def test_a_limit_is_logged_without_whom_it_met(caplog):
    for key in ("code:address:hour:2001:db8:1:2::/64", "code:phone:day:+628123456789", "voucher:12:203.0.113.9", "antar:12:x"):
        limit = Limit(key, 1, timedelta(hours=1))
        take([limit])
        with pytest.raises(TooMany):
            take([limit])
    said = [record.limits for record in caplog.records if record.getMessage() == "limit reached"]
    assert said == [["code:address:hour"], ["code:phone:day"], ["voucher"], ["antar"]]


def test_a_passkey_that_is_none_is_logged(caplog):
    caplog.set_level(logging.INFO, logger="sekoci.accounts")
    Client(headers={"host": "localhost"}).post("/masuk/kunci-layar", {"credential": "{}"})
    assert "passkey refused" in [record.getMessage() for record in caplog.records]
