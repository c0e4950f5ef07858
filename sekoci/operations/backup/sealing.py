"""Files of a backup as they lie in the store: sealed with AES-256-GCM where there is a passphrase, a megabyte at a time.

A sealed file is `SEKOCI1`, a salt, a prefix, and pieces. Each piece's nonce counts, so that none can be left out or moved; the
last one is shorter than a whole piece (empty, if need be), so that none can be cut off.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sekoci.operations.home import Trouble

MAGIC = b"SEKOCI1\n"
PIECE = 1024 * 1024
STEADY = 8 * PIECE
"""So much at most waits to reach the disk: a gigabyte that waits holds up everybody's commits when it is written at once."""
TAG, SALT, PREFIX = 16, 16, 8


class SealedWriter:
    """A file that is written once, from the beginning to the end; `sha256` and `size` are of what lies on the disk."""

    def __init__(self, path: Path, passphrase: str | None) -> None:
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        self._hash = hashlib.sha256()
        self.size = self._on_disk = 0
        self._waiting = bytearray()
        self._count = 0
        self._cipher: AESGCM | None = None
        if passphrase is not None:
            salt, self._prefix = os.urandom(SALT), os.urandom(PREFIX)
            self._cipher = AESGCM(_key(passphrase, salt))
            self._put(MAGIC + salt + self._prefix)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def write(self, data: bytes) -> int:
        if not self._cipher:
            self._put(data)
            return len(data)
        self._waiting += data
        while len(self._waiting) >= PIECE:
            self._seal(bytes(self._waiting[:PIECE]))
            del self._waiting[:PIECE]
        return len(data)

    def __enter__(self) -> "SealedWriter":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None and self._cipher:
            self._seal(bytes(self._waiting))
        self._file.close()

    def _seal(self, piece: bytes) -> None:
        assert self._cipher
        self._put(self._cipher.encrypt(_nonce(self._prefix, self._count), piece, None))
        self._count += 1

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._hash.update(data)
        self.size += len(data)
        if self.size - self._on_disk >= STEADY:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._on_disk = self.size


class SealedReader:
    """What was written, unsealed while it is read; Trouble at the first byte that is not as it was."""

    def __init__(self, path: Path, passphrase: str | None) -> None:
        self._pieces = _pieces(path, passphrase)
        self._waiting = bytearray()

    def read(self, most: int = -1) -> bytes:
        while most < 0 or len(self._waiting) < most:
            piece = next(self._pieces, b"")
            if not piece:
                break
            self._waiting += piece
        most = len(self._waiting) if most < 0 else most
        data = bytes(self._waiting[:most])
        del self._waiting[:most]
        return data


def _pieces(path: Path, passphrase: str | None) -> Iterator[bytes]:
    with path.open("rb") as file:
        if passphrase is None:
            while piece := file.read(PIECE):
                yield piece
            return
        head = file.read(len(MAGIC) + SALT + PREFIX)
        if not head.startswith(MAGIC) or len(head) < len(MAGIC) + SALT + PREFIX:
            raise Trouble(f"{path.name} is not sealed, or not by us.")
        cipher = AESGCM(_key(passphrase, head[len(MAGIC) : -PREFIX]))
        yield from _opened(file, cipher, head[-PREFIX:], path.name)


def _opened(file: IO[bytes], cipher: AESGCM, prefix: bytes, name: str) -> Iterator[bytes]:
    count = 0
    while True:
        sealed = file.read(PIECE + TAG)
        try:
            piece = cipher.decrypt(_nonce(prefix, count), sealed, None)
        except (InvalidTag, ValueError):
            raise Trouble(f"{name} cannot be opened: another passphrase, or damaged.") from None
        if piece:
            yield piece
        if len(piece) < PIECE:
            return
        count += 1


def _nonce(prefix: bytes, count: int) -> bytes:
    return prefix + count.to_bytes(4, "big")


def _key(passphrase: str, salt: bytes) -> bytes:
    """scrypt with 32 MB: a tenth of a second for us, and for who tries, each time."""
    return hashlib.scrypt(passphrase.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=64 * 1024 * 1024, dklen=32)


def passphrase_from(file: str | None) -> str | None:
    """What SEKOCI_BACKUP_KEY's file says; None where no file is named: then backups are not sealed."""
    if not file:
        return None
    try:
        said = Path(file).read_text().strip()
    except OSError as error:
        raise Trouble(f"SEKOCI_BACKUP_KEY: {file} cannot be read: {error.strerror}.") from None
    if len(said) < 16:
        raise Trouble(f"SEKOCI_BACKUP_KEY: {file} holds {len(said)} letters; a passphrase has 16 or more.")
    return said
