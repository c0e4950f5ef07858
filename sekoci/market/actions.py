"""The index of what everybody may find: kept up in sets, made anew by one verb."""

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from sekoci.catalog.queries import Listed, listed_products
from sekoci.kit.clock import now
from sekoci.kit.errors import NotFound
from sekoci.kit.scope import across_businesses
from sekoci.kit.spelling import Word, words
from sekoci.kit.sql import arrays, fetch
from sekoci.kit.staff import note_act
from sekoci.market import rules
from sekoci.registry.queries import ShopOnShow, public_ids, shop_of, shops_on_show

T = TypeVar("T")
SHOPS_AT_ONCE, PRODUCTS_AT_ONCE = 500, 5_000

VECTOR = """setweight(to_tsvector('simple', {sounds}), '{weight}') || setweight(to_tsvector('indonesian', {plain}), '{stems}')"""
SHOPS = f"""
with arriving as (
    select business_id, slug, area_code, latitude, longitude, hours, fingerprint,
           {VECTOR.format(sounds="name_sounds", plain="name_plain", weight="A", stems="B")}
           || {VECTOR.format(sounds="sells_sounds", plain="sells_plain", weight="B", stems="C")}
           || setweight(to_tsvector('indonesian', about_plain), 'D')
           || setweight(to_tsvector('simple', place_sounds), 'D') || array_to_tsvector(string_to_array(places, ' ')) as words,
           setweight(to_tsvector('simple', name_sounds), 'C') || setweight(to_tsvector('simple', place_sounds), 'D')
           || array_to_tsvector(string_to_array(places, ' ')) as reach
    from unnest(%s::bigint[], %s::text[], %s::text[], %s::float8[], %s::float8[], %s::int4multirange[], %s::uuid[],
                %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[])
        as shop (business_id, slug, area_code, latitude, longitude, hours, fingerprint, name_sounds, name_plain,
                 sells_sounds, sells_plain, about_plain, place_sounds, places)
), before as (
    select business_id, reach from market_shop where business_id = any(%s)
), written as (
    insert into market_shop (business_id, slug, area_code, latitude, longitude, hours, fingerprint, words, reach, changed_at)
    select arriving.*, %s from arriving
    on conflict (business_id) do update
    set slug = excluded.slug, area_code = excluded.area_code, latitude = excluded.latitude, longitude = excluded.longitude,
        hours = excluded.hours, words = excluded.words, reach = excluded.reach, fingerprint = excluded.fingerprint,
        changed_at = excluded.changed_at
    where (market_shop.fingerprint, market_shop.words) is distinct from (excluded.fingerprint, excluded.words)
    returning business_id, reach
)
select written.business_id from written left join before using (business_id) where before.reach is distinct from written.reach
"""  # noqa: S608  texts are ours
PRODUCTS = f"""
insert into market_product (id, business_id, price, words, fingerprint, changed_at)
select arriving.id, business_id, price,
       {VECTOR.format(sounds="name_sounds", plain="name_plain", weight="A", stems="B")}
       || {VECTOR.format(sounds="more_sounds", plain="more_plain", weight="B", stems="D")} || shop.reach,
       arriving.fingerprint, %s
from unnest(%s::uuid[], %s::bigint[], %s::bigint[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[])
    as arriving (id, business_id, price, fingerprint, name_sounds, name_plain, more_sounds, more_plain)
join market_shop shop using (business_id)
on conflict (id) do update
set price = excluded.price, words = excluded.words, fingerprint = excluded.fingerprint, changed_at = excluded.changed_at
where (market_product.fingerprint, market_product.words) is distinct from (excluded.fingerprint, excluded.words)
"""  # noqa: S608  texts are ours


def index_shops(business_ids: Collection[int]) -> None:
    """Bring the index up to what these shops are now: public ones stand in it, others leave it with all they sell."""
    ids = sorted(set(business_ids))
    with across_businesses():
        for some in _chunks(ids, SHOPS_AT_ONCE):
            on_show = shops_on_show(some)
            fetch(
                "delete from market_shop where business_id = any(%s) and business_id <> all(%s)",
                (some, [shop.id for shop in on_show]),
            )
            moved = _write_shops(on_show)
            if moved:
                _write_products(listed_products(of=moved))


