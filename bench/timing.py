"""Pages as an officer opens them, inside this process: their statements, and how long the database takes."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import psycopg

from bench.place import Place

TIMES = 5
OFFICE = "/petugas/uji"


@dataclass(frozen=True)
class Page:
    """`took`: of each time that it was opened, the statements with their milliseconds, as this process waited for them."""

    name: str
    took: list[list[tuple[str, float]]]
    seconds: list[float]

    @property
    def statements(self) -> int:
        return max(len(each) for each in self.took[1:])

    @property
    def median(self) -> float:
        return round(statistics.median(_sum(each) for each in self.took[1:]), 1)

    @property
    def told(self) -> dict[str, Any]:
        slowest = max(self.took[-1], key=lambda each: each[1])
        return {
            "page": self.name,
            "statements": self.statements,
            "database_ms": self.median,
            "first_ms": round(_sum(self.took[0]), 1),
            "slowest_ms": round(slowest[1], 1),
            "slowest": " ".join(slowest[0].split())[:90],
            "all_ms": round(statistics.median(self.seconds[1:]) * 1000),
        }


def look_at(place: Place) -> list[Page]:
    """Every page, as an officer of the whole country, of one province, of one city, as a partner, and as anybody."""
    from django.test import Client

    from sekoci.kit.switches import turn
    from sekoci.registry.actions import appoint_officer, found_organisation

    found_organisation("Uji", kind="ministry")
    parts = place_parts(place)
    pages = []
    for role, areas, phone in (
        ("officer", [""], "+6281270000001"),
        ("officer", [parts[0]], "+6281270000002"),
        ("officer", [parts[1]], "+6281270000003"),
        ("partner", [], "+6281270000004"),
    ):
        appoint_officer("uji", phone=phone, role=role, areas=areas, name="Sri")
        client = Client(headers={"host": "localhost"})
        client.force_login(_person(phone))
        who = f"{role} of {areas[0] or 'all'}" if areas else role
        pages += [_page(client, f"{who}: {path}", OFFICE + path) for path in _paths(parts, role=role, own=(*areas, "")[0])]
    turn("public_numbers", "on", by=_person("+6281270000001").pk, reason="Halaman umum ikut diukur")
    visitor = Client(headers={"host": "localhost"})
    public = ("/program/nasional", "/angka", *(f"/angka?wilayah={code}" for code in parts[:2]))
    return pages + [_page(visitor, f"anybody: {path}", path) for path in public]


def place_parts(place: Place) -> tuple[str, str, str, str]:
    """The fullest province, its fullest regency and district, and another province; the programme is written, too."""
    from bench.dashboards import COUNTRY

    [(total,)] = place.run_as_owner("select count(*) from bench_shop")
    text = COUNTRY.read_text().partition("-- name: programme\n")[2].format(shops=total)
    with psycopg.connect(place.owner_url, autocommit=True) as owner:
        owner.execute("set session_replication_role = replica")
        for statement in filter(str.strip, text.split(";\n")):
            owner.execute(statement.encode())
        owner.execute("vacuum analyze programs_enrolment, programs_stageevent")
    best = (
        "select area_code from indicators_stock where slice = '' and level = {} and area_code like '{}%'"
        " order by month desc, outlets desc limit 2"
    )
    codes = [""]
    for level in (1, 2, 3):
        codes.append(str(place.run_as_owner(best.format(level, codes[-1]))[0][0]))
    return codes[1], codes[2], codes[3], str(place.run_as_owner(best.format(1, ""))[1][0])


def _paths(parts: tuple[str, str, str, str], *, role: str, own: str) -> list[str]:
    from sekoci.indicators.rules import indicators

    province, regency, district, other = parts
    every = ["", province, regency, district]
    paths = [f"/angka?wilayah={code}" for code in every]
    if not own and role == "officer":
        paths += [f"/angka?wilayah={code}&ukuran={each.code}" for code in every[:2] for each in indicators()]
    paths += [
        f"/angka?wilayah={province}&dengan={other}", f"/angka?wilayah={province}&dengan={_before()}", "/angka?peta=2021",
        "/angka?wilayah=91&peta=1998", f"/angka?wilayah={regency}&berkas=xlsx", "/program", "/program/nasional",
        "/program/nasional/hasil", "/hitungan", "",
    ]  # fmt: skip
    if role == "officer":
        deep = [code for code in every if code.startswith(own)]
        paths += [f"/hitungan?wilayah={code}" for code in deep] + [f"/program/nasional?wilayah={code}" for code in deep]
        paths += [
            f"/program/nasional/tambah{asked}"
            for asked in ("", "?daring=no", f"?wilayah={deep[-1]}", "?bidang=makanan&pemilik=f")
        ]
        paths += [
            "/program/nasional/usaha",
            "/program/nasional/usaha?tahap=first_order",
            "/program/nasional/bantuan",
            "/program/nasional/kabar",
        ]
        paths += [f"/program/nasional?bulan={_before()}", f"/program/nasional/hasil?bulan={_before()}"]
        paths += [f"/usaha?wilayah={code}" for code in deep]
        paths += ["/usaha?cari=toko+uji+4242", "/usaha?cari=tidak+ada", "/usaha?cari=%2B6281200004242", "/tinjau"]
    return paths


def _before() -> str:
    from sekoci.indicators.rules import ZONE
    from sekoci.kit.clock import day_in

    today = day_in(ZONE)
    return f"{today.year - (today.month == 1)}-{(today.month - 2) % 12 + 1:02}"


def _person(phone: str) -> Any:
    from sekoci.accounts.models import Person

    return Person.objects.get(phone=phone)


def _page(client: Any, name: str, path: str) -> Page:
    took, seconds = [], []
    for _ in range(TIMES + 1):
        began = time.perf_counter()
        with _timed() as statements:
            answer = client.get(path)
        seconds.append(time.perf_counter() - began)
        took.append(statements)
        if answer.status_code != 200:
            raise SystemExit(f"bench: {path} answered {answer.status_code}")
    return Page(name, took, seconds)


@contextmanager
def _timed() -> Iterator[list[tuple[str, float]]]:
    """Every statement of this process with its milliseconds; what opens and ends a transaction is none."""
    seen: list[tuple[str, float]] = []
    execute = psycopg.Cursor.execute

    def noted(self: Any, query: Any, *arguments: Any, **settings: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(self, query, *arguments, **settings)
        finally:
            if not str(query).startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
                seen.append((str(query), (time.perf_counter() - began) * 1000))

    with patch.object(psycopg.Cursor, "execute", noted):
        yield seen


def _sum(statements: list[tuple[str, float]]) -> float:
    return sum(milliseconds for _statement, milliseconds in statements)
