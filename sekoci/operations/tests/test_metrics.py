"""What Prometheus is told is what happened, and Prometheus' own reader understands it."""

import urllib.request

import psycopg
import pytest
from prometheus_client.parser import text_string_to_metric_families

from sekoci.kit.metrics import Counts
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.operations.backup import record
from sekoci.operations.home import Home
from sekoci.operations.metrics import added_up, told
from tests.collector import Collector, collector
from tests.installation import Installation, eventually, free_port


def read(text: str) -> dict[str, list]:
    return {family.name: family.samples for family in text_string_to_metric_families(text)}


@pytest.mark.django_db
def test_the_counts_of_all_processes_are_added_up(tmp_path):
    folder = tmp_path / "metrics"
    for process in range(2):
        counts = Counts(folder)
        for took in (1.0, 30.0, 20_000.0):
            counts.saw("GET", "<slug:slug>", 200, took)
        counts.saw("POST", 'with "quotes"\\', 503, 5.0)
        counts.write()
        next(folder.glob("*.json")).rename(folder / f"process-{process}.json")
    record.note(Home(tmp_path), "backup", ok=True)
    send_messages([MessageDraft(f"uji:{number}", "+6281234567801", "login_code", {"code": "123456"}) for number in range(3)])
    said = read(told(Home(tmp_path)))
    requests = {(sample.labels["route"], sample.labels["status"]): sample.value for sample in said["sekoci_requests"]}
    assert requests == {("<slug:slug>", "200"): 6, ('with "quotes"\\', "503"): 2}
    buckets = {
        sample.labels["le"]: sample.value
        for sample in said["sekoci_request_seconds"]
        if sample.labels["route"] == "<slug:slug>" and "le" in sample.labels
    }
    assert (buckets["0.005"], buckets["0.05"], buckets["10"], buckets["+Inf"]) == (2, 4, 4, 6)
    [age] = said["sekoci_saved_age_seconds"]
    assert (age.labels, age.value < 60) == ({"kind": "backup"}, True)
    assert said["sekoci_database_up"][0].value == 1
    assert [(each.labels, each.value) for each in said["sekoci_messages"]] == [({"state": "waiting"}, 3)]


def test_nothing_is_counted_where_nobody_asks(tmp_path):
    Counts(None).saw("GET", "", 200, 1.0)
    assert added_up(tmp_path) == {}


def test_a_running_installation_tells_of_its_requests_and_its_worker(installation: Installation):
    with collector() as traces:
        _tells_prometheus_and_a_collector(installation, traces)
    names = {(each.process["sekoci.process"], each.name) for each in traces.seen}
    assert {("web", "GET /api/v1/shops/<slug>"), ("worker", "job operations.check")} <= names
    [job] = [each for each in traces.seen if each.name == "job operations.check" and each.links]  # the night's own has no asker
    assert (job.process["service.name"], job.facts["sekoci.job.attempt"], job.failed) == ("uji", 0, False)
    assert job.links == ("4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",) and job.trace not in job.links[0]


def _tells_prometheus_and_a_collector(installation: Installation, traces: Collector) -> None:
    port = free_port()
    where = {"OTEL_EXPORTER_OTLP_ENDPOINT": traces.url, "OTEL_SERVICE_NAME": "uji"}
    installation.up(SEKOCI_METRICS_PORT=str(port), **where)
    with psycopg.connect(installation.server.url, autocommit=True) as owner:
        owner.execute(
            "select procrastinate_defer_jobs_v1(array[row('slow', 'operations.check', 0, null, null,"
            " jsonb_build_object('check_id', gen_random_uuid(), '_asked_by', %s::text), null)::procrastinate_job_to_defer_v1])",
            ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",),
        )
    for _ in range(5):
        assert installation.get("/api/v1/shops/no-such-shop").status == 404

    def told_of_five() -> bool:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            said = read(answer.read().decode())
        counted = [each.value for each in said["sekoci_requests"] if each.labels["status"] == "404"]
        return counted == [5] and said["sekoci_workers"][0].value == 1

    eventually(told_of_five, within=30)
    assert installation.end() == 0, "what was not told yet is told at the end"
