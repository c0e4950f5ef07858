"""`sekoci sandbox NAME --port N`: a server on loopback that plays the other side of a protocol. It is never the real one."""

import argparse
import os
import sys

from sekoci.operations.home import Trouble

HELP = "play the other side of a protocol on loopback, for trying: whatsapp, pretend (the acquirer), webhooks (a receiver)"
NEEDS_DATABASE = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="whatsapp, pretend or webhooks")
    parser.add_argument("--port", type=_port, default=0, help="the port on 127.0.0.1; a free one without")


def run(options: argparse.Namespace) -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from sekoci.kit.errors import NotFound
    from sekoci.messaging import actions as messaging
    from sekoci.payments import actions as payments
    from sekoci.webhooks import actions as webhooks

    known = {"whatsapp": messaging.run_sandbox, "pretend": payments.run_sandbox, "webhooks": webhooks.run_sandbox}
    run = known.get(options.name, messaging.run_sandbox)
    try:
        run(options.name, port=options.port)
    except NotFound:
        print(f"sekoci: there is no sandbox called {options.name}. There are: whatsapp, pretend, webhooks.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"sekoci: port {options.port} cannot be had: {error.strerror}. Choose another one.", file=sys.stderr)
        return 1
    return 0


def _port(text: str) -> int:
    """Ports end at 65535; 0 is a free one."""
    if not (text.isascii() and text.isdigit() and int(text) <= 65_535):
        raise Trouble(f"{text} is no port. Choose one from 1 to 65535.")
    return int(text)
