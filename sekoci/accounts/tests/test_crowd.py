"""One who asks too much waits; everybody else, and the owner of a shop that is run over, do not notice."""

import pytest

from sekoci.accounts import crowd
from sekoci.kit.limits import Buckets
from sekoci.kit.sql import counted

pytestmark = pytest.mark.django_db


@pytest.fixture
def limits(settings, monkeypatch):
    """Set limits by name, on a clock of its own; the others are off. Returns the clock."""
    clock = {"at": 1_000.0}
    monkeypatch.setattr(crowd, "buckets", Buckets())
    monkeypatch.setattr(crowd, "monotonic", lambda: clock["at"])

    def of(**named):
        settings.LIMITS = {"address": 0, "key": 0, "shop": 0} | named
        return clock

    return of


def ask(client, path, times=1, **more):
    return [client.get(path, **more).status_code for _ in range(times)]


def test_an_address_that_asks_too_much_waits_as_long_as_it_is_told(client, shop, limits):
    clock = limits(address=1)
    assert ask(client, "/privasi", 11) == [200] * 10 + [429]
    answer = client.get("/privasi")
    page = answer.content.decode()
    assert answer["Retry-After"] == "1"
    assert "Tunggu 1 detik, lalu coba lagi." in page and 'href="">' in page  # back to the same page
    assert ask(client, "/privasi", REMOTE_ADDR="203.0.113.9") == [200]
    clock["at"] += 1
    assert ask(client, "/privasi", 2) == [200, 429]


def test_behind_a_proxy_the_visitors_address_counts(client, limits, settings):
    limits(address=0.1)
    settings.TRUSTED_PROXIES = 1
    first, second = ({"headers": {"X-Forwarded-For": address}} for address in ("203.0.113.1", "203.0.113.2"))
    assert ask(client, "/privasi", 2, **first) == [200, 429]
    assert ask(client, "/privasi", 1, **second) == [200]


def test_processes_share_a_limit(client, limits, settings):
    limits(address=1)
    settings.WEB_PROCESSES = 2
    assert ask(client, "/privasi", 6) == [200] * 5 + [429]


def test_a_key_gets_the_whole_of_its_limit_from_the_one_process_it_meets(client, limits, settings):
    clock = limits(key=1)
    settings.WEB_PROCESSES = 2
    bearer = {"headers": {"Authorization": "Bearer a"}}
    assert ask(client, "/api/v1/my/orders", 11, **bearer) == [401] * 10 + [429]
    clock["at"] += 2
    assert ask(client, "/api/v1/my/orders", 3, **bearer) == [401, 401, 429]


def test_a_shop_that_is_run_over_leaves_the_others_and_its_own_owner_alone(client, shop, other_shop, owner, limits):
    limits(shop=0.1)
    api = {"headers": {"Accept-Language": "en"}}
    assert ask(client, f"/{shop.slug}", 2) == [200, 429]
    refused = client.get(f"/api/v1/shops/{shop.slug}/products", **api)
    assert (refused.status_code, refused["Content-Type"]) == (429, "application/problem+json")
    said = refused.json()
    assert (said["code"], said["seconds"]) == ("too_many_requests", int(refused["Retry-After"]))
    assert ask(client, f"/{other_shop.slug}") == [200]
    client.force_login(owner.person)
    assert ask(client, f"/kelola/{shop.slug}/pengaturan", 3) == [200] * 3


def test_a_shop_takes_two_seconds_worth_at_once_and_not_ten(client, shop, limits):
    clock = limits(shop=3)
    assert ask(client, f"/{shop.slug}", 7) == [200] * 6 + [429]
    clock["at"] += 1
    assert ask(client, f"/{shop.slug}", 4) == [200] * 3 + [429]


def test_a_refused_visitor_is_shown_nothing_of_another_and_keeps_what_waits_for_them(client, shop, owner, limits):
    limits(address=0.1)
    client.force_login(owner.person)
    client.get("/kelola")
    client.cookies["messages"] = "x"
    for language, said in (("id", "Coba lagi"), ("en", "Try again in")):
        client.cookies["bahasa"] = language
        page = client.get(f"/kelola/{shop.slug}?rahasia=1")
        text = page.content.decode()
        assert (page.status_code, said in text, f'lang="{language}"' in text) == (429, True, True)
        assert "rahasia" not in text and owner.name not in text
        assert "messages" not in page.cookies
        piece = client.get(f"/kelola/{shop.slug}", headers={"HX-Request": "true"})
        assert (piece.status_code, "<html" in piece.content.decode()) == (429, False)


def test_a_key_that_asks_too_much_waits_and_another_does_not(client, limits):
    limits(key=0.1)
    first, second = ({"headers": {"Authorization": f"Bearer {word}"}} for word in ("a", "b"))
    assert ask(client, "/api/v1/my/orders", 2, **first) == [401, 429]
    assert ask(client, "/api/v1/my/orders", 1, **second) == [401]


def test_what_is_sent_as_json_counts_by_its_size(client, limits):
    clock = limits(key=1)

    def push(key, kilobytes):
        body = '{"rows": "' + "x" * kilobytes * 1000 + '"}'
        said = {"headers": {"Authorization": f"Bearer {key}"}, "content_type": "application/json"}
        return client.post("/api/v1/office/pushes", body, **said).status_code

    assert [push("a", 390), push("a", 390), push("a", 100)] == [401, 401, 429]  # ten pages at once: 4.9 and 4.9
    assert [push("b", 1) for _ in range(9)] == [401] * 9
    clock["at"] += 6
    assert [push("a", 390), push("a", 200)] == [401, 429]
    assert push("c", 5_000) in (401, 413)  # more than there ever is costs all there is


def test_a_refusal_asks_the_database_nothing(client, owner, shop, limits):
    limits(address=0.1)
    client.force_login(owner.person)
    client.get("/kelola")
    with counted() as seen:
        assert ask(client, f"/kelola/{shop.slug}") == [429]
    assert seen == []


def test_pictures_are_not_counted(client, limits):
    limits(address=0.1)
    assert ask(client, "/media/1/x.webp", 3) == [404] * 3
