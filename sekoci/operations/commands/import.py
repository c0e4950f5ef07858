"""`sekoci import products FILE --shop SLUG [--dry-run] [--json]`: a list of products into a shop, as its page does it."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sekoci.catalog.queries import ImportView

HELP = "put a list of products (CSV, XLSX, XLS, ODS) into a shop; exit 1 and name the rows where some cannot be used"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["products"], help="what the file lists")
    parser.add_argument("file", type=Path, help="the spreadsheet")
    parser.add_argument("--shop", required=True, help="the shop's address, such as warung-melati")
    parser.add_argument("--dry-run", action="store_true", help="only say what it would do")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    from sekoci.kit.errors import Refusal

    try:
        content = options.file.read_bytes()
    except OSError as error:
        print(f"sekoci: {options.file} cannot be read: {error.strerror}.", file=sys.stderr)
        return 1
    try:
        found = _import(options.shop, content, options.file.name, is_rehearsal=options.dry_run)
    except Refusal as refusal:
        print(f"sekoci: {refusal.sentence('en')}", file=sys.stderr)
        return 1
    _print(found, options)
    return 1 if found.wrong or "moved" in found.counts else 0


def _import(slug: str, content: bytes, name: str, *, is_rehearsal: bool) -> "ImportView":
    """Everything in this process, in one transaction; a rehearsal is undone."""
    from django.db import transaction

    from sekoci.catalog.actions import check_import, confirm_import, start_import, write_import
    from sekoci.catalog.queries import import_of
    from sekoci.kit.errors import NotFound
    from sekoci.kit.scope import in_business
    from sekoci.registry.queries import business_id_of, shop_of

    business_id = business_id_of("slug", slug)
    shop = shop_of(business_id) if business_id is not None else None
    if shop is None:
        raise NotFound
    with in_business(shop.id):
        started = start_import(shop.id, content, file_name=name, by="command")
        check_import(shop.id, started)
        found = import_of(shop.id, started)
        if found and found.good and not is_rehearsal:
            confirm_import(shop.id, started, by="command")
            write_import(shop.id, started)
        seen = import_of(shop.id, started, most_wrong=found.rows if found else 0)
        if is_rehearsal:
            transaction.set_rollback(True)
    if seen is None:
        raise NotFound
    return seen


def _print(found: "ImportView", options: argparse.Namespace) -> None:
    wrong = [{"row": each.number, "name": each.name, "column": each.column, "why": each.reason} for each in found.wrong]
    columns = {column.field: column.title or column.letter for column in found.columns if column.field}
    written = found.state == "done"
    if options.json:
        facts = {"shop": options.shop, "file": found.file_name, "written": written, "columns": columns, "notes": found.notes}
        print(json.dumps(facts | found.counts | {"rows": found.rows, "wrong_rows": wrong}, ensure_ascii=False))
        return
    print(f"{found.file_name}: {'written' if written else 'not written'}, {found.rows} rows")
    for kind, count in found.counts.items():
        print(f"  {kind:8} {count:>8}")
    print("  columns  " + ", ".join(f"{name}: {title}" for name, title in columns.items()))
    for note in found.notes:
        print(f"  {note}")
    for each in wrong:
        print(f"  row {each['row']}: {each['name']}: {each['column']}: {each['why']}")
