"""While a new Sekoci starts, the old one still sells on the tables that the new one has migrated: expand first, contract later.

See docs/decisions/0042. What old code would stumble over is found in the migrations themselves.
"""

import re
from collections.abc import Iterator

from django.db import connection
from django.db.migrations import AddField, AlterField, DeleteModel, RemoveField, RenameField, RenameModel, RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState
from django.db.models import CharField, Field

CONTRACTED: dict[str, str] = {
    "registry.0010_key_scopes: adds apikey.scopes, which old code leaves out": "from before the rule",
    "payments.0003_order_code_and_review: adds notice.resolution, which old code leaves out": "from before the rule",
    "payments.0003_order_code_and_review: adds notice.suspense, which old code leaves out": "from before the rule",
    "payments.0003_order_code_and_review: adds payment.order_code, which old code leaves out": "from before the rule",
}
"""What takes something away that no code of the release before uses any more, and why that is so."""
GONE = re.compile(
    r"\b(drop (table|column|function|view)|rename (to|column)|set not null|alter column \w+ (set data )?type)\b[^;]*",
    re.IGNORECASE,
)


def test_no_migration_takes_away_what_the_code_before_it_uses():
    found = set(_found())
    assert found - set(CONTRACTED) == set(), "expand now, contract in the release after next; or say in CONTRACTED why it may"
    assert set(CONTRACTED) - found == set(), "nobody needs these exceptions any more"


def test_the_look_finds_each_kind_of_harm():
    class Harmful(Migration):
        operations = [
            RemoveField("order", "note"),
            RenameField("order", "total", "sum"),
            DeleteModel("orderstep"),
            AlterField("order", "code", CharField(max_length=99)),
            RunSQL("alter table orders_order drop column note; drop function orders_x(bigint)"),
            RunSQL("create table orders_y (id int)", "drop table orders_y"),
        ]

    loader = MigrationLoader(None)
    said = [each.partition(": ")[2] for each in _harm(Harmful("0099_harm", "orders"), loader.project_state())]
    assert said == [
        "RemoveField order note", "RenameField order total", "DeleteModel orderstep",
        "order.code changes its type under prepared statements",
        "drop column note", "drop function orders_x(bigint)",
    ]  # fmt: skip


def _found() -> Iterator[str]:
    loader, state, done = MigrationLoader(None), ProjectState(), set()
    for leaf in loader.graph.leaf_nodes():
        for node in loader.graph.forwards_plan(leaf):
            if node not in done:
                done.add(node)
                migration = loader.graph.nodes[node]
                if type(migration).__module__.startswith("sekoci."):
                    yield from _harm(migration, state)
                migration.mutate_state(state, preserve=False)


def _harm(migration: Migration, before: ProjectState) -> Iterator[str]:
    """What code that knows only the state before this migration could not do after it."""
    app = migration.app_label
    name = f"{app}.{migration.name}"
    for operation in migration.operations:
        match operation:
            case AddField():
                older = (app, operation.model_name_lower) in before.models
                field = operation.field
                if older and not (field.null or field.has_db_default() or field.many_to_many):
                    yield f"{name}: adds {operation.model_name_lower}.{operation.name}, which old code leaves out"
            case AlterField():
                model = before.models.get((app, operation.model_name_lower))
                if model and model.fields[operation.name].null and not operation.field.null:
                    yield f"{name}: {operation.model_name_lower}.{operation.name} may be empty no longer"
                if model and _type(model.fields[operation.name]) != _type(operation.field):
                    yield f"{name}: {operation.model_name_lower}.{operation.name} changes its type under prepared statements"
            case RemoveField() | RenameField() | DeleteModel() | RenameModel():
                whose = [
                    getattr(operation, each, "")
                    for each in ("model_name", "old_name" if hasattr(operation, "old_name") else "name")
                ]
                yield f"{name}: {' '.join([type(operation).__name__, *filter(None, whose)])}"
            case RunSQL():
                for statement in operation.sql if isinstance(operation.sql, list) else [operation.sql]:
                    for gone in GONE.finditer(str(statement)):
                        yield f"{name}: {gone[0].strip()}"


def _type(field: Field) -> str | None:
    """Of a relation, where it leads: outside a model it does not know its column."""
    return str(field.remote_field.model).lower() if field.is_relation else field.db_type(connection)
