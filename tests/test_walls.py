"""The walls of the database: who sees which rows, and what may never change."""

import pytest
from django.db import DatabaseError, connection, transaction

from sekoci.kit.scope import WrongScope, across_businesses, in_business, reach
from sekoci.kit.sql import fetch

pytestmark = pytest.mark.django_db


def test_the_web_role_is_neither_owner_nor_superuser():
    [(user, superuser, bypass)] = fetch("select current_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user")
    assert user.endswith("_web")
    assert not superuser
    assert not bypass
    assert fetch("select 1 from pg_tables where tableowner = current_user") == []


def test_every_table_with_a_business_has_a_wall():
    rows = fetch(
        """
        select distinct c.table_name from information_schema.columns c
        join pg_class t on t.relname = c.table_name and t.relkind = 'r'
        where c.table_schema = 'public' and (c.column_name = 'business_id' or c.table_name = 'registry_business')
          and (not t.relrowsecurity or not exists (select 1 from pg_policy p where p.polrelid = t.oid))
        """
    )
    assert rows == [("registry_directoryentry",)]


def test_inside_a_business_only_its_rows_exist_and_outside_none():
    with across_businesses():
        fetch("insert into registry_area values ('99', 'X', 1, 'provinsi', 'X', 'Asia/Jakarta', '', null, null, null)")
        for number, slug in ((901, "a"), (902, "b")):
            fetch(
                "insert into registry_business (id, slug, name, sells, about, area_id, address, phone, zone, nib, legal_form,"
                " opening_hours, has_public_shop, offers_pickup, offers_delivery, delivery_fee, accepts_cash, bank_account,"
                " is_demo, created_at) values (%s, %s, 'N', 's', '', '99', '', '', 'Asia/Jakarta', '', 'person', '{}', true,"
                " true, true, 0, true, '', false, now())",
                (number, slug),
            )
    names = "select slug from registry_business where id in (901, 902) order by 1"
    assert fetch(names) == []
    with in_business(901):
        assert fetch(names) == [("a",)]
        with in_business(901):
            assert fetch(names) == [("a",)]
        with pytest.raises(WrongScope), reach([902]):
            pass
    assert fetch(names) == []
    with across_businesses():
        assert fetch(names) == [("a",), ("b",)]
        with in_business(902):
            assert fetch(names) == [("b",)]
        assert fetch(names) == [("a",), ("b",)]


def test_entries_and_moves_refuse_to_change():
    refused = fetch("select tgrelid::regclass::text from pg_trigger where tgname = 'written_once' order by 1")
    assert [name for (name,) in refused] == [
        "accounts_erasure",
        "books_entry",
        "books_entryline",
        "breaches_step",
        "catalog_stockmove",
        "kit_staffact",
        "orders_orderline",
        "orders_orderstep",
        "payments_refund",
        "programs_enrolmentstep",
        "programs_mark",
        "programs_stageevent",
        "registry_outletmove",
        "registry_pairdecision",
        "reviews_decision",
    ]
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update kit_event set name = 'x'; create table forbidden (id int)")
