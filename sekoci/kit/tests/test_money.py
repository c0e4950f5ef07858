"""Prices as people write them: read one way or refused, never guessed, never a crash."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sekoci.kit.errors import Invalid
from sekoci.kit.money import MOST, parse_rupiah, rupiah


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("15000", 15_000),
        ("15.000", 15_000),
        ("15,000", 15_000),
        ("Rp15.000", 15_000),
        ("rp 15.000", 15_000),
        ("RP. 15.000", 15_000),
        ("Rp.15.000", 15_000),
        ("IDR 15000", 15_000),
        ("Rp 15.000,-", 15_000),
        ("15.000,00", 15_000),
        ("1,250,000.00", 1_250_000),
        (" 15000 ", 15_000),
        ("15 000", 15_000),
        ("15rb", 15_000),
        ("15 rb", 15_000),
        ("15RB", 15_000),
        ("15 ribu", 15_000),
        ("15k", 15_000),
        ("1,5 jt", 1_500_000),
        ("1.5jt", 1_500_000),
        ("2 juta", 2_000_000),
        ("1,125 jt", 1_125_000),
        ("1 miliar", 1_000_000_000),
        ("0", 0),
        ("007", 7),
        ("1.250", 1_250),
        ("１５０００", 15_000),
        ("1000000000000000", MOST),
    ],
)
def test_a_price_is_read_as_it_was_meant(text, amount):
    assert parse_rupiah(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-5", "+5", "1e309", "1e5", "inf", "nan", "0x10", "١٥٠٠٠", "१५०००", "lima belas ribu", "15 ribuan", "rb", "Rp",
        "1.25", "1,2", "1.250.00", "1,000,00", "15.00", "5,00",
        "1.2.3", "12.34.567", "1.2345", "1.250,000", "1..000", ".5", "5.", "1,5555 rb", "15rbjt", "15 rb 500", "1000000000000001",
        "9" * 400, "15000\x00", "15000; drop table", "<b>15000</b>", "=15000", "15000 USD", "$15", "15'000", "½", "²",
        "15\u200b000", "1.500 rb", "1.250jt",
    ],
)  # fmt: skip
def test_what_could_mean_something_else_is_refused(text):
    with pytest.raises(Invalid) as refused:
        parse_rupiah(text, field="harga")
    assert refused.value.field == "harga"


@given(some.integers(0, MOST))
def test_what_we_write_we_read(amount):
    for text in (rupiah(amount), str(amount), f"{amount:,}", f"{rupiah(amount)},-", f" {amount} "):
        assert parse_rupiah(text) == amount


@given(some.text(max_size=40) | some.text("0123456789.,rRpPbBjJtT kKmM-+eE", max_size=20))
def test_any_text_is_read_or_refused(text):
    try:
        assert 0 <= parse_rupiah(text) <= MOST
    except Invalid as no:
        assert no.field == "price"


def test_money_below_zero_has_a_minus_sign_that_no_line_breaks_after():
    assert rupiah(-15_000) == "\u2212Rp15.000"
