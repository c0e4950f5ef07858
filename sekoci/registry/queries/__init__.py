"""Reads: areas, shops, who works where, whose key it is, what is known on paper."""

from sekoci.registry.held import HELD
from sekoci.registry.queries.areas import (
    AreaPick,
    Place,
    area_by_code,
    areas_named,
    nearest_village,
    places,
    places_within,
    search_areas,
)
from sekoci.registry.queries.closing import only_owned_by
from sekoci.registry.queries.contacts import Contact, contacts_of
from sekoci.registry.queries.directory import business_id_of, forget_directory
from sekoci.registry.queries.facts import BusinessFacts, business_facts
from sekoci.registry.queries.identities import MaskedIdentity, identities_of
from sekoci.registry.queries.invitations import Received, Sent, invitation_by_id, invitations_for, invitations_of
from sekoci.registry.queries.kbli import activity, kbli_editions, search_activities, suggested_activities
from sekoci.registry.queries.keys import KnownApiKey, api_keys_of, business_of_api_key
from sekoci.registry.queries.left_open import LeftOpen, left_open_by
from sekoci.registry.queries.lists import edition_of, lists_of, seen_on
from sekoci.registry.queries.officers import (
    ClosedOrganisation,
    KnownOfficer,
    KnownOrganisation,
    closed_organisations,
    count_officers,
    office_of,
    officers_of,
    offices_of,
    organisation_by_slug,
    organisations,
    within_reach,
)
from sekoci.registry.queries.outlets import heirs_of
from sekoci.registry.queries.people import Member, MyBusiness, businesses_of, members_of, role_of
from sekoci.registry.queries.problems import LIST_PROMISES, OUTLET_PROMISES
from sekoci.registry.queries.rows_asked import Asked, RowAsked, rows_asked, rows_by_id
from sekoci.registry.queries.shops import Shop, names_of, shop_at, shop_by_slug, shop_even_closed, shop_of, shops_of, zones_of
from sekoci.registry.queries.showcase import ON_SHOW, PublicShop, ShopOnShow, public_ids, shops_on_show, some_public_shops

__all__ = [
    "HELD",
    "LIST_PROMISES",
    "ON_SHOW",
    "OUTLET_PROMISES",
    "AreaPick",
    "Asked",
    "BusinessFacts",
    "ClosedOrganisation",
    "Contact",
    "KnownApiKey",
    "KnownOfficer",
    "KnownOrganisation",
    "LeftOpen",
    "MaskedIdentity",
    "Member",
    "MyBusiness",
    "Place",
    "PublicShop",
    "Received",
    "RowAsked",
    "Sent",
    "Shop",
    "ShopOnShow",
    "activity",
    "api_keys_of",
    "area_by_code",
    "areas_named",
    "business_facts",
    "business_id_of",
    "business_of_api_key",
    "businesses_of",
    "closed_organisations",
    "contacts_of",
    "count_officers",
    "edition_of",
    "forget_directory",
    "heirs_of",
    "identities_of",
    "invitation_by_id",
    "invitations_for",
    "invitations_of",
    "kbli_editions",
    "left_open_by",
    "lists_of",
    "members_of",
    "names_of",
    "nearest_village",
    "office_of",
    "officers_of",
    "offices_of",
    "only_owned_by",
    "organisation_by_slug",
    "organisations",
    "places",
    "places_within",
    "public_ids",
    "role_of",
    "rows_asked",
    "rows_by_id",
    "search_activities",
    "search_areas",
    "seen_on",
    "shop_at",
    "shop_by_slug",
    "shop_even_closed",
    "shop_of",
    "shops_of",
    "shops_on_show",
    "some_public_shops",
    "suggested_activities",
    "within_reach",
    "zones_of",
]
