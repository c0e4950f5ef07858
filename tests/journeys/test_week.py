"""A newcomer's week, by pages alone: 200 products, helpers, offers, a round, a review, a lost phone, and a backup.

In an installation of its own, because only there `sekoci up` stands behind the page of backups.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.installation import Installation, copy_of
from tests.journeys import week
from tests.journeys.conftest import PHONE
from tests.journeys.steps import enter, follow, look

pytestmark = pytest.mark.browser
STAFF = "0812 7000 1109"
LOAD = "from sekoci.registry.actions import load_areas; load_areas()"
EXPECTED = ("status of 403", "status of 422", "status of 503", "ERR_CONNECTION", "ERR_EMPTY_RESPONSE")
"""What Chromium says of a page that is not for everybody, of a form that comes back, and of the moment of a swap."""

Phone = Callable[[], Page]


@pytest.fixture
def place(original: Installation, tmp_path: Path) -> Iterator[Installation]:
    with copy_of(original, tmp_path / "home") as one:
        done = one.command("manage", "shell", "--no-imports", "-c", LOAD)
        assert done.returncode == 0, done.stderr
        assert one.command("staff", "add", STAFF).returncode == 0
        one.up()
        yield one


@pytest.fixture
def phone_of_somebody(chrome: Browser, place: Installation) -> Iterator[Phone]:
    """Any number of phones, none of which may log an error."""
    wrong: list[str] = []

    def another() -> Page:
        context = chrome.new_context(
            viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True, locale="id-ID",
            base_url=f"http://127.0.0.1:{place.port}",
        )  # fmt: skip
        page = context.new_page()
        page.emulate_media(reduced_motion="reduce")
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        return page

    yield another
    for context in chrome.contexts:
        context.close()
    assert [each for each in wrong if not any(known in each for known in EXPECTED)] == []


def test_a_newcomers_week(place: Installation, phone_of_somebody: Phone):
    owner, cashier, helper, buyer, found, staff = (phone_of_somebody() for _ in range(6))
    week.monday_opens(owner)
    week.tuesday_helpers(owner, cashier, helper)
    week.wednesday_offers(owner)
    week.wednesday_delivery(owner)
    order = week.thursday_buyer(buyer)
    week.friday_round(owner, buyer, order)
    week.saturday_review(owner, buyer, order)
    goes_by(place, "update registry_membership set since = since - interval '8 days'")
    week.sunday_lost(owner, found, helper)
    goes_by(place, "update accounts_phonechange set due_at = now()")
    assert place.command("manage", "shell", "--no-imports", "-c", FINISH).returncode == 0
    week.sunday_back(owner, found)
    assert saves(staff).startswith("sekoci-")
    assert place.command("verify").returncode == 0


FINISH = "from sekoci.registry.actions import finish_number_changes; finish_number_changes()"


def goes_by(place: Installation, what: str) -> None:
    """Time, which no page can make go faster."""
    with psycopg.connect(place.server.url) as server:
        server.execute(what)


def saves(staff: Page) -> str:
    """Tonight's backup, asked for on the page; its name."""
    enter(staff, STAFF, at="/masuk?next=/staf")
    follow(staff.get_by_role("link", name="Cadangan"))
    expect(staff.get_by_text("Belum ada cadangan.")).to_be_visible()
    look(staff, "cadangan-kosong")
    follow(staff.get_by_role("button", name="Buat cadangan sekarang"))
    saved = staff.locator("main section .list a").first
    expect(saved).to_be_visible(timeout=60_000)  # the page loads itself anew until it is there
    expect(staff.get_by_role("button", name="Coba yang terakhir")).to_be_visible(timeout=30_000)
    look(staff, "cadangan")
    return str(saved.get_attribute("href")).rsplit("/", 1)[1]
