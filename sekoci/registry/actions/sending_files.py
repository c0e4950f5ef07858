"""A program sends a partner's list as a file: it goes the way of a file from the page, and is stored when the program says so."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from sekoci.kit.errors import Refusal
from sekoci.registry.actions.lists import ListExists, begin_list, take_file
from sekoci.registry.rules.reach import Reach


class FileCut(Refusal):
    code, status = "file_cut", 400
    id = "Berkas terputus di tengah: {came} dari {said} bita yang sampai. Kirim lagi."
    en = "The file was cut short: {came} of {said} bytes came. Send it again."


class NoFile(Refusal):
    code = "no_file"
    id = "Kirim berkasnya sendiri sebagai isi: CSV, XLSX, atau Parquet."
    en = "Send the file itself as the body: CSV, XLSX or Parquet."


def send_file(
    reach: Reach, chunks: Iterable[bytes], *, size: int, name: str, as_of: date, file_name: str, area_code: str = ""
) -> UUID:
    """Take a file of `size` bytes for the organisation's list of this name (begun where there is none); the edition's id.

    The same file again is the same edition while it waits, AlreadyStored afterwards. FileCut where less came. Inside
    `within_reach`.
    """
    try:
        list_id = begin_list(reach.organisation_id, name=name, area_code=area_code, by=reach.person_id or None)
    except ListExists as there:
        list_id = int(there.facts["list_id"])
    whole = _whole(chunks, size)
    return take_file(
        list_id, organisation_id=reach.organisation_id, chunks=whole, file_name=file_name, as_of=as_of, by=reach.person_id or None
    )


def _whole(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    came = 0
    for chunk in chunks:
        came += len(chunk)
        yield chunk
    if not size:
        raise NoFile(field="body")
    if came != size:
        raise FileCut(field="body", came=came, said=size)
