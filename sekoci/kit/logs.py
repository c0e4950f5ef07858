"""One line of JSON per log record, each with the id of the request it belongs to."""

import json
import logging
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")

# Where the call stood, in which thread and process: not in our lines, so not looked up (a tenth of the cost of a line).
logging._srcfile = None
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False

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
        line.update({key: value for key, value in vars(record).items() if key not in _OWN})
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=False)


def bugs_only() -> Callable[[logging.LogRecord], bool]:
    """For what Django says about an answer: the access line has its status already, so only a traceback is news."""
    return lambda record: bool(record.exc_info)
