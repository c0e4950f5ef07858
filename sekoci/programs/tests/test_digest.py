"""The weekly message to officers: once a week, on Monday morning where they work, without names, to those who want it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model

from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import deliver_waiting, stop_messages
from sekoci.messaging.queries import outbox
from sekoci.programs.actions import close_program, enrol_outlets, mark_stage
from sekoci.programs.actions.telling import tell_officers
from sekoci.programs.models import Carrier
from sekoci.programs.rules.digest import last_week, week_to_tell
from sekoci.programs.tests.people import FAR, OFFICER, PARTNER, office, outlet, running

MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)
"""Eight in the morning in Solo."""
LAST = datetime(2026, 11, 18, 3, tzinfo=UTC)
"""The Wednesday before."""


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


@pytest.fixture
def program(dinas):
    with clock.frozen(datetime(2026, 9, 1, 5, tzinfo=UTC)):
        return running(dinas)


def moved(program, dinas):
    """Last week three came, two were seen to have a shop, and one of an earlier week has none any more."""
    with clock.frozen(datetime(2026, 11, 3, 3, tzinfo=UTC)):
        enrol_outlets(program.slug, [outlet("Warung Bu Lestari")], reach=dinas)
        mark(dinas, "Warung Bu Lestari", holds=True)
    with clock.frozen(LAST):
        enrol_outlets(program.slug, [outlet(f"Toko {name}") for name in ("Aman", "Baru", "Cinta")], reach=dinas)
        mark(dinas, "Toko Aman", holds=True)
        mark(dinas, "Toko Baru", holds=True)
        mark(dinas, "Warung Bu Lestari", holds=False)


def mark(reach, name, *, holds):
    with across_businesses():
        [(enrolment,)] = fetch(
            "select e.id from programs_enrolment e join registry_outlet o on o.id = e.outlet_id where o.name = %s", (name,)
        )
    mark_stage(
        enrolment, "onboarded", holds=holds, on_day=clock.day_in("Asia/Jakarta"), evidence="Dilihat di tempat.", reach=reach
    )


def sent():
    with across_businesses():
        return fetch("select address, facts::text from messaging_message where template = 'program_week' order by id")


def texts_to(phone):
    return [each.text for each in outbox(to=phone) if each.template == "program_week"]


class TestWhen:
    @pytest.mark.parametrize(("hour", "is_told"), [(6, False), (7, True), (12, True), (20, False)])
    def test_on_monday_from_seven(self, hour, is_told):
        told = week_to_tell(datetime(2026, 11, 23, hour, 59))  # noqa: DTZ001  the area's own clock
        assert told == (date(2026, 11, 16) if is_told else None)

    def test_on_no_other_day(self):
        assert all(week_to_tell(datetime(2026, 11, day, 9)) is None for day in range(24, 30))  # noqa: DTZ001  as above

    def test_the_last_week_is_one_that_is_over(self):
        assert {last_week(date(2026, 11, day)) for day in range(23, 30)} == {date(2026, 11, 16)}

    @pytest.mark.parametrize(("day", "told"), [(22, 1), (23, 0)])
    def test_not_of_a_week_before_the_programme_began(self, program, day, told):
        fetch("update programs_program set begins_on = %s", (date(2026, 11, day),))
        with clock.frozen(MONDAY):
            assert tell_officers() == told

    def test_it_is_morning_in_jayapura_first(self, few_areas):
        east = office("Dinas Makassar", "local", FAR, ["73.71"])
        west = office("Dinas Solo", "local", OFFICER, ["33.72"])
        with clock.frozen(datetime(2026, 9, 1, 5, tzinfo=UTC)):
            running(east, areas=("73.71",), name="Makassar Bangkit")
            running(west)
        with clock.frozen(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)):
            assert tell_officers() == 1, "half past seven in Makassar, half past six in Solo"
        with clock.frozen(datetime(2026, 11, 23, 0, 30, tzinfo=UTC)):
            assert tell_officers() == 1
        assert [address for address, _ in sent()] == ["+6281271000003", "+6281271000001"]


class TestWhatItSays:
    def test_what_moved_what_is_missing_and_no_name(self, program, dinas):
        moved(program, dinas)
        with clock.frozen(MONDAY):
            assert tell_officers() == 1
            deliver_waiting()
        [text] = texts_to("+6281271000001")
        assert "3 usaha baru ikut. Maju: punya toko daring 2. Mundur: punya toko daring 1." in text
        assert "Target punya toko daring kurang 8 dari 10." in text
        assert "16–22 November" in text
        assert f"/petugas/{dinas.organisation}/program/{program.slug}/kabar" in text
        assert not any(name in text for name in ("Lestari", "Aman", "Baru ", "Cinta"))
        assert len(text) < 480, "three SMS at most"

    def test_says_so_when_nothing_moved(self, program, dinas):
        with clock.frozen(MONDAY):
            tell_officers()
        [(_address, facts)] = sent()
        assert "Tidak ada yang bergerak." in facts


class TestOnce:
    def test_once_a_week_is_once_and_next_week_again(self, program, dinas):
        with clock.frozen(MONDAY):
            assert [tell_officers(), tell_officers()] == [1, 0]
        with clock.frozen(MONDAY + timedelta(hours=3)):
            assert tell_officers() == 0
        with clock.frozen(MONDAY + timedelta(days=7)):
            assert tell_officers() == 1

    def test_once_though_two_organisations_carry_it(self, program, dinas):
        other = office("Bank Solo", "bank", OFFICER, ["33.72"])
        Carrier.objects.create(program_id=program.id, organisation_id=other.organisation_id)
        with clock.frozen(MONDAY):
            assert tell_officers() == 1

    def test_who_loses_the_race_sends_nothing(self, program, dinas):
        """The key of the message is the week: were the note lost, the message would not come twice."""
        with clock.frozen(MONDAY):
            tell_officers()
            fetch("delete from programs_digest")
            assert tell_officers() == 0
        assert len(sent()) == 1


class TestWho:
    def test_nobody_of_a_programme_that_is_closed_or_a_draft(self, program, dinas):
        close_program(program.slug, reach=dinas)
        with clock.frozen(MONDAY):
            assert tell_officers() == 0

    def test_no_partner_who_may_not_see_businesses(self, program, dinas):
        partner = office("PasarKita", "marketplace", PARTNER, [], role="partner")
        Carrier.objects.create(program_id=program.id, organisation_id=partner.organisation_id)
        with clock.frozen(MONDAY):
            assert tell_officers() == 1
        assert [address for address, _ in sent()] == ["+6281271000001"]

    def test_stop_ends_it_as_it_ends_all_news(self, program, dinas):
        stop_messages("+6281271000001", how="asked")
        with clock.frozen(MONDAY):
            tell_officers()
            deliver_waiting()
        assert texts_to("+6281271000001") == []

    def test_an_officer_counts_inside_their_areas_only(self, program, dinas, few_areas):
        moved(program, dinas)
        other = office("Dinas Makassar", "local", FAR, ["73.71"])
        Carrier.objects.create(program_id=program.id, organisation_id=other.organisation_id)
        with clock.frozen(MONDAY):
            assert tell_officers() == 2
        facts = dict(sent())
        assert "Tidak ada yang bergerak." in facts["+6281271000003"]


class TestThePage:
    def at(self, dinas, program, rest=""):
        return f"/petugas/{dinas.organisation}/program/{program.slug}/kabar{rest}"

    def test_shows_the_message_and_leads_to_who_went_back(self, client, program, dinas):
        moved(program, dinas)
        client.force_login(get_user_model().objects.get(id=dinas.person_id))
        with clock.frozen(MONDAY):
            text = client.get(self.at(dinas, program)).content.decode()
        assert "Pekan 16–22 November di Bangkit Bersama Solo" in text
        assert "?tahap=onboarded&amp;pekan=2026-11-16&amp;lalu=1" in text, "whose stage was lost in that week"
        assert "Lestari" not in text

    def test_who_says_so_is_told_no_more_and_again_on_their_word(self, client, program, dinas):
        client.force_login(get_user_model().objects.get(id=dinas.person_id))
        assert "Jangan kabari saya lagi" in client.get(self.at(dinas, program)).content.decode()
        client.post(self.at(dinas, program, "/kirim"), {"kabari": "tidak"})
        assert "Kabari saya tiap Senin" in client.get(self.at(dinas, program)).content.decode()
        with clock.frozen(MONDAY):
            assert tell_officers() == 0
        client.post(self.at(dinas, program, "/kirim"), {"kabari": "ya"})
        with clock.frozen(MONDAY):
            assert tell_officers() == 1

    def test_a_partner_is_not_let_in(self, client, program, dinas):
        partner = office("PasarKita", "marketplace", PARTNER, [], role="partner")
        Carrier.objects.create(program_id=program.id, organisation_id=partner.organisation_id)
        client.force_login(get_user_model().objects.get(id=partner.person_id))
        assert client.get(self.at(partner, program)).status_code == 403
