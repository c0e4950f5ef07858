"""What each role may do in a business: one table, held against every page of the owner's side by a test."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

OWNER = ("owner",)
HELPERS = ("owner", "staff")
EVERYBODY = ("owner", "staff", "cashier")
INVITATION_GOOD_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Duty:
    """Work that some roles may do; `places` begin the addresses after `/kelola/<shop>/` where it is done."""

    name: str
    roles: tuple[str, ...]
    places: tuple[str, ...]


DUTIES: Sequence[Duty] = (
    Duty("sell", EVERYBODY, ("jual",)),
    Duty("orders", HELPERS, ("pesanan",)),
    Duty("delivery", HELPERS, ("antar",)),
    Duty("goods", HELPERS, ("produk", "stok")),
    Duty("money", HELPERS, ("uang", "pembayaran", "qris/cek", "qris/meja.pdf")),
    Duty("settings", OWNER, ("pengaturan", "qris", "sebar/link-baru", "program")),
    Duty("customers", HELPERS, ("pelanggan", "ulasan")),
    Duty("people", OWNER, ("pengaturan/orang", "pengaturan/undangan", "pengaturan/kunci")),
)
FOR_ALL = ("pengaturan", "pengaturan/berhenti")
"""Exactly these: to see how the shop stands, and to leave it."""


def roles_at(place: str) -> tuple[str, ...]:
    """Who may open this address (what follows `/kelola/<shop>/`): the longest place that begins it decides; else the helpers."""
    if place in FOR_ALL:
        return EVERYBODY
    parts = place.split("/")
    for length in range(len(parts), 0, -1):
        start = "/".join(parts[:length])
        for duty in DUTIES:
            if start in duty.places:
                return duty.roles
    return HELPERS


def duties_of(role: str) -> tuple[list[str], list[str]]:
    """The names of what this role may do, and of what it may not."""
    may = [duty.name for duty in DUTIES if role in duty.roles]
    return may, [duty.name for duty in DUTIES if duty.name not in may]
