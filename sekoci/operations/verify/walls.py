"""The walls of the database itself: who may see which rows, and what may never change."""

from sekoci.operations.verify.promise import Promise

WRITTEN_ONCE = (
    "books_entry",
    "books_entryline",
    "catalog_stockmove",
    "orders_orderline",
    "orders_orderstep",
    "payments_refund",
    "registry_outletmove",
    "registry_pairdecision",
    "reviews_decision",
)
WITHOUT_WALL = ("registry_directoryentry",)
"""Asked before anybody knows whose key it is."""

ROWS = Promise(
    "every table that belongs to businesses shows each its own rows only",
    "select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity",
    """
    select 'table ' || owned.relname || ' has no wall' from pg_class owned
    where owned.relnamespace = 'public'::regnamespace and owned.relkind = 'r' and owned.relname <> all(%(without)s)
      and (owned.relname = 'registry_business' or exists (
          select from pg_attribute where attrelid = owned.oid and attname = 'business_id' and not attisdropped))
      and not (owned.relrowsecurity and exists (select from pg_policy where polrelid = owned.oid))
    """,
    {"without": list(WITHOUT_WALL)},
)
ONCE = Promise(
    "what is written once refuses to change",
    "select count(*) from pg_trigger where tgname = 'written_once'",
    """
    select 'table ' || name || ' may be changed' from unnest(%(tables)s::text[]) name
    where not exists (
        select from pg_trigger
        where tgrelid = to_regclass('public.' || name) and tgname = 'written_once' and tgenabled in ('O', 'A'))
    """,
    {"tables": list(WRITTEN_ONCE)},
)
CONSTRAINTS = Promise(
    "every constraint holds for every row",
    "select count(*) from pg_constraint where connamespace = 'public'::regnamespace",
    """
    select format('constraint %%s of %%s was never validated', conname, conrelid::regclass) from pg_constraint
    where connamespace = 'public'::regnamespace and not convalidated
    """,
)
WEB_ROLE = Promise(
    "the web server is neither owner nor superuser",
    "select count(*) from pg_roles where rolname = session_user",
    """
    select format('role %%s is more than the web server may be', rolname) from pg_roles
    where rolname = session_user and (rolsuper or rolbypassrls
        or exists (select from pg_class where relowner = pg_roles.oid and relnamespace = 'public'::regnamespace))
    """,
)
TOGETHER = Promise(
    "rows stay with their own business",
    "select count(*) from registry_business",
    """
    select format('%%s %%s is of business %%s, what it belongs to of %%s', kind, id, business_id, parent) from (
        select 'variant' kind, v.id, v.business_id, p.business_id parent
            from catalog_variant v join catalog_product p on p.id = v.product_id
        union all select 'stock', s.variant_id, s.business_id, v.business_id
            from catalog_stock s join catalog_variant v on v.id = s.variant_id
        union all select 'order line', l.id, l.business_id, o.business_id
            from orders_orderline l join orders_order o on o.id = l.order_id
        union all select 'order step', s.id, s.business_id, o.business_id
            from orders_orderstep s join orders_order o on o.id = s.order_id
        union all select 'refund', r.id, r.business_id, p.business_id
            from payments_refund r join payments_payment p on p.id = r.payment_id
        union all select 'webhook message', m.id, m.business_id, t.business_id
            from webhooks_message m join webhooks_target t on t.id = m.target_id
        union all select 'webhook try', a.id, a.business_id, m.business_id
            from webhooks_attempt a join webhooks_message m on m.id = a.message_id
    ) kin where business_id <> parent
    """,
)

PROMISES = (ROWS, ONCE, CONSTRAINTS, WEB_ROLE, TOGETHER)
