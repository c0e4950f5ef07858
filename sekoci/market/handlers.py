"""What the market does after something changed in a shop or on its shelf: its index follows."""

from uuid import UUID

from sekoci.catalog.events import ProductsChanged
from sekoci.kit.events import on
from sekoci.market.actions import index_products, index_shops
from sekoci.registry.events import ShopsChanged


@on(ShopsChanged, consumer="market")
def follow_shops(event: ShopsChanged) -> None:
    index_shops(event.business_ids)


@on(ProductsChanged, consumer="market")
def follow_products(event: ProductsChanged) -> None:
    index_products([UUID(each) for each in event.product_ids])
