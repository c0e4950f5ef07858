"""Who is taken in first and opens a shop later moves in the funnel as soon as the registry has linked the two; and back."""

from datetime import timedelta

import pytest

from sekoci.indicators.actions import count_stocks
from sekoci.kit import clock
from sekoci.kit.events import deliver_all
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import counted, fetch
from sekoci.orders.tests.people import put_on_shelf
from sekoci.programs.actions import enrol_outlets, follow_outlets
from sekoci.programs.queries import funnel_of, problems
from sekoci.programs.tests.people import OFFICER, office, reached, running
from sekoci.programs.tests.test_stages import NOON, sold
from sekoci.registry.actions.deciding import decide_pair, undo_decision
from sekoci.registry.tests.linked import a_list, a_row, linked, outlet_of, outlets
from tests.people import shop_for

pytestmark = pytest.mark.django_db
ONE, OTHER = "+6281255500001", "+6281255500002"
SOLD = ["onboarded", "listed", "first_order"]


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


@pytest.fixture(autouse=True)
def at_noon():
    with clock.frozen(NOON):
        yield


def taken_in(dinas, *rows):
    """A programme with what a list of the office says, linked and counted: (programme, rows)."""
    number = a_list(dinas.organisation)
    made = [a_row(number, name, phone) for name, phone in rows]
    linked()
    count_stocks(whole=True)
    program = running(dinas)
    enrol_outlets(program.slug, [outlet_of(row) for row in made], reach=dinas)
    deliver_all()
    return program, made


def opened(owner):
    """A shop with a product, opened now, with an order that was handed over."""
    shop = shop_for(owner, name="Keripik Melati", sells="Keripik tempe", area_code="33.72.01")
    product = put_on_shelf(shop)
    sold(shop, product)
    return shop, product


def own_row(shop):
    with across_businesses():
        [(row,)] = fetch("select id from registry_listrow where key = %s", (str(shop.id),))
    return row


def stands(program):
    """Stages at which the funnel that an officer reads has somebody."""
    with across_businesses():
        return [step.stage for step in funnel_of(program).steps if step.count]


def wrong():
    with across_businesses():
        return [text for checked in problems() for text in checked.wrong]


def shops_known():
    with across_businesses():
        return fetch("select shop_id from programs_enrolment where state = 'chosen' order by outlet_id")


def test_a_shop_opened_after_its_outlet_was_taken_in_is_followed_from_its_first_day(dinas, owner):
    program, _ = taken_in(dinas, ("Warung Melati", owner.phone), ("Warung Tini", ONE))
    shop, product = opened(owner)
    deliver_all()
    assert stands(program) == [], "nobody knows yet whose shop it is"
    linked()
    with counted() as statements:
        assert follow_outlets() == 1
    few = len(statements)
    deliver_all()
    assert shops_known() == [(shop.id,), (None,)]
    assert sorted(reached(program).values()) == [[], SOLD]
    assert stands(program) == SOLD
    with across_businesses():
        assert fetch("select stage, since from programs_stageevent where stage = 'first_order'") == [("first_order", NOON)]
    with in_business(shop.id):
        assert fetch("select count(*) from programs_enrolment") == [(1,)]
    with counted() as statements:
        assert follow_outlets() == 0
    assert len(statements) < few <= 20
    for ago in (10, 20, 30):
        sold(shop, product, ago=ago)
    deliver_all()
    assert sorted(reached(program).values())[1][-1] == "regular", "from now on as it happens"
    assert not wrong()


def test_a_shop_that_an_officer_parts_from_an_outlet_is_followed_when_that_has_stood_ten_minutes(dinas, owner):
    program, [row] = taken_in(dinas, ("Warung Melati", owner.phone))
    shop, _ = opened(owner)
    linked()
    follow_outlets()
    decide_pair(dinas, row, own_row(shop), "different")
    assert outlet_of(row) != outlet_of(own_row(shop))
    assert follow_outlets() == 0
    with clock.frozen(NOON + timedelta(minutes=11)):
        assert shops_known() == [(shop.id,)]
        assert follow_outlets() == 1
        assert shops_known() == [(None,)]
        assert list(reached(program).values()) == [[]]
        with across_businesses():
            assert fetch("select count(*) from programs_stageevent where not is_reached") == [(3,)]
        deliver_all()
        assert not wrong()


def test_an_outlet_joined_to_one_with_a_shop_goes_along_unless_that_is_taken_back_in_time(dinas, owner):
    opener, _ = opened(owner)
    linked()
    program, rows = taken_in(dinas, ("Warung Satu", ONE))
    [row] = rows
    assert shops_known() == [(None,)]
    before = outlet_of(row)
    decision = decide_pair(dinas, row, own_row(opener), "same")
    assert outlet_of(row) != before, "the older outlet stays"
    assert follow_outlets() == 0
    undo_decision(dinas, decision.id)
    with clock.frozen(NOON + timedelta(hours=1)):
        assert follow_outlets() == 0
        assert shops_known() == [(None,)]
        decide_pair(dinas, row, own_row(opener), "same")
    with clock.frozen(NOON + timedelta(hours=2)):
        follow_outlets()
        assert shops_known() == [(opener.id,)]
        assert list(reached(program).values()) == [SOLD]
        deliver_all()
        assert not wrong()


def test_verify_names_who_is_not_known_by_the_shop_of_its_outlet_after_a_while(dinas, owner):
    taken_in(dinas, ("Warung Melati", owner.phone))
    shop, _ = opened(owner)
    linked()
    deliver_all()
    assert not wrong(), "within the usual delay"
    with clock.frozen(NOON + timedelta(minutes=30)):
        [said] = wrong()
        assert f"shop none, its outlet {next(iter(outlets()))} says {shop.id}" in said
        follow_outlets()
        assert not wrong()
