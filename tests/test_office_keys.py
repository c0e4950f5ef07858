"""E38 for the programs of offices: every operation of `/office/*`, with another office's ids, by keys of every kind.

Operations and bodies are read from the description of the API. `SEED` repeats a draw.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from django.db import transaction
from django.test import Client

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.tests.people import office
from sekoci.registry.actions import make_office_key
from sekoci.registry.queries import within_reach
from sekoci.registry.rules import OFFICE_SCOPES, Reach
from tests.addresses import fill
from tests.crowd import SEED
from tests.test_odd_letters import bodies_of
from tests.test_offices import OFFICES, SECRETS, SENT, ids_of, log_in, makassar, solo

__all__ = ["makassar", "solo"]
pytestmark = pytest.mark.django_db
Call = tuple[str, str, str, str]
"""Who, how, where, with what."""


def key_of(reach: Reach, **more) -> dict[str, str]:
    with within_reach(reach):
        return {"Authorization": f"Bearer {make_office_key(reach, label='Program', **more).key}"}


@pytest.fixture
def keys(solo) -> dict[str, dict[str, str]]:
    """Of an officer and of a partner with everything a key may, of one that may nothing but read results, and none."""
    bank = office("Bank Solo", "bank", "0812-7300-0003", [], role="partner")
    every = list(OFFICE_SCOPES)
    return {
        "officer": key_of(solo, scopes=every),
        "partner": key_of(bank, scopes=every),
        "reader": key_of(bank, scopes=["results:read"]),
        "nobody": {},
    }


def operations(far: Reach, chance: Random) -> Iterator[Call]:
    """Every operation with each id of theirs, by whoever."""
    described = Client().get("/api/v1/openapi.json").json()
    numbers, uuids, slug = ids_of(far)
    for path, calls in described["paths"].items():
        if "/office/" not in path:
            continue
        for method, call in calls.items():
            content = call.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            body = json.dumps(bodies_of(content, described["components"]["schemas"], "x", {"area": "73.71"})) if content else ""
            for uuid in uuids if "{" in path else uuids[:1]:
                known = {"program": slug, "number": "1", "area": "73.71"}
                place = re.sub(r"\{(\w+)\}", lambda part, known=known, uuid=uuid: known.get(part[1], uuid), path)
                asked = f"?area=73.71&program={slug}&list={chance.choice(numbers)}" if method == "get" else ""
                for who in ("officer", "partner", "reader", "nobody"):
                    yield who, method.upper(), f"{place}{asked}", body


def theirs(far: Reach) -> list[tuple[object, ...]]:
    """How many rows are theirs in each table, and which transaction wrote the last."""
    with across_businesses():
        tables = fetch(
            "select table_name from information_schema.columns where column_name = 'organisation_id'"
            " and table_schema = 'public' and table_name ~ '^(registry|programs|webhooks)_' order by 1"
        )
        parts = [f"select '{name}', count(*), max(xmin::text::bigint) from {name} where organisation_id = %(far)s"  # noqa: S608
                 for (name,) in tables]  # fmt: skip
        parts += [
            f"select '{name}', count(*), max(xmin::text::bigint) from {name}"  # noqa: S608  theirs alone
            for name in ("registry_outlet", "programs_program", "programs_enrolment", "programs_stageevent")
        ]
        return fetch(" union all ".join(parts), {"far": far.organisation_id})


def answered(client: Client, far: Reach, calls: list[Call], keys: dict[str, dict[str, str]]) -> Counter[int]:
    """Ask all of it; nothing of theirs comes back, nothing of theirs changes; each is undone after."""
    before, seen = theirs(far), Counter[int]()
    for who, method, address, body in calls:
        with transaction.atomic():
            answer = client.generic(method, address, body, "application/json", headers={**keys[who], "Idempotency-Key": "k1"})
            text = b"".join(answer.streaming_content) if answer.streaming else answer.content
            where = (SEED, who, method, address, answer.status_code)
            assert answer.status_code < 500, where
            assert not any(secret in text.decode(errors="replace") for secret in SECRETS), where
            assert who != "nobody" or answer.status_code in (401, 404), where
            assert theirs(far) == before, where
            seen[answer.status_code] += 1
            transaction.set_rollback(True)
    return seen


def test_every_operation_with_another_offices_ids_finds_and_changes_nothing(makassar, keys):
    calls = list(operations(makassar, Random(SEED)))
    assert len({address.partition("?")[0] for _, _, address, _ in calls}) > 15, "the description names them"
    seen = answered(Client(), makassar, calls, keys)
    assert seen[401] and seen[403] and seen[404], seen


@pytest.mark.faults
def test_five_thousand_requests_with_another_offices_ids_find_nothing(solo, makassar, keys):
    chance = Random(SEED)
    every, (numbers, uuids, slug) = list(operations(makassar, chance)), ids_of(makassar)
    seen = answered(Client(), makassar, [chance.choice(every) for _ in range(2_500)], keys)
    client, before = log_in(solo), theirs(makassar)
    for _ in range(2_500):
        own = chance.choice((solo.organisation, makassar.organisation))
        values = {"organisation": own, "program": slug, "int": chance.choice(numbers), "uuid": chance.choice(uuids)}
        address = fill(chance.choice(OFFICES), values | {"slug": "x", "str": "x"})
        with transaction.atomic():
            sent = SENT | {"pasangan": chance.choice(numbers), "baris": chance.choice(numbers), "daftar": chance.choice(numbers)}
            answer = client.get(address) if chance.random() < 0.5 else client.post(address, sent)
            text = b"".join(answer.streaming_content) if answer.streaming else answer.content
            where = (SEED, address, answer.status_code)
            assert answer.status_code < 500, where
            assert not any(secret in text.decode(errors="replace") for secret in SECRETS), where
            assert theirs(makassar) == before, where
            seen[answer.status_code] += 1
            transaction.set_rollback(True)
    print(SEED, dict(seen))
    assert sum(seen.values()) >= 5_000
