"""The door to the owner's side: who is this, and which business may they act for?"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect
from ninja.security import HttpBearer

from sekoci.kit import clock, whom
from sekoci.kit.errors import NotAllowed, NotFound, Refusal
from sekoci.kit.pages import Indoors
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.kit.uploads import sends_large
from sekoci.registry.actions.keys import note_api_key_used
from sekoci.registry.actions.office_keys import note_office_key_used
from sekoci.registry.forms.place import PlaceForm as PlaceForm
from sekoci.registry.hours_words import hours_lines as hours_lines
from sekoci.registry.maps import Tone as Tone
from sekoci.registry.maps import area_map as area_map
from sekoci.registry.names import LEGAL_FORMS as LEGAL_FORMS
from sekoci.registry.names import OFFICE_SCOPE_NAMES as OFFICE_SCOPE_NAMES
from sekoci.registry.names import ROLE_NAMES as ROLE_NAMES
from sekoci.registry.names import SCALE_NAMES as SCALE_NAMES
from sekoci.registry.names import SCOPE_NAMES as SCOPE_NAMES
from sekoci.registry.names import group_name as group_name
from sekoci.registry.names import kind_name as kind_name
from sekoci.registry.queries import Shop, business_id_of
from sekoci.registry.queries.keys import used_api_key, used_office_key
from sekoci.registry.queries.officers import office_of, within_reach
from sekoci.registry.queries.shops import shop_and_role
from sekoci.registry.rules.reach import NoOffice, OfficersOnly, Reach


class ShopRequest(HttpRequest):
    """A request that passed `my_shop`: for the navigation, and for what only an owner sees."""

    shop: Shop
    role: str
    home: str
    """Where this person's day in the business begins."""
    indoors: Indoors


class KeyRequest(HttpRequest):
    """A request that came with an API key: `auth` is the id of the business the key acts for, `scopes` what it may do."""

    auth: int
    scopes: Collection[str]


class OfficeKeyRequest(HttpRequest):
    """A request that came with an organisation's key."""

    auth: Reach


class OfficerRequest(HttpRequest):
    """A request that passed `for_officers`."""

    reach: Reach
    indoors: Indoors


View = Callable[..., HttpResponse]
NOTED_EVERY = timedelta(minutes=10)


def my_shop(roles: tuple[str, ...] = ("owner", "staff")) -> Callable[[View], View]:
    """A page under `/kelola/<slug:slug>/…` for people with one of these roles: `@my_shop()` above `view(request, shop, …)`.

    Strangers log in first. Somebody else's business is not found, exactly like one that does not exist; a member without the
    role is told to ask the owner. The view runs inside `in_business`, so in one transaction; `request.shop` and
    `request.role` are set.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, slug: str, **parts: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_login(request)
            business_id = business_id_of("slug", slug)
            if business_id is None:
                raise NotFound()
            with in_business(business_id):
                mine_here = shop_and_role(business_id, request.user.pk)
                if mine_here is None:
                    raise NotFound()
                shop, role = mine_here
                mine = cast(ShopRequest, request)
                mine.shop, mine.role, mine.home = shop, role, home_of(shop.slug, role)
                mine.indoors = Indoors("kit/owner_base.html", mine.home, shop.name)
                if role not in roles:
                    raise NotAllowed()
                return view(mine, shop, **parts)

        page.roles = roles  # type: ignore[attr-defined]  # a test holds them against `rules.roles_at`
        return page

    return decorate


def for_officers(roles: tuple[str, ...] = ("officer",)) -> Callable[[View], View]:
    """A page under `/petugas/<slug:organisation>/…` for people with an office there: `view(request, reach, …)`.

    Strangers log in first; whoever has no office there finds nothing. The view runs inside `within_reach`: one transaction in
    which only their areas and their organisation's own lists exist; `request.reach` is set.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, organisation: str, **parts: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_login(request)
            reach = office_of(request.user.pk, organisation)
            if reach is None:
                raise NoOffice()
            mine = cast(OfficerRequest, request)
            mine.reach = reach
            mine.indoors = Indoors("registry/office_base.html", reverse("registry:office", args=[reach.organisation]), reach.name)
            if reach.role not in roles:
                raise OfficersOnly()
            with within_reach(reach):
                return view(mine, reach, **parts)

        page.offices = roles  # type: ignore[attr-defined]  # a test walks the addresses with every role
        return page

    return decorate


@sends_large
def brings_lists(request: HttpRequest) -> bool:
    """Whether whoever asks holds an office in the organisation of this address: they may send lists of millions."""
    user = getattr(request, "user", None)
    parts = request.path.split("/")
    return bool(user and user.is_authenticated and len(parts) > 2 and office_of(user.pk, parts[2]))


