"""One line of JSON per log record, each with the id of the request it belongs to."""

import json
import logging
import sys
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

access = logging.getLogger("sekoci.access")
request_id: ContextVar[str] = ContextVar("request_id", default="")
trace: ContextVar[str] = ContextVar("trace", default="")
"""The trace that the line belongs to, where traces are kept (kit/tracing.py)."""

# Where the call stood, in which thread and process: not in our lines, so not looked up (a tenth of the cost of a line).
logging._srcfile = None
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False

_line = json.JSONEncoder(ensure_ascii=False, default=str)
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "request"}


class JsonLines(logging.Formatter):
    """Write `at`, `level`, `logger`, `message`, `request` and whatever `extra=` carries."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": request_id.get(),
        }
        if of := trace.get():
            line["trace"] = of
        line.update({key: value for key, value in vars(record).items() if key not in _OWN})
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return _line.encode(line)


def say_request(method: str, path: str, status: int, milliseconds: float) -> None:
    """The line of a request, as JsonLines would write it. By hand, because a LogRecord costs a tenth of a small request."""
    if access.isEnabledFor(logging.INFO):
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        of = f', "trace": "{trace.get()}"' if trace.get() else ""
        sys.stderr.write(
            f'{{"at": "{at}", "level": "INFO", "logger": "sekoci.access", "message": "request", "request": "{request_id.get()}", '
            f'"method": {json.dumps(method)}, "path": {json.dumps(path)}, "status": {status}, "ms": {milliseconds:.1f}{of}}}\n'
        )


def bugs_only() -> Callable[[logging.LogRecord], bool]:
    """For what Django says about an answer: the access line has its status already, so only a traceback is news."""
    return lambda record: bool(record.exc_info)


def no_bug() -> Callable[[logging.LogRecord], bool]:
    """For a request that is refused as too large: news of whoever sent it, in one line, and no trouble of ours."""

    def calm(record: logging.LogRecord) -> bool:
        record.levelno, record.levelname, record.exc_info = logging.WARNING, "WARNING", None
        return True

    return calm
