"""A file that came, opened: its sheets and cells, or a sentence that says why not."""

import io
import json
import subprocess
from dataclasses import dataclass

from sekoci.kit import foreign
from sekoci.kit.errors import Refusal

MOST_BYTES = 20_000_000
PATIENCE = 20.0
"""Seconds a file may take to be read."""

Cell = str | int | float


class NotASheet(Refusal):
    code, status = "not_a_sheet", 422
    id = "File ini tidak terbaca. Simpan sebagai Excel (.xlsx) atau CSV, lalu kirim lagi."
    en = "This file cannot be read. Save it as Excel (.xlsx) or CSV, then send it again."


class LockedSheet(NotASheet):
    code = "locked_sheet"
    id = "File ini memakai kata sandi. Hapus kata sandinya, simpan, lalu kirim lagi."
    en = "This file has a password. Remove the password, save it, then send it again."


class EmptySheet(NotASheet):
    code = "empty_sheet"
    id = "File ini kosong. Isi dulu daftar produknya."
    en = "This file is empty. Fill in the list of products first."


class TooMuchInSheet(Refusal):
    code, status = "sheet_too_large", 413
    id = "Isi file ini terlalu besar. Simpan hanya daftar produknya sebagai CSV."
    en = "There is too much in this file. Save only the list of products, as CSV."


class TooManyRows(TooMuchInSheet):
    code = "too_many_rows"
    id = "Paling banyak 100.000 baris sekali kirim. Bagi filenya menjadi beberapa."
    en = "At most 100,000 rows at a time. Split the file into several."


class TooManyColumns(TooMuchInSheet):
    code = "too_many_columns"
    id = "Paling banyak 200 kolom. Hapus kolom yang tidak perlu, lalu kirim lagi."
    en = "At most 200 columns. Remove those that are not needed, then send it again."


SAID: dict[int, type[Refusal]] = {
    foreign.LOCKED: LockedSheet,
    foreign.TOO_MUCH_INSIDE: TooMuchInSheet,
    foreign.TOO_MANY_ROWS: TooManyRows,
    foreign.TOO_MANY_COLUMNS: TooManyColumns,
}


@dataclass(frozen=True)
class Opened:
    """The names of a file's sheets, and the rows of one of them (`sheet`) from its very first line.

    `mark` stands between the cells of a text file; empty for workbooks.
    """

    sheets: tuple[str, ...]
    sheet: int
    rows: list[list[Cell]]
    mark: str = ""


def open_sheet(content: bytes, *, sheet: int = -1) -> Opened:
    """Read a CSV, XLSX, XLS or ODS; the first sheet that has anything, or the one asked for."""
    if len(content) > MOST_BYTES:
        raise TooMuchInSheet(field="file")
    command, env = foreign.process_of("sekoci.catalog.imports.reader", str(sheet))
    try:
        told = subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE, check=False, env=env)  # noqa: S603  ours
    except subprocess.TimeoutExpired:
        raise TooMuchInSheet(field="file") from None
    if told.returncode:
        out_of_bounds = TooMuchInSheet if told.returncode < 0 or b"MemoryError" in told.stderr else NotASheet
        raise SAID.get(told.returncode, out_of_bounds)(field="file")
    lines = io.BytesIO(told.stdout)
    head = json.loads(lines.readline())
    rows = [json.loads(line) for line in lines]
    if not any(rows):
        raise EmptySheet(field="file")
    return Opened(tuple(head["sheets"]), head["sheet"], rows, head["mark"])
