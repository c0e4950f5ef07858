"""An owner is forgotten, a programme is long over: words and names go, what was reached and what it cost stays."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from sekoci.kit import clock
from sekoci.kit.persons import Who, held
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.privacy.actions import erase_person, follow_rules
from sekoci.privacy.tests.test_erasing import everywhere
from sekoci.programs.actions import (
    apply_to,
    choose_best,
    close_program,
    decide,
    enrol_matching,
    follow_program,
    make_referral,
    mark_stage,
    move_support,
    plan_support,
)
from sekoci.programs.held import HELD
from sekoci.programs.queries import Wish, enrolments, funnel_of, problems
from sekoci.programs.tests.people import OFFICER, office, outlet, running
from sekoci.registry.queries import within_reach

pytestmark = pytest.mark.django_db
TINI = "+6281299990077"
WORDS = ("ALASAN ZARAH", "BUKTI ZARAH di pasar", "CATATAN ZARAH")


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


def with_words(program, dinas, enrolment_id):
    """Something was decided, marked and given, each with words about the business."""
    decide(program.slug, [enrolment_id], "waiting", reason=WORDS[0], reach=dinas)
    decide(program.slug, [enrolment_id], "chosen", reason=WORDS[0], reach=dinas)
    mark_stage(enrolment_id, "trained", holds=True, on_day=program.begins_on, evidence=WORDS[1], reach=dinas)
    kind = program.offered[0].id
    given = plan_support(enrolment_id, kind, on_day=program.begins_on, key="a", reach=dinas, given=False, note=WORDS[2])
    move_support(given, "given", reach=dinas)


def tini_in(dinas, **more):
    """A programme with a business that Tini has by her phone, and one of somebody else."""
    outlet("Warung Tini", phone=TINI)
    outlet("Warung Joko")
    program = running(dinas, **more)
    enrol_matching(program.slug, reach=dinas)
    with across_businesses():
        ids = dict(fetch("select o.name, e.id from programs_enrolment e join registry_outlet o on o.id = e.outlet_id"))
    for each in ids.values():
        with_words(program, dinas, each)
    return program, ids["Warung Tini"], ids["Warung Joko"]


def kept(enrolment_id):
    """What stays of an enrolment: its decisions, marks and support without words."""
    with across_businesses():
        return fetch(
            "select array(select state || by from programs_enrolmentstep s where s.enrolment_id = e.id order by id),"
            " array(select stage || on_day || by from programs_mark m where m.enrolment_id = e.id order by id),"
            " array(select state || cost || on_day from programs_support s where s.enrolment_id = e.id), e.reached"
            " from programs_enrolment e where e.id = %s",
            (enrolment_id,),
        )


def words_of(enrolment_id):
    with across_businesses():
        return [
            text
            for (text,) in fetch(
                "select reason from programs_enrolmentstep where enrolment_id = %(id)s union all"
                " select evidence from programs_mark where enrolment_id = %(id)s union all"
                " select note from programs_support where enrolment_id = %(id)s",
                {"id": enrolment_id},
            )
            if "ZARAH" in text
        ]


def test_whoever_is_forgotten_takes_the_words_along_and_nobody_elses(dinas):
    _program, tini, joko = tini_in(dinas)
    with across_businesses():
        copy = {part.name: held(part, Who(0, TINI)).rows for part in HELD}
    assert [row["note"] for row in copy["program_steps"]] == [WORDS[0], WORDS[0], ""], "a code of ours is no words"
    assert [row["note"] for row in copy["program_marks"]] == [WORDS[1]]
    assert [row["note"] for row in copy["program_support"]] == [WORDS[2]]
    before = kept(tini)
    erase_person(Who(0, TINI), how="page")
    assert (words_of(tini), len(words_of(joko))) == ([], 4)
    assert kept(tini) == before
    with across_businesses():
        marked = "select count(*) from programs_enrolmentstep where redacted_at is not null and enrolment_id = %s"
        assert fetch(marked, (tini,)) == [(2,)]
        changes = fetch(
            "select c.before::text || c.after::text from kit_change c join programs_support s on s.id::text = c.key"
            " where c.about = 'programs_support' and s.enrolment_id = %s",
            (tini,),
        )
    assert changes
    assert not [text for (text,) in changes if "ZARAH" in text], "the log of changes forgets too"


def test_an_owner_with_a_shop_is_forgotten_along_with_it(dinas, shop, owner):
    program = running(dinas)
    apply_to(shop.id, program.slug, person_id=owner.id, language="id")
    choose_best(program.slug, 1, reach=dinas)
    with across_businesses():
        [(mine,)] = fetch("select id from programs_enrolment where shop_id = %s", (shop.id,))
        fetch("update registry_outlet set phone = '' where shop_id = %s", (shop.id,))
    with_words(program, dinas, mine)
    make_referral(program.slug, name="Melati ZARAH", phone=owner.phone)
    erase_person(Who(owner.id, owner.phone), how="page", close_shops=True)
    assert words_of(mine) == []
    assert everywhere("ZARAH") == []
    with across_businesses():
        assert fetch("select state from programs_enrolment where id = %s", (mine,)) == [("withdrawn",)]


def test_what_was_written_once_is_changed_by_nobody_but_loses_its_words_to_the_role_that_forgets(dinas):
    _program, tini, _joko = tini_in(dinas)
    wrong = (
        "update programs_mark set evidence = 'lain' where enrolment_id = %s",
        "update programs_mark set evidence = '' where enrolment_id = %s",
        "update programs_mark set evidence = '', redacted_at = now(), holds = false where enrolment_id = %s",
        "update programs_enrolmentstep set state = 'refused' where enrolment_id = %s",
        "delete from programs_enrolmentstep where enrolment_id = %s",
    )
    for statement in wrong:
        with pytest.raises(DatabaseError, match="written once"), across_businesses(), transaction.atomic():
            fetch(statement, (tini,))
    with within_reach(dinas), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update programs_mark set evidence = '', redacted_at = now() where enrolment_id = %s", (tini,))
        assert cursor.rowcount == 0, "an officer has no way to it"
    assert len(words_of(tini)) == 4


def test_long_after_it_ended_names_and_words_go_and_numbers_stay(dinas):
    noon = datetime(2026, 11, 22, 5, tzinfo=UTC)
    with clock.frozen(noon):
        program, tini, _joko = tini_in(dinas)
        make_referral(program.slug, name="Bu RW ZARAH", phone="+6281277770009", reach=dinas)
        outlet("Warung lain", phone="+6281299990078")
        other = running(dinas, name="Program lain")
        enrol_matching(other.slug, reach=dinas)
        close_program(program.slug, reach=dinas)
        before = kept(tini)
        with within_reach(dinas):
            funnel = funnel_of(program)
    with clock.frozen(noon + timedelta(days=700)):
        assert follow_rules()["businesses in programmes that ended"] == 0
    with clock.frozen(noon + timedelta(days=731)):
        assert follow_rules(again=True)["businesses in programmes that ended"] == 2
        assert follow_rules(again=True)["businesses in programmes that ended"] == 0
    assert everywhere("ZARAH") == []
    with within_reach(dinas):
        assert [(each.name, each.phone) for each in enrolments(program, Wish())] == [("", ""), ("", "")]
        assert enrolments(program, Wish(search="tini")) == []
        assert [each.name for each in enrolments(other, Wish())] == ["Warung Joko", "Warung lain", "Warung Tini"]
        assert funnel_of(program) == funnel
    assert kept(tini) == before
    follow_program(other.id)
    with across_businesses():
        assert not any(each.wrong for each in problems())
