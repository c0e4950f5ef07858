"""The lines of the log: one of JSON a record, whatever is in it."""

import json
import logging

import pytest

from sekoci.kit import logs


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
