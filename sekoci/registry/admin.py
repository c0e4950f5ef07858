"""What staff see of businesses: of keys their hint, of identity numbers the last four digits."""

from django.contrib.admin import EmptyFieldListFilter

from sekoci.kit.backoffice import Part, Shown, shows
from sekoci.registry.models import (
    ApiKey,
    Business,
    Identity,
    Invitation,
    ListEdition,
    Membership,
    Officer,
    Organisation,
    OrganisationKey,
    PartnerList,
    WorkerCount,
)


@shows(Business)
class Businesses(Shown):
    list_display = ("name", "slug", "area", "has_public_shop", "created_at", "closed_at")
    list_filter = (
        "has_public_shop",
        ("withheld_at", EmptyFieldListFilter),
        ("closed_at", EmptyFieldListFilter),
        "is_demo",
        "created_at",
    )
    search_fields = ("slug__icontains", "name__icontains", "phone__exact")
    more = (
        "sells", "about", "kind", "address", "phone", "nib", "legal_form", "kbli_2020", "kbli_2025", "capital", "yearly_sales",
        "offers_pickup", "offers_delivery", "delivery_fee", "delivery_way", "accepts_cash", "bank_account", "opening_hours",
        "zone", "is_demo", "withheld_at", "withheld_why",
    )  # fmt: skip
    phones = ("phone",)
    money = ("delivery_fee", "capital", "yearly_sales")
    parts = (
        Part(Membership, "business", ("person", "role", "since", "until")),
        Part(Identity, "business", ("kind", "last4", "at")),
        Part(WorkerCount, "business", ("workers", "as_of")),
    )


@shows(Membership)
class Memberships(Shown):
    list_display = ("person", "business", "role", "since", "until")
    list_filter = ("role", ("until", EmptyFieldListFilter), "since")
    search_fields = ("person__phone__exact", "business__slug__exact")
    more = ("person__phone",)
    phones = ("person__phone",)


@shows(Invitation)
class Invitations(Shown):
    list_display = ("phone", "name", "business", "role", "sent_at", "ended_how")
    list_filter = ("role", ("ended_at", EmptyFieldListFilter), "sent_at")
    search_fields = ("phone__exact", "business__slug__exact")
    more = ("invited_by", "times", "good_until", "ended_at")
    phones = ("phone",)


@shows(Identity)
class Identities(Shown):
    list_display = ("business", "kind", "last4", "at")
    list_filter = ("kind", "at")
    search_fields = ("business__slug__exact",)
    more = ("person_id",)


@shows(ApiKey)
class ApiKeys(Shown):
    list_display = ("business", "label", "hint", "scopes", "created_at", "last_used_at", "revoked_at")
    list_filter = (("revoked_at", EmptyFieldListFilter), "created_at")
    search_fields = ("business__slug__exact", "hint__exact")
    more = ("made_by", "expires_at")


@shows(Organisation)
class Organisations(Shown):
    list_display = ("name", "slug", "kind", "created_at", "closed_at")
    list_filter = ("kind", ("closed_at", EmptyFieldListFilter), "created_at")
    search_fields = ("slug__exact", "name__icontains")
    parts = (Part(Officer, "organisation", ("person", "role", "since", "until")),)


@shows(OrganisationKey)
class OrganisationKeys(Shown):
    list_display = ("organisation", "label", "hint", "scopes", "created_at", "last_used_at", "revoked_at")
    list_filter = (("revoked_at", EmptyFieldListFilter), "created_at")
    search_fields = ("organisation__slug__exact", "hint__exact")
    more = ("made_by", "expires_at")


@shows(Officer)
class Officers(Shown):
    list_display = ("person", "organisation", "role", "areas", "since", "until")
    list_filter = ("role", ("until", EmptyFieldListFilter), "since")
    search_fields = ("person__phone__exact", "organisation__slug__exact")


@shows(PartnerList)
class PartnerLists(Shown):
    list_display = ("name", "organisation", "area_code", "created_at")
    list_filter = ("created_at",)
    search_fields = ("organisation__slug__exact", "name__icontains")


@shows(ListEdition)
class ListEditions(Shown):
    list_display = ("list", "file_name", "as_of", "state", "rows_total", "quarantined", "stored_at")
    list_filter = ("state", "created_at")
    search_fields = ("list__organisation__slug__exact", "file_name__icontains")
    more = ("loaded_by", "created_at")
