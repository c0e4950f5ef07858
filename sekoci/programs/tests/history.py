"""Shops that sold for months, inside a programme and outside, written set-based: what takes the verbs days to live through."""

from datetime import date

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch

SHOPS = """
    with made as (
        insert into registry_business (slug, name, sells, about, kind, area_id, address, phone, zone, nib, legal_form,
            opening_hours, has_public_shop, offers_pickup, offers_delivery, delivery_fee, accepts_cash, bank_account, is_demo,
            created_at, yearly_sales)
        select %(prefix)s || g, 'Toko ' || g, 'keripik', '', 'keripik', %(area)s, '', '+62812' || lpad(g::text, 8, '0'),
            'Asia/Jakarta', '', 'person', '{}', true, true, false, 0, true, '', false, %(since)s::timestamptz, 50000000
        from generate_series(1, %(many)s) g returning id
    )
    select id from made order by id
"""
DAYS = """
    insert into indicators_shopday (business_id, day, way, orders, sales, cashless)
    select shop, week + 1, 'shop', orders, sales, 0 from unnest(%(shops)s::bigint[], %(weeks)s::date[], %(orders)s::int[],
        %(sales)s::bigint[]) sold (shop, week, orders, sales) where orders > 0
"""
JOIN = """
    with outlet as (
        insert into registry_outlet (name, owner, phone, street, area_code, nib, kbli, kind, sex, rows, lists, organisations,
            golden, shop_id, created_at, changed_at)
        select name, '', '', '', area_id, '', '', kind, '', 1, 1, '{}', '{}', id, now(), now() from registry_business
        where id = any(%(shops)s) returning id, shop_id, area_code
    ), enrolment as (
        insert into programs_enrolment (id, program_id, outlet_id, shop_id, area_code, way, state, score, points, reached, lost,
            came_at, cohort_id)
        select gen_random_uuid(), %(program)s, id, shop_id, area_code, 'hand', 'chosen', 0, '{}', '{}', '{}', %(at)s, %(cohort)s
        from outlet returning id
    )
    insert into programs_enrolmentstep (enrolment_id, state, reason, by, at)
    select id, 'chosen', '', 'officer:1', %(at)s from enrolment
"""


def shops(many, *, prefix, area="33.72.01", since="2025-01-01"):
    """So many businesses; their ids."""
    with across_businesses():
        return [
            number for (number,) in fetch(SHOPS, {"many": many, "prefix": prefix, "area": area, "since": f"{since} 05:00+00"})
        ]


def sold(weeks):
    """(shop, Monday, orders from afar, rupiah) each: sold on the Tuesday of that week."""
    columns = list(zip(*weeks, strict=True))
    with across_businesses():
        fetch(DAYS, dict(zip(("shops", "weeks", "orders", "sales"), map(list, columns), strict=True)))


def join(program, shop_ids, day: date, cohort=None):
    """Chosen on a day."""
    with across_businesses():
        at = f"{day} 05:00+00"
        fetch(JOIN, {"program": program.id, "shops": shop_ids, "at": at, "cohort": cohort})
