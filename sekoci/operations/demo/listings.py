"""`sekoci demo --listings FILE`: real products of a marketplace, a shop for every city in the file."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from sekoci.accounts.actions import person_with_phone
from sekoci.catalog.actions import ProductDraft, add_products
from sekoci.kit.text import slug_of
from sekoci.operations.demo.people import owner_phone
from sekoci.operations.home import Trouble
from sekoci.registry.actions import change_business, open_business, publish_shop
from sekoci.registry.queries import AreaPick, business_id_of, search_areas
from sekoci.registry.rules import plain

COLUMNS = {"Product Name", "Category", "Location", "Price"}
STOCK = 20
"""Pieces of everything: the file says what was sold, not what is there."""
COST_SHARE = 70
"""Hundredths of the price that a piece cost: the file does not say, and without a cost there is no profit to show."""
OWNER = 99


@dataclass(frozen=True)
class Listing:
    """A line of the file that counts; `price` in rupiah."""

    name: str
    category: str
    location: str
    price: int


@dataclass(frozen=True)
class Loaded:
    """What became of a file. `unknown`: places nobody knows, with how many products each; nothing of them was loaded."""

    cities: dict[str, str]
    """Location as it stands in the file -> address of its shop."""
    opened: int
    products: int
    repeated: int
    unknown: dict[str, int]


def load_listings(path: Path) -> Loaded:
    """Open a shop for every city of the file and list its products at the file's prices; again changes nothing.

    A name that comes again, in another city or at another price, is the same product: the first line counts.
    """
    lines = read_listings(path)
    listings: dict[str, Listing] = {}
    for line in lines:
        listings.setdefault(line.name, line)
    places = {location: place_of(location) for location in sorted({line.location for line in lines})}
    areas = {area.code: area for area in places.values() if area}
    slugs = {code: f"contoh-{slug_of(_city(area), most=33)}" for code, area in areas.items()}
    known = {slug for slug in slugs.values() if business_id_of("slug", slug) is not None}
    by_area: dict[str, list[Listing]] = {code: [] for code in areas}
    unknown: dict[str, int] = {location: 0 for location, area in places.items() if area is None}
    for listing in listings.values():
        area = places[listing.location]
        if area is None:
            unknown[listing.location] += 1
        else:
            by_area[area.code].append(listing)
    for code, goods in by_area.items():
        _fill(areas[code], slugs[code], goods)
    return Loaded(
        cities={location: slugs[area.code] for location, area in places.items() if area},
        opened=len(slugs) - len(known),
        products=sum(len(goods) for goods in by_area.values()),
        repeated=len({(line.name, line.location, line.price) for line in lines}) - len(listings),
        unknown=unknown,
    )


def read_listings(path: Path) -> list[Listing]:
    """The lines of the file, a product as often as it was reviewed."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if missing := COLUMNS - set(reader.fieldnames or ()):
                raise Trouble(f"{path} has no column {', '.join(sorted(missing))}.")
            return [_listing(row) for row in reader]
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble(f"{path} cannot be read: {error}.") from None
    except ValueError as error:
        raise Trouble(f"{path} has a price that is no number: {error}.") from None


def place_of(location: str) -> AreaPick | None:
    """The regency or city that a seller means: `Kab. Bekasi`, `Kota Depok`, `Jakarta Barat`; a bare name means the city first."""
    said = re.fullmatch(r"(?:(kota|kab)(?:upaten)?\.? )?(.+)", location, re.IGNORECASE)
    if not said:
        return None
    kind = {"kota": "kota", "kab": "kabupaten"}.get((said[1] or "").lower())
    found = [
        area
        for spelling in (said[2], said[2].replace(" ", ""))
        for area in search_areas(spelling, limit=50)
        if area.level == 2 and kind in (None, area.kind) and _bare(area.name) == _bare(said[2])
    ]
    return min(found, key=lambda area: area.kind != "kota", default=None)


@transaction.atomic
def _fill(area: AreaPick, slug: str, goods: Iterable[Listing]) -> None:
    business_id = business_id_of("slug", slug)
    owner = person_with_phone(owner_phone(OWNER), "Pemilik Contoh")
    if business_id is None:
        opened = open_business(
            owner_id=owner,
            name=f"Toko {_city(area)}"[:60],
            sells="Aneka barang dari pasar daring",
            area_code=area.code,
            phone=owner_phone(OWNER),
            slug=slug,
            is_demo=True,
        )
        business_id = opened.id
        change_business(business_id, bank_account="Bank Contoh 000-099-0001 a.n. Pemilik Contoh", delivery_fee=10_000)
        publish_shop(business_id)
    add_products(business_id, [_draft(slug, listing) for listing in goods], by=f"owner:{owner}")


def _draft(slug: str, listing: Listing) -> ProductDraft:
    return ProductDraft(
        id=_identity(slug, listing.name),
        name=listing.name,
        price=listing.price,
        stock=STOCK,
        unit_cost=listing.price * COST_SHARE // 100,
        description=listing.category,
    )


def _identity(slug: str, name: str) -> UUID:
    """Always the same for the same product of the same shop, so that a second run adds nothing."""
    return uuid5(NAMESPACE_URL, f"sekoci:listing:{slug}:{name}")


def _listing(row: Mapping[str, str]) -> Listing:
    location = " ".join(re.findall(r"[\w.]+", row["Location"]))
    return Listing(" ".join(row["Product Name"].split()), row["Category"].strip(), location, int(row["Price"]))


def _city(area: AreaPick) -> str:
    """What people call it: `Jakarta Barat`, `Kota Bandung`."""
    return area.path.partition(", ")[0]


def _bare(name: str) -> str:
    """`Kota Administrasi Jakarta Barat` and `Jakarta Barat` are one place, `Palangkaraya` and `Palangka Raya` too."""
    return re.sub(r"^(kota|kabupaten)(administrasi)?", "", plain(name).replace(" ", ""))
