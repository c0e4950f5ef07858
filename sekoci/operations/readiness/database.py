"""What is looked at in the database: roles, walls, migrations, the worker's heart, the clock."""

from collections.abc import Iterator

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from sekoci.accounts.queries import staff_people, staff_without_passkey
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
LINE = """
select inet_server_addr() is not null and not inet_server_addr() <<= '127.0.0.0/8' and inet_server_addr() <> '::1',
       coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false)
"""
"""Whether the server is on another machine, and whether what goes there is encrypted."""


def database_points() -> Iterator[Point]:
    executor = MigrationExecutor(connection)
    waiting = [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    todo = [f"{len(waiting)} wait, such as {waiting[0]}: start `sekoci up`, which runs them."] if waiting else []
    yield point("migrations", todo, fine="all done")
    [(is_far, is_sealed)] = fetch(LINE)
    readable = ["Others on the way read what goes to the database: add sslmode=verify-full to DATABASE_URL."]
    yield point("database line", readable if is_far and not is_sealed else [], fine="TLS" if is_far else "this machine")
    with transaction.atomic():
        for name, promise in WALLS.items():
            yield point(name, promise.run().wrong, fine=promise.what)
    [(now,)] = fetch("select clock_timestamp()")
    apart = seconds_apart(now)
    off = [f"The database's clock is {apart:.0f} s away from ours: synchronise both machines."] if apart > 2 else []
    yield point("database clock", off, fine="the same as ours")
    if waiting:
        return
    none = [f"{phone} has no passkey: they open /staf, or you run `sekoci staff passkey`." for phone in staff_without_passkey()]
    if staff_people():
        yield point("staff", none, fine="each has a passkey")
    else:
        yield Point("staff", ok=True, say="nobody yet: `sekoci staff add PHONE` lets somebody into /staf", look=True)
    yield point("sealed data", key.troubles(), fine="opens with the keys we have")
    [(beat,)] = fetch("select extract(epoch from now() - max(last_heartbeat))::float from procrastinate_workers")
    dead = beat is None or beat > SILENT
    yield point("worker", ["No worker is alive: start `sekoci up` and look at its log."] if dead else [], fine="alive")
    [(failed,)] = fetch("select count(*) from procrastinate_jobs where status = 'failed'")
    broken = [f"{failed} failed for good: look at the log, then let them run again."] if failed else []
    yield point("jobs", broken, fine="none failed")
