"""Changing what is known about a business."""

from collections.abc import Callable
from typing import Any, TypedDict, Unpack

from sekoci.kit.errors import Invalid, Refusal
from sekoci.kit.events import announce
from sekoci.kit.money import MOST, rupiah
from sekoci.kit.phone import parse_phone
from sekoci.kit.scope import in_business
from sekoci.kit.text import clean_line, clean_text
from sekoci.registry import rules
from sekoci.registry.actions.opening import area_of
from sekoci.registry.actions.withholding import refuse_if_withheld
from sekoci.registry.events import ShopsChanged
from sekoci.registry.models import Business
from sekoci.registry.queries.kbli import activity

MOST_FEE = 10_000_000
"""A delivery for more than ten million rupiah is a slip of the finger."""


class BusinessChanges(TypedDict, total=False):
    """What may change; a key that is absent stays as it is."""

    name: str
    sells: str
    kind: str
    about: str
    area_code: str
    address: str
    phone: str
    nib: str
    legal_form: str
    kbli_2020: str
    kbli_2025: str
    capital: int | None
    yearly_sales: int | None
    opening_hours: rules.Hours
    offers_pickup: bool
    offers_delivery: bool
    delivery_fee: int
    delivery_way: str
    accepts_cash: bool
    bank_account: str


class NoWayToHandOver(Refusal):
    code, status = "no_way_to_hand_over", 422
    id = "Pilih paling sedikit satu: diambil pembeli atau diantar."
    en = "Choose at least one: collected by the buyer or delivered."


def change_business(business_id: int, **changes: Unpack[BusinessChanges]) -> None:
    """Change what is given, each value checked as when the business was opened; all or nothing."""
    with in_business(business_id):
        business = Business.objects.select_for_update(no_key=True).get(id=business_id)
        before = _values(business)
        for field, value in changes.items():
            if field == "area_code":
                business.area = area_of(str(value))
                business.zone = business.area.zone
            else:
                setattr(business, field, CHECKS[field](value))
        if not (business.offers_pickup or business.offers_delivery):
            raise NoWayToHandOver(field="offers_pickup")
        if business.kind == before["kind"] == rules.suggested_kind(before["sells"], before["name"]):
            business.kind = rules.suggested_kind(business.sells, business.name)  # nobody picked another: it follows the words
        if _values(business) != before:
            business.save()
            announce(ShopsChanged([business_id]))


def publish_shop(business_id: int, *, public: bool = True) -> None:
    """Let everybody see the shop at its address (or nobody, with `public=False`); again changes nothing.

    ShopWithheld while staff keep it hidden.
    """
    with in_business(business_id):
        if public:
            refuse_if_withheld(business_id)
        if Business.objects.filter(id=business_id).exclude(has_public_shop=public).update(has_public_shop=public):
            announce(ShopsChanged([business_id]))


def _values(business: Business) -> dict[str, Any]:
    return {field.attname: getattr(business, field.attname) for field in Business._meta.concrete_fields}


def _line(field: str, *, most: int, least: int = 0) -> Callable[[Any], str]:
    return lambda text: clean_line(text, most=most, least=least, field=field)


def _amount(field: str) -> Callable[[Any], int]:
    def check(amount: int) -> int:
        if not 0 <= amount <= MOST:
            raise Invalid(field=field, why_id="Tulis jumlah 0 atau lebih.", why_en="Write an amount of 0 or more.")
        return amount

    return check


def check_fee(amount: int) -> int:
    """The fee of a delivery, or the refusal of one that nobody means."""
    if not 0 <= amount <= MOST_FEE:
        raise Invalid(
            field="delivery_fee",
            why_id=f"Ongkos antar paling banyak {rupiah(MOST_FEE)}. Periksa lagi angkanya.",
            why_en=f"A delivery costs at most {rupiah(MOST_FEE)}. Check the number again.",
        )
    return amount


def _way(code: str) -> str:
    if code not in ("", "price", "area", "distance"):
        raise Invalid(field="delivery_way", why_id="Pilih cara dari daftar.", why_en="Choose a way from the list.")
    return code


def _or_none(check: Callable[[Any], int]) -> Callable[[Any], int | None]:
    return lambda value: None if value is None else check(value)


def _nib(text: str) -> str:
    digits = "".join(text.split())
    if digits and not (len(digits) == 13 and digits.isascii() and digits.isdigit()):
        raise Invalid(field="nib", why_id="NIB terdiri dari 13 angka.", why_en="A NIB has 13 digits.")
    return digits


def _legal_form(value: str) -> str:
    if value not in Business.LegalForm.values:
        raise Invalid(field="legal_form", why_id="Pilih bentuk usaha dari daftar.", why_en="Choose a legal form from the list.")
    return value


def _kind(code: str) -> str:
    if code and code not in rules.KINDS:
        raise Invalid(field="kind", why_id="Pilih jenis usaha dari daftar.", why_en="Choose a kind of business from the list.")
    return code


def _kbli(edition: str) -> Callable[[Any], str]:
    def check(code: str) -> str:
        if code and not (len(code) == 5 and code.isascii() and code.isdigit() and activity(edition, code)):
            raise Invalid(field="code", why_id="Pilih kode dari daftar.", why_en="Choose a code from the list.")
        return code

    return check


CHECKS: dict[str, Callable[[Any], Any]] = {
    "name": _line("name", most=60, least=2),
    "sells": _line("sells", most=120, least=2),
    "kind": _kind,
    "about": lambda text: clean_text(text, most=500, field="about"),
    "address": _line("address", most=200),
    "phone": lambda text: parse_phone(text) if text.strip() else "",
    "nib": _nib,
    "legal_form": _legal_form,
    "kbli_2020": _kbli("2020"),
    "kbli_2025": _kbli("2025"),
    "capital": _or_none(_amount("capital")),
    "yearly_sales": _or_none(_amount("yearly_sales")),
    "opening_hours": rules.checked_hours,
    "offers_pickup": bool,
    "offers_delivery": bool,
    "delivery_fee": check_fee,
    "delivery_way": _way,
    "accepts_cash": bool,
    "bank_account": _line("bank_account", most=80),
}
