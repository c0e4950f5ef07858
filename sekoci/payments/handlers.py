"""What payments do when others ask or announce: doubtful money is told to its owner, the settings say whose QRIS it is."""

from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext

from sekoci.kit.events import on
from sekoci.kit.money import rupiah
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.payments.events import MoneyNeedsReview
from sekoci.payments.queries import notices_by_id, sticker_of
from sekoci.registry.pages import says_on_settings
from sekoci.registry.queries import Shop, contacts_of


@says_on_settings("qris")
def whose_sticker(shop: Shop) -> str:
    """The name buyers pay to, as it is in the owner's own code."""
    sticker = sticker_of(shop.id)
    return sticker.merchant_name if sticker else gettext("Belum dipasang")


@on(MoneyNeedsReview, consumer="payments")
def tell_owners_of_doubtful_money(event: MoneyNeedsReview) -> None:
    """Once a notice: how much came, for which order, and where to say what it was."""
    rows = notices_by_id([UUID(notice_id) for notice_id in event.notice_ids])
    contacts = contacts_of({business_id for business_id, _row in rows})
    send_messages(
        [
            MessageDraft(
                event_key=f"doubtful:{row.id}",
                to=contact.owner_phone,
                template="money_needs_review",
                facts={
                    "shop": contact.name,
                    "code": row.order_code,
                    "amount": rupiah(row.amount),
                    "url": f"{settings.PUBLIC_URL}/kelola/{contact.slug}/pembayaran",
                },
                business_id=business_id,
                language=contact.owner_language,
            )
            for business_id, row in rows
            if (contact := contacts.get(business_id)) and contact.owner_phone
        ]
    )
