from django.db import migrations

from sekoci.kit.walls import own_rows_only

TABLES = """
create table market_shop (
    business_id bigint primary key references registry_business on delete cascade,
    slug text not null,
    area_code text collate "C" not null,
    latitude double precision,
    longitude double precision,
    hours int4multirange,
    words tsvector not null,
    reach tsvector not null,
    fingerprint uuid not null,
    changed_at timestamptz not null
);
create index market_shop_area on market_shop (area_code);
create index market_shop_words on market_shop using gin (words) with (fastupdate = off);
create table market_product (
    id uuid primary key,
    business_id bigint not null references market_shop on delete cascade,
    price bigint not null,
    words tsvector not null,
    fingerprint uuid not null,
    changed_at timestamptz not null
);
create index market_product_business on market_product (business_id, id);
create index market_product_words on market_product using gin (words) with (fastupdate = off);
create table market_word (word text collate "C" primary key);
"""
TOLD = """
insert into kit_event (name, payload, at)
select 'ShopsChanged', jsonb_build_object('business_ids', jsonb_agg(id order by id)), now()
from registry_business where has_public_shop and closed_at is null group by id / 500
"""
"""The shops that are there already are announced, so that the worker puts them in as it does with every other change."""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("catalog", "0006_category"), ("registry", "0008_suggested_kinds"), ("kit", "0001_events")]
    operations = [
        migrations.RunSQL(TABLES, "drop table market_word; drop table market_product; drop table market_shop;"),
        own_rows_only("market_shop"),
        own_rows_only("market_product"),
        migrations.RunSQL(TOLD, migrations.RunSQL.noop),
    ]
