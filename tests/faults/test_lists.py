"""A worker dies while a partner's list is read, stored or linked: nothing half of it is there, and the next one does it whole."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction

from sekoci.kit.events import _handlers, announce, deliver, on
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.operations.verify import verify
from sekoci.registry.actions import cancel_edition, store_edition
from sekoci.registry.actions.linking import link_waiting
from sekoci.registry.actions.outlets import take_outlets
from sekoci.registry.actions.reading_lists import read_edition
from sekoci.registry.actions.storing_lists import write_edition
from sekoci.registry.events import ShopsChanged
from sekoci.registry.lists.folder import folder_of
from sekoci.registry.models import LinkRun
from sekoci.registry.tests.linked import by_phone
from sekoci.registry.tests.listed import NEXT_DAY, a_file, a_list, an_office, stored, taken, the_edition
from tests.installation import eventually

pytestmark = [pytest.mark.committed, pytest.mark.usefixtures("committed", "few_areas")]
HEAD = "ID,Nama Usaha,Pemilik,No HP,Kecamatan,Kota\n"
ROWS = "".join(f"k{n},Warung {n},Ibu {n},0857220{n:05},Laweyan,Surakarta\n" for n in range(3000))
NEXT = ROWS.replace("Warung 7", "Kios 7").replace("k9,", "n9,")


@contextmanager
def stopped(tmp_path: Path, where: str, edition: object = "") -> Iterator[subprocess.Popen[bytes]]:
    """A process of ours that stands in the middle, killed as a power cut does it."""
    mark = tmp_path / "mark"
    words = [sys.executable, "-m", "tests.faults.slow_list", where, *([str(edition)] if edition else [])]
    with subprocess.Popen(words, env={**os.environ, "MARK": str(mark)}) as process:
        try:
            eventually(mark.exists, within=120)
            yield process
        finally:
            process.kill()
            process.wait(30)


@contextmanager
def worker(tmp_path: Path) -> Iterator[None]:
    """Another one, which stops nowhere: the mark is there."""
    words = [sys.executable, "-m", "tests.faults.slow_list", "link"]
    with subprocess.Popen(words, env={**os.environ, "MARK": str(tmp_path / "mark")}) as process:
        try:
            yield
        finally:
            process.terminate()
            assert process.wait(60) is not None


def counts() -> tuple[int, ...]:
    """Rows that are there and that are gone, outlets, moves."""
    with across_businesses():
        [found] = fetch(
            "select (select count(*) from registry_listrow where gone_at is null), (select count(*) from registry_listrow"
            " where gone_at is not null), (select count(*) from registry_outlet where ended_at is null),"
            " (select count(*) from registry_outletmove)"
        )
    return found


def office_and_list() -> tuple[int, int]:
    office = an_office()
    return office.organisation_id, a_list(office)


def is_clean() -> bool:
    return verify().is_clean


@pytest.mark.parametrize("where", ["file", "read"])
def test_a_reading_that_was_killed_leaves_the_list_alone_and_is_done_again(tmp_path, where):
    _, number = office_and_list()
    text = HEAD + ROWS * (40 if where == "file" else 1)
    edition = taken(number, text)
    with stopped(tmp_path, where, edition):
        assert the_edition(edition).state == "reading"
    assert counts() == (0, 0, 0, 0)
    read_edition(edition)
    done = the_edition(edition)
    assert (done.state, done.preview["counts"]["good"], done.problem) == ("ready", 3000, "")
    assert {each.name for each in folder_of(edition).iterdir()} == {"source", "work.duckdb"}
    assert is_clean()


def test_a_storing_that_was_killed_rolls_back_and_is_done_again(tmp_path):
    organisation, number = office_and_list()
    stored(number, HEAD + ROWS)
    assert counts()[:2] == (3000, 0)
    edition = a_file(number, HEAD + NEXT, as_of=NEXT_DAY)
    store_edition(edition, organisation_id=organisation)
    with stopped(tmp_path, "store", edition):
        assert the_edition(edition).rows_done > 0
    assert (counts()[:2], the_edition(edition).state) == ((3000, 0), "storing")
    assert is_clean()
    write_edition(edition)
    done = the_edition(edition)
    assert (done.state, done.came, done.changed, done.went, counts()[:2]) == ("stored", 1, 111, 1, (3000, 1))
    assert not folder_of(edition).exists()
    assert is_clean()


@pytest.mark.parametrize("where", ["file", "read", "aside", "store"])
def test_what_is_cancelled_in_the_middle_stops_and_leaves_nothing(tmp_path, where):
    organisation, number = office_and_list()
    if where == "store":
        edition = a_file(number, HEAD + ROWS + "x,,Ibu,,,\n")
        store_edition(edition, organisation_id=organisation)
    else:
        edition = taken(number, HEAD + ROWS * (40 if where == "file" else 1) + "x,,Ibu,,,\n")
    with stopped(tmp_path, where, edition) as process:
        assert cancel_edition(edition, organisation_id=organisation)
        (tmp_path / "mark.go").touch()
        assert process.wait(120) == 0
    assert (the_edition(edition).state, the_edition(edition).preview, counts()) == ("cancelled", {}, (0, 0, 0, 0))
    with across_businesses():
        assert fetch("select 1 from registry_quarantinedrow") == []
    assert not folder_of(edition).exists()
    assert is_clean()
    for do in (read_edition, write_edition):
        do(edition)
    assert counts() == (0, 0, 0, 0)


def test_a_linking_that_was_killed_rolls_back_and_is_done_again(tmp_path):
    _, number = office_and_list()
    stored(number, HEAD + ROWS)
    with stopped(tmp_path, "link", "-"):
        assert LinkRun.objects.get().state == "running"
    assert counts() == (3000, 0, 0, 0)
    assert is_clean()
    assert link_waiting(by_phone) == 1
    assert counts() == (3000, 0, 3000, 3000)
    assert is_clean()


@pytest.mark.faults
@pytest.mark.parametrize("where", ["read", "store", "link"])
def test_another_worker_goes_on_by_itself(tmp_path, where):
    organisation, number = office_and_list()
    edition = taken(number, HEAD + ROWS)
    if where != "read":
        read_edition(edition)
        fetch("delete from procrastinate_jobs")
        store_edition(edition, organisation_id=organisation)
    with stopped(tmp_path, where):
        pass
    with worker(tmp_path):
        if where == "read":
            eventually(lambda: the_edition(edition).state == "ready", within=120)
            store_edition(edition, organisation_id=organisation)
        eventually(lambda: the_edition(edition).state == "stored", within=120)
        eventually(lambda: LinkRun.objects.filter(state="done").exists(), within=120)
    rows, gone, outlets, _ = counts()
    assert (rows, gone) == (3000, 0)
    assert outlets > 0
    assert is_clean()


@pytest.mark.parametrize("where", ["store", "link"])
def test_news_is_heard_while_a_list_is_stored_or_linked(tmp_path, where):
    organisation, number = office_and_list()
    if where == "link":
        stored(number, HEAD + ROWS)
        edition = "-"
    else:
        edition = a_file(number, HEAD + ROWS)
        store_edition(edition, organisation_id=organisation)
    heard: list[ShopsChanged] = []
    on(ShopsChanged, consumer="tests")(heard.append)
    try:
        with stopped(tmp_path, where, edition):
            announce(ShopsChanged([1]))
            eventually(lambda: deliver("tests") and heard, within=20)
        assert heard == [ShopsChanged([1])]
        assert counts()[2:] == (0, 0), "it was not through"
    finally:
        _handlers.pop("tests")


def test_a_next_file_waits_for_a_linking_that_writes_and_a_first_one_does_not():
    """Both write rows that stand already, each in an order of its own: without the lock they would wait for each other."""
    organisation, number = office_and_list()
    stored(number, HEAD + ROWS)
    first, second = (
        a_file(a_list_of(organisation), HEAD + ROWS + "z,Warung Lain,,,,\n"),
        a_file(number, HEAD + NEXT, as_of=NEXT_DAY),
    )
    for edition in (first, second):
        store_edition(edition, organisation_id=organisation)
    storing = [threading.Thread(target=in_a_thread, args=(edition,)) for edition in (first, second)]
    with transaction.atomic():
        take_outlets(patiently=True)
        for each in storing:
            each.start()
        waits = "select 1 from pg_locks where locktype = 'advisory' and not granted"
        eventually(lambda: fetch(waits) != [], within=120, what=activity)
        eventually(lambda: the_edition(first).state == "stored", within=120, what=activity)
        assert [the_edition(edition).state for edition in (first, second)] == ["stored", "storing"]
    storing[1].join(120)
    assert the_edition(second).state == "stored"
    assert is_clean()


def test_a_command_and_the_worker_at_one_file_read_and_store_it_once():
    organisation, number = office_and_list()
    edition = taken(number, HEAD + ROWS)
    for do, state in ((read_edition, "ready"), (write_edition, "stored")):
        if state == "stored":
            store_edition(edition, organisation_id=organisation)
        both = [threading.Thread(target=in_a_thread, args=(edition, do)) for _ in range(2)]
        for each in both:
            each.start()
        for each in both:
            each.join(120)
        assert (the_edition(edition).state, the_edition(edition).problem) == (state, "")
    assert counts()[:2] == (3000, 0)


def activity() -> str:
    return str(fetch("select state, wait_event, query from pg_stat_activity where datname = current_database()"))


def a_list_of(organisation: int) -> int:
    [(number,)] = fetch(
        "insert into registry_partnerlist (organisation_id, name, columns, legal_basis, is_own, created_at)"
        " values (%s, 'Lain', '{}', '', false, now()) returning id",
        (organisation,),
    )
    return int(number)


def in_a_thread(edition, do=write_edition) -> None:
    try:
        do(edition)
    finally:
        connection.close()
