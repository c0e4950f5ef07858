"""Journey 7 of the product: five partners' lists become businesses counted once, and a programme follows what they sell."""

import re
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from sekoci.indicators.actions import count_stocks
from sekoci.kit.clock import day_in, frozen, now
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.messaging.actions import deliver_waiting
from sekoci.messaging.queries import outbox
from sekoci.operations.demo.partner_lists import InventedList, invented_lists, stalls_of
from sekoci.orders.tests.people import put_on_shelf
from sekoci.programs.actions.telling import tell_officers
from sekoci.registry.actions import appoint_officer, found_organisation
from sekoci.registry.queries import Shop
from tests.journeys.conftest import Site
from tests.journeys.steps import follow, look
from tests.journeys.test_opening_a_shop import log_in
from tests.people import Someone, shop_for, someone

pytestmark = pytest.mark.browser
BUSINESSES = 240
SOLO = "33.72"
STAGE, STAGE_WANTED = "Pesanan daring pertama", 650
"""The target of the example that the programme is begun with."""
FIRSTS, FIRSTS_WANTED = "Usaha dengan pesanan digital pertama", 40
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
    is_counted(officer, home)
    before = Seen.by(officer, home, slug)
    assert (before.firsts, before.map) == (0, ("belum ada angka", before.map[1]))
    sells(buyer, officer, site, shop, owner)
    log_in(officer, site, ratna)
    follows(officer, home, slug, before)
    is_told_on_monday(ratna, before.target + 1)


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
    truth = len({business for each in lists for business in each.truth.values()})
    waiting = "select count(*) from registry_listrow where outlet_id is null or waits = 1"
    once_true("select count(*) > 500 from registry_listrow", f"select ({waiting}) = 0")
    distinct, added = counted(officer, home)
    assert added > 1.8 * truth and abs(distinct / truth - 1) < 0.08, (distinct, added, truth)
    look(officer, "hitungan")


def counted(officer: Page, home: str) -> tuple[int, int]:
    """Different businesses, and the sum of the lists."""
    officer.goto(f"{home}/hitungan")
    distinct, added = (whole(text) for text in officer.locator(".figure b").all_inner_texts()[:2])
    return distinct, added


def once_true(*questions: str) -> None:
    for _ in range(240):
        with across_businesses():
            if all(fetch(each) == [(True,)] for each in questions):
                return
        time.sleep(0.5)
    raise AssertionError(questions)


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
    officer.locator("[name=target_stage_3]").select_option(label="Usaha dengan pesanan digital pertama")
    officer.locator("[name=target_wanted_3]").fill(str(FIRSTS_WANTED))
    officer.locator("[name=target_day_3]").fill(officer.locator("[name=ends_on]").input_value())
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


@dataclass(frozen=True)
class Seen:
    """What an officer reads of the first digital orders: in the funnel, of the target for those who take part, of the target for
    all businesses of the area, and on the map, what the shop's district says and its tone."""

    funnel: int
    target: int
    firsts: int
    map: tuple[str, str]

    @classmethod
    def by(cls, officer: Page, home: str, slug: str) -> "Seen":
        officer.goto(f"{home}/program/{slug}")
        row = officer.locator("tr").filter(has_text=STAGE).first
        funnel = whole(row.locator("td").first.inner_text())
        target, firsts = (
            whole(target_card(officer, name).locator("b").first.inner_text().split("/")[0]) for name in (STAGE, FIRSTS)
        )
        officer.goto(f"{home}/angka?wilayah={SOLO}&ukuran=firsts")
        district = officer.locator("svg path").filter(has=officer.locator("title", has_text=re.compile("^Laweyan: ")))
        said = (district.locator("title").text_content() or "").removeprefix("Laweyan: ")
        return cls(funnel, target, firsts, (said, district.get_attribute("fill") or ""))


def target_card(officer: Page, name: str) -> Locator:
    return officer.locator("section.card").filter(has=officer.get_by_role("heading", name=name))


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


def is_counted(officer: Page, home: str) -> None:
    """The worker counts the outlets of the area."""
    officer.goto(f"{home}/angka?wilayah={SOLO}")
    known = officer.locator("tr").filter(has_text="Banjarsari").locator("td").first
    for _ in range(120):  # outlets are counted once a minute
        if known.is_visible() and whole(known.inner_text()) > 10:
            return
        officer.wait_for_timeout(1000)
        officer.reload()
    raise AssertionError("never counted")


def follows(officer: Page, home: str, slug: str, before: Seen) -> None:
    """One more first order: the funnel, both targets and the map say so, each by its own way from the order."""
    for _ in range(120):  # stages follow at once, flows of areas in twenty seconds
        after = Seen.by(officer, home, slug)
        if after.funnel > before.funnel and after.target > before.target and after.firsts and after.map != before.map:
            break
        officer.wait_for_timeout(1000)
    assert (after.funnel, after.target, after.firsts) == (before.funnel + 1, before.target + 1, 1)
    assert (after.map[0], after.map[1] == before.map[1]) == ("1", False), (before.map, after.map)
    afar = officer.locator("tr").filter(has=officer.get_by_role("rowheader", name=re.compile("^Pesanan dari jauh")))
    expect(afar.get_by_text("100,0 %")).to_be_visible()
    expect(officer.get_by_text("Penjualan tidak ditampilkan: kurang dari lima usaha yang menjual.")).to_be_visible()
    assert "15.000" not in officer.locator("main").inner_text()  # one owner's money is shown to nobody
    expect(target_card(officer, FIRSTS).get_by_text(f"1 / {FIRSTS_WANTED}")).to_be_visible()
    look(officer, "angka-sesudah")
    officer.goto(f"{home}/program/{slug}")
    look(officer, "corong-sesudah")
    officer.goto(f"{home}/program/{slug}/hasil")
    look(officer, "hasil")
    officer.goto(f"{home}/program/{slug}/kabar")
    expect(officer.get_by_role("heading", name="Pesan tiap Senin pagi")).to_be_visible()
    look(officer, "kabar")


def is_told_on_monday(officer: Someone, reached: int) -> None:
    """The Monday after the sale, at eight in the morning in Solo: the message names what moved and what a target lacks."""
    with across_businesses():
        [(noted,)] = fetch("select max(noted_at) from programs_stageevent where stage = 'first_order' and is_reached")
    day = day_in("Asia/Jakarta", noted)
    monday = day + timedelta(days=7 - day.weekday())
    with frozen(datetime(monday.year, monday.month, monday.day, 1, tzinfo=UTC)):
        assert tell_officers() == 1
        deliver_waiting()
    said = outbox(to=officer.person.phone, template="program_week")[0].text
    moved = re.search(r"Maju: [^.]*pesanan daring pertama ([0-9]+)", said)
    assert moved and int(moved[1]) >= 1, said
    assert f"Target pesanan daring pertama kurang {STAGE_WANTED - reached} dari {STAGE_WANTED}." in said


def whole(text: str) -> int:
    return int(re.sub(r"\D", "", text))
