from pathlib import Path

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


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def page(client, owner, shop):
    """The owner's browser, for addresses below `/kelola/<slug>/`."""
    client.force_login(owner)

    class Browser:
        def get(self, path: str = "produk", **query):
            return client.get(f"/kelola/{shop.slug}/{path}", query)

        def post(self, path: str, **fields):
            return client.post(f"/kelola/{shop.slug}/{path}", fields)

    return Browser()
