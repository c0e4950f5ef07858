"""Organisations are told of stages, signed; a partner of the businesses on its own lists alone."""

import json
import re

import pytest
from standardwebhooks import Webhook

from sekoci.exchange.queries.results import outlet_name
from sekoci.exchange.tests.people import (
    agreed,
    in_program,
    listed_by,
    listening,
    person,
    today,
    visited,
)
from sekoci.kit.events import deliver_all
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.orders.tests.people import put_on_shelf
from sekoci.programs.actions import decide, follow_outlets, mark_stage
from sekoci.programs.tests.people import office, outlet
from sekoci.registry.actions import make_office_key
from sekoci.registry.queries.officers import within_reach
from sekoci.webhooks.actions import OfOrganisation, connect_target, deliver_due, send_test
from sekoci.webhooks.queries import targets_of
from sekoci.webhooks.tests.conftest import answering

pytestmark = pytest.mark.django_db
__all__ = ["answering"]


def test_a_stage_is_told_signed_to_carriers_and_to_a_partner_of_its_own_rows_alone(gofood, dinas, answering):
    mine, other = outlet("Warung Sri", phone="+6285722081394"), outlet("Toko Lain", phone="+6285722081395")
    listed_by(gofood, mine)
    program, [sri, lain] = in_program(dinas, mine, other, partners=(gofood.organisation_id,))
    agreed(sri, dinas)
    made = {
        reach.organisation: connect_target(
            OfOrganisation(reach.organisation_id), url=f"https://{reach.organisation}.example.com/x", kinds=["program.stage"]
        )
        for reach in (dinas, gofood)
    }
    deliver_all()
    deliver_due()
    answering.called.clear()
    for each in (sri, lain):
        mark_stage(each, "trained", holds=True, on_day=today(), evidence="Ikut pelatihan foto", reach=dinas)
    deliver_all()
    deliver_due()
    told = {}
    for url, content, headers in answering.called:
        organisation = re.match(r"https://([\w-]+)\.example", url)[1]
        said = Webhook(made[organisation].secret).verify(content, headers)
        told.setdefault(organisation, []).append(said)
        for secret in (b"Warung Sri", b"Toko Lain", b"857220"):
            assert secret not in content
    named = {each["data"]["outlet"] for each in told[dinas.organisation]}
    assert named == {outlet_name(dinas.organisation_id, each) for each in (mine, other)}
    [one] = told[gofood.organisation]
    assert one["type"] == "program.stage"
    assert one["data"]["program"] == program.slug
    assert (one["data"]["outlet"], one["data"]["stage"], one["data"]["reached"], one["data"]["source"]) == (
        outlet_name(gofood.organisation_id, mine),
        "trained",
        True,
        None,
    )
    assert [row["key"] for row in one["data"]["rows"]] == [f"GF-{mine}"]
    deliver_all()
    assert deliver_due() == 0


def test_a_partner_hears_nothing_of_who_did_not_agree_or_left(gofood, dinas, answering):
    silent, left = outlet("Warung Sri"), outlet("Toko Lain")
    listed_by(gofood, silent, left)
    program, [sri, lain] = in_program(dinas, silent, left, partners=(gofood.organisation_id,))
    agreed(lain, dinas)
    listening(gofood)
    for each in (sri, lain):
        visited(each, dinas)
    decide(program.slug, [lain], "refused", reason="Pindah kota", reach=dinas)
    deliver_all()
    assert (deliver_due(), answering.called) == (0, [])


def test_who_carries_nothing_hears_nothing_and_nobody_listening_costs_one_statement(gofood, dinas, answering):
    stranger = office("Bank Lain", "bank", "0812-7100-0009", [""])
    listening(stranger)
    _, [one] = in_program(dinas, outlet("Warung Sri"))
    visited(one, dinas)
    deliver_all()
    assert (deliver_due(), answering.called) == (0, [])


