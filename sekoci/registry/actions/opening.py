"""Opening a business: the row, its owner, its address."""

from dataclasses import dataclass

from django.db import transaction

from sekoci.kit.clock import now
from sekoci.kit.errors import Invalid, Refusal
from sekoci.kit.phone import parse_phone
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.kit.text import clean_line
from sekoci.registry import rules
from sekoci.registry.actions.directory import DIRECTORY
from sekoci.registry.models import Area, Business, Membership
from sekoci.registry.queries.directory import business_id_of


@dataclass(frozen=True)
class OpenedBusiness:
    id: int
    slug: str


class SlugTaken(Refusal):
    code, status = "slug_taken", 409
    id = "Alamat {slug} tidak bisa dipakai. Pilih alamat lain."
    en = "The address {slug} cannot be used. Choose another one."


@transaction.atomic
def open_business(
    *,
    owner_id: int,
    name: str,
    sells: str,
    area_code: str,
    phone: str = "",
    address: str = "",
    slug: str | None = None,
    once: str = "",
    is_demo: bool = False,
) -> OpenedBusiness:
    """Open an outlet with its owner. Its address is `slug`, or comes from the name; not public until `publish_shop`.

    The same `once` of the same owner opens it a single time: the second call answers with the first business.
    """
    name = clean_line(name, most=60, least=2, field="name")
    sells = clean_line(sells, most=120, least=2, field="sells")
    address = clean_line(address, most=200, field="address")
    phone = parse_phone(phone) if phone.strip() else ""
    area = area_of(area_code)
    [(business_id,)] = fetch("select nextval('registry_business_id_seq')")
    if once and not _is_first(f"{owner_id}:{once}", business_id):
        return _opened_before(f"{owner_id}:{once}")
    with in_business(business_id):
        taken = _take_slug(business_id, name=name, wish=slug)
        business = Business(id=business_id, slug=taken, name=name, sells=sells, area=area, address=address, phone=phone)
        business.kind = rules.suggested_kind(sells, name)
        business.zone = area.zone
        business.is_demo = is_demo
        business.created_at = now()
        business.save(force_insert=True)
        Membership.objects.create(business_id=business_id, person_id=owner_id, role=Membership.Role.OWNER)
    return OpenedBusiness(id=business_id, slug=taken)


def area_of(code: str) -> Area:
    """The area with this code; refused beside the field `area_code` when there is none."""
    area = Area.objects.filter(code=code).first()
    if area is None:
        raise Invalid(
            field="area_code",
            why_id="Pilih desa, kelurahan, atau kecamatan dari daftar.",
            why_en="Choose a village or district from the list.",
        )
    return area


def _is_first(key: str, business_id: int) -> bool:
    return bool(DIRECTORY.insert([("opening", key, business_id)], then="on conflict (kind, key) do nothing returning key"))


def _opened_before(key: str) -> OpenedBusiness:
    business_id = business_id_of("opening", key)
    assert business_id is not None, "a key that could not be taken has a business"
    with in_business(business_id):
        return OpenedBusiness(id=business_id, slug=Business.objects.values_list("slug", flat=True).get(id=business_id))


def _take_slug(business_id: int, *, name: str, wish: str | None) -> str:
    """Take the first free address: the insert decides, so two shops of one name at the same moment get two addresses."""
    if wish is not None and not rules.is_slug(wish):
        raise SlugTaken(field="slug", slug=wish)
    candidates = [wish] if wish is not None else rules.slug_candidates(name, number=business_id)
    for slug in candidates:
        if DIRECTORY.insert([("slug", slug, business_id)], then="on conflict (kind, key) do nothing returning key"):
            return slug
    raise SlugTaken(field="slug", slug=wish or name)
