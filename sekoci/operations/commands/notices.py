"""`sekoci notices`: genuine payment notices that name nobody's payment, or that nobody can read, with what they said."""

import argparse
import json
import sys
from uuid import UUID

HELP = "payment notices that are genuine but name no payment of ours, with what they said"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--all", action="store_true", help="those that were ticked off, too")
    parser.add_argument("--done", metavar="ID", type=UUID, help="tick one off: it is dealt with")


def run(options: argparse.Namespace) -> int:
    from sekoci.kit.errors import NotFound
    from sekoci.kit.money import rupiah
    from sekoci.kit.staff import COMMAND
    from sekoci.payments.actions import tick_off_notice
    from sekoci.payments.queries import strangers

    if options.done:
        try:
            if tick_off_notice(options.done, by=COMMAND):
                return 0
        except NotFound:
            pass
        print("sekoci: no such notice waits.", file=sys.stderr)
        return 1
    found = strangers(waiting=not options.all)
    if options.json:
        rows = [
            {
                "id": str(each.id), "provider": each.provider, "reference": each.reference, "amount": each.amount,
                "said": each.body, "received_at": each.received_at.isoformat(),
                "done_at": each.reviewed_at.isoformat() if each.reviewed_at else None,
            }
            for each in found
        ]  # fmt: skip
        print(json.dumps({"notices": rows}, ensure_ascii=False))
        return 0
    for each in found:
        at, done = f"{each.received_at:%Y-%m-%d %H:%M}", "  done" if each.reviewed_at else ""
        print(f"{each.id}  {at}  {each.provider:8}  {rupiah(each.amount):>18}  {plain(each.reference)}{done}")
        print(f"    {plain(each.body)}")
    if not found:
        print("Every notice names a payment of ours.")
    return 0


def plain(body: str) -> str:
    """A body on one line, without what could steer the terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in body)[:500]