def test_an_organisation_sets_up_its_targets_by_key_and_page_and_nobody_elses_are_found(client, gofood, dinas, answering):
    with within_reach(gofood):
        key = make_office_key(gofood, label="x", scopes=["webhooks:write"]).key

    def call(method, address="", body=None):
        headers = {"Authorization": f"Bearer {key}"}
        return client.generic(
            method, f"/api/v1/office/webhooks{address}", json.dumps(body or {}), "application/json", headers=headers
        )

    body = {"url": "https://erp.example.com/x", "kinds": ["program.stage"]}
    made = call("POST", body=body)
    assert (made.status_code, made.json()["secret"][:6]) == (201, "whsec_")
    assert made["Location"].endswith(f"/office/webhooks/{made.json()['id']}")
    assert call("POST", body=body).json()["code"] == "already_connected"
    assert call("POST", body=body | {"kinds": ["order.placed"]}).status_code == 422
    assert (
        call("POST", body={"url": "https://169.254.169.254/x", "kinds": ["program.stage"]}).json()["code"]
        == "address_not_allowed"
    )
    one = f"/{made.json()['id']}"
    sent = call("POST", f"{one}/test").json()
    deliver_due()
    assert Webhook(made.json()["secret"]).verify(*answering.called[-1][1:])["type"] == "test"
    assert call("GET", f"{one}/messages/{sent['id']}").json()["state"] == "delivered"
    theirs = listening(dinas)
    for method, rest in (
        ("GET", ""),
        ("PATCH", ""),
        ("DELETE", ""),
        ("POST", "/test"),
        ("POST", "/secret"),
        ("GET", "/messages"),
    ):
        assert call(method, f"/{theirs.id}{rest}", {"state": "off"}).status_code == 404, (method, rest)
    client.force_login(person(gofood))
    page = f"/petugas/{gofood.organisation}/sambungan"
    assert "erp.example.com" in client.get(page).content.decode()
    shown = client.post(page, {"url": "https://dua.example.com/x", "name": "Dua", "kinds": ["program.stage"]})
    assert "whsec_" in shown.content.decode()
    assert client.post(f"{page}/{theirs.id}", {"buat": "mati"}).status_code == 404
    for what in ("tes", "rahasia", "mati", "nyala", "ulang", "hapus"):
        assert client.post(f"{page}{one}", {"buat": what}).status_code in (200, 302), what
    assert sorted(each.state for each in targets_of(OfOrganisation(gofood.organisation_id))) == ["on", "removed"]
    assert [each.state for each in targets_of(OfOrganisation(dinas.organisation_id))] == ["on"]


def test_an_office_reads_each_message_every_try_and_sends_it_again(client, gofood, dinas, answering):
    whose = OfOrganisation(gofood.organisation_id)
    made, theirs = listening(gofood), listening(dinas)
    sent = send_test(whose, made.id)
    deliver_due()
    client.force_login(person(gofood))
    page = f"/petugas/{gofood.organisation}/sambungan"
    message = f"{page}/{made.id}/kabar/{sent}"
    assert f"/kabar/{sent}" in client.get(f"{page}/{made.id}").content.decode()
    assert "Tidak ada." in client.get(f"{page}/{made.id}?lihat=gagal").content.decode()
    shown = client.get(message).content.decode()
    assert "Jawaban 204" in shown and "Sampai" in shown and f"msg_{sent.hex}" in shown
    assert client.post(message).status_code == 302
    assert deliver_due() == 1 and client.get(message).content.decode().count("Jawaban 204") == 2
    assert client.get(f"{page}/{theirs.id}").status_code == 404
    assert client.get(f"{page}/{theirs.id}/kabar/{sent}").status_code == 404
    assert client.post(f"{page}/{theirs.id}/kabar/{sent}").status_code == 404


def test_whose_shop_came_after_the_programme_is_told_with_all_that_its_shop_has_reached(dinas, shop, answering):
    put_on_shelf(shop)
    number = outlet("Warung Sri")
    in_program(dinas, number)
    connect_target(OfOrganisation(dinas.organisation_id), url="https://dinas.example.com/x", kinds=["program.stage"])
    deliver_all()
    deliver_due()
    answering.called.clear()
    with across_businesses():
        fetch("update registry_outlet set shop_id = %s where id = %s", (shop.id, number))
    assert follow_outlets() == 1
    deliver_all()
    deliver_due()
    told = [json.loads(content)["data"] for _url, content, _headers in answering.called]
    assert sorted((each["stage"], each["reached"]) for each in told) == [("listed", True), ("onboarded", True)]
