"""How many people work there."""

from datetime import date

from sekoci.kit import clock
from sekoci.kit.errors import Invalid
from sekoci.kit.events import announce
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.registry.events import ShopsChanged
from sekoci.registry.models import Business, WorkerCount

MOST = 100_000


def count_workers(business_id: int, workers: int, *, as_of: date | None = None) -> None:
    """Write down how many people, the owner included, work there on a day (default: today); it replaces that day's count."""
    if not 1 <= workers <= MOST:
        raise Invalid(field="workers", why_id="Tulis angka 1 atau lebih.", why_en="Write a number of 1 or more.")
    with in_business(business_id):
        today = clock.day_in(Business.objects.values_list("zone", flat=True).get(id=business_id))
        if as_of is not None and as_of > today:
            raise Invalid(field="as_of", why_id="Tanggalnya belum tiba.", why_en="That day has not come yet.")
        count = WorkerCount(business_id=business_id, workers=workers, as_of=as_of or today)
        fetch(
            "insert into registry_workercount (id, business_id, workers, as_of) values (%s, %s, %s, %s)"
            " on conflict (business_id, as_of) do update set workers = excluded.workers",
            (count.id, business_id, workers, count.as_of),
        )
        announce(ShopsChanged([business_id]))
