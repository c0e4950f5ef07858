"""Counts as a partner reads them: of Monday, by fives, and nothing in them tells of one business."""

import random
from dataclasses import astuple, replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from sekoci.accounts.models import Person
from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.registry.actions import appoint_officer, found_organisation
from sekoci.registry.actions.adding_up import add_up_outlets
from sekoci.registry.actions.counting_weeks import count_week
from sekoci.registry.queries.weeks import week_in
from sekoci.registry.rules.for_partners import REST, Part, Told, shown, total_of
from sekoci.registry.rules.suppression import LEAST, Tree
from sekoci.registry.tests.attacker import worked_out
from sekoci.registry.tests.linked import a_list, a_row, linked

NOTHING = Part(0, 0, 0, 0, 0)
MONDAY = datetime(2026, 11, 23, 3, tzinfo=UTC)


def some_part(dice: random.Random) -> Part:
    """An area in which lists, one of them the reader's, have some businesses."""
    others, both, alone = (dice.choice((0, 0, 1, 2, 3, 4, 5, 7, 12, 40)) for _ in range(3))
    return Part(
        others + both, others + both + dice.randint(0, others + both), dice.randint(0, others + both), both + alone, alone
    )


def test_nobody_works_out_an_area_that_is_hidden_and_no_small_one_is_shown():
    dice = random.Random(31)
    seen = 0
    for _ in range(600):
        parts = {f"33.{number:02}": some_part(dice) for number in range(dice.randint(1, 7))}
        rest = some_part(dice) if dice.random() < 0.3 else NOTHING
        whole = total_of([*parts.values(), rest])
        told, lines = shown(whole, parts)
        known = {**parts, **({REST: rest} if rest.others else {})}
        assert lines.keys() == known.keys()
        hidden = frozenset(code for code, line in lines.items() if line is None) | ({""} if told is None else frozenset())
        cells = {code: part.cells for code, part in known.items()} | {"": whole.cells}
        assert not any(0 < cell < LEAST for code in cells.keys() - hidden for cell in cells[code])
        assert not worked_out(Tree(cells, {"": list(known)}), hidden)
        pairs = [(astuple(line), astuple(known[code])[:3]) for code, line in lines.items() if line]
        if told:
            exact = (*astuple(whole)[:4], whole.mine - whole.alone, whole.alone)
            pairs.append((astuple(told), exact))
        assert all(
            each % LEAST == 0 and 0 <= one - each < LEAST for said, real in pairs for each, one in zip(said, real, strict=True)
        )
        if hidden and told:  # what is left over says nothing small either
            seen += 1
            for column in zip(*(cells[code] for code in hidden), strict=True):
                assert sum(column) == 0 or sum(column) - sum(cell > 0 for cell in column) >= LEAST - 1 or hidden == known.keys()
    assert seen > 50


def test_what_is_told_of_areas_does_not_depend_on_what_the_reader_sends():
    dice = random.Random(32)
    for _ in range(200):
        parts = {f"33.{number:02}": some_part(dice) for number in range(dice.randint(1, 7))}
        sent = {code: replace(part, mine=dice.randint(0, 50), alone=dice.randint(0, 50)) for code, part in parts.items()}
        one, other = shown(total_of(parts.values()), parts), shown(total_of(sent.values()), sent)
        assert one[1] == other[1]
        assert (one[0] and astuple(one[0])[:3]) == (other[0] and astuple(other[0])[:3])


def test_two_small_areas_beside_a_large_one_are_not_one_each():
    large, small = Part(100, 100, 0, 0, 0), Part(1, 1, 0, 0, 0)
    told, lines = shown(total_of([large, small, small]), {"1": large, "2": small, "3": small})
    assert told
    assert told.outlets == 100
    assert set(lines.values()) == {None}, "2 left over in two areas would be one each"


@pytest.fixture
def bank(few_areas) -> str:
    """A dinas with seven businesses in each of two districts; a bank that has none of them yet."""
    register, bank = a_list(found_organisation("Dinas Surakarta", kind="local")), found_organisation("Bank Solo", kind="bank")
    with clock.frozen(MONDAY):
        for number in range(14):
            a_row(register, f"Warung {number}", phone_of(number), area=f"33.72.0{1 + number % 2}")
        linked()
    return bank


