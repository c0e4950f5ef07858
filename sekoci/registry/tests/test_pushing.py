"""A partner's program pushes its list: once, whole or not at all, and into nobody else's."""

import json
import re
from datetime import timedelta
from uuid import UUID

import pytest

from sekoci.accounts.models import Person
from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.registry.actions import (
    appoint_officer,
    dismiss_officer,
    end_office_key,
    exchange_office_key,
    make_office_key,
    pushing_lists,
)
from sekoci.registry.actions.lists import forget_list_files
from sekoci.registry.actions.pushing_lists import go_on
from sekoci.registry.actions.reading_lists import read_edition
from sekoci.registry.actions.storing_lists import write_edition
from sekoci.registry.lists.folder import kept_files
from sekoci.registry.models import ListEdition
from sekoci.registry.queries.keys import office_keys_of, used_office_key
from sekoci.registry.queries.officers import within_reach
from sekoci.registry.tests.listed import a_list, an_office, rows_of, stored
from sekoci.registry.tests.people import text_of

pytestmark = pytest.mark.django_db
BEGIN = {"name": "Mitra Solo", "as_of": "2026-11-01"}
ROWS = [
    {"key": "GF-1", "name": "Warung Sri", "owner": "Sri", "phone": "0857-2208-1394", "district": "Laweyan", "regency": "Solo",
     "qris": True, "last_order": "2026-10-30", "workers": 2},
    {"key": "GF-2", "name": "Toko \"Baru\"\nMaju; Jaya", "place": "33.72.01", "listing": "https://contoh.id/2", "since": 2019},
    {"key": "GF-3", "owner": "Tanpa nama usaha"},
]  # fmt: skip


@pytest.fixture
def office(few_areas):
    return an_office()


def key_of(reach, **more):
    with within_reach(reach):
        return make_office_key(reach, label="Program", **more)


@pytest.fixture
def call(client, office):
    return calling(client, key_of(office).key)


def calling(client, key):
    def call(method, address, body=None, *, named=""):
        said = "" if body is None else json.dumps(body)
        headers = {"Authorization": f"Bearer {key}"} | ({"Idempotency-Key": named} if named else {})
        return client.generic(method, f"/api/v1/office{address}", said, "application/json", headers=headers)

    return call


def begun(call, named="malam-1", **more):
    answer = call("POST", "/pushes", BEGIN | more, named=named)
    assert answer.status_code in (200, 201), answer.content
    return f"/pushes/{answer.json()['id']}"


def worked(push):
    """What the worker does after a push was finished."""
    number = UUID(push.rpartition("/")[2])
    read_edition(number)
    go_on(number)
    write_edition(number)


def pushed(call, rows, named="malam-1", **more):
    push = begun(call, named, **more)
    call("PUT", f"{push}/parts/1", {"rows": rows})
    assert call("POST", f"{push}/finish", {"parts": 1}).status_code == 200
    worked(push)
    return call("GET", push).json()


def test_a_push_goes_the_way_of_a_file_and_says_what_became_of_it(call, office):
    push = begun(call)
    assert call("PUT", f"{push}/parts/2", {"rows": ROWS[1:]}).json() == {"part": 2, "rows": 2}
    assert call("PUT", f"{push}/parts/1", {"rows": ROWS[:1]}).status_code == 200
    assert call("GET", push).json()["parts"] == [1, 2]
    finished = call("POST", f"{push}/finish", {"parts": 2})
    assert (finished.status_code, finished.json()["state"]) == (200, "reading")
    worked(push)
    said = call("GET", push).json()
    assert (said["state"], said["came"], said["put_aside"], said["reasons"]) == ("stored", 2, 1, {"no_name": 1})
    [row] = call("GET", f"{push}/put-aside").json()["items"]
    assert (row["row"], row["reasons"], row["said"]["key"]) == (3, ["no_name"], "GF-3")
    stored_rows = rows_of(said["list_id"], "key", "name", "phone", "area_code", "facts ->> 'qris'", "facts ->> 'last_order'")
    assert stored_rows == [
        ("GF-2", 'Toko "Baru" Maju; Jaya', "", "33.72.01", None, None),
        ("GF-1", "Warung Sri", "+6285722081394", "33.72.01", "true", "2026-10-30"),
    ]
    assert call("GET", "/lists").json()["items"] == [
        {"id": said["list_id"], "name": "Mitra Solo", "as_of": "2026-11-01", "rows": 2}
    ]


