"""What is looked at in the database: roles, walls, migrations, the worker's heart, the clock."""

from collections.abc import Iterator

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from sekoci.kit.sql import fetch
from sekoci.operations import key
from sekoci.operations.readiness import Point, point
from sekoci.operations.readiness.machine import seconds_apart
from sekoci.operations.verify import walls

WALLS = {
    "database role": walls.WEB_ROLE,
    "rows of others": walls.ROWS,
    "written once": walls.ONCE,
    "constraints": walls.CONSTRAINTS,
}
SILENT = 60


def database_points() -> Iterator[Point]:
    executor = MigrationExecutor(connection)
    waiting = [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    todo = [f"{len(waiting)} wait, such as {waiting[0]}: start `sekoci up`, which runs them."] if waiting else []
    yield point("migrations", todo, fine="all done")
    with transaction.atomic():
        for name, promise in WALLS.items():
            yield point(name, promise.run().wrong, fine=promise.what)
    [(now,)] = fetch("select clock_timestamp()")
    apart = seconds_apart(now)
    off = [f"The database's clock is {apart:.0f} s away from ours: synchronise both machines."] if apart > 2 else []
    yield point("database clock", off, fine="the same as ours")
    if waiting:
        return
    yield point("sealed data", key.troubles(), fine="opens with the keys we have")
    [(beat,)] = fetch("select extract(epoch from now() - max(last_heartbeat))::float from procrastinate_workers")
    dead = beat is None or beat > SILENT
    yield point("worker", ["No worker is alive: start `sekoci up` and look at its log."] if dead else [], fine="alive")
    [(failed,)] = fetch("select count(*) from procrastinate_jobs where status = 'failed'")
    broken = [f"{failed} failed for good: look at the log, then let them run again."] if failed else []
    yield point("jobs", broken, fine="none failed")
