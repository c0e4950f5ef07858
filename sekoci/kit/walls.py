"""Migration operations: the walls that PostgreSQL holds for us."""

from django.db.migrations.operations import RunSQL

OWN = "nullif(current_setting('app.business', true), '')::bigint"


def own_rows_only(table: str, column: str = "business_id") -> RunSQL:
    """Row-level security: the web role sees and writes only rows whose `column` is the current business."""
    return RunSQL(
        f"alter table {table} enable row level security;"
        f"create policy own_business on {table} using ({column} = {OWN}) with check ({column} = {OWN});",
        f"drop policy own_business on {table}; alter table {table} disable row level security;",
    )


def append_only(table: str) -> RunSQL:
    """A trigger that refuses UPDATE and DELETE: what is written stays written."""
    return RunSQL(
        f"create trigger written_once before update or delete on {table} execute function kit_refuse_change();",
        f"drop trigger written_once on {table};",
    )


def audited(
    table: str, *, columns: str, key: str = "id", business: str = "business_id", keep: str = "", made: bool = False
) -> RunSQL:
    """Triggers that write every change of these columns (comma-separated) into `kit_change`, whoever made it and however.

    `keep` names columns that are kept with each change, such as whose it is; `made`: that a row was made is noted too. A row
    whose watched columns stay as they are costs one comparison.
    """
    call = f"execute function kit_note_change('{key}', '{business}', '{keep}', '{columns}')"
    old, new = (", ".join(f"{which}.{column}" for column in columns.split(",")) for which in ("old", "new"))
    made_too = f"create trigger made_audited after insert on {table} for each row {call};" if made else ""
    return RunSQL(
        f"{made_too} create trigger audited after update on {table} for each row"
        f" when (({old}) is distinct from ({new})) {call};"
        f"create trigger gone_audited after delete on {table} for each row {call};",
        f"drop trigger if exists made_audited on {table}; drop trigger audited on {table}; drop trigger gone_audited on {table};",
    )


def of_one_business(function: str, query: str, *, more: str = "") -> RunSQL:
    """A function (business bigint) returning text that sees the rows of that business only: for a read of one statement.

    `more` are further parameters: `, at timestamptz`.

    It spares BEGIN, the scope and COMMIT. The scope it was called in is there again when it returns (that is what `set` in
    the function's head does).
    """
    return RunSQL(
        f"create function {function}(business bigint{more}) returns text language plpgsql set app.business = '' as $$ begin "
        f"perform set_config('app.business', business::text, true); return ({query}); end $$;",
        f"drop function {function}(bigint{_types(more)});",
    )


def _types(parameters: str) -> str:
    """`, at timestamptz` as a signature has it: `, timestamptz`."""
    return "".join(f", {each.split()[1]}" for each in parameters.split(",") if each.strip())
