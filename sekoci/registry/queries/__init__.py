"""Reads: shops, who works where, whose key it is."""

from sekoci.registry.queries.areas import AreaPick, area_by_code, search_areas
from sekoci.registry.queries.contacts import Contact, contacts_of
from sekoci.registry.queries.directory import business_id_of, forget_directory
from sekoci.registry.queries.people import MyBusiness, businesses_of, role_of
from sekoci.registry.queries.shops import Shop, shop_by_slug, shop_of, zones_of

__all__ = [
    "AreaPick",
    "Contact",
    "MyBusiness",
    "Shop",
    "area_by_code",
    "business_id_of",
    "businesses_of",
    "contacts_of",
    "forget_directory",
    "role_of",
    "search_areas",
    "shop_by_slug",
    "shop_of",
    "zones_of",
]
