"""The next file of a list: what stayed the same is let be, and still counts as told on the new day."""

from datetime import date

import pytest

from sekoci.accounts.actions import note_erasure
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.operations.verify.promise import Promise
from sekoci.registry.actions import store_edition
from sekoci.registry.actions.linking import link_waiting
from sekoci.registry.actions.pushing_lists import add_part, begin_push, finish_push, go_on
from sekoci.registry.actions.reading_lists import read_edition
from sekoci.registry.actions.storing_lists import write_edition
from sekoci.registry.lists.headings import FIELDS
from sekoci.registry.models import PartnerList
from sekoci.registry.queries import LIST_PROMISES, seen_on
from sekoci.registry.tests.linked import by_phone
from sekoci.registry.tests.listed import DAY, NEXT_DAY, a_file, a_list, an_office, rows_of, stored, the_edition
from sekoci.registry.views.list_words import problem_of

pytestmark = pytest.mark.django_db
HEAD = "ID,Nama Usaha,Pemilik,No HP,Kecamatan,Kota\n"
SRI = "a1,Warung Bu Sri,Sri,0857-2208-1394,Laweyan,Solo\n"
JOKO = "a2,Toko Joko,Joko,0857-2208-1395,Laweyan,Solo\n"
ANI = "a3,Kopi Ani,Ani,0857-2208-1396,Laweyan,Solo\n"
LATER = date(2026, 11, 15)


@pytest.fixture
def office(few_areas):
    return an_office()


@pytest.fixture
def number(office):
    return a_list(office)


def versions(number):
    return dict(rows_of(number, "key", "xmin::text"))


def seen(number):
    with across_businesses():
        rows = "registry_listrow r join registry_partnerlist l on l.id = r.list_id"
        return dict(fetch(f"select r.key, {seen_on('r', 'l')} from {rows} where l.id = %s", (number,)))  # noqa: S608  ours


def test_rows_that_stayed_the_same_are_not_written_anew_and_are_of_the_new_day(number):
    stored(number, HEAD + SRI + JOKO + ANI)
    before = versions(number)
    stored(number, HEAD + SRI + JOKO.replace("Toko", "Kios"), as_of=NEXT_DAY)
    after = versions(number)
    assert [key for key in sorted(before) if after[key] != before[key]] == ["a2", "a3"]
    assert seen(number) == {"a1": NEXT_DAY, "a2": NEXT_DAY, "a3": DAY}
    stored(number, HEAD + SRI + JOKO.replace("Toko", "Kios") + "a9,Baru,,,,\n", as_of=LATER)
    assert {key: after[key] for key in ("a1", "a2", "a3")}.items() <= versions(number).items()
    assert seen(number) == {"a1": LATER, "a2": LATER, "a3": DAY, "a9": LATER}


def test_what_went_keeps_the_day_on_which_it_was_last_there(number):
    for day, rows in ((DAY, SRI + JOKO), (NEXT_DAY, SRI + JOKO + ANI), (LATER, SRI + ANI)):
        stored(number, HEAD + rows, as_of=day)
    assert dict(rows_of(number, "key", "as_of"))["a2"] == NEXT_DAY
    assert seen(number)["a2"] == NEXT_DAY


def test_a_list_that_told_the_same_of_a_later_day_is_the_most_recent_one(office, number):
    other = a_list(office, "Lainnya")
    stored(number, HEAD + SRI)
    stored(other, HEAD + SRI.replace("Warung Bu Sri", "Warung Sri"), as_of=NEXT_DAY)
    link_waiting(by_phone)
    assert names() == ["Warung Sri"]
    untouched = versions(number)
    stored(number, HEAD + SRI + JOKO, as_of=LATER)
    link_waiting(by_phone)
    assert names() == ["Toko Joko", "Warung Bu Sri"]
    assert untouched.items() <= versions(number).items()
    assert not PartnerList.objects.filter(records_wait=True)


def test_a_file_that_was_overtaken_while_it_waited_is_not_stored(office, number):
    older, newer = a_file(number, HEAD + SRI + JOKO), a_file(number, HEAD + SRI + ANI, as_of=NEXT_DAY)
    for edition in (older, newer):
        store_edition(edition, organisation_id=office.organisation_id)
    write_edition(newer)
    write_edition(older)
    assert (the_edition(older).state, problem_of(the_edition(older).problem)[:24]) == ("failed", "File yang lebih baru sud")
    assert rows_of(number, "key") == [("a3",), ("a1",)]


def test_what_was_stored_since_it_was_looked_at_is_seen(office, number):
    first, second = a_file(number, HEAD + SRI + JOKO), a_file(number, HEAD + SRI + JOKO + ANI, as_of=NEXT_DAY)
    assert the_edition(second).came == 3
    for edition in (first, second):
        store_edition(edition, organisation_id=office.organisation_id)
        write_edition(edition)
    done = the_edition(second)
    assert (done.came, done.changed, done.same, done.went) == (1, 0, 2, 0)


def test_nobody_who_was_forgotten_comes_back_with_a_next_file(number):
    stored(number, HEAD + SRI)
    note_erasure("+6285722081395", how="page")
    stored(number, HEAD + SRI + JOKO, as_of=NEXT_DAY)
    told = {key: rest for key, *rest in rows_of(number, "key", "name", "owner", "phone", "area_code", "said::text")}
    assert told["a2"] == ["", "", "", "33.72.01", "{}"]
    assert told["a1"][:2] == ["Warung Bu Sri", "Sri"]


def test_verify_finds_a_list_that_has_not_what_its_newest_file_brought(number):
    stored(number, HEAD + SRI + JOKO)
    stored(number, HEAD + SRI + ANI, as_of=NEXT_DAY, accept_loss=True)
    [whole] = [Promise(*each) for each in LIST_PROMISES if "newest file" in each[0]]
    with across_businesses():
        assert (whole.run().counted, list(whole.run().wrong)) == (2, [])
        fetch("update registry_listrow set gone_at = null where key = 'a2' and list_id = %s", (number,))
        assert len(whole.run().wrong) == 1


def names():
    with across_businesses():
        return [name for (name,) in fetch("select name from registry_outlet where ended_at is null order by 1")]


def test_a_push_does_not_change_what_the_list_remembers_of_its_files(office, number):
    stored(number, HEAD + SRI)
    remembered = PartnerList.objects.get(id=number).columns
    assert remembered
    push, _ = begin_push(office, name="Mitra Solo", as_of=NEXT_DAY, key="malam-1")
    said = {"key": "a1", "name": "Warung Bu Sri", "regency": "Solo"}
    add_part(push, 1, [[said.get(field, "") for field in FIELDS]], reach=office)
    finish_push(push, parts=1, accept_loss=True, reach=office)
    read_edition(push)
    go_on(push)
    write_edition(push)
    assert the_edition(push).state == "stored"
    assert PartnerList.objects.get(id=number).columns == remembered
