"""A partner's list, from the file to the rows: what came, changed, stayed and went; all of it or nothing."""

import json
from datetime import date

import pytest

from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.actions import (
    AlreadyStored,
    ListExists,
    NotWaiting,
    OlderThanStored,
    SuddenLoss,
    begin_list,
    cancel_edition,
    choose_columns,
    store_edition,
    take_file,
)
from sekoci.registry.actions.lists import forget_list_files
from sekoci.registry.actions.reading_lists import read_edition
from sekoci.registry.actions.storing_lists import write_edition
from sekoci.registry.lists.folder import folder_of
from sekoci.registry.models import Organisation
from sekoci.registry.queries.lists import preview_of, quarantined_rows
from sekoci.registry.tests.listed import DAY, NEXT_DAY, a_file, a_list, an_office, rows_of, stored, the_edition

pytestmark = pytest.mark.django_db
HEAD = "ID,Nama Usaha,Pemilik,No HP,Alamat,Kecamatan,Kota\n"
SRI = "a1,Warung Bu Sri,Sri,0857-2208-1394,Jl. Mawar 5,Laweyan,Solo\n"
JOKO = "a2,Toko Djoko,Pak Joko,6.28123E+11,Jl. Melati 7,Laweyan,Surakarta\n"
ANI = "a3,Kopi Ani,,085722081395,,Mariso,Makassar\n"


@pytest.fixture
def office(few_areas):
    return an_office()


@pytest.fixture
def number(office):
    return a_list(office)


def test_a_file_is_looked_at_first_and_stored_when_somebody_says_so(office, number):
    edition = a_file(number, HEAD + SRI + JOKO + "a9,,,,,,\n")
    seen = preview_of(edition)
    assert (the_edition(edition).state, rows_of(number, "name")) == ("ready", [])
    assert (seen.counts["good"], seen.counts["bad"], seen.counts["came"]) == (2, 1, 2)
    assert seen.faults == {"phone_scientific": 1}
    store_edition(edition, organisation_id=office.organisation_id)
    write_edition(edition)
    done = the_edition(edition)
    assert (done.state, done.came, done.changed, done.went, done.quarantined) == ("stored", 2, 0, 0, 1)
    assert rows_of(number, "key", "name", "phone", "area_code", "area_score", "name_key") == [
        ("a2", "Toko Djoko", "", "33.72.01", 1.0, "yoko"),
        ("a1", "Warung Bu Sri", "+6285722081394", "33.72.01", 1.0, "sri"),
    ]
    [(said,)] = fetch_said(number, "a2")
    assert (said["row"], said["phone"], said["phone_fault"]) == (3, "6.28123E+11", "scientific")
    assert "samples" not in done.preview
    assert not folder_of(edition).exists()
    write_edition(edition)
    assert len(rows_of(number, "key")) == 2


def test_the_next_file_of_a_list_says_what_came_changed_stayed_and_went(number):
    stored(number, HEAD + SRI + JOKO + ANI + "a4,Bakso Budi,,,,Laweyan,Solo\n")
    ids = dict(rows_of(number, "key", "id"))
    done = stored(number, HEAD + SRI + JOKO.replace("Melati 7", "Melati 8") + ANI + "a5,Baru,,,,,\n", as_of=NEXT_DAY)
    assert (done.came, done.changed, done.same, done.went) == (1, 1, 2, 1)
    now = {key: rest for key, *rest in rows_of(number, "key", "id", "as_of", "gone_at", "street")}
    assert now["a4"][1:3] == [DAY, NEXT_DAY]
    assert now["a2"] == [ids["a2"], NEXT_DAY, None, "Jl. Melati 8"]
    assert now["a1"][1] == DAY
    back = stored(number, HEAD + SRI + JOKO + ANI + "a4,Bakso Budi,,,,,Solo\n", as_of=NEXT_DAY)
    assert (back.came, back.changed, back.same, back.went) == (1, 1, 2, 1)
    assert dict(rows_of(number, "key", "gone_at"))["a4"] is None


def test_rows_without_a_key_of_their_own_are_known_by_what_they_say(number):
    text = "Nama Usaha,HP,Tenaga Kerja\nWarung Sri,085722081394,2\nToko Joko,085722081395,1\n"
    stored(number, text)
    done = stored(number, text.replace(",2\n", ",3\n"), as_of=NEXT_DAY)
    assert (done.came, done.changed, done.same, done.went) == (0, 1, 1, 0)


def test_the_same_file_twice_is_refused_kindly_and_one_that_waits_is_the_same(office, number):
    waiting = a_file(number, HEAD + SRI)
    assert a_file(number, HEAD + SRI) == waiting
    done = stored(number, HEAD + JOKO)
    with pytest.raises(AlreadyStored, match="Mitra Solo") as no:
        a_file(number, HEAD + JOKO, as_of=NEXT_DAY)
    assert no.value.facts["edition_id"] == done.pk
    with pytest.raises(OlderThanStored):
        a_file(number, HEAD + SRI + JOKO, as_of=date(2026, 10, 1))
    with pytest.raises(Invalid):
        a_file(number, HEAD + ANI, as_of=date(2199, 1, 1))
    with pytest.raises(NotFound):
        take_file(number, organisation_id=office.organisation_id + 1, chunks=[b"x"], file_name="x", as_of=DAY)
    with pytest.raises(ListExists) as exists:
        begin_list(office.organisation_id, name="mitra  SOLO")
    assert exists.value.facts["list_id"] == number


