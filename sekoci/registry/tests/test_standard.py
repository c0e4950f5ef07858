"""One rule for what lists write: through SQL and through Python, and twice is once."""

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sekoci.kit.errors import Refusal
from sekoci.kit.phone import is_mobile, parse_phone
from sekoci.registry.standard import FIELDS, Fields, Raw, Standard, fold, standardise, standardised
from sekoci.registry.standard.texts import folding

LETTERS = st.text("abcdehijkostuxy .,/'0123456789éŻ\n", max_size=40)
ADDRESS_WORDS = "Jl. Jln Gg. No. no blok RT rw 03 5 12A 7/9 kel. Desa Mawar Soedirman 17 Agustus , 57139 on. tr c3 H. dr"
ADDRESSES = st.lists(
    st.sampled_from(ADDRESS_WORDS.split()),
    max_size=9,
).map(" ".join)


def one(**said: str) -> Standard:
    return standardise([Raw(**said)])[0]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Warung Bu Djoewariah", "WR. IBU JUWARIAH"),
        ("UD. Soember Redjeki", "Toko Sumber Rejeki"),
        ("Rejeki Sumber", "CV Sumber Rejeki, Tbk."),
        ("Toko Achmad Dharma", "Kios Ahmad Darma"),
        ("U.D. Mas'ud", "Masud"),
        ("H. Muhammad Thoyib", "Muhamad Toyib"),
        ("Restoran Anugrah", "Warung Anugrah"),
        ("Giras Buk Niroh", "Warkop Bu Niroh"),
    ],
)
def test_two_spellings_of_a_name_have_one_key(first: str, second: str):
    assert one(name=first).name_key == one(name=second).name_key != None  # noqa: E711


def test_trades_are_kept_apart_and_stand_for_a_name_without_any_other():
    laundry = one(name="Loundry Pak Budi")
    assert (laundry.name_std, laundry.name_key, laundry.trade_key) == ("loundry pak budi", "budi", "laundry")
    assert one(name="Warung Bakso").name_key == one(name="baso").name_key == "bakso"
    assert one(name="Toko").name_key == "toko"


def test_an_owner_has_neither_titles_nor_degrees():
    assert one(owner="Hj. Siti Aminah, S.Pd., M.M.").owner_key == one(owner="Ibu Aminah Siti").owner_key == "aminah siti"
    assert one(owner="Pak Haji").owner_key == one(owner="Haji Pak").owner_key


def test_an_address_gives_street_house_and_neighbourhood():
    long = one(address="Jl. Jend. Soedirman No. 12 B RT 03/RW 05, Kel. Manahan, Kec. Banjarsari 57139")
    assert (long.street_key, long.house_no, long.rt_rw) == ("sudirman", "12b", "3/5")
    short = one(address="jln sudirman 12b rt3 rw5")
    assert (short.street_key, short.house_no, short.rt_rw) == ("sudirman", "12b", "3/5")
    for areas in ("Serengan, Surakarta", "Serengan, Kota Surakarta 57155", "RT 03/RW 05, Serengan, Solo"):
        told = one(address=f"Jl. Sudirman No. 12B, {areas}")
        assert (told.street_key, told.house_no) == ("sudirman", "12b"), areas
    assert one(address="Ruko Permata No. 5, Jl. Sudirman").street_key == "permata sudirman"
    assert one(address="Jl. 17 Agustus, Solo").street_key == "17 agustus solo"
    estate = one(address="Perum Griya Indah Blok C3 No. 07")
    assert (estate.street_key, estate.house_no) == ("griya indah", "c3/7")
    assert one(address="Jalan 17 Agustus 45").street_key == "17 agustus"
    assert one(address="Gang 3 no 4").street_key != one(address="Gang 4 no 4").street_key
    assert one(address="Desa Sukamaju RT 01").street_key is not None


