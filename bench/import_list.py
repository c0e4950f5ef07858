"""A partner's list of a million invented businesses: read, made standard, matched to areas and stored; then its next edition.

Meanwhile somebody announces something every quarter of a second, and waits until it is heard.
"""

import csv
import json
import os
import random
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import processes
from bench.place import Place, open_place
from bench.report import as_table, machine

ROWS = 1_000_000
MOST_S, MOST_MB = 90.0, 1500.0
"""For a million rows, and in proportion."""
LEAST_RIGHT = 0.99
"""Of the rows, those whose village is the one that was meant."""
MOST_IN_SHEET = 1_048_575
MOST_WAITED_S = 2.0
"""For news to be heard while a list is stored, however long that takes."""
SEED = 20261122
HEADINGS = (
    "ID Mitra", "Nama Usaha", "Nama Pemilik", "No HP", "Alamat", "Kelurahan", "Kecamatan", "Kabupaten/Kota", "Provinsi", "NIB",
    "Jenis Usaha", "QRIS", "Pesanan Terakhir", "Tenaga Kerja", "NIK",
)  # fmt: skip
FRONTS = ("Warung", "Toko", "UD", "CV", "Kios", "Kedai", "RM", "Depot", "")
TRADES = ("Bakso", "Soto", "Kopi", "Keripik", "Batik", "Laundry", "Salon", "Sembako", "Pulsa", "Bengkel", "Nasi Goreng", "Jamu")
OWN = ("Barokah", "Sumber Rejeki", "Soember Redjeki", "Djoyo", "Berkah", "Maju Jaya", "Sederhana", "Mekar", "Lestari", "Abadi")
PEOPLE = ("Sri", "Joko", "Djoko", "Siti Aminah", "Budi", "Ani", "H. Ahmad", "Hj. Fatimah", "Bambang", "Dewi", "Agus", "Wati")
STREETS = ("Mawar", "Melati", "Jend. Sudirman", "Soekarno-Hatta", "Diponegoro", "Ahmad Yani", "Pasar Baru", "Kenanga")


def run(*, seconds: float, rows: int = ROWS, format: str = "csv") -> dict[str, Any]:
    if format == "xlsx" and rows > MOST_IN_SHEET:
        sys.exit(f"bench: a sheet has at most {MOST_IN_SHEET:,} rows below its heading")
    with open_place() as place:
        told = [_one_run(place, rows, edition, format) for edition in (1, 2)]
    missed = [miss for each in told for miss in _missed(each, rows)]
    facts = {"name": "import-list", "format": format, "runs": told, "rss_mb": max(each["rss_mb"] for each in told)}
    return facts | {"machine": machine(), "missed": missed}


def _missed(told: dict[str, Any], rows: int) -> list[str]:
    """What an edition did not keep."""
    edition, share = f"edition {told['edition']}", rows / ROWS
    missed = [f"{edition}: {rows:,} rows took {told['seconds']} s"] if told["seconds"] >= MOST_S * share else []
    missed += [f"{edition}: {told['rss_mb']} MB"] if told["rss_mb"] >= MOST_MB * max(1, share) else []
    missed += [f"{edition}: news waited {told['news_waited_s']} s"] if told["news_waited_s"] >= MOST_WAITED_S else []
    missed += [f"{edition}: right village {told['right_village']}"] if told["right_village"] < LEAST_RIGHT else []
    return missed + ([f"{edition}: {told['stored']:,} rows stored"] if told["stored"] < rows * 0.98 else [])


def table(result: dict[str, Any]) -> str:
    return "\n\n".join((result["machine"], as_table(result["runs"], list(result["runs"][0]))))


def _one_run(place: Place, rows: int, edition: int, format: str) -> dict[str, Any]:
    """An edition in a process of its own, as page and worker do it; the second has a fiftieth of it changed, new or gone."""
    path = place.home.folder / f"list-{edition}.{format}"
    WRITERS[format](path, _table(rows, edition))
    place.settle()
    before = place.database_cpu_ms()
    command = [sys.executable, "-m", "bench.import_list", str(path), str(edition)]
    told = subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False, timeout=1800)
    if told.returncode:
        sys.exit(f"bench: the list failed: {told.stderr[-2000:]}")
    after = place.database_cpu_ms()
    mine = json.loads(told.stdout.splitlines()[-1])
    size = round(path.stat().st_size / 1e6)
    path.unlink()
    return {
        "edition": edition,
        "rows": rows,
        "file_mb": size,
        **mine,
        "db_cpu_s": round((after - before) / 1000, 1) if before and after else None,
    }


def _table(rows: int, edition: int) -> Iterator[Sequence[str]]:
    from sekoci.registry.actions.areas import carried_areas

    names = {area.code: area.name for area in carried_areas()}
    villages = [code for code in names if code.count(".") == 3]
    yield HEADINGS
    yield from (_row(number, villages, names, edition) for number in _numbers(rows, edition))


def _write_csv(path: Path, table: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)


def _write_parquet(path: Path, table: Iterable[Sequence[str]]) -> None:
    import duckdb

    _write_csv(beside := path.with_suffix(".csv"), table)
    with duckdb.connect(config={"memory_limit": "1GB", "threads": 1}) as database:
        rows = f"""read_csv('{beside}', header = true, delim = ',', quote = '"', escape = '"', all_varchar = true)"""
        database.execute(f"copy (select * from {rows}) to '{path}' (format parquet)")  # noqa: S608  ours
    beside.unlink()


def _write_xlsx(path: Path, table: Iterable[Sequence[str]]) -> None:
    from xlsxwriter import Workbook

    with Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Mitra")
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)


