"""Identity numbers of lists: dropped unless the legal basis is written down; sealed, masked, opened one by one, erased."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from sekoci.kit import clock
from sekoci.kit.clock import day_in
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.persons import Who, held, take_out
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.actions import end_basis, record_basis, show_row_identity, store_edition
from sekoci.registry.actions.legal_bases import forget_identities, holds_basis
from sekoci.registry.actions.lists import COUNTRYS_CLOCK
from sekoci.registry.actions.storing_lists import write_edition
from sekoci.registry.held import HELD
from sekoci.registry.queries.lists import preview_of
from sekoci.registry.tests.listed import NEXT_DAY, a_file, a_list, an_office, rows_of, stored
from sekoci.registry.tests.people import text_of

pytestmark = pytest.mark.django_db
HEAD = "ID,Nama Usaha,HP,Kecamatan,Kota,NIK\n"
NIK, OTHER = "3372014101800001", "3372015202900002"
TEXT = HEAD + f"a1,Warung Sri,085722081394,Laweyan,Solo,{NIK}\na2,Toko Joko,,Laweyan,Solo,{OTHER}\na3,Kopi,,Laweyan,Solo,123\n"
SRI = "+6285722081394"


@pytest.fixture
def office(few_areas):
    return an_office()


@pytest.fixture
def number(office):
    return a_list(office)


def today() -> date:
    return day_in(COUNTRYS_CLOCK)


def allowed(office, number, *, days: int = 30, words: str = "Perjanjian 12/DKUKM/2026, pasal 4") -> int:
    return record_basis(office, number, kind="agreement", words=words, signed_on=today(), until=today() + timedelta(days=days))


def sealed(number: int) -> list[tuple[object, ...]]:
    with across_businesses():
        return fetch(
            "select r.key, i.last4, i.sealed from registry_rowidentity i join registry_listrow r on r.id = i.row_id"
            " where i.list_id = %s order by 1",
            (number,),
        )


def row(number: int, key: str) -> int:
    return dict(rows_of(number, "key", "id"))[key]


def looks() -> list[tuple[object, ...]]:
    return fetch("select viewer, what from accounts_viewing where what = 'number'")


def test_without_a_basis_they_are_dropped_and_with_one_they_are_kept_sealed(office, number):
    stored(number, TEXT)
    assert sealed(number) == []
    allowed(office, number)
    edition = a_file(number, TEXT + "a4,Jamu,,Laweyan,Solo,\n", as_of=NEXT_DAY)
    seen = preview_of(edition)
    assert (seen.sealed, seen.dropped) == (("NIK", 2), [])
    store_edition(edition, organisation_id=office.organisation_id)
    write_edition(edition)
    kept = sealed(number)
    assert [each[:2] for each in kept] == [("a1", "0001"), ("a2", "0002")]
    assert preview_of(edition).sealed == ("NIK", 2)
    everything = str(fetch("select array_agg(e::text) from registry_listedition e")) + str(kept)
    with across_businesses():
        everything += str(fetch("select array_agg(r::text) from registry_listrow r"))
    assert NIK not in everything
    assert OTHER not in everything


def test_a_number_is_opened_one_by_one_by_its_own_organisation_and_that_is_noted(office, number):
    allowed(office, number)
    stored(number, TEXT)
    with across_businesses():
        assert show_row_identity(office, number, row(number, "a1")) == NIK
        assert show_row_identity(office, number, row(number, "a2")) == OTHER
        assert looks() == [(f"officer:{office.person_id}", "number")] * 2
        stranger = an_office("Bank", phone="0812-7100-0009")
        for who, of_list, key in ((stranger, number, "a1"), (office, number, "a3"), (office, number + 1, "a1")):
            with pytest.raises(NotFound):
                show_row_identity(who, of_list, row(number, key))


def test_a_sealed_number_that_was_moved_to_another_row_does_not_open(office, number):
    from sekoci.kit.sealing import CannotUnseal

    allowed(office, number)
    stored(number, TEXT)
    with across_businesses():
        fetch("update registry_rowidentity set sealed = (select max(sealed) from registry_rowidentity)")
        opened = []
        for key in ("a1", "a2"):
            try:
                opened.append(show_row_identity(office, number, row(number, key)))
            except CannotUnseal:
                pass
    assert len(opened) == 1


def test_the_next_file_and_no_other_says_which_numbers_there_are(office, number):
    allowed(office, number)
    stored(number, TEXT)
    stored(number, HEAD + f"a1,Warung Sri,085722081394,Laweyan,Solo,{OTHER}\n", as_of=NEXT_DAY, accept_loss=True)
    assert [each[:2] for each in sealed(number)] == [("a1", "0002")]
    with across_businesses():
        assert show_row_identity(office, number, row(number, "a1")) == OTHER
    stored(number, "ID,Nama Usaha\na1,Warung Sri\n", as_of=NEXT_DAY)
    assert sealed(number) == []


def test_when_the_basis_ends_its_numbers_are_erased(office, number):
    allowed(office, number, days=2)
    stored(number, TEXT)
    other = a_list(office, "Lain")
    allowed(office, other)
    stored(other, TEXT.replace("Kopi", "Kedai"))
    assert forget_identities() == 0
    with clock.frozen(clock.now() + timedelta(days=3)):
        assert not holds_basis(number)
        with across_businesses(), pytest.raises(NotFound):
            show_row_identity(office, number, row(number, "a1"))
        assert forget_identities() == 2
    assert (len(sealed(number)), len(sealed(other))) == (0, 2)
    assert end_basis(office, other) == 2
    assert sealed(other) == []


def test_a_basis_that_ended_between_looking_and_storing_keeps_nothing(office, number):
    allowed(office, number)
    edition = a_file(number, TEXT)
    end_basis(office, number)
    store_edition(edition, organisation_id=office.organisation_id)
    write_edition(edition)
    assert (len(rows_of(number, "id")), sealed(number)) == (3, [])


def test_a_basis_is_named_dated_and_ends_within_five_years(office, number):
    with pytest.raises(Invalid):
        allowed(office, number, words="UU")
    for signed, until in ((1, 30), (0, -1), (0, 366 * 6)):
        with pytest.raises(Invalid):
            record_basis(
                office,
                number,
                kind="law",
                words="UU 20/2008 pasal 88",
                signed_on=today() + timedelta(days=signed),
                until=today() + timedelta(days=until),
            )
    with pytest.raises(NotFound):
        allowed(an_office("Bank", phone="0812-7100-0009"), number)
    allowed(office, number)
    allowed(office, number, words="Perjanjian 13/DKUKM/2026")
    assert len(fetch("select 1 from registry_legalbasis where ended_at is null")) == 1


def test_a_person_gets_their_number_and_when_they_are_forgotten_it_goes(office, number):
    allowed(office, number)
    stored(number, TEXT)
    part = next(part for part in HELD if part.name == "list_identities")
    who = Who(0, SRI)
    with across_businesses():
        assert [each["code"] for each in held(part, who).rows] == ["…0001"]
        assert [each["code"] for each in held(part, who, opened=True).rows] == [NIK]
        assert "sealed" not in held(part, who).rows[0]
        assert [take_out(each, who) for each in HELD if each.name == "list_identities"] == [1]
    assert [each[0] for each in sealed(number)] == ["a2"]


def test_the_page_writes_the_basis_down_shows_last_digits_and_ends_it(client, office, number):
    from sekoci.accounts.models import Person

    client.force_login(Person.objects.get(id=office.person_id))
    page = reverse("registry:identity_numbers", args=[office.organisation, number])
    assert "dibuang saat file dibaca" in text_of(client.get(page))
    said = {"kind": "law", "words": "UU", "signed_on": str(today()), "until": str(today())}
    wrong = client.post(page, said)
    assert (wrong.status_code, "Sebutkan nomor dan pasalnya" in text_of(wrong)) == (422, True)
    assert client.post(page, said | {"words": "UU 20/2008 pasal 88 ayat 2"}).status_code == 302
    stored(number, TEXT)
    shown = text_of(client.get(page, {"cari": "war"}))
    assert "2 NIK tersimpan tersandi" in shown
    assert "•••• 0001" in shown
    assert "0002" not in shown
    assert NIK not in shown
    whole = reverse("registry:identity_number", args=[office.organisation, number, row(number, "a1")])
    assert "/akun/pastikan" in client.get(whole).headers["Location"]
    assert client.post(page, {"akhiri": "ya"}).status_code == 302
    assert sealed(number) == []
    assert "UU 20/2008" in text_of(client.get(page))
