"""Partners' lists linked in a database, as `sekoci link` does it: rows out, the engine, outlets written in one transaction."""

import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import psycopg

from bench import processes
from bench.lists import write_lists
from bench.place import Place, open_place
from bench.report import as_table, machine

ROWS, SEED = 250_000, 20
NEW = 0.05
"""So much comes as one more list, when the others are linked."""
TIMES = {10: "carried_out_s", 64: "engine_s", 75: "placed_s", 100: "written_s"}
"""What is done when `sekoci link` says so many percent."""
COLUMNS = ("list_id", "organisation_id", "key", "first_edition_id", "edition_id", "as_of", "name", "owner", "phone", "street",
           "area_code", "area_score", "nib", "kbli", "kind", "sex", "latitude", "longitude", "name_key", "owner_key",
           "street_key", "facts", "said")  # fmt: skip

TEXTS = "owner, phone, street, nib, kbli, kind, sex, name_key, owner_key, street_key"


def run(*, seconds: float, rows: int = ROWS, lists: Path | None = None, engine: str = "duckdb") -> dict[str, Any]:
    """All but a twentieth of the rows from nothing, the same once more, then that twentieth as a new list; `seconds` says nothing
    here."""
    with tempfile.TemporaryDirectory() as folder, open_place() as place:
        source = lists or Path(folder, "lists.parquet")
        if lists is None:
            write_lists(source, records=rows, seed=SEED)
        _bring(place, source, Path(folder, "rows.csv"), "new is false")
        told = [_one_run(place, "from nothing", engine), _one_run(place, "again, all", engine)]
        _bring(place, source, Path(folder, "rows.csv"), "new")
        told.append(_one_run(place, "a new list", "duckdb"))
    return {
        "name": "link-database",
        "lists": str(lists or f"{rows:,} of our own"),
        "runs": told,
        "machine": machine(),
        "missed": [],
    }


def table(result: dict[str, Any]) -> str:
    return "\n\n".join((result["machine"], result["lists"], as_table(result["runs"], list(result["runs"][0]))))


def _bring(place: Place, source: Path, file: Path, which: str) -> None:
    """Into the table of rows, as an import leaves them; districts are numbers there and get a real district's code here."""
    from sekoci.registry.actions.areas import carried_areas
    from sekoci.registry.standard import standardised

    districts = sorted(area.code for area in carried_areas() if area.code.count(".") == 2)
    numbers = _lists(place, source)
    kept = ("unique_id", "business_name", "owner_name", "address", "source_list", "kecamatan", "category", "lat", "lon", "new")
    told = f"(select *, hash(unique_id) % 1000 < {1000 * NEW} as new from '{source}')"  # noqa: S608  ours
    with duckdb.connect() as database:
        codes = "create table codes as select unnest(?::varchar[]) as code, unnest(range(?)) as nth"
        database.execute(codes, [districts, len(districts)])
        database.execute("create table numbers as select unnest(?::varchar[]) as name, unnest(?::bigint[]) as number",
                         [list(numbers), list(numbers.values())])  # fmt: skip
        database.execute(
            f"""
            copy (
                select number, {_organisation(place)}, s.unique_id, uuid(), uuid(),
                    date '2026-11-01', business_name[:120], coalesce(owner_name, '')[:80], coalesce(phone, phone_key, ''),
                    coalesce(address, '')[:200], code, 1, coalesce(nib, ''), '', coalesce(category::varchar, ''), '', lat, lon,
                    coalesce(name_key, '')[:120], coalesce(owner_key, '')[:80], coalesce(street_key, '')[:120], '{{}}', '{{}}'
                from ({standardised(told, keep=kept)}) s join numbers on name = source_list
                join codes on nth = kecamatan % {len(districts)} where {which} and business_name is not null order by s.unique_id
            ) to '{file}' (header false)
            """  # noqa: S608  ours
        )
    with psycopg.connect(place.owner_url, autocommit=True) as connection, connection.cursor() as cursor:
        with (
            cursor.copy(
                f"copy registry_listrow ({', '.join(COLUMNS)}) from stdin (format csv, force_not_null ({TEXTS}))"
            ) as copy,
            file.open("rb") as rows,
        ):
            while data := rows.read(1_000_000):
                copy.write(data)
        cursor.execute("analyze registry_listrow")
    file.unlink()


def _lists(place: Place, source: Path) -> dict[str, int]:
    """The lists' numbers in the database; made the first time."""
    from sekoci.registry.actions import begin_list, found_organisation
    from sekoci.registry.queries import organisation_by_slug

    if organisation_by_slug("lokapasar") is None:
        place.run_as_owner("update kit_first_load set done = true")
        found_organisation("Lokapasar", kind="marketplace")
        with duckdb.connect() as database:
            names = [name for (name,) in database.execute(f"select distinct source_list from '{source}' order by 1").fetchall()]  # noqa: S608  ours
        for name in names:
            begin_list(_organisation(place), name=name)
    found = place.run_as_owner("select name, id from registry_partnerlist where not is_own")
    return {str(name): int(str(number)) for name, number in found}


def _organisation(place: Place) -> int:
    [(number,)] = place.run_as_owner("select id from registry_organisation where slug = 'lokapasar'")
    return int(str(number))


def _one_run(place: Place, name: str, engine: str) -> dict[str, Any]:
    place.settle()
    before = place.database_cpu_ms()
    command = [sys.executable, "-m", "bench.link_database", "new" if name == "a new list" else "whole", engine]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False, timeout=3600)
    if done.returncode:
        sys.exit(f"bench: linking failed: {done.stderr[-2000:]}")
    after = place.database_cpu_ms()
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {"run": name, **told, "db_cpu_s": round((after - before) / 1000, 1) if before and after else None}


def _link(*, whole: bool, engine: str) -> dict[str, Any]:
    import django

    django.setup()
    from sekoci.kit.scope import across_businesses
    from sekoci.registry.actions import SparkAt, link_now
    from sekoci.registry.models import ListRow, Outlet

    marks: dict[int, float] = {}
    began = time.monotonic()
    spark = SparkAt() if engine == "spark" else None
    link_now(whole=whole, spark=spark, tell=lambda percent: marks.update({percent: time.monotonic()}))
    took = dict(zip(TIMES.values(), _between([began, *(marks[percent] for percent in TIMES)]), strict=True))
    with across_businesses():
        counts = {"rows": ListRow.objects.count(), "outlets": Outlet.objects.filter(rows__gt=0).count()}
    return counts | {"seconds": round(marks[100] - began, 1)} | took | {"rss_mb": round(processes.own_peak_mb())}


def _between(marks: list[float]) -> list[float]:
    return [round(later - sooner, 1) for sooner, later in pairwise(marks)]


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    print(json.dumps(_link(whole=sys.argv[1] == "whole", engine=sys.argv[2])))
