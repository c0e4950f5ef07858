"""The sums that pages show: locked first, counted last, so that two at once are both counted."""

from collections.abc import Collection
from uuid import UUID

from sekoci.kit.ids import new_id
from sekoci.kit.sql import Rows, fetch

_RATINGS = Rows(
    "reviews_rating", {"id": "uuid", "business_id": "bigint", "product_id": "uuid", "count": "int", "stars": "bigint"}
)


def lock_ratings(business_id: int, product_ids: Collection[UUID]) -> None:
    """Keep others from counting these products until we commit; in id order. Two statements."""
    wanted = sorted(set(product_ids))
    _RATINGS.insert([(new_id(), business_id, product, 0, 0) for product in wanted], then="on conflict do nothing")
    fetch(
        "select 1 from reviews_rating where business_id = %s and product_id = any(%s) order by product_id for no key update",
        (business_id, wanted),
    )


def count_anew(business_id: int, product_ids: Collection[UUID]) -> None:
    """Count what is shown of these products; one statement. Whatever changed, the pages' version changes with it."""
    fetch(
        """
        update reviews_rating rating set count = told.count, stars = told.stars
        from (
            select wanted.product_id, count(review.id)::int as count, coalesce(sum(review.stars), 0)::bigint as stars
            from unnest(%(products)s::uuid[]) wanted (product_id)
            left join reviews_review review on review.business_id = %(business)s and review.product_id = wanted.product_id
                and review.state <> 'hidden'
            group by 1
        ) told where rating.business_id = %(business)s and rating.product_id = told.product_id
        """,
        {"products": sorted(set(product_ids)), "business": business_id},
    )
