-- A country of businesses and a year of their orders, written set-based: the rows that the verbs write, as far as numbers read them.
-- Foreign keys and triggers are not asked but the one that counts outlets; order lines, stock and books are not made, so of `sekoci verify` only our checks are run.
-- name: businesses
select setseed(0.41);
create temp table place as
select code, zone, row_number() over (order by md5(code)) as n from registry_area where level = 4;
create temp table chosen as select g, random() as where_to, random() as dice, random() as other from generate_series(1, {shops}) g;
insert into registry_business (id, slug, name, sells, about, kind, area_id, address, phone, zone, nib, legal_form, opening_hours,
    has_public_shop, offers_pickup, offers_delivery, delivery_fee, accepts_cash, bank_account, is_demo, created_at, yearly_sales)
select g, 'toko-uji-' || g, 'Toko Uji ' || g, 'aneka', '', (array['keripik', 'kopi', 'batik', 'laundry', ''])[1 + g % 5], code, '',
    '+62812' || lpad(g::text, 8, '0'), zone, '', 'person', '{{}}', dice < 0.3, true, true, 0, true, '', false, now(),
    case when dice < 0.6 then (1000000 * power(10, other * 4))::bigint end
from chosen join place on n = 1 + floor((select count(*) from place) * where_to * where_to)::bigint;
create table bench_shop as select id, zone, area_id, phone from registry_business;
create unique index on bench_shop (id);
-- name: lists
insert into registry_organisation (slug, name, kind, created_at)
select 'mitra-' || g, 'Mitra ' || g, 'marketplace', now() from generate_series(1, 6) g;
insert into registry_partnerlist (organisation_id, name, columns, legal_basis, is_own, created_at)
select id, 'Daftar ' || name, '{{}}', '', slug = 'mitra-6', now() from registry_organisation where slug like 'mitra-%';
insert into registry_listedition (id, list_id, file_name, sha256, as_of, state, columns, preview, rows_total, rows_done, came, changed,
    same, went, quarantined, problem, created_at, stored_at)
select gen_random_uuid(), id, 'daftar.csv', md5(id::text), current_date - 20, 'stored', '{{}}', '{{}}', 0, 0, 0, 0, 0, 0, 0, '',
    now() - interval '1 day', now() - interval '1 day' from registry_partnerlist;
insert into registry_listrow (list_id, organisation_id, key, first_edition_id, edition_id, as_of, name, owner, phone, street, area_code,
    area_score, nib, kbli, kind, sex, name_key, owner_key, street_key, facts, said, outlet_id, waits)
select l.id, l.organisation_id, s.id, e.id, e.id, e.as_of, 'Toko Uji ' || s.id, 'Sri ' || s.id % 977, s.phone, 'Jl. Mawar ' || s.id % 90,
    s.area_id, 1, '', '', '', case s.id % 3 when 0 then 'f' when 1 then 'm' else '' end, 'toko uji ' || s.id, '', '',
    case s.id % 4 when 0 then '{{"listing": true}}' when 1 then '{{"qris": "ya", "workers": 3}}'
        when 2 then jsonb_build_object('last_order', current_date - (s.id % 200)::int) else '{{}}' end::jsonb, '{{}}', s.id, 0
from bench_shop s join (select *, row_number() over (order by id) as n from registry_partnerlist) l
    on l.n = 6 or (s.id * 7 + l.n * l.n) % 10 < 3
join registry_listedition e on e.list_id = l.id order by s.id;
alter table registry_outlet enable always trigger counted_came;
insert into registry_outlet (id, name, owner, phone, street, area_code, nib, kbli, kind, sex, rows, lists, organisations, golden,
    shop_id, created_at, changed_at)
select r.outlet_id, min(r.name), min(r.owner), min(r.phone), min(r.street), min(r.area_code), '', '', min(b.kind), min(r.sex), count(*),
    count(*), array_agg(distinct r.organisation_id order by r.organisation_id), '{{}}', r.outlet_id, now() - interval '1 day',
    now() - interval '1 day'
