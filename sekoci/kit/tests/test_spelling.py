"""Everyday spelling."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekoci.kit.spelling import Word, asked, fold, is_found, own_first, slips, words
from sekoci.kit.spelling.everyday import MEANT

LISTINGS = Path(__file__).parents[4] / "shared/data/prdect-id/prdect_id.csv"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kerupuk", "krupuk"),
        ("Keripik Singkong", "kripikk  SINGKONG"),
        ("jus alpukat", "juice alpukat"),
        ("nasi goreng pedas", "nasgor pedes"),
        ("tjoklat djahe", "coklat jahe"),
        ("doerian", "durian"),
        ("telur asin", "telor asin"),
        ("taksi", "taxi"),
        ("kue-kue", "kue2 kue"),
        ("500 gram", "500gr"),
        ("½ kg", "1/2 kilo"),
        ("1,5 liter", "1.5 ltr"),
        ("jum'at", "jumat"),
    ],
)
def test_said_differently_and_the_same(one, other):
    assert {word.folded for word in words(one)} == {word.folded for word in words(other)}


@pytest.mark.parametrize(
    ("one", "other"), [("babi", "baby"), ("tahu", "teh"), ("500 g", "500 kg"), ("bayam", "ayam"), ("sapu", "sapi"), ("es", "as")]
)
def test_what_is_different_stays_different(one, other):
    assert [word.folded for word in words(one)] != [word.folded for word in words(other)]
    assert not is_found(asked(one), other)


def test_what_only_says_that_somebody_looks_is_left_out():
    assert [word.plain for word in asked("ada yang jual keripik pisang di sekitar sini ga kak")] == ["keripik", "pisang", "ga"]
    assert [word.plain for word in asked("jual")] == ["jual"]
    assert asked("   ?! ") == []
    assert len(asked("satu dua tiga empat lima enam tujuh delapan sembilan sepuluh")) == 8


@pytest.mark.parametrize(
    "typed", ["kripik", "kerip", "keripk", "kreipik", "keripikk", "kerlpik", "sing", "singkog", "ayam", "jilba"]
)
def test_a_word_is_found_whole_begun_or_with_one_slip(typed):
    assert is_found(asked(typed), "Keripik Singkong Ayam untuk Jilbab")


def test_two_slips_or_a_short_word_with_one_are_not():
    assert not is_found(asked("kuropik"), "Keripik")
    assert not is_found(asked("ayem tenon"), "Ayam penyet")
    assert not slips(Word("ayam", "ayam"))
    assert not slips(Word("500kg", "500kg"))


@given(st.text(max_size=60))
def test_any_text_has_plain_words_and_the_same_each_time(text):
    found = words(text)
    assert found == words(text)
    assert all(word.folded.isascii() and word.folded.isalnum() and word.folded == fold(word.plain) for word in found)


@given(st.sampled_from(sorted(MEANT)))
def test_what_is_meant_means_itself(meant):
    assert [word.plain for word in words(meant)] == meant.split()


def test_no_everyday_word_means_two_things():
    sayings: dict[str, str] = {}
    for meant, said in MEANT.items():
        for each in said.split():
            assert sayings.setdefault(fold(each), meant) == meant, each


@pytest.mark.skipif(not LISTINGS.exists(), reason=f"{LISTINGS} is not here")
def test_real_listings_are_found_by_two_of_their_own_words_with_a_slip():
    with LISTINGS.open(encoding="utf-8", newline="") as file:
        names = sorted({row["Product Name"] for row in csv.DictReader(file)})[::7]
    missed = []
    for name in names:
        own = [word for word in re.findall("[a-z]+", name.lower()) if len(word) > 6][:2]
        if not is_found(asked(" ".join(word[:3] + word[4:] for word in own)), name):
            missed.append(name)
    assert len(missed) * 40 <= len(names), missed


def test_a_short_word_may_have_lost_a_vowel_and_nothing_else():
    assert is_found(asked("kripik tmpe"), "Keripik tempe")
    assert is_found(asked("syur"), "Sayur lodeh")
    assert [slips(word) for word in asked("ayam teri sapi")] == [frozenset()] * 3


def test_the_word_that_was_typed_comes_before_one_that_means_the_same():
    goods = ["Keripik singkong", "Ceriping pisang", "Kripik tempe"]
    for typed in ("criping", "ceriping", "CRIPING"):
        assert own_first(typed, goods, str) == ["Ceriping pisang", "Keripik singkong", "Kripik tempe"]
    assert own_first("keripik", goods, str) == own_first("", goods, str) == goods
