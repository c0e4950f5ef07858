"""Old and new code sell together on one database, the new migrations in between: nobody meets an error, all adds up (E12).

OLD names the commit whose code is the old one; without it, the last one that lacks five of today's migrations. ROLLING_SECONDS is
how long all of it takes.
"""

import http.client
import itertools
import json
import os
import random
import shutil
import subprocess
import tarfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sekoci.operations.tests.test_under_load import OPEN_A_SHOP
from tests.installation import Installation, eventually, installed

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = float(os.environ.get("ROLLING_SECONDS", "300"))
PEOPLE = 4
PAGES = ("/warung-melati", "/pasar", "/api/v1/shops/warung-melati/products", "/masuk", "/")


def migrations_in(commit: str) -> set[str]:
    said = git("ls-tree", "-r", "--name-only", commit)
    return {line for line in said.splitlines() if "/migrations/0" in line}


def git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout


def old_commit() -> str:
    """The newest commit that lacks five migrations; empty where the checkout has no such past."""
    if asked := os.environ.get("OLD"):
        return asked
    if not (ROOT / ".git").exists():
        return ""
    today = {str(path.relative_to(ROOT)) for path in ROOT.glob("sekoci/*/migrations/0*.py")}
    commits = git("log", "--first-parent", "--format=%h", "--", "sekoci/*/migrations/*.py").split()
    return next((commit for commit in commits if len(today - migrations_in(commit)) >= 5), "")


@dataclass
class Crowd:
    """People who order and look around at whichever of `ports` serves; what they met."""

    products: list[str]
    ports: list[int]
    met: Counter[tuple[str, int]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    placed: set[str] = field(default_factory=set)

    def run(self, number: int) -> None:
        lots, turn = random.Random(number), itertools.count()
        while not self.stop.is_set():
            port = self.ports[next(turn) % len(self.ports)]
            try:
                if lots.random() < 0.5:
                    self.order(port, f"{number}-{next(turn)}", lots)
                else:
                    self.ask(port, "GET", lots.choice(PAGES), None, {})
            except (OSError, http.client.HTTPException) as error:
                self.wrong.append(f"{time.strftime('%X')} port {port}: {error!r}")

    def order(self, port: int, key: str, lots: random.Random) -> None:
        lines = [{"product": each, "quantity": 1} for each in lots.sample(self.products, 2)]
        buyer = {"name": "Sri", "phone": f"0812{lots.randrange(10**8):08}"}
        body = json.dumps({"buyer": buyer, "fulfilment": "pickup", "payment": "cash", "lines": lines}).encode()
        headers = {"Idempotency-Key": key, "Content-Type": "application/json"}
        if self.ask(port, "POST", "/api/v1/shops/warung-melati/orders", body, headers) == 201:
            self.placed.add(key)

    def ask(self, port: int, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            said = answer.read()
        finally:
            connection.close()
        self.met[path, answer.status] += 1
        if answer.status >= 400:
            self.wrong.append(f"{time.strftime('%X')} port {port} {method} {path}: {answer.status} {said[:200]!r}")
        return answer.status


@pytest.mark.faults
def test_old_and_new_sell_together_and_nobody_meets_an_error(tmp_path: Path):
    commit = old_commit()
    if not commit:
        pytest.skip("this checkout has no past with other migrations")
    code = tmp_path / "old"
    code.mkdir()
    archive = tmp_path / "old.tar"
    git("archive", "-o", str(archive), commit)
    with tarfile.open(archive) as tar:
        tar.extractall(code, filter="data")
    old = installed(tmp_path / "home", code)
    opened = old.command("manage", "shell", "--no-imports", "-c", OPEN_A_SHOP)
    assert opened.returncode == 0, opened.stderr
    server = old.server
    server.join()
    try:
        start(old)
        _upgrade(old, Installation(tmp_path / "new"), opened.stdout.split(), commit)
    finally:
        server.leave()
        old.clean_up()


def start(one: Installation, **more: str) -> None:
    """However long it takes on a machine on which others sell."""
    one.up_without_waiting(**more)
    eventually(lambda: one.get("/healthz").status == 200, within=300, what=lambda: one.said)


def _upgrade(old: Installation, new: Installation, products: list[str], commit: str) -> None:
    crowd = Crowd(products, [old.port])
    people = [threading.Thread(target=crowd.run, args=(number,)) for number in range(PEOPLE)]
    for each in people:
        each.start()
    new.folder.mkdir(mode=0o700)
    for secret in ("secret-key", "web-password"):
        shutil.copy(old.folder / secret, new.folder / secret)
    try:
        time.sleep(SECONDS / 5)
        start(new, DATABASE_URL=old.server.url)  # migrates, while the old one sells
        crowd.ports = [old.port, new.port]
        time.sleep(SECONDS * 3 / 5)
        crowd.ports = [new.port]
        time.sleep(1)
        assert old.end() == 0
        time.sleep(SECONDS / 5)
        crowd.stop.set()
        for each in people:
            each.join(60)
        assert not crowd.wrong, crowd.wrong[:10]
        print(f"old is {commit}: {len(crowd.placed)} orders, {sum(crowd.met.values())} answers, none an error")
        assert len(crowd.placed) > SECONDS
        verified = new.command("verify", "--json", DATABASE_URL=old.server.url)
        assert verified.returncode == 0, verified.stdout[-2000:]
        for each in (old, new):
            assert '"level": "ERROR"' not in each.said, each.said[-3000:]
    finally:
        crowd.stop.set()
        new.clean_up()
