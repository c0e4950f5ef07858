"""A few shops for the front page."""

from dataclasses import dataclass

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch


@dataclass(frozen=True)
class PublicShop:
    id: int
    slug: str
    name: str
    sells: str
    area_path: str


def some_public_shops(most: int) -> list[PublicShop]:
    """The shops that have been public longest, closed ones left out."""
    with across_businesses():
        rows = fetch(
            """
            select b.id, b.slug, b.name, b.sells, a.path
            from registry_business b join registry_area a on a.code = b.area_id
            where b.has_public_shop and b.closed_at is null order by b.id limit %s
            """,
            (most,),
        )
    return [PublicShop(*row) for row in rows]
