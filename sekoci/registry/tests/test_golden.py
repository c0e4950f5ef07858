"""The rules by which an outlet's record is made, and by which rows are parted; no database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekoci.registry.rules.golden import FIELDS, Source, golden
from sekoci.registry.rules.parting import Together, agreement, chain, components, kept_outlets, opposed, pair, parted

OLD, NEW = date(2026, 1, 1), date(2026, 11, 1)


def source(row: int, as_of: date = NEW, *, list_id: int = 1, own: bool = False, point=None, **said: str) -> Source:
    return Source(row, list_id, own, as_of, {**dict.fromkeys(FIELDS, ""), **said}, point)


def test_the_shop_here_comes_first_then_the_most_recent_then_what_most_lists_say_then_the_longest():
    made = golden([
        source(1, OLD, own=True, name="Warung Melati"),
        source(2, NEW, list_id=2, name="Wrg Melati", phone="1", street="Jl. Slamet", owner="Sri"),
        source(3, NEW, list_id=3, phone="22", street="Jl. Slamet Riyadi", owner="Sri Lestari"),
        source(4, NEW, list_id=4, phone="1", owner="Sri Lestari"),
        source(5, OLD, list_id=5, nib="9120000000001", phone="333", point=(-7.5, 110.8)),
    ])  # fmt: skip
    assert (made.said["name"], made.said["phone"], made.said["owner"]) == ("Warung Melati", "1", "Sri Lestari")
    assert (made.said["street"], made.said["nib"], made.said["kbli"]) == ("Jl. Slamet Riyadi", "9120000000001", "")
    assert made.origin == {"name": 1, "phone": 2, "owner": 3, "street": 3, "nib": 5, "point": 5}
    assert made.point == (-7.5, 110.8)


def rows(*outlets: int | None, **keys: str) -> list[Together]:
    return [Together(at, outlet, keys) for at, outlet in enumerate(outlets, start=1)]


def test_what_is_different_is_parted_and_the_others_go_with_those_they_are_like():
    three = [Together(1, 9, {"phone": "a"}), Together(2, 9, {"phone": "b"}), Together(3, 9, {"phone": "b"})]
    assert parted(three, [], []) == [[1, 2, 3]]
    assert parted(three, [], [(1, 2)]) == [[1], [2, 3]]
    assert parted(three, [(1, 3)], [(1, 2)]) == [[1, 3], [2]]
    assert parted(rows(8, 9, 8), [(1, 2)], []) == [[1, 2, 3]]
    assert parted(rows(8, 9), [], []) == [[1], [2]]


ids = st.integers(1, 8)
pairs = st.lists(st.tuples(ids, ids).filter(lambda two: two[0] != two[1]).map(lambda two: pair(*two)), max_size=6)


@given(st.lists(st.integers(1, 3), min_size=8, max_size=8), pairs, pairs)
def test_parts_hold_every_row_once_and_obey_all_that_can_be_obeyed(outlets, same, different):
    parts = parted(rows(*outlets), same, different)
    assert sorted(row for part in parts for row in part) == list(range(1, 9))
    of = {row: at for at, part in enumerate(parts) for row in part}
    assert all(of[left] == of[right] for left, right in same)
    whole = {row: at for at, part in enumerate(components(range(1, 9), same)) for row in part}
    assert all(of[left] != of[right] for left, right in different if whole[left] != whole[right])


def test_decisions_that_cannot_hold_together_are_named():
    assert opposed((1, 3), False, [(1, 2), (2, 3), (1, 4)], []) == [(1, 2), (2, 3)]
    assert opposed((1, 3), True, [(1, 2)], [(2, 3), (2, 4)]) == [(2, 3)]
    assert opposed((1, 3), True, [], [(1, 3)]) == [(1, 3)]
    assert opposed((1, 3), False, [(1, 2)], []) == []
    assert chain(1, 1, []) == []


def test_an_outlet_stays_with_the_part_that_has_most_of_it():
    stood = [(1, 7), (1, 7), (2, 7), (2, 8), (3, 8), (3, 8), (4, None), (5, 9), (6, 9)]
    assert kept_outlets(stood) == {1: 7, 3: 8, 5: 9}


def test_agreement_is_the_share_and_kappa_beyond_chance():
    answers = (
        [("same", "same")] * 20 + [("same", "different")] * 5 + [("different", "same")] * 10 + [("different", "different")] * 15
    )
    assert agreement(answers) == (50, 0.7, pytest.approx(0.4))  # the textbook's example
    assert agreement([]) == (0, None, None)
    assert agreement([("same", "same")]) == (1, 1.0, None)
