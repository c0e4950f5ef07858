import json

import pytest

from sekoci.orders.tests.people import balances, put_on_shelf, stock_of
from sekoci.registry.actions import change_business, make_api_key, publish_shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_shop(shop):
    publish_shop(shop.id)
    return shop


def body(*lines, **facts):
    return {
        "buyer": {"name": "Sri", "phone": "0812 3456 7899"},
        "fulfilment": "pickup",
        "payment": "cash",
        "lines": [{"product": str(product), "quantity": quantity} for product, quantity in lines],
        **facts,
    }


def order(client, shop, what, key="k-1"):
    return client.post(
        f"/api/v1/shops/{shop.slug}/orders",
        data=what if isinstance(what, str) else json.dumps(what),
        content_type="application/json",
        headers={"Idempotency-Key": key} if key else {},
    )


def test_an_order_is_placed_and_followed(client, open_shop):
    keripik = put_on_shelf(open_shop)
    answer = order(client, open_shop, body((keripik, 2)))
    assert answer.status_code == 201
    placed = answer.json()
    assert (placed["status"], placed["total"], placed["currency"]) == ("placed", 30_000, "IDR")
    assert placed["payment"] == {"method": "cash", "status": "waiting"}
    assert placed["lines"][0] | {"variant": None} == {
        "product": str(keripik),
        "variant": None,
        "name": "Keripik tempe",
        "unit": "pcs",
        "price": 15_000,
        "quantity": 2,
        "discount": 0,
        "total": 30_000,
    }
    seen = client.get(f"/api/v1/orders/{placed['id']}", {"token": placed["token"]})
    assert seen.json() == placed


def test_the_same_key_answers_the_same_order(client, open_shop):
    keripik = put_on_shelf(open_shop)
    first, second = (order(client, open_shop, body((keripik, 2))) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    other = order(client, open_shop, body((keripik, 3)))
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    assert stock_of(open_shop, keripik)[1] == 2


def test_too_little_stock_names_the_product_and_what_is_left(client, open_shop):
    keripik = put_on_shelf(open_shop, stock=1)
    answer = order(client, open_shop, body((keripik, 2)))
    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["code"], problem["product"], problem["left"]) == ("not_enough_stock", str(keripik), 1)
    assert problem["detail"] == "Keripik tempe tinggal 1. Kurangi jumlahnya, lalu pesan lagi."


