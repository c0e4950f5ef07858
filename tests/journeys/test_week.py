"""A newcomer's week, by pages alone: 200 products, helpers, offers, a round, a review, a lost phone, and a restore.

In an installation of its own, because only there `sekoci up` stands behind the page that restores.
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
    goes_by(place, "update accounts_quota set hits = array(select hit - interval '1 day' from unnest(hits) hit)")
    assert place.command("manage", "shell", "--no-imports", "-c", FINISH).returncode == 0
    week.sunday_back(owner, found)
    name = saves(staff)
    changes_a_price(found, "99rb")
    restores(staff, name)
    enter_again_if_asked(found)
    found.goto(f"{week.MINE}/produk?cari=keripik")
    expect(found.get_by_text("Rp15.000").first).to_be_visible()
    found.goto(f"{week.MINE}/ulasan")
    expect(found.get_by_text("Renyah sekali")).to_be_visible()
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


def changes_a_price(owner: Page, price: str) -> None:
    owner.goto(f"{week.MINE}/produk?cari=keripik")
    follow(owner.get_by_role("link", name="Keripik tempe"))
    owner.get_by_label("Harga", exact=True).fill(price)
    follow(owner.get_by_role("button", name="Simpan").first)
    owner.goto(f"{week.MINE}/produk?cari=keripik")
    expect(owner.get_by_text("Rp99.000").first).to_be_visible()


def restores(staff: Page, name: str) -> None:
    """Everything is again as it was saved; whoever comes meanwhile is asked to wait."""
    staff.goto(f"/staf/cadangan/{name}")
    look(staff, "pulihkan")
    follow(staff.get_by_role("button", name="Ya, pulihkan"))
    expect(staff.get_by_text("Tulis alasannya, paling sedikit sepuluh huruf.")).to_be_visible()
    staff.get_by_label("Mengapa?").fill("Harga salah semua, kembali ke semalam")
    follow(staff.get_by_role("button", name="Ya, pulihkan"))
    expect(staff.get_by_text("Pemulihan terakhir")).to_be_visible(timeout=120_000)
    expect(staff.get_by_role("link", name="Kembalikan")).to_be_visible(timeout=30_000)
    look(staff, "pulihkan-selesai")


def enter_again_if_asked(owner: Page) -> None:
    owner.goto(week.MINE)
    if "/masuk" in owner.url:
        enter(owner, week.NEW_RINI)
