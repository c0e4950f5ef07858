"""The commands that others rely on, called the way a shell calls them."""

import json
import socket
from datetime import date
from uuid import UUID

import pytest

from sekoci.messaging.actions import deliver_waiting
from sekoci.operations import verify
from sekoci.operations.cli import dispatch
from sekoci.operations.commands import money, notices, otp
from sekoci.operations.home import Trouble
from sekoci.payments.actions import settle_payments
from sekoci.payments.rules import read_notice
from sekoci.payments.tests.people import STICKER


def test_a_code_is_read_as_json(capsys):
    assert dispatch(["qris", "decode", STICKER]) == 0
    read = json.loads(capsys.readouterr().out)
    assert (read["payload"], read["kind"], read["merchant_name"]) == (STICKER, "static", "NamaMerchantC1")


def test_a_static_code_gets_its_amount(capsys):
    assert dispatch(["qris", "dynamic", STICKER, "25000"]) == 0
    payload = json.loads(capsys.readouterr().out)["payload"]
    assert payload.endswith("5BF1")
    assert "540525000" in payload


@pytest.mark.parametrize(
    "words", [["decode", STICKER[:-1] + "F"], ["dynamic", STICKER, "-5"], ["dynamic", STICKER, "1e309"], ["decode", ""]]
)
def test_a_bad_code_is_refused_with_a_sentence(capsys, words):
    assert dispatch(["qris", *words]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("sekoci: ")


class Options:
    def __init__(self, **facts):
        self.__dict__ |= facts


@pytest.mark.django_db
def test_the_waiting_code_is_told(capsys, client):
    client.post("/masuk", {"phone": "0812 3456 7801"})
    deliver_waiting()
    assert otp.run(Options(phone="0812-3456-7801")) == 0
    assert len(capsys.readouterr().out.strip()) == 6
    assert otp.run(Options(phone="081299999999")) == 1
    assert otp.run(Options(phone="halo")) == 1


@pytest.mark.django_db
def test_notices_that_belong_to_nobody_are_told_to_the_operator_until_they_are_ticked_off(capsys):
    body = b'{"reference":"ZZZ","transaction":"t1","status":"paid","amount":2500,"note":"\x1b[2J"}'
    settle_payments([read_notice("pretend", said) for said in (body.replace(b"\x1b", b"!"), b"not json \x1b[2J")])
    report = verify.verify()
    assert report.is_clean
    assert [(each.count, each.see) for each in report.warnings] == [(2, "sekoci notices")]
    assert notices.run(Options(json=True, all=False, done=None)) == 0
    unreadable, unknown = json.loads(capsys.readouterr().out)["notices"]
    assert (unknown["reference"], unknown["amount"], unknown["provider"]) == ("ZZZ", 2_500, "pretend")
    assert "not json" in unreadable["said"]
    assert notices.run(Options(json=False, all=False, done=None)) == 0
    table = capsys.readouterr().out
    assert "ZZZ" in table
    assert "Rp2.500" in table
    assert "\x1b" not in table
    assert notices.run(Options(json=False, all=False, done=UUID(unknown["id"]))) == 0
    assert notices.run(Options(json=False, all=False, done=UUID(unknown["id"]))) == 1
    assert [each.count for each in verify.verify().warnings] == [1]
    capsys.readouterr()
    notices.run(Options(json=True, all=True, done=None))
    assert len(json.loads(capsys.readouterr().out)["notices"]) == 2


@pytest.mark.django_db
def test_money_is_told_as_json(capsys, shop):
    from sekoci.kasir.actions import Sold, sell

    sell(shop.id, Sold([], 15_000), method="cash", key="k", by="owner:1")
    assert money.run(Options(shop=shop.slug, first=date(2026, 1, 1), last=date(2100, 1, 1), json=True)) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["cash_in"], report["cash_out"], report["profit"]) == (15_000, 0, 15_000)
    assert money.run(Options(shop="tidak-ada", first=date(2026, 1, 1), last=date(2026, 1, 2), json=True)) == 1


def test_an_amount_that_is_none_is_called_an_amount(capsys):
    assert dispatch(["qris", "dynamic", STICKER, "abc"]) == 1
    assert capsys.readouterr().err.startswith("sekoci: Tulis dengan angka")


@pytest.mark.parametrize("port", ["99999", "-1", "http"])
def test_a_port_that_is_none_is_said_in_a_sentence(port):
    with pytest.raises(Trouble, match=f"^{port} is no port"):
        dispatch(["sandbox", "pretend", f"--port={port}"])


@pytest.mark.parametrize("name", ["pretend", "whatsapp", "webhooks"])
def test_a_port_that_is_taken_is_said_in_a_sentence(capsys, name):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert dispatch(["sandbox", name, "--port", str(port)]) == 1
    said = capsys.readouterr()
    assert said.err.startswith(f"sekoci: port {port} cannot be had")
    assert said.out == ""


def test_days_that_cannot_be_are_refused(capsys):
    assert money.run(Options(shop="x", first=date(2026, 2, 2), last=date(2026, 2, 1), json=False)) == 1
    assert capsys.readouterr().err == "sekoci: --from 2026-02-02 is later than --to 2026-02-01.\n"
    with pytest.raises(SystemExit) as ended:
        dispatch(["money", "--shop", "x", "--from", "kemarin", "--to", "2026-02-01"])
    assert ended.value.code == 2
    assert "'kemarin' is no day; write it as year-month-day" in capsys.readouterr().err
