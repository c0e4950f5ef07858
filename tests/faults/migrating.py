"""Migrates, and is killed: `python -m tests.faults.migrating`, a line of JSON for each order. Not a test.

`{"to": ["orders", "0005_discounts"]}` migrates there, forwards or back; with `"kill": 7` the process that does it is killed by
SIGKILL just before its seventh statement. The answer says how many statements there were, and how it ended.
"""

import json
import os
import signal
import sys
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def main() -> None:
    import django

    django.setup()
    print(json.dumps(plan()), flush=True)
    for line in sys.stdin:
        print(json.dumps(obey(json.loads(line))), flush=True)


def plan() -> list[list[str]]:
    """Every migration of ours, in the order in which a new installation runs them, and the one before it in its module.

    Among them stand those of others that need ours: they go when ours are taken back, and must have gone before.
    """
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None)
    ours = {
        app
        for app, module in ((app, loader.migrations_module(app)[0]) for app, _ in loader.graph.nodes)
        if module.startswith("sekoci.")
    }
    order: list[tuple[str, str]] = []
    for leaf in loader.graph.leaf_nodes():
        order += [node for node in loader.graph.forwards_plan(leaf) if node not in order]
    names: dict[str, str] = {}
    steps = []
    for app, name in order:
        if any(needed in ours for needed, _ in loader.graph.forwards_plan((app, name))):
            steps.append([app, name, names.get(app, "zero")])
            names[app] = name
    return steps


def obey(order: dict[str, Any]) -> dict[str, Any]:
    """In a child, which may die."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        with os.fdopen(writing, "w") as answer:
            answer.write(str(migrate(order["to"][0], order["to"][1], kill=order.get("kill"))))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    status = os.waitpid(child, 0)[1]
    return {"statements": int(said or 0), "killed": os.WIFSIGNALED(status), "code": os.waitstatus_to_exitcode(status)}


def migrate(app: str, name: str, *, kill: int | None) -> int:
    from django.db import connections

    from sekoci.operations.database import WholeMigrations

    connection, count = connections["owner"], 0

    def counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal count
        count += 1
        if count == kill:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    executor = WholeMigrations(connection)
    with connection.execute_wrapper(counted):
        executor.migrate([(app, None if name == "zero" else name)])
        if kill == count + 1:
            os.kill(os.getpid(), signal.SIGKILL)
    connection.close()
    return count


if __name__ == "__main__":
    main()