def test_two_lines_of_one_product_are_told_what_is_left_for_both(client, open_shop):
    keripik = put_on_shelf(open_shop, stock=8)
    assert order(client, open_shop, body((keripik, 4), (keripik, 5))).json()["left"] == 8
    gone = order(client, open_shop, body((put_on_shelf(open_shop, stock=0), 1))).json()
    assert (gone["left"], "sudah habis" in gone["detail"]) == (0, True)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"lines": []}, "lines"),
        ({"lines": [{"product": "x", "quantity": 1}]}, "lines.0.product"),
        ({"payment": "gold"}, "payment"),
        ({"fulfilment": "drone"}, "fulfilment"),
        ({"fulfilment": "delivery"}, "address"),
        ({"buyer": {"name": "", "phone": "0812"}}, "buyer.name"),
        ({"buyer": {"name": "Sri", "phone": "halo"}}, "buyer.phone"),
        ({"buyer": None}, "buyer"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_what_is_malformed_is_named(client, open_shop, change, field):
    keripik = put_on_shelf(open_shop)
    answer = order(client, open_shop, body((keripik, 1)) | change)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("quantity", [0, -1, 10**12, 1.5, "2", True, None])
def test_a_quantity_is_one_to_a_million(client, open_shop, quantity):
    keripik = put_on_shelf(open_shop)
    answer = order(client, open_shop, body((keripik, quantity)))
    assert (answer.status_code, answer.json()["field"]) == (422, "lines.0.quantity")


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', "null", "\x00", '{"buyer": NaN}'])
def test_a_body_that_cannot_be_read_is_refused(client, open_shop, text):
    assert order(client, open_shop, text).status_code == 422


def test_a_key_is_asked_for(client, open_shop):
    keripik = put_on_shelf(open_shop)
    answer = order(client, open_shop, body((keripik, 1)), key=None)
    assert (answer.status_code, answer.json()["field"]) == (422, "Idempotency-Key")


def test_unknown_shop_product_and_order_are_not_found(client, open_shop, other_shop):
    theirs = put_on_shelf(other_shop)
    assert order(client, open_shop, body((theirs, 1))).json()["code"] == "unknown_product"
    assert client.get("/api/v1/shops/tidak-ada").status_code == 404
    mine = order(client, open_shop, body((put_on_shelf(open_shop), 1))).json()
    assert client.get(f"/api/v1/orders/{mine['id']}", {"token": mine["token"][:-1] + "_"}).status_code == 404


def test_ways_the_shop_does_not_offer_are_refused(client, open_shop):
    keripik = put_on_shelf(open_shop)
    answer = order(client, open_shop, body((keripik, 1), payment="transfer"))
    assert (answer.status_code, answer.json()["field"]) == (422, "payment")
    change_business(open_shop.id, offers_pickup=False)
    answer = order(client, open_shop, body((keripik, 1)), key="k-2")
    assert (answer.status_code, answer.json()["field"]) == (422, "fulfilment")


def test_qris_is_not_offered_where_no_code_can_be_shown(client, open_shop, settings):
    keripik = put_on_shelf(open_shop)
    public = f"/api/v1/shops/{open_shop.slug}"
    assert "qris" in client.get(public).json()["payment"]
    settings.PRETEND_SECRET = ""
    assert "qris" not in client.get(public).json()["payment"]
    refused = order(client, open_shop, body((keripik, 1), payment="qris"))
    assert (refused.status_code, refused.json()["field"]) == (422, "payment")
    settings.PRETEND_SECRET, settings.DEVELOPMENT = "simulasi", False
    assert "qris" not in client.get(public).json()["payment"]


def test_qris_comes_with_its_code(client, open_shop):
    keripik = put_on_shelf(open_shop)
    placed = order(client, open_shop, body((keripik, 2), payment="qris")).json()
    assert placed["payment"]["qris"].startswith("000201")
    assert "540530000" in placed["payment"]["qris"]


def test_the_owner_does_the_rest_over_json(client, open_shop, other_shop):
    keripik = put_on_shelf(open_shop)
    placed = order(client, open_shop, body((keripik, 2))).json()
    key = {"headers": {"Authorization": f"Bearer {make_api_key(open_shop.id, label='uji').key}"}}
    mine = f"/api/v1/my/orders/{placed['id']}"
    assert client.get("/api/v1/my/orders", **key).json()["items"][0]["code"] == placed["code"]
    early = client.post(f"{mine}/pack", **key)
    assert (early.status_code, early.json()["state"]) == (409, "placed")
    for _ in range(2):
        accepted = client.post(f"{mine}/accept", **key)
        assert (accepted.status_code, accepted.json()["status"]) == (200, "accepted")
    sent = client.post(f"{mine}/send", **key)
    assert (sent.status_code, sent.json()["code"]) == (409, "not_for_delivery")
    for _ in range(2):
        done = client.post(f"{mine}/hand-over", data={"paid_cash": True}, content_type="application/json", **key).json()
    assert (done["status"], done["payment"]["status"], done["buyer"]["name"]) == ("completed", "settled", "Sri")
    assert [step["status"] for step in done["steps"]] == ["placed", "accepted", "handed_over", "completed"]
    again = client.post(f"{mine}/accept", **key)
    assert (again.status_code, again.json()["code"]) == (409, "wrong_state")
    back = client.post(f"{mine}/refund", data={"reason": "basi"}, content_type="application/json", **key)
    assert back.json()["payment"]["status"] == "refunded"
    assert balances(open_shop)["4-1900"] == 30_000
    theirs = {"headers": {"Authorization": f"Bearer {make_api_key(other_shop.id, label='uji').key}"}}
    for verb in ("", "/accept", "/pack", "/hand-over", "/send", "/complete", "/confirm-payment", "/cancel", "/refund"):
        ask = client.get(mine, **theirs) if not verb else client.post(mine + verb, content_type="application/json", **theirs)
        assert ask.status_code == 404


def test_a_cursor_nobody_gave_out_and_a_word_for_a_yes_are_refused(client, open_shop):
    placed = order(client, open_shop, body((put_on_shelf(open_shop), 1))).json()
    key = {"headers": {"Authorization": f"Bearer {make_api_key(open_shop.id, label='uji').key}"}}
    refused = client.get("/api/v1/my/orders", {"cursor": "zz"}, **key)
    assert (refused.status_code, refused.json()["field"]) == (422, "cursor")
    mine = f"/api/v1/my/orders/{placed['id']}"
    client.post(f"{mine}/accept", **key)
    for word in ("yes", 1, "true"):
        refused = client.post(f"{mine}/hand-over", data={"paid_cash": word}, content_type="application/json", **key)
        assert (refused.status_code, refused.json()["field"]) == (422, "paid_cash")
    assert client.get(mine, **key).json()["status"] == "accepted"


def test_without_a_key_nobody_is_at_home(client, open_shop):
    for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic eDp5"}):
        answer = client.get("/api/v1/my/orders", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "no_key")
