"""What an engine found, written: in one transaction, set-based, whatever came between left as it is."""

from typing import TYPE_CHECKING
from uuid import UUID

import psycopg
from django.db import connection

from sekoci.kit.clock import now
from sekoci.kit.events import in_silence
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.actions.outlets import Why, release_shops, renew_outlets, settle, take_outlets, violated
from sekoci.registry.queries.decisions import HELD
from sekoci.registry.rules.golden import FIELDS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SIGN = """hashtextextended(concat_ws('|', r.name, r.owner, r.phone, r.street, r.area_code, r.nib, r.kbli, r.kind, r.latitude,
    r.longitude), 0)"""
"""What a row said when it was carried out: one that says something else since waits for the next run."""
PLACES = """
    select r.id, r.was, k.outlet, case when k.outlet is null then c.cluster end, r.sign
    from rows r join clusters c on c.id = r.id left join kept k on k.cluster = c.cluster
    where r.was is distinct from k.outlet or r.outlet_id is null
"""
"""Of DuckDB: rows whose outlet changes, and rows that waited. A cluster that stays none is a new outlet."""
DOUBTFUL = """
    select d.left_id, d.right_id, coalesce(l.area_code, ''), coalesce(r.area_code, ''), d.probability, d.why
    from doubtful d join rows l on l.id = d.left_id join rows r on r.id = d.right_id where d.left_id < d.right_id
"""
UNSURE = """
    select coalesce(left(r.area_code, 8), ''), count(*) filter (not u.joined), count(*) filter (u.joined)
    from unsure u join rows r on r.id = u.unique_id group by 1
"""
"""Of each area, how many merges may be missing there and how many may be wrong."""
AT_ONCE = 50_000


def written(run_id: UUID, db: "DuckDBPyConnection", count: int, low: int, high: int, *, whole: bool) -> None:
    """Outlets, moves, golden records, doubtful pairs and the run's counts."""
    with in_silence(), across_businesses():
        fetch("select set_config('statement_timeout', '0', true), set_config('work_mem', '64MB', true)")
        take_outlets(patiently=True)
        _bring(db, PLACES, "arriving", "row_id bigint primary key, old bigint, new bigint, fresh bigint, sign bigint")
        _bring(
            db, DOUBTFUL, "doubts",
            "left_id bigint, right_id bigint, left_area text, right_area text, probability float8, why jsonb",
        )  # fmt: skip
        _bring(db, UNSURE, "unsure", "area_code text, below int, above int")
        _make_new()
        _move(run_id)
        _obey(run_id)
        _renew()
        _doubts(run_id, whole=whole)
        _counts(run_id, max(0, count - low), max(0, high - count), whole=whole)
        _by_area(whole=whole)
        fetch("drop table arriving, doubts, unsure, made, touched")


def _bring(db: "DuckDBPyConnection", query: str, table: str, columns: str) -> None:
    fetch(f"create temp table {table} ({columns}) on commit drop")
    answer = db.execute(query)
    with psycopg.Cursor(connection.connection) as cursor, cursor.copy(f"copy {table} from stdin") as copy:
        while rows := answer.fetchmany(AT_ONCE):
            for row in rows:
                copy.write_row(row)
    fetch(f"analyze {table}")


def _make_new() -> None:
    fetch(
        """
        create temp table made on commit drop as select fresh, nextval(pg_get_serial_sequence('registry_outlet', 'id')) as id
        from (select distinct fresh from arriving where fresh is not null order by fresh) new
        """
    )
    fetch(
        f"""
        insert into registry_outlet (id, {", ".join(FIELDS)}, rows, lists, golden, created_at, changed_at)
        select id, {", ".join(["''"] * len(FIELDS))}, 0, 0, '{{}}', %(now)s, %(now)s from made
        """,  # noqa: S608  ours
        {"now": now()},
    )
    fetch("update arriving a set new = made.id from made where made.fresh = a.fresh")


def _move(run_id: UUID) -> None:
    """Rows to their outlets, and rows that are gone out of theirs. A row that was moved, went, came back or says something else
    since it was carried out is left to the next run."""
    fetch("create temp table touched (id bigint) on commit drop")
    fetch(
        f"""
        insert into arriving (row_id, old, sign) select r.id, r.outlet_id, {SIGN} from registry_listrow r
        where r.gone_at is not null and r.outlet_id is not null on conflict do nothing
        """  # noqa: S608  ours
    )
    fetch(
        f"""
        with moved as (
            update registry_listrow r set outlet_id = a.new, waits = 0 from arriving a
            where r.id = a.row_id and r.outlet_id is not distinct from a.old and (r.gone_at is null) = (a.new is not null)
              and {SIGN} = a.sign
            returning r.id, a.old, a.new
        ), noted as (
            insert into registry_outletmove (row_id, from_outlet_id, to_outlet_id, run_id, at)
            select id, old, new, %s, %s from moved where old is distinct from new
        )
        insert into touched select old from moved where old is not null union select new from moved where new is not null
            union select id from made
        """,  # noqa: S608  ours
        (run_id, now()),
    )
    fetch(
        """
        with settled as (
            update registry_listrow set waits = 0 where waits = 1 or waits = 2 and (gone_at is not null or name = '')
            returning outlet_id
        )
        insert into touched select outlet_id from settled where outlet_id is not null
        """
    )
    fetch(
        """
        with lists as (update registry_partnerlist set records_wait = false where records_wait returning id)
        insert into touched select r.outlet_id from registry_listrow r join lists on lists.id = r.list_id
        join registry_outlet o on o.id = r.outlet_id and o.lists > 1 where r.gone_at is null
        """  # a list told the same of a later day: where another list tells of the outlet, which of them is the newest may change
    )


