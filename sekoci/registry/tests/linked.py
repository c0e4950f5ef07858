"""Lists, rows and an engine for the tests: it takes an equal phone for one outlet and an equal name for a doubt."""

import json
from collections.abc import Mapping
from typing import Any

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.actions.linking import Linked, link_waiting
from sekoci.registry.models import LinkRun
from sekoci.registry.queries import organisation_by_slug


def a_list(organisation: str, name: str = "Daftar") -> int:
    known = organisation_by_slug(organisation)
    assert known
    with across_businesses():
        [(number,)] = fetch(
            "insert into registry_partnerlist (organisation_id, name, columns, legal_basis, is_own, created_at)"
            " values (%s, %s, '{}', '', false, now()) returning id",
            (known.id, name),
        )
    return int(number)


def a_row(list_id: int, name: str, phone: str = "", *, area: str = "33.72.01", as_of: str = "2026-11-01", **said: str) -> int:
    columns = {"owner": "", "street": "", "nib": "", "kbli": "", "kind": "", "sex": "", "owner_key": "", "street_key": "", **said}
    with across_businesses():
        [(number,)] = fetch(
            f"""
            insert into registry_listrow (list_id, organisation_id, key, first_edition_id, edition_id, as_of, name, phone,
                area_code, area_score, name_key, facts, said, {", ".join(columns)})
            select %s, organisation_id, gen_random_uuid()::text, gen_random_uuid(), gen_random_uuid(), %s, %s, %s, %s, 1, %s,
                '{{}}', '{{}}', {", ".join(["%s"] * len(columns))} from registry_partnerlist where id = %s returning id
            """,  # noqa: S608  ours
            (list_id, as_of, name, phone, area, name.lower(), *columns.values(), list_id),
        )
    return int(number)


def by_phone(db: Any, *, whole: bool, model: Mapping[str, Any] | None, say: Any) -> Linked:
    say(0.5)
    db.execute(
        "create table clusters as select id, min(id) over (partition by coalesce(phone, id::varchar)) as cluster from rows;"
        "create table doubtful as select l.id as left_id, r.id as right_id, 0.6 as probability, ? as why from rows l join rows r"
        " on l.id < r.id and lower(l.name) = lower(r.name) and l.phone is distinct from r.phone",
        [json.dumps([{"field": "name", "says": "exact", "weight": 4.5}, {"field": "phone", "says": "differs", "weight": -2.0}])],
    )
    nothing_unsure(db)
    [(count,)] = db.execute("select count(distinct cluster) from clusters").fetchall()
    return Linked(pairs=10, count=count, low=count - 1, high=count + 2, model={"version": 1})


def nothing_unsure(db: Any) -> None:
    db.execute("create table unsure (unique_id bigint, joined boolean)")


def linked(*, whole: bool = False, engine: Any = by_phone) -> LinkRun:
    run = LinkRun.objects.create(is_whole=whole)
    assert link_waiting(engine) == 1
    run.refresh_from_db()
    return run


def outlet_of(row: int) -> int:
    with across_businesses():
        return int(fetch("select outlet_id from registry_listrow where id = %s", (row,))[0][0])


def outlets() -> dict[int, tuple[Any, ...]]:
    """Those that have not ended: name, phone, rows, lists, shop."""
    with across_businesses():
        rows = fetch("select id, name, phone, rows, lists, shop_id from registry_outlet where ended_at is null")
    return {row[0]: row[1:] for row in rows}
