"""The web server's process: `python -m sekoci.operations.web`, started by `sekoci up`."""

import gc
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

from granian.constants import Interfaces, SSLProtocols
from granian.log import LogLevels
from granian.server import Server

from sekoci.kit import tracing
from sekoci.operations.leash import end_with_parent

WORKERS = 2
THREADS = 16
"""Requests under way in one worker; each thread keeps its own connection to the database. Orders that wait in threads are placed
together: with 16 instead of 8 a batch under load holds 8 instead of 4, and an order costs the database a third less."""

LOGS: dict[str, Any] = {
    "formatters": {"json": {"()": "sekoci.kit.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "loggers": {"_granian": {"handlers": ["stderr"], "propagate": False}},
}


def main() -> None:
    end_with_parent()
    certificate = os.environ.get("SEKOCI_TLS_CERT")
    os.environ["SEKOCI_WEB_PROCESSES"] = str(WORKERS)
    Server(
        "config.wsgi:application",
        address=os.environ.get("SEKOCI_LISTEN") or "127.0.0.1",
        port=int(os.environ.get("SEKOCI_PORT") or 8000),
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,
        log_level=LogLevels.error,
        log_dictconfig=LOGS,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        ssl_cert=Path(certificate) if certificate else None,
        ssl_key=Path(os.environ["SEKOCI_TLS_KEY"]) if certificate else None,
        ssl_protocol_min=SSLProtocols.tls12,
    ).serve(target_loader=application, wrap_loader=False)


def application() -> Callable[..., Any]:
    """Loaded in each worker process. What is there by then stays for good, so the collector need not look at it again."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # inherited, it would do nothing until the server sets its own after loading
    end_with_parent()
    from config.wsgi import application

    tracing.start("web")
    warm_up(application)
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    return application


def warm_up(application: Callable[..., Any]) -> None:
    """Answer one request before the first visitor's: addresses, views and templates are loaded on first use."""
    environment: dict[str, Any] = {"PATH_INFO": "/healthz"}
    setup_testing_defaults(environment)
    application(environment, lambda *answer: None).close()


if __name__ == "__main__":
    main()
