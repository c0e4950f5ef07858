"""Five invented partners' lists of the same businesses in Surakarta, each with headings, spellings, phones of its own.

What is true is known (`truth`), so that a count can be held against it. No number belongs to anybody.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import xlsxwriter

from sekoci.registry.actions.areas import carried_areas

Cell = str | float
KINDS = (
    ("Warung", "warung makan"), ("Toko", "sembako"), ("Batik", "batik"), ("Bakso", "bakso"), ("Kopi", "kedai kopi"),
    ("Roti", "roti"), ("Salon", "salon"), ("Bengkel", "bengkel motor"), ("Penjahit", "jahit"), ("Keripik", "keripik"),
    ("Laundry", "laundry"), ("Soto", "soto"), ("Gudeg", "gudeg"), ("Sate", "sate"),
)  # fmt: skip
BRANDS = (
    "Barokah", "Berkah Jaya", "Sumber Rejeki", "Mugi Rahayu", "Sido Mukti", "Laris Manis", "Tiga Saudara", "Sri Rejeki",
    "Mekar Sari",
    "Putra Mandiri", "Ngudi Roso", "Roso Joyo", "Adem Ayem", "Guyub Rukun", "Kembang Sore", "Podo Moro",
)  # fmt: skip
WOMEN = (
    "Sri",
    "Tutik",
    "Hartini",
    "Wulandari",
    "Siti Aminah",
    "Yuni",
    "Ratna",
    "Endang",
    "Lestari",
    "Rahayu",
    "Fatimah",
    "Suparmi",
)
MEN = ("Joko", "Slamet", "Bambang", "Wardi", "Sutrisno", "Agus", "Eko", "Teguh", "Hadi", "Djumadi", "Soeparno", "Gunawan")
FAMILY = ("Santoso", "Widodo", "Utomo", "Wibowo", "Setiawan", "Nugroho", "Susilo", "Raharjo", "Purnomo", "Handoko", "", "")
STREETS = (
    "Slamet Riyadi", "Dr. Radjiman", "Kapten Mulyadi", "Ronggowarsito", "Gatot Subroto", "Honggowongso", "Yos Sudarso", "Veteran",
    "Adi Sucipto", "Kolonel Sutarto", "Letjen Suprapto", "Sumpah Pemuda", "Tentara Pelajar", "Ki Hajar Dewantara", "Sampangan",
)  # fmt: skip


@dataclass(frozen=True)
class Stall:
    """A business as it is. `sex` is the owner's; `last_order` when it last sold by phone, None: never."""

    truth: int
    name: str
    owner: str
    sex: str
    phone: str
    street: str
    village: str
    district: str
    point: tuple[float, float]
    kind: str
    nib: str
    qris: bool
    last_order: date | None


@dataclass(frozen=True)
class InventedList:
    """`truth` has the business of each row by the row's number in the file; `content` is the file."""

    organisation: str
    kind: str
    name: str
    file_name: str
    content: bytes
    truth: Mapping[int, int] = field(repr=False)


def invented_lists(*, businesses: int = 240, seed: int = 1745, today: date) -> list[InventedList]:
    """Five lists of so many businesses, the same for the same seed and day. 1745: the year Surakarta was founded."""
    stalls = stalls_of(businesses=businesses, seed=seed, today=today)
    return [make(stalls, Random(seed + at), today) for at, make in enumerate(LISTS)]  # noqa: S311  invented, not secret


def stalls_of(*, businesses: int = 240, seed: int = 1745, today: date) -> list[Stall]:
    """The businesses behind the lists of this seed and day."""
    return invented_stalls(businesses, Random(seed), today)  # noqa: S311  invented, not secret


