"""What a key may do is what its scopes say: every call of the owner's side is tried with a key of each scope."""

import re
from datetime import timedelta

import pytest

from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.ids import new_id
from sekoci.registry.actions import AlreadyExchanged, exchange_api_key, make_api_key, make_office_key, revoke_api_key
from sekoci.registry.queries import api_keys_of, business_of_api_key
from sekoci.registry.queries.officers import within_reach
from sekoci.registry.rules import OFFICE_SCOPES, SCOPES
from sekoci.registry.tests.listed import an_office

pytestmark = pytest.mark.django_db


def calls(client, door="OwnerKey") -> list[tuple[str, str, str]]:
    """Method, address and scope of every call that wants a shop's key (or an organisation's), as the description says."""
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    return [
        (method.upper(), path, operation["security"][0][door])
        for path, operations in paths.items()
        for method, operation in operations.items()
        if door in operation.get("security", [{}])[0]
    ]


@pytest.mark.parametrize(("door", "below", "known"), [("OwnerKey", "my", SCOPES), ("OfficeKey", "office", OFFICE_SCOPES)])
def test_every_call_names_one_scope_and_every_scope_has_a_call(client, door, below, known):
    wanted = calls(client, door)
    assert len(wanted) > 5
    assert all(len(scopes) == 1 and scopes[0] in known for _, _, scopes in wanted), wanted
    assert {path for _, path, _ in wanted} == {
        path for path in client.get("/api/v1/openapi.json").json()["paths"] if path.startswith(f"/api/v1/{below}/")
    }
    assert {scopes[0] for _, _, scopes in wanted} == set(known)


@pytest.fixture
def office_keys(few_areas):
    """A key of each scope of an organisation's."""
    reach = an_office()
    with within_reach(reach):
        return {scope: make_office_key(reach, label=scope, scopes=[scope]).key for scope in OFFICE_SCOPES}


def test_a_key_does_what_its_scope_says_and_is_refused_everything_else(client, shop):
    keys = {scope: make_api_key(shop.id, label=scope, scopes=[scope]).key for scope in SCOPES}
    _try_all(client, calls(client), keys)
    _refused(client, calls(client, "OfficeKey"), keys)


def test_an_organisations_key_does_what_its_scope_says_and_is_refused_everything_else(client, office_keys):
    _try_all(client, calls(client, "OfficeKey"), office_keys)
    _refused(client, calls(client), office_keys)


def _refused(client, wanted, keys):
    for method, path, _ in wanted:
        headers = {"Authorization": f"Bearer {next(iter(keys.values()))}"}
        answer = client.generic(method, _filled(path), "{}", "application/json", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "no_key"), path


def _filled(path):
    return re.sub(r"\{\w+\}", str(new_id()), path)


def _try_all(client, wanted, keys):
    for method, path, [needed] in wanted:
        address = _filled(path)
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
