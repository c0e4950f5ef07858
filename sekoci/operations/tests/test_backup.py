"""Backups: what was saved comes back whole, and what is not whole is refused before anything is touched."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import boto3
import psycopg
import pytest
from moto import mock_aws

from sekoci.operations.backup import record
from sekoci.operations.backup.bucket import Bucket
from sekoci.operations.backup.drill import drill
from sekoci.operations.backup.keeper import look
from sekoci.operations.backup.keeping import is_drill_due, is_due, to_drop
from sekoci.operations.backup.making import DUMP, SECRETS, Plan, backups_in, drop_old, make_backup
from sekoci.operations.backup.manifest import FILE, name_of
from sekoci.operations.backup.plan import plan_for
from sekoci.operations.backup.restoring import at_database, compare, fetch_backup, load, unpack
from sekoci.operations.backup.sealing import PIECE, SealedReader, SealedWriter, passphrase_from
from sekoci.operations.backup.store import Folder, store_at
from sekoci.operations.home import Home, Trouble
from sekoci.operations.readiness.saved import saved_points
from tests.database import OWNER
from tests.installation import Installation

PASSPHRASE = "sekoci di laut yang dalam"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def saved(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Plan, str]]:
    """A sealed backup of the tests' own database, a picture and a secret."""
    home = Home(tmp_path_factory.mktemp("home"))
    home.secret("secret-key")
    home.secret("web-password")
    (home.folder / "media" / "7").mkdir(parents=True)
    (home.folder / "media" / "7" / "keripik.webp").write_bytes(b"keripik" * 1000)
    plan = Plan(Folder(tmp_path_factory.mktemp("store")), PASSPHRASE)
    yield plan, make_backup(home, OWNER, plan).name


@pytest.fixture
def empty_database() -> Iterator[str]:
    name = "sekoci_test_backup"
    url = at_database(OWNER, name)
    with psycopg.connect(OWNER, autocommit=True) as server:
        server.execute(f"drop database if exists {name} with (force)")
        server.execute(f"create database {name} template template0")
        yield url
        server.execute(f"drop database {name} with (force)")


def test_what_was_saved_comes_back_row_by_row(saved, empty_database, tmp_path):
    plan, name = saved
    fetched = fetch_backup(plan.store, name, PASSPHRASE, tmp_path)
    load(empty_database, fetched.open(DUMP))
    compare(empty_database, fetched.manifest.tables)
    with pytest.raises(Trouble, match="kit_first_load has 1 rows, not 5"):
        compare(empty_database, {**fetched.manifest.tables, "kit_first_load": 5})
    unpack(fetched.open("pictures.tar"), tmp_path / "media")
    assert (tmp_path / "media" / "7" / "keripik.webp").read_bytes() == b"keripik" * 1000
    unpack(fetched.open(SECRETS), tmp_path / "secrets")
    assert [path.name for path in (tmp_path / "secrets").iterdir()] == ["secret-key"]
    assert fetched.manifest.migrations["kit"]


def test_a_flipped_byte_anywhere_is_noticed_a_hundred_times_of_a_hundred(saved, tmp_path):
    plan, name = saved
    files = sorted(path for path in (plan.store.root / name).iterdir())
    weights = [3, 1, 1, 1]
    flips, noticed = random.Random(49), 0
    assert [path.name for path in files] == [DUMP, FILE, "pictures.tar", "secrets.tar"]
    for path in flips.choices(files, weights, k=100):
        place, bit = flips.randrange(path.stat().st_size), 1 << flips.randrange(8)
        with path.open("r+b") as file:
            file.seek(place)
            [was] = file.read(1)
            file.seek(place)
            file.write(bytes([was ^ bit]))
            file.flush()
            with pytest.raises(Trouble, match="damaged"):
                fetch_backup(plan.store, name, PASSPHRASE, tmp_path)
            noticed += 1
            file.seek(place)
            file.write(bytes([was]))
    assert noticed == 100
    fetch_backup(plan.store, name, PASSPHRASE, tmp_path)


def test_a_missing_or_shortened_file_is_noticed(saved, tmp_path):
    plan, name = saved
    for file in (DUMP, FILE, SECRETS):
        path = plan.store.root / name / file
        whole = path.read_bytes()
        path.write_bytes(whole[:-1])
        with pytest.raises(Trouble, match="damaged"):
            fetch_backup(plan.store, name, PASSPHRASE, tmp_path)
        path.unlink()
        with pytest.raises(Trouble, match=r"missing|no backup"):
            fetch_backup(plan.store, name, PASSPHRASE, tmp_path)
        path.write_bytes(whole)


