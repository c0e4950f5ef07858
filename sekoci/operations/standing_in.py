"""What answers in place of the web server while a restore is swapped in: come back in a moment, by itself."""

import base64
import hashlib
import http.client
import ssl
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NAME = "Sekoci-stands-in"
STYLE = "body{font:1.125rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem;color:#12304a}"
BODY = f"""<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5"><title>Sebentar · Sekoci</title><style>{STYLE}</style>
<h1>Sebentar</h1><p>Data sedang dipulihkan. Halaman ini memuat ulang sendiri.</p>
<p lang="en">One moment: data is being restored. This page reloads by itself.</p></html>""".encode()
PART = b"<p>Sebentar, data sedang dipulihkan. Coba lagi nanti.</p>"
"""What a part of a page is told, whose page has its own looks."""
HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()


class StandIn:
    """Serves from a thread, where and as the web server did, until `stop`."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._address = environment.get("SEKOCI_LISTEN") or "127.0.0.1", int(environment.get("SEKOCI_PORT") or 8000)
        self._is_tls = bool(environment.get("SEKOCI_TLS_CERT"))
        self._server = _Server(self._address, _Answer)
        if certificate := environment.get("SEKOCI_TLS_CERT"):
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificate, environment["SEKOCI_TLS_KEY"])
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, name="stand-in", daemon=True).start()

    def is_alone(self) -> bool:
        """Whether nobody else answers at our address yet."""
        host, port = self._address
        host = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104  the operator's own word
        plain = http.client.HTTPConnection(host, port, timeout=2)
        trusting = ssl._create_unverified_context()  # noqa: S323  ourselves, whatever name the certificate is for
        asked = http.client.HTTPSConnection(host, port, timeout=2, context=trusting) if self._is_tls else plain
        try:
            asked.request("HEAD", "/healthz")
            return asked.getresponse().getheader("Server", "").startswith(NAME)
        except OSError:
            return True
        finally:
            asked.close()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    allow_reuse_port = True


class _Answer(BaseHTTPRequestHandler):
    timeout = 5
    server_version = NAME

    def do_GET(self) -> None:
        body = PART if self.headers.get("HX-Request") else BODY
        self.send_response(503)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Retry-After", "5")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", f"default-src 'none'; style-src 'sha256-{HASH}'")
        self.end_headers()
        self.wfile.write(body if self.command != "HEAD" else b"")

    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_GET

    def log_message(self, *_: object) -> None:
        """Who comes in this moment is no news."""