def invented_stalls(count: int, dice: Random, today: date) -> list[Stall]:
    """The businesses behind them; every twelfth is a branch of the one before, in another village."""
    inside = [area for area in carried_areas() if area.code.startswith("33.72.")]
    places = [area for area in inside if area.code.count(".") == 3 and area.latitude]
    districts = {area.code: area.name for area in inside if area.code.count(".") == 2}
    stalls: list[Stall] = []
    for truth in range(count):
        village = dice.choice(places)
        latitude, longitude = (axis + dice.uniform(-0.003, 0.003) for axis in (village.latitude or 0, village.longitude or 0))
        street = f"Jl. {dice.choice(STREETS)} No. {dice.randint(1, 280)}"
        point = (round(latitude, 5), round(longitude, 5))
        district = districts[village.code[:8]]
        if truth % 12 == 11:
            stalls.append(replace(stalls[-1], truth=truth, street=street, village=village.name, district=district, point=point))
            continue
        sex = dice.choice("ffm")
        first = dice.choice(WOMEN if sex == "f" else MEN)
        prefix, kind = dice.choice(KINDS)
        title = "Bu" if sex == "f" else "Pak"
        stalls.append(
            Stall(
                truth=truth,
                name=f"{prefix} {title} {first}" if dice.random() < 0.45 else f"{prefix} {dice.choice(BRANDS)}",
                owner=f"{first} {dice.choice(FAMILY)}".strip(),
                sex=sex,
                phone=f"0812000{dice.randrange(10**5):05}",
                street=street,
                village=village.name,
                district=district,
                point=point,
                kind=kind,
                nib=f"{dice.randrange(10**12):013}" if dice.random() < 0.3 else "",
                qris=dice.random() < 0.5,
                last_order=today - timedelta(days=dice.choice((3, 11, 25, 60, 140, 300))) if dice.random() < 0.6 else None,
            )
        )
    return stalls


def _dinas(stalls: Sequence[Stall], dice: Random, today: date) -> InventedList:
    """A workbook with a title above, identity numbers, and a row of totals below."""
    rows: list[list[Cell]] = [["REKAP UMKM BINAAN KOTA SURAKARTA"], [f"Keadaan {today:%d/%m/%Y}"]]
    rows.append(
        ["No", "Nama Usaha", "Nama Pemilik", "L/P", "NIK", "No. HP", "Alamat", "Kelurahan", "Kecamatan", "NIB", "Jenis Usaha"]
    )
    mine = _some(stalls, 0.62, dice)
    for number, each in enumerate(mine, 1):
        born = f"{dice.randint(1, 28) + (40 if each.sex == 'f' else 0):02}{dice.randint(1, 12):02}{dice.randint(55, 99)}"
        nik = f"3372{dice.randint(1, 5):02}{born}{dice.randint(1, 9999):04}"
        spelt = [_slip(each.name, dice, 0.08).upper(), _old_spelling(each.owner, dice), "P" if each.sex == "f" else "L", nik]
        rows.append([number, *spelt, _phone(each, dice), each.street, each.village, each.district, each.nib, each.kind])
    rows.append(["", "JUMLAH", len(mine)])
    return InventedList(
        "Dinas Koperasi Surakarta (rekaan)",
        "local",
        "UMKM binaan",
        "Rekap UMKM binaan.xlsx",
        _workbook(rows),
        _rows(mine, above=3),
    )


def _market(stalls: Sequence[Stall], dice: Random, today: date) -> InventedList:
    """An export of a machine: English headings, ISO days, its own ids; those that sold by phone."""
    mine = _some([each for each in stalls if each.last_order], 0.7, dice)
    rows: list[list[Cell]] = [
        ["seller_id", "store_name", "seller_name", "phone", "address", "city", "last_order_date", "orders_90d"]
    ]
    for each in mine:
        last = each.last_order or today
        sold = dice.randint(1, 90) if (today - last).days <= 90 else 0
        rows.append(
            [f"PK{each.truth:06}", _slip(each.name, dice, 0.12), each.owner if dice.random() < 0.6 else "",
             _phone(each, dice, "+62"),
             f"{each.street}, {each.village}, {each.district}", "Kota Surakarta", last.isoformat(), sold]
        )  # fmt: skip
    return InventedList(
        "PasarKita (rekaan)",
        "marketplace",
        "Toko PasarKita",
        "sellers_export.csv",
        _csv(rows, ","),
        _rows(mine),
    )