WRITERS = {"csv": _write_csv, "parquet": _write_parquet, "xlsx": _write_xlsx}


def _numbers(rows: int, edition: int) -> Iterator[int]:
    if edition == 1:
        return iter(range(rows))
    return (number + rows * (number % 50 == 1) for number in range(rows))


def _row(number: int, villages: list[str], names: dict[str, str], edition: int) -> list[str]:
    draw = random.Random(SEED * 1_000_003 + number)
    code = villages[int(len(villages) * draw.random())]
    name = " ".join(filter(None, (draw.choice(FRONTS), draw.choice(TRADES), draw.choice(OWN), draw.choice(PEOPLE))))
    village, district, regency, province = (_said(names[code[:end]], draw) for end in (13, 8, 5, 2))
    return [
        f"{code}-{number}", name, draw.choice(PEOPLE) if draw.random() < 0.7 else "", _phone(draw),
        f"Jl. {draw.choice(STREETS)} No. {draw.randrange(1, 200)} RT {draw.randrange(1, 9)}/RW {draw.randrange(1, 9)}",
        village, f"Kec. {district}" if draw.random() < 0.2 else district, regency, province if draw.random() < 0.8 else "",
        str(draw.randrange(10**12, 10**13)) if draw.random() < 0.3 else "", draw.choice(TRADES), draw.choice(("Ya", "Tidak", "")),
        draw.choice(("2026-10-01", "01/10/2026", "1 Oktober 2026", "01-10-26")),
        str(1 + number % 7 + (edition == 2 and number % 50 == 2)), f"33720141018{number % 10**5:05}",
    ]  # fmt: skip


def _said(name: str, draw: random.Random) -> str:
    """As people write it: in capitals, one letter wrong, mostly as it is."""
    chance = draw.random()
    if chance < 0.3:
        return name.upper()
    if chance > 0.97 and len(name) > 6:
        at = draw.randrange(1, len(name) - 1)
        return name[:at] + name[at + 1 :]
    return name


def _phone(draw: random.Random) -> str:
    digits = f"8{draw.choice('12357')}{draw.randrange(10**8, 10**10)}"
    chance = draw.random()
    if chance < 0.05:
        return f"6.{digits[:5]}E+11"
    return (
        ""
        if chance < 0.25
        else f"0{digits}"
        if chance < 0.6
        else f"62{digits}"
        if chance < 0.8
        else f"+62 {digits[:3]}-{digits[3:7]}"
    )


def _import(path: Path, edition: int) -> dict[str, Any]:
    """Sent, read, looked at, stored."""
    import django

    django.setup()
    from datetime import date

    from sekoci.registry.actions import begin_list, found_organisation, load_areas, store_edition, take_file
    from sekoci.registry.actions.reading_lists import read_edition
    from sekoci.registry.actions.storing_lists import write_edition
    from sekoci.registry.models import ListEdition, PartnerList
    from sekoci.registry.queries import organisation_by_slug

    if edition == 1:
        load_areas()
        found_organisation("Lokapasar", kind="marketplace")
    organisation = organisation_by_slug("lokapasar")
    assert organisation
    number = begin_list(organisation.id, name="Mitra") if edition == 1 else PartnerList.objects.get().pk
    marks = [time.monotonic()]
    with News() as news, path.open("rb") as file:
        chunks = iter(lambda: file.read(1_000_000), b"")
        taken = take_file(
            number, organisation_id=organisation.id, chunks=chunks, file_name=path.name, as_of=date(2026, 11, edition)
        )
        read_edition(taken)
        marks.append(time.monotonic())
        store_edition(taken, organisation_id=organisation.id)
        write_edition(taken)
        marks.append(time.monotonic())
    told = ListEdition.objects.get(id=taken)
    exact = "select avg((area_code = split_part(key, '-', 1))::int) from registry_listrow where gone_at is null"
    return {
        "seconds": round(marks[2] - marks[0], 1),
        "read_and_judged_s": round(marks[1] - marks[0], 1),
        "stored_s": round(marks[2] - marks[1], 1),
        "stored": told.came + told.changed + told.same,
        "came": told.came,
        "changed": told.changed,
        "same": told.same,
        "went": told.went,
        "put_aside": told.quarantined,
        "news_waited_s": round(news.longest, 2),
        "right_village": round(float(_across(exact)), 4),
        "rss_mb": round(max(processes.own_peak_mb(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)),
    }


@dataclass(frozen=True)
class Noticed:
    """What nobody but us listens for."""


class News:
    """Somebody who announces, and hears it as the worker lets modules hear; `longest`: seconds until it was heard."""

    def __init__(self) -> None:
        self.longest, self.is_over = 0.0, threading.Event()
        self.thread = threading.Thread(target=self._go_on)

    def __enter__(self) -> "News":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        self.thread.join()

    def _go_on(self) -> None:
        from django.db import connection

        from sekoci.kit.events import announce, deliver, on

        heard = threading.Event()
        on(Noticed, consumer="bench")(lambda _: heard.set())
        while not self.is_over.wait(0.25):
            heard.clear()
            announce(Noticed())
            since = time.monotonic()
            while not heard.is_set():
                deliver("bench")
                self.longest = max(self.longest, time.monotonic() - since)
                time.sleep(0.05)
        connection.close()


def _across(statement: str) -> Any:
    from sekoci.kit.scope import across_businesses
    from sekoci.kit.sql import fetch

    with across_businesses():
        fetch("set statement_timeout = 0")  # five million rows take longer to check than a page may take
        return fetch(statement)[0][0]


if __name__ == "__main__":
    print(json.dumps(_import(Path(sys.argv[1]), int(sys.argv[2]))))
