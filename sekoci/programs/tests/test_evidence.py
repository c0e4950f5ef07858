"""All eight stages, and what each rests on, held against the same read row by row in Python, whatever happened in what order."""

import json
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import pytest

from sekoci.catalog.actions import remove_product, restore_product
from sekoci.kit import clock
from sekoci.kit.events import deliver_all
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.orders.tests.people import put_on_shelf
from sekoci.programs.actions import (
    apply_to,
    enrol_matching,
    follow_program,
    mark_stage,
    move_support,
    note_consent,
    plan_support,
)
from sekoci.programs.actions.making import SupportDraft
from sekoci.programs.queries import problems
from sekoci.programs.rules import STAGES
from sekoci.programs.tests.people import FAR, office, outlet, outlet_of, running
from sekoci.programs.tests.test_stages import sold
from sekoci.registry.actions import publish_shop

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
FACTS = ("listing", "qris", "last_order", "orders_90d", "trained", "exports")
KINDS = (SupportDraft("visit", "Kunjungan", 0), SupportDraft("training", "Pelatihan", 0), SupportDraft("voucher", "Voucher", 0))


def across(statement, *values):
    with across_businesses():
        return fetch(statement, values)


@pytest.mark.parametrize("seed", range(3))
def test_every_stage_and_its_source_is_what_python_reads_from_the_same_rows(few_areas, shop, owner, seed):
    chance = Random(seed)
    with clock.frozen(NOON):
        ministry = office("Kementerian", "ministry", FAR, [""])
        outlet_of(shop)
        for name in ("Warung Tini", "Warung Sepi"):
            outlet(name)
        program = running(ministry, areas=("",), support=KINDS)
        enrol_matching(program.slug, reach=ministry)
        product = put_on_shelf(shop, stock=500)
        ids = [each for (each,) in across("select id from programs_enrolment order by id")]
        given: list[UUID] = []
        for _partner in range(2):
            on_a_list(ids[-1], {"listing": "ya", "exports": "ya", "trained": "ya"}, NOON.date())
        follow_program(program.id)
    for turn in range(48):
        with clock.frozen(NOON):
            happen(chance, program, ministry, shop, owner, product, ids, given, turn)
            if turn % 8 == 7:
                deliver_all()
                follow_program(program.id)
                for each in ids:
                    assert noted(each) == witness(each), (turn, each)
                with across_businesses():
                    assert not any(checked.wrong for checked in problems())
    seen = {stage for (stage,) in across("select distinct stage from programs_stageevent")}
    assert seen >= set(STAGES) - {"regular"}, "every stage was reached by somebody"


def happen(chance, program, ministry, shop, owner, product, ids, given, turn):
    """One thing, of any kind, to anybody."""
    one, day = chance.choice(ids), (NOON - timedelta(days=chance.randrange(1, 80))).date()
    deed = chance.choice(
        ("sell", "sell", "sell", "list", "list", "gone", "mark", "mark", "give", "undo", "agree", "hide", "shelf")
    )
    if deed == "sell":
        sold(shop, product, ago=chance.randrange(1, 100), source=chance.choice(("shop", "counter", "api")))
    elif deed == "list":
        on_a_list(one, {name: "ya" for name in FACTS if chance.random() < 0.3}, day)
    elif deed == "gone":
        across("update registry_listrow set gone_at = now() where outlet_id in (select outlet_id from programs_enrolment"
               " where id = %s) and gone_at is null and id %% 2 = %s", one, turn % 2)  # fmt: skip
    elif deed == "mark":
        stage = chance.choice(STAGES)
        mark_stage(one, stage, holds=chance.random() < 0.7, on_day=day, evidence="Dilihat di tempat usaha", reach=ministry)
    elif deed == "give":
        kind = chance.choice(program.offered[:2])
        given.append(plan_support(one, kind.id, on_day=day, key=str(turn), reach=ministry, given=chance.random() < 0.7))
    elif deed == "undo" and given:
        move_support(given.pop(), chance.choice(("given", "cancelled")), reach=ministry)
    elif deed == "agree":
        note_consent(one, "spoken", language="id", reach=ministry)
        apply_to(shop.id, program.slug, person_id=owner.id, language="id")
    elif deed == "hide":
        publish_shop(shop.id, public=chance.random() < 0.7)
    elif deed == "shelf":
        (remove_product if chance.random() < 0.3 else restore_product)(shop.id, product, by="owner:1")