def _rides(stalls: Sequence[Stall], dice: Random, today: date) -> InventedList:
    """Semicolons, short names, points on the map, and four in a hundred twice."""
    mine = _some(stalls, 0.45, dice)
    mine += dice.sample(mine, len(mine) // 25)
    rows: list[list[Cell]] = [["merchant", "no hp", "alamat lengkap", "kecamatan", "lintang", "bujur", "qris"]]
    for each in mine:
        point = [f"{axis + dice.uniform(-0.0004, 0.0004):.5f}" for axis in each.point]
        name = _short(_slip(each.name, dice, 0.12), dice)
        rows.append(
            [name, _phone(each, dice, "62"), f"{each.street} RT {dice.randint(1, 9):02}/RW {dice.randint(1, 12):02}",
             f"Kec. {each.district}", *point, "ya" if each.qris else "tidak"]
        )  # fmt: skip
    return InventedList("Antarin (rekaan)", "ride_hailing", "Mitra Antarin", "mitra antarin.csv", _csv(rows, ";"), _rows(mine))


def _bank(stalls: Sequence[Stall], dice: Random, today: date) -> InventedList:
    """A workbook whose phones are numbers: their leading zero is gone. An agent's phone stands on several."""
    mine = _some([each for each in stalls if each.qris or dice.random() < 0.2], 0.6, dice)
    rows: list[list[Cell]] = [["NAMA MERCHANT", "PEMILIK", "TELP", "ALAMAT", "KELURAHAN", "KOTA", "QRIS", "TGL DAFTAR"]]
    agent = 81200099999.0
    for each in mine:
        phone = agent if dice.random() < 0.05 else float(each.phone[1:])
        joined = today - timedelta(days=dice.randint(30, 1500))
        rows.append(
            [_slip(each.name, dice, 0.08).upper(), each.owner.upper(), phone, each.street.upper(), each.village.upper(),
             "SURAKARTA",
             "Y" if each.qris else "N", f"{joined:%d-%m-%Y}"]
        )  # fmt: skip
    return InventedList("Bank Kota (rekaan)", "bank", "Merchant QRIS", "merchant.xlsx", _workbook(rows), _rows(mine))


def _association(stalls: Sequence[Stall], dice: Random, today: date) -> InventedList:
    """Typed by hand: few columns, honorifics, no phone for every third."""
    food = [
        each
        for each in stalls
        if each.kind in ("warung makan", "bakso", "soto", "gudeg", "sate", "roti", "keripik", "kedai kopi")
    ]
    mine = _some(food, 0.55, dice)
    rows: list[list[Cell]] = [["nama", "pemilik", "no wa", "kampung", "jenis"]]
    for each in mine:
        title = dice.choice(("Ibu", "Bu", "Hj.") if each.sex == "f" else ("Bapak", "Bpk", "H."))
        phone = "" if dice.random() < 0.35 else _phone(each, dice)
        rows.append(
            [
                _short(_slip(each.name, dice, 0.15), dice),
                f"{title} {each.owner}",
                phone,
                f"{each.village}, {each.district}",
                each.kind,
            ]
        )
    return InventedList(
        "Asosiasi Kuliner Solo (rekaan)",
        "association",
        "Anggota",
        "anggota asosiasi.csv",
        _csv(rows, ","),
        _rows(mine),
    )


LISTS: Sequence[Callable[[Sequence[Stall], Random, date], InventedList]] = (_dinas, _market, _rides, _bank, _association)


def _rows(mine: Sequence[Stall], *, above: int = 1) -> dict[int, int]:
    return {above + number: each.truth for number, each in enumerate(mine, 1)}


def _some(stalls: Sequence[Stall], share: float, dice: Random) -> list[Stall]:
    return [each for each in stalls if dice.random() < share]


def _phone(stall: Stall, dice: Random, starts: str = "0") -> str:
    """One in ten has no phone there, one in twelve another one; spelt in one of the ways people spell them."""
    chance = dice.random()
    if chance < 0.1:
        return ""
    digits = f"0812000{dice.randrange(10**5):05}" if chance < 0.18 else stall.phone
    spelt = starts + digits[1:]
    return f"{spelt[:-8]}-{spelt[-8:-4]}-{spelt[-4:]}" if dice.random() < 0.3 else spelt


def _slip(name: str, dice: Random, chance: float) -> str:
    """A slip of the finger, now and then."""
    if dice.random() > chance:
        return name
    at = dice.randrange(1, len(name) - 1)
    return dice.choice(
        (name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:], name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :])
    )


def _short(name: str, dice: Random) -> str:
    short: Mapping[str, str] = {"Warung": "Wr.", "Toko": "Tk.", "Pak": "Bpk", "Bu": "Ibu"}
    return " ".join(short.get(word, word) if dice.random() < 0.4 else word for word in name.split())


def _old_spelling(name: str, dice: Random) -> str:
    return name.replace("u", "oe", 1) if "u" in name and dice.random() < 0.15 else name


def _csv(rows: Sequence[Sequence[Cell]], separator: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _workbook(rows: Sequence[Sequence[Cell]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        book.set_properties({"created": datetime(2026, 1, 1, tzinfo=UTC)})
        sheet = book.add_worksheet("Data")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return made.getvalue()
