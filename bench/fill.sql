-- Some orders at once: the rows that place_orders writes (see limit.sql), for a database that has been used for years.
-- Foreign keys and triggers are not asked (the ids are read from the very tables they point to); `sekoci verify` asks afterwards.
set session_replication_role = replica;
create temp table made on commit drop as
select {new_id} id, target.business, target.product_id as one, other.product_id as two, clock_timestamp() at
from generate_series(1, {orders}) g
join bench_target target on target.shop = 1 + g % {shops} and target.product = 1 + g / {shops} % {products}
join bench_target other on other.shop = target.shop and other.product = 1 + (target.product + g / 7 % ({products} - 1)) % {products};
create temp table line on commit drop as
select made.id order_id, made.business, made.at, place.number, variant.id variant_id, variant.product_id, product.name, variant.price
from made
cross join lateral (values (0, made.one), (1, made.two)) place (number, product_id)
join catalog_variant variant on variant.product_id = place.product_id
join catalog_product product on product.id = variant.product_id;
create temp table total on commit drop as select order_id, sum(price)::bigint total from line group by 1;
insert into orders_order (id, business_id, code, token, source, source_key, fingerprint, buyer_name, buyer_phone, fulfilment,
    address, note, delivery_fee, total, state, placed_at, expires_at, needs_attention)
select made.id, business, 'S-7K3FQ', '1f.' || left(md5(made.id::text), 22), 'api', made.id::text, '\x00112233445566778899aabbccddeeff',
    'Sri', '+6281234567899', 'pickup', '', '', 0, total, 'placed', at, at + interval '48 hours', ''
from made join total on total.order_id = made.id order by made.id;
insert into orders_orderline (id, business_id, order_id, position, product_id, variant_id, name, unit, unit_price, quantity, shortage)
select {new_id}, business, order_id, number, product_id, variant_id, name, 'pcs', price, 1, 0 from line;
insert into orders_orderstep (id, business_id, order_id, state, at, by, note)
select {new_id}, business, id, 'placed', at, 'buyer', '' from made;
insert into payments_payment (id, business_id, order_id, order_code, method, provider, amount, status, reference, qris,
    asked_at, settled_at, settled_by, goods_delivered)
select {new_id}, business, id, 'S-7K3FQ', 'cash', 'cash', total, 'waiting', '', '', at, null, '', false
from made join total on total.order_id = made.id;
insert into catalog_stockmove (id, business_id, variant_id, kind, on_hand, reserved, value, unit_cost, reference, note, at)
select {new_id}, business, variant_id, 'reserve', 0, 1, 0, 0, order_id, '', at from line;
update catalog_stock set reserved = reserved + taken.pieces, moved_at = clock_timestamp()
from (select variant_id, count(*) pieces from line group by 1) taken where taken.variant_id = catalog_stock.variant_id;
insert into kit_event (name, payload, at)
select 'OrdersPlaced', jsonb_build_object('order_ids', jsonb_agg(id)), clock_timestamp()
from (select id, row_number() over () / 500 part from made) parts group by part;
