"""Reads: what is shown of a product or shop, what an order's buyer said, the owner's list, what staff must look at."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sekoci.books.queries import Checked
from sekoci.kit.scope import across_businesses, in_business, reading
from sekoci.kit.sql import fetch
from sekoci.reviews.held import HELD as HELD
from sekoci.reviews.rules import LOW, Rating

VERSION = "reviews_version"
"""The function (business) that tells at which version a shop's reviews stand: for ETags, see catalog's `front_version`."""
CHOICES = {"": "true", "belum": "answer = '' and state <> 'hidden'", "rendah": f"stars <= {LOW}", "lapor": "state = 'reported'"}


@dataclass(frozen=True)
class ReviewView:
    """A review. `author` is empty for somebody; `reason` and `note` are of the last decision about it."""

    id: UUID
    business_id: int
    order_id: UUID
    product_id: UUID
    product_name: str
    stars: int
    text: str
    author: str
    state: str
    written_at: datetime
    answer: str
    answered_at: datetime | None
    reason: str = ""
    note: str = ""

    @property
    def drawn(self) -> str:
        """`★★★★☆`."""
        return "★" * self.stars + "☆" * (5 - self.stars)


COLUMNS = (
    "review.id, review.business_id, review.order_id, review.product_id, review.product_name, review.stars, review.text,"
    " review.author, review.state, review.written_at, review.answer, review.answered_at"
)
WITH_DECISION = f"""
    select {COLUMNS}, coalesce(last.reason, ''), coalesce(last.note, '') from reviews_review review
    left join lateral (
        select reason, note from reviews_decision where review_id = review.id order by id desc limit 1
    ) last on true
"""  # noqa: S608  texts are ours


def ratings(business_id: int) -> dict[UUID, Rating]:
    """The rating of every product of a shop that has reviews; one statement."""
    with reading(business_id):
        rows = fetch(
            "select product_id, count, stars from reviews_rating where business_id = %s and count > 0",
            (business_id,),
            prepared=True,
        )
    return {product: Rating(count, stars) for product, count, stars in rows}


def rating_of_all(rated: dict[UUID, Rating]) -> Rating:
    """What they make together."""
    return Rating(sum(each.count for each in rated.values()), sum(each.stars for each in rated.values()))


@dataclass(frozen=True)
class Shown:
    """Some of the reviews that are shown, newest first, what all of them make, and from which place the list goes on."""

    items: list[ReviewView]
    rating: Rating
    next: int | None


def shown(business_id: int, product_id: UUID | None = None, *, start: int = 0, limit: int = 5) -> Shown:
    """The reviews that everybody sees, of one product or of the shop; one statement."""
    with reading(business_id):
        rows = fetch(
            f"""
            select {COLUMNS}, count(*) over ()::int, sum(stars) over ()::bigint from reviews_review review
            where business_id = %(business)s and state <> 'hidden'
              and (%(product)s::uuid is null or product_id = %(product)s::uuid)
            order by written_at desc, id desc limit %(limit)s offset %(start)s
            """,  # noqa: S608  texts are ours
            {"business": business_id, "product": product_id, "limit": limit, "start": max(0, start)},
        )
    items = [ReviewView(*row[:12]) for row in rows]
    total, stars = (rows[0][12], rows[0][13]) if rows else (0, 0)
    more = start + limit if start + limit < total else None
    return Shown(items, Rating(total, stars), more)


def reviews_of_order(business_id: int, order_id: UUID) -> dict[UUID, ReviewView]:
    """What an order's buyer said, by product, hidden ones too; one statement."""
    with reading(business_id):
        rows = fetch(f"{WITH_DECISION} where review.business_id = %s and review.order_id = %s", (business_id, order_id))
    return {row[3]: ReviewView(*row) for row in rows}


@dataclass(frozen=True)
class MyReviews:
    """The owner's reviews, how many there are of each kind, and from which place the list goes on."""

    items: list[ReviewView]
    counts: dict[str, int]
    next: int | None


def my_reviews(business_id: int, *, choice: str = "", start: int = 0, limit: int = 20) -> MyReviews:
    """A page of a shop's reviews, hidden ones too; two statements."""
    counted = ", ".join(f"count(*) filter (where {each})" for each in CHOICES.values())
    with in_business(business_id):
        [counts] = fetch(f"select {counted} from reviews_review where business_id = %s", (business_id,))  # noqa: S608  ours
        rows = fetch(
            f"{WITH_DECISION} where review.business_id = %s and {CHOICES[choice]}"
            " order by written_at desc, id desc limit %s offset %s",
            (business_id, limit + 1, max(0, start)),
        )
    items = [ReviewView(*row) for row in rows[:limit]]
    return MyReviews(items, dict(zip(CHOICES, counts, strict=True)), start + limit if len(rows) > limit else None)


def reported(*, limit: int = 50) -> list[tuple[ReviewView, str, str]]:
    """What staff must look at, oldest first, with the shop's name and address; one statement."""
    with across_businesses():
        rows: list[tuple[Any, ...]] = fetch(
            f"""
            select waiting.*, shop.name, shop.slug from ({WITH_DECISION} where review.state = 'reported') waiting
            join registry_business shop on shop.id = waiting.business_id order by waiting.written_at, waiting.id limit %s
            """,  # noqa: S608  texts are ours
            (limit,),
        )
    return [(ReviewView(*row[:14]), row[14], row[15]) for row in rows]


@dataclass(frozen=True)
class Decided:
    """What staff decided about a review, and who."""

    product_name: str
    shop: str
    what: str
    reason: str
    note: str
    by: str
    at: datetime


def decided(*, limit: int = 30) -> list[Decided]:
    """The latest decisions of staff; one statement."""
    with across_businesses():
        rows = fetch(
            """
            select review.product_name, shop.name, decision.what, decision.reason, decision.note,
                   coalesce(nullif(person.name, ''), person.phone, ''), decision.at
            from reviews_decision decision join reviews_review review on review.id = decision.review_id
            join registry_business shop on shop.id = decision.business_id
            left join accounts_person person on person.id = decision.person_id
            where decision.what <> 'reported' order by decision.id desc limit %s
            """,
            (limit,),
        )
    return [Decided(*row) for row in rows]


def problems() -> list[Checked]:
    """Whether ratings are the sums of what is shown, for `sekoci verify`."""
    [(counted,)] = fetch("select count(*) from reviews_rating")
    wrong = fetch(
        """
        select format('product %%s of business %%s: rated %%s stars by %%s, its reviews make %%s by %%s', rating.product_id,
            rating.business_id, rating.stars, rating.count, coalesce(sum(review.stars), 0), count(review.id))
        from reviews_rating rating left join reviews_review review on review.business_id = rating.business_id
            and review.product_id = rating.product_id and review.state <> 'hidden'
        group by rating.id having (rating.count, rating.stars) is distinct from (count(review.id), coalesce(sum(review.stars), 0))
        limit 50
        """
    )
    return [Checked("a product's review stars are those of its reviews", counted, [text for (text,) in wrong])]
