"""Counts of outlets by area: whoever writes outlets, and whenever they are added up, counts are those of the outlets."""

import random

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.actions import appoint_officer, found_organisation
from sekoci.registry.actions.adding_up import add_up_outlets
from sekoci.registry.actions.deciding import decide_pair, split_outlet, undo_decision
from sekoci.registry.queries import OUTLET_PROMISES, office_of
from sekoci.registry.queries.counts import count_of, counts_below, counts_of, outlets_in
from sekoci.registry.tests.linked import a_list, a_row, linked, outlet_of

pytestmark = pytest.mark.django_db
PHONES = [f"+62812555000{digit:02}" for digit in range(12)]
AREAS = ("33.72.01", "33.72.01.1001", "33.72.02", "33.72", "33", "73.71.01", "73.71.01.1001", "")
[KEPT] = [broken for what, _, broken in OUTLET_PROMISES if what.startswith("an area's count")]
WRITES = st.lists(
    st.tuples(
        st.sampled_from(("insert", "area", "rows", "whose", "end", "begin", "delete", "add up")),
        st.integers(0, 5), st.integers(0, len(AREAS) - 1), st.sampled_from(([], [1], [1, 2], [2])),
    ),
    max_size=14,
)  # fmt: skip
STATEMENTS = {
    "area": "update registry_outlet set area_code = %(area)s where id %% 3 = %(n)s %% 3",
    "rows": "update registry_outlet set rows = rows + %(n)s where id %% 2 = 0",
    "whose": "update registry_outlet set organisations = %(whose)s::bigint[] where area_code = %(area)s",
    "end": "update registry_outlet set ended_at = now() where id %% 4 = %(n)s %% 4",
    "begin": "update registry_outlet set ended_at = null where area_code = %(area)s",
    "delete": "delete from registry_outlet where id %% 5 = %(n)s %% 5",
    "insert": """
        insert into registry_outlet (name, owner, phone, street, area_code, nib, kbli, kind, sex, rows, lists, golden,
            organisations, created_at, changed_at)
        select 'Warung', '', '', '', %(area)s, '', '', '', '', each, 1, '{}', %(whose)s::bigint[], now(), now()
        from generate_series(1, %(n)s) each
    """,
}


def wrong() -> list[str]:
    with across_businesses():
        return [text for (text,) in fetch(KEPT)]


def by_hand(code: str) -> tuple[int, int, int]:
    with across_businesses():
        found = fetch(
            "select count(*), coalesce(sum(rows), 0)::int, count(shop_id) from registry_outlet"
            " where ended_at is null and (area_code = %(code)s or starts_with(area_code, %(code)s || '.') or %(code)s = '')",
            {"code": code},
        )
    return (found[0][0], found[0][1], found[0][2])


def agree() -> None:
    """Every read says what the outlets say."""
    assert wrong() == []
    with across_businesses():
        for code in ("", "33", "33.72", "33.72.01", "33.72.01.1001", "73"):
            told = outlets_in([code])
            assert (told.outlets, told.rows, told.shops) == by_hand(code), code
            assert count_of([code, f"{code}.99" if code else "33"]) == told.outlets
            below = counts_below(code)
            assert sum(each.outlets for each in below) == told.outlets
            assert [(each.code, each.outlets) for each in below if each.code] == [
                (each.code, by_hand(each.code)[0]) for each in below if each.code
            ]
        several = ["33.72", "33", "73", "33.72.01.1001"]
        assert [(each.outlets, each.rows, each.shops) for each in counts_of(several)] == [by_hand(code) for code in several]
        assert count_of(several) == by_hand("33")[0] + by_hand("73")[0]


@given(writes=WRITES)
@settings(max_examples=25, deadline=None)
def test_counts_follow_every_write_whatever_it_is(writes):
    with transaction.atomic():
        for what, n, area, whose in writes:
            if what == "add up":
                add_up_outlets()
            else:
                facts = {"n": n, "area": AREAS[area], "whose": f"{{{','.join(map(str, whose))}}}"}
                statement = STATEMENTS[what]
                with across_businesses():
                    fetch(statement, {name: value for name, value in facts.items() if f"%({name})s" in statement})
        agree()
        add_up_outlets()
        agree()
        transaction.set_rollback(True)


def test_linking_deciding_undoing_and_lists_that_go_leave_counts_right(few_areas, shop):
    dice = random.Random(7)  # a seed, so that a failure comes back
    dinas = found_organisation("Dinas", kind="local")
    lists = [a_list(found_organisation(name, kind="bank")) for name in ("GoFood", "Bank Solo")]
    reach = office_of(appoint_officer(dinas, phone="0812-7000-0001", role="officer", areas=[""]), dinas)
    assert reach
    for number in range(12):
        a_row(lists[number % 2], dice.choice(("Warung Barokah", "Kopi")), PHONES[dice.randrange(6)], area=dice.choice(AREAS[:4]))
    linked()
    agree()
    decided = []
    for turn in range(12):
        with across_businesses():
            pairs = fetch("select left_row_id, right_row_id from registry_doubtfulpair where is_open order by 1, 2")
            several = fetch("select outlet_id, min(id) from registry_listrow where outlet_id is not null group by 1"
                            " having count(*) > 1 order by 1")  # fmt: skip
        what = dice.randrange(4)
        if what == 0 and pairs:
            decided.append(decide_pair(reach, *dice.choice(pairs), "same").id)
        elif what == 1 and several:
            outlet, row = dice.choice(several)
            split_outlet(reach, outlet, [row])
        elif what == 2 and decided:
            undo_decision(reach, decided.pop())
        else:
            row = a_row(lists[turn % 2], "Kopi", dice.choice(PHONES), area=dice.choice(AREAS[:6]))
            with across_businesses():
                fetch("update registry_listrow set gone_at = now() where id = %s", (row - 3,))
            linked()
            assert outlet_of(row)
        if dice.randrange(2):
            add_up_outlets()
        agree()
    add_up_outlets()
    assert add_up_outlets() == 0
    agree()


def test_a_count_that_was_tampered_with_is_named(few_areas):
    with across_businesses():
        fetch(STATEMENTS["insert"], {"area": "33.72.01", "n": 2, "whose": "{5}"})
        add_up_outlets()
        fetch("update registry_outletcount set outlets = 3 where level = 2")
    assert wrong() == ['area "33.72", lists of {5}: 3 outlets counted, 2 are there']
