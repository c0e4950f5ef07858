"""The outbox of the pretend provider: for development, and only there."""

import pytest

from sekoci.messaging.actions import MessageDraft, deliver_waiting, send_messages

FACTS = {"shop": "Keripik <b>Melati</b>", "code": "S-7K3FQ", "url": "https://sekoci.example/p/x"}


@pytest.mark.django_db
class TestOutbox:
    @pytest.fixture
    def _two_messages(self):
        send_messages([MessageDraft("a", "+6281234567890", "order_accepted", FACTS)])
        deliver_waiting()
        send_messages([MessageDraft("b", "+6281234567891", "login_code", {"code": "123456"})])
        deliver_waiting()

    def test_says_what_to_do_first_while_it_is_empty(self, client):
        page = client.get("/dev/outbox").content.decode()
        assert "Belum ada pesan" in page
        assert 'href="/masuk"' in page

    @pytest.mark.usefixtures("_two_messages")
    def test_shows_every_message_newest_first_and_says_that_none_was_sent(self, client):
        page = client.get("/dev/outbox").content.decode()
        assert "Tidak ada pesan di sini yang benar-benar dikirim" in page
        assert page.index("123456 adalah kode") < page.index("Keripik &lt;b&gt;Melati")
        page = client.get("/dev/outbox?urut=lama").content.decode()
        assert page.index("123456 adalah kode") > page.index("Keripik &lt;b&gt;Melati")

    @pytest.mark.usefixtures("_two_messages")
    @pytest.mark.parametrize(
        ("query", "code", "news"),
        [
            ("jenis=login_code", True, False),
            ("cari=melati", False, True),
            ("cari=7890", False, True),
            ("cari=%00", True, True),
            ("jenis=nonsense", True, True),
            ("cari=nonsense", False, False),
        ],
    )
    def test_filters(self, client, query, code, news):
        page = client.get(f"/dev/outbox?{query}").content.decode()
        assert ("123456 adalah kode" in page, "Keripik &lt;b&gt;" in page) == (code, news)

    def test_is_nowhere_outside_development(self, client, settings):
        settings.DEVELOPMENT = False
        assert client.get("/dev/outbox").status_code == 404
