"""Who is alone and has lost the number: staff make sure who it is, and the day of waiting stands as for anybody."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from sekoci.accounts.actions import add_staff, ask_new_number, enter
from sekoci.accounts.models import Person
from sekoci.accounts.queries import people
from sekoci.kit import clock
from sekoci.kit.sql import fetch
from sekoci.kit.staff import ReasonMissing, acts
from sekoci.messaging.actions import deliver_waiting
from sekoci.messaging.queries import outbox
from sekoci.operations.tests.staff import NASTY, PHONE, log_in
from sekoci.registry.actions import change_business, finish_number_changes
from sekoci.registry.queries import shop_of
from tests.people import join

pytestmark = pytest.mark.django_db
NEW = "+6281299990000"
REASON = f"Bertemu di tokonya, KTP dan wajah cocok {NASTY}"
DAY = timedelta(hours=24, seconds=1)


@pytest.fixture
def keeper(client, database):
    return log_in(client)


@pytest.fixture
def change(owner, shop) -> UUID:
    """She asked on the new phone, and typed the code that came there."""
    change_business(shop.id, phone=owner.phone)
    return ask_new_number(owner.phone, NEW, address="203.0.113.7")


def do(client: Client, verb: str, change: UUID, reason: str = REASON):
    return client.post(f"/staf/tindakan/{verb}/{change}", {"reason": reason})


def phone_of(person) -> str:
    return people([person.id])[person.id].phone


def a_day_later() -> int:
    with clock.frozen(clock.now() + DAY):
        return finish_number_changes()


def test_who_is_alone_gets_a_number_back_by_staff_and_reads_who_and_why(client, keeper, owner, shop, change):
    theirs = Client()
    theirs.force_login(owner.person)
    request = f"/staf/data/accounts/phonechange/{change}"
    assert request in client.get(f"/staf/data/accounts/person/{owner.id}").content.decode()
    assert f"/staf/tindakan/jamin-nomor/{change}" in client.get(request).content.decode()
    assert "0812-9999-0000" in client.get(f"/staf/tindakan/jamin-nomor/{change}").content.decode()
    for _ in range(2):
        assert do(client, "jamin-nomor", change).headers["Location"] == request
    assert "jamin-nomor" not in client.get(request).content.decode()
    assert finish_number_changes() == 0 and phone_of(owner) == owner.phone
    assert a_day_later() == 1
    assert phone_of(owner) == shop_of(shop.id).phone == NEW
    assert theirs.get("/akun").status_code == 302
    assert [(act.person_id, act.reason, act.about) for act in acts() if act.what == "person.number"] == [
        (keeper.pk, REASON, f"person:{owner.id}")
    ]
    assert enter(NEW, language="id").person_id == owner.id
    theirs.force_login(Person.objects.get(pk=owner.id))
    page = theirs.get("/akun").content.decode()
    assert "Petugas Ani" in page and "KTP dan wajah cocok" in page and NASTY not in page
    assert "Nomor baru dijamin" in client.get("/staf/jejak").content.decode()
    deliver_waiting()
    assert len(outbox(to=owner.phone, template="number_vouched")) == 1


def test_without_a_reason_and_by_who_is_not_staff_nothing_happens(client, keeper, owner, outsider, change):
    answer = do(client, "jamin-nomor", change, reason="apa")
    assert answer.status_code == 422 and ReasonMissing().sentence() in answer.content.decode()
    theirs = Client()
    theirs.force_login(outsider.person)
    for verb in ("jamin-nomor", "batalkan-nomor"):
        assert theirs.get(f"/staf/tindakan/{verb}/{change}").status_code == 404
        assert do(theirs, verb, change).status_code == 404
        assert do(Client(), verb, change).headers["Location"].startswith("/masuk")
    assert fetch("select vouched_at, ended_at from accounts_phonechange") == [(None, None)]
    assert a_day_later() == 0


def test_the_old_number_stops_it_and_it_is_not_vouched_for_again(client, keeper, owner, change):
    do(client, "jamin-nomor", change)
    deliver_waiting()
    [told] = outbox(to=owner.phone, template="number_vouched")
    link = re.search(r"/nomor/tolak/\S+?(?=[ .]|$)", told.text)[0]
    assert "Sudah dibatalkan" in Client().post(link).content.decode()
    assert a_day_later() == 0 and phone_of(owner) == owner.phone
    assert do(client, "jamin-nomor", change).status_code == 410
    theirs = Client()
    theirs.force_login(Person.objects.get(pk=owner.id))
    page = theirs.get("/akun").content.decode()
    assert "Petugas Ani" in page and "Dibatalkan" in page


def test_staff_stop_what_they_or_a_stranger_began(client, keeper, owner, change):
    do(client, "jamin-nomor", change)
    assert do(client, "batalkan-nomor", change, reason="").status_code == 422
    for _ in range(2):
        assert do(client, "batalkan-nomor", change).status_code == 302
    assert a_day_later() == 0 and phone_of(owner) == owner.phone
    assert [act.what for act in acts()].count("person.keep_number") == 1


def test_other_owners_are_told_who_vouched_and_staff_move_no_number_of_staff(client, keeper, owner, outsider, shop, change):
    join(outsider, shop, role="owner")
    do(client, "jamin-nomor", change)
    deliver_waiting()
    [told] = outbox(to=outsider.phone, template="number_vouched_owner")
    assert "Petugas Ani (Sekoci)" in told.text and f"/nomor/{change}" in told.text
    add_staff(outsider.phone)
    for old in (PHONE, outsider.phone):
        asked = ask_new_number(old, "+6281299990001", address="203.0.113.8")
        answer = do(client, "jamin-nomor", asked)
        assert answer.status_code == 409 and "Cabut dulu haknya" in answer.content.decode()


def test_what_leads_to_nobody_and_ones_own_new_number_are_not_vouched_for(client, keeper, owner, change):
    nobodys = ask_new_number("+6281255550000", "+6281299990001", address="203.0.113.8")
    assert do(client, "jamin-nomor", nobodys).status_code == 404
    mine = ask_new_number(owner.phone, PHONE, address="203.0.113.8")
    assert do(client, "jamin-nomor", mine).status_code == 403
    assert fetch("select count(*) from accounts_phonechange where vouched_at is not null") == [(0,)]
