"""What a backup says of itself. Its last line is the sum of all before it, so that no byte of it changes unseen."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from sekoci.operations.home import Trouble

FORM = 1
FILE = "manifest.json"
STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Piece:
    """A file of a backup, as it lies there."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`tables` counts rows in the snapshot of the dump; `migrations` names the last one of each module."""

    name: str
    taken_at: str
    finished_at: str
    server: int
    sealed: bool
    files: Mapping[str, Piece]
    tables: Mapping[str, int]
    migrations: Mapping[str, str]
    wal_from: str = ""
    """The first piece of the log that its base needs; empty where it has no base."""
    form: int = field(default=FORM)

    def written(self, passphrase: str | None) -> bytes:
        body = json.dumps(asdict(self), indent=1, sort_keys=True).encode() + b"\n"
        return body + _sum(body, passphrase) + b"\n"

    @property
    def size(self) -> int:
        return sum(piece.bytes for piece in self.files.values())


def read_manifest(said: bytes, passphrase: str | None, *, name: str) -> Manifest:
    """The manifest of backup `name`; Trouble where a byte of it is not as it was written."""
    body, _, rest = said[:-1].rpartition(b"\n")
    body += b"\n"
    if said[-1:] != b"\n" or len(rest) != 64:
        raise Trouble(f"The manifest of {name} is damaged: choose another backup.")
    if not hmac.compare_digest(rest, _sum(body, passphrase)):
        if b'"sealed": true' in body and passphrase is None:
            raise Trouble(f"{name} is sealed: set SEKOCI_BACKUP_KEY to the file with its passphrase.")
        raise Trouble(f"The manifest of {name} is damaged, or sealed with another passphrase: choose another backup.")
    read = json.loads(body)
    if read["form"] != FORM:
        raise Trouble(f"{name} was made by a newer Sekoci: upgrade first.")
    files = {file: Piece(**facts) for file, facts in read.pop("files").items()}
    return Manifest(files=files, **read)


def name_of(moment: datetime) -> str:
    return f"sekoci-{moment.astimezone(UTC):{STAMP}}"


def moment_of(name: str) -> datetime:
    return datetime.strptime(name, f"sekoci-{STAMP}").replace(tzinfo=UTC)


def _sum(body: bytes, passphrase: str | None) -> bytes:
    digest = hmac.new(passphrase.encode(), body, hashlib.sha256) if passphrase else hashlib.sha256(body)
    return digest.hexdigest().encode()
