"""The commands that others rely on, called the way a shell calls them."""

import json
from datetime import date

import pytest

from sekoci.messaging.actions import deliver_waiting
from sekoci.operations.cli import dispatch
from sekoci.operations.commands import money, otp
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
def test_money_is_told_as_json(capsys, shop):
    from sekoci.kasir.actions import sell

    sell(shop.id, [], amount=15_000, what="", method="cash", key="k", by="owner:1")
    assert money.run(Options(shop=shop.slug, first=date(2026, 1, 1), last=date(2100, 1, 1), json=True)) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["cash_in"], report["cash_out"], report["profit"]) == (15_000, 0, 15_000)
    assert money.run(Options(shop="tidak-ada", first=date(2026, 1, 1), last=date(2026, 1, 2), json=True)) == 1
