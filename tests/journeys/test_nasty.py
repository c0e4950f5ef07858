"""E44: texts that try to become part of a page stand in every field that people fill; Chromium opens every page that shows them.

None of them runs, none makes an element, no page breaks our policy.
"""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from random import Random

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from sekoci.accounts.actions import change_person
from sekoci.books.actions import owner_puts_in
from sekoci.catalog.actions import ProductDraft, add_products
from sekoci.customers.actions import keep_note
from sekoci.customers.queries import customers_of
from sekoci.kit import clock
from sekoci.kit.errors import Refusal
from sekoci.kit.events import deliver_all
from sekoci.kit.ids import new_id
from sekoci.operations.tests.staff import confirm, log_in
from sekoci.orders.actions import accept_orders, hand_over_orders, place_orders
from sekoci.orders.queries import order_of
from sekoci.orders.rules import LineDraft, OrderDraft, Placed
from sekoci.registry.actions import change_business
from sekoci.reviews.actions import write_reviews
from sekoci.reviews.rules import ReviewDraft
from tests.crowd import SEED
from tests.furnished import Furnished, Voices, furnish
from tests.journeys.touring import FOUND, HOME, WATCH, Tour, kind_of
from tests.nasty import nasty_texts

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def tour(chrome: Browser) -> Iterator[Callable[[Client], Tour]]:
    made: list[Tour] = []

    def of(client: Client) -> Tour:
        made.append(Tour(chrome.new_page(), client))
        return made[-1]

    yield of
    for each in made:
        each.page.close()
    assert [wrong for each in made for wrong in each.wrong][:5] == []


@pytest.fixture
def made(shop, owner) -> Furnished:
    texts = cycle(nasty_texts())

    def says(most: int) -> str:
        return next(text for text in texts if 3 <= len(text) <= most)

    return furnish(shop, owner, Voices(says, says), phone="+6281277700")


def people(made: Furnished) -> list[tuple[Client, list[str]]]:
    """Who looks, and where they begin: the owner, a buyer with an order, staff of the operator."""
    slug, token = made.shop.slug, made.kinds["token"]
    owner, buyer, keeper = Client(), Client(), Client()
    owner.force_login(made.owner.person)
    confirm(owner, made.owner.person)
    log_in(keeper)
    shelf = [
        f"/{slug}",
        f"/{slug}/p/{made.kinds['product']}",
        f"/{slug}/ulasan",
        f"/{slug}/pesanan/{token}",
        f"/pasar?cari={slug}",
    ]
    home = [
        f"/kelola/{slug}",
        f"/kelola/{slug}/pesanan",
        f"/kelola/{slug}/pengaturan",
        "/akun",
        f"/kelola/{slug}/produk",
        f"/kelola/{slug}/program/{made.kinds['program']}",
    ]
    return [(owner, home), (buyer, [*shelf, f"/{slug}/poster", "/masuk"]), (keeper, ["/staf", "/staf/ulasan", "/staf/jejak"])]


def test_nothing_that_people_typed_runs_or_becomes_part_of_a_page(made, tour):
    """Pages of many kinds, other ones each time, with texts in every field; then some of their forms, filled with more."""
    opened, chance, texts = [], Random(SEED), cycle(nasty_texts())
    for client, starts in people(made):
        one = tour(client)
        opened += (seen := one.around(starts, each=1, most=12, chance=chance))
        one.fill(chance.choice(seen), texts, thorough=False, most=2)
    print(SEED, len(opened))
    assert len(opened) > 25


@pytest.mark.faults
def test_five_hundred_texts_in_every_field_run_nowhere(made, tour):
    texts = nasty_texts()
    shops_own(made, texts)
    opened, filled, fields = 0, cycle(texts), set()
    for client, starts in people(made):
        one = tour(client)
        seen = one.around(starts, each=20, most=250, chance=Random(SEED))
        opened += len(seen)
        one.seen.clear()
        for path in (path for path in seen if "?" not in path):
            kind = kind_of(path)
            one.seen[kind] += 1
            if one.seen[kind] <= 2:
                one.fill(path, filled, thorough=one.seen[kind] == 2)
        fields |= one.filled
    print(opened, "pages,", len(fields), "fields filled by hand:", sorted(fields))
    assert opened > 200
    assert len(fields) > 40


