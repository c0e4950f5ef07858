"""SMS gateways of any make, mail servers, and the two that send nothing."""

import email
import json
import socketserver
from email import policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import httpx
import pytest
from django.core.exceptions import ImproperlyConfigured

from sekoci.kit.errors import ProviderDown, ProviderRefused
from sekoci.messaging.apps import MessagingConfig
from sekoci.messaging.providers import Outgoing, Unclear, calls, provider_for
from sekoci.messaging.rules import WAYS
from sekoci.messaging.tests.whatsapp_side import serving
from sekoci.messaging.texts import TEMPLATES

TEXT = 'Pesanan "S-7K3FQ" & terima kasih: Rp15.000\nSekoci €'


def outgoing(to: str = "+6281234567890") -> Outgoing:
    return Outgoing("0197-x", to, TEMPLATES["order_accepted"], {}, TEXT, "Kabar: ß", "id", False)


class TestSms:
    @pytest.fixture
    def gateway(self, settings):
        """Answers what `reply` says and remembers what it was asked."""

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                server.asked.append((self.command, self.path, dict(self.headers), body))
                status, headers, answer = server.reply
                if status == 0:
                    self.connection.close()
                    return
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer.encode())

            do_GET = do_POST

            def log_message(self, *arguments):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.asked, server.reply = [], (200, {}, '{"messages":[{"id":"m-1","status":"0"}]}')
        settings.SMS_URL = f"http://127.0.0.1:{server.server_port}/send"
        settings.SMS_METHOD, settings.SMS_HEADERS = "POST", {"Content-Type": "application/json", "X-Key": "k"}
        settings.SMS_BODY = '{"to":"$digits","text":"$text","ref":"$id"}'
        settings.SMS_SUCCESS, settings.SMS_KEY = "", ""
        with serving(server):
            yield server

    def test_a_json_gateway_gets_the_text_whole(self, gateway, settings):
        settings.SMS_SUCCESS, settings.SMS_KEY = "messages.0.status=0", "messages.0.id"
        assert provider_for("sms_http").send(outgoing()) == "m-1"
        [(_, _, headers, body)] = gateway.asked
        assert json.loads(body) == {"to": "6281234567890", "text": TEXT, "ref": "0197-x"}
        assert headers["X-Key"] == "k"

    def test_a_form_gateway_too(self, gateway, settings):
        settings.SMS_HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}
        settings.SMS_BODY = "to=$local&msg=$text"
        assert provider_for("sms_http").send(outgoing()) == ""
        assert parse_qs(gateway.asked[0][3]) == {"to": ["081234567890"], "msg": [TEXT]}

    def test_and_one_that_wants_it_all_in_the_address(self, gateway, settings):
        settings.SMS_METHOD, settings.SMS_BODY = "GET", ""
        settings.SMS_URL += "?to=$to&text=$text"
        provider_for("sms_http").send(outgoing())
        [(method, path, _, body)] = gateway.asked
        assert (method, body) == ("GET", "")
        assert parse_qs(path.partition("?")[2]) == {"to": ["+6281234567890"], "text": [TEXT]}

    @pytest.mark.parametrize(
        ("reply", "error"),
        [
            ((200, {}, '{"messages":[{"status":"9"}]}'), ProviderRefused),
            ((200, {}, "OK"), ProviderRefused),
            ((400, {}, "bad number"), ProviderRefused),
            ((401, {}, ""), ProviderRefused),
            ((302, {"Location": "/elsewhere"}, ""), ProviderRefused),
            ((429, {}, ""), ProviderDown),
            ((503, {"Retry-After": "5"}, ""), ProviderDown),
            ((503, {}, ""), Unclear),
            ((500, {}, "oops"), Unclear),
            ((0, {}, ""), Unclear),
        ],
    )
    def test_an_answer_means_sent_never_later_or_nobody_knows(self, gateway, settings, reply, error):
        settings.SMS_SUCCESS = "messages.0.status=0"
        gateway.reply = reply
        with pytest.raises(error):
            provider_for("sms_http").send(outgoing())
        assert len(gateway.asked) == 1

    def test_nobody_there_is_not_sent(self, settings):
        settings.SMS_URL, settings.SMS_BODY = "http://127.0.0.1:9/", "x"
        with pytest.raises(ProviderDown):
            provider_for("sms_http").send(outgoing())

    def test_reaches_phones_only(self):
        assert provider_for("sms_http").reaches("+6281234567890")
        assert not provider_for("sms_http").reaches("budi@example.com")


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks enough SMTP; `says` replaces its answers by command, "" cuts the connection."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), MailTalk)
        self.says: dict[str, str] = {}
        self.letters: list[bytes] = []