def home_of(slug: str, role: str) -> str:
    """Where the day of somebody with this role begins: a cashier's at the counter."""
    return reverse("kasir:sell" if role == "cashier" else "orders:home", args=[slug])


Saying = Callable[[Shop], str]
_sayings: dict[str, Saying] = {}


def says_on_settings(line: str) -> Callable[[Saying], Saying]:
    """How a module above ours tells the settings page how its own part stands: `@says_on_settings("qris")` in its handlers."""

    def keep(say: Saying) -> Saying:
        _sayings[line] = say
        return say

    return keep


def settings_lines(shop: Shop) -> dict[str, str]:
    """What they say of this shop, by line."""
    return {line: say(shop) for line, say in _sayings.items()}


@dataclass(frozen=True)
class OfficeLine:
    """A line on an office's home page: where it leads, what it is, how it stands, and how many things wait there."""

    href: str
    icon: str
    title: str
    text: str
    waiting: int = 0


OfficeSaying = Callable[[Reach], OfficeLine | None]
Counting = Callable[[Reach, Any], OfficeLine | None]
_office_sayings: dict[str, tuple[str, Counting]] = {}


def says_in_office(part: str) -> Callable[[OfficeSaying], OfficeSaying]:
    """How a part adds its line to an office's home page: `@says_in_office("programmes")`; None: not for this office."""

    def keep(say: OfficeSaying) -> OfficeSaying:
        _office_sayings[part] = ("null", lambda reach, _: say(reach))
        return say

    return keep


def counts_in_office(part: str, asks: str) -> Callable[[Counting], Counting]:
    """The same for a part that counts: `asks` is one value in SQL, of the organisation `%(organisation)s` and `%(now)s`, inside
    the reach. All parts are asked by one statement; `say(reach, value)`."""

    def keep(say: Counting) -> Counting:
        _office_sayings[part] = (asks, say)
        return say

    return keep


def office_lines(reach: Reach) -> list[OfficeLine]:
    """Their lines, in the order in which the parts were loaded. One statement, and what a part does besides."""
    asked = ", ".join(f"({asks})" for asks, _ in _office_sayings.values())
    [found] = fetch(f"select {asked}", {"organisation": reach.organisation_id, "now": clock.now()})
    answers = zip(_office_sayings.values(), found, strict=True)
    return [line for (_, say), value in answers if (line := say(reach, value))]


class ScopeMissing(Refusal):
    code, status = "scope_missing", 403
    id = "Kunci ini tidak punya izin {scope}. Buat kunci lain di halaman Pengaturan."
    en = "This key lacks the scope {scope}. Make another key on the settings page."


class OfficeScopeMissing(ScopeMissing):
    id = "Kunci ini tidak punya izin {scope}. Buat kunci lain di halaman Kunci kantor Anda."
    en = "This key lacks the scope {scope}. Make another key on your office's page of keys."


class OwnerKey(HttpBearer):
    """The owner's side of the JSON API: `auth=OwnerKey("orders:read")` on each call, one scope of `rules.SCOPES`.

    `request.auth` is the id of the business the key acts for; the view enters `in_business(request.auth)` itself. Without a
    key that works the answer is 401 problem+json, without the scope 403. `Router(auth=OwnerKey())`, beneath the calls, names no
    scope and lets no key in: a call that forgot its own is closed.
    """

    def __init__(self, scope: str = "") -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> int | None:
        used = used_api_key(token)
        if used is None:
            return None
        if used.last_used_at is None or used.last_used_at < clock.now() - NOTED_EVERY:
            note_api_key_used(used.business_id, used.id)
        whom.is_machine(request, f"api:{used.id}")
        if self.scope not in used.scopes:
            raise ScopeMissing(scope=self.scope)
        cast(KeyRequest, request).scopes = used.scopes
        return used.business_id


class OfficeKey(HttpBearer):
    """The same for organisations: `auth=OfficeKey("lists:write")`, one scope of `rules.OFFICE_SCOPES`.

    `request.auth` is the key's reach; the view enters `within_reach(request.auth)` itself.
    """

    def __init__(self, scope: str = "") -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Reach | None:
        with across_businesses():
            used = used_office_key(token)
            if used is None:
                return None
            if used.last_used_at is None or used.last_used_at < clock.now() - NOTED_EVERY:
                note_office_key_used(used.id)
        whom.is_machine(request, f"api:{used.id}")
        if self.scope not in used.scopes:
            raise OfficeScopeMissing(scope=self.scope)
        return used.reach


def _to_login(request: HttpRequest) -> HttpResponse:
    """To the login page and back here; HTMX is told to go there as a whole page."""
    if request.headers.get("HX-Request") == "true":
        back = request.headers.get("HX-Current-URL", "/kelola")
        return HttpResponseClientRedirect(redirect_to_login(back).url)
    return redirect_to_login(request.get_full_path())
