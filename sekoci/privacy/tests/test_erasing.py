"""Whoever is forgotten is gone everywhere, the books stand, and no backup or import brings them back."""

import json
from datetime import timedelta

import pytest

from sekoci.accounts.actions import enter, mark_of
from sekoci.accounts.queries import erased_at
from sekoci.accounts.tests.browser import ask, code_for
from sekoci.customers.actions import keep_note, recount
from sekoci.customers.queries import customers_of
from sekoci.customers.tests.people import SRI, TONO, asked, bought, customer
from sekoci.kit import clock
from sekoci.kit.events import deliver_all
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.operations.verify import verify
from sekoci.orders.actions import StillOpen
from sekoci.orders.tests.people import put_on_shelf
from sekoci.privacy.actions import StillNeeded, erase_again, erase_person
from sekoci.privacy.queries import copy_of, obstacles_of, whose

pytestmark = pytest.mark.django_db


def everywhere(word: str) -> list[str]:
    """Tables that hold a word, whatever the column."""
    with across_businesses():
        tables = fetch("select tablename from pg_tables where schemaname = 'public' and tablename !~ '^procrastinate_'")
        return [
            table
            for (table,) in tables
            if fetch(f"select 1 from {table} t where position(%s in t::text) > 0 limit 1", (word,))  # noqa: S608
        ]


@pytest.fixture
def keripik(shop):
    return put_on_shelf(shop, stock=1_000)


@pytest.fixture
def sri(shop, keripik):
    """Bought, was written about and to, and has an account."""
    bought(shop, keripik, SRI, name="Sri Wahyuni")
    keep_note(shop.id, customer(shop).id, "Sri Wahyuni suka pedas", key="1", person_id=1)
    enter(SRI, language="id")
    send_messages([MessageDraft("x:1", SRI, "number_asked", {"name": "x", "url": "http://x/y"})])
    return whose(SRI)


def test_name_and_phone_are_gone_from_every_table_and_the_books_stand(shop, sri):
    assert {"orders_order", "customers_customer", "accounts_person", "messaging_message"} <= set(everywhere(SRI))
    with in_business(shop.id):
        before = fetch("select code, total, state, placed_at from orders_order") + fetch("select * from books_entryline")
    erase_person(sri, how="self")
    deliver_all()
    assert everywhere(SRI) == []
    assert everywhere("Sri Wahyuni") == []
    with in_business(shop.id):
        assert fetch("select code, total, state, placed_at from orders_order") + fetch("select * from books_entryline") == before
    assert verify().is_clean


def test_nobody_else_loses_anything(shop, sri, keripik):
    bought(shop, keripik, TONO, name="Tono")
    before = copy_of(whose(TONO)).parts
    erase_person(sri, how="self")
    assert copy_of(whose(TONO)).parts == before


def test_a_second_time_finds_nothing(shop, sri):
    erase_person(sri, how="self")
    again = erase_person(whose(SRI), how="self")
    assert sum(again.rows.values()) == 0


def test_an_open_order_or_a_debt_keeps_everything(shop, sri, keripik):
    asked(shop, keripik, SRI)
    [open_one] = obstacles_of(sri).orders
    assert open_one.shop == shop.name
    with pytest.raises(StillOpen):
        erase_person(sri, how="self")
    assert customer(shop).name == "Sri Wahyuni"


def test_a_shop_without_another_owner_is_closed_only_when_asked_for(shop, owner, client):
    me = whose(owner.phone)
    with pytest.raises(StillNeeded):
        erase_person(me, how="self")
    assert client.get(f"/{shop.slug}").status_code == 200
    erase_person(me, how="self", close_shops=True)
    assert client.get(f"/{shop.slug}").status_code == 404
    assert everywhere(owner.phone) == []
    assert verify().is_clean


def test_what_a_backup_or_an_import_brings_back_is_erased_again_and_a_new_start_is_not(shop, sri, keripik):
    erase_person(sri, how="self")
    with in_business(shop.id):
        fetch("update orders_order set buyer_phone = %s, buyer_name = 'Sri Wahyuni'", (SRI,))
        orders = [key for (key,) in fetch("select id from orders_order")]
    recount(orders)
    assert (erase_again().done, everywhere(SRI)) == (1, [])
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        bought(shop, keripik, SRI, name="Sri baru")
        assert erase_again().done == 0
    assert [each.name for each in customers_of(shop.id).items] == ["Sri baru"]


def test_an_older_database_hears_of_erasures_by_keyed_hash(shop, sri):
    later = clock.now() + timedelta(minutes=1)
    assert erase_again([(mark_of(SRI), later)]).done == 1
    assert everywhere(SRI) == []
    assert erased_at([SRI, TONO]) == {SRI: later} or erased_at([SRI])[SRI] >= later


def test_the_page_asks_twice_and_logs_out(client, shop):
    ask(client)
    client.post("/masuk/kode", {"code": code_for()})
    assert "Yang tetap ada" in client.get("/akun/data/hapus").content.decode()
    assert client.post("/akun/data/hapus", {}).status_code == 422
    assert "Benar-benar hapus?" in client.post("/akun/data/hapus", {"setuju": "paham"}).content.decode()
    assert client.post("/akun/data/hapus", {"setuju": "paham", "kata": "tidak"}).status_code == 422
    assert everywhere("+6281234567890") != []
    data = client.get("/akun/data.json")
    assert json.loads(data.content)["phone"] == "+6281234567890"
    assert client.get("/akun/data.pdf").content.startswith(b"%PDF")
    assert "mengambil salinan" in client.get("/akun/data").content.decode()
    done = client.post("/akun/data/hapus", {"setuju": "paham", "kata": "hapus"})
    assert done.headers["Location"] == "/masuk"
    assert client.get("/akun").status_code == 302
    assert [table for table in everywhere("+6281234567890") if table != "accounts_quota"] == []
