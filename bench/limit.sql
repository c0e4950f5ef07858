-- One order as fast as the database can write it: the rows that place_orders writes, in one call.
create or replace function bench_order(in_shop int, first_product int, second_product int, key text) returns uuid
language plpgsql as $$
declare
    mine uuid := {new_id};
    at timestamptz := clock_timestamp();
    business bigint;
    picked uuid[];
    variants uuid[];
    products uuid[];
    names text[];
    prices bigint[];
begin
    select array_agg(product_id), min(target.business) into picked, business
    from bench_target target where shop = in_shop and product in (first_product, second_product);
    select array_agg(variant_id), array_agg(product_id), array_agg(name), array_agg(price)
    into variants, products, names, prices
    from (
        select stock.variant_id, variant.product_id, product.name, variant.price
        from catalog_variant variant
        join catalog_product product on product.id = variant.product_id
        join catalog_stock stock on stock.variant_id = variant.id
        where variant.product_id = any(picked) and stock.on_hand - stock.reserved >= 1
        order by stock.variant_id for no key update of stock
    ) found;
    insert into orders_order (id, business_id, code, token, source, source_key, fingerprint, buyer_name, buyer_phone, fulfilment,
        address, note, delivery_fee, total, state, placed_at, expires_at, needs_attention)
    values (mine, business, 'S-7K3FQ', '1f.' || substr(mine::text, 1, 22), 'api', key, '\x00112233445566778899aabbccddeeff',
        'Sri', '+6281234567899', 'pickup', '', '', 0, prices[1] + prices[2], 'placed', at, at + interval '48 hours', '');
    insert into orders_orderline (id, business_id, order_id, position, product_id, variant_id, name, unit, unit_price, quantity,
        shortage)
    select {new_id}, business, mine, place - 1, products[place], variants[place], names[place], 'pcs', prices[place], 1, 0
    from generate_series(1, 2) place;
    insert into orders_orderstep (id, business_id, order_id, state, at, by, note)
    values ({new_id}, business, mine, 'placed', at, 'buyer', '');
    insert into payments_payment (id, business_id, order_id, order_code, method, provider, amount, status, reference, qris,
        asked_at, settled_at, settled_by, goods_delivered)
    values ({new_id}, business, mine, 'S-7K3FQ', 'cash', 'cash', prices[1] + prices[2], 'waiting', '', '', at, null, '', false);
    insert into catalog_stockmove (id, business_id, variant_id, kind, on_hand, reserved, value, unit_cost, reference, note, at)
    select {new_id}, business, variants[place], 'reserve', 0, 1, 0, 0, mine, '', at from generate_series(1, 2) place;
    update catalog_stock set reserved = reserved + 1, moved_at = at where variant_id = any(variants);
    insert into kit_event (name, payload, at) values ('OrdersPlaced', jsonb_build_object('order_ids', jsonb_build_array(mine)), at);
    return mine;
end $$
