"""Businesses come into a programme: from the registry, by hand, once, and never beyond the officer's areas."""

from datetime import date

import pytest

from sekoci.kit.errors import Invalid, NotAllowed, NotFound
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.programs.actions import (
    Enrolled,
    NotOpen,
    OutsideReach,
    ProgramOver,
    change_program,
    close_program,
    enrol_matching,
    enrol_outlets,
    make_program,
    open_program,
)
from sekoci.programs.queries import Wish, enrolments, funnel_of, program_for, programs_of
from sekoci.programs.rules import Eligibility
from sekoci.programs.tests.people import FAR, OFFICER, PARTNER, draft, office, outlet, outlet_of, running
from sekoci.registry.actions.own_list import renew_own_list
from sekoci.registry.queries import OUTLET_PROMISES, within_reach

pytestmark = pytest.mark.django_db


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


@pytest.fixture
def makassar(few_areas):
    return office("Dinas Makassar", "local", FAR, ["73"])


def test_a_programme_is_set_up_changed_opened_and_closed_by_its_owner_alone(dinas, makassar):
    gojek = office("GoFood", "ride_hailing", PARTNER, ["33.72.01"])
    slug = make_program(draft(partners=(gojek.organisation_id,)), reach=dinas)
    assert program_for(slug, gojek) is None
    assert open_program(slug, reach=dinas)
    assert not open_program(slug, reach=dinas)
    for stranger, no in ((gojek, NotAllowed), (makassar, NotFound)):
        with pytest.raises(no):
            change_program(slug, draft(name="Milik kami"), reach=stranger)
    change_program(slug, draft(name="Solo Bangkit", support=()), reach=dinas)
    changed = program_for(slug, dinas)
    assert (changed.name, changed.partners, changed.offered, len(changed.support)) == ("Solo Bangkit", [], [], 2)
    assert program_for(slug, gojek) is None
    assert close_program(slug, reach=dinas)
    with pytest.raises(ProgramOver):
        open_program(slug, reach=dinas)
    with pytest.raises(NotOpen):
        enrol_matching(slug, reach=dinas)


def test_refuses_what_a_programme_cannot_be(dinas):
    for wrong in ({"name": " "}, {"about": "x"}, {"ends_on": date(2026, 1, 1)}, {"areas": ()}, {"stages": ("gone",)}):
        with pytest.raises(Invalid):
            make_program(draft(**wrong), reach=dinas)
    with pytest.raises(OutsideReach):
        make_program(draft(areas=("73.71",)), reach=dinas)
    assert fetch("select 1 from programs_program") == []


def test_takes_in_who_suits_once_inside_the_officers_areas_as_far_as_there_is_room(dinas, shop):
    outlet_of(shop)
    for number in range(4):
        outlet(f"Warung {number}", sex="f" if number else "m")
    outlet("Jauh", area="73.71.01")
    program = running(dinas, places=3, eligibility=Eligibility(sexes=("f",), unknown_too=False))
    with counted() as statements:
        assert enrol_matching(program.slug, reach=dinas, cohort="Angkatan 1") == Enrolled(3, 0)
    assert len(statements) <= 20, statements
    assert enrol_matching(program.slug, reach=dinas) == Enrolled(0, 0)
    outlet("Warung baru", sex="f")
    assert enrol_matching(program.slug, reach=dinas) == Enrolled(0, 1)
    far = outlet("Jauh lagi", area="73.71.01")
    assert enrol_outlets(program.slug, [far, outlet("Pak Joko", sex="m")], reach=dinas) == Enrolled(0, 1)
    with within_reach(dinas):
        names = [each.name for each in enrolments(program, Wish())]
        funnel = funnel_of(program)
    assert names == ["Warung 1", "Warung 2", "Warung 3"]
    assert (funnel.all, funnel.waiting) == (3, 2)


def test_names_are_seen_inside_the_areas_of_officers_whose_organisation_carries_the_programme(dinas, makassar):
    gojek = office("GoFood", "ride_hailing", PARTNER, ["33.72.01"])
    program = running(dinas, partners=(gojek.organisation_id,))
    outlet("Warung dalam", area="33.72.01")
    outlet("Warung luar", area="33.72")
    enrol_matching(program.slug, reach=dinas)

    def seen(reach):
        with within_reach(reach):
            return [each.name for each in enrolments(program, Wish())], [each.businesses for each in programs_of(reach)]

    assert seen(dinas) == (["Warung dalam", "Warung luar"], [2])
    assert seen(gojek) == (["Warung dalam"], [1])
    assert seen(makassar) == ([], [])
    assert fetch("select 1 from programs_enrolment") == []


def test_a_shop_is_one_outlet_before_its_lists_are_linked_and_stays_it_after(shop):
    first = outlet_of(shop)
    assert outlet_of(shop) == first
    with across_businesses():
        for what, _counted, broken in OUTLET_PROMISES:
            assert fetch(broken) == [], what
        assert renew_own_list() == 1
        assert fetch("select outlet_id from registry_listrow") == [(first,)]
        assert fetch("select shop_id from registry_outlet") == [(shop.id,)]
