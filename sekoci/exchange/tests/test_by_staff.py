"""Staff end keys and connections, note agreements, close an office and open it again; the office reads its agreements."""

from datetime import timedelta

import pytest
from django.test import Client

from sekoci.exchange.actions import note_agreement
from sekoci.exchange.queries import agreements_of, has_agreement
from sekoci.exchange.tests.people import calling, listed_by, listening, person, today
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.kit.staff import acts
from sekoci.messaging.actions import deliver_waiting
from sekoci.messaging.queries import outbox
from sekoci.operations.tests.staff import log_in
from sekoci.programs.actions import close_program
from sekoci.programs.tests.people import outlet, running
from sekoci.registry.actions import found_organisation, record_basis
from sekoci.registry.queries import offices_of, within_reach
from sekoci.webhooks.actions import OfOrganisation
from sekoci.webhooks.queries import targets_of

pytestmark = pytest.mark.django_db
WHY = "Kerja sama berakhir 2026"
HOME = "/staf/kantor/dinas-solo"


@pytest.fixture
def keeper(client, dinas):
    return log_in(client)


def theirs(reach):
    client = Client()
    client.force_login(person(reach))
    return client


def state_of(reach):
    return [each.state for each in targets_of(OfOrganisation(reach.organisation_id))]


def test_a_key_and_a_connection_are_ended_one_by_one_and_it_is_written_down(client, keeper, dinas):
    one, two = calling(Client(), dinas), calling(Client(), dinas)
    listening(dinas)
    with across_businesses():
        [(key,), _] = fetch("select id from registry_organisationkey order by created_at")
        [(target,)] = fetch("select id from webhooks_target")
    page = client.get(f"{HOME}/kunci").content.decode()
    assert str(key) in page and "https://dinas-solo.example.com/x" in page
    assert client.post(f"{HOME}/kunci", {"key": key, "reason": "x"}).status_code == 422
    assert (one("/lists").status_code, two("/lists").status_code) == (200, 200)
    assert client.post(f"{HOME}/kunci", {"key": key, "reason": WHY}).status_code == 302
    assert (one("/lists").status_code, two("/lists").status_code) == (401, 200)
    assert client.post(f"{HOME}/kunci", {"key": key, "reason": WHY}).status_code == 404
    assert client.post(f"{HOME}/kunci", {"target": target, "reason": WHY}).status_code == 302
    assert state_of(dinas) == ["off"]
    assert client.post(f"{HOME}/kunci", {"target": target, "reason": WHY}).status_code == 404
    assert client.post(f"{HOME}/kunci", {"reason": WHY}).status_code == 404
    assert [(act.what, act.about) for act in acts(limit=2)] == [
        ("office.connection", "Dinas Solo: dinas-solo.example.com"),
        ("office.key", "Dinas Solo: Program"),
    ]


def test_another_offices_key_is_not_found_at_this_address(client, keeper, gofood):
    calling(Client(), gofood)
    with across_businesses():
        [(key,)] = fetch("select id from registry_organisationkey")
    assert client.post(f"{HOME}/kunci", {"key": key, "reason": WHY}).status_code == 404


def in_force(reach, on):
    """As whoever asks for results is judged."""
    with within_reach(reach):
        return has_agreement(reach.organisation_id, on)


def test_an_agreement_is_noted_read_by_the_office_and_ended(client, keeper, dinas, gofood):
    said = {"paper": "PKS 12/DKUKM/2026", "purpose": "Membaca hasil daftar bersama", "since": today(), "until": ""}
    assert client.post(f"{HOME}/perjanjian", said | {"purpose": ""}).status_code == 422
    wrong = client.post(f"{HOME}/perjanjian", said | {"until": today() - timedelta(days=1)})
    assert wrong.status_code == 422 and "Berakhir sebelum mulai" in wrong.content.decode()
    assert client.post(f"{HOME}/perjanjian", said).status_code == 302
    assert "PKS 12/DKUKM/2026" in client.get(f"{HOME}/perjanjian").content.decode()
    own = theirs(dinas).get("/petugas/dinas-solo/perjanjian").content.decode()
    assert "PKS 12/DKUKM/2026" in own and "Membaca hasil daftar bersama" in own
    assert "PKS 12/DKUKM/2026" in theirs(dinas).get("/petugas/dinas-solo").content.decode()
    assert "PKS 12" not in theirs(gofood).get("/petugas/gofood/perjanjian").content.decode()
    [held] = agreements_of(dinas.organisation_id)
    assert in_force(dinas, today())
    ending = {"akhiri": held.id, "reason": WHY}
    assert client.post("/staf/kantor/gofood/perjanjian", ending).status_code == 404
    assert client.post(f"{HOME}/perjanjian", ending | {"reason": "x"}).status_code == 422
    assert client.post(f"{HOME}/perjanjian", ending).status_code == 302
    assert not in_force(dinas, today() + timedelta(days=1))
    assert [act.what for act in acts(limit=2)] == ["office.agreement_end", "office.agreement"]


