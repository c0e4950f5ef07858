import pytest

from sekoci.registry.queries import Shop
from sekoci.storefront.tests.people import Buyer


@pytest.fixture
def buyer(shop: Shop) -> Buyer:
    return Buyer(shop)