def test_however_it_is_parted_it_is_the_same_list_as_its_file_and_the_same_twice_is_once(call, office):
    others = kept_files()
    first = pushed(call, ROWS)
    again = begun(call, "malam-2")
    for number, row in enumerate(ROWS, 1):
        for _ in range(2):
            assert call("PUT", f"{again}/parts/{number}", {"rows": [row]}).status_code == 200
    refused = call("POST", f"{again}/finish", {"parts": 3})
    assert (refused.status_code, refused.json()["code"]) == (409, "list_already_stored")
    assert refused.json()["edition_id"] == first["id"]
    assert call("GET", again).json()["state"] == "cancelled"
    assert kept_files() == others
    assert begun(call) == f"/pushes/{first['id']}"
    assert call("POST", f"/pushes/{first['id']}/finish", {"parts": 1}).json()["state"] == "stored"
    by_file = a_list(office, "Sama dari file")
    lines = "id,nama usaha,pemilik,hp,kecamatan,kota\nGF-1,Warung Sri,Sri,085722081394,Laweyan,Solo\n"
    assert stored(by_file, lines).came == 1
    columns = ("name_key", "owner_key", "phone", "area_code", "area_score")
    assert rows_of(by_file, *columns)[0] in rows_of(first["list_id"], *columns)


def test_a_push_cut_in_the_middle_leaves_nothing_and_is_dropped_after_a_week(call, office):
    push = begun(call)
    for number in (1, 3):
        call("PUT", f"{push}/parts/{number}", {"rows": ROWS[:1]})
    refused = call("POST", f"{push}/finish", {"parts": 3})
    assert (refused.status_code, refused.json()["code"], refused.json()["missing"]) == (409, "parts_missing", [2])
    assert call("POST", f"{push}/finish", {"parts": 1}).json()["code"] == "more_parts_than_said"
    worked(push)
    with across_businesses():
        assert fetch("select count(*) from registry_listrow") == [(0,)]
    assert call("GET", push).json()["state"] == "open"
    with clock.frozen(clock.now() + timedelta(days=8)):
        forget_list_files()
        assert call("GET", push).json()["state"] == "cancelled"
        assert kept_files() == []
        assert call("PUT", f"{push}/parts/2", {"rows": ROWS[:1]}).json()["code"] == "list_not_waiting"


def test_another_content_under_one_part_or_another_day_under_one_key_is_refused(call):
    push = begun(call)
    call("PUT", f"{push}/parts/1", {"rows": ROWS[:1]})
    assert call("PUT", f"{push}/parts/1", {"rows": ROWS[1:]}).json()["code"] == "part_differs"
    other = call("POST", "/pushes", BEGIN | {"as_of": "2026-10-01"}, named="malam-1")
    assert (other.status_code, other.json()["code"]) == (422, "push_key_reused")
    assert call("POST", f"{push}/finish", {"parts": 1}).json()["rows"] == 1


def test_what_is_no_field_of_ours_is_refused_by_its_place_and_nothing_of_the_part_is_kept(call):
    push = begun(call)
    for wrong, field in (({"nik": "3372014101800001"}, "rows.1.nik"), ({"workers": -1}, "rows.1.workers")):
        answer = call("PUT", f"{push}/parts/1", {"rows": [ROWS[0], ROWS[1] | wrong]})
        assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert call("GET", push).json()["parts"] == []


def test_a_sudden_loss_waits_until_the_program_says_that_it_is_so(call, office):
    many = [{"key": f"GF-{number}", "name": f"Warung Nomor {chr(97 + number)}"} for number in range(9)]
    list_id = pushed(call, many)["list_id"]
    fewer = pushed(call, many[:3], "malam-2")
    assert (fewer["state"], fewer["problem"], fewer["went"]) == ("ready", "list_sudden_loss", 6)
    push = f"/pushes/{fewer['id']}"
    assert call("POST", f"{push}/finish", {"parts": 1}).json()["state"] == "ready"
    assert call("POST", f"{push}/finish", {"parts": 1, "accept_loss": True}).json()["state"] == "storing"
    worked(push)
    assert call("GET", push).json()["state"] == "stored"
    assert len(rows_of(list_id, "gone_at")) == 9
    assert [gone for (gone,) in rows_of(list_id, "gone_at") if gone] != []


def test_a_list_without_one_good_row_fails_and_says_so(call):
    said = pushed(call, [{"owner": "Sri"}, {"owner": "Tono"}])
    assert (said["state"], said["problem"], said["put_aside"]) == ("failed", "nothing_to_store", 2)


def test_unfinished_pushes_are_few_and_can_be_cancelled(call):
    pushes = [begun(call, f"malam-{number}") for number in range(5)]
    refused = call("POST", "/pushes", BEGIN, named="malam-9")
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_pushes")
    assert [call("DELETE", pushes[0]).status_code for _ in range(2)] == [204, 204]
    begun(call, "malam-9")


