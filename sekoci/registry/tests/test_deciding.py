"""What people say of two rows holds at once and in later runs, never against what was said before without asking."""

import pytest

from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.actions import appoint_officer, found_organisation
from sekoci.registry.actions.deciding import Contradicts, LaterDecisions, TwoShops, decide_pair, split_outlet, undo_decision
from sekoci.registry.models import PairDecision
from sekoci.registry.queries import office_of, within_reach
from sekoci.registry.queries.review import agreement_of_two, decisions_by, next_pair, pair_by_id, pairs_left
from sekoci.registry.rules import Reach
from sekoci.registry.tests.linked import a_list, a_row, linked, outlet_of, outlets

pytestmark = pytest.mark.django_db
ONE, OTHER, THIRD = "+6281255500001", "+6281255500002", "+6281255500003"


@pytest.fixture
def dinas(few_areas) -> str:
    return found_organisation("Dinas Koperasi Surakarta", kind="local")


@pytest.fixture
def sri(dinas) -> Reach:
    return officer(dinas, "0812-7000-0001", "33.72")


@pytest.fixture
def rows(dinas) -> tuple[int, int, int]:
    """Three of one name, each with its own phone: three outlets and three doubts."""
    number = a_list(dinas)
    made = tuple(a_row(number, "Warung Barokah", phone) for phone in (ONE, OTHER, THIRD))
    linked()
    return made


def officer(organisation: str, phone: str, *areas: str) -> Reach:
    reach = office_of(appoint_officer(organisation, phone=phone, role="officer", areas=areas), organisation)
    assert reach
    return reach


def together(*rows: int) -> list[list[int]]:
    """The rows by outlet."""
    by_outlet: dict[int, list[int]] = {}
    for row in rows:
        by_outlet.setdefault(outlet_of(row), []).append(row)
    return sorted(by_outlet.values())


def test_same_merges_at_once_and_holds_in_later_runs_until_it_is_undone(sri, rows):
    a, b, c = rows
    before = {row: outlet_of(row) for row in rows}
    done = decide_pair(sri, b, a, "same")
    assert decide_pair(sri, a, b, "same") == done
    assert PairDecision.objects.count() == 1
    assert together(*rows) == [[a, b], [c]]
    assert outlets()[before[a]][2] == 2
    linked(whole=True)
    assert together(*rows) == [[a, b], [c]]
    undo_decision(sri, done.id)
    assert {row: outlet_of(row) for row in rows} == before
    assert len(outlets()) == 3
    with pytest.raises(NotFound):
        undo_decision(sri, done.id)


def test_different_parts_what_the_model_linked_and_holds(sri, dinas):
    number = a_list(dinas)
    a, b, c = a_row(number, "Warung Sri", ONE), a_row(number, "Agen Pulsa", ONE), a_row(number, "Warung Sri", ONE)
    linked()
    decide_pair(sri, a, b, "different")
    linked(whole=True)
    assert together(a, b, c) == [[a, c], [b]]


def test_a_decision_against_earlier_ones_is_asked_and_never_taken_silently(sri, rows):
    a, b, c = rows
    decide_pair(sri, a, b, "same")
    decide_pair(sri, b, c, "same")
    with pytest.raises(Contradicts) as asked:
        decide_pair(sri, a, c, "different")
    assert asked.value.facts["pairs"] == [(a, b), (b, c)]
    assert together(*rows) == [[a, b, c]]
    decide_pair(sri, a, c, "different", instead=[(b, c)])
    assert together(*rows) == [[a, b], [c]]
    with pytest.raises(Contradicts) as asked:
        decide_pair(sri, b, c, "same")
    assert asked.value.facts["pairs"] == [(a, c)]
    decide_pair(sri, b, c, "same", instead=[(a, c)])
    assert together(*rows) == [[a, b, c]]
    linked(whole=True)
    assert together(*rows) == [[a, b, c]]


