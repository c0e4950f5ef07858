"""What people do on page after page, for the journeys."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.conftest import PHONE, REFUSED, is_accessible, shot

_taken: dict[object, set[tuple[str, str]]] = {}
"""What was read already: a code works once, and the newest message may not be there yet."""


@contextmanager
def locked_phone(chrome: Browser, url: str, **more: Any) -> Iterator[Page]:
    """A phone whose screen lock Chromium's virtual authenticator plays; it must not log an error."""
    context = chrome.new_context(base_url=url, viewport=PHONE, has_touch=True, locale="id-ID", **more)
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" and REFUSED not in line.text else None)
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    lock = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**lock, "isUserVerified": True}})
    yield page
    context.close()
    assert wrong == []


def follow(what: Locator) -> None:
    """Tap what leads to another page, and be there. (HTMX's note in the history is a navigation too, but loads nothing.)"""
    with what.page.expect_event("load"):
        what.tap()


def once_there(what: Locator) -> Locator:
    """What the worker brings a moment later: the page is loaded anew until it shows."""
    for _ in range(40):
        if what.is_visible():
            return what
        what.page.wait_for_timeout(250)
        what.page.reload()
    raise AssertionError(f"never came: {what}")


def look(page: Page, name: str) -> None:
    """Nothing on it keeps anybody out, nothing hangs over its edge; a picture of it for whoever wants one."""
    is_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], name
    shot(page, name)


def message_to(page: Page, number: str, *, kind: str, holds: str) -> str:
    """The newest pretend message of a kind to a phone: what in it matches `holds`."""
    taken = _taken.setdefault(page.context.browser, set())
    outbox, phone = page.context.new_page(), number.replace(" ", "").lstrip("+0")
    for _ in range(60):
        outbox.goto(f"/dev/outbox?cari={phone}&jenis={kind}")
        found = outbox.locator("main .list li p")
        if found.count() and (said := re.search(holds, found.first.inner_text())) and (phone, said[0]) not in taken:
            taken.add((phone, said[0]))
            outbox.close()
            return said[0]
        outbox.wait_for_timeout(250)
    raise AssertionError(f"no {kind} came to {number}")


def enter(page: Page, number: str, *, at: str = "/masuk") -> None:
    """Through the way in, with a number and the code that came to it."""
    page.goto(at)
    page.get_by_label("Nomor HP").fill(number)
    follow(page.get_by_role("button", name="Setuju dan kirim kode"))
    page.get_by_label("Kode 6 angka").fill(message_to(page, number, kind="login_code", holds=r"\b\d{6}\b"))
    follow(page.get_by_role("button", name="Masuk", exact=True))
    assert "/masuk" not in page.url, page.url


def pick_place(page: Page, typed: str, name: str) -> None:
    """Type a few letters of a place, tap the one that is meant."""
    page.locator("input[name=place]").press_sequentially(typed, delay=10)
    found = page.locator("#tempat label").filter(has_text=name).first
    expect(found).to_be_visible(timeout=10_000)
    found.tap()
