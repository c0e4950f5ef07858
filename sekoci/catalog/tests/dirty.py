"""Spreadsheets as owners really send them, made from a seed, each with what it must come to (experiment E45)."""

import random
from dataclasses import dataclass, field

from tests.files_of_chance import Cell, as_csv, as_xlsx

TITLES = (
    ("Nama", "Harga", "Stok"),
    ("NAMA BARANG", "Harga Jual (Rp)", "Jumlah Stok"),
    ("Produk", "Hrg. Jual", "Qty"),
    ("Product Name", "Price", "Stock"),
    ("Item", "Harga satuan", "Sisa"),
)
BAD_PRICES: tuple[Cell, ...] = (
    "mahal",
    "Rp -5.000",
    "12.34.5",
    "15rb/20rb",
    "2026-01-02",
    "#REF!",
    0,
    "",
    "5 000 0,1",
    1234.5,
    "NaN",
)
BAD_STOCKS: tuple[Cell, ...] = ("banyak", "1,5", -3, "2026-03-01", 2_000_000, "3/4")
BAD_NAMES: tuple[Cell, ...] = ("", "   ", "Total", "x" * 121, "\u200b")


@dataclass
class Dirty:
    """A file, what must be in the shop after it (name: price, stock), and the numbers of the rows that must be named."""

    name: str
    content: bytes
    good: dict[str, tuple[int, int]] = field(default_factory=dict)
    wrong: set[int] = field(default_factory=set)


def dirty_sheet(seed: int) -> Dirty:
    """The file of this seed: always the same."""
    chance = random.Random(seed)
    made = Dirty("", b"")
    rows = _above(chance)
    names: list[str] = []
    for number in range(chance.randint(3, 30)):
        while chance.random() < 0.1:
            rows.append([])
        clean = f"Barang {seed}-{number}"
        price, stock = chance.randint(1, 900) * 500, chance.randint(0, 2_000)
        cells: list[Cell] = [_name(clean, chance), _price(price, chance), _stock(stock, chance)]
        if chance.random() < 0.2:
            _spoil(cells, names, chance)
            made.wrong.add(len(rows) + 1)
        else:
            names.append(clean)
            made.good[clean] = (price, stock)
        rows.append([*cells, chance.choice(("", "catatan", 0.5, "0812"))])
    if chance.random() < 0.3:
        made.wrong.add(len(rows) + 1)
        rows.append(["TOTAL", 123_456_789, 99])
    make = chance.choice((_as_csv, _as_csv, as_xlsx))
    made.name, made.content = make(rows, chance)
    return made


def _above(chance: random.Random) -> list[list[Cell]]:
    """A heading or not, and titles of one row or of two."""
    rows: list[list[Cell]] = []
    if chance.random() < 0.5:
        rows += [["DAFTAR HARGA TOKO MAJU"], [], ["per 1 Januari 2026"]][: chance.randint(1, 3)]
    if chance.random() < 0.3:
        return [*rows, ["Barang", "Harga", "Stok"], ["Nama", "Jual", "Sisa", "Ket"]]
    return [*rows, [*chance.choice(TITLES), "Keterangan"]]


def _name(name: str, chance: random.Random) -> Cell:
    return chance.choice(
        (name, name, f"  {name}", name.replace(" ", "\u00a0"), name.replace(" ", "   "), f"\ufeff{name}", f"{name}\t")
    )


def _price(price: int, chance: random.Random) -> Cell:
    dots, commas = f"{price:,}".replace(",", "."), f"{price:,}"
    forms: list[Cell] = [price, float(price), str(price), dots, commas, f"Rp {dots}", f"Rp{dots},-", f"{dots},00", f"IDR {price}"]
    forms += [f"rp.{dots}", f"{price}.0" if price < 1_000 else dots, f"{price / 10**4:.4f}E+04"]
    if price % 1_000 == 0:
        forms += [f"{price // 1000}rb", f"Rp {price // 1000} ribu", f"{price // 1000}K"]
    return chance.choice(forms)


def _stock(stock: int, chance: random.Random) -> Cell:
    forms: list[Cell] = [stock, float(stock), str(stock), f"{stock} pcs", f"{stock:,}".replace(",", "."), f"{stock},0"]
    return chance.choice([*forms, "habis", "", "-"] if not stock else forms)


def _spoil(cells: list[Cell], names: list[str], chance: random.Random) -> None:
    match chance.randint(0, 3):
        case 0:
            cells[0] = chance.choice(BAD_NAMES)
            cells[1], cells[2] = 5_000, 1
        case 1:
            cells[1] = chance.choice(BAD_PRICES)
        case 2:
            cells[2] = chance.choice(BAD_STOCKS)
        case _:
            if names:
                cells[0] = chance.choice(names).upper()
            else:
                cells[1] = "gratis"


def _as_csv(rows: list[list[Cell]], chance: random.Random) -> tuple[str, bytes]:
    return as_csv(rows, chance, encodings=("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"), torn="Barang")
