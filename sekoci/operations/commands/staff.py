"""`sekoci staff add|remove|passkey PHONE`, `sekoci staff list`: who may open the staff's pages, and what if a passkey is lost."""

import argparse
import sys

HELP = "who runs this Sekoci: add or remove a phone, end a lost passkey, or list them"
NEEDS_DATABASE = True
NOW = "They log in with a code as everybody does, open /staf within a day and make their passkey."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("add", "remove", "passkey", "list"))
    parser.add_argument("phone", nargs="?", default="", help="the phone number, in any spelling")


def run(options: argparse.Namespace) -> int:
    from sekoci.accounts.actions import add_staff, remove_staff, renew_passkey
    from sekoci.accounts.queries import staff_people, staff_without_passkey
    from sekoci.kit.errors import Refusal

    if options.what == "list":
        without = staff_without_passkey()
        for each in staff_people():
            print(f"{each.phone:18}  {'no passkey yet' if each.phone in without else 'passkey':15}  {each.name}")
        return 0
    try:
        if options.what == "passkey":
            print(f"{renew_passkey(options.phone)} passkeys ended, and every login. {NOW}")
            return 0
        verb = add_staff if options.what == "add" else remove_staff
        changed = verb(options.phone)
    except Refusal as refusal:
        print(f"sekoci: {refusal.sentence('en')}", file=sys.stderr)
        return 1
    print("Done." if changed else "It was so already.")
    if changed and options.what == "add":
        print(NOW)
    return 0
