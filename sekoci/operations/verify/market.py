"""The index of the market and the rows it is made from. What is announced and not heard yet is none of its faults."""

from sekoci.catalog.queries import LISTED
from sekoci.operations.verify.promise import Promise
from sekoci.registry.queries import ON_SHOW

WAITING = """
    waiting as (
        select distinct coalesce(whose.id, (event.payload ->> 'business_id')::bigint) as business_id
        from kit_event event
        left join kit_cursor mine on mine.consumer = 'market'
        left join lateral jsonb_array_elements_text(event.payload -> 'business_ids') named (id) on true
        left join lateral (select named.id::bigint as id) whose on true
        where event.name in ('ShopsChanged', 'ProductsChanged')
          and (mine.consumer is null or (event.transaction, event.id) > (mine.transaction, mine.event_id))
    )
"""
SHOPS = Promise(
    "the market finds every public shop by what it is, and no other",
    "select count(*) from market_shop",
    f"""
    with {WAITING}, there as (select on_show.id, md5(on_show::text)::uuid as fingerprint from ({ON_SHOW}) on_show)
    select 'shop ' || coalesce(there.id, kept.business_id) || case
        when kept.business_id is null then ' is not found'
        when there.id is null then ' is found, but not public'
        else ' is found by what it was' end
    from there full join market_shop kept on kept.business_id = there.id
    where there.fingerprint is distinct from kept.fingerprint
      and not exists (select from waiting where business_id = coalesce(there.id, kept.business_id))
    """,  # noqa: S608  texts are ours
)
PRODUCTS = Promise(
    "the market finds every listed product of a public shop by what it is, and no other",
    "select count(*) from market_product",
    f"""
    with {WAITING}, there as (
        select listed.id, listed.business_id, md5(listed::text)::uuid as fingerprint from ({LISTED} group by p.id) listed
        where exists (select from registry_business b where b.id = business_id and b.has_public_shop and b.closed_at is null)
    )
    select 'product ' || coalesce(there.id, kept.id) || ' of ' || coalesce(there.business_id, kept.business_id) || case
        when kept.id is null then ' is not found'
        when there.id is null then ' is found, but not listed'
        else ' is found by what it was' end
    from there full join market_product kept on kept.id = there.id
    where there.fingerprint is distinct from kept.fingerprint
      and not exists (select from waiting where business_id = coalesce(there.business_id, kept.business_id))
    """,  # noqa: S608  texts are ours
)
PROMISES = (SHOPS, PRODUCTS)
