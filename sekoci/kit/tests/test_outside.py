"""Nobody reaches our own network through us (E43), and no other side holds us longer than we say."""

import contextlib
import datetime
import ipaddress
import socket
import ssl
import threading
import time

import httpcore
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from sekoci.kit import outside
from sekoci.kit.errors import ProviderDown
from sekoci.kit.outside import AddressNotAllowed, is_public, place_of, post

PUBLIC, SELF = "93.184.215.14", "127.0.0.1"
NAMES = {
    "public.example": [PUBLIC],
    "loop.example": [SELF],
    "six.example": ["::1"],
    "metadata.example": ["169.254.169.254"],
    "alibaba.example": ["100.100.100.200"],
    "azure.example": ["168.63.129.16"],
    "ten.example": ["10.0.0.1"],
    "docker.example": ["172.17.0.1"],
    "home.example": ["192.168.1.1"],
    "shared.example": ["100.64.0.1"],
    "zero.example": ["0.0.0.0"],
    "everybody.example": ["255.255.255.255"],
    "many.example": ["224.0.0.1"],
    "test-net.example": ["203.0.113.5"],
    "bench.example": ["198.18.0.1"],
    "relay.example": ["192.88.99.1"],
    "future.example": ["240.0.0.1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "mapped-public.example": [f"::ffff:{PUBLIC}"],
    "compatible.example": ["::127.0.0.1"],
    "six-to-four.example": ["2002:7f00:1::"],
    "nat64.example": ["64:ff9b::7f00:1"],
    "nat64-local.example": ["64:ff9b:1::7f00:1"],
    "teredo.example": ["2001:0:4136:e378:8000:63bf:80ff:fffe"],
    "local6.example": ["fd00:ec2::254"],
    "link6.example": ["fe80::1%eth0"],
    "many6.example": ["ff02::1"],
    "paper6.example": ["2001:db8::1"],
    "new-paper6.example": ["3fff::1"],
    "none6.example": ["::"],
    "mixed.example": [PUBLIC, SELF],
    "mixed-late.example": [PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "10.0.0.7"],
}
TARGETS = [
    *(f"https://{name}/" for name in NAMES if name != "public.example"),
    "http://public.example/",
    "http://127.0.0.1/",
    "http://localhost:8443/",
    "https://127.0.0.1/",
    "https://127.0.0.1:8443/",
    "https://localhost/",
    "https://localhost./",
    "https://app.localhost/",
    "https://127.1/",
    "https://127.0.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://017700000001/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::]/",
    "https://169.254.169.254/latest/meta-data/",
    "https://metadata.google.internal/computeMetadata/v1/",
    "https://public.example@127.0.0.1/",
    "https://127.0.0.1@public.example/",
    "https://user:pass@public.example/",
    "https://public.example\\@127.0.0.1/",
    "https://127.0.0.1\t.public.example/",
    "https://public.example#@127.0.0.1/",
    "https://public.example\r\nHost: 127.0.0.1/",
    "https://127。0。0。1/",
    "https://①②⑦.⓪.⓪.①/",
    "https://ⓛocalhost/",
    "https://public.example./",
    "https://-loop.example/",
    "https://loop..example/",
    "https://xn--.localhost/",
    "https://public.example:22/",
    "https://public.example:6379/",
    "https://public.example:0/",
    "https://public.example:99999/",
    "//public.example/",
    "ftp://public.example/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_INFO",
    "https:///etc/passwd",
    "https://",
    "",
]


class Dial(httpcore.NetworkBackend):
    """Notes whom we would connect to, and leads every public address to one listening socket of the test's."""

    def __init__(self, port: int) -> None:
        self.port, self.called = port, []

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.called.append((host, port))
        return httpcore.SyncBackend().connect_tcp(SELF, self.port, timeout)


@contextlib.contextmanager
def listening(answer, *, tls=None):
    """A socket on loopback whose every visitor is handed to `answer`; yields its port and the list of who came."""
    came = []
    with socket.create_server((SELF, 0)) as server:

        def serve():
            while True:
                try:
                    visitor, _ = server.accept()
                except OSError:
                    return
                came.append(visitor)
                with contextlib.suppress(OSError), tls.wrap_socket(visitor, server_side=True) if tls else visitor as line:
                    answer(line)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1], came
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def fine(visitor, status="200 OK", more="", body="terima kasih"):
    said = b""
    while not said.endswith(b"{}"):
        said += visitor.recv(65536)
    visitor.sendall(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{more}Connection: close\r\n\r\n{body}".encode())


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of public.example, and contexts for the server that has it and for the caller who trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "public.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("public.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path_factory.mktemp("tls") / "both.pem"
    kept = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + made.public_bytes(serialization.Encoding.PEM)
    pem.write_bytes(kept)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return server, ssl.create_default_context(cadata=made.public_bytes(serialization.Encoding.PEM).decode())


@pytest.fixture
def production(settings):
    settings.DEVELOPMENT = False


def send(url, **more):
    return post(url, content=b"{}", headers={"content-type": "application/json"}, **more)


def test_sixty_targets_and_more_get_no_connection(production):
    """E43: 0 connections, and a sentence each."""
    assert len(TARGETS) >= 60
    with listening(fine) as (port, came):
        dial = Dial(port)
        for url in TARGETS:
            with pytest.raises(AddressNotAllowed) as no:
                send(url, resolve=lambda host, _port: NAMES[host], dial=dial)
            assert no.value.sentence("id").startswith("Link ini tidak bisa dipakai: ")
        time.sleep(0.05)
        assert (dial.called, came) == ([], [])
        with pytest.raises(ProviderDown):  # the same call with a public address does connect: the test can fail
            send("https://public.example/", resolve=lambda host, _port: NAMES[host], dial=dial, within=2)
        assert dial.called == [(PUBLIC, 443)]


def test_a_name_that_changes_its_mind_is_asked_once_and_the_checked_address_is_called(production, certificate):
    server, trusting = certificate
    answers = iter([[PUBLIC], [SELF], [SELF]])
    asked = []

    def resolve(host, port):
        asked.append(host)
        return next(answers)

    with listening(fine, tls=server) as (port, _):
        dial = Dial(port)
        said = send("https://public.example:8443/hook?a=1", resolve=resolve, dial=dial, tls=trusting)
    assert (said.status, said.text) == (200, "terima kasih")
    assert (asked, dial.called) == (["public.example"], [(PUBLIC, 8443)])


def test_the_certificate_must_be_the_names_own(production, certificate):
    server, trusting = certificate
    with listening(fine, tls=server) as (port, _), pytest.raises(ProviderDown):
        send("https://other.example/", resolve=lambda *_: [PUBLIC], dial=Dial(port), tls=trusting)


def test_a_redirect_is_an_answer_and_not_followed(production, certificate):
    server, trusting = certificate
    away = "Location: https://public.example/other\r\n"
    with listening(lambda v: fine(v, "302 Found", away), tls=server) as (port, came):
        said = send("https://public.example/", resolve=lambda *_: [PUBLIC], dial=Dial(port), tls=trusting)
    assert (said.status, len(came)) == (302, 1)


def test_no_proxy_of_the_environment_is_used(production, monkeypatch):
    with listening(fine) as (port, came):
        for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
            monkeypatch.setenv(name, f"http://{SELF}:{port}")
        with pytest.raises(AddressNotAllowed):
            send("https://loop.example/", resolve=lambda *_: [SELF])
        assert came == []


def test_loopback_is_called_in_development_only(settings):
    with listening(fine) as (port, came):
        settings.DEVELOPMENT = True
        assert send(f"http://{SELF}:{port}/x").status == 200
        settings.DEVELOPMENT = False
        with pytest.raises(AddressNotAllowed):
            send(f"http://{SELF}:{port}/x")
    assert len(came) == 1


def test_what_is_too_long_is_cut_off_and_what_drips_is_left(settings):
    settings.DEVELOPMENT = True
    gone = threading.Event()

    def drip(visitor):
        visitor.recv(65536)
        visitor.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        while not gone.wait(0.05):
            visitor.sendall(b"a")

    with listening(lambda v: fine(v, body="x" * 100_000)) as (port, _):
        assert len(send(f"http://{SELF}:{port}/").text) == outside.MOST_BYTES
    with listening(drip) as (port, _):
        with pytest.raises(ProviderDown):
            send(f"http://{SELF}:{port}/", within=0.4)
        gone.set()


def test_a_name_that_is_not_found_in_time_is_given_up(production, monkeypatch):
    monkeypatch.setattr(outside, "RESOLVED_WITHIN", 0.1)
    never = threading.Event()
    with pytest.raises(ProviderDown):
        send("https://public.example/", resolve=lambda *_: never.wait(5) or [])
    never.set()
    with pytest.raises(ProviderDown):
        send("https://public.example/", resolve=lambda *_: [])


def test_public_addresses_are_public():
    for text in ("8.8.8.8", "103.10.10.10", "2400:cb00:2048:1::c629:d7a2", "2606:4700::1111"):
        assert is_public(ipaddress.ip_address(text)), text


def test_an_address_is_taken_apart_once():
    place = place_of("https://Toko.Example.COM?x=1")
    assert (place.host, place.port, place.path) == ("toko.example.com", 443, "/?x=1")