def on_a_list(enrolment_id, facts, day):
    """One more list of one more organisation has the business."""
    across(
        """
        with organisation as (
            insert into registry_organisation (slug, name, kind, created_at)
            values (gen_random_uuid()::text, 'Mitra', 'marketplace', now()) returning id
        ), list as (
            insert into registry_partnerlist (organisation_id, name, columns, legal_basis, is_own, created_at)
            select id, 'Daftar', '{}', '', false, now() from organisation returning id, organisation_id
        )
        insert into registry_listrow (list_id, organisation_id, key, first_edition_id, edition_id, as_of, name, owner, phone,
            street, area_code, area_score, nib, kbli, kind, sex, name_key, owner_key, street_key, facts, said, outlet_id)
        select list.id, list.organisation_id, 'a', gen_random_uuid(), gen_random_uuid(), %s, 'X', '', '', '', '33.72.01', 1, '',
            '', '', '', '', '', '', %s::jsonb, '{}', e.outlet_id from list, programs_enrolment e where e.id = %s
        """,
        day,
        json.dumps(facts),
        enrolment_id,
    )


def noted(enrolment_id):
    """stage -> source, where it stands by what was written down."""
    rows = across("select stage, is_reached, source from programs_stageevent where enrolment_id = %s order by id", enrolment_id)
    newest = {stage: (is_reached, source) for stage, is_reached, source in rows}
    [(reached,)] = across("select reached from programs_enrolment where id = %s", enrolment_id)
    told = {stage: source for stage, (is_reached, source) in newest.items() if is_reached}
    assert set(reached) == set(told)
    return told


def witness(enrolment_id):
    """stage -> source, from the rows themselves; the best source that tells of it."""
    [(shop_id, outlet_id)] = across("select shop_id, outlet_id from programs_enrolment where id = %s", enrolment_id)
    orders = across(
        "select placed_at, source from orders_order where business_id = %s and state in ('handed_over', 'sent', 'completed')",
        shop_id,
    )
    orders = [(at, source) for at, source in orders if source not in ("counter", "again")]
    lists = across("select organisation_id, facts from registry_listrow where outlet_id = %s and gone_at is null", outlet_id)
    lists = [(organisation, facts if isinstance(facts, dict) else json.loads(facts)) for organisation, facts in lists]
    helped = {what for (what,) in across("select k.what from programs_support s join programs_supportkind k on k.id = s.kind_id"
                                         " where s.enrolment_id = %s and s.state = 'given'", enrolment_id)}  # fmt: skip
    marks = dict(across("select stage, holds from programs_mark where enrolment_id = %s order by id", enrolment_id))
    says = {name: any(facts.get(name) for _, facts in lists) for name in FACTS}
    ways = {source for at, source in orders if NOON - at < timedelta(days=90)}
    places = ways | {organisation for organisation, facts in lists if facts.get("listing")}
    weeks = {(NOON - at).days // 7 for at, _ in orders if NOON - at < timedelta(days=56)}
    here = {
        "contacted": bool(across("select 1 from programs_consent where enrolment_id = %s", enrolment_id)) or "visit" in helped,
        "onboarded": bool(across("select 1 from registry_business where id = %s and has_public_shop", shop_id)),
        "trained": "training" in helped,
        "listed": bool(
            across("select 1 from catalog_product where business_id = %s and is_listed and deleted_at is null", shop_id)
        ),
        "first_order": bool(orders),
        "regular": len(weeks) >= 4,
        "several": len(ways) >= 2,
    }
    by_list = {
        "onboarded": says["listing"], "listed": says["listing"], "trained": says["trained"], "exporting": says["exports"],
        "first_order": says["last_order"] or says["orders_90d"], "several": len(places) >= 2,
    }  # fmt: skip
    sources = (("here", here), ("list", by_list), ("hand", marks))
    return {
        stage: next(source for source, tells in sources if tells.get(stage))
        for stage in STAGES
        if any(tells.get(stage) for _, tells in sources)
    }
