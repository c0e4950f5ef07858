"""The lines of the log: one of JSON a record, whatever is in it."""

import json
import logging
import re

import pytest

from sekoci.kit import logs
from tests.addresses import routes


@pytest.mark.parametrize("path", ["/toko", '/a"b\\c', "/é\n\x00\U0001f980", "/" + "x" * 5000])
def test_the_line_of_a_request_reads_as_any_other(path, capsys):
    logs.request_id.set("an-id-of-ours")
    record = logging.makeLogRecord({"name": "sekoci.access", "levelname": "INFO", "msg": "request"})
    vars(record).update(method="GET", path=path, status=404, ms=12.3)
    logs.say_request("GET", path, 404, 12.3456)
    said = capsys.readouterr().err
    assert said.endswith("\n")
    assert said.count("\n") == 1
    line, usual = json.loads(said), json.loads(logs.JsonLines().format(record))
    assert list(line) == list(usual)
    assert {**line, "at": ""} == {**usual, "at": ""}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/pesanan/{}", "/toko-x/pesanan/{}/qris.png", "/nomor/tolak/{}", "/data/katalog/{}/meta.csv"])
def test_what_a_link_opens_is_not_opened_by_whoever_reads_the_log(client, capsys, path):
    secret = "3f9QdkS81kaPw0aZZx7LmN"
    client.get(path.format(secret))
    said = capsys.readouterr().err
    assert secret not in said and "3f9Q\\u2026" in said


def test_every_secret_in_an_address_is_called_token_or_secret():
    """By that name the log leaves it out."""
    named = {name for route in routes() for name in re.findall(r"<str:(\w+)>", route)}
    harmless = {"key", "name", "file", "reference", "kind", "shape", "address"}
    assert named - harmless == {"token", "secret"}, "is it secret? then call it so"
