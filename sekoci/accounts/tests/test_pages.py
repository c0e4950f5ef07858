"""The way in, as a browser walks through it."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, override_settings

from sekoci.accounts.actions import person_with_phone, suspend_person
from sekoci.accounts.queries import agrees
from sekoci.accounts.tests.browser import BUDI, ask, code_for, who, wrong
from sekoci.kit import clock
from sekoci.kit.sql import fetch


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
            assert (response.status_code, response["Retry-After"]) == (429, "30")
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
        assert (response.status_code, int(response["Retry-After"]) > 0) == (429, True)
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

    def test_a_suspended_person_reads_why_after_the_right_code_and_a_stranger_nothing(self, client, settings):
        settings.OPERATOR_CONTACT = "0271 123456"
        suspend_person(person_with_phone(BUDI), by=person_with_phone("+6281299990009"), reason="Dilaporkan <b>tiga</b> pembeli")
        assert ask(client).headers["Location"] == "/masuk/kode"
        code = code_for()
        stranger = client.post("/masuk/kode", {"code": wrong(code)})
        assert stranger.status_code == 422
        for page in (client.get("/masuk"), client.get("/masuk/kode"), stranger):
            assert "ditangguhkan" not in page.content.decode() and "Dilaporkan" not in page.content.decode()
        answer = client.post("/masuk/kode", {"code": code})
        page = answer.content.decode()
        assert answer.status_code == 403 and who(client) is None
        assert "Akun ini ditangguhkan" in page and "Dilaporkan &lt;b&gt;tiga&lt;/b&gt; pembeli" in page and "0271 123456" in page

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


def plain(response) -> str:
    """A page without what differs between two visits in any case: its token, the number it was asked for, the seconds."""
    text = response.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    return re.sub(r"\+?(62|0)8[0-9\s-]{8,}|[0-9]+ detik", "…", text)
