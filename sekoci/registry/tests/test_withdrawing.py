"""A whole list is taken back: nothing of it stays, what others know stays, and it can be brought again."""

import pytest

from sekoci.accounts.models import Person
from sekoci.kit import clock
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.kit.staff import acts
from sekoci.operations.tests.staff import log_in
from sekoci.registry.actions import found_organisation, record_basis, withdraw_list
from sekoci.registry.actions.linking import link_waiting
from sekoci.registry.models import ListEdition, PartnerList
from sekoci.registry.queries import LIST_PROMISES, OUTLET_PROMISES
from sekoci.registry.queries.counts import outlets_in
from sekoci.registry.tests import linked
from sekoci.registry.tests.listed import DAY, NEXT_DAY, a_file, a_list, an_office, stored
from tests.commands import run_command

pytestmark = pytest.mark.django_db
HEAD = "ID,Nama Usaha,Pemilik,No HP,Kecamatan,Kota,NIK\n"
SRI = "a1,Warung Bu Sri,Sri,0857-2208-1394,Laweyan,Solo,3372014102800001\n"
JOKO = "a2,Toko Joko,Joko,0857-2208-1395,Laweyan,Solo,\n"
BAD = "a3,,Ani,0857-2208-1396,Laweyan,Solo,\n"
WHY = "Perjanjian dengan mitra berakhir."


@pytest.fixture
def office(few_areas):
    return an_office()


@pytest.fixture
def number(office) -> int:
    """A list of two businesses, one of which the bank has too, with a NIK, a row put aside and a next file that waits."""
    number = a_list(office)
    today = clock.day_in("Asia/Jakarta")
    record_basis(office, number, kind="law", words="Peraturan 7/2021 pasal 59", signed_on=DAY, until=today)
    stored(number, HEAD + SRI + JOKO + BAD)
    a_file(number, HEAD + SRI, as_of=NEXT_DAY)
    linked.a_row(linked.a_list(found_organisation("Bank Solo", kind="bank")), "Warung Sri", "+6285722081394")
    link_waiting(linked.by_phone)
    return number


def left(*tables: str) -> dict[str, int]:
    with across_businesses():
        return {table: fetch(f"select count(*) from registry_{table}")[0][0] for table in tables}  # noqa: S608  ours


def agree() -> None:
    with across_businesses():
        for what, _, broken in (*LIST_PROMISES, *OUTLET_PROMISES):
            assert fetch(broken) == [], what
        assert fetch("select count(*) from registry_listrow where said::text like '%%Joko%%' or name like '%%Joko%%'") == [(0,)]


def test_nothing_of_it_stays_and_what_others_have_stays_without_it(number, office):
    assert left("rowidentity", "quarantinedrow") == {"rowidentity": 1, "quarantinedrow": 1}
    with across_businesses():
        assert outlets_in([""]).outlets == 2
    assert withdraw_list(number) == 2
    agree()
    assert left("listrow", "rowidentity", "quarantinedrow") == {"listrow": 1, "rowidentity": 0, "quarantinedrow": 0}
    with across_businesses():
        told = outlets_in([""])
        assert (told.outlets, told.rows, told.has.get(office.organisation_id)) == (1, 1, None)
        found = fetch("select name, owner, ended_at is null from registry_outlet order by id")
    assert sorted(found) == [("", "", False), ("Warung Sri", "", True)]
    assert set(ListEdition.objects.filter(list_id=number).values_list("state", "problem")) == {("cancelled", "list_withdrawn")}
    assert PartnerList.objects.get(id=number).as_of is None
    assert withdraw_list(number) == 0


def test_its_file_can_be_brought_again(number):
    withdraw_list(number)
    again = stored(number, HEAD + SRI + JOKO + BAD)
    assert (again.state, again.came, again.same) == ("stored", 2, 0)
    link_waiting(linked.by_phone)
    with across_businesses():
        assert outlets_in([""]).outlets == 2
    assert left("rowidentity") == {"rowidentity": 0}, "its basis ended with it"


def test_staff_withdraw_it_with_a_reason_and_that_is_in_the_trail(client, number, office):
    me = log_in(client)
    page = f"/staf/kantor/{office.organisation}/daftar"
    assert "Mitra Solo" in client.get(page).content.decode()
    short = client.post(page, {"daftar": number, "reason": "pergi"})
    assert short.status_code == 422
    assert "sepuluh huruf" in short.content.decode()
    assert client.post(page, {"daftar": 999_999, "reason": WHY}).status_code == 404
    assert client.post(page, {"daftar": number, "reason": WHY}).headers["Location"] == page
    [act] = [act for act in acts() if act.what == "list.withdraw"]
    assert (act.person_id, act.about, act.reason) == (me.pk, "GoFood: Mitra Solo", WHY)
    jobs = "select count(*) from procrastinate_jobs where task_name = 'registry.withdraw_list' and status = 'todo'"
    assert fetch(jobs) == [(1,)]
    going = client.get(page).content.decode()
    assert "Sedang ditarik" in going and "Ya, tarik daftar ini" not in going
    assert client.post(page, {"daftar": number, "reason": WHY}).status_code == 422
    assert fetch(jobs) == [(1,)]
    assert "Daftar ditarik" in client.get("/staf/jejak").content.decode()


def test_its_office_is_told_while_it_is_withdrawn(client, number, office):
    log_in(client)
    client.post(f"/staf/kantor/{office.organisation}/daftar", {"daftar": number, "reason": WHY})
    client.force_login(Person.objects.get(pk=office.person_id))
    assert "Daftar ini sedang ditarik" in client.get(f"/petugas/{office.organisation}/daftar/{number}").content.decode()


def test_nobody_else_withdraws_a_list(client, number, office):
    client.force_login(Person.objects.get(pk=office.person_id))
    assert client.post(f"/staf/kantor/{office.organisation}/daftar", {"daftar": number, "reason": WHY}).status_code == 404
    assert left("listrow") == {"listrow": 3}


def test_the_command_withdraws_by_name_and_says_how_many(number, office, capsys):
    assert run_command("list", "withdraw", office.organisation, "Tidak Ada", "--reason", WHY) == 1
    assert run_command("list", "withdraw", office.organisation, "Mitra Solo") == 1
    assert left("listrow") == {"listrow": 3}
    assert run_command("list", "withdraw", office.organisation, "mitra solo", "--reason", WHY) == 0
    assert "2 rows are gone" in capsys.readouterr().out
    agree()
