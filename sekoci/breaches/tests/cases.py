"""A breach, for tests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sekoci.breaches.actions import BreachDraft, record_breach
from sekoci.kit.ids import new_id

NOTICED = datetime(2026, 11, 20, 3, 15, tzinfo=UTC)
WHOLE = BreachDraft(
    title="HP petugas hilang",
    noticed_at=NOTICED,
    began_at=NOTICED - timedelta(hours=5),
    data="Nama dan nomor HP",
    whose="Pembeli Keripik Melati",
    people=12,
    cause="HP petugas dicuri di pasar.",
    done="Semua sesi diakhiri, kunci diganti",
    advice="Jangan beri kode kepada siapa pun",
    contact="0812-1111-2222",
)


def recorded(*, by: int = 1, **other: object) -> UUID:
    return record_breach(replace(WHOLE, **other), by=by, key=new_id())
