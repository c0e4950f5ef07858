"""What staff see of people: never what opens an account (codes, sessions, passkeys)."""

from django.contrib.admin import EmptyFieldListFilter

from sekoci.accounts.models import Consent, Device, LoginCode, Look, Person, PhoneChange, Viewing
from sekoci.kit.backoffice import Part, Shown, shows


@shows(Person)
class People(Shown):
    list_display = ("name", "phone", "is_active", "is_staff", "joined_at")
    list_filter = ("is_active", "is_staff", "joined_at")
    search_fields = ("name__icontains", "phone__exact")
    more = ("language", "email", "suspended_at", "last_login")
    phones = ("phone",)
    parts = (
        Part(Device, "person", ("browser", "system", "is_logged_in", "since", "last_seen_at")),
        Part(Consent, "person", ("purpose", "version", "given_at", "how", "withdrawn_at")),
    )


@shows(PhoneChange)
class NumberRequests(Shown):
    list_display = ("person", "old_phone", "new_phone", "asked_at", "vouched_kind", "ended_how")
    list_filter = (("ended_at", EmptyFieldListFilter), "asked_at")
    search_fields = ("old_phone__exact", "new_phone__exact")
    more = ("good_until", "vouched_by", "vouched_why", "vouched_at", "due_at", "ended_at", "ended_by")
    phones = ("old_phone", "new_phone")


@shows(LoginCode)
class LoginCodes(Shown):
    list_display = ("phone", "made_at", "good_until", "tries", "used_at")
    list_filter = (("used_at", EmptyFieldListFilter), "made_at")
    search_fields = ("phone__exact",)
    phones = ("phone",)


@shows(Consent)
class Consents(Shown):
    list_display = ("person", "purpose", "version", "given_at", "how", "withdrawn_at")
    list_filter = (("withdrawn_at", EmptyFieldListFilter), "given_at")
    search_fields = ("person__phone__exact",)
    more = ("language", "wording", "withdrawn_how", "person__phone")
    phones = ("person__phone",)


@shows(Look)
class Looks(Shown):
    list_display = ("staff", "place", "reason", "since", "until", "ended_at")
    list_filter = ("since",)
    search_fields = ("place__exact",)
    more = ("seen", "seen__phone")
    phones = ("seen__phone",)


@shows(Viewing)
class Viewings(Shown):
    list_display = ("at", "viewer", "what", "place", "about")
    list_filter = ("at",)
    more = ("ids",)
    search_fields = ("viewer__exact", "place__exact")
