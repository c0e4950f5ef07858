"""The people of the tests, for every module: owners with a shop each, a cashier, an outsider. Loaded by the root conftest."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
import pytest_django
from django.db import connection

from sekoci.kit import whom
from sekoci.market.queries import forget_pages
from sekoci.registry.queries import Shop, forget_directory
from sekoci.registry.rules import KnownArea, known_areas
from sekoci.storefront.views.doors import PAGES

FEW_AREAS = ("33", "33.72", "33.72.01", "73", "73.71", "73.71.01")
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
    """Slugs remembered by one test would point into the database of another; who acted in its last request acts no more."""
    whom.nobody()
    forget_directory()
    forget_pages()
    PAGES.forget()
    yield
    forget_directory()
    forget_pages()
    PAGES.forget()


_environment: dict[str, str] = {}


def pytest_runtest_setup() -> None:
    if not _environment:
        _environment.update(_told())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """What one test tells the environment, every process that a later one starts would hear."""
    yield
    changed = {name for name, _ in _told().items() ^ _environment.items()}
    for name in changed:
        os.environ.pop(name, None)
    os.environ.update(_environment)
    assert not changed, f"{item.nodeid} leaves {sorted(changed)} behind in the environment (see tests/commands.py)"


def _told() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("SEKOCI_")}


@pytest.fixture
def database(request: pytest.FixtureRequest) -> None:
    """Open the database the way the test wants it: committed, or (with the mark django_db) in a transaction."""
    if "committed" in request.fixturenames:
        request.getfixturevalue("committed")
    elif not request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")


@pytest.fixture(scope="session")
def areas(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    """All 91,599 areas, committed once for the whole run (the table survives the fixture `committed`)."""
    from sekoci.registry.actions import load_areas

    with django_db_blocker.unblock():
        load_areas()
        connection.close()


@pytest.fixture
def few_areas(database: None) -> None:
    """Two places, so that a business can stand somewhere without loading 91,599 of them."""
    from sekoci.registry.actions.areas import write_areas

    write_areas(_few_areas())


@cache
def _few_areas() -> list[KnownArea]:
    from sekoci.registry.actions.areas import carried_areas

    return [area for area in known_areas(carried_areas()) if area.code in FEW_AREAS]


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
    from sekoci.accounts.actions import person_with_phone
    from sekoci.accounts.models import Person

    person = Person.objects.get(id=person_with_phone(phone, name))
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