def phone_of(number: int) -> str:
    return f"+62812555000{number:02}"


def reader(client, organisation: str, *areas: str) -> None:
    client.force_login(Person.objects.get(pk=appoint_officer(organisation, phone="0812-7000-0001", role="partner", areas=areas)))


def page(client, bank: str, at: datetime = MONDAY) -> dict[str, object]:
    with clock.frozen(at):
        answer = client.get(f"/petugas/{bank}/hitungan").context
        file = client.get(f"/petugas/{bank}/hitungan/unduh").content
    return {name: answer.get(name) for name in ("total", "mine", "lines", "low", "high", "is_told")} | {"file": file}


@pytest.mark.django_db
def test_a_list_of_one_phone_says_the_same_whether_another_list_has_it_or_not(client, bank):
    reader(client, bank)
    told = []
    for phone in (phone_of(3), phone_of(77)):
        with clock.frozen(MONDAY), transaction.atomic():
            a_row(a_list(bank), "Warung 3", phone, area="33.72.02")
            linked()
            count_week()
            told.append(page(client, bank))
            transaction.set_rollback(True)
    assert told[0] == told[1]
    assert told[0]["mine"] == Told(others=10, listed=10, shops=0, mine=0, shared=0, alone=0)


@pytest.mark.django_db
def test_what_a_partner_changes_moves_nothing_before_the_next_monday(client, bank):
    reader(client, bank)
    assert page(client, bank)["is_told"] is None
    with clock.frozen(MONDAY):
        assert [count_week(), count_week()] == [True, False]
    before = page(client, bank)
    assert before["total"].outlets == 10
    assert [each.outlets for each in before["lines"]] == [10]
    own = a_list(bank)
    with clock.frozen(MONDAY + timedelta(days=2)):
        for number in range(9):
            a_row(own, f"Toko {number}", phone_of(50 + number), area="33.72.01")
        linked()
        add_up_outlets()
        assert not count_week()
    assert page(client, bank, MONDAY + timedelta(days=6)) == before
    with clock.frozen(MONDAY + timedelta(days=7)):
        assert count_week()
    after = page(client, bank, MONDAY + timedelta(days=7))
    assert (after["total"].outlets, after["mine"].mine, after["mine"].shared, after["mine"].alone) == (15, 5, 0, 5)
    assert after["lines"] == before["lines"], "what others have"


@pytest.mark.django_db
def test_an_area_is_told_with_all_its_figures_or_none_and_there_is_no_step_down(client, bank):
    with clock.frozen(MONDAY):
        extra = a_list(found_organisation("GoFood", kind="ride_hailing"))
        a_row(extra, "Kopi Daeng", phone_of(60), area="73.71.01")
        linked()
        add_up_outlets()
        count_week()
    reader(client, bank)
    with counted() as statements:
        shown_now = page(client, bank)
    assert len(statements) <= 22, "two pages"
    assert [(each.code, each.outlets, each.rows, each.shops) for each in shown_now["lines"]] == [
        ("33", None, None, None), ("73", None, None, None),
    ]  # fmt: skip
    assert shown_now["file"].decode().count(",–,–,–") == 2, shown_now["file"].decode()
    with clock.frozen(MONDAY):
        assert client.get(f"/petugas/{bank}/hitungan?wilayah=73").context["area"] == ""
        text = client.get(f"/petugas/{bank}/hitungan").content.decode()
    assert "GoFood" not in text
    assert "Dinas" not in text


@pytest.mark.django_db
def test_a_partner_of_one_area_reads_its_parts(client, bank):
    with clock.frozen(MONDAY):
        count_week()
    reader(client, bank, "33.72")
    assert {each.code: each.outlets for each in page(client, bank)["lines"]} == {"33.72.01": 5, "33.72.02": 5}
    reader(client, bank, "33.72.01", "73.71")
    assert {each.code: each.outlets for each in page(client, bank)["lines"]} == {"33.72.01": 5}
    assert week_of_villages(bank) is None


def week_of_villages(bank: str) -> object:
    """Of these nothing is kept."""
    with across_businesses():
        [(number,)] = fetch("select id from registry_organisation where slug = %s", (bank,))
        return week_in(["33.72.01.1001"], number)
