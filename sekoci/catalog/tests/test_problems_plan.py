"""`sekoci verify` right after a mass import, when the planner still believes what it learned of small shops."""

import json

import psycopg
import pytest

from sekoci.catalog.actions import ProductDraft, add_products
from sekoci.catalog.queries.problems import BELOW_ZERO, SUMS, WITHOUT
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from tests.database import OWNER

MANY = 1_000


@pytest.mark.committed
@pytest.mark.usefixtures("committed")
def test_no_look_at_stock_reads_all_of_a_shop_for_each_of_its_products(shop, other_shop):
    for one in (shop, other_shop):
        add_products(one.id, [ProductDraft(name="Keripik", price=5_000, stock=1)], by="uji")
    tables = [f"catalog_{name}" for name in ("product", "variant", "stock", "stockmove")]
    with psycopg.connect(OWNER, autocommit=True) as owner:
        for table in tables:
            owner.execute(f"alter table {table} set (autovacuum_enabled = off)".encode())
            owner.execute(f"analyze {table}".encode())
    add_products(shop.id, [ProductDraft(name=f"Dagangan {each}", price=5_000, stock=1) for each in range(MANY)], by="uji")
    with across_businesses():
        fetch("set local enable_nestloop = off")  # as `sekoci verify` does
        read = [rows_read(fetch(f"explain (analyze, format json) {look}", (50,))[0][0]) for look in (SUMS, BELOW_ZERO, WITHOUT)]
    with psycopg.connect(OWNER, autocommit=True) as owner:
        for table in tables:
            owner.execute(f"alter table {table} reset (autovacuum_enabled)".encode())
    assert max(read) < 20 * MANY, read


def rows_read(plan: object) -> float:
    """Every row that any part of the plan touched, those it threw away too."""
    [whole] = plan if isinstance(plan, list) else json.loads(str(plan))

    def below(node: dict) -> float:
        thrown = sum(count for name, count in node.items() if name.startswith("Rows Removed"))
        return (node["Actual Rows"] + thrown) * node["Actual Loops"] + sum(below(each) for each in node.get("Plans", ()))

    return below(whole["Plan"])
