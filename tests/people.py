"""The people of the tests, for every module: owners with a shop each, a cashier, an outsider. Loaded by the root conftest."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from sekoci.kit.sql import fetch
from sekoci.registry.queries import Shop, forget_directory

FEW_AREAS = (
    ("33", "Jawa Tengah", 1, "provinsi", "Jawa Tengah", "Asia/Jakarta", ""),
    ("33.72", "Kota Surakarta", 2, "kota", "Kota Surakarta, Jawa Tengah", "Asia/Jakarta", ""),
    ("33.72.01", "Laweyan", 3, "kecamatan", "Laweyan, Kota Surakarta, Jawa Tengah", "Asia/Jakarta", ""),
    ("73", "Sulawesi Selatan", 1, "provinsi", "Sulawesi Selatan", "Asia/Makassar", ""),
    ("73.71", "Kota Makassar", 2, "kota", "Kota Makassar, Sulawesi Selatan", "Asia/Makassar", ""),
    ("73.71.01", "Mariso", 3, "kecamatan", "Mariso, Kota Makassar, Sulawesi Selatan", "Asia/Makassar", ""),
)
LAWEYAN, MARISO = "33.72.01", "73.71.01"


@dataclass(frozen=True)
class Someone:
    """A person who logs in: `client.force_login(owner.person)`."""

    person: object
    id: int
    phone: str
    name: str


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """Slugs remembered by one test would point into the database of another."""
    forget_directory()
    yield
    forget_directory()


@pytest.fixture
def database(request: pytest.FixtureRequest) -> None:
    """Open the database the way the test wants it: committed, or (with the mark django_db) in a transaction."""
    if "committed" in request.fixturenames:
        request.getfixturevalue("committed")
    elif not request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")


@pytest.fixture
def few_areas(database: None) -> None:
    """Two places, so that a business can stand somewhere without loading 91,599 of them."""
    for area in FEW_AREAS:
        fetch("insert into registry_area values (%s, %s, %s, %s, %s, %s, %s, null, null, null) on conflict do nothing", area)


@pytest.fixture
def owner(database: None) -> Someone:
    return someone("+6281234567801", "Melati")


@pytest.fixture
def other_owner(database: None) -> Someone:
    return someone("+6281234567802", "Daeng Ani")


@pytest.fixture
def cashier(shop: Shop) -> Someone:
    """Works at the counter of `shop`."""
    person = someone("+6281234567803", "Sari")
    join(person, shop, role="cashier")
    return person


@pytest.fixture
def staff(shop: Shop) -> Someone:
    """Helps the owner of `shop` with everything but its settings."""
    person = someone("+6281234567804", "Joko")
    join(person, shop, role="staff")
    return person


@pytest.fixture
def outsider(database: None) -> Someone:
    """Logs in, belongs to no business."""
    return someone("+6281234567809", "Orang Lain")


@pytest.fixture
def shop(owner: Someone, few_areas: None) -> Shop:
    """Melati's public shop in Laweyan, always open."""
    return shop_for(owner, name="Keripik Melati", sells="Keripik tempe", area_code=LAWEYAN)


@pytest.fixture
def other_shop(other_owner: Someone, few_areas: None) -> Shop:
    """Daeng Ani's public shop in Makassar, an hour ahead."""
    return shop_for(other_owner, name="Kopi Daeng", sells="Kopi bubuk", area_code=MARISO)


def someone(phone: str, name: str) -> Someone:
    from sekoci.accounts.models import Person

    person = Person.objects.create(phone=phone, name=name)
    person.set_unusable_password()
    return Someone(person=person, id=person.pk, phone=phone, name=name)


def join(person: Someone, shop: Shop, *, role: str) -> None:
    from sekoci.kit.scope import in_business
    from sekoci.registry.models import Membership

    with in_business(shop.id):
        Membership.objects.create(business_id=shop.id, person_id=person.id, role=role)


def shop_for(owner: Someone, *, name: str, sells: str, area_code: str) -> Shop:
    from sekoci.registry.actions import open_business, publish_shop
    from sekoci.registry.queries import shop_by_slug

    opened = open_business(owner_id=owner.id, name=name, sells=sells, area_code=area_code, phone=owner.phone)
    publish_shop(opened.id)
    shop = shop_by_slug(opened.slug)
    assert shop is not None
    return shop
