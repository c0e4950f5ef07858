"""What stands in which outlet, written set-based: outlets made, rows moved, decisions obeyed, golden records made anew."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any
from uuid import UUID

from sekoci.kit.clock import now
from sekoci.kit.errors import Refusal
from sekoci.kit.sql import arrays, fetch
from sekoci.registry.queries.decisions import AROUND, HELD
from sekoci.registry.queries.lists import seen_on
from sekoci.registry.rules.golden import FIELDS, Source, golden
from sekoci.registry.rules.parting import KEYS, Pair, Together, kept_outlets, pair, parted

WRITING = 7_305_404
"""The advisory lock of whoever writes outlets: a run, or a decision."""
BATCH = 5_000
VIOLATED = f"""
    with {HELD}
    select held.left_row_id, held.right_row_id from held
    join registry_listrow l on l.id = held.left_row_id join registry_listrow r on r.id = held.right_row_id
    where l.outlet_id is not null and r.outlet_id is not null
      and (held.verdict = 'same' and l.outlet_id <> r.outlet_id or held.verdict = 'different' and l.outlet_id = r.outlet_id)
"""  # noqa: S608  ours
TWO_SHOPS = """
    select min(r.id), max(r.id) from registry_listrow r join registry_partnerlist l on l.id = r.list_id and l.is_own
    where r.outlet_id is not null group by r.outlet_id having count(*) > 1
"""
RENEW = f"""
    update registry_outlet o set ({", ".join(FIELDS)}, latitude, longitude, golden, rows, lists, organisations,
        shop_id, changed_at, ended_at) = ({", ".join(f"n.{name}" for name in FIELDS)}, n.latitude, n.longitude, n.golden, n.rows,
        n.lists, n.organisations::bigint[], n.shop_id, %s, null)
    from unnest(%s::bigint[], {"%s::text[], " * len(FIELDS)} %s::float8[], %s::float8[], %s::jsonb[], %s::int[], %s::int[],
        %s::text[], %s::bigint[]) n (id, {", ".join(FIELDS)}, latitude, longitude, golden, rows, lists, organisations, shop_id)
    where o.id = n.id and ({", ".join(f"o.{name}" for name in FIELDS)}, o.latitude, o.longitude, o.golden, o.rows, o.lists,
        o.organisations, o.shop_id, o.ended_at) is distinct from ({", ".join(f"n.{name}" for name in FIELDS)}, n.latitude,
        n.longitude, n.golden, n.rows, n.lists, n.organisations::bigint[], n.shop_id, null)
"""  # noqa: S608  ours
END = f"""
    update registry_outlet set {", ".join(f"{name} = ''" for name in FIELDS if name != "area_code")}, latitude = null,
        longitude = null, golden = '{{}}', rows = 0, lists = 0, organisations = '{{}}', shop_id = null, changed_at = %s,
        ended_at = %s
    where id = any(%s) and ended_at is null
"""  # noqa: S608  ours


class OutletsBusy(Refusal):
    code, status = "outlets_busy", 503
    id = "Daftar sedang dihubungkan. Coba lagi satu menit lagi."
    en = "The lists are being linked. Try again in a minute."
    wait = 60


@dataclass(frozen=True)
class Why:
    """What moves rows: a run or a decision."""

    run_id: UUID | None = None
    decision_id: int | None = None


def take_outlets(*, patiently: bool = False) -> None:
    """Be the only one who writes outlets, until the transaction ends; OutletsBusy where a run or a list writes them now, unless
    `patiently`: then wait as long as that takes."""
    if patiently:
        fetch("select set_config('lock_timeout', '0', true)")
        fetch("select pg_advisory_xact_lock(%s)", (WRITING,))
    elif not fetch("select pg_try_advisory_xact_lock(%s)", (WRITING,))[0][0]:
        raise OutletsBusy()


def settle(seeds: Collection[int], why: Why) -> None:
    """Let the decisions that hold be true of these rows' outlets, and of all that decisions tie to them."""
    rows = _around(seeds)
    same, different = _decided([row.row_id for row, _ in rows])
    shops = [row.row_id for row, is_own in rows if is_own]
    parts = parted([row for row, _ in rows], same, [*different, *(pair(*two) for two in combinations(shops, 2))])
    stood = {row.row_id: row.outlet for row, _ in rows}
    kept = kept_outlets((at, stood[row]) for at, part in enumerate(parts) for row in part)
    new = iter(make_outlets(len(parts) - len(kept)))
    moves: list[tuple[int, int]] = []
    for at, part in enumerate(parts):
        outlet = kept[at] if at in kept else next(new)
        moves += [(row, outlet) for row in part if stood[row] != outlet]
    move_rows(moves, why)


def violated() -> list[int]:
    """Rows of which a decision that holds is not obeyed, and shops here that share an outlet."""
    return [row for found in fetch(VIOLATED) + fetch(TWO_SHOPS) for row in found]


def make_outlets(count: int) -> list[int]:
    """So many new outlets, empty yet; their ids."""
    if not count:
        return []
    return [
        number
        for (number,) in fetch(
            f"""
            insert into registry_outlet ({", ".join(FIELDS)}, rows, lists, golden, created_at, changed_at)
            select {", ".join(["''"] * len(FIELDS))}, 0, 0, '{{}}', %(now)s, %(now)s
            from generate_series(1, %(count)s) returning id
            """,  # noqa: S608  ours
            {"now": now(), "count": count},
        )
    ]


