"""No fresh backup, a drill that failed, another key: staff are told once a day, and the health page says it."""

from datetime import timedelta

import pytest

from sekoci.accounts.actions import add_staff
from sekoci.kit import clock
from sekoci.kit.sealing import seal, unseal
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import deliver_waiting
from sekoci.messaging.queries import outbox
from sekoci.operations import alarms, key
from sekoci.operations.backup import record
from sekoci.operations.backup.drill import drill
from sekoci.operations.backup.making import Plan
from sekoci.operations.backup.store import Folder
from sekoci.operations.home import Home, Trouble
from sekoci.operations.tests.staff import log_in

pytestmark = pytest.mark.django_db
PHONE = "+6281299990007"


@pytest.fixture
def home(tmp_path, settings, monkeypatch) -> Home:
    """An installation that was asked to make backups, and has a fresh one and a drill that went well."""
    monkeypatch.setenv("SEKOCI_BACKUP_TO", str(tmp_path / "store"))
    settings.HOME = tmp_path
    one = Home(tmp_path)
    record.note(one, "backup", ok=True)
    record.note(one, "drill", ok=True, name="sekoci-20261122T183000Z", seconds=7.5, moment="2026-11-22T19:03:07+00:00")
    return one


def names(home: Home) -> list[str]:
    return [alarm.name for alarm in alarms.alarms(home)]


def test_an_old_backup_and_an_old_drill_are_told_at_their_hour(home):
    assert names(home) == []
    for later, said in (
        (timedelta(hours=25.9), []),
        (timedelta(hours=26.1), ["backup"]),
        (timedelta(days=8.1), ["backup", "drill"]),
    ):
        with clock.frozen(clock.now() + later):
            assert names(home) == said


def test_a_drill_that_fails_on_a_damaged_backup_is_told_to_staff_once_a_day(home, tmp_path):
    (tmp_path / "store" / "sekoci-20261122T183000Z").mkdir(parents=True)
    (tmp_path / "store" / "sekoci-20261122T183000Z" / "manifest.json").write_text("{}\n" + "0" * 64 + "\n")
    with pytest.raises(Trouble, match="damaged"):
        drill(home, "postgresql://nobody@127.0.0.1:1/nothing", Plan(Folder(tmp_path / "store")))
    add_staff(PHONE)
    assert alarms.tell_staff() == 1
    assert alarms.tell_staff() == 0
    deliver_waiting()
    with clock.frozen(clock.now() + timedelta(days=1)):
        assert alarms.tell_staff() == 1
        deliver_waiting()
    texts = [message.text for message in outbox(to=PHONE)]
    assert len(texts) == 2 and all("Uji pemulihan gagal." in text and "/staf/kesehatan" in text for text in texts)


def test_nobody_is_told_of_backups_that_nobody_asked_for_and_a_missing_one_counts_from_the_beginning(home, monkeypatch):
    (home.folder / "backup.json").unlink()
    assert names(home) == []
    with clock.frozen(clock.now() + timedelta(days=9)):
        assert names(home) == ["backup", "drill"]
        monkeypatch.delenv("SEKOCI_BACKUP_TO")
        assert names(home) == []


def test_drills_are_listed_with_their_moment_and_their_reason(home, client, database):
    record.note(home, "drill", ok=False, name="sekoci-20261129T183000Z", seconds=1.0, reason="database.dump is damaged <b>")
    log_in(client)
    page = client.get("/staf/kesehatan").content.decode()
    assert page.index("sekoci-20261129T183000Z") < page.index("sekoci-20261122T183000Z")
    assert "database.dump is damaged &lt;b&gt;" in page and "23 November 2026, 02.03 WIB" in page
    for number in range(30):
        record.note(home, "drill", ok=True, name=f"n{number}")
    assert [each.name for each in record.drills(home)][:2] == ["n29", "n28"] and len(record.drills(home)) == record.DRILLS


def test_another_key_is_said_until_the_former_one_is_there_or_given_up(home, settings, client, database):
    first = settings.SECRET_KEY
    assert key.prove_key() is None and key.prove_key() is None
    assert fetch("select count(*) from operations_keyprobe") == [(1,)]
    settings.SECRET_KEY = "another-key-of-forty-letters-and-a-few-more"
    assert key.prove_key() and "SEKOCI_OLD_SECRET_KEYS" in key.troubles()[0]
    assert fetch("select count(*) from operations_keyprobe") == [(1,)], "what is sealed meanwhile is not made lasting"
    assert names(home) == ["key"]
    log_in(client)
    assert "Berganti: data tersegel tidak terbuka." in client.get("/staf/kesehatan").content.decode()
    settings.SECRET_KEY_FALLBACKS = [first]
    assert key.prove_key() is None and key.troubles() == []
    settings.SECRET_KEY_FALLBACKS = []
    assert key.lost_since(), "the former key is still needed"
    assert key.give_up_lost_keys() == 1 and key.give_up_lost_keys() == 0
    assert key.troubles() == [] and unseal(seal("x", about="y"), about="y") == "x"
    assert fetch("select what from kit_staffact order by id desc limit 1") == [("key.give_up",)]
