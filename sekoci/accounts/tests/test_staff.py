"""Among real people staff come in by a passkey alone: the first one, the way in, a lost one."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from sekoci.accounts.actions import NotStaff, add_staff, person_with_phone, renew_passkey
from sekoci.accounts.models import Person
from sekoci.accounts.queries import passkeys_of, staff_without_passkey
from sekoci.accounts.tests.browser import ask, code_for
from sekoci.accounts.tests.screen_lock import Phone
from sekoci.kit import clock
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import deliver_waiting
from sekoci.messaging.queries import outbox

pytestmark = pytest.mark.django_db
PHONE = "+6281299990009"
SITE = "https://toko.example.id"
KEYS, CONFIRM = "/akun/kunci-layar?next=%2Fstaf", "/akun/pastikan?next=%2Fstaf"


@pytest.fixture
def real_people(client, settings) -> Client:
    """A browser at an installation where real people are."""
    settings.DEVELOPMENT, settings.PUBLIC_URL = False, SITE
    return client


@pytest.fixture
def ani(real_people) -> Client:
    """Made staff, and logged in with a code a moment ago."""
    add_staff(PHONE)
    comes_in(real_people)
    return real_people


def comes_in(client: Client) -> None:
    """With a code, read where only development lets us."""
    fetch("delete from accounts_quota")
    ask(client, PHONE)
    settings.DEVELOPMENT = True
    code = code_for(PHONE)
    settings.DEVELOPMENT = False
    client.post("/masuk/kode", {"code": code})


def page_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def makes_passkey(client: Client, phone: Phone):
    return client.post("/akun/kunci-layar", {"credential": phone.makes(page_of(client, KEYS)), "next": "/staf", "name": "HP Ani"})


def proves(client: Client, phone: Phone):
    return client.post("/akun/pastikan", {"credential": phone.proves(page_of(client, CONFIRM)), "verb": "kunci", "next": "/staf"})


def test_a_code_leads_staff_to_a_passkey_and_the_passkey_leads_them_in(ani):
    assert ani.get("/staf").headers["Location"] == KEYS
    page = page_of(ani, KEYS)
    assert "Pengelola wajib punya kunci layar." in page
    phone = Phone(SITE)
    assert makes_passkey(ani, phone).headers["Location"] == "/staf"
    assert ani.get("/staf").headers["Location"] == CONFIRM
    page = page_of(ani, CONFIRM)
    assert 'value="kirim"' not in page and "sekoci staff passkey" in page
    assert proves(ani, phone).headers["Location"] == "/staf"
    assert ani.get("/staf").status_code == 200
    with clock.frozen(clock.now() + timedelta(hours=8, minutes=1)):
        assert ani.get("/staf").headers["Location"] == CONFIRM


def test_who_has_the_phones_number_but_not_the_passkey_stays_outside_and_adds_none(ani):
    makes_passkey(ani, Phone(SITE))
    thief = Client()
    comes_in(thief)
    assert thief.get("/akun").status_code == 200
    assert thief.get("/staf").headers["Location"] == CONFIRM
    for page in ("/akun/kunci-layar", "/akun/nomor", "/akun/data.json"):
        assert thief.get(page).headers["Location"].startswith("/akun/pastikan"), page
    for verb in ("kirim", "kode"):
        assert thief.post("/akun/pastikan", {"verb": verb, "code": "123456", "next": "/staf"}).status_code == 403
    assert proves(thief, Phone(SITE)).status_code == 422
    assert thief.get("/staf").status_code == 302 and len(passkeys_of(person_with_phone(PHONE))) == 1


def test_a_phone_that_asks_for_no_finger_and_no_pin_is_not_enough(ani):
    assert makes_passkey(ani, Phone(SITE, is_locked_open=True)).status_code == 422
    phone = Phone(SITE)
    makes_passkey(ani, phone)
    phone.flags = Phone(SITE, is_locked_open=True).flags
    assert proves(ani, phone).status_code == 422
    assert ani.get("/staf").status_code == 302


def test_the_first_passkey_is_allowed_at_the_machine_for_a_day(real_people):
    with clock.frozen(clock.now() - timedelta(days=1, minutes=1)):
        add_staff(PHONE)
    comes_in(real_people)
    page = page_of(real_people, KEYS)
    assert f"sekoci staff passkey {PHONE}" in page and "kunci-data" not in page
    assert real_people.post("/akun/kunci-layar", {"credential": "{}"}).status_code == 403
    assert staff_without_passkey() == [PHONE]
    assert renew_passkey(PHONE) == 0
    comes_in(real_people)
    assert makes_passkey(real_people, Phone(SITE)).headers["Location"] == "/staf"
    assert staff_without_passkey() == []


def test_a_lost_passkey_ends_at_the_machine_with_every_session_and_another_is_made(ani):
    lost = Phone(SITE)
    makes_passkey(ani, lost)
    proves(ani, lost)
    assert renew_passkey("0812-9999-0009") == 1
    assert ani.get("/staf").headers["Location"].startswith("/masuk") and staff_without_passkey() == [PHONE]
    comes_in(ani)
    assert ani.get("/staf").headers["Location"] == KEYS
    assert makes_passkey(ani, Phone(SITE)).headers["Location"] == "/staf"
    assert proves(ani, lost).status_code == 422
    deliver_waiting()
    assert len(outbox(to=PHONE, template="passkey_removed")) == 1
    with pytest.raises(NotStaff):
        renew_passkey("0812-9999-0123")


def test_owners_and_development_go_on_with_a_code(ani):
    Person.objects.filter(phone=PHONE).update(is_staff=False)
    makes_passkey(ani, Phone(SITE))
    again = Client()
    comes_in(again)
    assert again.get("/akun/kunci-layar").status_code == 200
    Person.objects.filter(phone=PHONE).update(is_staff=True)
    settings.DEVELOPMENT = True
    assert again.get("/staf").status_code == 200
    assert "pengelola cukup dengan kode" in page_of(again, "/akun/pastikan")
