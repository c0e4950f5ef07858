"""What a visitor asks of the market, read from an address, and the addresses of what they may ask next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest

from sekoci.market.queries import Search
from sekoci.market.rules import Sort
from sekoci.registry.rules import GROUPS, KINDS

ON_A_PAGE = 24
MOST_WORDS = 100
SORTS: Mapping[str, Sort] = {"harga": "harga", "baru": "baru", "dekat": "dekat"}


@dataclass(frozen=True)
class Asked:
    """A question as it stands in the address: `path` of the area, and the rest behind the question mark."""

    path: str
    search: Search
    view: str
    """`toko` or `barang`, where the visitor chose; empty: goods for words, shops without."""

    @property
    def is_plain(self) -> bool:
        """Nothing but the area: the page that stands in lists of others."""
        search = self.search
        return not (self.view or search.words or search.kind or search.near or search.open_now or search.sort or search.cursor)

    def link(self, **changes: str) -> str:
        """The address of this question with some parts changed; the first page of it, unless `setelah` is given."""
        parts = {**self.parts(), **changes}
        query = urlencode({name: value for name, value in parts.items() if value})
        return f"{self.path}?{query}" if query else self.path

    def parts(self) -> dict[str, str]:
        search = self.search
        return {
            "cari": search.words,
            "lihat": self.view,
            "jenis": search.kind,
            "buka": "1" if search.open_now else "",
            "dekat": search.near,
            "urut": search.sort,
        }

    def elsewhere(self, path: str) -> str:
        """The same question in another area."""
        return replace(self, path=path).link()


def read_asked(request: HttpRequest, *, area: str, path: str) -> Asked:
    """The question of this request; what cannot be one is left out."""
    given = request.GET
    words = given.get("cari", "").replace("\x00", " ").strip()[:MOST_WORDS]
    kind = given.get("jenis", "")
    view = given.get("lihat", "")
    view = view if view in ("toko", "barang") else ""
    near = given.get("dekat", "")
    search = Search(
        words=words,
        area=area,
        kind=kind if kind in KINDS or kind in GROUPS else "",
        near=near if len(near) <= 13 and near.replace(".", "").isdecimal() and near.isascii() else "",
        shops=view == "toko" or (view == "" and not words),
        open_now=given.get("buka") == "1",
        sort=SORTS.get(given.get("urut", ""), ""),
        cursor=given.get("setelah") or None,
        limit=ON_A_PAGE,
    )
    return Asked(path, search, view)