def test_another_passphrase_opens_nothing(saved, tmp_path):
    plan, name = saved
    with pytest.raises(Trouble, match="set SEKOCI_BACKUP_KEY"):
        fetch_backup(plan.store, name, None, tmp_path)
    with pytest.raises(Trouble, match="another passphrase"):
        fetch_backup(plan.store, name, PASSPHRASE + "!", tmp_path)
    assert b"PGDMP" not in (plan.store.root / name / DUMP).read_bytes()
    short = tmp_path / "key"
    short.write_text("pendek")
    with pytest.raises(Trouble, match="holds 6 letters"):
        passphrase_from(str(short))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, 2 * PIECE + 1])
def test_what_is_sealed_opens_as_it_was_and_cannot_be_cut(tmp_path, size):
    path, data = tmp_path / "file", random.Random(size).randbytes(size)
    with SealedWriter(path, PASSPHRASE) as file:
        for start in range(0, size, 300_001):
            file.write(data[start : start + 300_001])
    assert SealedReader(path, PASSPHRASE).read() == data
    whole = path.read_bytes()
    assert len(whole) == file.size
    for cut in (1, 17, 16 + size % PIECE):  # the last: a piece, exactly
        path.write_bytes(whole[:-cut])
        with pytest.raises(Trouble):
            SealedReader(path, PASSPHRASE).read()


def test_fewer_backups_are_kept_the_older_they_are():
    nights = [NOON - timedelta(days=day) for day in range(800)]
    kept = set(nights) - to_drop(nights, daily=14)
    assert {(NOON - each).days for each in kept if (NOON - each).days < 14} == set(range(14))
    assert 14 + 6 + 9 <= len(kept) <= 14 + 8 + 12
    assert max((NOON - each).days for each in kept) > 320
    assert to_drop([NOON], daily=1) == set()


def test_one_made_by_hand_drops_none_of_the_last_two_days():
    hourly = [NOON - timedelta(hours=hour) for hour in range(72)]
    assert to_drop(hourly[:48], daily=1) == set()
    assert set(hourly) - to_drop(hourly, daily=14) == {*hourly[:48], hourly[61]}  # the last of the day before


def test_one_is_due_once_a_night_and_again_after_a_failure():
    at, pause, yesterday = time(2, 30), timedelta(minutes=30), NOON - timedelta(days=1)
    assert is_due(NOON, daily_at=at, good_at=None, tried_at=None, pause=pause)
    assert is_due(NOON, daily_at=at, good_at=yesterday, tried_at=yesterday, pause=pause)
    assert not is_due(NOON, daily_at=at, good_at=NOON.replace(hour=3), tried_at=NOON.replace(hour=3), pause=pause)
    assert not is_due(NOON, daily_at=at, good_at=yesterday, tried_at=NOON - timedelta(minutes=29), pause=pause)
    assert is_due(NOON, daily_at=at, good_at=yesterday, tried_at=NOON - timedelta(minutes=31), pause=pause)
    assert is_drill_due(NOON, good_at=None, tried_at=None)
    assert not is_drill_due(NOON, good_at=yesterday, tried_at=yesterday)
    assert is_drill_due(NOON, good_at=NOON - timedelta(days=7), tried_at=NOON - timedelta(days=7))


def test_a_failure_is_noted_and_the_last_good_one_remembered(tmp_path, monkeypatch):
    home = Home(tmp_path)
    monkeypatch.setenv("SEKOCI_BACKUP_TO", str(tmp_path / "store"))
    record.note(home, "backup", ok=True, name="a")
    good = record.read(home)["backup"]["good_at"]
    with pytest.raises(Trouble, match="does not answer"):
        make_backup(home, "postgresql://nobody@127.0.0.1:1/nothing", Plan(Folder(tmp_path / "store")))
    said = record.read(home)["backup"]
    assert (said["ok"], said["good_at"]) == (False, good)
    assert backups_in(Folder(tmp_path / "store")) == []


def test_what_was_made_elsewhere_by_hand_neither_counts_nor_harms(tmp_path, monkeypatch):
    home, nobody = Home(tmp_path), "postgresql://nobody@127.0.0.1:1/nothing"
    record.note(home, "backup", ok=True, name="a")  # into the home
    monkeypatch.setenv("SEKOCI_BACKUP_TO", str(tmp_path / "store") + "/")
    record.note(home, "backup", ok=True, name="b", to="/media/usb")
    assert record.moments(home, "backup") == (None, None) and record.age(home, "backup") is None, "the keeper makes the first one"
    record.note(home, "backup", ok=True, name="c", to=str(plan_for(home).store))
    good = record.moments(home, "backup")
    for attempt in (make_backup, drill):
        with pytest.raises(Trouble):
            attempt(home, nobody, plan_for(home, to=str(tmp_path / "usb")))
    record.note(home, "drill", ok=True, name="b", to="/media/usb")
    assert record.moments(home, "backup") == good and good[0] and record.trouble(home, "backup") == ""
    assert record.moments(home, "drill") == (None, None)
    monkeypatch.setenv("SEKOCI_BACKUP_TO", "s3://cadangan/solo/")
    assert record.own_place(home) == "s3://cadangan/solo" and record.moments(home, "backup") == (None, None)


