"""Traces for who runs OpenTelemetry: requests, jobs, calls to others. Off, and not even imported, unless an endpoint is set.

The standard OTEL_* variables say where to (OTLP over HTTP, protobuf), how many and under what name. What leaves names routes,
tasks, statuses and our own ids; never a path, a query, a text of an error, an address or a name: those hold what people wrote.
"""

import multiprocessing.util
import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib.metadata import version
from typing import TYPE_CHECKING, Literal, Protocol

from sekoci.kit import logs

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Tracer
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

Facts = Mapping[str, str | int]
Kind = Literal["SERVER", "CONSUMER", "CLIENT", "INTERNAL"]


class Note(Protocol):
    """Adds what is known at the end."""

    def __call__(self, facts: Facts, *, name: str = "", failed: bool = False) -> None: ...


_tracer: "Tracer | None" = None
_provider: "TracerProvider | None" = None


def endpoint(environment: Mapping[str, str]) -> str:
    """Where traces go, as the environment says; empty: nobody asked for them."""
    disabled = environment.get("OTEL_SDK_DISABLED", "").lower() == "true" or environment.get("OTEL_TRACES_EXPORTER") == "none"
    named = environment.get("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") or environment.get("OTEL_EXPORTER_OTLP_ENDPOINT") or ""
    return "" if disabled else named


def start(role: str) -> None:
    """Begin to trace this process (`web`, `worker`); nothing happens where nobody asked. After any fork."""
    global _tracer, _provider
    if _provider or not endpoint(os.environ):
        return
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    known = {"service.version": version("sekoci"), "sekoci.process": role}
    if not os.environ.get("OTEL_SERVICE_NAME") and "service.name=" not in os.environ.get("OTEL_RESOURCE_ATTRIBUTES", ""):
        known["service.name"] = "sekoci"
    _provider = TracerProvider(resource=Resource.create(known))
    _provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    _tracer = _provider.get_tracer("sekoci")
    multiprocessing.util.Finalize(None, stop, exitpriority=0)  # a web server's child leaves without atexit


def stop() -> None:
    """Send what is left, and trace no more."""
    global _tracer, _provider
    if _provider:
        _provider.shutdown()
    _tracer = _provider = None


def reaches_collector() -> bool:
    """Whether the collector takes an empty export, with the headers and certificates that the environment names."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace.export import SpanExportResult

    exporter = OTLPSpanExporter(timeout=3)
    try:
        return exporter.export([]) is SpanExportResult.SUCCESS
    finally:
        exporter.shutdown()  # type: ignore[no-untyped-call]


def span(
    name: str, facts: Facts, *, kind: Kind = "INTERNAL", parent: str = "", asked_by: str = ""
) -> AbstractContextManager[Note]:
    """A span around a piece of work; an exception makes it a failure. Of the two W3C traceparents `parent`, from outside, goes
    on with a trace; `asked_by` begins one of its own that points back to who asked for it.
    """
    return nullcontext(_nothing) if _tracer is None else _span(_tracer, name, facts, kind, parent, asked_by)


def here() -> str:
    """The traceparent of the span we are in, for work that is done later; empty where nothing is traced."""
    if _tracer is None:
        return ""
    carried: dict[str, str] = {}
    _w3c().inject(carried)
    return carried.get("traceparent", "")


def call(method: str, host: str = "") -> AbstractContextManager[Note]:
    """A span around a call to somebody else. No `host` where people typed the address: it may be somebody's name."""
    facts = {"http.request.method": method} | ({"server.address": host} if host else {})
    return span(method, facts, kind="CLIENT")


@contextmanager
def _span(tracer: "Tracer", name: str, facts: Facts, kind: Kind, parent: str, asked_by: str) -> Iterator[Note]:
    from opentelemetry.trace import Link, SpanKind, Status, StatusCode, get_current_span

    context = _w3c().extract({"traceparent": parent}) if parent else None
    asked = get_current_span(_w3c().extract({"traceparent": asked_by})).get_span_context() if asked_by else None
    links = [Link(asked)] if asked and asked.is_valid else []
    with tracer.start_as_current_span(
        name, context, SpanKind[kind], dict(facts), links, record_exception=False, set_status_on_exception=False
    ) as mine:

        def note(facts: Facts, *, name: str = "", failed: bool = False) -> None:
            mine.set_attributes(dict(facts))
            if name:
                mine.update_name(name)
            if failed:
                mine.set_status(Status(StatusCode.ERROR))

        token = logs.trace.set(f"{mine.get_span_context().trace_id:032x}")
        try:
            yield note
        except BaseException as error:
            note({"error.type": type(error).__qualname__}, failed=True)
            raise
        finally:
            logs.trace.reset(token)


def _w3c() -> "TraceContextTextMapPropagator":
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    return TraceContextTextMapPropagator()


def _nothing(facts: Facts, *, name: str = "", failed: bool = False) -> None:
    """Nobody asked."""
