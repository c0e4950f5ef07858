"""A long import, seen by others while it lasts: it tells how far it is, it can be stopped, and it is whole or not there."""

import threading
import time

import pytest
from django.db import connection

from sekoci.catalog.actions import cancel_import, confirm_import, start_import, write_import
from sekoci.catalog.actions.importing import check_import
from sekoci.catalog.queries import import_of
from sekoci.catalog.tests.people import a_shop, an_owner
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch

ROWS = 6_001


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("is_stopped", [False, True], ids=["left alone", "stopped"])
def test_it_tells_how_far_it_is_and_is_whole_or_not_there(is_stopped):
    shop = a_shop(an_owner())
    text = "nama,harga,stok,modal\n" + "".join(f"Barang {n},{n + 1_000},3,700\n" for n in range(ROWS))
    started = start_import(shop.id, text.encode(), file_name="panjang.csv", by="o")
    check_import(shop.id, started)
    confirm_import(shop.id, started, by="o")

    def work():
        write_import(shop.id, started)
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    seen, stopped, give_up = set(), False, time.monotonic() + 60
    while worker.is_alive() and time.monotonic() < give_up:
        found = import_of(shop.id, started)
        seen.add(found.written)
        assert how_many(shop) in ((0, ROWS) if not is_stopped or not stopped else (0,))
        if is_stopped and found.written:
            stopped = cancel_import(shop.id, started) or stopped
        time.sleep(0.01)
    worker.join()
    assert any(0 < written < ROWS for written in seen)
    assert (how_many(shop), import_of(shop.id, started).state) == ((0, "cancelled") if stopped else (ROWS, "done"))
    assert stopped or what_the_planner_knows() >= ROWS
    write_import(shop.id, started)
    assert how_many(shop) == (0 if stopped else ROWS)


def what_the_planner_knows() -> float:
    """Without it, the lists of a shop just filled took seconds until autovacuum came by."""
    tables = ["catalog_product", "catalog_variant", "catalog_stock"]
    return fetch("select min(reltuples) from pg_class where relname = any(%s)", (tables,))[0][0]


def how_many(shop) -> int:
    with in_business(shop.id):
        return fetch("select count(*) from catalog_product")[0][0]