def index_products(product_ids: Collection[UUID]) -> None:
    """Bring the index up to what these products are now: listed ones of public shops stand in it, others leave it."""
    with across_businesses():
        for some in _chunks(sorted(product_ids), PRODUCTS_AT_ONCE):
            listed = listed_products(ids=some)
            fetch("delete from market_product where id = any(%s) and id <> all(%s)", (list(some), [each.id for each in listed]))
            _write_products(listed)


def rebuild_index() -> tuple[int, int]:
    """Make the whole index anew; how many shops and products stand in it. Searches go on meanwhile, over what is there so far.

    In steps of their own, so that no shop waits long: whatever changes in between is announced and follows.
    """
    with across_businesses():
        fetch("delete from market_shop")
        fetch("delete from market_word")
    after = 0
    while True:
        with across_businesses():
            ids = public_ids(after=after, most=SHOPS_AT_ONCE)
            index_shops(ids)
        if len(ids) < SHOPS_AT_ONCE:
            break
        after = ids[-1]
    with across_businesses():
        [(shops, products)] = fetch("select (select count(*) from market_shop), (select count(*) from market_product)")
    return shops, products


@transaction.atomic
def reindex_shop(business_id: int, *, by: int) -> bool:
    """Staff make the part of one shop anew; what is searched meanwhile is still the old part. NotFound: there is no such shop."""
    if shop_of(business_id) is None:
        raise NotFound()
    with across_businesses():
        fetch("delete from market_shop where business_id = %s", (business_id,))
        index_shops([business_id])
        note_act(by, "shop.reindex", about=f"business:{business_id}")
    return True


def _write_shops(shops: Sequence[ShopOnShow]) -> list[int]:
    """Write these shops; those whose products must be written again, because where they are or what they are called changed."""
    if not shops:
        return []
    rows, all_words = [], list[Word]()
    for shop in shops:
        name, sells, about, place = (words(text) for text in (shop.name, shop.sells, shop.about, shop.area_path))
        places = [
            *rules.area_lexemes(shop.area_code),
            *rules.cell_lexeme(shop.latitude, shop.longitude),
            *rules.kind_lexemes(shop.kind),
        ]
        rows.append(
            (
                shop.id, shop.slug, shop.area_code, _number(shop.latitude), _number(shop.longitude),
                rules.open_week(shop.opening_hours, shop.zone), shop.fingerprint, _sounds(name), _plain(name), _sounds(sells),
                _plain(sells), _plain(about), _sounds(place), " ".join(places),
            )
        )  # fmt: skip
        all_words += [*name, *sells, *place]
    _remember(all_words)
    moved = fetch(SHOPS, [*arrays(rows), [shop.id for shop in shops], now()])
    return [business_id for (business_id,) in moved]


def _write_products(products: Sequence[Listed]) -> None:
    for some in _chunks(products, PRODUCTS_AT_ONCE):
        rows, all_words = [], list[Word]()
        for each in some:
            name, more = words(each.name), words(f"{each.category} {each.variants} {each.description}")
            rows.append(
                (
                    each.id, each.business_id, each.price, each.fingerprint, _sounds(name), _plain(name),
                    _sounds(words(f"{each.category} {each.variants}")), _plain(more),
                )
            )  # fmt: skip
            all_words += name
        _remember(all_words)
        fetch(PRODUCTS, [now(), *arrays(rows)])


def _remember(all_words: Iterable[Word]) -> None:
    """Keep the words that are there, so that a slip of the finger is told from a word we know."""
    known = sorted({word.folded for word in all_words})
    fetch("insert into market_word select unnest(%s::text[]) on conflict do nothing", (known,))


def _sounds(found: Sequence[Word]) -> str:
    return " ".join(word.folded for word in found)


def _plain(found: Sequence[Word]) -> str:
    return " ".join(word.plain for word in found)


def _number(value: float | None) -> str | None:
    return None if value is None else repr(value)


def _chunks(items: Iterable[T], size: int) -> Iterable[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