def test_another_organisations_key_finds_nothing_of_it(call, client, office):
    """E38, for partners."""
    push = begun(call)
    call("PUT", f"{push}/parts/1", {"rows": ROWS})
    theirs = calling(client, key_of(an_office("Bank Lain", "0812-7100-0009")).key)
    for method, rest, body in (
        ("GET", "", None), ("DELETE", "", None), ("GET", "/put-aside", None), ("PUT", "/parts/2", {"rows": ROWS}),
        ("POST", "/finish", {"parts": 1}),
    ):  # fmt: skip
        assert theirs(method, f"{push}{rest}", body).status_code == 404, (method, rest)
    assert theirs("GET", "/lists").json()["items"] == []
    assert begun(theirs) != push
    by_file = stored(a_list(office, "Dari file"), "Nama usaha\nWarung Sri\n")
    assert call("GET", f"/pushes/{by_file.id}").status_code == 404
    assert call("GET", push).json()["parts"] == [1]


def test_a_key_reaches_as_far_as_its_makers_office_does_now_and_ends_with_it(few_areas):
    reach = an_office("Dinas Solo", role="officer", areas=["33.72"])
    made = key_of(reach)

    def now():
        with across_businesses():
            return used_office_key(made.key)

    assert now().reach == reach
    appoint_officer(reach.organisation, phone="0812-7100-0001", role="officer", areas=["33.72.01"])
    assert now().reach.areas == ("33.72.01",)
    dismiss_officer(reach.organisation, person_id=reach.person_id)
    assert now() is None


def test_a_key_is_kept_as_a_hash_exchanged_and_ended_by_its_own_office_alone(office):
    made, other = key_of(office), an_office("Bank Lain", "0812-7100-0009")
    with across_businesses():
        everything = fetch("select k::text from registry_organisationkey k union all select c::text from kit_change c")
        assert not any(made.key in text for (text,) in everything)
    with within_reach(other):
        assert office_keys_of(office.organisation_id) == office_keys_of(other.organisation_id) == []
        for verb in (exchange_office_key, end_office_key):
            with pytest.raises(Exception, match="not_found"):
                verb(other, made.id)
    with within_reach(office):
        new = exchange_office_key(office, made.id)
        end_office_key(office, new.id)
    with across_businesses():
        assert (used_office_key(made.key) is None, used_office_key(new.key)) == (False, None)
        trail = fetch("select verb from kit_change where about = 'registry_organisationkey' order by id")
    assert [verb for (verb,) in trail] == ["insert", "update", "insert", "update"]
    with clock.frozen(clock.now() + timedelta(hours=25)), across_businesses():
        assert used_office_key(made.key) is None


def test_who_asks_too_much_with_one_key_waits_and_other_keys_do_not(call, client, office, settings):
    settings.LIMITS = {"key": 0.1}
    answers = [call("GET", "/lists").status_code for _ in range(3)]
    assert (answers[0], answers[-1]) == (200, 429)
    assert calling(client, key_of(office).key)("GET", "/lists").status_code == 200


def test_telling_how_a_push_stands_costs_few_statements(call):
    push = begun(call)
    with counted() as seen:
        call("GET", push)
    assert len(seen) < 12
    assert ListEdition.objects.get().push_key == "malam-1"


def test_an_office_makes_a_key_on_its_page_sees_it_once_exchanges_and_ends_it(client, office):
    client.force_login(Person.objects.get(id=office.person_id))
    page = f"/petugas/{office.organisation}/kunci"
    assert "Supaya program Anda" in text_of(client.get(f"/petugas/{office.organisation}"))
    assert "Belum ada kunci" in text_of(client.get(page))
    assert client.post(page, {"label": "Aplikasi", "scopes": ["orders:read"]}).status_code == 422
    made = client.post(page, {"label": "Aplikasi", "scopes": ["lists:write"], "days": "30"})
    [key] = re.findall(r'data-copy="(sekoci_[\w-]+)"', text_of(made))
    assert made["Cache-Control"] == "no-store"
    assert key not in text_of(client.get(page))
    assert calling(client, key)("GET", "/lists").status_code == 200
    with within_reach(office):
        [known] = office_keys_of(office.organisation_id)
    exchanged = text_of(client.post(f"{page}/{known.id}/ganti"))
    assert "Kunci lama masih berlaku 24 jam" in exchanged
    assert client.post(f"{page}/{known.id}/cabut").headers["Location"] == page
    assert calling(client, key)("GET", "/lists").status_code == 401
    other = an_office("Bank Lain", "0812-7100-0009")
    assert client.get(f"/petugas/{other.organisation}/kunci").status_code == 404


def test_a_finish_that_breaks_off_leaves_the_push_open_with_its_parts(call, monkeypatch):
    push = begun(call)
    call("PUT", f"{push}/parts/1", {"rows": ROWS})

    def broken(*said, **more):
        raise RuntimeError("the machine went away")

    with monkeypatch.context() as patch:
        patch.setattr(pushing_lists, "later", broken)
        with pytest.raises(RuntimeError):
            call("POST", f"{push}/finish", {"parts": 1})
    said = call("GET", push).json()
    assert (said["state"], said["parts"]) == ("open", [1])
    assert call("POST", f"{push}/finish", {"parts": 1}).json()["state"] == "reading"
    worked(push)
    assert call("GET", push).json()["came"] == 2
