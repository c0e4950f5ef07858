"""Invented lists of partners: the same businesses, told by several, each in its own way, with the truth in `cluster`."""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from bench.words import BRAND, FIRST, LAST, PREFIX, STREETS, TRADE

LISTS = ("marketplace", "ojek", "bank", "dinas", "koperasi", "kasir", "oss")
COLUMNS = ("unique_id", "source_list", "cluster", "business_name", "owner_name", "phone", "address", "kecamatan", "kabupaten")
MORE_COLUMNS = ("lat", "lon", "nib", "category")


@dataclass(frozen=True)
class Business:
    name: str
    owner: str
    phones: tuple[str, ...]
    street: str
    house: int
    rt_rw: tuple[int, int]
    district: int
    at: tuple[float, float]
    nib: str | None
    category: int


def write_lists(path: Path, *, records: int, seed: int = 1, trouble: float = 1.0) -> None:
    """About so many records as Parquet; `trouble` scales how often lists are wrong, silent or out of date."""
    import duckdb

    chance = random.Random(seed)
    plain = path.with_suffix(".csv")
    with plain.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS + MORE_COLUMNS)
        writer.writerows(_shuffled(_told(chance, records, trouble), chance))
    kinds = "{'unique_id': 'bigint', 'cluster': 'bigint', 'kecamatan': 'bigint', 'kabupaten': 'bigint', 'category': 'bigint',"
    kinds += " 'lat': 'double', 'lon': 'double', 'phone': 'varchar', 'nib': 'varchar', 'address': 'varchar'}"
    with duckdb.connect() as database:
        database.execute(f"copy (from read_csv('{plain}', types={kinds})) to '{path}' (format parquet)")
    plain.unlink()


def _shuffled(rows: Iterator[list[object]], chance: random.Random) -> Iterator[list[object]]:
    """In no order, yet never all in memory: numbered out of order, and neighbours parted."""
    shelf: list[list[object]] = []
    for row in rows:
        shelf.append(row)
        if len(shelf) > 50_000:
            at = chance.randrange(len(shelf))
            shelf[at], shelf[-1] = shelf[-1], shelf[at]
            yield shelf.pop()
    chance.shuffle(shelf)
    yield from shelf


def _told(chance: random.Random, records: int, trouble: float) -> Iterator[list[object]]:
    businesses = _businesses(chance, records)
    told = cluster = 0
    while told < records:
        business, cluster = next(businesses), cluster + 1
        lists = chance.sample(LISTS, chance.choices((1, 2, 3, 4), (64, 23, 10, 3))[0])
        lists += [each for each in lists if chance.random() < 0.05]
        for name in lists:
            told += 1
            yield [(told * 7_654_321) % 100_000_007, name, cluster, *_row(chance, business, name, trouble)]


