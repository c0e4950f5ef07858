import pytest

from sekoci.accounts.models import Person
from sekoci.catalog.tests.people import a_shop, an_owner
from sekoci.registry.actions import OpenedBusiness


@pytest.fixture
def owner(db) -> Person:
    return an_owner()


@pytest.fixture
def shop(owner: Person) -> OpenedBusiness:
    return a_shop(owner)


@pytest.fixture
def neighbour(db) -> OpenedBusiness:
    return a_shop(an_owner("+6281234567891"), "Toko Sebelah")
