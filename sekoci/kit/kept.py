"""Pages that are the same for everybody, kept as they go over the wire, the last ones asked for, in each process's memory."""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

import brotli
from django.http import HttpRequest, HttpResponse

QUALITY = 5
"""Of brotli: 1 ms for a shop page."""


@dataclass(frozen=True)
class KeptPage:
    """A page, plain and packed, and what is an ETag of its bytes. `kept_at` is of the monotonic clock, in seconds."""

    plain: bytes
    packed: bytes
    tag: str
    kept_at: float = field(default_factory=time.monotonic)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page, packed for who accepts brotli."""
        if "br" not in request.headers.get("Accept-Encoding", ""):
            return HttpResponse(self.plain)
        return HttpResponse(self.packed, headers={"Content-Encoding": "br"})


class KeptPages:
    """At most `most` pages, each for so many seconds; the one that was asked for longest ago goes first."""

    def __init__(self, most: int, *, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self._pages: OrderedDict[Hashable, KeptPage] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> KeptPage | None:
        with self._lock:
            found = self._pages.get(key)
            if found is None or found.kept_at + self.seconds < time.monotonic():
                return None
            self._pages.move_to_end(key)
            return found

    def keep(self, key: Hashable, page: bytes) -> KeptPage:
        kept = KeptPage(page, packed(page), f'"{hashlib.blake2b(page, digest_size=12).hexdigest()}"')
        with self._lock:
            self._pages[key] = kept
            self._pages.move_to_end(key)
            while len(self._pages) > self.most:
                self._pages.popitem(last=False)
        return kept

    def forget(self) -> None:
        with self._lock:
            self._pages.clear()


def packed(page: bytes) -> bytes:
    """By brotli."""
    return bytes(brotli.compress(page, mode=brotli.MODE_TEXT, quality=QUALITY))
