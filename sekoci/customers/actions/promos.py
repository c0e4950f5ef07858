"""News of offers: to those who agreed, who did not ask to stop, and not every day."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from sekoci.customers import rules
from sekoci.customers.queries.promos import AUDIENCE, Group, left_today
from sekoci.kit.clock import now
from sekoci.kit.errors import Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.registry.queries import Shop

ONE_AT_A_TIME = 7_220_419
"""With the business: the advisory lock under which a shop's offers of a day are counted."""


class NobodyToTell(Refusal):
    code, status = "nobody_to_tell", 409
    id = "Tidak ada pelanggan yang bisa dikirimi sekarang."
    en = "There is no customer who can be told now."


class PromoKeyUsed(Refusal):
    code, status = "key_reused", 422
    id = "Kabar ini sudah dikirim. Muat ulang untuk kabar baru."
    en = "This was sent already. Reload the page for a new one."


@dataclass(frozen=True)
class Sent:
    """An offer on its way to `sent` customers, now or (`repeated`) the first time its key came."""

    promo_id: UUID
    sent: int
    repeated: bool = False


def send_promo(shop: Shop, group: Group, text: str, *, key: str, person_id: int) -> Sent:
    """Send an offer to those of a group who may be told now, once a key; eight statements, however many they are.

    One offer a week to a customer, so many a day of a shop: who waited longest comes first. With nobody to tell it is refused
    and nothing is kept.
    """
    said = rules.promo_text(text, own=f"{settings.PUBLIC_URL}/{shop.slug}")
    at = now()
    with in_business(shop.id):
        fetch("select pg_advisory_xact_lock(%s, %s)", (ONE_AT_A_TIME, shop.id % 2**31))
        before = fetch("select id, text, sent from customers_promo where key = %s", (key,))
        if before:
            if before[0][1] != said:
                raise PromoKeyUsed()
            return Sent(before[0][0], before[0][2], repeated=True)
        told = _take(group, left_today(shop.id))
        if not told:
            raise NobodyToTell()
        promo_id = new_id()
        fetch(
            'insert into customers_promo (id, business_id, key, text, "group", sent, person_id, at)'
            " values (%s, %s, %s, %s, %s, %s, %s, %s)",
            (promo_id, shop.id, key, said, group.name, len(told), person_id, at),
        )
        send_messages(
            [
                MessageDraft(
                    event_key=f"promo:{promo_id}:{customer_id}",
                    to=phone,
                    template="shop_promo",
                    facts={"shop": shop.name, "text": said},
                    business_id=shop.id,
                    language=language,
                )
                for customer_id, phone, language in told
            ]
        )
    return Sent(promo_id, len(told))


def _take(group: Group, most: int) -> list[tuple[UUID, str, str]]:
    """Mark those who are told now, so that nobody tells them again this week: (customer, phone, language)."""
    return fetch(
        f"""
        update customers_customer mine set told_at = %(now)s from (
            select id, language from ({AUDIENCE}) asked where reason = ''
            order by told_at nulls first, last_at desc, id limit %(most)s
        ) chosen where mine.id = chosen.id returning mine.id, mine.phone, chosen.language
        """,  # noqa: S608  texts are ours
        {**group.values(), "most": max(0, most)},
    )
