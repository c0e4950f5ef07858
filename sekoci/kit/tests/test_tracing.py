"""What a collector is told, read by OpenTelemetry's own protobuf classes: names, statuses and our ids, and nothing of people."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sekoci.kit import outside, tracing
from sekoci.kit.errors import ProviderDown
from sekoci.kit.jobs import later, later_many
from sekoci.kit.sql import fetch
from sekoci.messaging.jobs import deliver
from sekoci.messaging.providers.calls import call
from tests.collector import Collector, Seen, collector
from tests.installation import free_port

PHONE, PARENT = "081298765432", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@contextmanager
def traced(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    """Everything inside is traced; what was told is whole when it ends."""
    with collector() as one:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", one.url)
        tracing.start("web")
        try:
            yield one
        finally:
            tracing.stop()


def by_name(seen: list[Seen]) -> dict[str, Seen]:
    return {each.name: each for each in seen}


@pytest.mark.django_db
def test_a_request_is_told_by_its_route_and_status_and_nothing_of_who_asked(client, shop, monkeypatch, capfd):
    with traced(monkeypatch) as one:
        seen = client.get(f"/{shop.slug}?telepon={PHONE}&cari=Bu+Melati", HTTP_X_REQUEST_ID="permintaan-7")
        client.post("/masuk", {"phone": PHONE, "login": PHONE})
        client.get(f"/{PHONE}/tidak/ada/di/sini", HTTP_COOKIE=f"sesi={PHONE}", HTTP_USER_AGENT=PHONE)
    assert seen.status_code == 200
    spans = by_name(one.seen)
    page = spans["GET /<shop:slug>"]
    assert page.facts == {
        "http.request.method": "GET", "http.route": "/<shop:slug>", "http.response.status_code": 200,
        "sekoci.request_id": "permintaan-7",
    }  # fmt: skip
    assert (page.process["service.name"], page.process["sekoci.process"], page.parent) == ("sekoci", "web", "")
    assert set(spans) == {"GET /<shop:slug>", "POST /masuk", "GET"}
    told = "".join(each.whole for each in one.seen)
    assert not any(word in told for word in (PHONE, PHONE[1:], "Melati", shop.slug, "telepon"))
    [line] = [json.loads(each) for each in capfd.readouterr().err.splitlines() if "permintaan-7" in each]
    assert line["trace"] == page.trace


@pytest.mark.django_db
def test_a_trace_goes_on_that_a_proxy_of_ours_began_and_a_strangers_does_not(client, monkeypatch, settings):
    with traced(monkeypatch) as one:
        client.get("/api/v1/problems", HTTP_TRACEPARENT=PARENT)
        settings.TRUSTED_PROXIES = 1
        client.get("/masuk", HTTP_TRACEPARENT=PARENT)
        client.get("/bahasa", HTTP_TRACEPARENT="00-zz-<b>-01")
    spans = by_name(one.seen)
    assert (spans["GET /masuk"].trace, spans["GET /masuk"].parent) == tuple(PARENT.split("-")[1:3])
    for other in ("GET /api/v1/problems", "GET /bahasa"):
        assert spans[other].parent == "" and spans[other].trace != PARENT.split("-")[1]


def test_calls_to_others_and_what_fails_inside_a_job_are_told_without_their_words(monkeypatch):
    with traced(monkeypatch) as one:
        with tracing.span("job uji", {"sekoci.job": "uji"}, kind="CONSUMER"):
            assert call(
                "POST", f"{one.url}/v1/traces?to={PHONE}", headers={"Content-Type": "application/x-protobuf"}, content=b""
            )
        with pytest.raises(ProviderDown), tracing.span("job gagal", {}, kind="CONSUMER"):
            outside.post(f"http://127.0.0.1:{free_port()}/{PHONE}", content=PHONE.encode(), headers={})
    job, failed = by_name(one.seen)["job uji"], by_name(one.seen)["job gagal"]
    ours, typed = (next(each for each in one.seen if each.name == "POST" and each.trace == of.trace) for of in (job, failed))
    assert ours.facts == {"http.request.method": "POST", "server.address": "127.0.0.1", "http.response.status_code": 200}
    assert (ours.failed, typed.failed, failed.failed, job.failed) == (False, True, True, False)
    assert typed.facts == {"http.request.method": "POST", "error.type": "ConnectError"}
    assert failed.facts == {"error.type": "ProviderDown"}
    assert PHONE not in "".join(each.whole for each in one.seen)


@pytest.mark.django_db
def test_a_job_carries_the_span_that_asked_for_it_and_only_where_that_is_traced(monkeypatch):
    def carried() -> list[str | None]:
        return [row[0] for row in fetch("delete from procrastinate_jobs returning args->>'_asked_by'")]

    later(deliver, message_id="1")
    assert carried() == [None]
    with traced(monkeypatch) as one:
        later(deliver, message_id="1")
        assert carried() == [None]
        with tracing.span("POST /pesan", {}, kind="SERVER"):
            later(deliver, message_id="1")
            later_many(deliver, [{"message_id": "2"}, {"message_id": "3"}])
            asked = carried()
        with tracing.span("job uji", {}, kind="CONSUMER", asked_by=asked[0]):
            pass
        with tracing.span("job lain", {}, kind="CONSUMER", asked_by="00-zz"):
            pass
    spans = by_name(one.seen)
    request = spans["POST /pesan"]
    assert [each[:-3] for each in asked] == [f"00-{request.trace}-{request.span}"] * 3
    assert spans["job uji"].links == (f"{request.trace}-{request.span}",) and spans["job uji"].trace != request.trace
    assert spans["job lain"].links == ()


def test_a_collector_that_is_not_there_is_noticed(monkeypatch):
    with collector() as one:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", one.url)
        assert tracing.reaches_collector()
    assert not tracing.reaches_collector()


def test_nothing_is_imported_and_nothing_begun_where_nobody_asked():
    look = (
        "import sys; from sekoci.kit import tracing; import config.wsgi; tracing.start('web');"
        " print([name for name in sys.modules if name.startswith('opentelemetry')])"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, timeout=60, check=True)  # noqa: S603
    assert done.stdout == "[]\n"
    assert tracing.endpoint({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x", "OTEL_SDK_DISABLED": "true"}) == ""
    assert tracing.endpoint({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x", "OTEL_TRACES_EXPORTER": "none"}) == ""
