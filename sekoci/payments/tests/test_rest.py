"""What providers said, over JSON, for the business whose key it is."""

import pytest
from django.test import Client

from sekoci.kit.ids import new_id
from sekoci.payments.actions import settle_payments
from sekoci.payments.tests.people import ask, notice, payment
from sekoci.registry.actions import make_api_key

pytestmark = pytest.mark.django_db
DOOR = "/api/v1/my/payments/notices"


def key_of(shop):
    return {"Authorization": f"Bearer {make_api_key(shop.id, label='uji').key}"}


def short(shop):
    waiting = ask(shop, "pretend")
    return waiting, settle_payments([notice(waiting, 24_000)])[0].notice_id


def test_doubtful_money_is_listed_and_explained_once(shop):
    waiting, doubt = short(shop)
    settle_payments([notice(ask(shop, "pretend"))])
    key = key_of(shop)
    [said] = Client().get(DOOR, headers=key).json()["items"]
    assert (said["id"], said["outcome"], said["amount"], said["in_doubt"], said["asked"]) == (
        str(doubt),
        "different",
        24_000,
        24_000,
        25_000,
    )
    for repeated in (False, True):
        answer = Client().post(f"{DOOR}/{doubt}/review", {"resolution": "accepted"}, content_type="application/json", headers=key)
        assert (answer.status_code, answer.json()) == (200, {"resolution": "accepted", "repeated": repeated})
    assert payment(shop, waiting)["status"] == "settled"
    assert Client().get(DOOR, headers=key).json() == {"items": [], "next": None}
    assert len(Client().get(f"{DOOR}?show=all", headers=key).json()["items"]) == 2
    other = Client().post(f"{DOOR}/{doubt}/review", {"resolution": "kept"}, content_type="application/json", headers=key)
    assert other.status_code == 409


def test_pages_follow_one_another(shop):
    for _ in range(32):
        settle_payments([notice(ask(shop, "pretend"))])
    key = key_of(shop)
    first = Client().get(f"{DOOR}?show=settled", headers=key).json()
    rest = Client().get(f"{DOOR}?show=settled&cursor={first['next']}", headers=key).json()
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (30, 2, None)


def test_another_business_is_not_found_and_nonsense_is_refused_by_its_field(shop, other_shop):
    _, theirs = short(other_shop)
    key = key_of(shop)
    for nobody in (theirs, new_id()):
        answer = Client().post(f"{DOOR}/{nobody}/review", {"resolution": "kept"}, content_type="application/json", headers=key)
        assert answer.status_code == 404
    wrong = Client().post(f"{DOOR}/{theirs}/review", {"resolution": "eaten"}, content_type="application/json", headers=key)
    assert (wrong.status_code, wrong.json()["field"]) == (422, "resolution")
    assert Client().get(f"{DOOR}?show=x", headers=key).status_code == 422
    assert Client().get(DOOR).status_code == 401
    assert Client().get(DOOR, headers=key).json()["items"] == []
