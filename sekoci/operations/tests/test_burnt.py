"""Machine and disk burn while somebody sells: what the store has gives back all but the last minute (experiment E48)."""

import json
import os
import random
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from sekoci.operations.backup.drill import SURELY
from tests.installation import Installation, eventually

SELLING = float(os.environ.get("SELLING_SECONDS", "90"))
MOST_LOST = timedelta(seconds=60)


@pytest.mark.faults
def test_a_random_moment_and_the_last_one_come_back(installation: Installation, tmp_path: Path):
    key = tmp_path / "key"
    key.write_text("sekoci di laut yang dalam")
    asked = {"SEKOCI_BACKUP_TO": str(tmp_path / "store"), "SEKOCI_BACKUP_KEY": str(key), "SEKOCI_BACKUP_WAL": "1"}
    began = datetime.now(UTC)
    installation.up(**asked)
    with psycopg.connect(installation.server.url) as owner:
        owner.execute("create table kept (at timestamptz)")
    eventually(lambda: '"drill"' in record(installation), within=240, what=lambda: installation.said[-2000:])
    assert json.loads(record(installation))["drill"]["ok"], record(installation)
    sold: list[datetime] = []
    burnt = threading.Event()
    seller = threading.Thread(target=sell, args=(installation.server.url, sold, burnt))
    seller.start()
    time.sleep(SELLING)
    tried = installation.command("drill", within=600, **asked)
    assert tried.returncode == 0, tried.stderr
    drilled = json.loads(record(installation))["drill"]
    assert began < datetime.fromisoformat(drilled["moment"]) < datetime.now(UTC) - SURELY  # not just the end of the log
    print(f"the drill rebuilt {drilled['moment']}; both parts: {drilled['seconds']} s")
    for process in installation.processes():
        process.kill()
    burnt_at = datetime.now(UTC)
    burnt.set()
    seller.join()
    assert installation.process
    installation.process.wait()
    restored = installation.command("restore", "--replace", "--yes", "--to-time", "latest", **asked)
    assert restored.returncode == 0, restored.stderr
    last = kept(installation)[-1]
    print(f"of {len(sold)} sales {len(sold) - len(kept(installation))} are lost: those of the last {burnt_at - last}")
    assert burnt_at - last <= MOST_LOST
    moment = sold[random.randrange(len(sold) // 4, len(sold) // 2)]
    begun = time.monotonic()
    restored = installation.command("restore", "--replace", "--yes", "--to-time", moment.isoformat(), **asked)
    assert restored.returncode == 0, restored.stderr
    print(f"restored to {moment} in {time.monotonic() - begun:.0f} s")
    assert abs(len(kept(installation)) - sold.index(moment)) <= 2
    assert installation.command("verify").returncode == 0


def sell(url: str, sold: list[datetime], burnt: threading.Event) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        while not burnt.wait(0.01):
            try:
                connection.execute("insert into kept values (clock_timestamp())")
            except psycopg.Error:
                return
            sold.append(datetime.now(UTC))


def kept(installation: Installation) -> list[datetime]:
    server = installation.server
    server.join()
    try:
        with psycopg.connect(server.url) as owner:
            return [at for (at,) in owner.execute("select at from kept order by 1")]
    finally:
        server.leave()


def record(installation: Installation) -> str:
    file = installation.folder / "backup.json"
    return file.read_text() if file.exists() else ""
