"""`sekoci sandbox NAME --port N`: a server on loopback that plays the other side of a protocol. It is never the real one."""

import argparse
import os
import sys

HELP = "play the other side of a protocol on loopback, for trying: whatsapp"
NEEDS_DATABASE = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="whatsapp")
    parser.add_argument("--port", type=int, default=0, help="the port on 127.0.0.1; a free one without")


def run(options: argparse.Namespace) -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from sekoci.kit.errors import NotFound
    from sekoci.messaging.actions import run_sandbox

    try:
        run_sandbox(options.name, port=options.port)
    except NotFound:
        print(f"sekoci: there is no sandbox called {options.name}. There is: whatsapp.", file=sys.stderr)
        return 1
    return 0