def _businesses(chance: random.Random, records: int) -> Iterator[Business]:
    """Endless; now and then a branch of the last one, a stall in its house, or a customer of a phone agent."""
    districts = 6_500
    crowded = list(accumulate(1 / (40 + at) for at in range(districts)))
    centres = [(chance.uniform(-9, 5), chance.uniform(96, 139)) for _ in range(districts)]
    agents = [_phone(chance) for _ in range(max(2, records // 15_000))]

    def place() -> tuple[int, tuple[float, float]]:
        district = chance.choices(range(districts), cum_weights=crowded)[0]
        return district, (centres[district][0] + chance.gauss(0, 0.02), centres[district][1] + chance.gauss(0, 0.02))

    def fresh(owner: str) -> Business:
        district, at = place()
        phones = tuple(_phone(chance) for _ in range(chance.choices((1, 2), (80, 20))[0]))
        phones = (chance.choice(agents), *phones) if chance.random() < 0.01 else phones
        nib = str(chance.randrange(10**12, 10**13)) if chance.random() < 0.4 else None
        rt_rw = (chance.randint(1, 12), chance.randint(1, 9))
        return Business(
            _name(chance, owner), owner, phones, _zipf(chance, STREETS), chance.randint(1, 220), rt_rw, district, at, nib,
            chance.randrange(30),
        )  # fmt: skip

    while True:
        last = fresh(_person(chance))
        yield last
        if chance.random() < 0.025:
            district, at = place()
            street, house = _zipf(chance, STREETS), chance.randint(1, 220)
            yield replace(last, street=street, house=house, rt_rw=(chance.randint(1, 12), 1), district=district, at=at)
        if chance.random() < 0.015:
            other = fresh(_person(chance))
            here = replace(other, street=last.street, house=last.house, rt_rw=last.rt_rw, district=last.district, at=last.at)
            yield replace(here, phones=last.phones if chance.random() < 0.4 else other.phones)


def _row(chance: random.Random, business: Business, source: str, trouble: float) -> list[object]:
    def wrong(share: float) -> bool:
        return chance.random() < share * trouble

    name = business.name
    if wrong(0.06):
        name = business.owner
    elif wrong(0.12):
        name = name.partition(" ")[2] or name
    elif wrong(0.06):
        name = f"{name} {chance.choice(TRADE)}"
    owner = business.owner.split(" ")[0] if wrong(0.25) else business.owner
    at = business.at if source in ("marketplace", "ojek", "kasir") and not wrong(0.2) else None
    far = 0.003 if wrong(0.3) else 0.0004
    district = business.district if not wrong(0.05) else chance.randrange(6_500)
    return [
        _mistyped(chance, _styled(chance, name), 0.12 * trouble),
        None if wrong(0.2) else _mistyped(chance, _titled(chance, owner), 0.08 * trouble),
        None if wrong(0.18) else _written(chance, chance.choice(business.phones) if not wrong(0.08) else _phone(chance)),
        None if wrong(0.2) else _mistyped(chance, _address(chance, business), 0.06 * trouble),
        district,
        district % 514,
        at and round(at[0] + chance.gauss(0, far), 6),
        at and round(at[1] + chance.gauss(0, far), 6),
        business.nib if source in ("oss", "dinas", "koperasi") and not wrong(0.15) else None,
        business.category if not wrong(0.2) else chance.randrange(30),
    ]


def _name(chance: random.Random, owner: str) -> str:
    called = owner.split(" ")[0]
    kind = chance.random()
    if kind < 0.4:
        return f"{chance.choice((*PREFIX, *TRADE))} {chance.choice(('pak', 'bu', 'mas', 'mbak', ''))} {called}".replace("  ", " ")
    if kind < 0.9:
        return f"{chance.choice(PREFIX if chance.random() < 0.6 else TRADE)} {_zipf(chance, BRAND)}"
    return f"{chance.choice(TRADE)} {chance.choice(LAST)} {_zipf(chance, BRAND).split(' ')[0]}"


def _person(chance: random.Random) -> str:
    return " ".join([_zipf(chance, FIRST), *(_zipf(chance, LAST) for _ in range(chance.choices((0, 1, 2), (35, 50, 15))[0]))])


def _zipf(chance: random.Random, words: list[str]) -> str:
    return words[min(len(words) - 1, int(len(words) * chance.random() ** 1.7))]


def _phone(chance: random.Random) -> str:
    prefix = chance.choice(("11", "12", "13", "21", "22", "52", "56", "57", "77", "78", "95", "96"))
    return f"8{prefix}{chance.randrange(10**7, 10**8)}"


def _written(chance: random.Random, phone: str) -> str:
    plain = f"0{phone}"
    grouped = (f"{plain[:4]}-{plain[4:8]}-{plain[8:]}", f"{plain[:4]} {plain[4:]}")
    return chance.choice((plain, plain, f"62{phone}", f"+62{phone}", *grouped, phone))


def _address(chance: random.Random, business: Business) -> str:
    street = f"{chance.choice(('jl.', 'jl', 'jln.', 'jalan', 'Jl.'))} {business.street}"
    house = f"{chance.choice(('no.', 'no', 'No.', ''))} {business.house}"
    rt, rw = business.rt_rw
    around = chance.choice(("", "", f" rt {rt}/rw {rw}", f" RT.{rt:02}/RW.{rw:02}", f" rt{rt} rw{rw}", f" rt/rw {rt:02}/{rw:02}"))
    return f"{street} {house}{around}".replace("  ", " ")


def _styled(chance: random.Random, name: str) -> str:
    for old, new in (("oe", "u"), ("dj", "j"), ("tj", "c"), ("bu ", "ibu "), ("pak ", "bpk "), ("warung", "wr."), ("toko", "tk")):
        if old in name and chance.random() < 0.15:
            name = name.replace(old, new, 1)
    return chance.choice((name, name.title(), name.upper()))


def _titled(chance: random.Random, owner: str) -> str:
    title = chance.choices(("", "H. ", "Hj. ", "Ibu ", "Bpk. "), (76, 6, 6, 6, 6))[0]
    return title + (" ".join(reversed(owner.split(" "))) if chance.random() < 0.04 else owner)


def _mistyped(chance: random.Random, text: str, share: float) -> str:
    while chance.random() < share and len(text) > 3:
        at = chance.randrange(len(text) - 1)
        kind = chance.randrange(4)
        if kind == 0:
            text = text[:at] + text[at + 1 :]
        elif kind == 1:
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        elif kind == 2:
            text = text[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz") + text[at + 1 :]
        else:
            text = text[:at] + text[at] + text[at:]
    return text
