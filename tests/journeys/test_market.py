"""Where a buyer is, only when they say so: shops near by first, those open now alone."""

import pytest
from playwright.sync_api import Browser, expect

from sekoci.kit import clock
from sekoci.market.actions import rebuild_index
from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.actions import change_business
from sekoci.registry.rules.hours import DAYS
from tests.journeys.conftest import PHONE, Site
from tests.journeys.steps import follow, look

pytestmark = pytest.mark.browser
SONDAKAN = {"latitude": -7.5654, "longitude": 110.7936}
"""A village of Laweyan."""


def test_a_buyer_finds_what_is_near_and_open(chrome: Browser, site: Site, shop, other_shop):
    for each, name in ((shop, "Keripik tempe"), (other_shop, "Kopi bubuk")):
        put_on_shelf(each, name=name)
    in_three_days = DAYS[(clock.day_in(other_shop.zone).weekday() + 3) % 7]
    change_business(other_shop.id, opening_hours={in_three_days: [["08:00", "09:00"]]})
    rebuild_index()
    context = chrome.new_context(viewport=PHONE, locale="id-ID", base_url=site.url, permissions=["geolocation"], has_touch=True)
    context.set_geolocation(SONDAKAN)
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto("/pasar")
    expect(page.locator(".shops > li")).to_have_count(2)
    look(page, "pasar")
    follow(page.get_by_role("link", name="Buka sekarang"))
    expect(page.locator(".shops > li")).to_have_count(1)
    expect(page.locator(".shops > li").first).to_contain_text(shop.name)
    follow(page.get_by_role("link", name="Buka sekarang"))
    expect(page.locator(".shops > li")).to_have_count(2)
    follow(page.get_by_role("link", name="Dekat saya"))
    look(page, "pasar-dekat-mana")
    follow(page.get_by_role("button", name="Pakai tempat saya sekarang"))
    assert "-7.56" not in page.url  # the village stands in the link, never the place itself
    assert "dekat=33.72.01." in page.url
    expect(page.locator(".pills [aria-current=true]")).to_contain_text("Dekat")
    expect(page.locator(".shops > li")).to_have_count(1)  # the other one is an island away
    expect(page.locator(".shops > li").first).to_contain_text(shop.name)
    look(page, "pasar-dekat")
    context.close()
