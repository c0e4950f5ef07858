"""What is the same for everybody: told by a tag whether it was fetched before; and pages kept as they go over the wire, the last
ones asked for, in each process's memory."""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

import sekoci

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


def answer_unless_known(request: HttpRequest, draw: Callable[[], HttpResponse], *, version: str) -> HttpResponse:
    """What `draw` draws for machines, or 304 and nothing is drawn: whoever asks has it already.

    `version` says all that the answer depends on beside its address, the language and our code.
    """
    parts = (version, code(), settings.PUBLIC_URL, request.get_full_path(), request.LANGUAGE_CODE)
    tag = tag_of(*parts)
    response = HttpResponseNotModified() if is_known(request, tag) else draw()
    response["ETag"] = tag
    response.headers.setdefault("Cache-Control", "no-cache")
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


def tag_of(*parts: str) -> str:
    """An ETag that is another one as soon as one of these is."""
    return f'"{hashlib.blake2b(chr(0).join(parts).encode(), digest_size=12).hexdigest()}"'


def is_known(request: HttpRequest, tag: str | None) -> bool:
    """Whether the visitor says to have what this is the tag of. Packing weakens a tag; it is the same one here."""
    return tag in {each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")}


@lru_cache(maxsize=1)
def code() -> str:
    """Changes whenever our code does: what another version drew is known to nobody."""
    digest = hashlib.blake2b(digest_size=8)
    for file in sorted(Path(sekoci.__path__[0]).rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def packed(page: bytes) -> bytes:
    """By brotli."""
    return bytes(brotli.compress(page, mode=brotli.MODE_TEXT, quality=QUALITY))
