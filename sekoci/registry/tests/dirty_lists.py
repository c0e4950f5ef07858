"""Partners' lists as they really come, made from a seed, each with what it must come to (experiment E45)."""

import random
from dataclasses import dataclass, field

from tests.files_of_chance import Cell, as_csv, as_xlsx

Stored = tuple[str, str, str, str, str, int | None, str | None]
"""Phone, area, NIB, KBLI, owner's sex, sales of a month, since when."""
HEADS = (
    ("ID Mitra", "Nama Usaha", "Pemilik", "No HP", "Alamat", "Kecamatan", "Kota", "NIB", "KBLI", "L/P", "Omzet", "Tgl Berdiri",
     "NIK"),
    ("Kode Merchant", "MERCHANT", "Nama Pemilik", "Telp/WA", "Alamat Usaha", "KEC.", "Kab/Kota", "No. NIB", "Kode KBLI",
     "Jenis Kelamin", "Omzet per bulan (Rp)", "Mulai usaha", "No. KTP"),
    ("store id", "store name", "owner name", "phone number", "address", "district", "city", "nib", "kbli", "gender",
     "monthly sales", "founded", "nik"),
)  # fmt: skip
PLACES = (
    (
        "33.72.01",
        ("Laweyan", "Kec. Laweyan", "LAWEYAN", "Lawean"),
        ("Surakarta", "Kota Solo", "Kotamadya Dati II Surakarta", "33.72"),
    ),
    ("73.71.01", ("Mariso", "Kec. Mariso"), ("Makassar", "Kota Ujung Pandang")),
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
NIKS = 3372014101800000


@dataclass
class Dirty:
    """A file, what must be stored of it (name: `Stored`), and the numbers of the rows that must be put aside and named."""

    name: str = ""
    content: bytes = b""
    good: dict[str, Stored] = field(default_factory=dict)
    wrong: set[int] = field(default_factory=set)


def dirty_list(seed: int) -> Dirty:
    """The file of this seed: always the same."""
    chance, made = random.Random(seed), Dirty()
    heads = list(chance.choice(HEADS))
    rows = _above(heads, chance)
    good: list[list[Cell]] = []
    for number in range(chance.randint(4, 30)):
        while chance.random() < 0.08:
            rows.append([])
        name = f"Warung {'ABCDEFGHIKLM'[number % 12]}-{seed} {number}"
        cells, stored = _row(seed, number, name, chance)
        if number > 2 and chance.random() < 0.2:
            made.wrong.add(len(rows) + 1)
            rows.append(_spoiled(cells, heads, good, chance))
            continue
        made.good[name] = stored
        good.append(cells)
        rows.append(cells)
    if chance.random() < 0.3:
        made.wrong.add(len(rows) + 1)
        rows.append(["", "TOTAL", "", "", "", "", "", "", "", "", "Rp 12.345.678", "", ""])
    made.name, made.content = chance.choice((_as_csv, _as_csv, as_xlsx))(rows, chance)
    return made


def _above(heads: list[str], chance: random.Random) -> list[list[Cell]]:
    """A title or not, the headings, of which two rows may be merged over the columns."""
    rows: list[list[Cell]] = []
    if chance.random() < 0.5:
        rows += [["DAFTAR UMKM BINAAN"], [], ["Keadaan Januari 2026"]][: chance.randint(1, 3)]
    if chance.random() < 0.3:
        rows.append(["", "Data usaha", "", "", "", "Tempat", "", "Perizinan", "", "", "Lainnya", "", ""])
    return [*rows, [*heads]]


def _row(seed: int, number: int, name: str, chance: random.Random) -> tuple[list[Cell], Stored]:
    area, districts, cities = chance.choice(PLACES)
    phone, said_phone = _phone(seed, number, chance)
    nib, said_nib = _nib(seed, number, chance)
    kbli, said_kbli = chance.choice((("01461", "01461"), ("01461", 1461), ("47111", "47.111"), ("56101", 56101), ("", "x")))
    sex, said_sex = chance.choice((("f", "P"), ("f", "Perempuan"), ("m", "L"), ("m", "laki-laki"), ("", "?")))
    sales, said_sales = _sales(chance)
    since, said_since = _day(chance)
    said_name = chance.choice((name, f"  {name} ", name.replace(" ", "\u00a0"), name.replace(" ", "   "), f"{name}\t"))
    cells: list[Cell] = [
        f"m-{seed}-{number}", said_name, f"Ibu {'ABCDEFGHIKLM'[number % 12]}", said_phone, f"Jl. Mawar No. {number + 1}",
        chance.choice(districts), chance.choice(cities), said_nib, said_kbli, said_sex, said_sales, said_since,
        chance.choice((NIKS + number, str(NIKS + number))),
    ]  # fmt: skip
    return cells, (phone, area, nib, kbli, sex, sales, since)


def _phone(seed: int, number: int, chance: random.Random) -> tuple[str, Cell]:
    digits = f"857{(seed * 7919 + number * 31) % 10**5:05}{number:03}"
    forms: list[Cell] = [f"0{digits}", f"+62 {digits[:3]}-{digits[3:7]}-{digits[7:]}", f"62{digits}", digits, int(digits)]
    forms += [f"0{digits}.0", f"WA: 0{digits}", f"0{digits} / 0271 712345", float(f"62{digits}")]
    if chance.random() < 0.15:
        return "", chance.choice(("6.28123E+11", "-", "tidak ada", "0800000000", "0857-22", ""))
    return f"+62{digits}", chance.choice(forms)


def _nib(seed: int, number: int, chance: random.Random) -> tuple[str, Cell]:
    first = chance.choice("0129")
    nib = f"{first}22{(seed * 104729 + number * 613) % 10**10:010}"
    bad: tuple[Cell, ...] = ("", "-", "9.12E+12", "0000000000000", "12345", "proses")
    return ("", chance.choice(bad)) if chance.random() < 0.4 else (nib, chance.choice((nib, int(nib), f"{nib[:4]} {nib[4:]}")))


def _sales(chance: random.Random) -> tuple[int | None, Cell]:
    sales = chance.randint(1, 900) * 100_000
    dots, commas = f"{sales:,}".replace(",", "."), f"{sales:,}"
    forms: list[Cell] = [sales, str(sales), dots, commas, f"Rp {dots}", f"Rp{dots},-", f"{dots},00", f"{commas}.00", float(sales)]
    forms.append(f"{sales / 1e6:.1f} jt".replace(".", ","))
    return (None, chance.choice(("banyak", "", "?"))) if chance.random() < 0.1 else (sales, chance.choice(forms))


def _day(chance: random.Random) -> tuple[str | None, Cell]:
    year, month, day = chance.randint(1995, 2025), chance.randint(1, 12), chance.randint(13, 28)
    forms = [f"{year}-{month:02}-{day}", f"{day}/{month:02}/{year}", f"{day}-{month:02}-{year % 100:02}"]
    forms.append(f"{day} {MONTHS[month - 1]} {year}")
    return f"{year}-{month:02}-{day}", chance.choice(forms)


def _spoiled(cells: list[Cell], heads: list[str], good: list[list[Cell]], chance: random.Random) -> list[Cell]:
    """A row that cannot be a business: without a name, a sum, the headings again, a number, too long, one that was there."""
    match chance.randint(0, 5):
        case 0:
            return [cells[0], chance.choice(("", "   ", "-", "\u200b", "n/a")), *cells[2:]]
        case 1:
            return [cells[0], chance.choice(("Jumlah", "TOTAL", "Sub total", "Grand Total: 12")), "", *cells[3:]]
        case 2:
            return [*heads]
        case 3:
            return [cells[0], chance.choice(("123", "12.345", "(0271) 712-345")), *cells[2:]]
        case 4:
            return [cells[0], "Warung " + "x" * 200, *cells[2:]]
        case _:
            return [*chance.choice(good)]


def _as_csv(rows: list[list[Cell]], chance: random.Random) -> tuple[str, bytes]:
    return as_csv(rows, chance, encodings=("utf-8", "utf-8-sig", "utf-16", "cp1252"), torn="Mawar")