@pytest.mark.parametrize(
    ("said", "phone", "fault"),
    [
        ("0812-3456-7891", "+6281234567891", "made_up"),
        ("628123000000", "+628123000000", "made_up"),
        ("0857 2208 1394 / 0271 712345", "+6285722081394", None),
        ("0271 712345 / 0857 2208 1394", "+6285722081394", None),
        ("085722081394,085722081395", "+6285722081394", None),
        ("0857-22 / 0857-2208-1394", "+6285722081394", None),
        ("-/ WA 0857-2208-1394", "+6285722081394", None),
        ("0811111111 atau 085722081394", "+6285722081394", None),
        ("085722081394 081322081394", "+6285722081394", None),
        ("0857-2208-1394/95", "+6285722081394", None),
        ("0271 712345 / 0271 712346", "+62271712345", None),
        ("0857-22/0858-22", None, "short"),
        ("WA: 62 857 2208 1394", "+6285722081394", None),
        ("85722081394", "+6285722081394", None),
        ("6285722081394.0", "+6285722081394", None),
        ("6.28123E+11", None, "scientific"),
        ("6,28123e11", None, "scientific"),
        ("0857-22", None, "short"),
        ("0840 1234 5679", None, "unassigned"),
        ("+65 6123 4567", None, "foreign"),
        ("tidak ada", None, "not_a_number"),
        ("", None, None),
    ],
)
def test_a_phone_is_one_or_says_why_not(said: str, phone: str | None, fault: str | None):
    told = one(phone=said)
    assert (told.phone, told.phone_fault) == (phone, fault)


def test_numbers_that_many_write_for_want_of_one_are_no_evidence():
    told = standardise([Raw(phone=each) for each in ("0800000000", "08111111111", "081234567890", "085722081394")])
    assert [each.phone_key for each in told] == [None, None, None, "85722081394"]


def test_an_old_prefix_still_shows_that_two_rows_agree():
    assert one(phone="0840-1204-5679").phone_key == one(phone="62840 1204 5679").phone_key == "84012045679"


def test_a_nib_has_thirteen_digits_and_gets_its_lost_zero_back():
    told = standardise([Raw(nib=each) for each in ("9120.3012.34567", "9120301234567.0", "123", "0000000000000", "9.12E+12")])
    lost = standardise([Raw(nib=each) for each in ("220103452894", "220103452894.0", "123456789012", "000000000000")])
    assert [(each.nib, each.nib_fault) for each in lost] == [("0220103452894", None)] * 2 + [(None, "made_up")] * 2
    assert [each.nib for each in told] == ["9120301234567", "9120301234567", None, None, None]
    assert [each.nib_fault for each in told] == [None, None, "not_13_digits", "made_up", "scientific"]


@given(st.from_regex(r"\A(08|628|\+628|8)[0-9]{5,12}\Z"))
@settings(max_examples=60, deadline=None)
def test_a_mobile_number_is_valid_where_the_shop_would_take_it(said: str):
    try:
        expected = parse_phone(said)
    except Refusal:
        expected = None
    ours = one(phone=said).phone
    assert (ours if ours and is_mobile(ours) else None) == (expected if expected and is_mobile(expected) else None)


@given(LETTERS, LETTERS, st.one_of(LETTERS, ADDRESSES))
@example("toko tjh oooee", "H. h. ddjj", "Jl. 5 5 No No 5 desa 7")
@settings(max_examples=80, deadline=None)
def test_what_is_standard_stays_as_it_is(name: str, owner: str, address: str):
    first = one(name=name, owner=owner, address=address)
    again = one(name=first.name_key or "", owner=first.owner_key or "", address=first.street_key or "")
    assert (again.name_key, again.owner_key, again.street_key) == (first.name_key, first.owner_key, first.street_key)
    assert one(name=first.name_std or "").name_std == first.name_std


@given(st.text("abcdehjkostuxy0 ", max_size=30).map(lambda text: " ".join(text.split())))
@settings(max_examples=80, deadline=None)
def test_spelling_is_folded_alike_in_sql_and_in_python(text: str):
    first, second = folding("t", "folded")
    sql = f"select folded from (select *, {second} from (select *, {first} from (select ?::varchar as t)))"  # noqa: S608  ours
    assert duckdb.execute(sql, [text]).fetchall() == [(fold(text),)]


def test_a_table_is_standardised_by_the_same_rule_as_a_row():
    rows = [
        Raw("Toko A", "Bu Sri", "0857 2208 1394", "jl mawar 5", None),
        Raw("Bakso Djoko", None, "1E+5", None, "9120301234567"),
    ]
    with duckdb.connect() as database:
        database.execute("create table told (id int, n text, o text, p text, a text, b text)")
        database.executemany(
            "insert into told values (?, ?, ?, ?, ?, ?)",
            [(at, row.name, row.owner, row.phone, row.address, row.nib) for at, row in enumerate(rows)],
        )
        sql = standardised("told", Fields("n", "o", "p", "a", "b"), keep=["id"])
        relation = database.execute(sql + " order by id")
        assert [column[0] for column in relation.description] == ["id", *FIELDS]
        assert [Standard(*row[1:]) for row in relation.fetchall()] == standardise(rows)
