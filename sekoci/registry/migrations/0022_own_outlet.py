from django.db import migrations

OWN = "nullif(current_setting('app.business', true), '')::bigint"
MAKE = f"""
create function registry_own_outlet() returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare found bigint; own bigint; whose bigint; edition uuid; stands bigint; today date := (now() at time zone 'Asia/Jakarta')::date;
begin
    select id into found from registry_outlet where shop_id = {OWN};
    if found is not null or not exists (select from registry_business where id = {OWN} and closed_at is null) then
        return found;
    end if;
    if not pg_try_advisory_xact_lock(7305404) then return -1; end if;
    select id, organisation_id into own, whose from registry_partnerlist where is_own;
    if own is null then
        insert into registry_organisation (slug, name, kind, created_at)
        values ('toko-di-sekoci-' || substr(md5(random()::text), 1, 6), 'Toko di Sekoci', 'other', now()) returning id into whose;
        insert into registry_partnerlist (organisation_id, name, columns, legal_basis, is_own, created_at)
        values (whose, 'Toko di Sekoci', '{{}}', '', true, now()) returning id into own;
    end if;
    select id into edition from registry_listedition where list_id = own order by created_at limit 1;
    if edition is null then
        insert into registry_listedition (id, list_id, file_name, sha256, as_of, state, columns, preview, rows_total, rows_done, came,
            changed, same, went, quarantined, problem, created_at)
        values (gen_random_uuid(), own, 'Toko di Sekoci', '', today, 'stored', '{{}}', '{{}}', 0, 0, 0, 0, 0, 0, 0, '', now())
        returning id into edition;
    end if;
    insert into registry_listrow (list_id, organisation_id, key, first_edition_id, edition_id, as_of, name, owner, phone, street,
        area_code, area_score, nib, kbli, kind, sex, name_key, owner_key, street_key, facts, said)
    select own, whose, b.id::text, edition, edition, today, b.name, '', b.phone, b.address, b.area_id, 1, b.nib,
        coalesce(nullif(b.kbli_2025, ''), b.kbli_2020), b.kind, '', '', '', '', '{{}}', '{{}}'
    from registry_business b where b.id = {OWN} on conflict (list_id, key) do nothing;
    select id into stands from registry_listrow where list_id = own and key = {OWN}::text for update;
    insert into registry_outlet (name, owner, phone, street, area_code, nib, kbli, kind, sex, rows, lists, golden, shop_id,
        created_at, changed_at)
    select r.name, r.owner, r.phone, r.street, r.area_code, r.nib, r.kbli, r.kind, r.sex, 1, 1, '{{}}', {OWN}, now(), now()
    from registry_listrow r where r.id = stands returning id into found;
    update registry_listrow set outlet_id = found where id = stands;
    insert into registry_outletmove (row_id, to_outlet_id, at) values (stands, found, now());
    return found;
end $$;
create policy own_outlet on registry_outlet for select using (shop_id = {OWN});
"""  # noqa: S608  ours


class Migration(migrations.Migration):
    """A shop here is an outlet from the moment that something needs it to be, and not first when lists are linked; its owner
    reads it. It stands in our own list like the others, so that a linking finds it where it is."""

    dependencies = [("registry", "0021_lists_in")]
    operations = [
        migrations.RunSQL(MAKE, "drop policy own_outlet on registry_outlet; drop function registry_own_outlet();"),
    ]