def test_a_list_cut_in_the_middle_is_asked_about(office, number):
    stored(number, HEAD + "".join(f"k{n},Usaha {chr(65 + n)},,,,,\n" for n in range(9)))
    cut = a_file(number, HEAD + "".join(f"k{n},Usaha {chr(65 + n)},,,,,\n" for n in range(5)), as_of=NEXT_DAY)
    with pytest.raises(SuddenLoss, match="4 usaha"):
        store_edition(cut, organisation_id=office.organisation_id)
    assert the_edition(cut).state == "ready"
    store_edition(cut, organisation_id=office.organisation_id, accept_loss=True)
    write_edition(cut)
    assert the_edition(cut).went == 4


def test_what_is_cancelled_leaves_nothing(office, number, django_capture_on_commit_callbacks):
    edition = a_file(number, HEAD + SRI + ",,,,,Laweyan,Solo\n")
    store_edition(edition, organisation_id=office.organisation_id)
    with django_capture_on_commit_callbacks(execute=True):
        assert cancel_edition(edition, organisation_id=office.organisation_id)
    write_edition(edition)
    read_edition(edition)
    assert (the_edition(edition).state, the_edition(edition).preview, rows_of(number, "id")) == ("cancelled", {}, [])
    assert not folder_of(edition).exists()
    assert not cancel_edition(edition, organisation_id=office.organisation_id)
    with across_businesses():
        assert fetch("select 1 from registry_quarantinedrow") == []
    with pytest.raises(NotWaiting):
        store_edition(edition, organisation_id=office.organisation_id)


def test_columns_that_were_read_wrongly_are_chosen_and_remembered(office, number):
    text = "Apa,Siapa,Di mana\nWarung Sri,Sri,Laweyan\nToko Joko,Joko,Mariso\n"
    numbers = a_file(number, "1,2\n3,4\n")
    assert (the_edition(numbers).state, the_edition(numbers).problem) == ("ready", "no_name_column")
    with pytest.raises(Invalid):
        store_edition(numbers, organisation_id=office.organisation_id)
    edition = a_file(number, text)
    with pytest.raises(Invalid):
        choose_columns(edition, organisation_id=office.organisation_id, header=1, sheet=0, places={"owner": 1})
    choose_columns(
        edition, organisation_id=office.organisation_id, header=1, sheet=0, places={"name": 0, "owner": 1, "district": 2}
    )
    read_edition(edition)
    store_edition(edition, organisation_id=office.organisation_id)
    write_edition(edition)
    assert rows_of(number, "name", "owner", "area_code") == [("Toko Joko", "Joko", "73.71.01"), ("Warung Sri", "Sri", "33.72.01")]
    again = a_file(number, text + "Bakso,Budi,Mariso\n", as_of=NEXT_DAY)
    assert the_edition(again).columns == {"name": "Apa", "owner": "Siapa", "district": "Di mana"}


def test_what_is_put_aside_can_be_downloaded_mended_and_is_text(number):
    edition = a_file(number, HEAD + SRI + ",-,,,,,\nx,=1+1,,,,,\nx,Total,,,,,\n" + HEAD + "z,123,,,,,\n" + SRI)
    with across_businesses():
        heads, rows = quarantined_rows(edition)
        told = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [(row["baris"], row["nama usaha"]) for row in told] == [
        (5, "Total"),
        (6, "Nama Usaha"),
        (7, "123"),
        (8, "Warung Bu Sri"),
    ]
    assert told[0]["alasan"].startswith("Ini baris jumlah")


def test_a_file_that_nobody_stores_is_let_go_of_after_a_week(number, monkeypatch):
    edition = a_file(number, HEAD + SRI)
    forget_list_files()
    assert folder_of(edition).exists()
    fetch("update registry_listedition set created_at = now() - interval '8 days' where id = %s", (edition,))
    monkeypatch.setattr("sekoci.registry.actions.lists._came_long_ago", lambda edition_id: True)
    forget_list_files()
    assert (the_edition(edition).state, folder_of(edition).exists()) == ("cancelled", False)


def fetch_said(number, key):
    with across_businesses():
        kept = "select said::text from registry_listrow where list_id = %s and key = %s"
        return [(json.loads(said),) for (said,) in fetch(kept, (number, key))]


def test_the_village_in_the_street_counts_where_the_columns_end_at_the_city(number):
    stored(number, 'Nama Usaha,Alamat,Kota\nSoto,"Jl. Mawar 5, Kec. Laweyan",Solo\nBakso,Jl. Laweyan 3,Solo\n')
    assert rows_of(number, "area_code", "area_score") == [("33.72", 1.0), ("33.72.01", 0.8)]


@pytest.mark.parametrize(("kind", "facts"), [("marketplace", [True, True, False]), ("local", [True, None, False])])
def test_whoever_is_in_a_marketplaces_list_is_on_offer_there_unless_the_list_says_no(areas, db, kind, facts):
    office = an_office()
    Organisation.objects.filter(id=office.organisation_id).update(kind=kind)
    list_id = a_list(office)
    stored(list_id, "nama,hp,toko online\nAyam Sri,081200000001,ya\nBakso Joko,081200000002,\nCilok Wati,081200000003,tidak\n")
    assert [json.loads(found).get("listing") for (found,) in rows_of(list_id, "facts")] == facts
