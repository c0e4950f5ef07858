"""What a shop and a product say to search engines: schema.org, as JSON-LD."""

from django.conf import settings
from django.utils.safestring import SafeString

from sekoci.catalog.queries import ShelfItem, photo_url
from sekoci.kit.clock import at_home
from sekoci.kit.linked import linked_data
from sekoci.registry.queries import Shop
from sekoci.registry.rules import DAYS, is_always_open
from sekoci.reviews.rules import Rating

SCHEMA = "https://schema.org"
DAY_NAMES = dict(zip(DAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))


def shop_linked(shop: Shop, photo: str, rating: Rating) -> SafeString:
    """The shop as a LocalBusiness: where it is (as exactly as its area), when it is open, how it is paid, what buyers say."""
    facts = {**_shop(shop), "image": _photo(shop, photo), "aggregateRating": _rating(rating)}
    return linked_data({"@type": "LocalBusiness", **facts})


def product_linked(shop: Shop, item: ShelfItem, rating: Rating) -> SafeString:
    """The product with its price in rupiah, until when where that ends, its stars, and whether it can be ordered."""
    offer: dict[str, object] = {
        "priceCurrency": "IDR",
        "availability": f"{SCHEMA}/{'InStock' if item.stock else 'OutOfStock'}",
        "url": _url(shop, item),
        "seller": {"@type": "LocalBusiness", "name": shop.name, "url": f"{settings.PUBLIC_URL}/{shop.slug}"},
    }
    if item.highest_price != item.price:
        count = len(item.variants)
        offer |= {"@type": "AggregateOffer", "lowPrice": item.price, "highPrice": item.highest_price, "offerCount": count}
    else:
        last_day = at_home(item.until, shop.zone, is_end=True)[0] if item.until else None
        offer |= {"@type": "Offer", "price": item.price, "priceValidUntil": last_day}
    return linked_data(
        {
            "@type": "Product",
            "name": item.name,
            "description": item.description,
            "image": _photo(shop, item.photo),
            "url": _url(shop, item),
            "offers": offer,
            "aggregateRating": _rating(rating),
        }
    )


def _shop(shop: Shop) -> dict[str, object]:
    where = shop.area_path.split(", ")
    geo = {"@type": "GeoCoordinates", "latitude": shop.latitude, "longitude": shop.longitude} if shop.latitude else None
    return {
        "@id": f"{settings.PUBLIC_URL}/{shop.slug}",
        "name": shop.name,
        "description": shop.about or shop.sells,
        "url": f"{settings.PUBLIC_URL}/{shop.slug}",
        "telephone": shop.phone,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": shop.address,
            "addressLocality": ", ".join(where[:-1]) or where[0],
            "addressRegion": where[-1],
            "addressCountry": "ID",
        },
        "geo": geo,
        "currenciesAccepted": "IDR",
        "openingHoursSpecification": _hours(shop),
    }


def _rating(rating: Rating) -> dict[str, object] | None:
    """The mean of all stars; nothing where nobody said anything."""
    if not rating.count:
        return None
    return {"@type": "AggregateRating", "ratingValue": rating.tenths / 10, "bestRating": 5, "reviewCount": rating.count}


def _hours(shop: Shop) -> list[object]:
    """A line a span; nothing where it is always open. Ends past midnight are written as they are: they mean the next day."""
    hours = shop.opening_hours
    if is_always_open(hours):
        return []
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"{SCHEMA}/{DAY_NAMES[day]}",
            "opens": first,
            "closes": "23:59" if last == "24:00" else last,
        }
        for day in DAYS
        for first, last in hours.get(day) or ()
    ]


def _photo(shop: Shop, name: str) -> str:
    return f"{settings.PUBLIC_URL}{photo_url(shop.id, name, 640)}" if name else ""


def _url(shop: Shop, item: ShelfItem) -> str:
    return f"{settings.PUBLIC_URL}/{shop.slug}/p/{item.id}"
