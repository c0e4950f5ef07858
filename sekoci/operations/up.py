"""`sekoci up`: the database, the web server and the worker, started in this order and stopped in the other."""

import errno
import fcntl
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sekoci.operations.children import Child
from sekoci.operations.database import open_database
from sekoci.operations.embedded import EmbeddedServer
from sekoci.operations.granting import Granting
from sekoci.operations.home import Home, Trouble
from sekoci.operations.production import LOOPBACK, messages, refuse_unless_ready
from sekoci.operations.variables import strangers

logger = logging.getLogger(__name__)

MOST_LOADS = 3
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def serve(home: Home) -> int:
    """Serve until Ctrl-C or SIGTERM; the exit code."""
    stop = threading.Event()
    for number in STOPPING:
        signal.signal(number, lambda *_: stop.set())
    if sys.stderr.isatty():
        os.environ.setdefault("SEKOCI_LOG", "WARNING")
    port = int(os.environ.get("SEKOCI_PORT") or 8000)
    refuse_unless_ready(os.environ)
    with only_one(home):
        check_port(port)
        print("Starting the database ...", flush=True)
        with open_database(home) as server:
            make_ready()
            if not stop.is_set():
                run(stop, home, server, port)
    print("Stopped; everything is saved.", flush=True)
    return 0


def run(stop: threading.Event, home: Home, server: EmbeddedServer | None, port: int) -> None:
    """Keep the web server and the worker going until `stop`, then end them: first who takes requests, then who works."""
    from sekoci.operations.first_load import is_loaded
    from sekoci.operations.key import prove_key, troubles
    from sekoci.operations.metrics import serve_metrics

    loading = Child("first load", "sekoci.operations", ["first_load"])
    children = [Child("web server", "sekoci.operations.web"), Child("worker", "sekoci.operations", ["worker"])]
    if os.environ.get("SEKOCI_BACKUP_TO") and os.environ.get("SEKOCI_OWNER_URL"):
        children.append(Child("keeper", "sekoci.operations", ["keeper"], owner=True))
    prove_key()
    for trouble in [*troubles(), *(messages(os.environ) if os.environ.get("SEKOCI_PRODUCTION") else [])]:
        print(f"WRONG: {trouble}", file=sys.stderr, flush=True)
    for name in strangers(os.environ):
        print(f"Look: {name}", file=sys.stderr, flush=True)
    serve_metrics(os.environ)
    granting = Granting(home, children)
    for child in children:
        child.start()
    try:
        if not is_loaded():
            print(f"First start: loading {what_first()}", flush=True)
            loading.start()
        announced = False
        while not stop.wait(0.25):
            if not announced and answers(port):
                announced = True
                announce(port)
            if server and server.revive():
                logger.error("the database had died and was started again")
            for child in () if granting.look() else children:
                if child.keep_alive():
                    logger.error("the %s had died and was started again", child.name)
            if loading.process and (code := loading.exit_code()) is not None:
                loading.process = None
                if code == 0:
                    print("Loaded.", flush=True)
                    announce(port)
                elif len(loading.starts) < MOST_LOADS:
                    logger.error("the first load broke off and goes on")
                    loading.start()
                else:
                    raise Trouble("The first load failed; its last lines above say why. Start again to continue it.")
    finally:
        print("Stopping ...", flush=True)
        granting.break_off()
        for child in (*children, loading):
            child.ask_to_end()
        for child in (*children, loading):
            child.wait_for_end()


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((listens_at(), port)) == 0


def listens_at() -> str:
    """Where on this machine the web server is found: one that listens everywhere, on loopback."""
    address = os.environ.get("SEKOCI_LISTEN") or LOOPBACK
    return LOOPBACK if address == "0.0.0.0" else address  # noqa: S104  the operator's own word


def what_first() -> str:
    if os.environ.get("SEKOCI_PRODUCTION"):
        return "the areas of Indonesia. Shops can be opened in a minute."
    return "areas and the demo. The shops appear within two minutes."


def announce(port: int) -> None:
    """Where to go and how to log in."""
    base = os.environ.get("SEKOCI_URL") or f"http://127.0.0.1:{port}"
    print(f"\n  Sekoci is at {base}")
    if not os.environ.get("SEKOCI_PRODUCTION"):
        print(f"  A shop       {base}/warung-melati")
        print(f"  Log in       {base}/masuk with any phone number; the code: `.venv/bin/sekoci otp PHONE`")
        print(f"  An officer   {base}/petugas after logging in as +62 812-0000-0091")
        print(f"  Messages     {base}/dev/outbox shows what would have been sent")
        print(f"  API          {base}/api/v1/docs")
    print("  Ctrl-C stops it.\n", flush=True)


def make_ready() -> None:
    """What is made from the sources and not committed."""
    from sekoci.kit.translations import compile_all
    from sekoci.operations.static import collect

    compile_all()
    collect()


@contextmanager
def only_one(home: Home) -> Iterator[None]:
    """One `up` in one home."""
    with home.lock_file("up").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(f"Sekoci already runs in {home.folder}. Stop it there, or set SEKOCI_HOME to another folder.") from None
        yield


def check_port(port: int) -> None:
    """Refuse early: the web server itself would share the port with a stranger who allows it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((os.environ.get("SEKOCI_LISTEN") or LOOPBACK, port))
        except PermissionError:
            raise Trouble(f"Port {port} may be used by root only: the unit of `sekoci unit` allows it to us.") from None
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise Trouble(f"SEKOCI_LISTEN={os.environ.get('SEKOCI_LISTEN')} is no address of this machine.") from None
            raise Trouble(f"Port {port} is taken: set SEKOCI_PORT to another one, such as {port + 1}.") from None
