"""Five partners' lists of the same businesses, from files to a count: by an operator's commands, against what is true."""

from collections import Counter, defaultdict
from datetime import date
from itertools import combinations

import pytest

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.operations.demo.partner_lists import invented_lists
from sekoci.operations.verify import verify
from sekoci.registry.models import LinkRun
from tests.commands import run_command

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)


def test_five_lists_become_businesses_counted_once(areas, db, tmp_path, capsys):
    lists = invented_lists(businesses=240, today=DAY)
    truth: dict[tuple[str, int], int] = {}
    for each in lists:
        assert run_command("officer", "organisation", each.organisation, "--kind", each.kind) == 0
        address = capsys.readouterr().out.strip()
        file = tmp_path / each.file_name
        file.write_bytes(each.content)
        words = ("add", address, each.name, str(file), "--as-of", DAY.isoformat(), "--area", "33.72", "--store")
        assert run_command("list", *words) == 0
        assert "stored: " in capsys.readouterr().out
        truth |= {(each.name, number): business for number, business in each.truth.items()}
    assert run_command("link", "--whole") == 0
    assert "businesses in" in capsys.readouterr().out
    with across_businesses():
        rows = fetch(
            """
            select l.name, (r.said->>'row')::int, r.outlet_id, left(r.area_code, 5)
            from registry_listrow r join registry_partnerlist l on l.id = r.list_id where not l.is_own
            """
        )
        aside = fetch("select reasons from registry_quarantinedrow order by id")
    assert sorted(reasons for (reasons,) in aside) == [["total"], ["twice"], ["twice"]]
    truth = {row: business for row, business in truth.items() if row in {(name, number) for name, number, *_ in rows}}
    assert len(rows) == len(truth) == sum(len(each.truth) for each in lists) - 2
    assert {area for *_, area in rows} == {"33.72"}, "every row lies in the city"
    found = {(name, number): outlet for name, number, outlet, _ in rows}
    f1, count = pairwise_f1(found, truth), len(set(found.values()))
    assert f1 > 0.9, f1
    assert abs(count / len(set(truth.values())) - 1) < 0.1, count
    run = LinkRun.objects.latest("ended_at")
    assert run.outlets_low <= len(set(truth.values())) <= run.outlets_high
    with across_businesses():
        [(below, above)] = fetch("select sum(below), sum(above) from registry_areadoubt")
    assert 0 <= below <= run.outlets - run.outlets_low
    assert 0 < above == run.outlets_high - run.outlets
    assert [check for check in verify().checks if check.wrong] == []


def pairwise_f1(found: dict[tuple[str, int], int], truth: dict[tuple[str, int], int]) -> float:
    """Of the pairs of rows that were put together and of those that belong together: the harmonic mean of what agrees."""

    def pairs(groups: dict[tuple[str, int], int]) -> set[frozenset[tuple[str, int]]]:
        members = defaultdict(list)
        for row, group in groups.items():
            members[group].append(row)
        return {frozenset(pair) for rows in members.values() for pair in combinations(rows, 2)}

    made, right = pairs(found), pairs(truth)
    return 2 * len(made & right) / (len(made) + len(right))


def test_the_invented_lists_repeat_and_differ_as_such_lists_do():
    lists = invented_lists(businesses=240, today=DAY)
    assert [each.content for each in lists] == [each.content for each in invented_lists(businesses=240, today=DAY)]
    assert len({business for each in lists for business in each.truth.values()}) > 200
    assert any(most > 1 for each in lists for _, most in Counter(each.truth.values()).most_common(1)), (
        "one list says a business twice"
    )
