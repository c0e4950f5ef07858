"""A market of three shops: two in Laweyan, one in Makassar, an hour ahead."""

import pytest

from sekoci.catalog.actions import ProductDraft, add_products
from sekoci.kit.events import deliver
from sekoci.registry.actions import change_business
from sekoci.registry.queries import Shop
from tests.people import LAWEYAN, Someone, shop_for


def sells(shop: Shop, *names: str, price: int = 10_000, description: str = "") -> list:
    drafts = [ProductDraft(name=name, price=price + place, stock=5, description=description) for place, name in enumerate(names)]
    return add_products(shop.id, drafts, by="test")


@pytest.fixture
def neighbour(other_owner: Someone, few_areas: None) -> Shop:
    """Bu Sri's juice bar in Laweyan, closed on Mondays."""
    shop = shop_for(other_owner, name="Jus Bu Sri", sells="Jus buah segar", area_code=LAWEYAN)
    change_business(shop.id, opening_hours={day: [["08:00", "17:00"]] for day in ("tue", "wed", "thu", "fri", "sat", "sun")})
    return shop


@pytest.fixture
def market(shop: Shop, neighbour: Shop, other_shop: Shop) -> None:
    """Everything announced has been heard."""
    sells(shop, "Keripik Tempe Renyah 250 gr", "Keripik Singkong Pedas", "Rempeyek Kacang")
    sells(neighbour, "Jus Alpukat", "Jus Mangga", price=12_000)
    sells(other_shop, "Kopi Toraja 200 gr", "Keripik Pisang Makassar", price=30_000)
    deliver("market")
