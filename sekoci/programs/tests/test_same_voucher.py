"""The same voucher reaches an owner once in the whole installation, and nobody learns who gave it."""

import importlib
from types import SimpleNamespace

import psycopg
import pytest
from django.apps import apps

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.actions import (
    SameVoucher,
    SupportDraft,
    ToMany,
    enrol_matching,
    enrol_outlets,
    forget_ended,
    move_support,
    plan_support,
    plan_support_for,
)
from sekoci.programs.rules.vouchers import voucher_key
from sekoci.programs.tests.people import FAR, OFFICER, PARTNER, office, outlet, running
from tests.crowd import at_once
from tests.database import OWNER

VOUCHER = (SupportDraft("voucher", "Voucher ongkir GoSend", 20_000),)
RENAMED = (SupportDraft("voucher", "GoSend: ongkir", 25_000),)


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


@pytest.fixture
def gojek(few_areas):
    return office("GoFood", "ride_hailing", PARTNER, ["33.72"])


def two(dinas, gojek, **more):
    return (
        running(dinas, name="Bangkit Solo", support=VOUCHER, **more),
        running(gojek, name="Mitra Maju", support=RENAMED, **more),
    )


def enrolled(program):
    with across_businesses():
        return [each for (each,) in fetch("select id from programs_enrolment where program_id = %s order by id", (program.id,))]


def give(program, enrolment_id, reach, key="a"):
    kind = program.offered[0].id
    return plan_support(enrolment_id, kind, on_day=program.begins_on, key=key, reach=reach, given=True)


def give_all(program, reach, key):
    kind = program.offered[0].id
    return plan_support_for(enrolled(program), kind, on_day=program.begins_on, key=key, reach=reach, given=True)


def held():
    with across_businesses():
        return fetch("select owner_key, count(*) from programs_support where state <> 'cancelled' group by 1")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Voucher kemasan", "kemasan  VOUCHER", True),
        ("Voucher ongkir GoSend", "GoSend: ongkir", True),
        ("Voucher", "voucher", False),
        ("Voucher kemasan", "Voucher ongkir", False),
        ("Voucher 50 ribu", "Voucher 500 ribu", False),
        ("优惠", "券", False),
    ],
)
def test_it_is_the_same_by_its_name_whatever_the_order_of_words(one, other, same):
    assert (voucher_key(one, program_id=1) == voucher_key(other, program_id=2)) is same
    assert voucher_key(one, program_id=1) == voucher_key(one, program_id=1)


@pytest.mark.django_db
def test_once_over_two_programmes_of_two_organisations_and_the_sentence_names_nobody(dinas, gojek):
    solo, maju = two(dinas, gojek)
    outlet("Warung Tini", phone="+628129990001")
    outlet("Cabang Tini", phone="+628129990001")
    enrol_matching(solo.slug, reach=dinas)
    enrol_matching(maju.slug, reach=gojek)
    first = give(solo, enrolled(solo)[0], dinas)
    for each in enrolled(maju):
        with pytest.raises(SameVoucher) as same:
            give(maju, each, gojek)
        for language in ("id", "en"):
            told = same.value.sentence(language)
            assert "GoSend: ongkir" in told
            assert not any(word in told for word in ("Dinas", "Bangkit", "2026", "GoSend ongkir", "Tini"))
    assert give_all(maju, gojek, "many") == ToMany(0, 2)
    assert give(solo, enrolled(solo)[0], dinas) == first, "the same key is the same help"
    move_support(first, "cancelled", reach=dinas)
    assert give_all(maju, gojek, "again") == ToMany(1, 1), "what was called off frees it, for one of the owner's two"


