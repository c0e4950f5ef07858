"""100,000 products from a spreadsheet, beside what reading the file and copying the same rows cost without us."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from xlsxwriter import Workbook

from bench import processes
from bench.place import Place, open_place
from bench.report import as_table, machine
from bench.shops import open_stalls
from bench.verify import verify

SIZES = (10_000, 100_000)
MOST_S = {10_000: 20.0, 100_000: 120.0}
MOST_MB = 500
TITLES = ("Nama Barang", "Harga Jual", "Stok", "Harga Modal", "Satuan", "Keterangan")
COPIED = ("product", "variant", "stock", "stockmove", "entry", "entryline")
"""What one row of the file becomes: so many rows of ours, and of the plain tables beside."""


PLAIN = "create table {} (id bigint primary key, name text, price bigint, stock bigint, cost bigint, unit text, said text)"


def run(*, seconds: float) -> dict[str, Any]:
    with open_place() as place:
        stalls = open_stalls(shops=len(SIZES), products=1)
        runs = [_one_run(place, stall.business_id, size) for stall, size in zip(stalls, SIZES, strict=True)]
        verified = verify()
    missed = [f"{each['rows']:,} rows took {each['seconds']} s" for each in runs if each["seconds"] >= MOST_S[each["rows"]]]
    missed += [f"{each['peak_mb']} MB for {each['rows']:,} rows" for each in runs if each["peak_mb"] >= MOST_MB]
    missed += [f"{each['new']:,} of {each['rows']:,} rows came in" for each in runs if each["new"] != each["rows"]]
    if verified.startswith("not clean"):
        missed.append(verified)
    facts = {"name": "import", "runs": runs, "rss_mb": max(each["peak_mb"] for each in runs), "verified": verified}
    return facts | {"machine": machine(), "missed": missed}


def table(result: dict[str, Any]) -> str:
    return "\n\n".join((result["machine"], as_table(result["runs"], list(result["runs"][0])), result["verified"]))


def _one_run(place: Place, business_id: int, size: int) -> dict[str, Any]:
    """The import in a process of its own (a worker's job), then the same rows by others."""
    path = place.home.folder / f"list-{size}.xlsx"
    _write_list(path, size)
    place.settle()
    before = place.database_cpu_ms()
    command = [sys.executable, "-m", "bench.import", str(path), str(business_id)]
    told = subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False, timeout=900)
    if told.returncode:
        sys.exit(f"bench: the import of {size:,} rows failed: {told.stderr[-2000:]}")
    after = place.database_cpu_ms()
    mine = json.loads(told.stdout.splitlines()[-1])
    read_s, copy_s = _without_us(place, path)
    db_s = round((after - before) / 1000, 1) if before is not None and after is not None else None
    bound = {"read_s": read_s, "copy_s": copy_s, "ratio": round(mine["seconds"] / (read_s + copy_s), 1)}
    return {"rows": size, **mine, "db_cpu_s": db_s, **bound}


def _products(size: int) -> Iterator[tuple[str | int, ...]]:
    for number in range(size):
        yield (f"Dagangan nomor {number}", 5_000 + number % 900 * 100, number % 50, 3_000, "bungkus", "Renyah, tanpa pengawet")


def _write_list(path: Path, size: int) -> None:
    with Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, TITLES)
        for number, row in enumerate(_products(size), start=1):
            sheet.write_row(number, 0, row)


def _without_us(place: Place, path: Path) -> tuple[float, float]:
    """Seconds for calamine alone to read the file, and for COPY to write as many plain rows as we write, in one transaction."""
    from python_calamine import load_workbook

    began = time.perf_counter()
    rows: Sequence[Sequence[Any]] = load_workbook(str(path)).get_sheet_by_index(0).to_python()[1:]
    read_s = time.perf_counter() - began
    with psycopg.connect(place.owner_url) as connection:
        for name in COPIED:
            connection.execute(sql.SQL(PLAIN).format(sql.Identifier(f"plain_{name}")))
        began = time.perf_counter()
        for name in COPIED:
            with connection.cursor().copy(sql.SQL("copy {} from stdin").format(sql.Identifier(f"plain_{name}"))) as copy:
                for number, row in enumerate(rows):
                    copy.write_row((number, row[0], int(row[1]), int(row[2]), int(row[3]), row[4], row[5]))
        connection.commit()
        copy_s = time.perf_counter() - began
        for name in COPIED:
            connection.execute(sql.SQL("drop table {}").format(sql.Identifier(f"plain_{name}")))
    return round(read_s, 2), round(copy_s, 2)


def _import(path: Path, business_id: int) -> dict[str, Any]:
    """Send, check and save, as page and worker do it."""
    import django

    django.setup()
    from sekoci.catalog.actions import check_import, confirm_import, start_import, write_import
    from sekoci.catalog.queries import import_of

    before = processes.own_peak_mb()
    began, spent = time.monotonic(), time.process_time()
    started = start_import(business_id, path.read_bytes(), file_name=path.name, by="bench")
    check_import(business_id, started)
    checked = time.monotonic()
    confirm_import(business_id, started, by="bench")
    write_import(business_id, started)
    ended = time.monotonic()
    found = import_of(business_id, started)
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    # while the reader lives, we hold the file only
    return {
        "new": found.counts["new"] if found and found.state == "done" else 0,
        "seconds": round(ended - began, 1),
        "until_preview_s": round(checked - began, 1),
        "our_cpu_s": round(time.process_time() - spent + child.ru_utime + child.ru_stime, 1),
        "peak_mb": round(max(processes.own_peak_mb(), before + child.ru_maxrss / 1024)),
    }


if __name__ == "__main__":
    print(json.dumps(_import(Path(sys.argv[1]), int(sys.argv[2]))))
