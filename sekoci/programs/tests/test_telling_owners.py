"""Owners hear what was decided on their business: once, by day, what holds then, and see it in Program untuk Anda."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.urls import reverse

from sekoci.kit import clock
from sekoci.kit.events import deliver_all
from sekoci.kit.jobs import rounds
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.messaging.actions import deliver_waiting, stop_messages
from sekoci.messaging.queries import outbox
from sekoci.programs.actions import apply_to, choose_best, close_program, decide, enrol_matching, enrol_outlets, withdraw_from
from sekoci.programs.actions.telling_owners import tell_owners
from sekoci.programs.rules.telling import may_tell
from sekoci.programs.tests.people import OFFICER, office, outlet, outlet_of, running
from tests.people import shop_for

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 5, tzinfo=UTC)
"""Twelve in Solo."""
LATER = NOON + timedelta(minutes=11)


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


def id_of(program, shop):
    with across_businesses():
        [(number,)] = fetch("select id from programs_enrolment where program_id = %s and shop_id = %s", (program.id, shop.id))
    return number


def told(shop):
    """(template, program, page) of each message about this shop, oldest first."""
    with across_businesses():
        return fetch(
            "select template, facts ->> 'program', facts ->> 'url' from messaging_message where business_id = %s"
            " and template like 'program%%' order by id",
            (shop.id,),
        )


def templates(shop):
    return [template for template, _program, _page in told(shop)]


def applied(program, owner, *shops):
    for each in shops:
        apply_to(each.id, program.slug, person_id=owner.id, language="id")


def test_who_is_chosen_and_who_waits_hears_it_once_and_sees_it_in_program_untuk_anda(client, dinas, shop, owner):
    with clock.frozen(NOON):
        program = running(dinas, places=1)
        second = shop_for(owner, name="Toko Kedua", sells="Teh", area_code=shop.area_code)
        applied(program, owner, shop, second)
        with across_businesses():
            fetch("update programs_enrolment set score = 9 where shop_id = %s", (shop.id,))
        choose_best(program.slug, 5, reach=dinas)
        assert tell_owners() == 0, "an officer may still think again"
    with clock.frozen(LATER):
        with counted() as statements:
            assert tell_owners() == 2
        assert len(statements) <= 8, statements
        assert tell_owners() == 0
        deliver_waiting()
    assert told(shop) == [("program_chosen", program.name, told(shop)[0][2])]
    assert templates(second) == ["program_waiting"]
    [chosen] = [each.text for each in outbox(to=owner.phone) if each.template == "program_chosen"]
    assert f"Keripik Melati terpilih ikut {program.name}" in chosen
    client.force_login(owner.person)
    page = unescape(client.get(reverse("programs:all_mine", args=[second.slug])).content.decode())
    assert program.name in page
    assert "Daftar tunggu" in page
    assert told(shop)[0][2].endswith(reverse("programs:mine", args=[shop.slug, program.slug]))


def test_who_moves_up_hears_that_there_is_room(dinas, shop, owner):
    with clock.frozen(NOON):
        program = running(dinas, places=1)
        second = shop_for(owner, name="Toko Kedua", sells="Teh", area_code=shop.area_code)
        applied(program, owner, shop, second)
        choose_best(program.slug, 5, reach=dinas)
    first, other = (shop, second) if id_state(program, shop) == "chosen" else (second, shop)
    with clock.frozen(LATER):
        tell_owners()
        withdraw_from(first.id, program.slug, person_id=owner.id)
        deliver_all()
    with clock.frozen(LATER + timedelta(minutes=11)):
        tell_owners()
    assert templates(first) == ["program_chosen"], "who left knows it"
    assert templates(other) == ["program_waiting", "program_moved_up"]


def id_state(program, shop):
    with across_businesses():
        [(state,)] = fetch("select state from programs_enrolment where program_id = %s and shop_id = %s", (program.id, shop.id))
    return state


def test_only_what_holds_is_told_and_not_what_it_was_for_a_minute(dinas, shop, owner):
    with clock.frozen(NOON):
        program = running(dinas)
        applied(program, owner, shop)
        decide(program.slug, [id_of(program, shop)], "refused", reason="Salah tekan tombol", reach=dinas)
        decide(program.slug, [id_of(program, shop)], "chosen", reason="Cocok dengan program", reach=dinas)
    with clock.frozen(LATER):
        tell_owners()
        assert templates(shop) == ["program_chosen"]
        decide(program.slug, [id_of(program, shop)], "refused", reason="Sudah ikut program lain", reach=dinas)
    with clock.frozen(LATER + timedelta(minutes=11)):
        tell_owners()
    assert templates(shop) == ["program_chosen", "program_refused"]


@pytest.mark.parametrize(("hour", "is_day"), [(7, False), (8, True), (19, True), (20, False), (0, False)])
def test_by_day_where_the_shop_is(hour, is_day):
    assert may_tell(datetime(2026, 11, 25, hour, 30)) is is_day  # noqa: DTZ001  the shop's own clock


def test_what_is_decided_at_night_waits_for_the_morning_of_its_own_zone(dinas, shop, owner):
    with across_businesses():
        fetch("update registry_business set zone = 'Asia/Jayapura' where id = %s", (shop.id,))
    night = datetime(2026, 11, 25, 13, tzinfo=UTC)
    with clock.frozen(night):
        program = running(dinas)
        applied(program, owner, shop)
        choose_best(program.slug, 1, reach=dinas)
    with clock.frozen(night + timedelta(hours=9, minutes=30)):
        assert tell_owners() == 0, "half past seven in Jayapura"
    with clock.frozen(night + timedelta(hours=10)):
        assert tell_owners() == 1, "six in Solo, eight in Jayapura"


def test_whoever_was_taken_in_from_a_list_is_asked_and_a_phone_of_a_list_is_not_written_to(dinas, shop, owner):
    with clock.frozen(NOON):
        program = running(dinas)
        outlet("Warung Tini", phone="+628129990001")
        enrol_matching(program.slug, reach=dinas)
        enrol_outlets(program.slug, [outlet_of(shop)], reach=dinas)
    with clock.frozen(LATER):
        assert tell_owners() == 1
    assert templates(shop) == ["program_listed"]
    with across_businesses():
        assert fetch("select 1 from messaging_message where address = '+628129990001'") == []


def test_a_programme_that_closed_and_an_owner_who_wants_no_messages_are_left_in_peace(dinas, shop, owner):
    with clock.frozen(NOON):
        program, other = running(dinas), running(dinas, name="Program lain")
        applied(program, owner, shop)
        applied(other, owner, shop)
        choose_best(program.slug, 1, reach=dinas)
        choose_best(other.slug, 1, reach=dinas)
        close_program(program.slug, reach=dinas)
        stop_messages(owner.phone, how="word")
    with clock.frozen(LATER):
        assert tell_owners() == 1
        deliver_waiting()
    assert [name for _template, name, _page in told(shop)] == ["Program lain"]
    assert [each for each in outbox(to=owner.phone) if each.template == "program_chosen"] == []


def test_it_is_a_round():
    assert "sekoci.programs.jobs.tell_of_decisions" in {each.name for each in rounds}
