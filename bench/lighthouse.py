"""How pages feel on a mid-range phone on slow 4G: Lighthouse's own figures, from Debian's Chromium. Needs `npm` once.

Lighthouse is locked in `bench/witness/` (its list names no registry) and installed into a folder of the caller's cache.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.place import Web, open_place, serve
from bench.report import as_table, machine

SHOP = "warung-melati"
SHOPS_AT_ALL = 8
LEAST = 95
RUNS = 3
TRIES = 3
KINDS = ("performance", "accessibility", "best-practices", "seo")
MEASURES = {"largest-contentful-paint": "lcp_ms", "total-blocking-time": "tbt_ms", "cumulative-layout-shift": "cls"}
PATIENCE = 180
NO_TRACE = "NO_NAVSTART"
"""Lighthouse's word where Chromium gave no trace of the page at all: it asks itself to be run again."""


def run(*, seconds: float) -> dict[str, Any]:
    """`seconds` says nothing here: a page takes as long as it takes, three times, and the middle counts."""
    program = _installed()
    with open_place() as place:
        _build_shops()
        with serve(place) as web:
            rows = [_judged(program, web, what, *page) for what, page in _pages().items()]
    missed = [
        f"{row['page']}: {kind} {row[kind]}, at least {LEAST}"
        for row in rows
        for kind in KINDS
        if row[kind] is not None and row[kind] < LEAST
    ]
    return {"name": "lighthouse", "rows": rows, "machine": machine(), "missed": missed}


def table(result: dict[str, Any]) -> str:
    faults = [f"{row['page']}: {each}" for row in result["rows"] for each in row["faults"]]
    columns = [name for name in result["rows"][0] if name != "faults"]
    return "\n\n".join((result["machine"], as_table(result["rows"], columns), *faults))


def _installed() -> Path:
    """Where Lighthouse is; put there by npm from our lock when it is not there yet, or another one."""
    lock = Path(__file__).parent / "witness" / "package-lock.json"
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sekoci-witness"
    if not (folder / lock.name).exists() or (folder / lock.name).read_bytes() != lock.read_bytes():
        if not shutil.which("npm"):
            sys.exit("bench: Lighthouse needs npm and Node 18 or newer: apt install npm")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        shutil.copy(lock.with_name("package.json"), folder)
        shutil.copy(lock, folder / "package-lock.json")
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=folder, check=True)
    return folder / "node_modules" / "lighthouse" / "cli" / "index.js"


def _build_shops() -> None:
    """Some shops of the demo, and the market over them."""
    from sekoci.market.actions import rebuild_index
    from sekoci.operations.demo import SHOPS, load_demo
    from sekoci.registry.actions import load_areas

    load_areas()
    load_demo([*(plan for plan in SHOPS if plan.slug == SHOP), *(plan for plan in SHOPS if plan.slug != SHOP)][:SHOPS_AT_ALL])
    rebuild_index()


def _pages() -> dict[str, tuple[str, str, bool]]:
    """Of each page its address, the cookies of who looks, and whether search engines come."""
    from django.test import Client

    from sekoci.accounts.models import Person
    from sekoci.kit.scope import in_business
    from sekoci.kit.sql import fetch
    from sekoci.registry.queries import shop_by_slug

    shop = shop_by_slug(SHOP)
    assert shop
    with in_business(shop.id):
        [(product, variant)] = fetch(
            "select v.product_id, v.id from catalog_variant v join catalog_stock s on s.variant_id = v.id"
            " where s.on_hand - s.reserved > 0 and v.deleted_at is null limit 1"
        )
        [(owner,)] = fetch("select person_id from registry_membership where role = 'owner' limit 1")
    buyer, mine = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    buyer.post(
        f"/{SHOP}/keranjang", {"barang": product, "jenis": variant, "jumlah": "2"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    mine.force_login(Person.objects.get(pk=owner))
    return {
        "shop": (f"/{SHOP}", "", True),
        "product": (f"/{SHOP}/p/{product}", "", True),
        "market": ("/pasar", "", True),
        "checkout": (f"/{SHOP}/pesan", _cookies(buyer), False),
        "owner's home": (f"/kelola/{SHOP}", _cookies(mine), False),
    }


def _cookies(client: Any) -> str:
    return "; ".join(f"{name}={each.value}" for name, each in client.cookies.items())


def _judged(program: Path, web: Web, what: str, path: str, cookies: str, is_public: bool) -> dict[str, Any]:
    """A page three times: the middle of each figure, and what was found wrong the last time."""
    reports = [_report(program, f"http://127.0.0.1:{web.port}{path}", cookies) for _ in range(RUNS)]
    landed = reports[-1]["finalDisplayedUrl"]
    assert landed.endswith(path), f"{path} led to {landed}"
    kinds = [kind for kind in KINDS if is_public or kind != "seo"]
    row: dict[str, Any] = {"page": what}
    for kind in KINDS:
        scores = [round(each["categories"][kind]["score"] * 100) for each in reports]
        row[kind] = round(statistics.median(scores)) if kind in kinds else None
    for audit, name in MEASURES.items():
        row[name] = round(statistics.median(each["audits"][audit]["numericValue"] for each in reports), 0 if name != "cls" else 3)
    row["faults"] = [
        f"{kind}: {audit['id']}: {audit['title']}"
        for kind in kinds
        for reference in reports[-1]["categories"][kind]["auditRefs"]
        if reference["weight"]
        for audit in [reports[-1]["audits"][reference["id"]]]
        if audit["score"] is not None and audit["score"] < 0.9
    ]
    return row


def _report(program: Path, url: str, cookies: str) -> dict[str, Any]:
    from tests import chromium

    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --no-first-run"
    words = [
        "node",
        str(program),
        url,
        "--output=json",
        "--quiet",
        f"--chrome-flags={flags}",
        f"--only-categories={','.join(KINDS)}",
    ]
    if cookies:
        words.append(f"--extra-headers={json.dumps({'Cookie': cookies})}")
    environment = os.environ | {"CHROME_PATH": chromium.path() or ""}
    for _ in range(TRIES):
        done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
        if NO_TRACE not in done.stderr:
            break
    if done.returncode:
        sys.exit(f"bench: Lighthouse could not look at {url}: {done.stderr[-600:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report
