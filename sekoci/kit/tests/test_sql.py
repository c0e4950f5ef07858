from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekoci.kit.sql import Rows, arrays, fetch


class Fruit(StrEnum):
    SALAK = "salak"


VALUES = [
    ("uuid", [UUID(int=7), None, UUID(int=2**128 - 1)]),
    ("bigint", [0, -1, 2**63 - 1, None]),
    ("boolean", [True, False, None]),
    ("date", [date(2026, 11, 21), None]),
    ("timestamptz", [datetime(2026, 11, 21, 7, 5, 1, 123456, tzinfo=UTC), None]),
    ("bytea", [b"", b'\x00\xff"\\', None]),
    ("text", ["", "NULL", "null", 'kata "Bu Melati"', "a\\b", "{1,2}", "Rp\n\t 5%", "kopi ☕", Fruit.SALAK, None]),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "values"), VALUES, ids=[kind for kind, _ in VALUES])
def test_what_is_written_as_an_array_comes_back_the_same(kind, values):
    [array] = arrays([(value,) for value in values])
    statement = f"select value from unnest(%s::{kind}[]) with ordinality as a (value, place) order by place"  # noqa: S608  ours
    rows = fetch(statement, (array,))
    assert [bytes(row[0]) if isinstance(row[0], memoryview) else row[0] for row in rows] == values


@pytest.mark.django_db(transaction=False)
def test_any_text_comes_back_the_same():
    @given(st.lists(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])), min_size=1, max_size=5))
    def check(texts):
        [array] = arrays([(text,) for text in texts])
        assert fetch("select %s::text[]", (array,)) == [(texts,)]

    check()


def test_what_has_no_place_in_an_array_is_a_bug():
    with pytest.raises(TypeError, match="complex"):
        arrays([(1.5j,)])


@pytest.mark.django_db
def test_rows_are_written_by_one_statement_and_an_empty_list_by_none():
    fetch("create temp table fruit (name text, pieces bigint) on commit drop")
    fruit = Rows("fruit", {"name": "text", "pieces": "bigint"})
    assert fruit.insert([("salak", 2), ("nangka", None)], then="returning name") == [("salak",), ("nangka",)]
    assert fruit.insert([]) == []


def test_a_prepared_statement_is_planned_once_a_connection(db):
    for number in (1, 2, 3):
        assert fetch("select %s::int + 40 as planned_once", (number,), prepared=True) == [(number + 40,)]
    held = fetch("select generic_plans + custom_plans from pg_prepared_statements where statement like %s", ("%planned_once",))
    assert held == [(3,)]