from registry_listrow r join registry_business b on b.id = r.outlet_id group by r.outlet_id;
insert into registry_linkrun (id, state, is_whole, engine, model, rows, pairs, doubtful, outlets, outlets_low, outlets_high, problem,
    asked_at, ended_at)
select gen_random_uuid(), 'done', true, 'duckdb', '{{}}', 0, 0, 0, {shops}, {shops} * 99 / 100, {shops} * 101 / 100, '', now(), now();
-- name: orders
select setseed({seed});
create temp table made as
select {new_id} as id, s.id as business_id, at, dice, other, 5000 + (other * 150000)::bigint as total, row_number() over () as n
from (
    select 1 + floor({shops} * power(random(), 1.5))::bigint as shop, random() as dice, random() as other,
        date '{first}' + floor(random() * {days})::int + random() * interval '1 day' as local
    from generate_series(1, {orders}) g
) drawn join bench_shop s on s.id = drawn.shop cross join lateral (select drawn.local at time zone s.zone as at) moment
order by at;
insert into orders_order (id, business_id, code, token, source, source_key, fingerprint, buyer_name, buyer_phone, fulfilment, address,
    note, delivery_fee, total, state, placed_at, needs_attention, way_in)
select id, business_id, 'S-7K3FQ', left(md5(id::text), 22), case when dice < 0.5 then 'counter' when dice < 0.55 then 'api' else 'shop' end,
    id, '\x00112233445566778899aabbccddeeff', '', '', 'pickup', '', '', 0, total,
    case when other < 0.04 then 'cancelled' when other < 0.1 then 'accepted' else 'completed' end, at, '',
    case when dice < 0.65 then '' when dice < 0.75 then 'wa' when dice < 0.8 then 'ig' when dice < 0.9 then 'pasar' else '' end
from made;
insert into payments_payment (id, business_id, order_id, order_code, method, provider, amount, status, reference, qris, asked_at,
    settled_at, settled_by, goods_delivered)
select id, business_id, id, 'S-7K3FQ', case when other < 0.6 then 'cash' when other < 0.9 then 'qris' else 'transfer' end, 'own_qris', total,
    case when other < 0.04 then 'cancelled' else 'settled' end, '', '', at, case when other >= 0.04 then at end, '', true
from made;
insert into payments_refund (id, business_id, payment_id, source_key, amount, paid_from, reason, by, at)
select id, business_id, id, id, case when dice < 0.9 then total / 2 else total end, 'cash', '', '', at
from made where n % 200 = 0 and other >= 0.04 and total > 1;
insert into kit_event (name, payload, at)
select 'OrdersPlaced', jsonb_build_object('order_ids', jsonb_agg(id)), max(at) from made group by n / {together} order by n / {together};
drop table made;
-- name: programme
insert into programs_program (slug, name, template, about, joining, state, begins_on, ends_on, budget, areas, eligibility, stages,
    created_at, opened_at)
select 'nasional', 'Nasional', '', '', '', 'open', current_date - 200, current_date + 200, 0, '{{""}}', '{{}}',
    '{{contacted,onboarded,trained,listed,first_order,regular}}', now(), now();
insert into programs_carrier (program_id, organisation_id, is_owner)
select p.id, o.id, true from programs_program p, registry_organisation o where o.slug = 'uji';
insert into programs_target (program_id, stage, area_code, by_day, wanted)
select id, 'first_order', '', current_date + 100, {shops} / 100 from programs_program;
insert into programs_enrolment (id, program_id, outlet_id, shop_id, area_code, way, state, score, points, reached, lost, came_at)
select gen_random_uuid(), p.id, s.id, s.id, s.area_id, 'list', 'chosen', 0, '{{}}',
    (array['contacted', 'onboarded', 'trained', 'listed', 'first_order'])[1:1 + s.id / 100 % 5], '{{}}', now() - interval '90 days'
from bench_shop s cross join programs_program p where s.id % 100 = 0;
insert into programs_stageevent (enrolment_id, stage, is_reached, source, since, noted_at)
select e.id, stage, true, 'hand', now() - (e.outlet_id % 80) * interval '1 day', now()
from programs_enrolment e cross join unnest(e.reached) stage;
