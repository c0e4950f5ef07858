"""What becomes of a linking: outlets with stable ids, moves, golden records, shops linked and never counted twice."""

import pytest
from django.db import connection

from sekoci.kit.persons import Who, take_out
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.operations.verify.promise import Promise
from sekoci.registry.actions import ask_link, found_organisation, linking
from sekoci.registry.actions.linking import LINKING, Linked, link_waiting, workshop
from sekoci.registry.held import HELD
from sekoci.registry.jobs import link as link_job
from sekoci.registry.models import LinkRun
from sekoci.registry.queries import OUTLET_PROMISES
from sekoci.registry.tests.linked import a_list, a_row, by_phone, linked, nothing_unsure, outlet_of, outlets
from tests.commands import run_command

pytestmark = pytest.mark.django_db
ONE, OTHER = "+6281255500001", "+6281255500002"


@pytest.fixture
def lists(few_areas) -> tuple[int, int]:
    return a_list(found_organisation("GoFood", kind="ride_hailing")), a_list(found_organisation("Bank Solo", kind="bank"))


def change(row: int, what: str) -> None:
    with across_businesses():
        fetch(f"update registry_listrow set {what} where id = %s", (row,))  # noqa: S608  ours


def moves_of(row: int) -> list[tuple[object, object]]:
    with across_businesses():
        return fetch("select from_outlet_id, to_outlet_id from registry_outletmove where row_id = %s order by id", (row,))


def test_rows_become_outlets_and_again_changes_nothing(lists, monkeypatch):
    monkeypatch.setattr(linking, "FEW", 0)
    a, b, c = a_row(lists[0], "Warung Sri", ONE), a_row(lists[1], "Warung Bu Sri", ONE), a_row(lists[0], "Toko Budi", OTHER)
    run = linked()
    assert (run.state, run.rows, run.outlets, run.outlets_low, run.outlets_high, run.progress) == ("done", 3, 2, 1, 4, 100)
    assert outlet_of(a) == outlet_of(b) != outlet_of(c)
    first = outlets()
    assert first[outlet_of(a)] == ("Warung Bu Sri", ONE, 2, 2, None)
    assert (linked().outlets_low, linked(engine=certain).outlets_high) == (1, 6)
    assert linked(whole=True).outlets_high == 4
    assert outlets() == first
    assert moves_of(a) == [(None, outlet_of(a))]


def test_few_rows_are_linked_anew_once_they_are_a_tenth_more_and_many_once_they_have_doubled(lists, monkeypatch):
    asked = []

    def engine(db, *, whole, model, say):
        asked.append((whole, model))
        return by_phone(db, whole=whole, model=model, say=say)

    a_row(lists[0], "Warung Sri", ONE)
    assert (linked(engine=engine).is_whole, linked(engine=engine).is_whole) == (True, False)
    monkeypatch.setattr(linking, "FEW", 0)
    assert not linked(engine=engine).is_whole
    a_row(lists[1], "Toko Budi", OTHER)
    assert linked(engine=engine).is_whole
    a_row(lists[1], "Toko Ani", OTHER)
    assert not linked(engine=engine).is_whole
    anew, as_learnt = (True, None), (False, {"version": 1})
    assert asked == [anew, as_learnt, as_learnt, anew, as_learnt]


def test_one_shop_that_opens_joins_what_is_there_and_a_list_that_comes_has_few_linked_anew(lists):
    for number in range(20):
        a_row(lists[0], f"Warung {number}", f"+62812555000{number:02}")
    assert linked().is_whole
    for number in range(20, 22):
        a_row(lists[0], f"Warung {number}", f"+62812555000{number:02}")
    assert linked().is_whole
    a_row(lists[1], "Warung 3", "+6281255500003")
    assert not linked().is_whole


def certain(db, **facts):
    found = by_phone(db, **facts)
    return Linked(found.pairs, found.count, found.count, found.count)


