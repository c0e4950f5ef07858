"""Who stands in the tests of the catalogue: an owner with a shop in Laweyan, and a neighbour with another."""

from sekoci.accounts.models import Person
from sekoci.books import queries as books
from sekoci.books.rules import INVENTORY
from sekoci.catalog import queries
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.registry.actions import OpenedBusiness, open_business

LAWEYAN = "33.72.01"


def an_owner(phone: str = "+6281234567890") -> Person:
    return Person.objects.create(phone=phone, name="Melati")


def a_shop(owner: Person, name: str = "Warung Melati") -> OpenedBusiness:
    with across_businesses():
        fetch(
            "insert into registry_area (code, name, level, kind, path, zone, postal_code) values"
            " (%s, 'Laweyan', 3, 'kecamatan', 'Laweyan, Kota Surakarta, Jawa Tengah', 'Asia/Jakarta', '')"
            " on conflict do nothing",
            (LAWEYAN,),
        )
    return open_business(owner_id=owner.pk, name=name, sells="keripik", area_code=LAWEYAN)


def balances(business_id: int) -> dict[str, int]:
    """Debits less credits of every account, from the rows themselves."""
    with in_business(business_id):
        rows = fetch(
            "select code, sum(amount)::bigint from (select debit_id, amount from books_entryline union all"
            " select credit_id, -amount from books_entryline) line (code, amount) group by code order by code"
        )
    return dict(rows)


def stocks(business_id: int) -> list[tuple[str, int, int, int]]:
    """Variant's name, pieces on hand, reserved, value; in the order in which they were made."""
    with in_business(business_id):
        return fetch(
            "select v.name, s.on_hand, s.reserved, s.value from catalog_stock s join catalog_variant v on v.id = s.variant_id"
            " order by v.id"
        )


def worth_of_stock(business_id: int) -> int:
    """What the pieces on hand cost, rupiah: what the books' *Persediaan* must say."""
    with in_business(business_id):
        [(worth,)] = fetch("select coalesce(sum(value), 0)::bigint from catalog_stock")
        return int(worth)


def is_sound(business_id: int) -> bool:
    """Whether stock and books are whole, and say the same."""
    found = [*books.problems(), *queries.problems()]
    worth = worth_of_stock(business_id)
    return not any(each.wrong for each in found) and balances(business_id).get(INVENTORY, 0) == worth
