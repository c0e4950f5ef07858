"""A running Sekoci and a real Chromium for the journeys: the web server and the worker as `sekoci up` starts them."""

import os
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import chromium

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's synchronous face keeps a loop in this thread; nothing here awaits

PHONE = {"width": 360, "height": 740}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHOTS = Path(os.environ["SEKOCI_SHOTS"]) if os.environ.get("SEKOCI_SHOTS") else None


@dataclass(frozen=True)
class Site:
    """Where the journeys happen."""

    url: str


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def site(areas: None, committed: None) -> Iterator[Site]:
    """The web server on a free port, and a worker, over this test's own database."""
    with serving("http://127.0.0.1") as found:
        yield found


@contextmanager
def serving(host: str, *, processes: Sequence[str] = ("web", "worker"), **said: str) -> Iterator[Site]:
    """A web server, and a worker unless it is left out, that have been told this, too."""
    from sekoci.operations.static import collect

    collect()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"{host}:{port}"
    told = {"SEKOCI_PORT": str(port), "SEKOCI_URL": url, "SEKOCI_LOG": os.environ.get("SEKOCI_LOG", "WARNING")}
    words = {"web": ["sekoci.operations.web"], "worker": ["sekoci.operations", "worker"]}
    started = [subprocess.Popen([sys.executable, "-m", *words[each]], env=os.environ | told | said) for each in processes]
    try:
        _wait_for(f"{url}/masuk")
        yield Site(url)
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(timeout=30)


REFUSED = "the server responded with a status of 422"
"""What Chromium says of a form that comes back with what is wrong: that is an answer, no error of the page."""


@pytest.fixture
def phone(chrome: Browser, site: Site) -> Iterator[Page]:
    """A phone 360 px wide that must not log an error nor ask anybody else for anything."""
    yield from _phone(chrome, site)


@pytest.fixture
def another_phone(chrome: Browser, site: Site) -> Iterator[Page]:
    yield from _phone(chrome, site)


def _phone(chrome: Browser, site: Site) -> Iterator[Page]:
    context: BrowserContext = chrome.new_context(
        viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True, locale="id-ID", base_url=site.url
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" and REFUSED not in line.text else None)
    page.on(
        "request", lambda request: wrong.append(request.url) if not request.url.startswith((site.url, "data:", "blob:")) else None
    )
    yield page
    context.close()
    assert wrong == []


def shot(page: Page, name: str) -> None:
    """Keep a picture of the page, where SEKOCI_SHOTS names a folder."""
    if SHOTS:
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def is_accessible(page: Page) -> None:
    """axe finds nothing, at WCAG 2.2 AA."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
    found = Axe().run(page, options=options)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


ANYBODYS = ssl._create_unverified_context()  # noqa: S323  a test's own certificate is signed by nobody


def _wait_for(url: str) -> None:
    until = time.monotonic() + 40
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2, context=ANYBODYS) as answer:
                if answer.status == 200:
                    return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
