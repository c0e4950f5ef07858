"""Buckets: ten seconds' worth at once, filled evenly, forgotten when full."""

from hypothesis import given
from hypothesis import strategies as some

from sekoci.kit.limits import SPAN, Buckets


def test_ten_seconds_worth_is_there_at_once_and_then_so_many_a_second():
    buckets = Buckets()
    assert [buckets.take("a", 1, per_second=2, at=100.0) for _ in range(21)] == [0.0] * 20 + [0.5]
    assert buckets.take("b", 1, per_second=2, at=100.0) == 0.0
    assert [buckets.take("a", 1, per_second=2, at=101.0) for _ in range(3)] == [0.0, 0.0, 0.5]


def test_what_costs_more_takes_more_and_what_costs_too_much_takes_a_full_bucket():
    buckets = Buckets()
    assert buckets.take("a", 15, per_second=2, at=0.0) == 0.0
    assert buckets.take("a", 15, per_second=2, at=0.0) == 5.0
    assert buckets.take("b", 1_000, per_second=2, at=0.0) == 0.0


def test_less_may_be_there_at_once_and_as_much_flows_in():
    buckets = Buckets()
    assert [buckets.take("a", 1, per_second=2, at=0.0, span=1.0) for _ in range(3)] == [0.0, 0.0, 0.5]
    assert [buckets.take("a", 1, per_second=2, at=9.0, span=1.0) for _ in range(3)] == [0.0, 0.0, 0.5]


def test_a_refusal_takes_nothing():
    buckets = Buckets()
    buckets.take("a", 20, per_second=2, at=0.0)
    assert {buckets.take("a", 1, per_second=2, at=0.0) for _ in range(100)} == {0.5}
    assert buckets.take("a", 1, per_second=2, at=0.5) == 0.0


def test_who_was_not_here_for_a_while_is_forgotten():
    buckets = Buckets()
    for number in range(1_000):
        buckets.take(number, 1, per_second=2, at=0.0)
    buckets.take("late", 1, per_second=2, at=SPAN + 1)
    buckets.take("later", 1, per_second=2, at=2 * SPAN + 2)
    assert len(buckets) == 2


@given(
    some.lists(some.floats(0, 3), min_size=1, max_size=200),
    some.floats(0.1, 20),
)
def test_never_more_than_the_burst_and_what_flowed_in(pauses, per_second):
    buckets, at, taken = Buckets(), 0.0, 0
    for pause in pauses:
        at += pause
        taken += buckets.take("a", 1, per_second=per_second, at=at) == 0.0
    assert taken <= max(1.0, per_second * SPAN) + at * per_second + 1e-6
