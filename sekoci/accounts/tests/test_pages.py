"""The way in and a person's own page, as a browser walks through them."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, override_settings

from sekoci.accounts.actions import person_with_phone
from sekoci.accounts.queries import agrees, waiting_code
from sekoci.kit import clock
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import deliver_waiting
from sekoci.messaging.queries import wants_messages

BUDI = "+6281234567890"


def ask(client: Client, phone: str = "0812 3456 7890", **more: str):
    return client.post("/masuk", {"phone": phone, **more})


def code_for(phone: str = BUDI) -> str:
    deliver_waiting()
    code = waiting_code(phone)
    assert code
    return code


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def who(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


@pytest.mark.django_db
class TestTheWayIn:
    def test_a_new_person_gives_a_phone_and_a_code_and_is_in(self, client):
        page = client.get("/masuk").content.decode()
        assert 'type="tel"' in page
        assert "Saya setuju Sekoci menyimpan nomor HP" in page
        assert ask(client).headers["Location"] == "/masuk/kode"
        assert fetch("select count(*) from accounts_person") == [(0,)]
        page = client.get("/masuk/kode").content.decode()
        assert 'autocomplete="one-time-code"' in page
        assert 'inputmode="numeric"' in page
        assert 'maxlength="6"' not in page
        response = client.post("/masuk/kode", {"code": code_for()})
        assert response.status_code == 302
        [(person_id, phone)] = fetch("select id, phone from accounts_person")
        assert phone == BUDI
        assert who(client) == str(person_id)
        assert agrees(person_id, "account")

    def test_a_known_person_comes_back_as_the_same_one_and_to_where_they_wanted(self, client):
        budi = person_with_phone(BUDI)
        ask(client, next="/kelola/keripik/pesanan?baru=1")
        response = client.post("/masuk/kode", {"code": code_for()})
        assert response.headers["Location"] == "/kelola/keripik/pesanan?baru=1"
        assert who(client) == str(budi)
        assert client.get("/masuk?next=/akun").headers["Location"] == "/akun"

    def test_known_and_unknown_phones_get_the_same_answers(self, client):
        person_with_phone(BUDI)
        pages = []
        for phone in ("081234567890", "081234567899"):
            visitor = Client()
            answers = [visitor.get("/masuk"), ask(visitor, phone), visitor.get("/masuk/kode"), ask(visitor, phone)]
            answers.append(visitor.post("/masuk/kode", {"code": "12"}))
            pages.append([(each.status_code, each.headers.get("Location"), plain(each)) for each in answers])
        assert pages[0] == pages[1]

    @pytest.mark.parametrize(
        "spelling",
        ["0812-3456-7890", "+62 812 3456 7890", "62812 3456 7890", "8123 4567 890", "(0812) 3456.7890", "006281234567890"],
    )
    def test_a_phone_may_be_spelled_as_people_spell_it(self, client, spelling):
        assert ask(client, spelling).status_code == 302
        assert fetch("select phone from accounts_logincode") == [(BUDI,)]

    @pytest.mark.parametrize("nonsense", ["", "abc", "0812", "0" * 200, "٠٨١٢٣٤٥٦٧٨٩٠", "0812 3456 7890; drop", "\x00", "-1"])
    def test_nonsense_is_told_beside_the_field(self, client, nonsense):
        response = ask(client, nonsense)
        assert response.status_code == 422
        assert 'id="id_phone_error"' in response.content.decode()
        assert fetch("select count(*) from accounts_logincode") == [(0,)]

    @pytest.mark.parametrize("around", ["{} {}", "{}-{}", " {}{} ", "{}{} adalah kode masuk Sekoci Anda. Berlaku 10 menit."])
    def test_a_code_may_be_pasted_with_what_is_around_it(self, client, around):
        ask(client)
        code = code_for()
        assert client.post("/masuk/kode", {"code": around.format(code[:3], code[3:])}).status_code == 302
        assert who(client)

    def test_a_wrong_code_says_how_many_tries_are_left_and_the_sixth_asks_for_a_new_one(self, client):
        ask(client)
        code = code_for()
        said = [client.post("/masuk/kode", {"code": wrong(code)}).content.decode() for _ in range(5)]
        assert "Sisa 4 kali coba" in said[0]
        assert "Minta kode baru" in said[4]
        assert client.post("/masuk/kode", {"code": code}).status_code == 422
        assert who(client) is None

    def test_half_a_code_costs_no_try(self, client):
        ask(client)
        for _ in range(9):
            assert client.post("/masuk/kode", {"code": "12"}).status_code == 422
        assert client.post("/masuk/kode", {"code": code_for()}).status_code == 302

    def test_another_browser_cannot_use_the_code(self, client):
        ask(client)
        thief = Client()
        assert thief.post("/masuk/kode", {"code": code_for()}).headers["Location"] == "/masuk"
        assert who(thief) is None

    def test_a_new_code_comes_after_a_pause_and_replaces_the_old(self, client):
        start = clock.now()
        with clock.frozen(start):
            ask(client)
            old = code_for()
            response = client.post("/masuk/kirim-ulang")
            assert response.status_code == 429
            assert "Coba lagi dalam 30 detik" in response.content.decode()
        with clock.frozen(start + timedelta(seconds=31)):
            assert client.post("/masuk/kirim-ulang").headers["Location"] == "/masuk/kode"
            new = code_for()
            if old != new:
                assert client.post("/masuk/kode", {"code": old}).status_code == 422
            assert client.post("/masuk/kode", {"code": new}).status_code == 302

    def test_too_many_asks_are_told_beside_the_field(self, client):
        ask(client)
        response = ask(client)
        assert response.status_code == 429
        assert "Terlalu sering" in response.content.decode()

    def test_the_number_can_be_changed(self, client):
        ask(client, next="/akun")
        page = client.get("/masuk/kode").content.decode()
        assert "/masuk?next=%2Fakun" in page
        assert BUDI in client.get("/masuk").content.decode()
        ask(client, "0813 1111 2222", next="/akun")
        assert client.post("/masuk/kode", {"code": code_for("+6281311112222")}).headers["Location"] == "/akun"
        assert fetch("select phone from accounts_person") == [("+6281311112222",)]

    @pytest.mark.parametrize(
        "evil",
        [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "akun",
            "/" * 600,
            "/\x00",
            "/a\r\nSet-Cookie: x=1",
        ],
    )
    def test_nobody_is_sent_to_a_strange_place(self, client, evil):
        ask(client, next=evil)
        response = client.post("/masuk/kode", {"code": code_for()})
        assert response.headers["Location"] in ("/kelola", "/buka", "/%00", "/a%0D%0ASet-Cookie:%20x=1")

    def test_the_code_page_without_a_code_leads_back(self, client):
        assert client.get("/masuk/kode").headers["Location"] == "/masuk"
        assert client.post("/masuk/kirim-ulang").headers["Location"] == "/masuk"

    def test_a_blocked_person_is_told_whom_to_ask(self, client):
        budi = person_with_phone(BUDI)
        fetch("update accounts_person set is_active = false where id = %s", (budi,))
        ask(client)
        response = client.post("/masuk/kode", {"code": code_for()})
        assert response.status_code == 403
        assert "diblokir" in response.content.decode()
        assert who(client) is None

    def test_pages_come_in_english_too(self, client):
        client.cookies["bahasa"] = "en"
        page = client.get("/masuk").content.decode()
        assert "Log in with your phone number" in page
        assert "I agree that Sekoci keeps my phone number" in page
        ask(client)
        page = client.get("/masuk/kode").content.decode()
        assert "Type the code" in page
        client.post("/masuk/kode", {"code": code_for()})
        assert fetch("select language from accounts_person") == [("en",)]
        assert fetch("select wording from accounts_consent") == [
            ("I agree that Sekoci keeps my phone number and name for this account.",)
        ]

    def test_forwarded_addresses_are_not_believed_unless_a_proxy_of_ours_wrote_them(self, client):
        client.post("/masuk", {"phone": "081234567890"}, headers={"X-Forwarded-For": "198.51.100.1"})
        with override_settings(TRUSTED_PROXIES=1):
            client.post("/masuk", {"phone": "081234567891"}, headers={"X-Forwarded-For": "6.6.6.6, 198.51.100.2"})
        keys = [key for (key,) in fetch("select key from accounts_quota where key like 'code:address:%%' order by key")]
        assert keys == ["code:address:hour:127.0.0.1", "code:address:hour:198.51.100.2"]


@pytest.mark.committed
def test_fifty_browsers_asking_for_one_phone_at_once_all_get_an_answer(committed):
    def one(_: int) -> int:
        try:
            return ask(Client()).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        statuses = list(pool.map(one, range(50)))
    assert sorted(statuses) == [302] + [429] * 49


@pytest.mark.django_db
class TestTheOwnPage:
    @pytest.fixture
    def budi(self, client) -> int:
        ask(client)
        client.post("/masuk/kode", {"code": code_for()})
        return int(who(client) or 0)

    def test_strangers_log_in_first(self, client):
        for path in ("/akun", "/akun/tutup"):
            assert client.get(path).headers["Location"].startswith("/masuk?next=")

    def test_name_and_language_change(self, client, budi):
        response = client.post("/akun", {"name": " Budi  Santoso", "language": "en"})
        assert response.cookies["bahasa"].value == "en"
        assert fetch("select name, language from accounts_person where id = %s", (budi,)) == [("Budi Santoso", "en")]
        assert "Saved." in client.get("/akun").content.decode()

    @pytest.mark.parametrize("bad", [{"name": "x" * 81, "language": "id"}, {"name": "B", "language": "xx"}, {}])
    def test_bad_input_changes_nothing(self, client, budi, bad):
        assert client.post("/akun", bad).status_code == 422
        assert fetch("select name, language from accounts_person where id = %s", (budi,)) == [("", "id")]

    def test_a_consent_is_given_and_taken_back_and_both_stay_on_record(self, client, budi):
        client.post("/akun/izin", {"purpose": "programme", "answer": "yes"})
        client.post("/akun/izin", {"purpose": "programme", "answer": "yes"})
        assert agrees(budi, "programme")
        client.post("/akun/izin", {"purpose": "programme", "answer": "no"})
        assert not agrees(budi, "programme")
        [row] = fetch(
            "select wording, how, withdrawn_at is not null, withdrawn_how from accounts_consent where purpose = 'programme'"
        )
        assert row == ("Petugas program pendamping UMKM boleh melihat angka penjualan toko saya.", "profile", True, "profile")
        assert "Ditarik" in client.get("/akun").content.decode()

    @pytest.mark.parametrize("purpose", ["account", "nonsense", ""])
    def test_what_is_not_asked_for_cannot_be_answered(self, client, budi, purpose):
        assert client.post("/akun/izin", {"purpose": purpose, "answer": "no"}).status_code == 404

    def test_news_can_be_switched_off_and_on(self, client, budi):
        client.post("/akun/kabar", {"answer": "no"})
        assert not wants_messages(BUDI)
        assert "Nyalakan kabar" in client.get("/akun").content.decode()
        client.post("/akun/kabar", {"answer": "yes"})
        assert wants_messages(BUDI)

    def test_logging_out_ends_the_session(self, client, budi):
        assert client.get("/keluar").headers["Location"] == "/akun"
        assert client.post("/keluar").headers["Location"] == "/"
        assert client.get("/akun").headers["Location"].startswith("/masuk")

    def test_a_closed_account_is_out_everywhere_and_opens_again_with_a_code(self, client, budi):
        elsewhere = Client()
        with clock.frozen(clock.now() + timedelta(minutes=1)):
            ask(elsewhere)
            elsewhere.post("/masuk/kode", {"code": code_for()})
        assert elsewhere.get("/akun").status_code == 200
        assert "Tutup akun Anda?" in client.get("/akun/tutup").content.decode()
        client.post("/akun/tutup")
        assert elsewhere.get("/akun").status_code == 302
        assert not agrees(budi, "account")
        with clock.frozen(clock.now() + timedelta(minutes=2)):
            ask(client)
            client.post("/masuk/kode", {"code": code_for()})
        assert who(client) == str(budi)
        assert agrees(budi, "account")

    def test_a_new_wording_is_agreed_to_at_the_next_login(self, client, budi):
        fetch("update accounts_consent set version = '2020-01' where person_id = %s", (budi,))
        client.post("/keluar")
        with clock.frozen(clock.now() + timedelta(minutes=1)):
            ask(client)
            client.post("/masuk/kode", {"code": code_for()})
        rows = fetch("select version, withdrawn_how from accounts_consent where person_id = %s order by given_at", (budi,))
        assert rows == [("2020-01", "replaced"), ("2026-11", "")]


@pytest.mark.django_db
def test_everybody_may_read_how_their_data_is_kept(client):
    page = client.get("/privasi").content.decode()
    assert "Nomor 27 Tahun 2022" in page
    assert "Petugas program pendamping UMKM" in page
    client.cookies["bahasa"] = "en"
    assert "Your privacy" in client.get("/privasi").content.decode()


def plain(response) -> str:
    """A page without what differs between two visits in any case: its token, the number it was asked for, the seconds."""
    text = response.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    return re.sub(r"\+?(62|0)8[0-9\s-]{8,}|[0-9]+ detik", "…", text)
