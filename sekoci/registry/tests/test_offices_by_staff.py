"""Staff found organisations and appoint their people on a page; the people are told, the deed is written down."""

import pytest
from django.test import Client

from sekoci.accounts.models import Person
from sekoci.kit.scope import across_businesses
from sekoci.kit.staff import acts
from sekoci.messaging.actions import deliver_waiting
from sekoci.messaging.queries import outbox
from sekoci.operations.tests.staff import NASTY, log_in
from sekoci.registry.actions import make_office_key
from sekoci.registry.queries import office_of, officers_of, offices_of, organisation_by_slug, within_reach
from sekoci.registry.queries.keys import used_office_key

pytestmark = pytest.mark.django_db
WHY = "Surat tugas 12/UMKM/2026"
PHONE = "+6281270000011"


@pytest.fixture
def keeper(client, areas):
    return log_in(client)


def appoint(client, **more: str):
    said = {"phone": "0812-7000-0011", "name": "Bu Ratna", "role": "officer", "areas": "Kota Surakarta; 33.11", "reason": WHY}
    return client.post("/staf/kantor/dinas-umkm-solo", said | more)


def test_an_office_is_founded_and_filled_and_ended_and_all_of_it_is_told(client, keeper):
    empty = client.get("/staf/kantor").content.decode()
    assert "Belum ada kantor" in empty
    made = client.post("/staf/kantor", {"name": "Dinas UMKM Solo", "kind": "local", "reason": WHY})
    assert made.headers["Location"] == "/staf/kantor/dinas-umkm-solo"
    again = client.post("/staf/kantor", {"name": "dinas umkm solo", "kind": "local", "reason": WHY})
    assert again.status_code == 422 and "sudah ada" in again.content.decode()
    assert appoint(client).status_code == 302
    known = organisation_by_slug("dinas-umkm-solo")
    assert known
    [officer] = officers_of(known.id)
    assert (officer.phone, officer.name, officer.role, officer.areas) == (PHONE, "Bu Ratna", "officer", ("33.11", "33.72"))
    deliver_waiting()
    [told] = outbox(to=PHONE, template="office_given")
    assert "/petugas/dinas-umkm-solo" in told.text and "Dinas UMKM Solo" in told.text
    page = client.get("/staf/kantor/dinas-umkm-solo").content.decode()
    assert "Bu Ratna" in page and "Surakarta" in page
    theirs = Client()
    theirs.force_login(Person.objects.get(pk=officer.person_id))
    assert theirs.get("/petugas/dinas-umkm-solo").status_code == 200
    end = f"/staf/kantor/dinas-umkm-solo/{officer.person_id}/akhiri"
    assert client.post(end, {"reason": "x"}).status_code == 422 and offices_of(officer.person_id)
    assert client.post(end, {"reason": WHY}).status_code == 302
    assert client.post(end, {"reason": WHY}).status_code == 404
    assert theirs.get("/petugas/dinas-umkm-solo").status_code == 404
    deliver_waiting()
    assert len(outbox(to=PHONE, template="office_ended")) == 1
    assert [(act.what, act.about) for act in acts(limit=3)] == [
        ("office.end", f"person:{officer.person_id}"),
        ("office.appoint", f"person:{officer.person_id}"),
        ("office.found", "Dinas UMKM Solo"),
    ]
    assert "Diangkat jadi petugas" in client.get("/staf/jejak").content.decode()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"areas": "Kota Atlantis"}, "Wilayah ini tidak ditemukan: Kota Atlantis"),
        ({"areas": ""}, "Tulis wilayah petugas ini."),
        ({"phone": "12"}, "omor"),
        ({"reason": "x"}, "sepuluh huruf"),
        ({"role": "raja"}, "pilihan"),
    ],
)
def test_what_cannot_be_is_said_and_nobody_is_appointed(client, keeper, more, says):
    client.post("/staf/kantor", {"name": "Dinas UMKM Solo", "kind": "local", "reason": WHY})
    answer = appoint(client, **more)
    assert answer.status_code == 422 and says in answer.content.decode()
    deliver_waiting()
    known = organisation_by_slug("dinas-umkm-solo")
    assert known and officers_of(known.id) == [] and outbox(to=PHONE) == []


def test_names_are_written_as_text_and_a_country_is_one_tick(client, keeper):
    client.post("/staf/kantor", {"name": f"Dinas UMKM Solo {NASTY}", "kind": "local", "reason": WHY})
    assert NASTY not in client.get("/staf/kantor").content.decode()
    client.post("/staf/kantor", {"name": "Dinas UMKM Solo", "kind": "local", "reason": WHY})
    assert appoint(client, everywhere="on").status_code == 302
    assert "Seluruh Indonesia" in client.get("/staf/kantor/dinas-umkm-solo").content.decode()


@pytest.mark.parametrize("hand_over", [False, True])
def test_keys_of_whoever_leaves_end_or_go_to_a_named_officer(client, keeper, hand_over):
    client.post("/staf/kantor", {"name": "Dinas UMKM Solo", "kind": "local", "reason": WHY})
    appoint(client)
    appoint(client, phone="0812-7000-0012", name="Pak Joko", areas="33.11")
    known = organisation_by_slug("dinas-umkm-solo")
    assert known
    ratna, joko = sorted(officers_of(known.id), key=lambda each: each.name)
    reach = office_of(ratna.person_id, "dinas-umkm-solo")
    assert reach
    with within_reach(reach):
        key = make_office_key(reach, label="Gudang").key
    page = client.get("/staf/kantor/dinas-umkm-solo").content.decode()
    assert "1 kunci API buatannya" in page and "Serahkan kepada Pak Joko" in page
    end = f"/staf/kantor/dinas-umkm-solo/{ratna.person_id}/akhiri"
    stranger = {"reason": WHY, "keys": str(ratna.person_id)}
    assert client.post(end, stranger).status_code == 404 and offices_of(ratna.person_id)
    assert client.post(end, {"reason": WHY, "keys": str(joko.person_id) if hand_over else ""}).status_code == 302
    with across_businesses():
        used = used_office_key(key)
    assert (used and (used.reach.person_id, used.reach.areas)) == ((joko.person_id, ("33.11",)) if hand_over else None)
