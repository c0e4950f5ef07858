"""The same by a program: connect, look, send again, with a key that has the scope and nobody else's targets."""

import json
from datetime import datetime, timedelta

import pytest

from sekoci.kit import clock
from sekoci.registry.actions import make_api_key
from sekoci.webhooks.actions import connect_target, deliver_due
from sekoci.webhooks.queries import target_of, targets_of

pytestmark = pytest.mark.django_db
BODY = {"url": "https://erp.example.com/sekoci", "kinds": ["order.placed"]}


@pytest.fixture
def call(client, shop):
    key = make_api_key(shop.id, label="ERP", scopes=["webhooks:write"]).key

    def call(method, address="", body=None):
        said = "" if body is None else json.dumps(body)
        headers = {"Authorization": f"Bearer {key}"}
        return client.generic(method, f"/api/v1/my/webhooks{address}", said, "application/json", headers=headers)

    return call


def test_a_target_is_connected_changed_switched_and_removed(call, shop):
    made = call("POST", body=BODY)
    assert (made.status_code, made["Cache-Control"]) == (201, "no-store")
    one = "/" + made.json()["id"]
    assert made["Location"].endswith(f"/api/v1/my/webhooks{one}")
    assert made.json()["secret"].startswith("whsec_")
    assert made.json()["name"] == "erp.example.com"
    again = call("POST", body=BODY)
    assert (again.status_code, again.json()["code"]) == (409, "already_connected")
    assert "secret" not in call("GET", one).json()
    assert [each["id"] for each in call("GET").json()["items"]] == [made.json()["id"]]
    changed = call("PATCH", one, {"name": "Gudang", "kinds": ["stock.changed"], "state": "off"}).json()
    assert (changed["url"], changed["name"], changed["kinds"], changed["state"]) == (
        BODY["url"],
        "Gudang",
        ["stock.changed"],
        "off",
    )
    assert call("POST", f"{one}/test").json()["code"] == "target_not_on"
    assert [call("DELETE", one).status_code for _ in range(2)] == [204, 204]
    assert call("PATCH", one, {"state": "on"}).json()["state"] == "on"


def test_a_link_into_a_network_is_refused_and_of_a_change_nothing_stays(call, shop):
    refused = call("POST", body=BODY | {"url": "https://169.254.169.254/latest"})
    assert (refused.status_code, refused.json()["code"], refused.json()["field"]) == (422, "address_not_allowed", "url")
    made = connect_target(shop.id, **BODY)
    for wrong in ({"url": "http://erp.example.com", "state": "off"}, {"kinds": ["order.placed", "orders"]}, {"kinds": []}):
        assert call("PATCH", f"/{made.id}", wrong).status_code == 422
    assert [(each.url, each.state) for each in targets_of(shop.id)] == [(BODY["url"], "on")]


def test_a_test_is_sent_read_and_sent_again_after_it_failed(call, shop, answering):
    made = connect_target(shop.id, **BODY)
    one, answering.status = f"/{made.id}", 410
    sent = call("POST", f"{one}/test").json()
    assert (sent["state"], sent["attempts"]) == ("waiting", [])
    deliver_due()
    assert call("PATCH", one, {"state": "on"}).json()["failed"] == 1
    [row] = call("GET", f"{one}/messages?state=failed").json()["items"]
    assert (row["id"], row["status"]) == (sent["id"], 410)
    answering.status = 204
    assert call("POST", f"{one}/replay").json() == {"count": 1}
    deliver_due()
    assert call("POST", f"{one}/messages/{sent['id']}/replay").json()["state"] == "waiting"
    deliver_due()
    whole = call("GET", f"{one}/messages/{sent['id']}").json()
    assert (whole["state"], [each["status"] for each in whole["attempts"]]) == ("delivered", [204, 204, 410])
    assert json.loads(whole["payload"])["type"] == "test"
    assert len({headers["webhook-id"] for _, _, headers in answering.called}) == 1


def test_messages_come_page_by_page_newest_first(call, shop, answering):
    made = connect_target(shop.id, **BODY)
    sent = [call("POST", f"/{made.id}/test").json()["id"] for _ in range(31)]
    first = call("GET", f"/{made.id}/messages").json()
    second = call("GET", f"/{made.id}/messages?cursor={first['next']}").json()
    assert [each["id"] for each in first["items"] + second["items"]] == sent[::-1]
    assert second["next"] is None


def test_an_exchanged_secret_is_answered_once(call, shop):
    made = connect_target(shop.id, **BODY)
    answer = call("POST", f"/{made.id}/secret")
    assert answer.json()["secret"] not in (made.secret, "")
    assert answer["Cache-Control"] == "no-store"


def test_another_shops_targets_are_not_found(call, other_shop):
    theirs = connect_target(other_shop.id, **BODY)
    for method, rest in (
        ("GET", ""),
        ("PATCH", ""),
        ("DELETE", ""),
        ("GET", "/messages"),
        ("POST", "/test"),
        ("POST", "/secret"),
    ):
        assert call(method, f"/{theirs.id}{rest}", {"state": "off"}).status_code == 404, (method, rest)
    assert target_of(other_shop.id, theirs.id).state == "on"


def test_who_asks_for_what_waits_has_a_resting_target_called_at_once_or_reads_until_when_it_rests(call, shop, answering):
    made, answering.status = connect_target(shop.id, **BODY), 500
    one = f"/{made.id}"
    sent = call("POST", f"{one}/test").json()["id"]
    at = clock.now()
    for minutes in (0, 10, 50):
        with clock.frozen(at + timedelta(minutes=minutes)):
            deliver_due()
    at += timedelta(minutes=50)
    with clock.frozen(at):
        waiting = call("POST", f"{one}/test").json()
        assert datetime.fromisoformat(waiting["next_at"]) > at
        deliver_due()
        assert len(answering.called) == 3
        assert datetime.fromisoformat(call("POST", f"{one}/messages/{sent}/replay").json()["next_at"]) == at
        deliver_due()
        assert len(answering.called) == 4
        answering.status = 204
        assert call("POST", f"{one}/replay").json() == {"count": 2}
        assert deliver_due() == 2