class MailTalk(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 hello")
        for line in self.rfile:
            word = line.split()[0].decode().upper()
            if word == "DATA" and "DATA" not in self.server.says:
                self.say("354 go on")
                letter = b""
                while (row := self.rfile.readline()) != b".\r\n":
                    letter += row
                self.server.letters.append(letter)
                word = "END"
            answer = self.server.says.get(word, "221 bye" if word == "QUIT" else "250 ok")
            if not answer:
                return
            self.say(answer)
            if word == "QUIT":
                return

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


class TestMail:
    @pytest.fixture
    def mail(self, settings):
        server = MailServer()
        settings.SMTP_URL = f"smtp://127.0.0.1:{server.server_address[1]}?plain"
        settings.MAIL_FROM = "Sekoci <kabar@sekoci.example>"
        with serving(server):
            yield server

    def test_a_letter_arrives_with_its_text_and_one_id(self, mail):
        key = provider_for("smtp").send(outgoing("budi@example.com"))
        letter = email.message_from_bytes(mail.letters[0], policy=policy.default)
        assert letter["Message-ID"] == key == "<0197-x@sekoci.example>"
        assert (letter["To"], letter["Subject"], letter["From"]) == (
            "budi@example.com",
            "Kabar: ß",
            "Sekoci <kabar@sekoci.example>",
        )
        assert letter.get_content().replace("\r\n", "\n").rstrip("\n") == TEXT

    @pytest.mark.parametrize(
        ("word", "answer", "error"),
        [
            ("RCPT", "550 no such user", ProviderRefused),
            ("RCPT", "450 later", ProviderDown),
            ("MAIL", "", ProviderDown),
            ("DATA", "554 no", ProviderRefused),
            ("END", "452 full", ProviderDown),
            ("END", "554 spam", ProviderRefused),
            ("END", "", Unclear),
        ],
    )
    def test_what_a_server_says_means_never_later_or_nobody_knows(self, mail, word, answer, error):
        mail.says[word] = answer
        with pytest.raises(error):
            provider_for("smtp").send(outgoing("budi@example.com"))

    def test_a_rude_goodbye_changes_nothing(self, mail):
        mail.says["QUIT"] = ""
        assert provider_for("smtp").send(outgoing("budi@example.com"))

    def test_nobody_there_is_not_sent(self, settings):
        settings.SMTP_URL = "smtp://127.0.0.1:9?plain"
        with pytest.raises(ProviderDown):
            provider_for("smtp").send(outgoing("budi@example.com"))

    def test_reaches_addresses_only(self):
        assert provider_for("smtp").reaches("budi@example.com")
        assert not provider_for("smtp").reaches("+6281234567890")


def test_the_console_prints_and_says_that_it_only_prints(capsys):
    provider_for("console").send(outgoing())
    said = capsys.readouterr().err
    assert TEXT in said
    assert "not really sent" in said


class TestTheChain:
    def test_a_name_nobody_knows_stops_the_start(self, settings):
        settings.MESSAGING_CHAIN = ["whatsap"]
        with pytest.raises(ImproperlyConfigured, match="no messaging provider 'whatsap'"):
            MessagingConfig.check_chain()

    def test_a_package_of_somebody_else_offers_a_provider_by_its_name(self, settings, tmp_path, monkeypatch):
        offered = tmp_path / "pigeons-1.0.dist-info"
        offered.mkdir()
        (offered / "METADATA").write_text("Metadata-Version: 2.1\nName: pigeons\nVersion: 1.0\n")
        (offered / "entry_points.txt").write_text("[sekoci.messaging]\npigeon = pigeons:Pigeon\n")
        (tmp_path / "pigeons.py").write_text("class Pigeon:\n    name = 'pigeon'\n")
        monkeypatch.syspath_prepend(tmp_path)
        settings.MESSAGING_CHAIN = ["pigeon"]
        MessagingConfig.check_chain()
        assert provider_for("pigeon").name == "pigeon"

    def test_pretending_is_for_development(self, settings):
        settings.MESSAGING_CHAIN, settings.DEVELOPMENT = ["pretend"], False
        with pytest.raises(ImproperlyConfigured, match="pretend sends nothing"):
            MessagingConfig.check_chain()


def test_every_call_ends_long_before_a_try_counts_as_cut_off():
    from sekoci.messaging.rules import IN_FLIGHT

    slowest = calls.TIMEOUT.connect + calls.TIMEOUT.read + calls.TIMEOUT.write + (calls.TIMEOUT.pool or 0)
    assert isinstance(calls.TIMEOUT, httpx.Timeout)
    assert slowest < IN_FLIGHT.total_seconds() / 2


def test_what_is_said_of_a_provider_is_what_it_does():
    for name, way in WAYS.items():
        provider = provider_for(name)
        assert provider.name == name
        assert way.reaches_phones == (provider.reaches("+6281234567890") and name not in ("console", "pretend"))