def move_rows(moves: Sequence[tuple[int, int]], why: Why) -> None:
    """Move rows to outlets (row, outlet), written down each; the golden records follow. Five statements and two a batch."""
    if not moves:
        return
    [touched] = fetch(
        """
        with moves as (select * from unnest(%s::bigint[], %s::bigint[]) m (row_id, outlet_id)),
        before as (select m.row_id, m.outlet_id, r.outlet_id as old from moves m join registry_listrow r on r.id = m.row_id
            where r.outlet_id is distinct from m.outlet_id),
        noted as (insert into registry_outletmove (row_id, from_outlet_id, to_outlet_id, run_id, decision_id, at)
            select row_id, old, outlet_id, %s, %s, %s from before returning 1),
        moved as (update registry_listrow r set outlet_id = b.outlet_id from before b where r.id = b.row_id returning 1)
        select array_agg(distinct each) from before, unnest(array[old, outlet_id]) each where each is not null
        """,
        (*arrays(moves), why.run_id, why.decision_id, now()),
    )
    renew_outlets(touched[0] or [])
    fetch(
        """
        update registry_doubtfulpair p set linked = coalesce(l.outlet_id = r.outlet_id, false)
        from registry_listrow l, registry_listrow r where l.id = p.left_row_id and r.id = p.right_row_id
          and (p.left_row_id = any(%(rows)s) or p.right_row_id = any(%(rows)s))
        """,
        {"rows": [row for row, _ in moves]},
    )


def renew_outlets(ids: Sequence[int]) -> None:
    """Make the golden records and counts of these outlets anew from their rows; one without rows ends."""
    release_shops(ids)
    for start in range(0, len(ids), BATCH):
        _renew(list(ids[start : start + BATCH]))


def release_shops(ids: Sequence[int] | None = None) -> None:
    """Outlets (these, or all) let go of shops whose row stands elsewhere, before others take them."""
    fetch(
        """
        update registry_outlet o set shop_id = null
        where o.shop_id is not null and (%(ids)s::bigint[] is null or o.id = any(%(ids)s)) and not exists (
            select from registry_listrow r join registry_partnerlist l on l.id = r.list_id and l.is_own
            where r.outlet_id = o.id and r.key = o.shop_id::text)
        """,
        {"ids": None if ids is None else list(ids)},
    )


def _renew(ids: list[int]) -> None:
    found = fetch(
        f"""
        select r.outlet_id, r.id, r.list_id, l.is_own, {seen_on("r", "l")}, r.latitude, r.longitude, r.key,
            r.organisation_id,
            {", ".join(f"r.{name}" for name in FIELDS)}
        from registry_listrow r join registry_partnerlist l on l.id = r.list_id where r.outlet_id = any(%s)
        order by r.outlet_id, r.id
        """,  # noqa: S608  ours
        (ids,),
        prepared=True,
    )
    records = [_record(outlet, list(rows)) for outlet, rows in groupby(found, key=lambda row: row[0])]
    if records:
        fetch(RENEW, (now(), *arrays(records)))
    if empty := sorted(set(ids) - {record[0] for record in records}):
        fetch(END, (now(), now(), empty))


def _record(outlet: int, rows: list[tuple[Any, ...]]) -> tuple[object, ...]:
    sources = [
        Source(
            row_id=number,
            list_id=list_id,
            is_own=is_own,
            as_of=as_of,
            said=dict(zip(FIELDS, said, strict=True)),
            point=None if latitude is None or longitude is None else (latitude, longitude),
        )
        for _, number, list_id, is_own, as_of, latitude, longitude, _, _, *said in rows
    ]
    made = golden(sources)
    shop = next((int(str(row[7])) for row in rows if row[3]), None)
    point = made.point or (None, None)
    lists = len({source.list_id for source in sources})
    whose = "{" + ",".join(map(str, sorted({row[8] for row in rows}))) + "}"
    return (outlet, *(made.said[name] for name in FIELDS), *point, json.dumps(made.origin), len(rows), lists, whose, shop)


def _around(seeds: Collection[int]) -> list[tuple[Together, bool]]:
    """Every row of the outlets of these and of what "same" ties to them, and whether it is a shop here."""
    rows = fetch(
        f"""
        {AROUND} select r.id, r.outlet_id, l.is_own, r.nib, r.phone, r.name_key, r.owner_key, r.street_key
        from registry_listrow r join registry_partnerlist l on l.id = r.list_id
        where r.outlet_id in (select outlet_id from near) order by r.id
        """,  # noqa: S608  ours
        {"rows": list(seeds)},
    )
    return [(Together(row, outlet, dict(zip(KEYS, keys, strict=True))), is_own) for row, outlet, is_own, *keys in rows]


def _decided(rows: list[int]) -> tuple[list[Pair], list[Pair]]:
    """The decisions that hold between these rows: the same, and the different."""
    found = fetch(
        f"with {HELD} select left_row_id, right_row_id, verdict from held"  # noqa: S608  ours
        " where left_row_id = any(%(rows)s) and right_row_id = any(%(rows)s)",
        {"rows": rows},
    )
    same, different = ([(left, right) for left, right, said in found if said == verdict] for verdict in ("same", "different"))
    return same, different
