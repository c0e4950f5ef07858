"""A buyer says how it was: for what they bought and have, once a product, changeable for a week."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from django.conf import settings

from sekoci.accounts.actions import take
from sekoci.accounts.rules import Limit
from sekoci.kit.clock import now
from sekoci.kit.errors import Refusal
from sekoci.kit.ids import new_id
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import arrays, fetch
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.orders.queries import OrderView, orders_across
from sekoci.registry.queries import contacts_of, members_of
from sekoci.reviews import rules
from sekoci.reviews.actions.counting import count_anew, lock_ratings
from sekoci.reviews.rules import ReviewDraft, may_be_reviewed


class NotYours(Refusal):
    code, status = "not_yours_to_review", 403
    id = "Hanya pembeli yang pesanannya selesai bisa memberi bintang."
    en = "Only buyers whose order is completed can give stars."


class TooLate(Refusal):
    code, status = "review_stands", 409
    id = "Ulasan ini tidak bisa diubah lagi."
    en = "This review can no longer be changed."


WRITE = """
insert into reviews_review as review
    (id, business_id, order_id, product_id, product_name, stars, text, author, state, written_at, answer)
select draft.id, %s, %s, draft.product_id, draft.name, draft.stars, draft.text, %s, 'shown', %s, ''
from unnest(%s::uuid[], %s::uuid[], %s::text[], %s::smallint[], %s::text[]) as draft (id, product_id, name, stars, text)
on conflict (business_id, order_id, product_id) do update
    set stars = excluded.stars, text = excluded.text, changed_at = excluded.written_at
    where (review.stars, review.text) is distinct from (excluded.stars, excluded.text)
      and review.state in ('shown', 'kept') and review.written_at > %s
returning review.id, review.product_id, review.stars, review.changed_at is null
"""


def write_reviews(order: OrderView, drafts: Sequence[ReviewDraft]) -> int:
    """What the holder of an order's token says of its products; how many were written or changed. Saying it twice is once.

    Refused unless the order is completed, not all given back, and its buyer is none of the shop's own people (NotYours);
    and where a review is older than a week or was hidden (TooLate): then none of them is written.
    """
    names = {line.product_id: line.name for line in order.lines if line.product_id}
    asked = {draft.product_id: draft for draft in drafts if draft.product_id in names}
    rows = [
        (new_id(), product, names[product], rules.stars_of(draft.stars), rules.said(draft.text, field=f"text-{product}"))
        for product, draft in sorted(asked.items())
    ]
    at = now()
    with in_business(order.business_id):
        if not rows or not may_be_reviewed(order) or _is_of_the_shop(order):
            raise NotYours()
        take([Limit(f"review:{order.id}", 20, timedelta(days=1))])
        lock_ratings(order.business_id, asked)
        author = rules.short_name(order.buyer_name)
        written = fetch(WRITE, (order.business_id, order.id, author, at, *arrays(rows), at - rules.CHANGEABLE_FOR))
        _refuse_what_stands(order, rows)
        count_anew(order.business_id, asked)
        _tell_of_low(order, [(review, product, stars) for review, product, stars, is_new in written if is_new])
    return len(written)


def ask_for_reviews(order_ids: Collection[UUID]) -> int:
    """Ask the buyers of completed orders once how it was, unless they said already; how many messages are new."""
    with across_businesses():
        reviewed = {row[0] for row in fetch("select order_id from reviews_review where order_id = any(%s)", (list(order_ids),))}
        orders = [each for each in orders_across(list(order_ids)) if may_be_reviewed(each) and each.id not in reviewed]
        contacts = contacts_of({order.business_id for order in orders})
        return send_messages(
            [
                MessageDraft(
                    event_key=f"review-ask:{order.id}",
                    to=order.buyer_phone,
                    template="order_review",
                    facts={
                        "shop": contact.name,
                        "code": order.code,
                        "url": f"{settings.PUBLIC_URL}/{contact.slug}/pesanan/{order.token}/ulasan",
                    },
                    business_id=order.business_id,
                )
                for order in orders
                if (contact := contacts.get(order.business_id)) and order.buyer_phone != contact.owner_phone
            ]
        )


def _is_of_the_shop(order: OrderView) -> bool:
    return order.buyer_phone in {member.phone for member in members_of(order.business_id)}


def _refuse_what_stands(order: OrderView, rows: Sequence[tuple[UUID, UUID, str, int, str]]) -> None:
    """What is not as it was just said could not be changed."""
    stands = {
        product: (stars, text)
        for product, stars, text in fetch(
            "select product_id, stars, text from reviews_review where business_id = %s and order_id = %s",
            (order.business_id, order.id),
        )
    }
    if any(stands.get(product) != (stars, text) for _id, product, _name, stars, text in rows):
        raise TooLate()


def _tell_of_low(order: OrderView, new: Sequence[tuple[UUID, UUID, int]]) -> None:
    """The owner hears of every new review with few stars."""
    low = [(review, product, stars) for review, product, stars in new if stars <= rules.LOW]
    contact = contacts_of({order.business_id}).get(order.business_id) if low else None
    if contact is None or not contact.owner_phone:
        return
    send_messages(
        [
            MessageDraft(
                event_key=f"review-low:{review}",
                to=contact.owner_phone,
                template="review_low_owner",
                facts={
                    "stars": str(stars),
                    "shop": contact.name,
                    "url": f"{settings.PUBLIC_URL}/kelola/{contact.slug}/ulasan",
                },
                business_id=order.business_id,
                language=contact.owner_language,
            )
            for review, _product, stars in low
        ]
    )
