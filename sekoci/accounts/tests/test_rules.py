"""Codes, addresses and wordings, without a database."""

import pytest

from sekoci.accounts.rules import PURPOSES, client_address, code_in


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("123456", "123456"),
        (" 123 456 ", "123456"),
        ("123-456", "123456"),
        ("١٢٣٤٥٦", "123456"),
        ("123456 adalah kode masuk Sekoci Anda. Berlaku 10 menit.", "123456"),
        ("1 2 3 4 5 6", "123456"),
        ("12345", ""),
        ("1234567", ""),
        ("abcdef", ""),
        ("", ""),
        ("½12345", ""),
        ("+62 812 345", ""),
    ],
)
def test_six_digits_are_found_in_what_people_type(text, code):
    assert code_in(text) == code


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "address"),
    [
        ("203.0.113.7", "", 0, "203.0.113.7"),
        ("203.0.113.7", "6.6.6.6", 0, "203.0.113.7"),
        ("10.0.0.1", "6.6.6.6, 203.0.113.7", 1, "203.0.113.7"),
        ("10.0.0.1", "6.6.6.6, 203.0.113.7, 10.0.0.2", 2, "203.0.113.7"),
        ("203.0.113.7", "", 1, "203.0.113.7"),
        ("10.0.0.1", "203.0.113.7", 3, "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "", 0, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "", 0, "203.0.113.7"),
        ("fe80::1%eth0", "", 0, "fe80::/64"),
        ("10.0.0.1", "[2001:db8::1]", 1, "2001:db8::/64"),
        ("", "", 0, "unknown"),
        ("10.0.0.1", "nonsense", 1, "unknown"),
    ],
)
def test_a_limit_counts_the_customer_and_not_what_they_claim(remote, forwarded, proxies, address):
    assert client_address(remote, forwarded, proxies) == address


def test_every_wording_is_there_in_both_languages_and_short():
    for purpose in PURPOSES.values():
        for wording in (purpose.id, purpose.en):
            assert wording.endswith(".")
            assert len(wording.split()) <= 13
