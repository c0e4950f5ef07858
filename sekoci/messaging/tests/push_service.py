"""A browser with its push service, as our own side sees them: it keeps what it was sent, decrypted by a package of others."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sekoci.messaging.actions import Subscription


def plain(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Browser:
    """A browser with its push service: keeps what it was sent, decrypted by a package that others wrote."""

    def __init__(self) -> None:
        self.key, self.auth = ec.generate_private_key(ec.SECP256R1()), b"0123456789abcdef"
        self.shown: list[dict[str, str]] = []
        self.signed: list[str] = []
        self.status = 201
        browser = self

        class Service(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if browser.status == 201:
                    assert (self.headers["Content-Encoding"], self.headers["TTL"]) == ("aes128gcm", "14400")
                    news = http_ece.decrypt(body, private_key=browser.key, auth_secret=browser.auth, version="aes128gcm")
                    browser.shown.append(json.loads(news))
                    browser.signed.append(self.headers["Authorization"])
                self.send_response(browser.status)
                self.end_headers()

            def log_message(self, *said: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Service)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def subscription(self) -> Subscription:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return Subscription(f"http://127.0.0.1:{self.server.server_port}/push/x", plain(point), plain(self.auth))
