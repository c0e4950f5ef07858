"""Every page of an office in a real browser: for everybody, on a phone whatever the office is called, by keys, and on paper."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sekoci.indicators.actions import count_stocks
from sekoci.kit.clock import day_in
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.programs.actions import enrol_matching, plan_support
from sekoci.programs.tests.people import given_maps, running
from sekoci.registry.actions import appoint_officer, found_organisation
from sekoci.registry.actions.linking import link_waiting
from sekoci.registry.models import LinkRun
from sekoci.registry.queries import office_of
from sekoci.registry.rules import Reach
from sekoci.registry.tests.linked import a_list, a_row, by_phone
from tests.addresses import fill, routes
from tests.commands import run_command
from tests.journeys.conftest import Site, is_accessible, serving
from tests.journeys.test_opening_a_shop import log_in
from tests.people import someone

pytestmark = pytest.mark.browser
NAME = "Dinas Koperasi dan Perdagangan Kabupaten Kepulauan Siau Tagulandang Biaro"
PHONE = "0812-7400-0001"
PAPER = {"width": 703, "height": 1000}
"""A4 with margins of 12 mm, in Chromium's pixels."""
BROKEN = r"""() => {
    const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
        const text = texts.currentNode
        if (text.parentElement.closest("script, style, svg, .sr, .skip, option, code, pre, details:not([open])")) continue
        for (const word of text.data.matchAll(/[\p{L}]{4,24}/gu)) {
            const range = document.createRange()
            range.setStart(text, word.index)
            range.setEnd(text, word.index + word[0].length)
            const lines = new Set([...range.getClientRects()].filter((box) => box.width).map((box) => Math.round(box.top)))
            if (lines.size > 1 && !/[\/._@-]/.test(text.data.slice(word.index - 1, word.index))) found.push(word[0])
        }
    }
    return found
}"""
"""Words of letters that stand in two lines; not those of an address."""
RINGED = """() => {
    const style = getComputedStyle(document.activeElement)
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
}"""


@pytest.fixture
def site(few_areas: None, committed: None) -> Iterator[Site]:
    """The web server over a few areas: all of them take a minute to load."""
    with serving("http://127.0.0.1", processes=("web",)) as found:
        yield found


@pytest.fixture
def solo(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Reach:
    """An office with a list from a file, a doubtful pair, a programme, somebody in it and help given to them."""
    given_maps()
    slug = found_organisation(NAME, kind="local")
    reach = office_of(appoint_officer(slug, phone=PHONE, role="officer", areas=["33.72"], name="Bu Tri"), slug)
    assert reach is not None
    file = tmp_path / "mitra.csv"
    file.write_text("nama,hp,kecamatan,kota\nWarung Sri,085722081394,Laweyan,Surakarta\n,,,\nToko Maju,x,Laweyan,Surakarta\n")
    assert run_command("list", "add", reach.organisation, "Daftar Mitra", str(file), "--as-of", "2026-11-01", "--store") == 0
    capsys.readouterr()
    more = a_list(reach.organisation, "Daftar Bank")
    for number in range(6):
        a_row(more, "Warung Barokah", f"+62812770000{number:02}", area="33.72.01", owner="Sri Lestari")
    LinkRun.objects.create(is_whole=True)
    link_waiting(by_phone)
    count_stocks(whole=True)
    program = running(reach, name="Bangkit Bersama Solo dan Sekitarnya")
    enrol_matching(program.slug, reach=reach, cohort="Angkatan 1")
    with across_businesses():
        [(enrolment,)] = fetch("select id from programs_enrolment order by id limit 1")
    day = day_in("Asia/Jakarta")
    for given in (True, False):
        plan_support(enrolment, program.offered[0].id, on_day=day, key=f"k{given}", reach=reach, given=given)
    return reach


def pages_of(reach: Reach) -> list[str]:
    """Every page of the office, with ids of what it has."""
    with across_businesses():
        [[program]] = fetch("select slug from programs_program")
        [[enrolment]] = fetch("select id::text from programs_enrolment order by id limit 1")
        [[edition, number]] = fetch("select id::text, list_id::text from registry_listedition limit 1")
        [[outlet]] = fetch("select min(outlet_id)::text from registry_listrow where outlet_id is not null")
    given = {"organisation": reach.organisation, "program": program, "uuid": edition, "enrolment_id": enrolment, "int": number}
    own = [route for route in routes() if route.startswith("petugas/<")]
    return [
        fill(route, {"slug": "x", "str": "x", **given, **({"int": outlet} if "/usaha/<int" in route else {})}) for route in own
    ]


def entered(chrome: Browser, site: Site, size: dict[str, int], **more: bool) -> Page:
    page = chrome.new_context(viewport=size, base_url=site.url, locale="id-ID", **more).new_page()
    page.emulate_media(reduced_motion="reduce")
    log_in(page, site, someone("+62" + PHONE.replace("-", "")[1:], "Bu Tri"))
    return page


def test_every_page_of_an_office_is_for_everybody_on_a_phone_by_keys_and_on_paper(chrome: Browser, site: Site, solo: Reach):
    page = entered(chrome, site, {"width": 360, "height": 740}, has_touch=True)
    seen = []
    for address in pages_of(solo):
        if not page.request.get(address).headers["content-type"].startswith("text/html"):
            continue
        answer = page.goto(address)
        if answer is None or answer.status != 200 or not page.locator("html[lang]").count():
            continue
        seen.append(address)
        is_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
        assert page.evaluate(BROKEN) == [], address
    assert len(seen) > 24, seen
    page.context.close()
    home, program = f"/petugas/{solo.organisation}", next(each for each in seen if re.search("/program/bangkit[^/]*$", each))
    by_keys = entered(chrome, site, {"width": 1280, "height": 800})
    for address in (f"{home}/angka", f"{home}/tinjau", program):
        goes_by_keys(by_keys, address)
    by_keys.context.close()
    paper = entered(chrome, site, PAPER)
    paper.emulate_media(media="print")
    for address in (f"{home}/angka", program, f"{program}/hasil"):
        paper.goto(address)
        for gone in ("header.top", "form.filters", "nav.tabs", "a.btn"):
            assert not paper.locator(gone).filter(visible=True).count(), (address, gone)
        expect(paper.locator(".only-print")).to_contain_text(re.compile(f"Kabupaten Kepulauan.*{address}.*20[0-9]{{2}}"))
        assert paper.evaluate("document.documentElement.scrollWidth") <= PAPER["width"], address
        assert paper.evaluate(BROKEN) == [], address
    paper.context.close()


def goes_by_keys(page: Page, address: str) -> None:
    """The first key leads past the head to what the page is about; what comes after it is ringed, in the order of the page."""
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip", address
    page.keyboard.press("Enter")
    tops = []
    for _ in range(12):
        page.keyboard.press("Tab")
        inside, top = page.evaluate(
            "[!!document.activeElement.closest('main'), document.activeElement.getBoundingClientRect().top + scrollY]"
        )
        if not inside:
            break
        assert page.evaluate(RINGED), (address, page.evaluate("document.activeElement.outerHTML"))
        tops.append(top)
    assert len(tops) > 2, address
    assert all(below >= above - 60 for above, below in pairwise(tops)), (address, tops)