def test_a_new_agreement_stands_in_place_of_the_one_in_force_also_of_one_with_a_last_day(dinas):
    note_agreement("dinas-solo", paper="Lama", since=today() - timedelta(days=9), until=today() + timedelta(days=9))
    note_agreement("dinas-solo", paper="Baru", since=today())
    held = agreements_of(dinas.organisation_id)
    assert [(each.paper, each.until) for each in held] == [("Baru", None), ("Lama", today() - timedelta(days=1))]
    assert in_force(dinas, today())


def test_an_office_is_closed_whole_stays_counted_and_is_opened_again(client, keeper, dinas):
    call, officer = calling(Client(), dinas), theirs(dinas)
    listening(dinas)
    shop = outlet("Warung Sri")
    lawful = {"kind": "agreement", "words": "Perjanjian 12/DKUKM/2026, pasal 4", "signed_on": today()}
    record_basis(dinas, listed_by(dinas, shop), until=today() + timedelta(days=9), **lawful)
    said = {"named": "dinas  SOLO", "reason": WHY}
    assert "Dinas Solo" in client.get(f"{HOME}/tutup").content.decode()
    for wrong in ({"named": "Dinas"}, {"reason": "x"}):
        assert client.post(f"{HOME}/tutup", said | wrong).status_code == 422
    assert officer.get("/petugas/dinas-solo").status_code == 200
    assert client.post(f"{HOME}/tutup", said).status_code == 302
    assert officer.get("/petugas/dinas-solo").status_code == 404
    assert (call("/lists").status_code, state_of(dinas), offices_of(dinas.person_id)) == (401, ["off"], [])
    with across_businesses():
        assert fetch(
            "select count(*) from registry_listrow where gone_at is null and organisation_id = %s", (dinas.organisation_id,)
        ) == [(1,)]
        assert fetch("select count(*) from registry_legalbasis where ended_at is null") == [(0,)]
    assert client.post(f"{HOME}/tutup", said).status_code == 404
    closed = client.get(HOME).content.decode()
    assert WHY in closed and "Buka lagi" in closed
    assert "Ditutup" in client.get("/staf/kantor").content.decode()
    assert client.post(f"{HOME}/buka", {"reason": "x"}).status_code == 422
    assert officer.get("/petugas/dinas-solo").status_code == 404
    assert client.post(f"{HOME}/buka", {"reason": WHY}).status_code == 302
    assert officer.get("/petugas/dinas-solo").status_code == 200
    assert call("/lists").status_code == 401
    assert client.post(f"{HOME}/buka", {"reason": WHY}).status_code == 404
    deliver_waiting()
    phone = "+6281271000001"
    assert len(outbox(to=phone, template="office_ended")) == 1
    assert len(outbox(to=phone, template="office_given")) == 2
    assert [(act.what, act.about) for act in acts(limit=2)] == [("office.reopen", "Dinas Solo"), ("office.close", "Dinas Solo")]


def test_an_office_that_runs_a_programme_is_not_closed(client, keeper, dinas):
    program = running(dinas)
    assert program.name in client.get(f"{HOME}/tutup").content.decode()
    said = {"named": "Dinas Solo", "reason": WHY}
    refused = client.post(f"{HOME}/tutup", said)
    assert refused.status_code == 422 and program.name in refused.content.decode()
    assert theirs(dinas).get("/petugas/dinas-solo").status_code == 200
    close_program(program.slug, reach=dinas)
    assert client.post(f"{HOME}/tutup", said).status_code == 302


def test_one_whose_name_was_taken_meanwhile_is_not_opened_again(client, keeper, dinas):
    client.post(f"{HOME}/tutup", {"named": "Dinas Solo", "reason": WHY})
    assert found_organisation("Dinas Solo", kind="local") == "dinas-solo-2"
    again = client.post(f"{HOME}/buka", {"reason": WHY})
    assert again.status_code == 409 and "sudah ada" in again.content.decode()
    assert offices_of(dinas.person_id) == []
