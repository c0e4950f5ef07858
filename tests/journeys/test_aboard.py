"""Journey 7 of the product: five partners' lists become businesses counted once, and a programme follows what they sell."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from sekoci.indicators.actions import count_stocks
from sekoci.kit.clock import now
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.operations.demo.partner_lists import InventedList, invented_lists, stalls_of
from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.actions import appoint_officer, found_organisation
from sekoci.registry.queries import Shop
from tests.journeys.conftest import Site
from tests.journeys.steps import follow, look, once_there
from tests.journeys.test_opening_a_shop import log_in
from tests.people import Someone, shop_for, someone

pytestmark = pytest.mark.browser
BUSINESSES = 240
SOLO = "33.72"
RIGHT = {"same": "Sama", "different": "Beda"}


def test_five_lists_a_count_a_cohort_and_what_it_sells(phone: Page, another_phone: Page, site: Site) -> None:
    officer, buyer, day = phone, another_phone, now().date()
    for page in (officer, buyer):
        page.emulate_media(reduced_motion="reduce")  # a picture taken in the middle of a transition aborts it
    lists = invented_lists(businesses=BUSINESSES, today=day)
    ratna, offices = appointed(lists)
    stall = next(each for each in stalls_of(businesses=BUSINESSES, today=day) if each.phone and each.truth in in_all(lists))
    owner = someone("+62" + stall.phone[1:], stall.owner)
    shop = shop_for(owner, name=stall.name, sells=stall.kind, area_code=SOLO + ".01")
    put_on_shelf(shop, name="Keripik tempe")
    log_in(officer, site, ratna)
    officer.goto("/petugas")
    look(officer, "petugas")
    for office, each in zip(offices, lists, strict=True):
        brings(officer, office, each, day)
    home = f"/petugas/{offices[0]}"
    counts_once(officer, home, lists)
    reviews_ten(officer, home, lists)
    slug = makes_a_program(officer, home)
    before = reached(officer, f"{home}/program/{slug}", "Pesanan daring pertama")
    sells(buyer, officer, site, shop, owner)
    log_in(officer, site, ratna)
    follows(officer, f"{home}/program/{slug}", before)
    sees_the_numbers(officer, home)


def appointed(lists: list[InventedList]) -> tuple[Someone, list[str]]:
    """An officer who may bring every list, and the addresses of the organisations whose they are."""
    offices = [found_organisation(each.organisation, kind=each.kind) for each in lists]
    for office in offices:
        appoint_officer(office, phone="0812-7000-0077", role="officer", areas=[SOLO], name="Bu Ratna")
    return someone("+6281270000077", "Bu Ratna"), offices


def in_all(lists: list[InventedList]) -> set[int]:
    """Businesses that three lists or more have."""
    named = [business for each in lists for business in set(each.truth.values())]
    return {business for business in named if named.count(business) >= 3}


def brings(officer: Page, office: str, each: InventedList, day: date) -> None:
    """A new list from a file: looked at first, then stored."""
    officer.goto(f"/petugas/{office}/daftar/baru")
    officer.get_by_label("Nama daftar").fill(each.name)
    field = officer.locator("input[name=place]")
    field.press_sequentially("surakarta", delay=10)
    pick = officer.locator("#tempat label").filter(has_text="Kota Surakarta").first
    expect(pick).to_be_visible(timeout=10_000)
    pick.tap()
    follow(officer.get_by_role("button", name="Lanjut"))
    officer.get_by_label("File daftarnya").set_input_files({"name": each.file_name, "mimeType": "", "buffer": each.content})
    officer.get_by_label("Data per tanggal").fill(day.isoformat())
    follow(officer.get_by_role("button", name="Periksa file"))
    save = officer.get_by_role("button", name=re.compile("^Simpan "))
    expect(save).to_be_visible(timeout=60_000)
    look(officer, f"daftar-{office}")
    save.tap()
    expect(officer.get_by_text("Selesai. Daftar sudah tersimpan.")).to_be_visible(timeout=60_000)


def counts_once(officer: Page, home: str, lists: list[InventedList]) -> None:
    """The worker links what came by itself; the page says fewer businesses than the lists add up to, and how sure."""
    officer.goto(f"{home}/hitungan")
    waiting = "select count(*) from registry_listrow where outlet_id is null or waits = 1"
    for _ in range(120):
        with across_businesses():
            if fetch("select count(*) > 500 from registry_listrow") == [(True,)] and fetch(waiting) == [(0,)]:
                break
        officer.wait_for_timeout(500)
    officer.reload()
    distinct, added = (whole(text) for text in officer.locator(".figure b").all_inner_texts()[:2])
    truth = len({business for each in lists for business in each.truth.values()})
    assert added > 1.8 * truth and abs(distinct / truth - 1) < 0.3, (distinct, added, truth)
    look(officer, "hitungan")


def reviews_ten(officer: Page, home: str, lists: list[InventedList]) -> None:
    """Ten doubtful pairs, answered as it really is: by tap, and by key."""
    truth = {(each.name, row): business for each in lists for row, business in each.truth.items()}
    officer.goto(f"{home}/tinjau")
    look(officer, "tinjau")
    for turn in range(10):
        pair = officer.locator("input[name=pasangan]").first.input_value()
        with across_businesses():
            said = fetch(
                "select l.name, (r.said->>'row')::int from registry_doubtfulpair p join registry_listrow r"
                " on r.id in (p.left_row_id, p.right_row_id) join registry_partnerlist l on l.id = r.list_id where p.id = %s",
                (int(pair),),
            )
        known = [truth.get((name, row), name) for name, row in said]
        verdict = "same" if known[0] == known[1] else "different"
        if turn % 2:
            follow(officer.get_by_role("button", name=RIGHT[verdict], exact=True))
        else:
            with officer.expect_event("load"):
                officer.keyboard.press(verdict[0] if verdict == "same" else "b")
    with across_businesses():
        assert fetch("select count(*) from registry_pairdecision where holds") == [(10,)]
    expect(officer.get_by_role("heading", name="Jawaban Anda terakhir")).to_be_visible()


def makes_a_program(officer: Page, home: str) -> str:
    """The revival of a city, begun with the example, opened, and a cohort taken from the registry."""
    officer.goto(f"{home}/program/baru")
    follow(officer.get_by_role("link").filter(has_text=re.compile("kota", re.I)).first)
    officer.get_by_label("Nama program").fill("Solo Bangkit")
    officer.get_by_label("Tentang program").fill("Usaha kecil di Solo berjualan daring.")
    officer.locator("input[name=places]").fill("")
    look(officer, "program-baru")
    follow(officer.get_by_role("button", name="Simpan", exact=True))
    follow(officer.get_by_role("button", name="Buka program"))
    slug = officer.url.rstrip("/").rpartition("/")[2]
    count_stocks()  # the worker does it within ten minutes
    officer.goto(f"{home}/program/{slug}/tambah")
    look(officer, "program-tambah")
    officer.locator("#angkatan").fill("Angkatan 1")
    follow(officer.get_by_role("button", name="Masukkan", exact=True))
    officer.goto(f"{home}/program/{slug}")
    look(officer, "corong")
    return slug


def reached(officer: Page, program: str, stage: str) -> int:
    officer.goto(program)
    row = officer.locator("tr").filter(has_text=stage).first
    return whole(row.locator("td").first.inner_text())


def sells(buyer: Page, owner_page: Page, site: Site, shop: Shop, owner: Someone) -> None:
    """A buyer orders in the shop, its owner hands it over."""
    buyer.goto(f"/{shop.slug}")
    buyer.get_by_role("button", name="Tambah: Keripik tempe").tap()
    follow(buyer.locator("#keranjang a"))
    follow(buyer.get_by_role("button", name="Lanjut pesan"))
    buyer.get_by_label("Nama Anda").fill("Pak Agus")
    buyer.get_by_label("Nomor HP").fill("0812 3456 7002")
    buyer.locator("input[name=fulfilment][value=pickup]").check(force=True)
    buyer.locator("input[name=method][value=cash]").check(force=True)
    follow(buyer.get_by_role("button", name="Pesan sekarang"))
    log_in(owner_page, site, owner)
    owner_page.goto(f"/kelola/{shop.slug}/pesanan")
    follow(owner_page.get_by_role("link", name=re.compile("Pak Agus")).first)
    for button in ("Terima pesanan", "Sudah dikemas"):
        follow(owner_page.get_by_role("button", name=button))
    follow(owner_page.get_by_role("button", name=re.compile("Serahkan, terima tunai")))


def follows(officer: Page, program: str, before: int) -> None:
    """The funnel moves by what was sold; the target and the message of Monday say the same."""
    officer.goto(program)
    row = officer.locator("tr").filter(has_text="Pesanan daring pertama").first
    once_there(row.locator("td").first.get_by_text(str(before + 1), exact=True))
    expect(officer.get_by_role("heading", name="Rutin laku").first).to_be_visible()
    look(officer, "corong-sesudah")
    officer.goto(f"{program}/kabar")
    expect(officer.get_by_role("heading", name="Pesan tiap Senin pagi")).to_be_visible()
    look(officer, "kabar")


def sees_the_numbers(officer: Page, home: str) -> None:
    """The map and the numbers of the area hold the businesses and the sale."""
    officer.goto(f"{home}/angka?wilayah={SOLO}")
    known = officer.locator("tr").filter(has_text="Banjarsari").locator("td").first
    for _ in range(120):  # outlets are counted once a minute
        if known.is_visible() and whole(known.inner_text()) > 10 and officer.get_by_text("Rp15.000").first.is_visible():
            break
        officer.wait_for_timeout(1000)
        officer.reload()
    assert whole(known.inner_text()) > 10
    expect(officer.get_by_text("Rp15.000").first).to_be_visible()
    expect(officer.locator("svg path").first).to_be_visible()
    look(officer, "angka")


def whole(text: str) -> int:
    return int(re.sub(r"\D", "", text))
