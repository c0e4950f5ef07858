"""Entries are written once, whole, for as many businesses at a time as you like, in one statement."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from sekoci.books import rules
from sekoci.books.actions import EntryDraft, Line, record_entries
from sekoci.books.rules import BANK, CASH, DEPOSITS, SALES
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import counted, fetch

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, 8, tzinfo=UTC)


def draft(shop, source, *lines, kind="payment"):
    return EntryDraft(shop.id, kind, source, f"Entry {source}", date(2026, 11, 21), AT, lines or (Line(CASH, DEPOSITS, 15_000),))


def lines_of(shop):
    with in_business(shop.id):
        return fetch(
            "select e.source, l.debit_id, l.credit_id, l.amount, l.day from books_entryline l"
            " join books_entry e on e.id = l.entry_id order by e.source, l.id"
        )


def test_an_entry_has_its_lines_and_its_day(shop):
    with in_business(shop.id):
        assert record_entries([draft(shop, "a", Line(CASH, DEPOSITS, 10_000), Line(BANK, DEPOSITS, 5_000))]) == 1
    assert lines_of(shop) == [
        ("a", CASH, DEPOSITS, 10_000, date(2026, 11, 21)),
        ("a", BANK, DEPOSITS, 5_000, date(2026, 11, 21)),
    ]


def test_the_second_time_writes_neither_entry_nor_lines(shop):
    with in_business(shop.id):
        assert record_entries([draft(shop, "a"), draft(shop, "a"), draft(shop, "b")]) == 2
        assert record_entries([draft(shop, "b"), draft(shop, "a", Line(CASH, SALES, 99))]) == 0
        assert record_entries([draft(shop, "a", kind="refund")]) == 1
    assert [line[0] for line in lines_of(shop)] == ["a", "a", "b"]


def test_nothing_is_written_for_nothing(shop):
    with in_business(shop.id):
        assert record_entries([]) == 0
        assert record_entries([draft(shop, "zero", Line(CASH, DEPOSITS, 0))]) == 0
        assert record_entries([draft(shop, "part", Line(CASH, DEPOSITS, 0), Line(CASH, SALES, 7))]) == 1
    assert [line[3] for line in lines_of(shop)] == [7]


def test_one_statement_for_one_and_for_a_thousand_in_two_businesses(shop, other_shop):
    thousand = [draft(here, f"{number:04}") for number in range(500) for here in (other_shop, shop)]
    with across_businesses():
        for drafts in (thousand[:1], thousand):
            with counted() as statements:
                record_entries(drafts)
            assert len(statements) == 1
    assert len(lines_of(shop)) == len(lines_of(other_shop)) == 500


def test_another_business_books_are_out_of_reach(shop, other_shop):
    with in_business(shop.id), pytest.raises(DatabaseError), transaction.atomic():
        record_entries([draft(other_shop, "a")])
    assert lines_of(other_shop) == []


@pytest.mark.parametrize("line", [(CASH, CASH, 5), (CASH, BANK, -5)])
def test_a_line_that_could_not_balance_cannot_even_be_said(line):
    with pytest.raises(ValueError, match="No such line"):
        Line(*line)


def test_the_chart_in_the_database_is_the_chart_in_the_rules():
    rows = fetch("select code, name, name_en, kind, is_money from books_account order by code")
    assert rows == sorted((a.code, a.name, a.name_en, a.kind, a.is_money) for a in rules.CHART)