@pytest.mark.django_db
def test_an_outlet_that_changed_its_phone_does_not_get_it_again_and_forgetting_does_not_stumble(dinas, gojek):
    solo, maju = two(dinas, gojek)
    tini = outlet("Warung Tini", phone="+628129990001")
    enrol_outlets(solo.slug, [tini], reach=dinas)
    enrol_outlets(maju.slug, [tini], reach=gojek)
    give(solo, *enrolled(solo), dinas)
    with across_businesses():
        fetch("update registry_outlet set phone = '+628129990002' where id = %s", (tini,))
    with pytest.raises(SameVoucher) as same:
        give(maju, *enrolled(maju), gojek)
    assert "untuk usaha ini" in same.value.sentence("id")
    with across_businesses():
        fetch("update programs_program set state = 'closed', closed_at = '2020-01-01'")
        [(before,)] = fetch("select now()")
    assert forget_ended(before=before, most=10) == 2
    assert held() == [(f"outlet:{tini}", 1)]


@pytest.mark.django_db
def test_another_voucher_and_other_help_come_as_often_as_they_are_given(dinas, gojek):
    other = (SupportDraft("voucher", "Voucher kemasan", 1), SupportDraft("training", "Ongkir GoSend", 1))
    solo, maju = running(dinas, support=VOUCHER), running(gojek, name="Mitra", support=other)
    outlet("Warung Tini", phone="+628129990001")
    enrol_matching(solo.slug, reach=dinas)
    enrol_matching(maju.slug, reach=gojek)
    give(solo, *enrolled(solo), dinas)
    for place, kind in enumerate(maju.offered):
        plan_support(*enrolled(maju), kind.id, on_day=maju.begins_on, key=str(place), reach=gojek, given=True)
    assert [many for _owner, many in held()] == [3]


def test_two_partners_at_the_same_moment_give_it_once_one_by_one_and_to_all(committed, dinas, gojek):
    grab = office("GrabMart", "ride_hailing", FAR, ["33.72"])
    programs = [(running(reach, name=f"Program {reach.organisation}", support=VOUCHER), reach) for reach in (dinas, gojek, grab)]
    numbers = [outlet(f"Warung {number}", phone=f"+62812999000{number % 20:02}") for number in range(40)]
    for place, (program, reach) in enumerate(programs):
        enrol_outlets(program.slug, numbers if place else numbers[::-1], reach=reach)
    jobs = [lambda p=program, r=reach, n=turn: give_all(p, r, f"all-{n}") for program, reach in programs for turn in range(2)]
    jobs += [
        lambda p=program, r=reach, e=each: give(p, e, r, key="one")
        for program, reach in programs for each in enrolled(program)[:8]
    ]  # fmt: skip
    answers = at_once(jobs, threads=12)
    wrong = [each for each in answers if isinstance(each, Exception) and not isinstance(each, SameVoucher)]
    assert wrong == []
    assert sorted(many for _owner, many in held()) == [1] * 20, "twenty owners of forty outlets in three programmes"
    many = sum(each.noted if isinstance(each, ToMany) else 1 for each in answers if not isinstance(each, Exception))
    assert many == 20


def test_vouchers_that_were_given_twice_before_this_rule_stay_written(committed, dinas, gojek):
    solo, maju = two(dinas, gojek)
    outlet("Warung Tini", phone="+628129990001")
    for program, reach in ((solo, dinas), (maju, gojek)):
        enrol_matching(program.slug, reach=reach)
        first = give(program, *enrolled(program), reach)
        with across_businesses():
            fetch("update programs_support set voucher = id::text, outlet_id = -outlet_id where id = %s", (first,))
    moved = importlib.import_module("sekoci.programs.migrations.0006_same_voucher_anywhere")
    with psycopg.connect(OWNER) as owner:
        owner.execute("drop index programs_same_voucher_once; drop index programs_same_voucher_once_here")
        owner.execute("update programs_support set voucher = '', outlet_id = null")
        owner.execute(moved.OUTLETS.encode())
        moved.name_vouchers(apps, SimpleNamespace(connection=owner))
        owner.execute(moved.TWICE.encode())
        owner.execute(moved.SETTLED)
        for column in ("owner_key", "outlet_id"):
            owner.execute(f"create unique index on programs_support (voucher, {column}) where is_once".encode())
        after = owner.execute("select voucher, outlet_id > 0 from programs_support order by at").fetchall()
        owner.rollback()
    [(first, here), (second, there)] = after
    assert (first, second.split(":")[0], len(second) > len(first), here, there) == ("gosend-ongkir", first, True, True, True)
