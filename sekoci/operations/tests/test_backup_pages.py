"""What staff ask of backups on a page: one thing at a time, a restore only with a reason, and nothing that nobody finishes."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from sekoci.kit.staff import acts
from sekoci.operations.backup import record, wishes
from sekoci.operations.backup.drill import drill
from sekoci.operations.backup.plan import plan_for
from sekoci.operations.backup.reasons import reason_said
from sekoci.operations.granting import Granting
from sekoci.operations.home import Home, Trouble
from sekoci.operations.tests.staff import NASTY, log_in

pytestmark = pytest.mark.django_db
SAVED = "sekoci-20261121T193000Z"
REASON = "Harga salah semua, kembali ke semalam"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def staff(client: Client, database: None, home: Home, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(settings, "HOME", str(home.folder))
    monkeypatch.setenv(wishes.GRANTED, "1")
    log_in(client)
    return client


def test_the_page_says_which_there_are_and_how_the_last_tries_went(staff, home, monkeypatch):
    assert "Belum ada cadangan." in staff.get("/staf/cadangan").content.decode()
    monkeypatch.setenv("SEKOCI_BACKUP_TO", "/jauh")
    record.note(home, "backup", ok=True, name=SAVED, bytes=1_500_000, to="/jauh")
    record.note_there(home, [SAVED, "sekoci-20261114T193000Z"], SAVED, 1_500_000)
    record.note(home, "drill", ok=False, name=SAVED, reason=NASTY)
    said = staff.get("/staf/cadangan").content.decode()
    assert "Minggu, 22 November 2026, 02.30 WIB" in said and "1,5 MB" in said and "/jauh" in said
    assert f"/staf/cadangan/{SAVED}" in said and "sekoci-20261114T193000Z" in said
    assert "Gagal" in said and NASTY not in said


def test_a_backup_made_elsewhere_is_not_passed_over(staff, home, monkeypatch):
    monkeypatch.setenv("SEKOCI_BACKUP_TO", "/jauh")
    elsewhere = "sekoci-20261122T010000Z"
    record.note(home, "backup", ok=True, name=elsewhere, bytes=1, to="/media/usb")
    said = staff.get("/staf/cadangan").content.decode()
    assert "Cadangan terakhir ada di /media/usb." in said and "Belum ada cadangan" not in said and elsewhere not in said
    record.note_there(home, [SAVED], SAVED, 1)  # the keeper's own, before
    said = staff.get("/staf/cadangan").content.decode()
    assert "Cadangan terakhir ada di /media/usb." in said and SAVED in said and "Disimpan di" not in said
    record.note(home, "backup", ok=True, name=SAVED, bytes=1, to="/jauh")
    said = staff.get("/staf/cadangan").content.decode()
    assert "/media/usb" not in said and "Disimpan di /jauh." in said


def test_a_drill_without_any_backup_is_said_in_the_readers_language_until_there_is_one(staff, home, monkeypatch):
    monkeypatch.setenv("SEKOCI_BACKUP_TO", str(home.folder / "kosong"))
    record.note(home, "backup", ok=True, name=SAVED, to="/media/usb")  # by hand, elsewhere: not ours
    with pytest.raises(Trouble, match="There is no backup in"):
        drill(home, "postgresql://nobody@127.0.0.1:1/nothing", plan_for(home))
    for page in ("/staf/cadangan", "/staf/kesehatan"):
        said = staff.get(page).content.decode()
        assert f"Belum ada cadangan di {home.folder / 'kosong'}. Buat dulu satu." in said and "There is no" not in said
    record.note(home, "backup", ok=True, name=SAVED)
    for page in ("/staf/cadangan", "/staf/kesehatan"):
        assert "Buat dulu satu" not in staff.get(page).content.decode()
    closed = "/srv/b tidak bisa ditulisi (Read-only file system). Minta pengurus server membukanya."
    assert reason_said("/srv/b cannot be written: Read-only file system.") == closed
    assert record.drills(home) == [] and record.moments(home, "drill") == (None, None)


def test_one_thing_at_a_time_is_asked_and_it_is_written_down_who_did(staff, home):
    staff.post("/staf/cadangan/mulai", {"kind": "backup"})
    wish = wishes.asked(home)
    assert (wish.kind, wish.stage, [act.what for act in acts()][:1]) == ("backup", "", ["backup.ask"])
    staff.post("/staf/cadangan/mulai", {"kind": "drill"})
    assert wishes.asked(home) == wish
    assert [act.what for act in acts()].count("drill.ask") == 0
    assert "http-equiv" in staff.get("/staf/cadangan").content.decode()
    assert staff.post("/staf/cadangan/mulai", {"kind": "restore"}).status_code == 404


def test_nothing_is_asked_that_nobody_can_grant(staff, home, monkeypatch):
    monkeypatch.setenv(wishes.GRANTED, "")
    assert "dijaga di tempat lain" in staff.get("/staf/cadangan").content.decode()
    staff.post("/staf/cadangan/mulai", {"kind": "backup"})
    assert wishes.asked(home) is None


def test_a_restore_wants_a_reason_and_a_backup_that_is_there(staff, home):
    record.note_there(home, [SAVED], SAVED, 1)
    for bad in ("tidak-ada", "sekoci-20200101T000000Z", ".."):
        assert staff.post(f"/staf/cadangan/{bad}", {"reason": REASON}).status_code == 404
    assert staff.post(f"/staf/cadangan/{SAVED}", {"reason": "eh"}).status_code == 422
    assert wishes.asked(home) is None
    assert staff.post(f"/staf/cadangan/{SAVED}", {"reason": REASON}).status_code == 302
    wish = wishes.asked(home)
    assert (wish.kind, wish.name, wish.reason) == ("restore", SAVED, REASON)
    assert (acts()[0].what, acts()[0].about, acts()[0].reason) == ("restore.ask", SAVED, REASON)
    assert staff.get("/staf/cadangan/kembalikan").status_code == 404  # no restore put anything aside


def test_what_broke_off_is_said_and_stands_in_nobodys_way(home, monkeypatch):
    monkeypatch.delenv("SEKOCI_OWNER_URL")
    monkeypatch.setenv(wishes.GRANTED, "")  # so that it is put back
    assert wishes.wish_for(home, "restore", by=1, name=SAVED) and not wishes.wish_for(home, "backup", by=1)
    wishes.reach(home, wishes.BUILDING)
    assert not Granting(home, []).look()
    assert wishes.asked(home) is None
    said = record.read(home)["restore"]
    assert (said["ok"], said["name"], said["reason"]) == (False, SAVED, "Sekoci was stopped before it was done: ask again.")
