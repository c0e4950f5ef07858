"""Reads: areas, shops, who works where, whose key it is, what is known on paper."""

from sekoci.registry.held import HELD
from sekoci.registry.queries.areas import AreaPick, Place, area_by_code, nearest_village, places, places_within, search_areas
from sekoci.registry.queries.closing import only_owned_by
from sekoci.registry.queries.contacts import Contact, contacts_of
from sekoci.registry.queries.directory import business_id_of, forget_directory
from sekoci.registry.queries.facts import BusinessFacts, business_facts
from sekoci.registry.queries.identities import MaskedIdentity, identities_of
from sekoci.registry.queries.invitations import Received, Sent, invitation_by_id, invitations_for, invitations_of
from sekoci.registry.queries.kbli import activity, kbli_editions, search_activities, suggested_activities
from sekoci.registry.queries.keys import KnownApiKey, api_keys_of, business_of_api_key
from sekoci.registry.queries.left_open import LeftOpen, left_open_by
from sekoci.registry.queries.people import Member, MyBusiness, businesses_of, members_of, role_of
from sekoci.registry.queries.shops import Shop, shop_at, shop_by_slug, shop_even_closed, shop_of, shops_of, zones_of
from sekoci.registry.queries.showcase import ON_SHOW, PublicShop, ShopOnShow, public_ids, shops_on_show, some_public_shops

__all__ = [
    "HELD",
    "ON_SHOW",
    "AreaPick",
    "BusinessFacts",
    "Contact",
    "KnownApiKey",
    "LeftOpen",
    "MaskedIdentity",
    "Member",
    "MyBusiness",
    "Place",
    "PublicShop",
    "Received",
    "Sent",
    "Shop",
    "ShopOnShow",
    "activity",
    "api_keys_of",
    "area_by_code",
    "business_facts",
    "business_id_of",
    "business_of_api_key",
    "businesses_of",
    "contacts_of",
    "forget_directory",
    "identities_of",
    "invitation_by_id",
    "invitations_for",
    "invitations_of",
    "kbli_editions",
    "left_open_by",
    "members_of",
    "nearest_village",
    "only_owned_by",
    "places",
    "places_within",
    "public_ids",
    "role_of",
    "search_activities",
    "search_areas",
    "shop_at",
    "shop_by_slug",
    "shop_even_closed",
    "shop_of",
    "shops_of",
    "shops_on_show",
    "some_public_shops",
    "suggested_activities",
    "zones_of",
]
