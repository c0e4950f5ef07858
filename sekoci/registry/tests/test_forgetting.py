"""Who stands in lists without a phone is found by NIK, NIB, outlet or name; is emptied; and no next edition brings them back."""

import pytest

from sekoci.accounts.actions import mark_of, note_erasures
from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.actions import forget_rows, forget_rows_again, record_basis
from sekoci.registry.actions.linking import link_waiting
from sekoci.registry.queries import LIST_PROMISES, OUTLET_PROMISES, Asked, rows_asked
from sekoci.registry.tests import linked
from sekoci.registry.tests.listed import DAY, NEXT_DAY, a_file, a_list, an_office, rows_of, stored

pytestmark = pytest.mark.django_db
HEAD = "ID,Nama Usaha,Pemilik,No HP,Alamat,Kecamatan,Kota,NIB,NIK\n"
NIK, NIB = "3372014102800001", "1234567890128"
SRI = f"a1,Warung Sekartaji,Sri Sekartaji,,Jl. Sekartaji 5,Laweyan,Solo,{NIB},{NIK}\n"
JOKO = "a2,Toko Joko,Joko Susilo,0857-2208-1395,,Laweyan,Solo,,\n"
NAMELESS = "a3,Bakso Sekartaji,,,,Laweyan,Solo,,\n"


@pytest.fixture
def office(few_areas):
    return an_office()


@pytest.fixture
def number(office) -> int:
    """A list with NIK by law: Sri without a phone, Joko with one, a stall of which only the name is known."""
    number = a_list(office)
    record_basis(office, number, kind="law", words="Peraturan 7/2021 pasal 59", signed_on=DAY, until=clock.day_in("Asia/Jakarta"))
    stored(number, HEAD + SRI + JOKO + NAMELESS)
    link_waiting(linked.by_phone)
    return number


def found(**asked: str) -> list[int]:
    with across_businesses():
        return [row.id for row in rows_asked(Asked(**asked))]


def everywhere(word: str) -> list[str]:
    """Tables of lists and outlets that hold a word, whatever the column."""
    with across_businesses():
        tables = fetch("select tablename from pg_tables where tablename ~ '^(registry|accounts|indicators|programs)_'")
        return [
            table
            for (table,) in tables
            if fetch(f"select 1 from {table} t where position(%s in t::text) > 0 limit 1", (word,))  # noqa: S608  ours
        ]


def agree() -> None:
    with across_businesses():
        for what, _, broken in (*LIST_PROMISES, *OUTLET_PROMISES):
            assert fetch(broken) == [], what


def row_of(name: str) -> int:
    with across_businesses():
        return int(fetch("select id from registry_listrow where name = %s", (name,))[0][0])


def test_they_are_found_by_nik_nib_outlet_and_by_name_in_an_area(number):
    sri = row_of("Warung Sekartaji")
    assert found(nik="3372 0141 0280 0001") == found(nib=NIB) == found(name="sri sekar", place="laweyan") == [sri]
    assert found(outlet=str(linked.outlet_of(sri))) == [sri]
    assert sorted(found(name="SEKARTAJI", place="Surakarta")) == sorted([sri, row_of("Bakso Sekartaji")])
    assert found(nik="3372014102800009") == found(nib="1") == found(name="sekartaji", place="Mariso") == []
    assert found() == found(name="sekartaji") == [], "a name alone is half of the country"


def test_erased_by_nik_nothing_is_left_and_the_next_edition_brings_nothing_back(number):
    assert "registry_outlet" in everywhere("Sekartaji 5") and everywhere(NIB)
    count, marks = forget_rows([row_of("Warung Sekartaji")], nik=NIK, how="staff")
    assert (count, {mark.partition(".")[0] for mark, _ in marks}) == (1, {"nik", "nib", "row", "said"})
    assert everywhere("Sri Sekartaji") == everywhere("Sekartaji 5") == everywhere(NIB) == everywhere(NIK) == []
    agree()
    assert rows_of(number, "name") == [("",), ("Bakso Sekartaji",), ("Toko Joko",)]
    changed = SRI.replace("Jl. Sekartaji 5", "Jl. Sekartaji 6")
    assert stored(number, HEAD + changed + JOKO + NAMELESS, as_of=NEXT_DAY).changed == 1
    assert everywhere("Sri Sekartaji") == everywhere("Sekartaji 6") == everywhere(NIB) == []
    assert forget_rows([], how="staff") == (0, [])
    agree()


