"""Who belonged where in which year, and that no hidden cell can be worked out from what is shown."""

import random
from datetime import date
from itertools import pairwise

from sekoci.indicators.rules import (
    GRADES,
    LEAST,
    SIGNS,
    Tree,
    areas_on,
    definition_on,
    definitions,
    in_three_figures,
    maps_of,
    todays_provinces,
    told,
)
from sekoci.registry.actions.areas import carried_areas
from sekoci.registry.rules import code_today, known_areas, map_years, province_in, provinces_joined, splits
from sekoci.registry.tests.attacker import worked_out


def test_a_definition_holds_from_its_day_and_its_signs_are_known():
    assert definition_on(date(2026, 11, 22)) == definitions()[-1]
    assert definition_on(date(1999, 1, 1)) == definitions()[0]
    for each in definitions():
        assert set().union(*each.signs.values()) <= SIGNS
        assert each.digital <= set(GRADES)
        assert each.fresh_from(date(2026, 4, 1)) == date(2026, 1, 1)


def test_provinces_stand_where_they_stood_in_a_year():
    assert province_in("93", None) == "93"
    assert province_in("93", 2022) == "93"
    assert province_in("93", 2021) == "91"
    assert province_in("96", 2021) == "92"
    assert province_in("96", 1998) == "91"
    assert province_in("33", 1998) == "33"
    assert map_years()[0] == 2022
    assert map_years()[-1] == 1998


def test_maps_are_offered_by_the_years_they_held_and_only_where_they_differ():
    said = [(each.first, each.last, [split.province for split in each.newest]) for each in maps_of("")]
    assert said[:2] == [(2012, 2021, ["65"]), (2004, 2011, ["76"])]
    assert said[-2:] == [(1999, 1999, ["82", "92"]), (None, 1998, [])]
    for newer, older in pairwise(maps_of("")):
        assert older.last + 1 == newer.first
        assert areas_of("", newer.last) != areas_of("", older.last)
    assert [(each.first, each.last) for each in maps_of("32")] == [(None, 1999)], "Banten was part of it"
    assert [(each.first, each.last) for each in maps_of("91")] == [(1999, 2021), (None, 1998)]
    assert [(each.first, each.last) for each in maps_of("92")] == [(1999, 2021)], "before that it was none"
    assert maps_of("33") == maps_of("93") == maps_of("33.72") == ()


def areas_of(area: str, year: int) -> list[tuple[str, ...]]:
    return [areas_on(each, year) for each in todays_provinces() if each.startswith(area)]


def test_every_map_has_each_province_of_today_once_and_the_oldest_has_twenty_six():
    areas = [area for area in known_areas(carried_areas()) if area.level <= 2]
    provinces = {area.code for area in areas if area.level == 1}
    regencies = {area.code for area in areas if area.level == 2}
    for year in (None, *map_years()):
        joined = [code for old in provinces for code in provinces_joined(old, provinces, year)]
        assert sorted(joined) == sorted(provinces)
    assert len({province_in(code, 1998) for code in provinces}) == 26
    assert {split.province for split in splits()} | {split.old for split in splits()} <= provinces
    assert set(code_today().values()) <= regencies
    assert not set(code_today()) & regencies


def some_tree(dice: random.Random) -> Tree:
    """A country of a few levels; two figures an area, outlets and how many of them are digital, with the complement."""
    leaves: dict[str, tuple[int, int]] = {}
    parts: dict[str, list[str]] = {"": []}

    def grow(code: str, depth: int) -> None:
        parts[code] = [f"{code}.{number}".lstrip(".") for number in range(dice.randint(1, 5))]
        for part in parts[code]:
            if depth < 2 and dice.random() < 0.7:
                grow(part, depth + 1)
            else:
                outlets = dice.choice((0, 0, 1, 2, 3, 4, 5, 6, 9, 20, 60))
                leaves[part] = (outlets, dice.randint(0, outlets))

    grow("", 0)

    def total(code: str) -> tuple[int, int]:
        if code in leaves:
            return leaves[code]
        sums = [total(part) for part in parts[code]]
        return sum(each[0] for each in sums), sum(each[1] for each in sums)

    everything = [*parts, *leaves]
    cells = {code: (total(code)[0], total(code)[1], total(code)[0] - total(code)[1]) for code in everything}
    return Tree(cells, parts)


