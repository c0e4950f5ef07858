"""`sekoci staff add|remove PHONE`, `sekoci staff list`: who may open the staff's pages."""

import argparse
import sys

HELP = "who runs this Sekoci: add or remove a phone, or list them"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("add", "remove", "list"))
    parser.add_argument("phone", nargs="?", default="", help="the phone number, in any spelling")


def run(options: argparse.Namespace) -> int:
    from sekoci.accounts.actions import add_staff, remove_staff
    from sekoci.accounts.queries import staff_people
    from sekoci.kit.errors import Refusal

    if options.what == "list":
        for each in staff_people():
            print(f"{each.phone:18}  {each.name}")
        return 0
    try:
        verb = add_staff if options.what == "add" else remove_staff
        changed = verb(options.phone)
    except Refusal as refusal:
        print(f"sekoci: {refusal.sentence('en')}", file=sys.stderr)
        return 1
    print("Done." if changed else "It was so already.")
    if changed and options.what == "add":
        print("They log in with a code as everybody does, then open /staf.")
    return 0
