"""What the review page says of two records is what somebody who reads them would say."""

from datetime import date

import pytest
from django.utils.translation import override

from sekoci.registry.queries.review import COMPARED, DoubtfulPairShown, Reason, Side
from sekoci.registry.standard.likeness import names, numbers, owners, places, streets
from sekoci.registry.views.pair_words import in_words


@pytest.mark.parametrize(
    ("one", "other", "code", "but", "words"),
    [
        ("Soto Bu Tutik", "PENJAHIT IBU TUTIK", "person", "trade", ("soto", "penjahit")),
        ("Laundry Barokah", "Gudeg Barokah", "brand", "trade", ("laundry", "gudeg")),
        ("Nasi Goreng Pak Budi", "Mie Goreng Pak Budi", "person", "trade", ("nasi", "mie")),
        ("Toko Putra Mandiri", "Sate Putra Mandiri", "brand", "one_trade", ("sate", "")),
        ("Sate Bu Ratna", "Sate Pak Ratna", "person", "title", ("bu", "pak")),
        ("Toko Sri", "Kios Sri", "brand", "front", ("toko", "kios")),
        ("SOTO PAK AGUS", "Soto Bpk. Agus", "same", "", ("", "")),
        ("Warung Sri", "Wr. Bu Sri", "spelled", "", ("", "")),
        ("Konveksi Djoko", "Konveksi Joko", "spelled", "", ("", "")),
        ("SOTO ROSO JOYO", "Soto RosoJ oyo", "letters", "", ("", "")),
        ("aSte Roso Joyo", "SATE ROSO JOYO", "letters", "", ("", "")),
        ("SATE BU SUPARMI", "Gudeg B uSuparmi", "letters", "trade", ("sate", "gudeg")),
        ("Bakso", "Warung Baso", "trade_only", "", ("", "")),
        ("Toko Berkah Jaya", "Toko Berkah Abadi", "shares", "", ("", "")),
        ("Sri Rejeki", "Mekar Sari", "differs", "", ("", "")),
    ],
)
def test_of_two_names_it_is_told_what_is_the_same_and_what_is_not(one, other, code, but, words):
    found = names(one, other, is_close=False)
    assert (found.code, found.but, (found.one, found.other)) == (code, but, words)
    back = names(other, one, is_close=False)
    assert (back.code, back.but, {back.one, back.other}) == (code, but, set(words))


def test_a_name_without_a_title_is_a_persons_where_it_is_the_owners():
    assert names("Soto Tutik", "Jahit Tutik", owners=("Tutik Widodo", ""), is_close=True).code == "person"
    assert names("Soto Tutik", "Jahit Tutik", is_close=True).code == "brand"


def test_owners_are_compared_without_titles_and_degrees():
    assert owners("Ibu Fatimah Raharjo", "Hj. Fatimah Raharjo, S.Pd.", is_close=True).code == "spelled"
    assert owners("Woelandari Santoso", "Bu Wulandari Santoso", is_close=True).code == "spelled"
    assert (owners("Tutik", "Bu Tutik Widodo", is_close=False).code, owners("Joko", "Sri", is_close=False).code) == (
        "shares",
        "differs",
    )


def test_streets_numbers_and_places_say_how_far_they_agree():
    one = "Jl. Veteran No. 144"
    assert streets(one, "jl veteran no.144 RT 07/RW 09", keys=("veteran",) * 2, is_close=True).code == "house"
    other = streets(one, "Jln Veteran no 15", keys=("veteran",) * 2, is_close=True)
    assert (other.code, other.but, other.one, other.other) == ("street", "house", "144", "15")
    assert streets(one, "Jl. Yos Sudarso", keys=("veteran", "yos sudarso"), is_close=False).code == "differs"
    assert [numbers("0812", each).code for each in ("0812", "0813", "0823", "08123")] == [
        "same",
        "one_digit",
        "differs",
        "differs",
    ]
    near = places(("33.72.01.1008", "33.72.01"), ((-7.5, 110.8), (-7.501, 110.8)))
    assert (near.code, near.but, near.metres) == ("district", "", 111)
    apart = places(("33.72.04.1005", "33.72.04.1007"), (None, (-7.5, 110.8)))
    assert (apart.code, apart.but, apart.metres) == ("district", "further", None)
    assert [places(each, (None, None)).code for each in (("", ""), ("33.72", "33.74"), ("33", "35"))] == [
        "differs", "province", "differs",
    ]  # fmt: skip


def side(number: int, **said: str) -> Side:
    told = {name: said.get(name, "") for name in COMPARED}
    place = said.get("place", "Laweyan, Kota Surakarta")
    return Side(number, number, 1, said.get("list", "A"), "Dinas", date(2026, 11, 1), place, "33.72.01", "", None, told)


def pair(one: Side, other: Side, *why: Reason, probability: float = 0.5, linked: bool = False) -> DoubtfulPairShown:
    return DoubtfulPairShown(1, probability, linked, list(why), one, other)


def test_a_field_is_compared_once_and_said_by_one_word():
    two = pair(
        side(1, name="Soto Bu Tutik"),
        side(2, name="Penjahit Bu Tutik"),
        Reason("name", "exact", 5.9),
        Reason("place", "close", 2.4),
    )
    with override("id"):
        words = in_words(two)
    assert [(bar.field, bar.says, bar.is_for) for bar in words.bars] == [
        ("Nama", "nama orangnya sama, jenis usahanya beda (soto, penjahit)", True),
        ("Tempat", "kecamatannya sama", True),
    ]
    assert words.trade_differs
    assert [(line.label, line.same) for line in words.lines] == [("Nama", ""), ("Tempat", words.bars[1].says)]


def test_one_number_has_one_phrase_and_what_is_counted_against_it_says_why():
    same = (side(1, name="Warung Sri"), side(2, name="Warung Sri"))
    with override("id"):
        said = {p: in_words(pair(*same, probability=p)).opinion for p in (0.496, 0.504, 0.9999)}
        against = in_words(pair(*same, probability=0.37, linked=True)).counted
        plain = in_words(pair(*same, probability=0.37)).counted
    assert said[0.496] == said[0.504] == "Perkiraan komputer: peluangnya 50 dari 100 bahwa ini satu usaha."
    assert "99 dari 100" in said[0.9999]
    assert plain == "Sekarang dihitung dua usaha." and against.startswith("Sekarang dihitung satu usaha. Data lain")


def test_an_equal_value_that_many_have_is_said_to_be_one():
    two = (side(1, name="A", phone="+62812"), side(2, name="B", phone="+62812"))
    with override("id"):
        weak, strong = (in_words(pair(*two, Reason("phone", "exact", weight))).bars[0].says for weight in (1.2, 6.0))
    assert (weak, strong) == ("sama, tapi banyak yang sama", "sama")


def test_two_rows_of_one_list_are_said_to_be_of_one():
    two = pair(side(1, name="A"), side(2, name="A"), Reason("list", "exact", -5.3))
    with override("id"):
        [bar] = in_words(two).bars
    assert (bar.says, bar.is_for) == ("keduanya dari satu daftar", False)
