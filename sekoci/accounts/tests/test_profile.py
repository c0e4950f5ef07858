"""A person's own page, and what everybody may read."""

from datetime import timedelta

import pytest
from django.test import Client

from sekoci.accounts.queries import agrees, consents_of
from sekoci.accounts.rules import PURPOSES
from sekoci.accounts.tests.browser import BUDI, ask, code_for, who
from sekoci.kit import clock
from sekoci.kit.sql import fetch
from sekoci.messaging.queries import wants_messages


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

    def test_a_consent_is_shown_in_the_language_of_the_visitor_while_its_wording_stands(self, client, budi):
        assert [each.wording for each in consents_of(budi, language="en") if each.given_at] == [PURPOSES["account"].en]
        fetch("update accounts_consent set version = '2020-01', wording = 'Kata lama.' where person_id = %s", (budi,))
        assert [each.wording for each in consents_of(budi, language="en") if each.given_at] == ["Kata lama."]

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
