"""Stages follow the evidence, forward and back; told step by step they are what is told from nothing."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from sekoci.catalog.actions import remove_product, restore_product
from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.events import deliver_all
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.orders.actions import accept_orders, cancel_orders, hand_over_orders, place_orders
from sekoci.orders.rules import Placed
from sekoci.orders.tests.people import put_on_shelf, wish
from sekoci.programs.actions import enrol_matching, follow_evidence, follow_program, mark_stage
from sekoci.programs.queries import problems
from sekoci.programs.tests.people import FAR, OFFICER, office, outlet, outlet_of, reached, running
from sekoci.registry.actions import publish_shop

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


def enrolled(dinas, shop):
    """A running programme with the shop in it, heard of everything."""
    outlet_of(shop)
    program = running(dinas)
    enrol_matching(program.slug, reach=dinas)
    deliver_all()
    return program


def sold(shop, product, *, ago=0, source="shop"):
    """An order so many days ago that was handed over then; its id, None where it was refused."""
    with clock.frozen(NOON - timedelta(days=ago)):
        [placed] = place_orders([wish(shop, (product, 1), source=source)])
        if not isinstance(placed, Placed):
            return None
        accept_orders(shop.id, [placed.order_id], by="owner:1")
        hand_over_orders(shop.id, [placed.order_id], by="owner:1", paid_cash=True)
    return placed.order_id


def events(program):
    with across_businesses():
        return fetch(
            "select stage, is_reached, source from programs_stageevent v join programs_enrolment e on e.id = v.enrolment_id"
            " where e.program_id = %s order by v.id",
            (program.id,),
        )


def test_stages_are_reached_by_what_happens_in_the_shop_and_lost_again_which_stays_written(dinas, shop):
    with clock.frozen(NOON):
        program = enrolled(dinas, shop)
        assert reached(program) == {"Keripik Melati": ["onboarded"]}
        product = put_on_shelf(shop)
        for ago in (50, 30, 20):
            sold(shop, product, ago=ago)
        sold(shop, product, ago=1, source="counter")
        deliver_all()
        assert reached(program) == {"Keripik Melati": ["onboarded", "listed", "first_order"]}
        sold(shop, product, ago=2)
        deliver_all()
        assert reached(program)["Keripik Melati"][-1] == "regular"
        deliver_all()
        follow_program(program.id)
    written = len(events(program))
    assert written == 4
    with clock.frozen(NOON + timedelta(days=14)):
        follow_program(program.id)
        assert reached(program)["Keripik Melati"][-1] == "first_order"
    assert events(program)[written:] == [("regular", False, "here")]


def test_a_list_says_what_is_not_known_here_and_an_officers_word_comes_last(dinas, shop):
    outlet("Warung Tini", listing="https://contoh.id/tini", last_order="2026-09-20")
    bare = outlet("Warung Sepi", listing="", orders_90d="0")
    program = running(dinas)
    enrol_matching(program.slug, reach=dinas)
    assert reached(program) == {"Warung Tini": ["onboarded", "listed", "first_order"], "Warung Sepi": []}
    with across_businesses():
        [(sepi,)] = fetch("select id from programs_enrolment where outlet_id = %s", (bare,))
    today = clock.day_in("Asia/Jakarta")
    evidence = {"on_day": today, "evidence": "Ikut pelatihan foto di balai desa", "reach": dinas}
    mark_stage(sepi, "trained", holds=True, **evidence)
    assert reached(program)["Warung Sepi"] == ["trained"]
    mark_stage(sepi, "trained", holds=False, **evidence | {"evidence": "Keliru: yang datang orang lain"})
    assert reached(program)["Warung Sepi"] == []
    for wrong in ({"evidence": "ya"}, {"on_day": today + timedelta(days=1)}):
        with pytest.raises(Invalid):
            mark_stage(sepi, "trained", holds=True, **evidence | wrong)
    with pytest.raises(NotFound):
        mark_stage(sepi, "trained", holds=True, **evidence | {"reach": office("Lain", "local", FAR, ["33.72"])})
    assert reached(program)["Warung Sepi"] == []


def test_told_step_by_step_they_are_what_is_told_from_nothing(dinas, shop, other_shop):
    """Whatever happens, in whatever order, and however often it is heard."""
    chance = Random(20261122)
    for each in (shop, other_shop):
        outlet_of(each)
    office_all = office("Kementerian", "ministry", FAR, [""])
    program = running(office_all, areas=("",))
    enrol_matching(program.slug, reach=office_all)
    products = {each.id: put_on_shelf(each, stock=500) for each in (shop, other_shop)}
    orders = []
    for _turn in range(40):
        here = chance.choice((shop, other_shop))
        deed = chance.choice(("sell", "sell", "sell", "wait", "cancel", "hide", "show", "remove", "restore"))
        with clock.frozen(NOON - timedelta(days=chance.randrange(70))):
            if deed == "sell":
                sold(here, products[here.id], ago=chance.randrange(70), source=chance.choice(("shop", "counter", "api")))
            elif deed == "wait":
                orders.append((here, place_orders([wish(here, (products[here.id], 1))])[0]))
            elif deed == "cancel" and orders:
                there, order = orders.pop()
                if isinstance(order, Placed):
                    cancel_orders(there.id, [order.order_id], by="buyer", reason="")
            elif deed in ("hide", "show"):
                publish_shop(here.id, public=deed == "show")
            elif deed in ("remove", "restore"):
                (remove_product if deed == "remove" else restore_product)(here.id, products[here.id], by="owner:1")
        if chance.random() < 0.5:
            with clock.frozen(NOON):
                deliver_all()
    with clock.frozen(NOON):
        deliver_all()
        step_by_step = reached(program)
        with across_businesses():
            fetch("update programs_enrolment set reached = '{}', lost = '{}'")
            ids = [each for (each,) in fetch("select id from programs_enrolment")]
            before = fetch("select count(*) from programs_stageevent")
            with counted() as statements:
                assert follow_evidence(ids) == (0, 0)
            assert len(statements) == 2
            assert fetch("select count(*) from programs_stageevent") == before
        assert reached(program) == step_by_step == witness(program, (shop, other_shop))
        with across_businesses():
            assert not any(each.wrong for each in problems())
            fetch("update programs_enrolment set reached = '{exporting}' where id = %s", (ids[0],))
            assert problems()[0].wrong


def witness(program, shops):
    """The same read row by row in Python."""
    told = {}
    for shop in shops:
        with across_businesses():
            orders = fetch(
                "select placed_at, source from orders_order where business_id = %s and source not in ('counter', 'again')"
                " and state in ('handed_over', 'sent', 'completed')",
                (shop.id,),
            )
            [(public,)] = fetch("select has_public_shop from registry_business where id = %s", (shop.id,))
            shelf = fetch("select 1 from catalog_product where business_id = %s and deleted_at is null and is_listed", (shop.id,))
        weeks = {(NOON - at).days // 7 for at, _ in orders if NOON - at < timedelta(days=56)}
        ways = {source for at, source in orders if NOON - at < timedelta(days=90)}
        stands = {
            "onboarded": public, "listed": bool(shelf), "first_order": bool(orders), "regular": len(weeks) >= 4,
            "several": len(ways) >= 2,
        }  # fmt: skip
        told[shop.name] = [stage for stage, holds in stands.items() if holds]
    return told