@pytest.mark.parametrize(
    "row",
    [
        f"b7,Warung Baru,Orang Lain,,,Laweyan,Solo,{NIB},\n",
        f"b7,Warung Baru,Orang Lain,,,Laweyan,Solo,,{NIK}\n",
        "b7,Warung SEKARTAJI,Ibu Sri Sekartaji,,Jl. Lain 9,Laweyan,Solo,,\n",
    ],
)
def test_another_key_does_not_bring_them_back_by_nib_nik_or_owner(number, row):
    forget_rows([row_of("Warung Sekartaji")], nik=NIK, how="staff")
    stored(number, HEAD + JOKO + row, as_of=NEXT_DAY, accept_loss=True)
    assert rows_of(number, "name", "owner") == [("", ""), ("", ""), ("Bakso Sekartaji", ""), ("Toko Joko", "Joko Susilo")]


def test_a_row_without_any_number_is_kept_out_by_its_own_key(number):
    forget_rows([row_of("Bakso Sekartaji")], how="command")
    stored(number, HEAD + SRI + JOKO + NAMELESS.replace("Bakso", "Soto"), as_of=NEXT_DAY)
    assert ("Soto Sekartaji",) not in rows_of(number, "name")
    elsewhere = a_list(an_office("Bank", phone="0812-7100-0009"), "Lain")
    stored(elsewhere, HEAD + NAMELESS)
    assert rows_of(elsewhere, "name") == [("Bakso Sekartaji",)], "whose stall of that name it is, nobody knows there"


def test_a_namesake_in_another_district_stays(number):
    forget_rows([row_of("Warung Sekartaji")], nik=NIK, how="staff")
    stored(number, HEAD + JOKO + "b7,Warung Sekartaji,Sri Sekartaji,,,Mariso,Makassar,,\n", as_of=NEXT_DAY, accept_loss=True)
    assert ("Warung Sekartaji", "73.71.01") in rows_of(number, "name", "area_code")


def test_what_a_backup_brought_back_is_emptied_again(number):
    at = clock.now()
    note_erasures([(mark_of(NIB, about="nib"), at), (mark_of(f"{number}:a3", about="row"), at)], how="restore")
    assert forget_rows_again() == 2
    assert rows_of(number, "name") == [("",), ("",), ("Toko Joko",)]
    agree()
    assert forget_rows_again() == 0
    note_erasures([(mark_of(NIK, about="nik"), at)], how="restore")
    assert forget_rows_again() == 0, "it had no number any more"


def test_a_nik_alone_finds_its_row_again_after_a_restore(number):
    note_erasures([(mark_of(NIK, about="nik"), clock.now())], how="restore")
    assert forget_rows_again() == 1
    assert everywhere(NIB) == []


def test_rows_put_aside_that_name_their_number_go(number):
    a_file(number, HEAD + SRI + JOKO + f"a9,,Sri,,,Laweyan,Solo,{NIB},\n", as_of=NEXT_DAY)
    assert "registry_quarantinedrow" in everywhere(NIB)
    forget_rows([row_of("Warung Sekartaji")], how="staff")
    assert "registry_quarantinedrow" not in everywhere(NIB)


def test_the_promise_names_a_row_that_was_not_emptied_whole(number):
    with across_businesses():
        fetch("update registry_listrow set name = '' where id = %s", (row_of("Warung Sekartaji"),))
        [broken] = [broken for what, _, broken in LIST_PROMISES if "forgotten" in what]
        assert len(fetch(broken)) == 1
