"""Decisions about a business that need no database: its address on the web, whether it is open."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sekoci.kit.text import slug_of

_OURS = """
admin agregator akademi akun aman api app arti assets atur bahasa bantuan beranda blog buka cari dapat daftar data dev
docs dokumen en favicon favicon-ico fleet help healthz hub id jual kabar kasir kelola keluar keranjang kirim komponen
kontak kursus kota log login logout m manifest masuk media mutiara offline pahlawan pasar pembeli pesan pesanan peta
privasi produk program qr qris robots robots-txt s saya sekoci service-worker sitemap static survei sw syarat tentang
test toko uang usaha verifikasi webhook webhooks well-known wilayah www
"""
RESERVED = frozenset(_OURS.split())
"""First parts of our own addresses, now and in plans: no shop may stand there."""

SLUG_MOST = 40
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Hours = Mapping[str, Sequence[Sequence[str]] | Sequence[str]]


def slug_candidates(name: str) -> Iterator[str]:
    """Addresses for a shop of this name, best first, endless: `keripik-bu-sri`, `keripik-bu-sri-2`, …; never a reserved one."""
    plain = slug_of(name, most=SLUG_MOST - 6)
    if len(plain) < 3:
        plain = f"toko-{plain}".strip("-")
    if plain not in RESERVED:
        yield plain
    number = 2
    while True:
        yield f"{plain}-{number}"
        number += 1


def is_slug(text: str) -> bool:
    """Whether an owner may ask for this address: two to forty small letters, digits and single hyphens; not one of ours."""
    return 2 <= len(text) <= SLUG_MOST and slug_of(text, most=SLUG_MOST) == text and text not in RESERVED


def is_open(hours: Hours, zone: str, at: datetime) -> bool:
    """Whether a business with these opening hours is open at `at`.

    `hours` is `{"mon": [["08:00", "17:00"]], …, "closed": ["2026-12-25"]}`. A span that ends at or before its start ends the
    next day and belongs to the day it began on. A day that is absent is closed; with no weekday at all it is always open,
    except on the days in `closed`.
    """
    here = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    today = here.date()
    closed = hours.get("closed") or ()
    if not any(day in hours for day in DAYS):
        return today.isoformat() not in closed
    for day in (today, today - timedelta(days=1)):
        if day.isoformat() in closed:
            continue
        for first, last in hours.get(DAYS[day.weekday()]) or ():
            start = datetime.combine(day, _clock(first))
            end = _end(start, last)
            if start <= here < end:
                return True
    return False


def _clock(text: str) -> time:
    return time(int(text[:2]), int(text[3:5]))


def _end(start: datetime, text: str) -> datetime:
    midnight = start.replace(hour=0, minute=0)
    end = midnight + timedelta(days=1) if text == "24:00" else datetime.combine(start.date(), _clock(text))
    return end if end > start else end + timedelta(days=1)
