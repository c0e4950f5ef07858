"""E47, second half: what a stolen dump, backup or log tells of a thousand seeded NIK and phones.

Encrypted by us, so that nobody reads them from a dump: NIK and NPWP (AES-256-GCM, bound to their row, under a key that is not in
the database); the table keeps their last four digits. A dump holds none of the thousand.

Not encrypted by us: phones. People log in by them, are told by them, are found by them, and one phone is one customer; a column
that is joined, unique and searched by its beginning cannot be sealed. A plain `pg_dump` therefore shows them, and this
test says in which tables: only those that a module's `held.py` declares, so that a copy and an erasure know them. "0 plain" holds
for phones where they leave the server: backups are sealed with the operator's passphrase, the log of views and the marks of who
was forgotten hold keyed hashes, and the log of the processes has no phone. The server's own disk is the operator's to encrypt.
"""

import contextlib
import io
import logging
import re
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from sekoci.accounts.actions import note_erasure, note_view
from sekoci.customers.tests.people import asked
from sekoci.kit.logs import JsonLines
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import MessageDraft, deliver_waiting, send_messages
from sekoci.operations.backup import programs
from sekoci.operations.backup.making import Plan, make_backup
from sekoci.operations.backup.store import Folder
from sekoci.operations.home import Home
from sekoci.operations.tests.staff import log_in
from sekoci.orders.tests.people import put_on_shelf
from sekoci.privacy.queries import PARTS
from sekoci.registry.actions import keep_identity
from tests.database import OWNER

MANY = 1000
PHONES = [f"+62813777{number:05}" for number in range(MANY)]
NIKS = [f"33720145079{number:05}" for number in range(1, MANY + 1)]


@pytest.fixture
def log():
    """Everything that is logged, as the processes write it."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    yield said
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def seeded(committed, shop, owner):
    """A thousand buyers with orders and messages, a thousand shops with the NIK of their owner."""
    product = put_on_shelf(shop, stock=10 * MANY)
    asked(shop, product, *PHONES)
    send_messages([MessageDraft(f"x:{phone}", phone, "number_changed", {"number": phone}) for phone in PHONES])
    note_view(PHONES, viewer="command", what="copy")
    for phone in PHONES[:20]:
        note_erasure(phone, how="test")
    columns = ", ".join(
        name for (name,) in fetch("select column_name from information_schema.columns where table_name = 'registry_business'")
        if name not in ("id", "slug")
    )  # fmt: skip
    with across_businesses():
        businesses = fetch(
            f"insert into registry_business (id, slug, {columns}) select 900000 + n, 'toko-' || n, {columns}"  # noqa: S608
            f" from registry_business b, generate_series(1, {MANY}) n where b.id = %s returning id",
            (shop.id,),
        )
    for (business,), nik in zip(businesses, NIKS, strict=True):
        keep_identity(business, "nik", nik, person_id=owner.id)
    return shop


def test_a_dump_holds_no_nik_and_phones_only_where_it_is_declared_and_backup_and_log_hold_none(seeded, log, tmp_path):
    with contextlib.redirect_stderr(log):  # where the line of each request goes
        requests_with_phones(seeded)
    where, niks = places_in(dumped(tmp_path))
    said = {table for part in PARTS for table in part.tables} | {"accounts_quota", "procrastinate_jobs"}
    assert niks == set()
    assert {"orders_order", "customers_customer", "messaging_message"} <= set(where)
    assert sorted(set(where) - said) == []
    assert {"accounts_viewing", "accounts_erasure", "kit_change"}.isdisjoint(where)
    plan = Plan(Folder(tmp_path / "store"), "sekoci di laut yang dalam")
    name = make_backup(Home(tmp_path / "home"), OWNER, plan).name
    sealed = b"".join(path.read_bytes() for path in sorted((tmp_path / "store" / name).iterdir()))
    assert len(sealed) > 100_000
    for what in (sealed, log.getvalue().encode()):
        assert [text for text in (*PHONES, *NIKS) if text[-10:].encode() in what] == []
    assert log.getvalue().count("\n") >= 20


def requests_with_phones(shop) -> None:
    """Pages and forms that carry a phone in the address or the body, found or refused, and a provider that sends."""
    keeper, stranger = Client(), Client()
    log_in(keeper)
    for phone in PHONES[:10]:
        stranger.post("/masuk", {"phone": phone})
        stranger.post("/privasi/salinan", {"phone": phone[1:]})
        keeper.get("/staf/izin", {"hp": phone})
        keeper.get(f"/kelola/{shop.slug}/pelanggan", {"cari": phone})
        stranger.post("/api/v1/orders", {"buyer_phone": phone}, content_type="application/json")
    deliver_waiting(limit=50)


def dumped(folder: Path) -> Path:
    path = folder / "dump.sql"
    with programs.start(OWNER, "pg_dump", "--format=plain", major=programs.major_of(OWNER), stdout=subprocess.PIPE) as dumping:
        assert dumping.stdout
        path.write_bytes(dumping.stdout.read())
        programs.finish(dumping, "The dump")
    return path


def places_in(dump: Path) -> tuple[dict[str, int], set[str]]:
    """In which tables seeded phones stand and how many, and the NIK found anywhere."""
    where: dict[str, int] = {}
    niks: set[str] = set()
    table, phones, numbers = "", set(PHONES), set(NIKS)
    for line in dump.read_text().splitlines():
        if begun := re.match(r"COPY public\.(\w+)", line):
            table = begun[1]
        if found := phones & set(re.findall(r"\+62813777\d{5}", line)):
            where[table] = where.get(table, 0) + len(found)
        niks |= numbers & set(re.findall(r"33720145079\d{5}", line))
    return where, niks
