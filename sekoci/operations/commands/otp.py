"""`sekoci otp PHONE`: the code that waits for a phone, for development, where nobody sends it."""

import argparse
import os
import sys

from sekoci.operations.home import Trouble

HELP = "print the login code that waits for a phone (development only)"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("phone", help="the phone number, in any spelling")


def run(options: argparse.Namespace) -> int:
    from sekoci.accounts.queries import waiting_code
    from sekoci.kit.errors import Refusal
    from sekoci.kit.phone import parse_phone

    if os.environ.get("SEKOCI_PRODUCTION"):
        raise Trouble("codes are shown in development only; here they go to the phone, and nowhere else.")
    try:
        code = waiting_code(parse_phone(options.phone))
    except Refusal as refusal:
        print(f"sekoci: {refusal.sentence('en')}", file=sys.stderr)
        return 1
    if code is None:
        print("sekoci: no code waits for that phone. Ask for one at /masuk first.", file=sys.stderr)
        return 1
    print(code)
    return 0
