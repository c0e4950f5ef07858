"""`sekoci key`: whether the keys we have open all that is sealed in the database; exit 1 where one is missing."""

import argparse

HELP = "try whether the keys we have open what is sealed in the database; exit 1 where one is missing"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--give-up", action="store_true", help="a key is gone for good: what it sealed stays closed, nobody is reminded any more"
    )


def run(options: argparse.Namespace) -> int:
    from sekoci.operations.key import give_up_lost_keys, prove_key, troubles

    if options.give_up:
        print(f"Given up: {give_up_lost_keys()}. Owners make new secrets for their webhooks and enter NIK and NPWP again.")
        return 0
    prove_key()
    said = troubles()
    print("\n".join(said) or "All that is sealed opens.")
    return 1 if said else 0
