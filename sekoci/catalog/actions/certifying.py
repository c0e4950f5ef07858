"""Papers of a shop and its products: written down, taken away, brought back; and the owner told before they end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from sekoci.catalog.actions.stock import ProductGone
from sekoci.catalog.certificates import KINDS, STEPS, CertificateDraft, checked_certificate, step_of
from sekoci.kit.clock import day_in, now
from sekoci.kit.errors import NotFound, Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.registry.queries import contacts_of, zones_of

MOST = 200
AT_ONCE = 500


class TooManyCertificates(Refusal):
    code, status = "too_many_certificates", 422
    id = "Sudah ada {most} izin. Hapus yang tidak dipakai lagi."
    en = "There are {most} certificates already. Remove those no longer used."


def add_certificate(business_id: int, draft: CertificateDraft, *, by: str) -> UUID:
    """Write down a paper of the shop or of one product; its id. The same number of the same thing again changes nothing."""
    at = now()
    with in_business(business_id):
        today = day_in(zones_of([business_id])[business_id], at)
        paper = checked_certificate(draft, today=today)
        if paper.product_id is not None and not _touch(business_id, paper.product_id, at):
            raise ProductGone
        [(known,)] = fetch(
            "select count(*) from catalog_certificate where business_id = %s and removed_at is null", (business_id,)
        )
        if known >= MOST:
            raise TooManyCertificates(most=MOST)
        new = fetch(
            """
            insert into catalog_certificate (id, business_id, product_id, kind, number, holder, valid_until, told_at, created_at)
            values (%s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict do nothing returning id
            """,
            (
                new_id(), business_id, paper.product_id, paper.kind, paper.number, paper.holder, paper.valid_until,
                step_of(paper.valid_until, today=today), at,
            ),
        ) or fetch(
            "select id from catalog_certificate where business_id = %s and kind = %s and number = %s"
            " and product_id is not distinct from %s and removed_at is null",
            (business_id, paper.kind, paper.number, paper.product_id),
        )  # fmt: skip
        if paper.product_id is None:
            _touch(business_id, None, at)
    certificate_id: UUID = new[0][0]
    return certificate_id


def remove_certificate(business_id: int, certificate_id: UUID, *, by: str) -> None:
    """Buyers no longer see it. Twice changes nothing."""
    _move(business_id, certificate_id, removed_at=now())


def restore_certificate(business_id: int, certificate_id: UUID, *, by: str) -> None:
    """Undo a removal; where the same paper was written down anew meanwhile, that one stays and nothing changes."""
    _move(business_id, certificate_id, removed_at=None)


def remind_of_certificates() -> int:
    """Tell owners once each: 60, 30 and 7 days before a paper ends, and when it has ended. How many papers it was about.

    A paper's step is taken with one conditional update, so that two workers tell once. What has ended leaves the pages by then.
    """
    at, told = now(), 0
    with across_businesses():
        while near := fetch(TAKE, {"today": day_in("Asia/Jakarta", at), "steps": list(STEPS), "most": AT_ONCE}):
            fetch("update catalog_product set updated_at = %s where id = any(%s)", (at, _shown_with(near)))
            _tell([Near(*row) for row in near])
            told += len(near)
    return told


@dataclass(frozen=True)
class Near:
    """A paper that reached a step: so many days before its end, or 0."""

    id: UUID
    business_id: int
    product_id: UUID | None
    kind: str
    number: str
    step: int


TAKE = """
    with due as (
        select c.id, min(step) step
        from catalog_certificate c
        join unnest(%(steps)s::int[]) step on c.valid_until - %(today)s::date < step + sign(step)
        where c.removed_at is null and c.valid_until < %(today)s::date + 61
        group by c.id, c.told_at having c.told_at is null or c.told_at > min(step)
        order by c.id limit %(most)s
    )
    update catalog_certificate c set told_at = due.step from due
    where due.id = c.id and (c.told_at is null or c.told_at > due.step)
    returning c.id, c.business_id, c.product_id, c.kind, c.number, c.told_at
"""


def _shown_with(near: Sequence[tuple[Any, ...]]) -> list[UUID]:
    """The products whose pages show these papers differently now: what has ended is not shown. Of a shop's paper, its first."""
    ended = [row for row in near if row[5] == 0]
    shops = [row[1] for row in ended if row[2] is None]
    first = fetch(
        "select distinct on (business_id) id from catalog_product where business_id = any(%s) order by business_id, id", (shops,)
    )
    return [*(row[2] for row in ended if row[2]), *(row[0] for row in first)]


def _tell(papers: Sequence[Near]) -> None:
    contacts = contacts_of({paper.business_id for paper in papers})
    drafts = []
    for paper in papers:
        contact = contacts.get(paper.business_id)
        if contact is None or not contact.owner_phone:
            continue
        facts = {"shop": contact.name, "paper": f"{KINDS[paper.kind]} {paper.number}"}
        facts["url"] = f"{settings.PUBLIC_URL}/kelola/{contact.slug}/produk/izin"
        if paper.step:
            facts["days"] = str(paper.step)
        drafts.append(
            MessageDraft(
                event_key=f"certificate-{paper.id}-{paper.step}",
                to=contact.owner_phone,
                template="certificate_ends" if paper.step else "certificate_ended",
                facts=facts,
                business_id=paper.business_id,
                language=contact.owner_language,
            )
        )
    send_messages(drafts)


def _move(business_id: int, certificate_id: UUID, *, removed_at: datetime | None) -> None:
    with in_business(business_id):
        rows = fetch(
            "select product_id, kind, number from catalog_certificate where business_id = %s and id = %s for no key update",
            (business_id, certificate_id),
        )
        if not rows:
            raise NotFound
        product_id, kind, number = rows[0]
        fetch(
            """
            update catalog_certificate set removed_at = %s::timestamptz
            where id = %s and (removed_at is null) = (%s::timestamptz is not null)
              and (%s::timestamptz is not null or not exists (
                  select from catalog_certificate other
                  where other.business_id = %s and other.kind = %s and other.number = %s
                    and other.product_id is not distinct from %s and other.removed_at is null))
            """,
            (removed_at, certificate_id, removed_at, removed_at, business_id, kind, number, product_id),
        )
        _touch(business_id, product_id, now())


def _touch(business_id: int, product_id: UUID | None, at: datetime) -> bool:
    """Let the pages that show a paper be drawn anew: a product's row is part of their version. Of a shop's paper, any row."""
    return bool(
        fetch(
            """
            update catalog_product set updated_at = %(at)s
            where business_id = %(business)s and id = coalesce(
                %(product)s::uuid, (select id from catalog_product where business_id = %(business)s order by id limit 1))
            returning 1
            """,
            {"at": at, "business": business_id, "product": product_id},
        )
    )
