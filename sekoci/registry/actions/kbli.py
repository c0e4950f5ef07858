"""Loading the state's list of activities."""

from collections.abc import Sequence

from django.db import transaction

from sekoci.kit.sql import Rows, fetch
from sekoci.registry.rules import KbliRow

CODES = Rows("registry_kblicode", {"edition": "text", "code": "text", "title": "text", "description": "text"})


@transaction.atomic
def write_kbli(edition: str, rows: Sequence[KbliRow]) -> int:
    """Keep a list as that of its edition; how many lines were new or different. The second time writes none.

    A code that the list no longer has stays: businesses may have chosen it.
    """
    fetch("set local statement_timeout = '2min'")
    written = CODES.insert(
        [(edition, row.code, row.title, row.description) for row in rows],
        then="on conflict (edition, code) do update set title = excluded.title, description = excluded.description"
        " where (registry_kblicode.title, registry_kblicode.description) is distinct from (excluded.title, excluded.description)"
        " returning 1",
    )
    return len(written)
