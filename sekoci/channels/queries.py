"""What goes into a shop's feed, and who may fetch it."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from sekoci.catalog.queries import ShelfItem, measures, whole_shelf
from sekoci.channels.rules import Row
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.registry.queries import Shop, business_id_of, shop_of


@dataclass(frozen=True)
class FeedView:
    """A shop's feed as its owner sees it."""

    secret: str
    fetched_at: datetime | None


def feed_of(business_id: int) -> FeedView | None:
    """The shop's feed, if it was ever asked for."""
    with in_business(business_id):
        rows = fetch("select secret, fetched_at from channels_feed where business_id = %s", (business_id,))
    return FeedView(*rows[0]) if rows else None


def shop_of_feed(secret: str) -> Shop | None:
    """The shop whose feed has this secret now; an older secret of it finds nothing."""
    business_id = business_id_of("feed", secret)
    if business_id is None:
        return None
    feed = feed_of(business_id)
    return shop_of(business_id) if feed and feed.secret == secret else None


def rows_of(shop: Shop) -> list[Row]:
    """A row for each variant that the shop lists; none while the shop is hidden."""
    if not shop.has_public_shop:
        return []
    return [row for item in whole_shelf(shop.id) for row in _rows(shop, item)]


def _rows(shop: Shop, item: ShelfItem) -> list[Row]:
    page = f"{settings.PUBLIC_URL}/{shop.slug}/p/{item.id}"
    kinds = item.variants or (None,)
    return [
        Row(
            id=str(kind.id if kind else item.variant_id),
            group=str(item.id),
            title=f"{item.name} - {kind.name}" if kind else item.name,
            description=item.description or f"{item.name}. {shop.name}: {shop.sells}.",
            price=kind.price if kind else item.price,
            stock=kind.stock if kind else item.stock,
            link=f"{page}?dari=katalog",
            image=f"{page}/foto.jpg?v={item.photo[:16]}",
            photo=measures(item.photo) if item.photo else None,
            brand=shop.name,
            before=kind.before if kind else item.before,
        )
        for kind in kinds
    ]
