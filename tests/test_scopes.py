"""What a key may do is what its scopes say: every call of the owner's side is tried with a key of each scope."""

from datetime import timedelta

import pytest

from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.ids import new_id
from sekoci.registry.actions import AlreadyExchanged, exchange_api_key, make_api_key, revoke_api_key
from sekoci.registry.queries import api_keys_of, business_of_api_key
from sekoci.registry.rules import SCOPES

pytestmark = pytest.mark.django_db


def calls(client) -> list[tuple[str, str, str]]:
    """Method, address and scope of every call that wants a key, as the description says."""
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    return [
        (method.upper(), path, operation["security"][0]["OwnerKey"])
        for path, operations in paths.items()
        for method, operation in operations.items()
        if "security" in operation
    ]


def test_every_call_names_one_scope_and_every_scope_has_a_call(client):
    wanted = calls(client)
    assert len(wanted) > 20
    assert all(len(scopes) == 1 and scopes[0] in SCOPES for _, _, scopes in wanted), wanted
    assert {path for _, path, _ in wanted} == {
        path for path in client.get("/api/v1/openapi.json").json()["paths"] if path.startswith("/api/v1/my/")
    }
    assert {scopes[0] for _, _, scopes in wanted} == set(SCOPES)


def test_a_key_does_what_its_scope_says_and_is_refused_everything_else(client, shop):
    keys = {scope: make_api_key(shop.id, label=scope, scopes=[scope]).key for scope in SCOPES}
    for method, path, [needed] in calls(client):
        address = path
        while "{" in address:
            start, _, rest = address.partition("{")
            address = f"{start}{new_id()}{rest.partition('}')[2]}"
        for scope, key in keys.items():
            headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": str(new_id())}
            answer = client.generic(method, address, "{}", "application/json", headers=headers)
            if scope == needed:
                assert answer.status_code not in (401, 403), (method, path, scope)
            else:
                assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing"), (method, path, scope)
                assert answer.json()["scope"] == needed


def test_a_call_that_forgot_its_scope_is_closed(rf, shop):
    from sekoci.registry.pages import OwnerKey, ScopeMissing

    with pytest.raises(ScopeMissing):
        OwnerKey().authenticate(rf.get("/"), make_api_key(shop.id, label="semua").key)


def test_a_key_without_or_with_unknown_scopes_is_not_made(shop):
    for scopes in ([], ["orders:read", "admin"]):
        with pytest.raises(Invalid):
            make_api_key(shop.id, label="x", scopes=scopes)
    assert api_keys_of(shop.id) == []


def test_a_key_ends_when_it_was_said_to(shop):
    start = clock.now()
    made = make_api_key(shop.id, label="x", expires_at=start + timedelta(days=30))
    with clock.frozen(start + timedelta(days=29)):
        assert business_of_api_key(made.key) == shop.id
    with clock.frozen(start + timedelta(days=30)):
        assert business_of_api_key(made.key) is None
        assert api_keys_of(shop.id) == []


def test_an_exchanged_key_works_one_more_day_beside_the_new_one_which_may_do_the_same(shop, other_shop):
    old = make_api_key(shop.id, label="Kasir", scopes=["counter:sell", "products:read"])
    with pytest.raises(NotFound):
        exchange_api_key(other_shop.id, old.id)
    new = exchange_api_key(shop.id, old.id)
    with pytest.raises(AlreadyExchanged):
        exchange_api_key(shop.id, old.id)
    assert [(key.label, key.scopes) for key in api_keys_of(shop.id)] == [("Kasir", ["products:read", "counter:sell"])] * 2
    assert business_of_api_key(old.key) == business_of_api_key(new.key) == shop.id
    with clock.frozen(clock.now() + timedelta(hours=25)):
        assert (business_of_api_key(old.key), business_of_api_key(new.key)) == (None, shop.id)
    revoke_api_key(shop.id, new.id)
    with pytest.raises(NotFound):
        exchange_api_key(shop.id, new.id)
