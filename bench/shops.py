"""What the benchmarks sell: shops with products, made through the public actions."""

from dataclasses import dataclass
from uuid import UUID

AREA = "33.72.01"
PIECES = 1_000_000


@dataclass(frozen=True)
class Stall:
    """A shop and the products on its shelf."""

    business_id: int
    slug: str
    products: tuple[UUID, ...]


def open_stalls(shops: int = 100, products: int = 10) -> list[Stall]:
    """Open `shops` public shops with `products` plain products each, a million pieces of every one."""
    from sekoci.accounts.models import Person
    from sekoci.catalog.actions import ProductDraft, add_products
    from sekoci.registry.actions import load_areas, open_business, publish_shop

    load_areas()
    owner = Person.objects.create(phone="+6281200000001", name="Bu Melati")
    stalls = []
    for number in range(shops):
        opened = open_business(owner_id=owner.pk, name=f"Warung {number + 1}", sells="Keripik", area_code=AREA)
        publish_shop(opened.id)
        drafts = [
            ProductDraft(name=f"Keripik rasa {each + 1}", price=5_000 + 500 * each, stock=PIECES, unit_cost=3_000)
            for each in range(products)
        ]
        stalls.append(Stall(opened.id, opened.slug, tuple(add_products(opened.id, drafts, by="bench"))))
    return stalls
