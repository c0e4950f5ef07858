"""`sekoci money --shop SLUG --from DATE --to DATE --json`: cash in, cash out, profit, and the balance of every account."""

import argparse
import json
import sys
from datetime import date

HELP = "cash in, cash out, profit and balances of a shop between two days"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--shop", required=True, help="the shop's address, such as warung-melati")
    parser.add_argument("--from", dest="first", required=True, type=_day, help="first day, such as 2026-11-01")
    parser.add_argument("--to", dest="last", required=True, type=_day, help="last day, counted too")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    from sekoci.books.queries import money_report
    from sekoci.kit.errors import Refusal
    from sekoci.kit.money import MINUS, rupiah

    if options.last < options.first:
        print(f"sekoci: --from {options.first} is later than --to {options.last}.", file=sys.stderr)
        return 1
    try:
        report = money_report(options.shop, options.first, options.last)
    except Refusal as refusal:
        print(f"sekoci: {refusal.sentence('en')}", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(report, ensure_ascii=False))
        return 0
    print(f"{options.shop}, {options.first} to {options.last}")
    for name in ("cash_in", "cash_out", "profit"):
        amount = rupiah(report[name]).replace(MINUS, "-")  # not every terminal has the sign
        print(f"  {name:9} {amount:>20}")
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as year-month-day, such as 2026-11-01") from None
