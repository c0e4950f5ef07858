"""E41 from outside: half a gigabyte sent to a running Sekoci is refused within two seconds, and nobody's memory grows by it."""

import http.client
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.installation import Installation, installed

SIZE, PIECE = 500_000_000, bytes(1_000_000)
pytestmark = pytest.mark.faults


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    one = installed(tmp_path)
    one.up()
    yield one
    one.clean_up()


def test_half_a_gigabyte_is_refused_at_once_and_fills_no_memory(installation: Installation):
    web = [each for each in installation.processes() if any("web" in word for word in each.cmdline())]
    assert web
    for path in ("/masuk", "/kelola/x/produk/baru", "/kelola/x/produk/impor", "/api/v1/my/products/x/photo"):
        connection = http.client.HTTPConnection("127.0.0.1", installation.port, timeout=20)
        begun = time.monotonic()
        connection.putrequest("POST", path)
        connection.putheader("Content-Length", str(SIZE))
        connection.putheader("Content-Type", "multipart/form-data; boundary=x")
        connection.endheaders()
        sent = push(connection)
        answer = connection.getresponse()
        took = time.monotonic() - begun
        most = max(each.memory_info().rss for each in web)
        print(f"{path}: {answer.status} after {took:.2f} s and {sent >> 20} MB, at most {most >> 20} MB a process")
        assert answer.status == 413
        assert took <= 2.0
        assert most <= 512 << 20
        connection.close()
    assert installation.get("/masuk").status == 200
    assert all(psutil.pid_exists(each.pid) for each in web)


def push(connection: http.client.HTTPConnection) -> int:
    """Send as much as the other side takes, for a second; how many bytes it was."""
    sent, until = 0, time.monotonic() + 1.0
    assert connection.sock
    connection.sock.settimeout(0.2)
    try:
        while sent < SIZE and time.monotonic() < until:
            sent += connection.sock.send(PIECE)
    except OSError:
        pass
    connection.sock.settimeout(20)
    return sent
