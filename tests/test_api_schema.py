"""Schemathesis against our own OpenAPI: whatever is sent, no 5xx and no answer that the description does not know."""

import os
from collections import Counter

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import booleans
from schemathesis.checks import CHECKS

from config.wsgi import application
from sekoci.kit.ids import new_id
from sekoci.orders.actions import place_orders
from sekoci.orders.tests.people import put_on_shelf, wish
from sekoci.registry.actions import add_part, begin_push, make_api_key, make_office_key
from sekoci.registry.queries.officers import within_reach
from sekoci.registry.tests.listed import DAY, an_office
from sekoci.webhooks.actions import OfOrganisation, connect_target

pytestmark = pytest.mark.django_db
EXAMPLES, MANY = int(os.environ.get("SEKOCI_EXAMPLES") or 15), 200
HELD = [
    check
    for check in CHECKS.get_all()
    if check.__name__
    in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
        "response_headers_conformance",
        "ignored_auth",
    )
]


@pytest.fixture
def one_connection():
    """Requests of this test stay in its transaction: Django would close the connection between them."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def keys(shop, office) -> dict[str, str]:
    """A shop's and an organisation's, by what stands in the address."""
    with within_reach(office):
        return {"/my/": make_api_key(shop.id, label="uji").key, "/office/": make_office_key(office, label="uji").key}


@pytest.fixture
def office(few_areas):
    return an_office()


@pytest.fixture
def described(shop, office, one_connection):
    """The description, with a shop and an order that are really there given where the fuzzer would never guess them."""
    product = put_on_shelf(shop, stock=1_000_000)
    placed = place_orders([wish(shop, (product, 1))])[0]
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    push, _ = begin_push(office, name="Mitra Solo", as_of=DAY, key="uji")
    add_part(push, 1, [["Warung Sri"]], reach=office)
    target = connect_target(OfOrganisation(office.organisation_id), url="https://erp.example.com/x", kinds=["program.stage"])
    schema.real = {
        "target_id": str(target.id),
        "push_id": str(push),
        "slug": shop.slug,
        "order_id": str(placed.order_id),
        "token": placed.token,
        "product": str(product),
    }
    return schema


def test_no_answer_is_a_server_error_or_unknown_to_the_description(described, keys):
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 10
    for operation in operations:
        _try(operation, described.real, keys, EXAMPLES)


@pytest.mark.faults
def test_two_hundred_cases_of_every_operation_meet_no_bug(described, keys):
    """E39. Each run draws others; what fails is printed so that it can be sent again."""
    operations = [found.ok() for found in described.get_all_operations()]
    for operation in operations:
        _try(operation, described.real, keys, MANY, derandomize=False)
    print(len(operations), "operations,", MANY, "cases each")


@pytest.mark.faults
def test_calls_that_follow_from_one_another_meet_no_bug(described, keys):
    """What one call answers is what the next is asked with: orders that were placed, products that were added."""

    seen = Counter()

    class Client(described.as_state_machine()):
        def setup(self):
            self.begins = transaction.savepoint()  # each begins with the same: Hypothesis goes the same way twice

        def teardown(self):
            transaction.savepoint_rollback(self.begins)

        def get_call_kwargs(self, case):
            headers = _opening(keys, case.operation.path)
            if case.operation.method.upper() == "POST":
                headers["Idempotency-Key"] = str(new_id())
            return {"headers": headers}

        def validate_response(self, response, case, additional_checks=(), **more):
            seen[response.status_code] += 1
            case.validate_response(response, checks=HELD, **more)

    quiet = settings(
        max_examples=MANY, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    Client.run(settings=quiet)


def _try(operation, real, keys, many, *, derandomize=True):
    @settings(max_examples=many, deadline=None, suppress_health_check=list(HealthCheck), derandomize=derandomize, database=None)
    @given(case=operation.as_strategy(), is_real=booleans())
    def try_it(case, is_real):
        for name in case.path_parameters or {}:
            if is_real and name in real:
                case.path_parameters[name] = real[name]
        headers = _opening(keys, case.operation.path)
        if operation.method.upper() == "POST":
            headers["Idempotency-Key"] = str(new_id())
        case.call_and_validate(headers=headers, checks=HELD)

    try_it()


def _opening(keys, path):
    return next(({"Authorization": f"Bearer {key}"} for part, key in keys.items() if part in path), {})


def test_every_json_route_is_described(client):
    described = set(client.get("/api/v1/openapi.json").json()["paths"])
    from tests.test_tenancy import routes

    ours = {"/" + route for route in routes() if route.startswith("api/v1/")}
    plain = {_plain(route) for route in ours}
    assert {_plain(path) for path in described} <= plain
    undescribed = plain - {_plain(path) for path in described}
    assert undescribed <= {"/api/v1/", "/api/v1/openapi.json", "/api/v1/docs", "/api/v1/problems"}, undescribed


def _plain(path: str) -> str:
    import re

    return re.sub(r"<[^>]+>|\{[^}]+\}", "{}", path)
