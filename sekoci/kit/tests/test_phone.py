import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekoci.kit.phone import NotAPhone, parse_phone, sought


def by_the_library(text):
    try:
        number = phonenumbers.parse(text, "ID")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def ours(text):
    try:
        return parse_phone(text)
    except NotAPhone:
        return None


HOME = st.builds(
    "".join, st.tuples(st.sampled_from(["08", "0 8", "+62", "+628", "+62 8", "+620"]), st.text("0123456789 -.()", max_size=16))
)


@given(HOME)
def test_the_short_way_for_numbers_at_home_agrees_with_the_library(text):
    assert ours(text) == by_the_library(text)


@pytest.mark.parametrize(
    "text",
    [
        "0812 3456 7890",
        "+62 812-3456-7890",
        "62812 3456 7890",
        "6281234567890",
        "(0812) 3456.7890",
        "+6281234567890",
        " 081234567890 ",
    ],
)
def test_every_spelling_of_a_mobile_is_one_number(text):
    assert parse_phone(text) == "+6281234567890"


@pytest.mark.parametrize(
    "text",
    ["", "0", "08", "0812", "halo", "0812345678901234567", "٠٨١٢٣٤٥٦٧٨٩٠", "+62+812 3456 7890", "0812345678\x00", "1" * 33],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(NotAPhone):
        parse_phone(text)


@pytest.mark.parametrize("text", ["+1 900 555 1234", "+44 871 234 5678", "0809 123 4567"])
def test_a_number_that_earns_by_being_called_is_refused(text):
    with pytest.raises(NotAPhone):
        parse_phone(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("0812-8000-0003", ["081280000003", "+6281280000003"]), ("+62 812 8000", ["628128000"]), ("8000", ["8000"]),
        ("0003", ["0003", "+62003"]), ("08", []), ("", []), ("2", []), ("Warung 300", []), ("()--", []), ("٣٣٣٣", []),
    ],
)  # fmt: skip
def test_a_part_of_a_phone_is_looked_for_as_it_stands_in_e164(text, parts):
    assert sought(text) == parts