def test_an_outlet_keeps_its_id_where_most_of_its_rows_are_and_a_row_that_went_leaves_it(lists):
    a, b, c = (a_row(lists[at], f"Warung {at}", ONE) for at in (0, 1, 0))
    linked()
    kept = outlet_of(a)
    change(c, f"phone = '{OTHER}'")
    change(b, "gone_at = '2026-11-20'")
    linked()
    assert outlets().keys() == {kept, outlet_of(c)}
    assert outlets()[kept][2:4] == (1, 1)
    assert moves_of(c) == [(None, kept), (kept, outlet_of(c))]
    assert moves_of(b)[-1] == (kept, None)
    change(a, "gone_at = '2026-11-20'")
    linked()
    assert outlets().keys() == {outlet_of(c)}
    change(a, "gone_at = null")
    linked()
    assert outlets()[outlet_of(a)][0] == "Warung 0"


def test_a_shop_here_is_linked_and_never_counted_twice(lists, shop):
    row = a_row(lists[0], "Wrg Melati", "+6281234567801")
    linked()
    assert outlets()[outlet_of(row)] == (shop.name, "+6281234567801", 2, 2, shop.id)
    with across_businesses():
        fetch("update registry_business set closed_at = now() where id = %s", (shop.id,))
    linked()
    assert outlets()[outlet_of(row)] == ("Wrg Melati", "+6281234567801", 1, 1, None)


def test_two_shops_here_are_never_one_outlet_and_a_shop_moves_with_its_row(lists, shop, other_shop):
    row = a_row(lists[0], "Warung", ONE)
    with across_businesses():
        fetch("update registry_business set phone = %s", (ONE,))
    linked()
    assert sorted(each[-1] or 0 for each in outlets().values()) == sorted([shop.id, other_shop.id])
    assert outlets()[outlet_of(row)][2] == 2


