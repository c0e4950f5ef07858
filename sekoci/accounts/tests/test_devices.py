"""Where somebody is logged in: noted, seen, told about, ended."""

from datetime import timedelta

import pytest
from django.test import Client

from sekoci.accounts.actions import forget_passers_by, person_with_phone, sign_out_everywhere
from sekoci.accounts.queries import devices_of
from sekoci.accounts.rules import browser_of
from sekoci.accounts.tests.browser import BUDI, ask, code_for, who
from sekoci.kit import clock
from sekoci.kit.sql import counted, fetch
from sekoci.messaging.actions import Subscription, add_push_device, deliver_waiting
from sekoci.messaging.queries import outbox, push_devices_of

PHONE_UA = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36"
MAC_UA = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15"

POINT = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
"""A public key, of the example in RFC 8291."""
A_BROWSER = Subscription("https://push.example.com/x", POINT, "BTBZMqHH6r4Tts7J_aSIgg")


def log_in(agent: str = PHONE_UA, client: Client | None = None) -> Client:
    client = client or Client(headers={"user-agent": agent})
    fetch("delete from accounts_quota")  # how often one may ask is tried elsewhere
    ask(client)
    assert client.post("/masuk/kode", {"code": code_for()}).status_code == 302
    return client


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE_UA, "Chrome · Android"),
        (MAC_UA, "Safari · Mac"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) CriOS/139.0 Mobile/15E148 Safari/604.1", "Chrome · iPhone"),
        (
            "Mozilla/5.0 (Linux; Android 13) SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36",
            "Samsung Internet · Android",
        ),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/139.0.0.0 Safari/537.36 Edg/139.0", "Edge · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
        ("curl/8", "?"),
        ("", "?"),
    ],
)
def test_a_device_is_named_as_people_name_it(agent, words):
    assert browser_of(agent).words("?") == words


@pytest.mark.django_db
class TestDevices:
    def test_they_are_listed_and_one_is_logged_out_by_another(self):
        phone, mac = log_in(), log_in(MAC_UA)
        said = mac.get("/akun/perangkat").content.decode()
        assert "Chrome · Android" in said and "Safari · Mac" in said and said.count("perangkat ini</span>") == 1
        here, there = devices_of(int(who(mac) or 0), session_key=mac.session.session_key)
        assert here.is_this and not there.is_this
        assert mac.post(f"/akun/perangkat/{there.id}/keluar").status_code == 302
        assert mac.post(f"/akun/perangkat/{there.id}/keluar").status_code == 302
        assert phone.get("/akun").headers["Location"].startswith("/masuk")
        assert mac.get("/akun").status_code == 200

    def test_somebody_elses_device_is_not_found(self):
        log_in()
        [(theirs,)] = fetch("select id from accounts_device")
        stranger = Client()
        ask(stranger, "0812 9999 0000")
        stranger.post("/masuk/kode", {"code": code_for("+6281299990000")})
        assert stranger.post(f"/akun/perangkat/{theirs}/keluar").status_code == 404
        assert fetch("select count(*) from accounts_device where session_hash is not null") == [(2,)]

    def test_everywhere_else_ends_those_too_that_nobody_noted(self, client):
        here, noted = log_in(), log_in(MAC_UA)
        from sekoci.accounts.models import Person

        client.force_login(Person.objects.get(phone=BUDI))  # a session from before devices were noted
        assert here.post("/akun/perangkat/lain/keluar").headers["Location"] == "/akun/perangkat"
        assert [each.get("/akun").status_code for each in (here, noted, client)] == [200, 302, 302]
        [only] = devices_of(int(who(here) or 0), session_key=here.session.session_key)
        assert only.is_this

    def test_a_new_device_is_told_of_and_a_known_one_is_not(self):
        phone = log_in()
        deliver_waiting()
        assert outbox(to=BUDI, template="new_device") == []  # the account is new itself
        mac = log_in(MAC_UA)
        phone.post("/keluar")
        log_in(client=phone)
        deliver_waiting()
        [told] = outbox(to=BUDI, template="new_device")
        assert "Safari · Mac" in told.text and "/akun/perangkat" in told.text
        assert len(devices_of(int(who(mac) or 0), session_key="")) == 2

    def test_use_is_noted_every_ten_minutes_and_costs_nothing_in_between(self):
        phone = log_in()
        with counted() as statements:
            phone.get("/akun")
        assert not any("accounts_device" in each for each in statements)
        later = clock.now() + timedelta(minutes=11)
        with clock.frozen(later):
            phone.get("/akun")
            with counted() as statements:
                phone.get("/akun")
        assert fetch("select last_seen_at from accounts_device") == [(later,)]
        assert not any("accounts_device" in each for each in statements)

    def test_after_a_year_of_use_one_logs_in_anew(self):
        phone, start = log_in(), clock.now()
        for days, status in ((80, 200), (300, 200), (364, 200)):
            with clock.frozen(start + timedelta(days=days)):
                assert phone.get("/akun").status_code == status
                phone.post("/akun/perangkat/lain/keluar")
        key = phone.session.session_key
        with clock.frozen(start + timedelta(days=366)):
            phone.get("/akun")
            assert phone.get("/akun").headers["Location"].startswith("/masuk")
        assert fetch("select 1 from django_session where session_key = %s", (key,)) == []

    def test_neither_session_nor_mark_stands_in_our_table(self):
        phone = log_in()
        [(kept,)] = fetch("select d::text from accounts_device d")
        assert phone.session.session_key not in kept
        assert phone.cookies["perangkat"].value not in kept
        assert phone.cookies["perangkat"]["httponly"]

    def test_after_long_silence_a_device_is_forgotten(self):
        log_in()
        with clock.frozen(clock.now() + timedelta(days=401)):
            forget_passers_by()
        assert fetch("select count(*) from accounts_device") == [(0,)]

    def test_ending_all_sessions_needs_no_request(self):
        phone = log_in()
        sign_out_everywhere(person_with_phone(BUDI))
        assert phone.get("/akun").status_code == 302


def test_news_on_a_screen_ends_with_the_login_there(db):
    client = log_in()
    device = client.session["perangkat"]["id"]
    add_push_device(BUDI, A_BROWSER, holder=device, language="id")
    assert "Menyala di perangkat ini" in client.get("/akun/kabar-hp").content.decode()
    client.post("/keluar")
    assert push_devices_of([device]) == {}