def test_a_folder_closed_to_the_service_is_said_although_a_backup_by_hand_went_well(tmp_path, monkeypatch):
    home, closed = Home(tmp_path), tmp_path / "file" / "backups"
    monkeypatch.setenv("SEKOCI_BACKUP_TO", str(closed))
    (tmp_path / "file").write_text("no folder")
    look(home, plan_for(home))
    (tmp_path / "file").unlink()  # whoever has a shell may write there
    record.note(home, "backup", ok=True, name="a")
    assert "cannot be written" in record.trouble(home, "backup")
    key = tmp_path / "key"
    key.write_text(PASSPHRASE)
    monkeypatch.setenv("SEKOCI_BACKUP_KEY", str(key))
    assert next(iter(saved_points(home)())).say.startswith("The service itself could not write")
    look(home, plan_for(home))
    assert record.trouble(home, "backup") == "" and not closed.exists()


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        boto3.client("s3").create_bucket(Bucket="cadangan")
        where = store_at("s3://cadangan/solo")
        assert isinstance(where, Bucket)
        yield where


def test_a_bucket_keeps_a_backup_as_a_folder_does(bucket, saved, tmp_path):
    plan, name = saved
    for path in (plan.store.root / name).iterdir():
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        bucket.put(f"{name}/{path.name}", copy)
        assert not copy.exists()
    assert backups_in(bucket) == [name]
    assert fetch_backup(bucket, name, PASSPHRASE, tmp_path).manifest.name == name
    bucket.delete(f"{name}/{SECRETS}")
    with pytest.raises(Trouble, match=r"secrets.tar of .* is missing"):
        fetch_backup(bucket, name, PASSPHRASE, tmp_path)
    with pytest.raises(Trouble, match="cannot be written"):
        (tmp_path / "x").write_text("x")
        Bucket("s3://no-such-bucket/x").put("x", tmp_path / "x")


def test_old_ones_go_and_so_does_what_never_became_whole(tmp_path):
    store = Folder(tmp_path / "store")
    for days in (0, 1, 2, 3):
        for file in (DUMP, FILE)[: 1 if days == 3 else 2]:
            (tmp_path / "x").write_text("x")
            store.put(f"{name_of(NOON - timedelta(days=days * 400))}/{file}", tmp_path / "x")
    drop_old(Plan(store, keep=1))
    assert {name.partition("/")[0] for name in store.names()} == {
        name_of(NOON - timedelta(days=days * 400)) for days in (0, 1, 2)
    }


def test_a_shop_comes_back_from_its_backup_without_whom_it_forgot_since_and_that_can_be_undone(
    installation: Installation, tmp_path
):
    key = tmp_path / "key"
    key.write_text(PASSPHRASE)
    asked = {"SEKOCI_BACKUP_TO": str(tmp_path / "store"), "SEKOCI_BACKUP_KEY": str(key)}
    make = "from sekoci.accounts.models import Person; Person.objects.create(phone='+6281200000{}')"
    two = f"{make.format('001')}; {make.format('003')}"
    assert installation.command("manage", "shell", "--no-imports", "-c", two).returncode == 0
    saved = installation.command("backup", **asked)
    assert (saved.returncode, "sealed" in saved.stdout) == (0, True), saved.stderr
    assert installation.command("manage", "shell", "--no-imports", "-c", make.format("002")).returncode == 0
    assert installation.command("person", "erase", "+6281200000003", "--yes").returncode == 0
    (installation.folder / "secret-key").write_text("another one")
    refused = installation.command("restore", **asked)
    assert (refused.returncode, "add --replace" in refused.stderr) == (1, True)
    restored = installation.command("restore", "--replace", "--yes", **asked)
    assert restored.returncode == 0, restored.stderr
    assert people(installation) == ["+6281200000001", None]
    assert "1 erased again, 0 wait" in restored.stdout, "who was forgotten since the backup came back with it"
    assert (installation.folder / "secret-key").read_text() != "another one"
    assert installation.command("restore", "--undo", "--yes", **asked).returncode == 0
    assert people(installation) == ["+6281200000001", "+6281200000002", None]
    assert (installation.folder / "secret-key").read_text() == "another one"
    assert installation.command("restore", "--forget", "--yes", **asked).returncode == 0
    assert [path.name for path in installation.folder.glob("*-2*")] == []


def people(installation: Installation) -> list[str | None]:
    server = installation.server
    server.join()
    try:
        with psycopg.connect(server.url) as owner:
            assert owner.execute("select count(*) from pg_database where datname ~ '_restore_'").fetchone() == (0,)
            return [phone for (phone,) in owner.execute("select phone from accounts_person order by 1")]
    finally:
        server.leave()
