"""Somebody who adds businesses one by one and looks: what is shown never says how many there were before."""

import random
from collections import defaultdict
from itertools import product

from hypothesis import given
from hypothesis import strategies as some

from sekoci.indicators.rules import LEAST, SHIFTED, Tree, cells_outside, is_small, shown_outside, told
from sekoci.indicators.tests.test_rules import some_tree
from sekoci.kit.blurring import shifts

PUSHES = range(13)


def looks(digital: int, others: int, by: tuple[int, ...]) -> tuple[object, ...]:
    """What somebody reads of an area after each number of own rows, digital ones and others; None where it is hidden."""
    seen: list[object] = []
    for mine, more in product(PUSHES, PUSHES):
        cells = (digital + mine + others + more, digital + mine, others + more)
        if is_small(cells_outside("who", cells, by)):
            seen.append(None)
            continue
        figures = {"outlets": cells[0], "digital": cells[1], "named": cells[0], "sellers": 0}
        shown = shown_outside(figures, by)
        seen.append(tuple(shown.values()) if shown["outlets"] else ())
    return tuple(seen)


def test_no_row_of_own_pushes_tells_how_many_of_others_there_are():
    rests: dict[object, set[tuple[int, int]]] = defaultdict(set)
    for digital, others, one, two in product(range(9), range(9), range(LEAST), range(LEAST)):
        rests[looks(digital, others, (one, two, 0, 0))].add((digital, others))
    for those in rests.values():
        if any(1 <= sum(each) < LEAST for each in those):
            assert len({sum(each) for each in those}) > 1, those
        if any(1 <= each[0] < LEAST for each in those):
            assert len({each[0] for each in those}) > 1, those


@given(rest=some.integers(1, LEAST - 1), by=some.integers(0, LEAST - 1))
def test_a_count_of_a_programme_is_told_of_some_other_rest_too(rest, by):
    """Whatever is shown after each number of own businesses, some other number of others' would show with another shift."""
    seen = [told(rest + mine, by) for mine in PUSHES]
    assert any(
        seen == [told(other + mine, less) for mine in PUSHES] for other in range(9) if other != rest for less in range(LEAST)
    )


@given(
    some.lists(some.integers(0, 30), min_size=2, max_size=2),
    some.lists(some.integers(0, LEAST - 1), min_size=len(SHIFTED), max_size=len(SHIFTED)),
)
def test_fewer_than_five_are_never_shown_and_nothing_more_than_there_is(counts, by):
    digital, others = counts
    cells = (digital + others, digital, others)
    figures = {"outlets": cells[0], "digital": digital, "named": cells[0] + 3, "sellers": digital}
    shown = shown_outside(figures, by)
    for name, count in shown.items():
        assert count % LEAST == 0
        assert count <= figures[name]
        assert count == 0 or figures[name] >= LEAST
    assert shown["digital"] <= shown["outlets"] <= shown["named"]
    if not is_small(cells_outside("who", cells, by)):
        assert shown["outlets"] - cells[0] >= -3 * (LEAST - 1)


def test_two_unknowns_are_left_where_something_is_hidden():
    dice = random.Random(9)
    seen = 0
    for _ in range(400):
        plain = some_tree(dice)
        by = {code: tuple(dice.randrange(LEAST) for _ in SHIFTED) for code in plain.cells}
        cells = {code: (each[0], each[1], each[0] - each[1]) for code, each in plain.cells.items()}

        def less(code, each, by=by):
            return cells_outside("who", each, by[code])

        hidden = Tree(cells, plain.parts, less).hidden()
        left = {code: less(code, each) for code, each in cells.items()}
        assert not any(
            0 < cell < LEAST for code in cells.keys() - hidden for cell in left[code] if not _is_below(code, hidden, left)
        )
        for whole, parts in plain.parts.items():
            gone = [left[part] for part in parts if part in hidden]
            if whole in hidden or not gone:
                continue
            others = [part for part in parts if any(left[part]) and part not in hidden]
            safe = len(gone) > 1 and all(
                not any(column) or sum(column) >= sum(cell > 0 for cell in column) + LEAST - 1
                for column in zip(*gone, strict=True)
            )
            assert safe or not others
            seen += safe
    assert seen > 50


def _is_below(code: str, hidden: frozenset[str], left: dict[str, tuple[int, ...]]) -> bool:
    """Whether it lies in an area that is hidden, or that looks like none."""
    return any(
        code != each and (not each or code.startswith(f"{each}.")) and (each in hidden or not any(left[each])) for each in left
    )


def test_a_secret_number_is_the_same_for_ever_and_stays_when_the_key_is_changed(settings):
    first = [shifts(f"area {number}", 4, below=LEAST) for number in range(60)]
    assert first == [shifts(f"area {number}", 4, below=LEAST) for number in range(60)]
    assert {each for row in first for each in row} == set(range(LEAST))
    before, settings.SECRET_KEY = settings.SECRET_KEY, "another-key-of-forty-letters-and-a-few-more"
    assert first != [shifts(f"area {number}", 4, below=LEAST) for number in range(60)]
    settings.SECRET_KEY_FALLBACKS = [before]
    assert first == [shifts(f"area {number}", 4, below=LEAST) for number in range(60)]