def test_no_hidden_cell_can_be_worked_out_and_no_small_one_is_shown():
    dice = random.Random(5)
    seen = 0
    for _ in range(400):
        tree = some_tree(dice)
        hidden = tree.hidden()
        seen += bool(hidden) and hidden != frozenset(tree.cells)
        assert not any(0 < cell < LEAST for code, cells in tree.cells.items() if code not in hidden for cell in cells)
        assert worked_out(tree, hidden) == set()
        for whole, parts in tree.parts.items():
            left = [tree.cells[part] for part in parts if part in hidden]
            if whole in hidden or not left:
                continue
            for column in zip(*left, strict=True):
                assert sum(column) == 0 or sum(column) - sum(cell > 0 for cell in column) >= LEAST - 1 or len(left) == len(parts)
    assert seen > 50


def test_whoever_knows_some_areas_works_nothing_out_by_taking_them_off():
    dice = random.Random(6)
    seen = 0
    for _ in range(400):
        tree = some_tree(dice)
        known = set(dice.sample(sorted(tree.cells.keys() - {""}), min(dice.randint(1, 3), len(tree.cells) - 1)))
        mine = {code for code in known if not any(code.startswith(f"{other}.") for other in known)}
        hidden = tree.hidden(known)
        assert not hidden & mine
        left = {}
        for code, cells in tree.cells.items():
            inside = [tree.cells[each] for each in mine if not code or each == code or each.startswith(f"{code}.")]
            left[code] = [cell - sum(theirs) for cell, *theirs in zip(cells, *inside, strict=True)]
        theirs = {code for code in left if not any(code == each or code.startswith(f"{each}.") for each in mine)}
        assert not any(0 < cell < LEAST for code in theirs - hidden for cell in left[code])
        family = {whole: [part for part in parts if part in theirs] for whole, parts in tree.parts.items() if whole in theirs}
        all_mine = {code for code in left if any(each.startswith(f"{code}.") for each in mine) and not any(left[code])}
        assert worked_out(Tree(left, family), hidden) <= all_mine
        seen += hidden != tree.hidden()
    assert seen > 50


def test_two_months_tell_a_hidden_area_no_better_than_to_four_businesses():
    """Everything shown of both months, taken together by somebody who knows that nothing else changed."""
    dice = random.Random(8)
    seen = 0
    for _ in range(300):
        first = some_tree(dice)
        code = dice.choice(sorted(first.cells.keys() - {""}))
        more = dice.randint(1, 4)
        second = Tree(
            {
                each: (cells[0] + more, *cells[1:-1], cells[-1] + more)
                if code == each or code.startswith(f"{each}.") or not each
                else cells
                for each, cells in first.cells.items()
            },
            first.parts,
        )
        hidden, later = first.hidden(), second.hidden()
        known: dict[str, tuple[int, int]] = {}
        for each in first.cells:  # that nothing changed but `code` and what holds it, the reader guesses
            views = [first.cells[each][0]] * (each not in hidden)
            views += [second.cells[each][0]] * (each not in later and first.cells[each] == second.cells[each])
            if views:
                known[each] = (told(views[0]), told(views[0]) + LEAST - 1)
        for whole, parts in first.parts.items():
            for small in set(parts) & hidden - {whole}:
                if whole not in known or any(part not in known for part in parts if part != small):
                    continue
                least = known[whole][0] - sum(known[part][1] for part in parts if part != small)
                most = known[whole][1] - sum(known[part][0] for part in parts if part != small)
                assert most - least >= LEAST - 1
                assert least <= first.cells[small][0] <= most
                seen += 1
    assert seen


def test_money_keeps_three_figures_and_businesses_go_by_fives():
    assert [told(count) for count in (0, 4, 5, 9, 28)] == [0, 0, 5, 5, 25]
    assert [in_three_figures(each) for each in (0, 7, 999, 1_234, 98_765, -1_239)] == [0, 7, 999, 1_230, 98_700, -1_230]


def test_what_is_large_and_nothing_are_shown():
    tree = Tree({"": (50, 30, 20), "1": (25, 15, 10), "2": (25, 15, 10), "3": (0, 0, 0)}, {"": ["1", "2", "3"]})
    assert tree.hidden() == frozenset()
    small = Tree({"": (53, 30, 23), "1": (25, 15, 10), "2": (25, 15, 10), "3": (3, 0, 3)}, {"": ["1", "2", "3"]})
    assert small.hidden() == {"3", "1"}
