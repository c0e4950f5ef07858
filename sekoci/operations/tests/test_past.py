"""Any moment of the past can be restored; a log with a gap or a flipped byte is refused."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from sekoci.operations.backup import record
from sekoci.operations.backup.drill import first_moment
from sekoci.operations.backup.log import Follower, drop_old_log, missing
from sekoci.operations.backup.making import Plan, make_backup
from sekoci.operations.backup.manifest import FILE, Manifest, name_of
from sekoci.operations.backup.past import base_for, past_of
from sekoci.operations.backup.restoring import fetch_backup
from sekoci.operations.backup.store import Folder
from sekoci.operations.embedded import EmbeddedServer
from sekoci.operations.home import Home, Trouble
from tests.installation import eventually

PASSPHRASE = "sekoci di laut yang dalam"


def test_a_gap_in_the_log_has_a_name():
    first = "0000000100000000000000FE"
    there = [first, "000000010000000100000001", "00000002.history"]
    assert missing(there, first=first) == ["0000000100000000000000FF", "000000010000000100000000"]
    assert missing([first], first=first) == []
    assert missing([], first=first) == [first]


def test_a_drill_chooses_its_moment_since_the_backup_before_the_newest(tmp_path):
    plan, ended = Plan(Folder(tmp_path / "store")), [datetime(2026, 11, day, 19, 35, tzinfo=UTC) for day in (20, 21, 22)]
    for at in ended:
        name, said = name_of(at), at.isoformat()
        facts: dict[str, Any] = {"server": 18, "sealed": False, "files": {}, "tables": {}, "migrations": {}, "wal_from": "0" * 24}
        (tmp_path / FILE).write_bytes(Manifest(name, said, said, **facts).written(None))
        plan.store.put(f"{name}/{FILE}", tmp_path / FILE)
    assert first_moment(plan, tmp_path) == ended[1]


@dataclass
class Sold:
    """Somebody who sells all the time, and remembers when each sale was acknowledged."""

    url: str
    acknowledged: list[datetime]
    stop: threading.Event

    def run(self) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            while not self.stop.wait(0.01):
                connection.execute("insert into kept (at) values (clock_timestamp())")
                self.acknowledged.append(datetime.now(UTC))


def wait_for_stream(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as owner:
        (written,) = owner.execute("select pg_current_wal_flush_lsn()::text").fetchone()
        has_all = "select bool_or(flush_lsn >= %s::pg_lsn) from pg_stat_replication"
        eventually(lambda: owner.execute(has_all, (written,)).fetchone() == (True,), within=60)


@pytest.fixture(scope="module")
def selling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Home, EmbeddedServer, Plan, Sold, Follower]]:
    home = Home(tmp_path_factory.mktemp("past"))
    server = EmbeddedServer(home)
    server.join()
    plan = Plan(Folder(tmp_path_factory.mktemp("store")), PASSPHRASE, with_base=True)
    sold = Sold(server.url, [], threading.Event())
    with psycopg.connect(server.url) as owner:
        owner.execute("create table django_migrations (app text, name text); create table kept (at timestamptz)")
    follower, thread = Follower(home, server.url, plan), threading.Thread(target=sold.run)
    thread.start()
    make_backup(home, server.url, plan)
    with psycopg.connect(server.url, autocommit=True) as owner:  # the server would drop its log until here,
        owner.execute("checkpoint")
    follower.stream()  # and the stream begins only now, as it may beside the first backup of all
    follower.ship()
    assert plan.store.names("log/") or not record.moments(home, "log")[0], "nothing was saved, and said to be"
    with psycopg.connect(server.url, autocommit=True) as owner:
        for _ in range(2):
            owner.execute("select pg_switch_wal()")
            enough = len(sold.acknowledged) + 80
            eventually(lambda enough=enough: len(sold.acknowledged) >= enough, within=30)
    sold.stop.set()
    thread.join()
    wait_for_stream(server.url)
    follower.ship()
    yield home, server, plan, sold, follower
    follower.end()
    server.leave()


def rows_at(selling, at: datetime | None, spool: Path) -> int:
    _, server, plan, _, _ = selling
    name = base_for(plan.store, at, PASSPHRASE, spool)
    fetched = fetch_backup(plan.store, name, PASSPHRASE, spool)
    return past_of(fetched, plan.store, server.url, at, spool).tables["kept"]


def test_a_moment_of_the_past_has_exactly_what_was_sold_by_then(selling, tmp_path):
    _, server, _, sold, _ = selling
    at = sold.acknowledged[-60] + timedelta(milliseconds=1)
    with psycopg.connect(server.url) as owner:
        [(by_then,)] = owner.execute("select count(*) from kept where at <= %s", (at,)).fetchall()
    assert abs(rows_at(selling, at, tmp_path) - by_then) <= 1  # a sale is written a moment before it is acknowledged


def test_the_last_moment_has_every_sale_that_was_shipped_though_a_later_one_was_refused_in_the_same_folder(selling, tmp_path):
    _, _, _, sold, _ = selling
    with pytest.raises(Trouble, match="ends before that moment"):
        rows_at(selling, datetime.now(UTC), tmp_path)
    assert rows_at(selling, None, tmp_path) == len(sold.acknowledged)


def test_a_moment_without_a_base_is_refused(selling, tmp_path):
    _, _, _, sold, _ = selling
    with pytest.raises(Trouble, match="No backup with a base"):
        rows_at(selling, sold.acknowledged[0] - timedelta(hours=1), tmp_path)


def test_a_piece_that_is_sent_anew_while_we_look_is_taken_as_it_is_now(selling, tmp_path):
    home, server, plan, sold, follower = selling

    class Busy(Folder):
        """The first look at its log is followed by another sale, which is shipped."""

        def names(self, prefix: str = "") -> list[str]:
            found = super().names(prefix)
            if prefix == "log/" and not busy.is_set():
                busy.set()
                with psycopg.connect(server.url, autocommit=True) as connection:
                    connection.execute("insert into kept (at) values (clock_timestamp())")
                sold.acknowledged.append(datetime.now(UTC))
                wait_for_stream(server.url)
                follower.ship()
                assert any(name not in super(Busy, self).names() for name in found), "the piece was sent anew"
            return found

    busy = threading.Event()
    anew = (home, server, replace(plan, store=Busy(plan.store.root)), sold, follower)
    assert rows_at(anew, None, tmp_path) == len(sold.acknowledged) and busy.is_set()


def test_a_gap_or_a_flipped_byte_in_the_log_is_refused(selling, tmp_path):
    _, _, plan, _, _ = selling
    pieces = [plan.store.root / name for name in plan.store.names("log/")]
    assert len(pieces) >= 3
    for number, path in enumerate(pieces[:2]):
        whole = path.read_bytes()
        path.unlink()
        with pytest.raises(Trouble, match="is missing"):
            rows_at(selling, None, _folder(tmp_path, f"gap-{number}"))
        path.write_bytes(whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
        with pytest.raises(Trouble, match="is damaged"):
            rows_at(selling, None, _folder(tmp_path, f"flip-{number}"))
        path.write_bytes(whole)


def test_only_what_no_base_needs_is_dropped(selling, tmp_path):
    _, _, plan, _, _ = selling
    before = plan.store.names("log/")
    old = tmp_path / "old"
    old.write_bytes(b"")
    plan.store.put(f"log/{'0' * 24}-{'0' * 64}", old)
    drop_old_log(plan, tmp_path)
    assert plan.store.names("log/") == before


def _folder(parent: Path, name: str) -> Path:
    (parent / name).mkdir()
    return parent / name
