"""An OpenTelemetry collector on loopback: keeps the spans it is sent, as the project's own protobuf classes read them."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest, ExportTraceServiceResponse

Values = dict[str, str | int]


@dataclass(frozen=True)
class Seen:
    """A span; `process` is what it says of whose it is, `links` to which others (`trace-span`) it points."""

    name: str
    trace: str
    span: str
    parent: str
    failed: bool
    facts: Values
    process: Values
    whole: str
    links: tuple[str, ...]


@dataclass(frozen=True)
class Collector:
    url: str
    seen: list[Seen]


@contextmanager
def collector() -> Iterator[Collector]:
    seen: list[Seen] = []

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            assert (self.path.partition("?")[0], self.headers["Content-Type"]) == ("/v1/traces", "application/x-protobuf")
            seen.extend(_spans(ExportTraceServiceRequest.FromString(body)))
            said = ExportTraceServiceResponse().SerializeToString()
            self.send_response(200)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield Collector(f"http://127.0.0.1:{server.server_port}", seen)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _spans(request: ExportTraceServiceRequest) -> Iterator[Seen]:
    for resource in request.resource_spans:
        for scope in resource.scope_spans:
            for span in scope.spans:
                facts, process = _values(span.attributes), _values(resource.resource.attributes)
                failed, ids = span.status.code == 2, (span.trace_id.hex(), span.span_id.hex(), span.parent_span_id.hex())
                links = tuple(f"{each.trace_id.hex()}-{each.span_id.hex()}" for each in span.links)
                yield Seen(span.name, *ids, failed, facts, process, str(span) + str(resource.resource), links)


def _values(attributes: object) -> Values:
    return {each.key: each.value.string_value or each.value.int_value for each in attributes}  # type: ignore[attr-defined]