@pytest.mark.faults
def test_five_hundred_texts_as_the_words_of_a_shop_run_nowhere(made, tour):
    """What a shop has one of, five hundred times: its name, what it sells, where it is, its owner."""
    (owner, _), (buyer, _), _ = people(made)
    front, inside = tour(buyer), tour(owner)
    slug, kept = made.shop.slug, Counter()
    for text in nasty_texts():
        for name, most in (("name", 60), ("sells", 60), ("about", 300), ("address", 120), ("bank_account", 80)):
            with contextlib.suppress(Refusal):
                change_business(made.shop.id, **{name: text[:most]})
                kept[name] += 1
        with contextlib.suppress(Refusal):
            change_person(made.owner.id, name=text[:60], language="id")
            kept["owner"] += 1
        front.look(f"/{slug}")
        inside.look(f"/kelola/{slug}/pengaturan")
    print(dict(kept))
    assert min(kept.values()) > 300


def shops_own(made: Furnished, texts: list[str]) -> None:
    """Each text as a product, an order, a note, an expense, a review of the shop, as far as each takes it."""
    shop, by, today = made.shop, f"owner:{made.owner.id}", clock.day_in(made.shop.zone)
    drafts = [
        ProductDraft(
            text[:70], 1_000, 9, 500, description=text[:300], category=text[:40], maker=text[:40], made_in=shop.area_code
        )
        for text in texts
    ]
    products = [one for draft in drafts for one in kept_if_taken(lambda draft=draft: add_products(shop.id, [draft], by=by))]
    orders = [
        OrderDraft(
            shop.id, "web", str(new_id()), (LineDraft(1, product_id=product),), buyer_name=text[:60] or "x", note=text[:200],
            buyer_phone=f"+62812666{number:05}", fulfilment="delivery", address=text[:200], delivery_fee=5_000,
        )
        for number, (product, text) in enumerate(zip(cycle(products), texts, strict=False))
    ]  # fmt: skip
    placed = [each.order_id for each in place_orders(orders) if isinstance(each, Placed)]
    accept_orders(shop.id, placed, by=by)
    hand_over_orders(shop.id, placed[:200], by=by, paid_cash=True)
    deliver_all()
    for order_id, text in zip(placed[:200], texts, strict=False):
        order = order_of(shop.id, order_id)
        kept_if_taken(
            lambda order=order, text=text: [write_reviews(order, [ReviewDraft(order.lines[0].product_id, 3, text[:200])])]
        )
    for customer, text in zip(customers_of(shop.id).items, texts, strict=False):
        keep_note(shop.id, customer.id, text, key=str(new_id()), person_id=made.owner.id)
    for text in texts:
        owner_puts_in(shop.id, amount=1_000, into="cash", day=today, key=str(new_id()), note=text[:100])
    print(len(products), "products,", len(placed), "orders")


def kept_if_taken(verb: Callable[[], list[object]]) -> list[object]:
    """What the verb made; nothing where it refuses the text with a sentence."""
    try:
        return verb()
    except Refusal:
        return []


def test_the_watchman_sees_what_runs_and_the_policy_stops_it(chrome):
    """The same texts put into a page as no template of ours does: without our policy they run, with it they do not."""
    policy = "; ".join(f"{what} {whence}".strip() for what, whence in settings.CONTENT_POLICY.items())
    body = "<!doctype html><title>x</title>" + "".join(f"<p>{text}</p>" for text in nasty_texts(120))
    for headers in ({}, {"Content-Security-Policy": policy}):
        page = chrome.new_page()
        page.add_init_script(WATCH)
        page.route("**/*", partial(only_once, page, body, headers))
        page.goto(HOME, wait_until="load")
        found = page.evaluate(FOUND.replace("linked.forEach(one => JSON.parse(one.textContent));", ""))
        assert found["made"]
        assert bool(found["ran"]) is not bool(headers)
        assert bool(found["broken"]) is bool(headers)
        page.close()


def only_once(page: Page, body: str, headers: dict[str, str], route: Route) -> None:
    """The page itself; nothing of what its texts ask for."""
    if route.request.is_navigation_request() and route.request.frame == page.main_frame and page.url == "about:blank":
        route.fulfill(body=body, content_type="text/html", headers=headers)
    else:
        route.abort()
