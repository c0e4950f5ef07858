"""A breach goes from noticed to closed; nobody is told twice, nothing is forgotten, and each verb refuses without a trace."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from sekoci.accounts.actions import add_staff
from sekoci.breaches.actions import (
    BreachClosed,
    FieldsMissing,
    NobodyListed,
    NotReported,
    StillUntold,
    WrongMoment,
    add_persons,
    change_breach,
    close_breach,
    forget_persons,
    note_step,
    persons_of_business,
    record_breach,
    remind_staff,
    reopen_breach,
    report_breach,
    tell_persons,
    tell_some,
)
from sekoci.breaches.queries import breach_of, persons_of, reached, steps_of
from sekoci.breaches.tests.cases import NOTICED, WHOLE, recorded
from sekoci.customers.tests.people import SRI, TONO, WATI, bought
from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.kit.staff import ReasonMissing, acts
from sekoci.messaging.actions import deliver_waiting, stop_messages
from sekoci.messaging.queries import outbox
from sekoci.orders.tests.people import put_on_shelf
from sekoci.privacy.actions import erase_person
from sekoci.privacy.queries import copy_of, whose

pytestmark = pytest.mark.django_db
WHY = "Semua sudah dikabari dan kunci diganti"


@pytest.fixture(autouse=True)
def _soon_after(database):
    with clock.frozen(NOTICED + timedelta(hours=1)):
        yield


def whats(breach) -> list[str]:
    return [step.what for step in reversed(steps_of(breach))]


def all_rows() -> list[tuple[object, ...]]:
    with across_businesses():
        return fetch("select b::text from breaches_breach b union all select c::text from breaches_concerned c order by 1")


def test_a_breach_is_recorded_once_a_key_and_its_clock_runs_from_noticing():
    key = new_id()
    assert record_breach(WHOLE, by=3, key=key) == record_breach(WHOLE, by=3, key=key) == key
    breach = breach_of(key)
    assert breach and (breach.draft, breach.state, breach.deadline) == (WHOLE, "open", NOTICED + timedelta(hours=72))
    assert whats(key) == ["made"]
    assert [(act.what, act.person_id) for act in acts()] == [("breach.record", 3)]


def test_what_has_not_come_yet_or_began_after_it_was_noticed_is_refused():
    for wrong in ({"noticed_at": NOTICED + timedelta(hours=2)}, {"began_at": NOTICED + timedelta(minutes=1)}):
        with pytest.raises(WrongMoment):
            recorded(**wrong)
    with pytest.raises(Invalid):
        recorded(title="x")
    assert all_rows() == []


def test_a_change_keeps_before_and_after_in_two_logs_that_nobody_alters():
    breach = recorded(data="")
    later = replace(WHOLE, noticed_at=NOTICED - timedelta(hours=3), began_at=None)
    assert change_breach(breach, later, by=3)
    assert not change_breach(breach, later, by=3)
    [step, _made] = steps_of(breach)
    assert step.changes["data"] == ["", "Nama dan nomor HP"]
    assert set(step.changes) == {"data", "noticed_at", "began_at"}
    with across_businesses():
        logged = "select before->>'data', after->>'data' from kit_change where about = 'breaches_breach' and verb = 'update'"
        assert fetch(logged) == [("", "Nama dan nomor HP")]
    for tries in ("update breaches_step set text = 'x'", "delete from breaches_step"):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
            fetch(tries)


def test_persons_are_found_by_shop_and_listed_once(shop, owner, other_shop):
    bought(shop, put_on_shelf(shop, stock=100), SRI, TONO)
    assert persons_of_business(shop.id, buyers=True, members=False) == [TONO, SRI]
    assert persons_of_business(shop.id, buyers=False, members=True) == [owner.phone]
    assert persons_of_business(other_shop.id, buyers=True, members=False) == []
    breach = recorded()
    assert add_persons(breach, [SRI, TONO, SRI], how=shop.slug, by=3) == 2
    assert add_persons(breach, [TONO, WATI], how="list", by=3) == 1
    assert add_persons(breach, [TONO], how="list", by=3) == 0
    assert [step.text for step in steps_of(breach) if step.what == "listed"] == ["1 · list", f"2 · {shop.slug}"]


def test_everybody_is_told_once_even_who_asked_us_to_stop_and_the_register_counts_who_was_reached():
    breach = recorded()
    stop_messages(TONO, how="whatsapp")
    with pytest.raises(NobodyListed):
        tell_persons(breach, by=3)
    add_persons(breach, [SRI, TONO, WATI], how="list", by=3)
    assert tell_persons(breach, by=3) == 3
    assert fetch("select count(*) from procrastinate_jobs where task_name = 'breaches.tell'") == [(1,)]
    assert [tell_some(breach), tell_some(breach)] == [3, 0]
    assert tell_persons(breach, by=3) == 0
    deliver_waiting()
    told = outbox(template="breach_told")
    assert sorted(each.to for each in told) == sorted([SRI, TONO, WATI])
    for part in (
        WHOLE.data,
        "Jumat, 20 November 2026",
        "HP petugas dicuri di pasar. Kami",
        WHOLE.done,
        WHOLE.advice,
        WHOLE.contact,
    ):
        assert part in told[0].text + " "
    with across_businesses():
        fetch("update messaging_message set status = 'failed' where address = %s", (WATI,))
        fetch("update messaging_message set status = 'read' where address = %s", (SRI,))
    found = reached(breach)
    assert (found.listed, found.asked, found.untold, found.arrived, found.sent, found.lost) == (3, 3, 0, 1, 1, 1)
    assert [each.phone for each in persons_of(breach, only="gagal")[0]] == [WATI]
    assert whats(breach) == ["made", "listed", "told"]


def test_telling_takes_as_many_statements_for_many_as_for_few():
    few, many = recorded(), recorded()
    add_persons(few, [SRI], how="list", by=3)
    add_persons(many, [f"+62812345{number:05}" for number in range(600)], how="list", by=3)
    with counted() as first:
        tell_some(few)
    with counted() as second:
        assert tell_some(many) == 500
    assert len(first) == len(second)
    assert [tell_some(many), tell_some(many)] == [100, 0]


def test_nobody_is_told_before_every_field_of_the_law_is_there():
    breach = recorded(cause="", contact="")
    add_persons(breach, [SRI], how="list", by=3)
    before = all_rows()
    for verb in (lambda: tell_persons(breach, by=3), lambda: report_breach(breach, to="Komdigi, surat 1", by=3)):
        with pytest.raises(FieldsMissing, match="Bagaimana terjadi, Kontak"):
            verb()
    assert all_rows() == before
    assert whats(breach) == ["made", "listed"]


def test_it_is_open_then_reported_then_closed_each_once():
    breach = recorded()
    add_persons(breach, [SRI], how="list", by=3)
    assert report_breach(breach, to="Komdigi, e-mail, 12/2026", by=3)
    assert not report_breach(breach, to="Komdigi, e-mail, 13/2026", by=3)
    with pytest.raises(StillUntold):
        close_breach(breach, reason=WHY, by=3)
    tell_some(breach)
    assert close_breach(breach, reason=WHY, by=3)
    assert not close_breach(breach, reason=WHY, by=3)
    shut = breach_of(breach)
    assert shut and (shut.state, shut.reported_to) == ("closed", "Komdigi, e-mail, 12/2026")
    before = all_rows()
    for verb in (
        lambda: report_breach(breach, to="Komdigi", by=3),
        lambda: change_breach(breach, replace(WHOLE, data="lain"), by=3),
        lambda: add_persons(breach, [TONO], how="list", by=3),
        lambda: tell_persons(breach, by=3),
    ):
        with pytest.raises(BreachClosed):
            verb()
    assert all_rows() == before
    assert whats(breach) == ["made", "listed", "reported", "closed"]
    assert note_step(breach, "Surat balasan datang", by=3, key=(key := new_id()))
    assert not note_step(breach, "Surat balasan datang", by=3, key=key)


def test_what_was_closed_by_mistake_stands_again_where_it_stood_with_its_clock_running():
    none, told = recorded(), recorded()
    assert not reopen_breach(none, reason=WHY, by=3)
    assert report_breach(told, to="Komdigi, e-mail, 12/2026", by=3)
    deadlines = {each: breach_of(each).deadline for each in (none, told)}
    for each, state in ((none, "open"), (told, "reported")):
        assert close_breach(each, reason=WHY, by=3)
        with pytest.raises(ReasonMissing):
            reopen_breach(each, reason="salah", by=3)
        assert reopen_breach(each, reason="Ternyata ada yang terkena", by=4)
        again = breach_of(each)
        assert (again.state, again.closed_at, again.deadline) == (state, None, deadlines[each])
        assert whats(each)[-2:] == ["closed", "reopened"]
    assert change_breach(none, replace(WHOLE, data="lain"), by=3)


def test_what_was_no_breach_is_closed_with_a_reason_but_not_behind_the_agencys_back():
    none, told = recorded(), recorded()
    with pytest.raises(ReasonMissing):
        close_breach(none, reason="salah", by=3)
    assert close_breach(none, reason="HP ditemukan di laci kantor", by=3)
    add_persons(told, [SRI], how="list", by=3)
    tell_some(told)
    with pytest.raises(NotReported):
        close_breach(told, reason=WHY, by=3)
    with pytest.raises(NotFound):
        close_breach(new_id(), reason=WHY, by=3)


def test_staff_hear_at_24_and_6_hours_and_when_it_is_late_once_each_until_all_are_told():
    add_staff("0812-9999-0001")
    add_staff("0812-9999-0002")
    breach = recorded()

    def new_at(hours: float) -> int:
        with clock.frozen(NOTICED + timedelta(hours=hours)):
            return remind_staff() + 10 * remind_staff()

    assert [new_at(hours) for hours in (47, 49, 60, 67, 70, 73, 90)] == [0, 2, 0, 2, 0, 2, 0]
    assert whats(breach) == ["made", "reminded-24", "reminded-6", "reminded-late"]
    with clock.frozen(NOTICED + timedelta(hours=49)):
        deliver_waiting()
    assert "Tinggal 23 jam: insiden HP petugas hilang" in outbox(template="breach_due", oldest_first=True)[0].text
    second = recorded()
    report_breach(second, to="Komdigi, surat 2", by=3)
    assert new_at(50) == 0
    add_persons(second, [SRI], how="list", by=3)
    assert new_at(50) == 2


def test_who_is_forgotten_is_gone_from_the_register_and_the_count_stays():
    breach = recorded()
    add_persons(breach, [SRI, TONO], how="list", by=3)
    tell_some(breach)
    [row] = next(part for part in copy_of(whose(SRI)).parts if part.name == "breaches").rows
    assert (row["what"], row["text"]) == (WHOLE.title, WHOLE.data)
    erase_person(whose(SRI), how="self")
    assert [each.phone for each in persons_of(breach)[0] if each.phone] == [TONO]
    assert reached(breach).asked == 2
    close_breach(breach, reason=WHY, by=3) if report_breach(breach, to="Komdigi", by=3) else None
    assert forget_persons(before=clock.now(), most=10) == 0
    assert forget_persons(before=clock.now() + timedelta(days=1), most=10) == 1
