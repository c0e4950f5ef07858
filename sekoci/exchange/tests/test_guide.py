"""The partners' guide: every `curl` in it is sent as it stands, in order, and its example of a webhook is what is really sent."""

import json
import re
import shlex
from pathlib import Path
from uuid import UUID

import pytest

from sekoci.exchange.tests.people import calling, in_program, listed_by, listening, today, visited
from sekoci.indicators.actions import count_stocks
from sekoci.kit.events import deliver_all
from sekoci.programs.tests.people import outlet
from sekoci.registry.actions import make_office_key
from sekoci.registry.actions.pushing_lists import go_on
from sekoci.registry.actions.reading_lists import read_edition
from sekoci.registry.actions.storing_lists import write_edition
from sekoci.registry.queries.officers import within_reach
from sekoci.registry.rules import OFFICE_SCOPES
from sekoci.webhooks.actions import deliver_due
from sekoci.webhooks.tests.conftest import answering

pytestmark = pytest.mark.django_db
__all__ = ["answering"]
GUIDE = (Path(__file__).resolve().parents[3] / "docs" / "guide" / "partners.md").read_text()
FILES = {"@mitra.csv": "nama usaha,hp,kecamatan\nWarung Sri,0857-2208-1394,Laweyan\n,0857-2208-1395,Laweyan\n"}
SEKOCI = "https://sekoci.example.id/api/v1/office"


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def curl(client, line, world):
    """What the shell and curl would make of a line."""
    words = shlex.split(re.sub(r"\$(\w+)", lambda name: world[name[1]], line))[1:]
    method, headers, body, address = "GET", {}, "", ""
    while words:
        match words.pop(0):
            case "-sS":
                pass
            case "-o":
                words.pop(0)
            case "-X":
                method = words.pop(0)
            case "-H":
                name, _, value = words.pop(0).partition(": ")
                headers[name] = value
            case "-d":
                body = words.pop(0)
            case "--data-binary":
                body = FILES[words.pop(0)]
            case address:
                assert address.startswith(SEKOCI), address
    return client.generic(
        method,
        address.removeprefix("https://sekoci.example.id"),
        body,
        headers.pop("Content-Type", "text/plain"),
        headers=headers,
    )


def shape(value):
    if isinstance(value, dict):
        return {name: shape(each) for name, each in value.items()}
    return type(value).__name__


def test_every_curl_of_the_guide_works_in_its_order(client, dinas, settings, monkeypatch):
    settings.ALLOWED_HOSTS = ["testserver"]
    with within_reach(dinas):
        world = {"SEKOCI": SEKOCI, "KEY": make_office_key(dinas, label="x").key}
    for number in range(12):
        outlet(f"Toko {number}", area="33.72.02")
    count_stocks()
    answers = []
    for line in "".join(blocks("sh")).splitlines():
        answers.append(curl(client, line.replace("month=2026-11", f"month={today():%Y-%m}"), world))
        assert answers[-1].status_code in (200, 201), (line, answers[-1].content)
        said = answers[-1].json()
        if line.startswith('curl -sS -X POST "$SEKOCI/pushes"'):
            world["PUSH"] = said["id"]
        if "/finish" in line:
            for work in (read_edition, go_on, write_edition):
                work(UUID(world["PUSH"]))
        if "/files?" in line:
            world["FILE"] = said["id"]
            read_edition(UUID(said["id"]))
        if "/store" in line:
            write_edition(UUID(world["FILE"]))
    told = [each.json() for each in answers]
    _begun, part, finished, push, aside, came, read, _stores, bad, results, numbers, made, units, values, missing = told
    assert (came["state"], read["state"], read["columns"]["name"], read["came"]) == ("reading", "ready", "nama usaha", 1)
    assert [(row["row"], row["reasons"]) for row in bad["items"]] == [(3, ["no_name"])]
    assert units["units"] == {"ID": "ImspTQPwCqd", "33.72.01": "O6uvpzGd5pu"}
    assert (part["rows"], finished["state"], push["state"], push["came"]) == (3, "reading", "stored", 2)
    assert [row["reasons"] for row in aside["items"]] == [["no_name"]]
    assert [row["key"] for row in results["items"][:2]] == ["M-1", "M-2"] and len(results["items"]) == 3
    assert numbers["whole"]["figures"]["outlets"] == 12
    assert made["secret"].startswith("whsec_")
    assert values == {"dataValues": []}
    assert "33.72" in missing["units"]


def test_the_example_of_a_webhook_is_what_is_sent(dinas, answering):
    one = outlet("Warung Sri")
    listed_by(dinas, one)
    listening(dinas)
    _, [enrolment] = in_program(dinas, one)
    visited(enrolment, dinas)
    deliver_all()
    deliver_due()
    [sent] = [json.loads(content) for _, content, _ in answering.called]
    [shown] = [json.loads(block) for block in blocks("json")]
    assert shape(sent) == shape(shown)
    assert shape(sent["data"]["rows"][0]) == shape(shown["data"]["rows"][0])


def test_the_guide_names_every_scope_and_no_block_is_left_out(client, dinas):
    assert all(f"`{scope}`" in GUIDE for scope in OFFICE_SCOPES)
    assert len(re.findall(r"^```\w+$", GUIDE, re.MULTILINE)) == len(blocks("sh")) + len(blocks("json"))
    assert calling(client, dinas)("/lists").json() == {"items": []}
