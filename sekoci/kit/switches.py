"""Parts of Sekoci that its staff turn off and on while it runs, for everybody, for a share of the businesses, or for some.

A module declares its switch beside its reader: `IMPORT = Switch("product_import", gettext_lazy("…"))`, then
`IMPORT.is_on(shop.id)`. A process asks the database every ten seconds at most, for all switches at once.
"""

import time
import zlib
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.sql import fetch
from sekoci.kit.staff import note_act, reason_in

SECONDS = 10.0
MODES = ("on", "off", "some")
MOST_BUSINESSES = 1000


@dataclass(frozen=True)
class Setting:
    """How a switch stands. `some`: these businesses, and this share of all."""

    mode: str
    percent: int = 0
    businesses: frozenset[int] = frozenset()
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Switch:
    """A part that can be turned off; `says` is a sentence for staff."""

    name: str
    says: Any
    default: bool = True
    setting: Setting = field(init=False)
    """As it stands while nobody has touched it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "setting", Setting("on" if self.default else "off"))
        declared[self.name] = self

    def is_on(self, business_id: int) -> bool:
        """Whether this business has it now. The share of a switch is always the same businesses, and grows by more."""
        setting = settings_now().get(self.name, self.setting)
        if setting.mode != "some":
            return setting.mode == "on"
        return business_id in setting.businesses or place_of(self.name, business_id) < setting.percent


declared: dict[str, Switch] = {}
_kept: tuple[float, dict[str, Setting]] | None = None


def place_of(name: str, business_id: int) -> int:
    """From 0 to 99: which hundredth of the businesses this one is in, for the switch of this name."""
    return zlib.crc32(f"{name}:{business_id}".encode()) % 100


def settings_now() -> dict[str, Setting]:
    """How every switch stands that somebody has touched, at most ten seconds old."""
    global _kept
    if _kept is None or _kept[0] < time.monotonic():
        rows = fetch("select name, mode, percent, businesses, changed_at from kit_switch")
        _kept = (time.monotonic() + SECONDS, {row[0]: Setting(row[1], row[2], frozenset(row[3]), row[4]) for row in rows})
    return _kept[1]


def forget_settings() -> None:
    """Ask anew at the next question."""
    global _kept
    _kept = None


@transaction.atomic
def turn(name: str, mode: str, *, percent: int = 0, businesses: Collection[int] = (), by: int, reason: str) -> None:
    """Turn a switch `on`, `off`, or on for `some`; within ten seconds every process follows."""
    why = reason_in(reason)
    if name not in declared or mode not in MODES:
        raise NotFound()
    if not 0 <= percent <= 100 or len(businesses) > MOST_BUSINESSES:
        raise Invalid(field="percent", why_id="Isi 0 sampai 100.", why_en="Write 0 to 100.")
    percent, chosen = (percent, sorted(set(businesses))) if mode == "some" else (0, [])
    fetch(
        "insert into kit_switch values (%s, %s, %s, %s, %s) on conflict (name) do update set mode = excluded.mode,"
        " percent = excluded.percent, businesses = excluded.businesses, changed_at = excluded.changed_at",
        (name, mode, percent, chosen, clock.now()),
    )
    said = f"{name} {percent}% {chosen[:10]}" if mode == "some" else name
    note_act(by, f"switch.{mode}", about=said, reason=why)
    transaction.on_commit(forget_settings)
