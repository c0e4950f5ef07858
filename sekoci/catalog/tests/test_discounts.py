"""What an owner does with discounts, and what buyers' pages say of them."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from sekoci.catalog.actions import (
    DiscountDraft,
    ProductDraft,
    VariantDraft,
    VoucherCodeTaken,
    add_products,
    change_discount,
    make_discount,
    stop_discount,
)
from sekoci.catalog.discount_form import DiscountForm
from sekoci.catalog.queries import front_version, my_discount, my_discounts, product, shelf
from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.sql import counted
from sekoci.registry.actions import publish_shop

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
DAY = timedelta(days=1)
KOPI = ProductDraft(name="Kopi", price=0, variants=(VariantDraft("Kecil", 18_000, 5), VariantDraft("Besar", 42_000, 5)))


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen(NOON):
        yield


@pytest.fixture
def kopi(shop):
    [product_id] = add_products(shop.id, [KOPI], by="owner:1")
    return product_id


def draft(kind="price", starts_at=NOON, **facts):
    return DiscountDraft(kind, starts_at, **facts)


def test_the_shelf_shows_the_lowest_price_the_old_one_and_until_when(shop, kopi):
    large = product(shop.id, kopi).variants[1]
    make_discount(shop.id, draft(product_id=kopi, variant_id=large.id, amount=15_000, ends_at=NOON + DAY))
    make_discount(shop.id, draft("bundle", product_id=kopi, buy=3, pay=2))
    [shown] = shelf(shop.id).items
    assert (shown.price, shown.before, shown.until, shown.highest_price) == (15_000, 42_000, NOON + DAY, 18_000)
    assert [(each.price, each.before) for each in shown.variants] == [(18_000, None), (15_000, 42_000)]
    assert (shown.bundle.buy, shown.bundle.pay) == (3, 2)
    with clock.frozen(NOON + DAY):
        assert (product(shop.id, kopi).price, product(shop.id, kopi).before) == (18_000, None)


def test_a_percentage_for_the_whole_shop_is_for_every_product(shop, kopi, neighbour):
    make_discount(shop.id, draft(percent=1_000))
    assert [each.price for each in product(shop.id, kopi).variants] == [16_200, 37_800]
    [theirs] = add_products(neighbour.id, [KOPI], by="owner:2")
    assert product(neighbour.id, theirs).price == 18_000


def test_the_page_changes_when_a_discount_begins_and_when_it_ends_though_nothing_was_written(shop, kopi):
    plain = front_version(shop.id)
    make_discount(shop.id, draft(starts_at=NOON + DAY, ends_at=NOON + 2 * DAY, product_id=kopi, percent=1_000))
    make_discount(shop.id, draft("voucher", code="LEBARAN", amount=5_000))
    assert front_version(shop.id) == plain
    with counted() as statements, clock.frozen(NOON + DAY):
        begun = front_version(shop.id)
    with clock.frozen(NOON + 2 * DAY):
        over = front_version(shop.id)
    assert begun != plain == over
    assert len(statements) == 1


def test_one_that_is_stopped_is_over_at_once_and_one_to_come_never_begins(shop, kopi):
    runs = make_discount(shop.id, draft(product_id=kopi, percent=1_000))
    comes = make_discount(shop.id, draft(product_id=kopi, percent=2_000, starts_at=NOON + DAY))
    for each in (runs, comes, runs):
        stop_discount(shop.id, each)
    assert product(shop.id, kopi).before is None
    assert [each.state(NOON) for each in my_discounts(shop.id)] == ["ended", "ended"]


def test_a_discount_is_changed_and_a_voucher_keeps_its_uses(shop, kopi, neighbour):
    price = make_discount(shop.id, draft(product_id=kopi, amount=10_000))
    change_discount(shop.id, price, draft(product_id=kopi, amount=9_000))
    assert product(shop.id, kopi).price == 9_000
    with pytest.raises(NotFound):
        change_discount(shop.id, price, draft("bundle", product_id=kopi, buy=3, pay=2))
    for wrong in (lambda: change_discount(neighbour.id, price, draft(percent=100)), lambda: stop_discount(neighbour.id, price)):
        with pytest.raises(NotFound):
            wrong()
    assert product(shop.id, kopi).price == 9_000


def test_a_code_is_one_vouchers_however_it_is_typed(shop, neighbour):
    first = make_discount(shop.id, draft("voucher", code="Lebaran 10", amount=5_000, most_uses=10))
    with pytest.raises(VoucherCodeTaken):
        make_discount(shop.id, draft("voucher", code="1ebaran-1O", percent=1_000))
    assert my_discount(shop.id, first).code == "LEBARAN 10"
    make_discount(neighbour.id, draft("voucher", code="Lebaran 10", amount=5_000))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"amount": 42_000}, "amount"),
        ({"amount": 1_000, "percent": 100}, "amount"),
        ({"amount": 0}, "amount"),
        ({"percent": 10_001}, "percent"),
        ({"amount": 1_000, "product_id": None}, "percent"),
        ({"percent": 10_000, "product_id": None}, "percent"),
        ({"amount": 1_000, "variant_id": uuid4()}, "goods"),
        ({"percent": 100, "product_id": uuid4()}, "goods"),
        ({"percent": 100, "ends_at": NOON}, "ends_day"),
        ({"kind": "bundle", "buy": 2, "pay": 2}, "pay"),
        ({"kind": "bundle", "buy": 3, "pay": 2, "product_id": None}, "goods"),
        ({"kind": "voucher", "code": "AB-1", "amount": 1, "product_id": None}, "code"),
        ({"kind": "voucher", "code": "LEBARAN", "product_id": None}, "amount"),
        ({"kind": "voucher", "code": "LEBARAN", "amount": 10**16, "product_id": None}, "amount"),
        ({"kind": "voucher", "code": "LEBARAN", "amount": 5, "per_phone": 0, "product_id": None}, "per_phone"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field_and_nothing_is_made(shop, kopi, facts, field):
    with pytest.raises(Invalid) as refused:
        make_discount(shop.id, draft(**{"product_id": kopi} | facts))
    assert refused.value.field == field
    assert my_discounts(shop.id) == []


def test_an_owner_makes_changes_and_stops_a_discount_by_the_pages(page, shop, kopi):
    assert "Belum ada diskon" in page.get("produk/diskon").content.decode()
    assert page.get("produk/diskon/baru", jenis="apa").status_code == 404
    wrong = page.post("produk/diskon/baru?jenis=harga", goods=str(kopi), amount="50rb", starts_day="2026-11-22")
    assert wrong.status_code == 422
    assert "Harga promo harus di bawah harga biasa." in wrong.content.decode()
    facts = {"goods": str(kopi), "amount": "15rb", "starts_day": "2026-11-22", "ends_day": "2026-11-23", "ends_hour": "18:30"}
    assert page.post("produk/diskon/baru?jenis=harga", **facts).status_code == 302
    [made] = my_discounts(shop.id)
    assert (made.starts_at, made.ends_at) == (datetime(2026, 11, 21, 17, tzinfo=UTC), datetime(2026, 11, 23, 11, 30, tzinfo=UTC))
    with counted() as statements:
        assert "Sedang berjalan" in page.get("produk/diskon").content.decode()
    assert len(statements) <= 10
    assert page.post(f"produk/diskon/{made.id}", **facts | {"ends_hour": "", "amount": "14.000"}).status_code == 302
    [changed] = my_discounts(shop.id)
    assert (changed.amount, changed.ends_at) == (14_000, datetime(2026, 11, 23, 17, tzinfo=UTC))
    assert 'value="2026-11-23"' in page.get(f"produk/diskon/{made.id}").content.decode()
    assert page.post(f"produk/diskon/{made.id}/berhenti").status_code == 302
    assert product(shop.id, kopi).before is None


def test_what_would_be_over_already_or_is_for_nothing_is_refused_on_its_page(page, shop, kopi):
    past = {"goods": str(kopi), "amount": "15rb", "starts_day": "2026-11-20", "ends_day": "2026-11-21"}
    for late in (past, past | {"ends_day": "2026-11-22", "ends_hour": "11:59"}):
        refused = page.post("produk/diskon/baru?jenis=harga", **late)
        assert (refused.status_code, refused.content.count(b"Tanggal ini sudah lewat.")) == (422, 1)
    bundle = page.post("produk/diskon/baru?jenis=paket", buy="3", pay="2", starts_day="2026-11-22")
    assert (bundle.status_code, b"Pilih satu produk." in bundle.content) == (422, True)
    assert "Untuk barang</h2>" in bundle.content.decode()
    assert my_discounts(shop.id) == []


@pytest.mark.parametrize("kind", ["paket", "voucher"])
def test_the_other_kinds_have_forms_of_their_own(page, shop, kopi, kind):
    facts = {
        "paket": {"goods": str(kopi), "buy": "3", "pay": "2"},
        "voucher": {"code": "Lebaran", "percent": "10", "most_uses": "5"},
    }
    assert page.get("produk/diskon/baru", jenis=kind, barang=str(kopi)).status_code == 200
    assert page.post(f"produk/diskon/baru?jenis={kind}", **facts[kind]).status_code == 302
    [made] = my_discounts(shop.id)
    assert (made.buy, made.pay, made.percent) == {"paket": (3, 2, None), "voucher": (None, None, 1_000)}[kind]
    assert page.get(f"produk/diskon/{made.id}").status_code == 200


def test_the_list_says_what_a_voucher_asks_for_and_that_one_asks_for_nothing(page, shop):
    make_discount(shop.id, draft("voucher", code="SEMUA", amount=5_000))
    assert "Berapa pun belanjanya<" in page.get("produk/diskon").content.decode()
    limits = {"minimum": 50_000, "ceiling": 10_000, "per_phone": 1}
    make_discount(shop.id, draft("voucher", code="HEMAT", percent=1_000, **limits))
    said = "Belanja mulai Rp50.000 · potongan paling banyak Rp10.000 · 1 kali per nomor HP<"
    assert said in page.get("produk/diskon").content.decode()


@pytest.fixture
def long_shelf(shop):
    """Sixty products, and at their end a shirt of thirty sizes."""
    sizes = tuple(VariantDraft(f"S{n:02}", 50_000, 1) for n in range(30))
    drafts = [ProductDraft(name=f"Barang {n:02}", price=9_000) for n in range(60)] + [
        ProductDraft(name="Kaos", price=0, variants=sizes)
    ]
    return add_products(shop.id, drafts, by="owner:1")


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_any_of_many_goods_is_found_by_its_name_and_what_was_typed_and_chosen_stays(client, page, shop, long_shelf, headers):
    first, last = str(long_shelf[0]), str(long_shelf[59])
    form = page.get("produk/diskon/baru", jenis="harga").content.decode()
    assert first in form and last not in form and "Masih ada barang lain" in form
    looked = {"lihat": "1", "cari": "barang 59", "goods": first, "amount": "7rb", "starts_day": "2026-11-25"}
    address = f"/kelola/{shop.slug}/produk/diskon/baru?jenis=harga"
    with counted() as statements:
        answer = client.post(address, looked, headers=headers)
    found = answer.content.decode()
    assert (answer.status_code, len(statements) <= 10) == (200, True)
    assert last in found and f'value="{first}" checked' in found and "Masih ada" not in found
    if not headers:
        assert 'value="7rb"' in found and 'value="2026-11-25"' in found and 'value="barang 59"' in found
    assert my_discounts(shop.id) == []
    assert client.post(address, {"goods": last, "amount": "7rb", "starts_day": "2026-11-22"}).status_code == 302
    assert product(shop.id, long_shelf[59]).price == 7_000


def test_a_size_beyond_those_listed_is_found_by_its_name_and_stays_chosen(page, shop, long_shelf):
    shirt = product(shop.id, long_shelf[60])
    chosen = f"{shirt.id}_{shirt.variants[29].id}"
    found = page.post("produk/diskon/baru?jenis=harga", lihat="1", cari="kaos s29").content.decode()
    assert found.count('type="radio"') == 3 and chosen in found
    assert page.post("produk/diskon/baru?jenis=harga", goods=chosen, percent="10", starts_day="2026-11-22").status_code == 302
    [made] = my_discounts(shop.id)
    assert f'value="{chosen}"' in page.get(f"produk/diskon/{made.id}").content.decode()
    assert "Tidak ada barang lain" in page.post(f"produk/diskon/{made.id}", lihat="1", cari="xyz", goods=chosen).content.decode()
    bundles = page.post("produk/diskon/baru?jenis=paket", lihat="1", cari="kaos").content.decode()
    assert bundles.count('type="radio"') == 1 and str(shirt.id) in bundles


def test_a_discount_for_goods_that_are_gone_stays_for_them_when_it_is_changed(shop, kopi):
    mine = make_discount(shop.id, DiscountDraft("price", NOON, product_id=kopi, percent=1_000))
    discount = my_discount(shop.id, mine)
    form = DiscountForm(None, kind="price", zone="Asia/Jakarta", goods=[], discount=discount)
    assert form.fields["goods"].choices[-1] == (str(kopi), "Kopi") and form.initial["goods"] == str(kopi)


def test_an_end_without_an_hour_is_told_as_the_day_that_was_typed(client, page, shop, kopi):
    facts = {"goods": str(kopi), "amount": "15rb", "starts_day": "2026-11-22", "ends_day": "2026-11-25"}
    assert page.post("produk/diskon/baru?jenis=harga", **facts).status_code == 302
    assert "Minggu, 22 November 2026 – Rabu, 25 November 2026\n" in page.get("produk/diskon").content.decode()
    publish_shop(shop.id)
    assert "Harga promo sampai Rabu, 25 November 2026<" in client.get(f"/{shop.slug}/p/{kopi}").content.decode()
    [made] = my_discounts(shop.id)
    page.post(f"produk/diskon/{made.id}", **facts | {"ends_hour": "06:30"})
    shown = client.get(f"/{shop.slug}/p/{kopi}").content.decode()
    assert "Harga promo sampai Rabu, 25 November 2026, 06.30 WIB<" in shown
    assert '"priceValidUntil":"2026-11-25"' in shown
