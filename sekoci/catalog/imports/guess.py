"""Which row is the title, and which column is what. A guess that the owner sees and may change. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from sekoci.catalog.imports.cells import Unreadable, is_blank, looks_like_a_number, money_of, text_of
from sekoci.catalog.imports.opening import Cell

WORDS: dict[str, tuple[str, ...]] = {
    "name": (
        "nama", "nama produk", "nama barang", "nama item", "nama menu", "produk", "barang", "menu", "item", "artikel",
        "product", "product name", "item name", "name", "judul produk",
    ),
    "variant": ("varian", "pilihan", "variasi", "ukuran", "rasa", "warna", "variant", "size", "nama varian", "option"),
    "price": (
        "harga", "harga jual", "hrg", "hrg jual", "harga satuan", "jual", "price", "selling price", "unit price", "harga produk",
        "harga barang", "harga eceran", "tarif",
    ),
    "stock": (
        "stok", "stock", "jumlah", "jml", "qty", "quantity", "kuantitas", "sisa", "sisa stok", "jumlah stok", "stok awal",
        "stok akhir", "stok barang", "persediaan", "ada",
    ),
    "cost": (
        "modal", "harga modal", "modal satuan", "harga beli", "hrg beli", "beli", "hpp", "harga pokok", "cost", "unit cost",
        "cost price", "kulakan", "harga kulakan", "harga modal satuan",
    ),
    "unit": ("satuan", "unit", "uom", "sat"),
    "category": ("kategori", "category", "rak", "judul rak", "kelompok", "golongan", "jenis", "grup", "group"),
    "description": ("keterangan", "deskripsi", "description", "detail", "catatan", "ket", "penjelasan"),
}  # fmt: skip
FIELDS = tuple(WORDS)
NOT_OURS = (
    "total", "subtotal", "jumlah harga", "total harga", "nilai", "no", "nomor", "kode", "sku", "barcode", "supplier", "pemasok",
    "tanggal", "alasan", "baris", "diskon", "grosir", "dipesan", "harga tertinggi",
)  # fmt: skip
MOST_TITLES = 20


@dataclass(frozen=True)
class Columns:
    """Where things stand: the last row of the titles (-1: there are none), and the column of each field."""

    header: int = -1
    places: Mapping[str, int] = field(default_factory=dict)


def guess_columns(rows: Sequence[Sequence[Cell]]) -> Columns:
    """The title with the most words that we know among the first rows, of one row or of two; else what the cells look like."""
    best, most = Columns(), 0
    for number, row in enumerate(rows[:MOST_TITLES]):
        above = rows[number - 1] if number else ()
        for titles in (_plain(row), _two_rows(above, row)):
            places = _assigned(titles)
            if len(places) > most and _is_title(row) and ("name" in places or len(places) > 2):
                best, most = Columns(number, places), len(places)
    if most > 1 or (most and len(_widest(rows)) == 1):
        return best
    looks = _by_looks(rows)
    return looks if len(looks.places) > most else best


def titles_of(rows: Sequence[Sequence[Cell]], columns: Columns) -> list[str]:
    """What stands above each column, for the owner to recognise it."""
    width = len(_widest(rows))
    title = rows[columns.header] if 0 <= columns.header < len(rows) else ()
    return [text_of(title[place])[:40] if place < len(title) else "" for place in range(width)]


def _widest(rows: Sequence[Sequence[Cell]]) -> Sequence[Cell]:
    return max(rows[:1000], key=len, default=())


def _plain(row: Sequence[Cell]) -> list[tuple[str, str]]:
    return [("", _worded(cell)) for cell in row]


def _two_rows(above: Sequence[Cell], row: Sequence[Cell]) -> list[tuple[str, str]]:
    """A title of two rows: the upper one is often merged over several columns, so it holds to the right until the next."""
    width, held, titles = max(len(above), len(row)), "", []
    for place in range(width):
        upper = _worded(above[place]) if place < len(above) else ""
        lower = _worded(row[place]) if place < len(row) else ""
        held = upper or held
        titles.append((held if lower else upper, lower))
    return titles


def _worded(cell: Cell) -> str:
    text = re.sub(r"\([^)]*\)|[^a-z0-9 ]", " ", text_of(cell).lower())
    return " ".join(word for word in text.split() if word not in ("rp", "idr", "per"))


def _is_title(row: Sequence[Cell]) -> bool:
    return not any(looks_like_a_number(cell) for cell in row if not is_blank(cell))


def _assigned(titles: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Each field's column: the best match wins, the leftmost of equals."""
    matches = []
    for place, (upper, lower) in enumerate(titles):
        if found := _match(upper, lower):
            matches.append((-found[1], place, found[0]))
    places: dict[str, int] = {}
    for _, place, name in sorted(matches):
        places.setdefault(name, place)
    return places


def _match(upper: str, lower: str) -> tuple[str, int] | None:
    """The field that a title means, and how sure that is."""
    for text, sure in ((f"{upper} {lower}".strip(), 100), (lower, 90)):
        for name, words in WORDS.items():
            if text and text in words:
                return name, sure
    text = lower or upper
    phrases = [(len(phrase.split()), name, phrase) for name, words in WORDS.items() for phrase in words]
    phrases += [(len(phrase.split()), "", phrase) for phrase in NOT_OURS]
    found = [(length, name) for length, name, phrase in phrases if re.search(rf"\b{phrase}\b", text)]
    if not found:
        return None
    length, name = max(found, key=lambda each: (each[0], not each[1]))
    return (name, length) if name else None


def _by_looks(rows: Sequence[Sequence[Cell]]) -> Columns:
    """Without a title: the first column of different texts is the name, the dearest numbers the price, smaller ones the stock."""
    filled = [row for row in rows if not all(is_blank(cell) for cell in row)][:50]
    texts: list[int] = []
    numbers: list[tuple[float, int]] = []
    for place in range(len(_widest(filled))):
        cells = [row[place] for row in filled if place < len(row) and not is_blank(row[place])]
        if len(cells) * 2 < len(filled) or not cells:
            continue
        readable = [cell for cell in cells if looks_like_a_number(cell)]
        if len(readable) * 10 >= len(cells) * 8:
            numbers.append((_middle(readable), place))
        elif len({text_of(cell) for cell in cells}) * 2 > len(cells):
            texts.append(place)
    places: dict[str, int] = {"name": texts[0]} if texts else {}
    dear = sorted(numbers, reverse=True)
    if dear and dear[0][0] >= 100:
        places["price"] = dear[0][1]
        if len(dear) > 1 and dear[-1][0] < 1_000:
            places["stock"] = dear[-1][1]
    return Columns(-1, places)


def _middle(cells: Sequence[Cell]) -> float:
    amounts = []
    for cell in cells:
        try:
            amounts.append(money_of(cell, code="price", rounded=True) or 0)
        except Unreadable:
            continue
    return float(median(amounts)) if amounts else 0.0
