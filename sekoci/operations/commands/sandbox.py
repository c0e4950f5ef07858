"""`sekoci sandbox NAME --port N`: a server on loopback that plays the other side of a protocol. It is never the real one."""

import argparse
import os
import sys

HELP = "play the other side of a protocol on loopback, for trying: whatsapp, pretend (the acquirer)"
NEEDS_DATABASE = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="whatsapp or pretend")
    parser.add_argument("--port", type=int, default=0, help="the port on 127.0.0.1; a free one without")


def run(options: argparse.Namespace) -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from sekoci.kit.errors import NotFound
    from sekoci.messaging import actions as messaging
    from sekoci.payments import actions as payments

    run = {"whatsapp": messaging.run_sandbox, "pretend": payments.run_sandbox}.get(options.name, messaging.run_sandbox)
    try:
        run(options.name, port=options.port)
    except NotFound:
        print(f"sekoci: there is no sandbox called {options.name}. There are: whatsapp, pretend.", file=sys.stderr)
        return 1
    return 0
