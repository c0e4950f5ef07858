"""Sales that a till without the network tells of later: priced as they were, booked on their day."""

from datetime import UTC, datetime, timedelta

import pytest

from sekoci.books.queries import money_between
from sekoci.catalog.actions import DiscountDraft, make_discount, remove_product
from sekoci.kit import clock
from sekoci.operations.verify import verify
from sekoci.orders.queries import order_of, orders_of
from sekoci.orders.tests.people import put_on_shelf, stock_of
from sekoci.registry.actions import make_api_key

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen(NOON):
        yield


@pytest.fixture
def tell(client, shop):
    secret = make_api_key(shop.id, label="kasir").key

    def post(*lines, key="hp-1", **body):
        sent = {"payment": "cash", "lines": list(lines), **body}
        headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": key}
        return client.post("/api/v1/my/sales", sent, content_type="application/json", headers=headers)

    return post


def line(product, quantity=3, **facts):
    return {"product": str(product), "quantity": quantity, **facts}


def test_it_has_the_discounts_of_its_moment_and_stands_in_the_books_of_its_day(shop, tell):
    keripik = put_on_shelf(shop)
    yesterday = {"starts_at": NOON - 2 * DAY, "ends_at": NOON - DAY / 2, "product_id": keripik}
    make_discount(shop.id, DiscountDraft("price", amount=12_000, **yesterday))
    make_discount(shop.id, DiscountDraft("bundle", buy=3, pay=2, **yesterday))
    told = [tell(line(keripik), sold_at=(NOON - DAY).isoformat()) for _ in range(2)]
    assert [answer.status_code for answer in told] == [201, 200]
    assert told[0].json()["total"] == told[1].json()["total"] == 24_000
    assert tell(line(keripik), key="hp-2").json()["total"] == 45_000
    today = clock.day_in(shop.zone)
    days = [money_between(shop.id, day, day) for day in (today - DAY, today)]
    assert [(day.cash_in, day.profit) for day in days] == [(24_000, 24_000 - 27_000), (45_000, 45_000 - 27_000)]
    order = order_of(shop.id, told[0].json()["id"])
    assert order.placed_at == order.payment.settled_at == NOON - DAY
    assert [check.wrong for check in verify().checks if check.wrong] == []


def test_a_price_that_was_charged_stands_and_no_discount_lowers_it_again(shop, tell):
    keripik, sambal = put_on_shelf(shop), put_on_shelf(shop, name="Sambal")
    make_discount(shop.id, DiscountDraft("price", NOON - DAY, product_id=keripik, amount=12_000))
    for product in (keripik, sambal):
        make_discount(shop.id, DiscountDraft("bundle", NOON - DAY, product_id=product, buy=3, pay=2))
    told = tell(line(keripik, price=14_500), line(sambal), discount=500).json()
    assert (told["total"], told["discount"]) == (3 * 14_500 + 2 * 15_000 - 500, 15_500)
    assert tell(line(keripik, price=0), key="hp-2").json()["total"] == 0


def test_a_key_means_one_thing_its_time_and_prices_too(shop, tell):
    keripik = put_on_shelf(shop)
    sold_at = NOON - DAY
    assert tell(line(keripik, price=14_500), sold_at=sold_at.isoformat()).status_code == 201
    for other in ({"price": 14_000}, {}):
        assert tell(line(keripik, **other), sold_at=sold_at.isoformat()).json()["code"] == "key_reused"
    assert tell(line(keripik, price=14_500), sold_at=NOON.isoformat()).json()["code"] == "key_reused"
    in_jakarta = sold_at.astimezone(tz=datetime.fromisoformat("2026-01-01T00:00:00+07:00").tzinfo)
    assert tell(line(keripik, price=14_500), sold_at=in_jakarta.isoformat()).status_code == 200
    assert len(orders_of(shop.id).items) == 1


@pytest.mark.parametrize("wrong", [NOON + DAY, NOON - 32 * DAY, "kemarin", "2026-11-21T12:00:00"])
def test_a_time_that_cannot_be_is_refused_by_name_and_nothing_is_sold(shop, tell, wrong):
    keripik = put_on_shelf(shop)
    told = tell(line(keripik), sold_at=wrong if isinstance(wrong, str) else wrong.isoformat())
    assert (told.status_code, told.json()["field"]) == (422, "sold_at")
    assert stock_of(shop, keripik)[0] == 10


def test_a_clock_that_is_a_little_ahead_sells_now_and_what_was_removed_since_was_sold_all_the_same(shop, tell):
    keripik = put_on_shelf(shop)
    remove_product(shop.id, keripik, by="owner:1")
    told = tell(line(keripik, 2), sold_at=(NOON + timedelta(minutes=5)).isoformat())
    assert (told.status_code, told.json()["needs_attention"]) == (201, True)
    assert order_of(shop.id, told.json()["id"]).placed_at == NOON