def test_what_others_build_on_is_not_undone_before_them(sri, rows):
    a, b, c = rows
    first, second = decide_pair(sri, a, b, "same"), decide_pair(sri, b, c, "same")
    with pytest.raises(LaterDecisions):
        undo_decision(sri, first.id)
    assert together(*rows) == [[a, b, c]]
    undo_decision(sri, second.id)
    undo_decision(sri, first.id)
    assert together(*rows) == [[a], [b], [c]]


def test_two_shops_here_never_become_one(sri, shop, other_shop):
    linked()
    with across_businesses():
        mine, theirs = (row for (row,) in fetch("select id from registry_listrow order by id"))
        fetch("update registry_listrow set area_code = '33.72.01'")
    with pytest.raises(TwoShops):
        decide_pair(sri, mine, theirs, "same")
    assert PairDecision.objects.count() == 0


def test_an_outlet_is_split_and_stays_so(sri, dinas):
    number = a_list(dinas)
    a, b, c, d = (a_row(number, name, ONE) for name in ("Warung Sri", "Sri", "Agen Pulsa", "Pulsa Jaya"))
    linked()
    kept = outlet_of(a)
    moved = split_outlet(sri, kept, [c, d])
    assert {outlet_of(a), outlet_of(b)} == {kept}
    assert {outlet_of(c), outlet_of(d)} == {moved}
    linked(whole=True)
    assert together(a, b, c, d) == [[a, b], [c, d]]
    with pytest.raises(Invalid):
        split_outlet(sri, kept, [a, b])
    with within_reach(sri):
        [decision] = decisions_by(sri.person_id)
    undo_decision(sri, decision.id)
    assert together(a, b, c, d) == [[a, b, c, d]]


def test_pairs_are_seen_and_decided_inside_the_areas_only(sri, dinas, rows):
    far = officer(dinas, "0812-7000-0002", "73")
    partner = office_of(appoint_officer(dinas, phone="0812-7000-0003", role="partner", areas=["33"]), dinas)
    assert partner
    with within_reach(sri):
        shown = next_pair(sri)
        assert shown
        assert (pairs_left(sri), [each.field for each in shown.why]) == (3, ["name", "phone"])
    for other in (far, partner):
        with within_reach(other):
            assert (next_pair(sri), pair_by_id(sri, shown.id), pairs_left(sri)) == (None, None, 0)
            assert fetch("select id from registry_doubtfulpair") == []
            assert fetch("select id from registry_outlet") == []
        with pytest.raises(NotFound):
            decide_pair(other, rows[0], rows[1], "same")
    assert PairDecision.objects.count() == 0


def test_a_pair_half_outside_is_no_pair_of_mine(sri, dinas):
    number = a_list(found_organisation("Bank", kind="bank"))
    here, there = a_row(number, "Warung", ONE), a_row(number, "Warung", OTHER, area="73.71.01")
    linked()
    with within_reach(sri):
        assert fetch("select id from registry_doubtfulpair") == []
        assert fetch("select id from registry_listrow") == [(here,)]
    with pytest.raises(NotFound):
        decide_pair(sri, here, there, "same")


def test_later_comes_back_last_and_a_second_person_answers_without_changing_anything(sri, dinas, rows):
    a, b, _ = rows
    budi = officer(dinas, "0812-7000-0004", "33")
    with within_reach(sri):
        first = next_pair(sri)
        assert first
    decide_pair(sri, *first.rows, "later")
    with within_reach(sri):
        again = next_pair(sri)
        assert again
        assert again.id != first.id
    decide_pair(sri, a, b, "same")
    assert decide_pair(budi, a, b, "different").against
    assert together(a, b) == [[a, b]]
    assert (agreement_of_two().pairs, agreement_of_two().share) == (1, 0.0)
    decide_pair(budi, a, b, "different", instead=[(a, b)])
    assert together(a, b) == [[a], [b]]
    with within_reach(budi):
        assert decisions_by(sri.person_id) == []
        assert [each.verdict for each in decisions_by(budi.person_id)] == ["different"]
