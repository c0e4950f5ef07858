"""Staff answer somebody who stands in partners' lists without a phone: found, copied, erased with a reason, asked twice."""

import json

import pytest

from sekoci.accounts.models import Viewing
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.kit.staff import acts
from sekoci.operations.tests.staff import log_in
from sekoci.operations.verify import verify
from sekoci.privacy.actions.erasing import JOURNAL
from sekoci.registry.tests.listed import a_list, an_office, rows_of, stored
from tests.commands import run_command

pytestmark = pytest.mark.django_db
PAGE = "/staf/data-orang"
NIB = "1234567890128"
WHY = "Surat permohonan 12 November, KTP dilihat."
TEXT = f"ID,Nama Usaha,Pemilik,Kecamatan,Kota,NIB\na1,Warung Sekartaji,Sri,Laweyan,Solo,{NIB}\na2,Toko Joko,Joko,Laweyan,Solo,\n"


@pytest.fixture
def number(few_areas) -> int:
    number = a_list(an_office())
    stored(number, TEXT)
    return number


@pytest.fixture
def row(number) -> int:
    with across_businesses():
        return int(fetch("select id from registry_listrow where nib = %s", (NIB,))[0][0])


def test_they_are_found_copied_and_the_look_is_noted(client, row):
    keeper = log_in(client)
    assert "Isi salah satu" in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"name": "Sekartaji"}).status_code == 422
    seen = client.post(PAGE, {"nib": NIB}).content.decode()
    assert "Warung Sekartaji" in seen and "Toko Joko" not in seen
    assert "Tidak ada data yang cocok" in client.post(PAGE, {"nib": "1"}).content.decode()
    assert client.post(PAGE, {"aksi": "json"}).status_code == 422
    copied = json.loads(client.post(PAGE, {"aksi": "json", "baris": row}).content)
    assert [each["shop"] for each in copied["parts"]["lists"]["rows"]] == ["Warung Sekartaji"]
    assert client.post(PAGE, {"aksi": "pdf", "baris": row}).content.startswith(b"%PDF")
    looks = Viewing.objects.filter(viewer=f"staff:{keeper.pk}", place=PAGE).values_list("what", "ids")
    assert set(looks) == {("list", str(row)), ("copy", str(row))}


def test_they_are_erased_with_a_reason_asked_twice_and_kept_out(
    client, row, number, settings, django_capture_on_commit_callbacks
):
    keeper = log_in(client)
    asked = {"aksi": "hapus", "baris": row}
    assert "Benar-benar hapus?" in client.post(PAGE, asked).content.decode()
    assert client.post(PAGE, asked | {"kata": "ya", "reason": WHY}).status_code == 422
    assert client.post(PAGE, asked | {"kata": "hapus", "reason": "minta"}).status_code == 422
    assert rows_of(number, "name")[-1] == ("Warung Sekartaji",)
    before = (settings.HOME / JOURNAL).read_text().count("\n") if (settings.HOME / JOURNAL).exists() else 0
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(PAGE, asked | {"kata": "hapus", "reason": WHY}).headers["Location"] == PAGE
    assert rows_of(number, "name") == [("",), ("Toko Joko",)]
    [act] = [act for act in acts() if act.what == "person.rows"]
    assert (act.person_id, act.about, act.reason) == (keeper.pk, f"baris {row}", WHY)
    assert "Data tanpa nomor HP dihapus" in client.get("/staf/jejak").content.decode()
    assert (settings.HOME / JOURNAL).read_text().count("\n") == before + 3, "its NIB, its row, its owner"
    assert verify().is_clean


def test_nobody_else_finds_the_page(client, owner, row):
    client.force_login(owner.person)
    for answer in (client.get(PAGE), client.post(PAGE, {"nib": NIB}), client.post(PAGE, {"aksi": "json", "baris": row})):
        assert answer.status_code == 404


def test_the_command_finds_copies_and_erases(row, number, tmp_path, capsys):
    assert run_command("person", "rows", "--nib", NIB, "--to", str(tmp_path / "x.json")) == 0
    assert f"--row {row} " in capsys.readouterr().out and "Sekartaji" in (tmp_path / "x.json").read_text()
    assert run_command("person", "rows", "--nib", NIB, "--erase", "--reason", WHY) == 1
    assert run_command("person", "rows", "--row", str(row), "--erase") == 1
    assert run_command("person", "rows", "--row", str(row), "--erase", "--reason", WHY) == 0
    assert rows_of(number, "name") == [("",), ("Toko Joko",)]
