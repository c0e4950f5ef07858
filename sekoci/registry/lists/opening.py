"""A partner's file that came, opened: its rows beside it as plain CSV, or a sentence that says why not."""

import contextlib
import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sekoci.kit import foreign
from sekoci.kit.errors import Refusal
from sekoci.kit.ids import new_id

PATIENCE = 1_800.0


class NotAList(Refusal):
    code, status = "not_a_list", 422
    id = "File ini tidak terbaca. Simpan sebagai CSV, Excel (.xlsx), atau Parquet."
    en = "This file cannot be read. Save it as CSV, Excel (.xlsx) or Parquet."


class LockedList(NotAList):
    code = "locked_list"
    id = "File ini memakai kata sandi. Hapus kata sandinya, simpan, lalu kirim lagi."
    en = "This file has a password. Remove the password, save it, then send it again."


class EmptyList(NotAList):
    code = "empty_list"
    id = "File ini kosong. Kirim file yang ada isinya."
    en = "This file is empty. Send a file that has something in it."


class OnlyHeadings(NotAList):
    code = "list_only_headings"
    id = "File ini hanya berisi judul kolom. Belum ada usahanya: kirim file yang ada isinya."
    en = "This file has only headings. There are no businesses in it: send a file that has some."


class NothingUsable(NotAList):
    code = "list_nothing_usable"
    id = "Tidak ada baris yang bisa dipakai. Lihat alasannya di bawah. Mungkin kolom namanya salah terbaca: pilih lagi di bawah."
    en = "No row can be used. The reasons are below. Perhaps the column of names was misread: choose again below."


class ListCutShort(NotAList):
    code = "list_cut_short"
    id = "File ini terpotong: ujungnya tidak ada. Unduh lagi dari asalnya, lalu kirim yang utuh."
    en = "This file was cut short: its end is missing. Download it again where it came from, then send all of it."


class TooMuchInList(NotAList):
    code = "list_too_large"
    id = "Isi file ini terlalu besar. Simpan sebagai CSV atau Parquet, kolom yang perlu saja."
    en = "There is too much in this file. Save it as CSV or Parquet, with the columns needed."


class TooManyRows(NotAList):
    code = "too_many_rows"
    id = "Paling banyak 5.000.000 baris satu file. Bagi menjadi beberapa daftar."
    en = "At most 5,000,000 rows a file. Split it into several lists."


class TooManyColumns(NotAList):
    code = "too_many_columns"
    id = "Paling banyak 200 kolom. Hapus kolom yang tidak perlu, lalu kirim lagi."
    en = "At most 200 columns. Remove those that are not needed, then send it again."


SAID: dict[int, type[Refusal]] = {
    foreign.NOT_READABLE: NotAList,
    foreign.LOCKED: LockedList,
    foreign.TOO_MUCH_INSIDE: TooMuchInList,
    foreign.TOO_MANY_ROWS: TooManyRows,
    foreign.TOO_MANY_COLUMNS: TooManyColumns,
    foreign.CUT_SHORT: ListCutShort,
}


@dataclass(frozen=True)
class Opened:
    """Where its rows are now: so many that say anything, `width` cells the widest; the workbook's sheets and which it is; what
    stands between cells; the number of a last row that ends in its middle (0: none does)."""

    path: Path
    rows: int
    width: int
    sheets: tuple[str, ...]
    sheet: int
    mark: str
    cut: int = 0


def open_list(source: Path, folder: Path, *, sheet: int = -1, tell: Callable[[int], None] = lambda _: None) -> Opened:
    """Write the file's rows beside it; `tell` hears how many there are so far, and may raise to stop it.

    Each reading has a file of its own: the reader of a worker that was killed may live on for a moment.
    """
    for left in folder.glob("rows-*.csv"):
        left.unlink()
    target = folder / f"rows-{new_id().hex}.csv"
    command, env = foreign.process_of("sekoci.registry.lists.reader", str(source), str(target), str(sheet))
    facts: dict[str, object] = {}
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, env=env, stdout=pipe, stderr=pipe, stdin=nothing) as child:  # noqa: S603  ours
        assert child.stdout and child.stderr
        try:
            for line in child.stdout:
                facts = json.loads(line)
                tell(int(str(facts["rows"])))
            trouble = child.stderr.read()
            code = child.wait(timeout=PATIENCE)
        finally:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
    if code:
        out_of_bounds = TooMuchInList if code < 0 or b"MemoryError" in trouble else NotAList
        raise SAID.get(code, out_of_bounds)(field="file")
    if not facts.get("width"):
        raise EmptyList(field="file")
    sheets = facts["sheets"]
    assert isinstance(sheets, list)
    return Opened(
        path=target,
        rows=int(str(facts["rows"])),
        width=int(str(facts["width"])),
        sheets=tuple(map(str, sheets)),
        sheet=int(str(facts["sheet"])),
        mark=str(facts["mark"]),
        cut=int(str(facts["cut"])),
    )