def _obey(run_id: UUID) -> None:
    """What people decided holds, whatever the engine made of it. Decisions that cannot hold together are left to `verify`."""
    before: list[int] = []
    while (wrong := violated()) and wrong != before:
        settle(wrong[:1000], Why(run_id=run_id))
        before = wrong


def _renew() -> None:
    release_shops()
    fetch("create index on touched (id)")
    last = 0
    while some := fetch("select distinct id from touched where id > %s order by id limit 5000", (last,)):
        last = some[-1][0]
        renew_outlets([number for (number,) in some])


def _doubts(run_id: UUID, *, whole: bool) -> None:
    """The pairs of this run, open where nobody decided; those that nothing doubts any more are gone."""
    fetch(
        f"""
        with {HELD}
        insert into registry_doubtfulpair (run_id, left_row_id, right_row_id, left_area, right_area, probability, why, linked,
            is_open)
        select distinct on (d.left_id, d.right_id) %s, d.left_id, d.right_id, d.left_area, d.right_area, d.probability, d.why,
            l.outlet_id = r.outlet_id, held.id is null or held.verdict = 'later'
        from doubts d join registry_listrow l on l.id = d.left_id join registry_listrow r on r.id = d.right_id
        left join held on held.left_row_id = d.left_id and held.right_row_id = d.right_id
        where (l.outlet_id = r.outlet_id) is not null
        on conflict (left_row_id, right_row_id) do update set run_id = excluded.run_id, left_area = excluded.left_area,
            right_area = excluded.right_area, probability = excluded.probability, why = excluded.why, linked = excluded.linked,
            is_open = excluded.is_open
        """,  # noqa: S608  ours
        (run_id,),
    )
    fetch(
        """
        delete from registry_doubtfulpair p using registry_doubtfulpair old
        left join registry_listrow l on l.id = old.left_row_id left join registry_listrow r on r.id = old.right_row_id
        where p.id = old.id and old.is_open and old.run_id <> %s and (%s or l.outlet_id is null or r.outlet_id is null)
        """,  # not "not exists (select from both)": that is planned as every row beside every other
        (run_id, whole),
    )
    fetch(
        """
        update registry_doubtfulpair p set linked = now.linked from (
            select old.id, l.outlet_id = r.outlet_id as linked from registry_doubtfulpair old
            left join registry_listrow l on l.id = old.left_row_id left join registry_listrow r on r.id = old.right_row_id
        ) now where now.id = p.id and now.linked <> p.linked
        """  # not "outlet_id is not null": before a first linking the planner knows none, and puts every row beside every other
    )


def _counts(run_id: UUID, below: int, above: int, *, whole: bool) -> None:
    """The range is the engine's, around what stands here after people's decisions. Where only what is new was linked, the doubt
    that was there before stays."""
    fetch(
        """
        update registry_linkrun run set rows = found.rows, doubtful = found.doubtful, outlets = found.outlets,
            outlets_low = greatest(least(found.outlets, 1), found.outlets - %(below)s - found.below),
            outlets_high = found.outlets + %(above)s + found.above
        from (select (select count(*) from registry_outlet where ended_at is null) as outlets,
            (select count(*) from registry_listrow where outlet_id is not null) as rows,
            (select count(*) from registry_doubtfulpair where is_open) as doubtful,
            coalesce(last.outlets - last.outlets_low, 0) as below, coalesce(last.outlets_high - last.outlets, 0) as above
            from (select 1) one left join (
                select * from registry_linkrun where state = 'done' and not %(whole)s order by ended_at desc limit 1
            ) last on true) found
        where run.id = %(run)s
        """,
        {"below": below, "above": above, "whole": whole, "run": run_id},
    )


def _by_area(*, whole: bool) -> None:
    """Where the range comes from, as the range itself: what was there before stays where only what is new was linked."""
    if whole:
        fetch("delete from registry_areadoubt")
    fetch(
        """
        insert into registry_areadoubt (area_code, below, above) select area_code, below, above from unsure
        on conflict (area_code) do update set below = registry_areadoubt.below + excluded.below,
            above = registry_areadoubt.above + excluded.above
        """
    )
