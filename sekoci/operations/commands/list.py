"""`sekoci list add ORGANISATION NAME FILE`: a partner's list from a file here, however large; `list withdraw` takes one back."""

import argparse
import sys
from pathlib import Path

HELP = "partners' lists: bring one in from a file on this machine, or take one back"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("add", "withdraw"))
    parser.add_argument("organisation", help="the organisation's address, as `sekoci officer list` shows it")
    parser.add_argument("name", help="the list's name; a new list where the organisation has none of that name")
    parser.add_argument("file", type=Path, nargs="?", help="CSV (also .gz), XLSX, XLS, ODS or Parquet")
    parser.add_argument("--as-of", default="", help="the day the data is of, YYYY-MM-DD; today where nothing is said")
    parser.add_argument("--area", default="", help="code of the area where all its businesses are, 33.72")
    parser.add_argument(
        "--store", action="store_true", help="store it at once; otherwise an officer looks at it first, on the page"
    )
    parser.add_argument("--reason", default="", help="why it is withdrawn, ten letters at least: it is written down")
    parser.add_argument("--accept-loss", action="store_true", help="store it even where more than a third of the list is gone")


def run(options: argparse.Namespace) -> int:
    from sekoci.kit.errors import Refusal

    try:
        return _withdraw(options) if options.what == "withdraw" else _add(options)
    except Refusal as refusal:
        print(f"sekoci: {refusal.sentence('en')}", file=sys.stderr)
        return 1
    except (OSError, ValueError) as error:
        print(f"sekoci: {error}", file=sys.stderr)
        return 1


def _add(options: argparse.Namespace) -> int:
    from datetime import date

    from sekoci.kit.clock import day_in
    from sekoci.kit.errors import NotFound
    from sekoci.registry.actions import ListExists, begin_list, read_edition, store_edition, take_file, write_edition
    from sekoci.registry.queries import edition_of, organisation_by_slug

    organisation = organisation_by_slug(options.organisation)
    if organisation is None or options.file is None:
        raise NotFound()
    as_of = date.fromisoformat(options.as_of) if options.as_of else day_in("Asia/Jakarta")
    with options.file.open("rb") as file:
        try:
            number = begin_list(organisation.id, name=options.name, area_code=options.area)
        except ListExists as known:
            number = int(known.facts["list_id"])
        chunks = iter(lambda: file.read(1_000_000), b"")
        taken = take_file(
            number, organisation_id=organisation.id, chunks=chunks, file_name=options.file.name, as_of=as_of, by=None
        )
    read_edition(taken)
    if options.store:
        store_edition(taken, organisation_id=organisation.id, accept_loss=options.accept_loss)
        write_edition(taken)
    told = edition_of(organisation.id, number, taken)
    assert told
    counts = f"{told.came} came, {told.changed} changed, {told.same} same, {told.went} went, {told.quarantined} put aside"
    print(f"{told.state}: {counts}")
    print(f"/petugas/{options.organisation}/daftar/{number}/{taken}")
    return 0 if told.state in ("ready", "stored") else 1


def _withdraw(options: argparse.Namespace) -> int:
    from django.db import transaction

    from sekoci.kit.errors import NotFound
    from sekoci.kit.scope import across_businesses
    from sekoci.kit.staff import COMMAND
    from sekoci.registry.actions import order_withdrawal, withdraw_list
    from sekoci.registry.queries import closed_organisations, lists_of, organisation_by_slug

    found = organisation_by_slug(options.organisation) or next(iter(closed_organisations(options.organisation)), None)
    with across_businesses():
        lists = lists_of(found.id) if found else []
    chosen = next((each.id for each in lists if each.name.casefold() == options.name.casefold()), None)
    if found is None or chosen is None:
        raise NotFound()
    with transaction.atomic():
        order_withdrawal(chosen, organisation_id=found.id, by=COMMAND, reason=options.reason)
    print(f"withdrawn: {withdraw_list(chosen)} rows are gone")
    return 0
