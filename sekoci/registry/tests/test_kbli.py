"""The state's list of activities: loaded from files, searched by words, picked by an owner."""

import argparse
import csv
import io
import json

import pytest
from django.urls import reverse

from sekoci.kit.errors import Invalid
from sekoci.operations.commands import kbli as command
from sekoci.registry.actions import change_business, write_kbli
from sekoci.registry.queries import business_facts, kbli_editions, search_activities, suggested_activities
from sekoci.registry.queries.kbli import codes_without_zero
from sekoci.registry.rules import TITLES, KbliRow, edition_of, missing_parents, read_kbli, zero_lost
from sekoci.registry.tests.test_kinds import LISTS, beside

pytestmark = pytest.mark.django_db


def a_list(edition):
    """As many codes as a whole list has: those that we know of the edition, and invented ones."""
    invented = [KbliRow(f"{code}", f"Kegiatan {code}", "") for code in range(90000, 90600)]
    return [*(KbliRow(code, title.upper(), "") for code, title in TITLES[edition].items()), *invented]


def as_csv(rows):
    text = io.StringIO()
    written = csv.writer(text)
    written.writerow(["kode", "judul", "uraian"])
    written.writerows((row.code, row.title, row.description) for row in rows)
    return text.getvalue()


def as_json(rows):
    return json.dumps([{"code": row.code, "title": row.title, "description": row.description} for row in rows])


def run(*paths):
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    return command.run(parser.parse_args(["load", *map(str, paths)]))


@pytest.mark.parametrize("edition", ["2020", "2025"])
@pytest.mark.parametrize("written", [as_csv, as_json])
def test_a_file_is_read_and_its_edition_known_by_its_titles(edition, written):
    rows = read_kbli(written(a_list(edition)), name="daftar")
    assert rows == a_list(edition)
    assert edition_of(rows, name="daftar") == edition


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "kolom kode dan judul"),
        ("[1, 2]", "bukan daftar kode"),
        ("[{]", "JSON-nya rusak"),
        ("kode,judul\n10794,Keripik\nabc,Lain\n", "baris 2: kode “abc”"),
        ("kode,judul\n10794,\n", "tanpa judul"),
        ("kode,judul\n10794,A\n10794,B\n", "10794 ada dua kali"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_what_is_wrong(text, said):
    with pytest.raises(Invalid) as no:
        read_kbli(text, name="x.csv")
    assert said in no.value.sentence("id") and "x.csv" in no.value.sentence("en")


def test_a_piece_and_another_list_are_refused():
    for rows, said in (
        (a_list("2020")[:30], "hanya 30"),
        ([KbliRow(f"{n}", "X", "") for n in range(20000, 21000)], "bukan KBLI"),
    ):
        with pytest.raises(Invalid, match=said):
            edition_of(rows, name="x")


def test_four_digits_are_a_code_without_its_zero_only_where_nothing_else_is_called_so():
    assert zero_lost(["01111", "01411", "14111", "47111", "0111", "A"]) == {"1111"}
    assert {"1461", "1301"} <= codes_without_zero()
    assert "1411" not in codes_without_zero()


def test_parents_that_the_list_lacks_are_named():
    assert missing_parents([KbliRow("7410", "A", ""), KbliRow("74101", "B", ""), KbliRow("49421", "C", "")]) == ["4942"]
    assert missing_parents([KbliRow("74101", "B", "")]) == []


def test_loading_again_writes_only_what_is_different(tmp_path, capsys):
    path = tmp_path / "daftar.csv"
    path.write_text(as_csv(a_list("2025")), encoding="utf-8-sig")
    assert (run(path), run(path)) == (0, 0)
    said = capsys.readouterr().out.splitlines()
    assert f" {len(a_list('2025')):,} lines new" in said[0] and " 0 lines new" in said[1]
    assert write_kbli("2025", [*a_list("2025")[:-1], KbliRow("90599", "Lain", "")]) == 1


def test_a_bad_file_loads_nothing_and_says_why(tmp_path, capsys):
    bad, missing = tmp_path / "a.csv", tmp_path / "tidak-ada.csv"
    bad.write_bytes(b"\xff\xfe kode")
    assert (run(bad), run(missing)) == (1, 1)
    assert capsys.readouterr().out.count("Cannot read it") == 2
    assert not any(each.is_loaded for each in kbli_editions())


@beside
@pytest.mark.parametrize(("edition", "activities"), [("2020", 1_790), ("2025", 1_559)])
def test_the_official_lists_load_whole(edition, activities, capsys):
    assert run(LISTS / f"kbli{edition}") == 0
    said = capsys.readouterr().out
    assert f"KBLI {edition}: {activities:,} activities" in said
    assert ("4942, 7410, 7730" in said) == (edition == "2020")
    assert search_activities(edition, "keripik")[0].code == "10794"


def test_words_find_what_is_suggested_until_a_list_is_loaded():
    assert [each.code for each in search_activities("2025", "keripik")] == ["10794"]
    assert [each.code for each in suggested_activities("2020", "kopi")] == ["10761", "47243"]
    write_kbli("2025", [*a_list("2025"), KbliRow("10700", "Lain", "termasuk keripik"), KbliRow("1079", "Keripik", "")])
    assert [each.code for each in search_activities("2025", "KERIPIK")] == ["10794", "10700"]
    assert search_activities("2025", "  ") == search_activities("2025", "tidakada") == []


def test_an_owner_picks_a_code_of_each_edition_and_a_wrong_one_changes_nothing(client, owner, shop):
    client.force_login(owner.person)
    page = reverse("registry:kbli", args=[shop.slug])
    body = client.get(page).content.decode()
    assert body.index("10794") < body.index("47249") and 'href="?edisi=2025" aria-current="true"' in body
    assert client.post(page, {"code": "10794"}).status_code == 302
    assert client.post(f"{page}?edisi=2020", {"code": "56102"}).status_code == 302
    assert client.post(page, {"code": "99999"}).status_code == 422
    assert business_facts(shop.id).kbli == {"2020": "56102", "2025": "10794"}
    assert "2025: 10794" in client.get(reverse("registry:facts", args=[shop.slug])).content.decode()
    with pytest.raises(Invalid):
        change_business(shop.id, name="Lain", kbli_2025="56104")
    assert "Tidak ada yang cocok" in client.get(page, {"cari": "zzz"}).content.decode()
