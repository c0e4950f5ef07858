"""KBLI, the state's list of activities, as it comes in files: read, and told apart by edition. Pure."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sekoci.kit.errors import Invalid
from sekoci.registry.rules.kinds import TITLES

LEAST = 500
"""A whole list has more than a thousand activities; fewer is a piece of one."""


@dataclass(frozen=True)
class KbliRow:
    """A line of the list; an activity has five digits, its parents fewer, a category is a letter."""

    code: str
    title: str
    description: str


def read_kbli(text: str, *, name: str) -> list[KbliRow]:
    """The lines of a file: CSV with `kode` and `judul`, or a JSON list with `code` and `title`; refused with what is wrong."""
    rows = _from_json(text, name) if text.lstrip()[:1] in ("[", "{") else _from_csv(text, name)
    for place, row in enumerate(rows, start=1):
        if not re.fullmatch(r"[A-Z]|[0-9]{2,5}", row.code):
            raise _no(
                name, f"baris {place}: kode “{row.code[:12]}” bukan kode KBLI", f"line {place}: “{row.code[:12]}” is no KBLI code"
            )
        if not row.title:
            raise _no(name, f"baris {place}: kode {row.code} tanpa judul", f"line {place}: code {row.code} has no title")
    codes = [row.code for row in rows]
    if twice := sorted({code for code in codes if codes.count(code) > 1} if len(set(codes)) < len(codes) else set()):
        raise _no(name, f"kode {twice[0]} ada dua kali", f"code {twice[0]} is there twice")
    return rows


def edition_of(rows: Iterable[KbliRow], *, name: str) -> str:
    """`2020` or `2025`, by the titles of the codes that we know of each; refused when it is neither, or a piece of one."""
    titles = {row.code: plain_title(row.title) for row in rows if len(row.code) == 5}
    if len(titles) < LEAST:
        raise _no(name, f"hanya {len(titles)} kode lima angka, daftar utuh punya lebih dari seribu",
                  f"only {len(titles)} codes of five digits, a whole list has more than a thousand")  # fmt: skip
    alike = {edition: sum(titles.get(code) == plain_title(title) for code, title in known.items()) / len(known)
             for edition, known in TITLES.items()}  # fmt: skip
    best = max(alike, key=lambda edition: alike[edition])
    if alike[best] < 0.8:
        raise _no(name, "judulnya bukan KBLI 2020 dan bukan KBLI 2025", "its titles are neither those of KBLI 2020 nor of 2025")
    return best


def missing_parents(rows: Iterable[KbliRow]) -> list[str]:
    """Codes of four digits that activities stand under but the list does not have."""
    codes = {row.code for row in rows}
    return sorted({code[:4] for code in codes if len(code) == 5} - codes) if any(len(code) == 4 for code in codes) else []


def zero_lost(codes: Iterable[str]) -> frozenset[str]:
    """Four digits that can only be an activity's code whose first 0 a spreadsheet took: `1111` of `01111`. Not `1411`, which is
    what a class of the manufacture of clothes is called too."""
    five = {code for code in codes if len(code) == 5}
    classes = {code[:4] for code in five}
    return frozenset(code[1:] for code in five if code.startswith("0")) - classes


def plain_title(title: str) -> str:
    return " ".join(title.lower().split())


def _from_csv(text: str, name: str) -> list[KbliRow]:
    reader = csv.DictReader(io.StringIO(text))
    if not {"kode", "judul"} <= set(reader.fieldnames or ()):
        raise _no(name, "tidak ada kolom kode dan judul", "there are no columns kode and judul")
    return [_row(line.get("kode"), line.get("judul"), line.get("uraian")) for line in reader]


def _from_json(text: str, name: str) -> list[KbliRow]:
    try:
        lines = json.loads(text)
    except ValueError:
        raise _no(name, "JSON-nya rusak", "its JSON is broken") from None
    if not isinstance(lines, list) or not all(isinstance(line, Mapping) for line in lines):
        raise _no(name, "isinya bukan daftar kode", "it holds no list of codes")
    return [_row(line.get("code"), line.get("title"), line.get("description")) for line in lines]


def _row(code: object, title: object, description: object) -> KbliRow:
    return KbliRow(str(code or "").strip(), " ".join(str(title or "").split()), " ".join(str(description or "").split()))


def _no(name: str, indonesian: str, english: str) -> Invalid:
    return Invalid(field="file", why_id=f"{name}: {indonesian}.", why_en=f"{name}: {english}.")
