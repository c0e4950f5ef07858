"""`sekoci person export PHONE`, `sekoci person erase PHONE`: for people who ask the operator instead of the page."""

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path

from sekoci.kit.staff import COMMAND

HELP = "everything held on a person as a file; erase a person"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    export = verbs.add_parser("export", help="write everything held on a phone as JSON, or as PDF with --to FILE.pdf")
    export.add_argument("phone", help="the phone number, in any spelling")
    export.add_argument("--to", metavar="FILE", type=Path, help="where to; without it JSON to the screen")
    erase = verbs.add_parser("erase", help="erase a person; books stay, without the name")
    erase.add_argument("phone", help="the phone number, in any spelling")
    erase.add_argument("--close-shops", action="store_true", help="close the shops that nobody else owns along with it")
    erase.add_argument("--yes", action="store_true", help="do not ask")
    rows = verbs.add_parser("rows", help="what partners' lists say of somebody without a phone: find, copy, erase")
    rows.add_argument("--nik", default="", help="the NIK, as it is sealed to rows of lists that may keep it")
    rows.add_argument("--nib", default="")
    rows.add_argument("--outlet", default="", help="the number of the business, as officers read it")
    rows.add_argument("--name", default="", help="words of the business's or its owner's name, with --place")
    rows.add_argument("--place", default="", help="words of the area's name")
    rows.add_argument("--row", type=int, action="append", default=[], help="only this row; may be given again")
    rows.add_argument("--to", metavar="FILE", type=Path, help="write what was found as JSON, or as PDF with FILE.pdf")
    rows.add_argument("--erase", action="store_true", help="empty the rows named by --row, for good")
    rows.add_argument("--reason", default="", help="who asked, when, with what proof; ten letters at least, no name")
    rules = verbs.add_parser("rules", help="how long what is kept, why, and when it was last followed")
    rules.add_argument("--follow", action="store_true", help="follow them all now")
    verbs.add_parser("consents", help="how many agreed to what, by purpose and wording")
    verbs.add_parser("again", help="erase anew whom a backup brought back; further erasures as JSON lines on stdin")


def run(options: argparse.Namespace) -> int:
    from sekoci.kit.errors import Refusal

    try:
        verbs = {"export": _export, "erase": _erase, "rows": _rows, "again": _again, "rules": _rules, "consents": _consents}
        return verbs[options.what](options)
    except Refusal as refusal:
        print(f"sekoci: {refusal.sentence('en')}", file=sys.stderr)
        return 1


def _export(options: argparse.Namespace) -> int:
    from sekoci.accounts.actions import note_view
    from sekoci.kit.phone import parse_phone
    from sekoci.privacy.actions import as_json, as_pdf
    from sekoci.privacy.queries import copy_of, whose

    who = whose(parse_phone(options.phone))
    note_view([who.phone], viewer="command", what="copy")
    copy = copy_of(who)
    if options.to is None:
        sys.stdout.write(as_json(copy).decode() + "\n")
        return 0
    options.to.touch(mode=0o600)
    options.to.write_bytes(as_pdf(copy) if options.to.suffix == ".pdf" else as_json(copy))
    print(f"{options.to}: {sum(part.total for part in copy.parts)} facts of {len(copy.parts)} kinds.")
    return 0


def _erase(options: argparse.Namespace) -> int:
    from sekoci.kit.phone import parse_phone
    from sekoci.privacy.actions import erase_person
    from sekoci.privacy.queries import obstacles_of, whose

    who = whose(parse_phone(options.phone))
    for each in (*(obstacles := obstacles_of(who)).orders, *obstacles.busy):
        print(f"still open or owed: {each.code} at {each.shop}", file=sys.stderr)
    for name in obstacles.shops.values():
        print(f"nobody else owns: {name}{' (will be closed)' if options.close_shops else ' (--close-shops)'}", file=sys.stderr)
    if not options.yes and (not sys.stdin.isatty() or input("Erase for good? Type yes: ").strip().lower() != "yes"):
        print("sekoci: nothing was changed; say yes, or add --yes.", file=sys.stderr)
        return 1
    erased = erase_person(who, how="command", close_shops=options.close_shops)
    print("Erased: " + ", ".join(f"{count} {name}" for name, count in erased.rows.items() if count))
    return 0


def _rows(options: argparse.Namespace) -> int:
    from sekoci.accounts.actions import PageSeen, note_view
    from sekoci.kit.scope import across_businesses
    from sekoci.privacy.actions import as_json, as_pdf, erase_rows
    from sekoci.privacy.queries import copy_of_rows
    from sekoci.registry.queries import Asked, rows_asked, rows_by_id

    asked = Asked(options.nik, options.nib, options.outlet, options.name, options.place)
    with across_businesses():
        rows = rows_by_id(options.row) if options.row else rows_asked(asked)
        page = PageSeen("tanpa HP", [row.id for row in rows])
        note_view([row.phone for row in rows], viewer="command", what="copy" if options.to else "list", page=page)
    if options.erase:
        if not options.row:
            print("sekoci: name the rows to be erased, each with --row.", file=sys.stderr)
            return 1
        print(f"{erase_rows([row.id for row in rows], nik=options.nik, by=COMMAND, reason=options.reason)} rows erased.")
        return 0
    if options.to:
        copy = copy_of_rows(rows)
        options.to.touch(mode=0o600)
        options.to.write_bytes(as_pdf(copy) if options.to.suffix == ".pdf" else as_json(copy))
    for row in rows:
        said = " ".join(each for each in (row.name, row.owner and f"({row.owner})", row.street, row.place) if each)
        print(f"--row {row.id}  outlet {row.outlet_id}  {said}  [{row.organisation}: {row.list}, {row.as_of}]")
    print(f"{len(rows)} rows.", file=sys.stderr)
    return 0


def _rules(options: argparse.Namespace) -> int:
    from sekoci.privacy.actions import follow_rules
    from sekoci.privacy.queries import rules_followed

    if options.follow:
        follow_rules(again=True)
    for rule, kept, at, gone in rules_followed():
        days = "for good" if kept is None else f"{kept:,} days"
        last = f"{at:%Y-%m-%d %H:%M}, {gone} rows" if at else {"privacy": "never yet"}.get(rule.by, f"by {rule.by}")
        print(f"{rule.name:72} {days:>10}  {last:28} {rule.why}")
    return 0


def _consents(options: argparse.Namespace) -> int:
    from sekoci.privacy.queries import consents_counted

    for each in consents_counted():
        counts = f"{each.standing:>7} agree, {each.withdrawn:>7} took it back"
        print(f"{each.purpose:12} {each.version:10} {counts}, since {each.first:%Y-%m-%d}")
    return 0


def _again(options: argparse.Namespace) -> int:
    from sekoci.privacy.actions import erase_again

    said = [json.loads(line) for line in sys.stdin if line.strip()] if not sys.stdin.isatty() else []
    done = erase_again([(each["mark"], datetime.fromisoformat(each["at"])) for each in said])
    print(f"{done.done} erased again, {done.waiting} wait for an open order.")
    return 0