def test_a_killed_run_leaves_everything_as_it_was_and_the_next_one_does_it(lists):
    row = a_row(lists[0], "Warung", ONE)

    def dies(db, **_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        linked(engine=dies)
    assert (LinkRun.objects.get().state, outlets()) == ("failed", {})
    LinkRun.objects.update(state="running")
    assert link_waiting(by_phone) == 1
    assert (LinkRun.objects.get().state, LinkRun.objects.get().problem) == ("done", "")
    LinkRun.objects.update(state="running", problem="killed")
    assert link_waiting(by_phone) == 0
    assert LinkRun.objects.get().state == "failed"
    assert outlet_of(row) in outlets()
    held = (
        "select count(*) from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database()"
        " where locktype = 'advisory' and objid = %s"
    )
    assert fetch(held, (LINKING,)) == [(0,)]


def test_two_installations_on_one_machine_link_in_folders_of_their_own(db, monkeypatch):
    with workshop() as ours:
        (ours / "rows.csv").touch()
        monkeypatch.setitem(connection.settings_dict, "HOST", "elsewhere")
        with workshop() as theirs:
            assert theirs != ours
        assert (ours / "rows.csv").exists()
        monkeypatch.undo()
    assert not ours.exists()


def test_what_changed_while_the_engine_worked_waits_for_the_next_run(lists):
    a, b = a_row(lists[0], "Warung", ONE), a_row(lists[1], "Warung", ONE)

    def slow(db, **facts):
        change(b, f"phone = '{OTHER}'")
        return by_phone(db, **facts)

    linked(engine=slow)
    assert moves_of(b) == []
    linked()
    assert outlet_of(a) != outlet_of(b)


def test_verify_finds_what_is_untrue_of_outlets(lists, shop):
    a, b = a_row(lists[0], "Warung", ONE), a_row(lists[1], "Warung", ONE)
    linked()
    looks = [Promise(*each) for each in OUTLET_PROMISES]
    with across_businesses():
        assert [found.wrong for look in looks if (found := look.run()).wrong or (not found.counted and look is looks[0])] == []
        fetch("update registry_outlet set rows = 7 where id = %s", (outlet_of(a),))
        fetch("update registry_listrow set outlet_id = %s where key = %s", (outlet_of(a), str(shop.id)))
        fetch(
            "insert into registry_pairdecision (left_row_id, right_row_id, verdict, person_id, note, at)"
            " values (%s, %s, 'different', 1, '', now())",
            (a, b),
        )
        fetch(
            "insert into registry_outletdifference (area_code, organisations, outlets, rows, shops)"
            " values ('33.72.01', '{}', 1, 0, 0)"
        )
        fetch(
            "insert into registry_outletweek (level, area_code, organisations, outlets, rows, shops, counted_at)"
            " values (3, '33.72.01', '{1}', 2, 2, 0, now())"
        )
        assert [len(look.run().wrong) for look in looks] == [2, 1, 2, 1, 4, 1]


def test_who_is_forgotten_is_gone_from_rows_and_from_what_outlets_took_of_them(lists):
    theirs = a_row(lists[0], "Warung Sri", ONE, owner="Sri Lestari", nib="9120000000001", as_of="2026-11-02")
    other = a_row(lists[1], "Warung", OTHER, as_of="2026-11-09")
    linked(engine=all_one)
    parts = {part.name: part for part in HELD}
    with across_businesses():
        assert outlets()[outlet_of(theirs)][:2] == ("Warung", OTHER)
        assert len(fetch(parts["outlets"].rows, {"phone": ONE, "person": 0})) == 1
        for name in ("lists", "outlets"):
            take_out(parts[name], Who(0, ONE))
        [(owner, nib, phone)] = fetch("select owner, nib, phone from registry_outlet where id = %s", (outlet_of(other),))
        assert (owner, nib, phone) == ("", "", OTHER)
    linked()
    assert outlets()[outlet_of(theirs)] == ("Warung", OTHER, 2, 2, None)


def all_one(db, **_):
    db.execute("create table clusters as select id, 1 as cluster from rows")
    db.execute("create table doubtful (left_id bigint, right_id bigint, probability double, why varchar)")
    nothing_unsure(db)
    return Linked(pairs=1, count=1, low=1, high=1)


STREETS = ("Slamet Riyadi", "Dr. Rajiman", "Honggowongso", "Sutan Syahrir", "Veteran", "Bhayangkara", "Kebangkitan", "Samanhudi")
NAMES = (
    "Sri Lestari",
    "Budi Santoso",
    "Tri Wahyuni",
    "Agus Salim",
    "Dewi Anggraini",
    "Joko Susilo",
    "Rina Marlina",
    "Eko Prasetyo",
)
TRADES = ("Soto", "Batik", "Bengkel", "Salon", "Keripik", "Laundry", "Fotokopi", "Angkringan")


def test_the_engine_links_what_two_lists_say_and_what_comes_later(lists, capsys):
    for at, (name, street, trade) in enumerate(zip(NAMES, STREETS, TRADES, strict=True)):
        phone = f"+62812555{at:05}"
        a_row(lists[0], f"Warung {trade} {name}", phone, owner=name, street=f"Jl. {street} No. {at + 1}", kind=trade)
        a_row(lists[1], f"{trade} Bu {name.split()[0]}", phone, owner=name, street=f"Jalan {street} {at + 1}", kind=trade)
    assert run_command("link") == 0
    assert "8 businesses in 16 records" in capsys.readouterr().out
    first = outlets()
    late = a_row(
        lists[1], "Wr. Soto Sri Lestari", "+6281255500000", owner="Sri Lestari", street="Jl Slamet Riyadi 1", kind="Soto"
    )
    ask_link()
    assert ask_link(whole=True) == ask_link()
    LinkRun.objects.filter(state="waiting").update(is_whole=False)
    link_job()
    assert outlets().keys() == first.keys()
    assert outlets()[outlet_of(late)][2] == 3
    assert not LinkRun.objects.filter(state="waiting").exists()
