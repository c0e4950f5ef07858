"""An owner switches on news on the phone's screen, and a new order appears there."""

import json

import pytest
from playwright.sync_api import Browser, expect

from sekoci.messaging.tests.push_service import Browser as PushService
from tests.journeys.conftest import PHONE, Site, is_accessible, shot
from tests.journeys.test_people import MELATI, enter

pytestmark = pytest.mark.browser
SUBSCRIBED = "PushManager.prototype.subscribe = async () => ({toJSON: () => (%s)})"
"""Chromium asks its maker's push service, which is not to be had here: what it would answer is ours."""

ON_THE_SCREEN = """async () => {
  const worker = await navigator.serviceWorker.ready;
  for (let tries = 0; tries < 50; tries++) {
    const shown = await worker.getNotifications();
    if (shown.length) return shown.map((one) => `${one.title}: ${one.body}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  return [];
}"""


def test_news_appears_on_the_screen_of_whoever_asked_for_it(chrome: Browser, site: Site):
    service = PushService()
    given = service.subscription
    keys = {"endpoint": given.endpoint, "keys": {"p256dh": given.p256dh, "auth": given.auth}}
    context = chrome.new_context(viewport=PHONE, locale="id-ID", base_url=site.url, permissions=["notifications"])
    context.add_init_script(SUBSCRIBED % json.dumps(keys))
    page = context.new_page()
    page.goto("/masuk?next=/akun/kabar-hp")
    enter(page, MELATI)
    is_accessible(page)
    page.get_by_role("button", name="Nyalakan di HP ini").click()
    expect(page.get_by_text("Menyala di perangkat ini")).to_be_visible()
    is_accessible(page)
    shot(page, "kabar-hp")
    page.get_by_role("button", name="Coba kirim satu").click()
    expect(page.get_by_text("Terkirim. Lihat layar Anda.")).to_be_visible()
    [news] = service.shown
    devtools = context.new_cdp_session(page)
    known: list[dict[str, str]] = []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda told: known.extend(told["registrations"]))
    devtools.send("ServiceWorker.enable")
    page.wait_for_timeout(300)
    pushed = {"origin": site.url, "registrationId": known[0]["registrationId"], "data": json.dumps(news)}
    devtools.send("ServiceWorker.deliverPushMessage", pushed)
    assert page.evaluate(ON_THE_SCREEN) == ["Sekoci: Kabar pesanan muncul seperti ini."]
    page.goto("/akun")
    page.get_by_role("button", name="Keluar", exact=True).click()
    page.goto("/masuk?next=/akun/kabar-hp")
    context.close()
    service.server.shutdown()
    service.server.server_close()
