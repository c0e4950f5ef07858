"""Who buys in the demo, and whose shops they are: invented, with numbers that look it (0812-0000-…)."""

from dataclasses import dataclass
from random import Random

NAMES = (
    "Sri Wahyuni", "Bambang", "Dewi Lestari", "Agus Salim", "Rina", "Pak Joko", "Bu Tutik", "Eko", "Fitri", "Hendra", "Ika",
    "Yusuf",
    "Maria", "Ketut", "Andi", "Nur Aini", "Rudi", "Siti Aminah", "Teguh", "Wulan", "Dian", "Bu Hartini", "Pak Wardi", "Lina",
    "Anton",
    "Putri", "Bagas", "Retno", "Slamet", "Mbak Yuni", "Mas Adi", "Ratna", "Galih", "Nisa", "Pak RT", "Bu Lurah", "Fajar",
    "Citra",
    "Gunawan", "Laras",
)  # fmt: skip
STREETS = ("Jl. Kenanga", "Jl. Melur", "Jl. Anggrek", "Jl. Diponegoro", "Jl. Kartini", "Jl. Veteran", "Jl. Cendana", "Gang Mawar")
LANDMARKS = (
    "pagar hijau",
    "depan mushala",
    "samping bengkel",
    "rumah pojok",
    "dekat pos ronda",
    "kos lantai dua",
    "ruko cat biru",
)
NOTES = (
    "", "", "", "", "", "Tolong jangan terlalu pedas ya.", "Diambil habis magrib.", "Titip ke satpam kalau saya tidak ada.",
    "Minta kantong kertas.", "Untuk oleh-oleh, tolong dikemas rapi.", "Uangnya pas.", "Telepon dulu sebelum antar.",
)  # fmt: skip
WHY_CANCELLED = ("Pembeli berubah pikiran", "Salah pesan", "Pembeli tidak jadi datang")
WHY_RETURNED = ("Kemasan bocor", "Barang tidak sesuai pesanan", "Salah ukuran")


@dataclass(frozen=True)
class Buyer:
    name: str
    phone: str


def buyer(dice: Random) -> Buyer:
    """One of the neighbours; the same name always has the same number."""
    number = dice.randrange(len(NAMES))
    return Buyer(NAMES[number], f"+6281200001{number:03}")


def owner_phone(number: int) -> str:
    """The invented number of the demo's owner `number`, 1 to 99: +62 812-0000-0001 is Ibu Melati's."""
    return f"+628120000{number:04}"


def address(dice: Random) -> str:
    return f"{dice.choice(STREETS)} No. {dice.randint(1, 88)}, {dice.choice(LANDMARKS)}"
