"""Staff look at the rows of every module: found, masked, noted, and never changed."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.db.models import Model
from procrastinate.contrib.django import app

from sekoci.accounts.queries import viewings_of
from sekoci.books.memos import BEGINNINGS
from sekoci.customers.tests import people
from sekoci.kit import clock
from sekoci.kit.backoffice import Shown
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import counted, fetch
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.messaging.rules import TEMPLATES
from sekoci.operations import backoffice, value_words
from sekoci.operations.backoffice import back_office, reading_all
from sekoci.operations.tests.staff import NASTY, log_in
from sekoci.operations.verbs import VERBS
from sekoci.orders.tests.people import put_on_shelf
from sekoci.registry.actions import invite, make_api_key
from sekoci.webhooks.names import ALL_KIND_NAMES

pytestmark = pytest.mark.django_db
SECRET = re.compile(
    r"password|hash|token|secret|sealed|mark|p256dh|auth$|endpoint|facts|payload|session|objection|content|fingerprint"
)


@pytest.fixture
def order(shop, owner) -> uuid.UUID:
    """Sri's order at Melati's, and something of most other things."""
    keripik = put_on_shelf(shop, name=f"Keripik {NASTY}")
    [order_id] = people.asked(shop, keripik, people.SRI)
    make_api_key(shop.id, label="Kasir")
    invite(shop.id, phone="0813-5555-0002", role="cashier", by=owner.id)
    send_messages([MessageDraft("x:1", people.SRI, "login_code", {"code": "918273"})])
    return order_id


def lists() -> list[tuple[type[Model], Shown, str]]:
    return [(model, one, back_office.address_of(model)) for model, one in back_office._registry.items()]


def test_every_list_and_every_row_opens_within_ten_statements(client, shop, other_shop, order):
    log_in(client)
    pages = {address: client.get(address) for _, _, address in lists()}
    assert len(pages) > 30
    rows = 0
    for address in pages:
        client.get("/staf/data")
        with counted() as statements:
            page = client.get(address)
        text = page.content.decode()
        assert (page.status_code, len(statements) <= 10) == (200, True), (address, statements)
        assert NASTY not in text and "style=" not in text and "<script>" not in text, address
        for row in re.findall(rf'<th scope="row"><a href="({address}/[^"]+)"', text)[:1]:
            with counted() as statements:
                answer = client.get(row)
            assert (answer.status_code, len(statements) <= 10) == (200, True), (row, statements)
            assert NASTY not in answer.content.decode()
            rows += 1
    assert rows > 10


def test_no_secret_is_shown_searched_or_compared(client, owner, shop, order):
    for model, one, _ in lists():
        named = {*one.list_display, *one.more, *one.search_fields, *(f for part in one.parts for f in part.fields)}
        assert [name for name in named if SECRET.search(str(name))] == [], model
    log_in(client)
    for asked in (
        "token__startswith=1",
        "business__bank_account__contains=1",
        "source_key=x",
        "id__gt=0",
        "p=999",
        "o=99",
        "state__regex=x",
    ):
        assert client.get(f"/staf/data/orders/order?{asked}").status_code in (200, 422), asked
    for asked in ("token__startswith=1", "business__bank_account__contains=1", "state__regex=x", "source_key=x"):
        assert client.get(f"/staf/data/orders/order?{asked}").status_code == 422, asked
    for asked in ("password__startswith=p", "consent__purpose=x", "person__password__startswith=p"):
        assert client.get(f"/staf/data/accounts/person?{asked}").status_code == 422, asked
    for asked in ("q=a%00b", "q=" + "x" * 4000, "state__exact=%00", "placed_at__gte=x", "q=%ED%A0%80"):
        assert client.get(f"/staf/data/orders/order?{asked}").status_code in (200, 422), asked
    for key in ("x", "0", "-1", "9" * 40, "a%00b", str(uuid.uuid4()), str(owner.id) + "x"):
        for _, _, address in lists():
            assert client.get(f"{address}/{key}").status_code == 404, (address, key)
    with across_businesses():
        [(token,)] = fetch("select token from orders_order where id = %s", (order,))
    for address in (f"/staf/data/orders/order/{order}", "/staf/data/messaging/message"):
        page = client.get(address).content.decode()
        assert token not in page and "918273" not in page


def test_phones_are_masked_in_lists_found_however_written_and_each_look_is_noted(client, order):
    keeper = log_in(client)
    page = client.get("/staf/data/orders/order?q=0812 3456 7899").content.decode()
    assert "Sri Wahyuni" in page and "0812-••••-7899" in page and "0812-3456-7899" not in page
    assert "Sri Wahyuni" not in client.get("/staf/data/orders/order?q=081355550009").content.decode()
    assert "0812-3456-7899" in client.get(f"/staf/data/orders/order/{order}").content.decode()
    seen = [(viewer, what, place) for _, viewer, what, place in viewings_of(people.SRI)]
    assert (f"staff:{keeper.pk}", "rows", f"/staf/data/orders/order/{order}") in seen
    assert (f"staff:{keeper.pk}", "rows", "/staf/data/orders/order") in seen


def test_a_part_of_a_shops_name_finds_what_is_its(client, shop, other_shop, order):
    log_in(client)
    for table in ("orders/order", "registry/apikey", "books/entry", "catalog/product"):
        rows = client.get(f"/staf/data/{table}").content.decode().count('<th scope="row">')
        for said in (shop.slug[:9], shop.slug.upper(), shop.name[3:12]):
            found = client.get(f"/staf/data/{table}", {"q": said})
            assert found.content.decode().count('<th scope="row">') == rows > 0, (table, said)
        assert client.get(f"/staf/data/{table}", {"q": other_shop.slug[:-1]}).content.decode().count('<th scope="row">') == 0


def test_no_word_of_the_code_stands_on_a_page_of_rows(client, order):
    log_in(client)
    assert "Kode masuk" in client.get("/staf/data/messaging/message").content.decode()
    assert "Stok awal" in client.get("/staf/data/books/entry").content.decode()
    page = client.get("/staf/data/registry/apikey").content.decode()
    assert "Membaca pesanan" in page and "orders:read" not in page
    assert set(TEMPLATES) == set(value_words.TEMPLATES)
    assert set(BEGINNINGS) | set(ALL_KIND_NAMES) == set(value_words.KINDS)
    ours = {name for name, task in app.tasks.items() if task.func.__module__.endswith(".jobs")}
    assert ours and ours - set(value_words.JOBS) == set()


def test_lists_are_filtered_by_state_day_and_shop_and_go_on_page_by_page(client, shop, other_shop, order):
    log_in(client)
    base = "/staf/data/orders/order"
    assert "Sri Wahyuni" in client.get(f"{base}?state__exact=placed&business_id={shop.id}").content.decode()
    assert "Sri Wahyuni" not in client.get(f"{base}?state__exact=completed").content.decode()
    assert "Sri Wahyuni" not in client.get(f"{base}?business_id={other_shop.id}").content.decode()
    # Two days on: in the evening of UTC, one day from now is today in Jakarta.
    later = f"{clock.now() + timedelta(days=2):%Y-%m-%d}+00:00:00%2B07:00"
    assert "Sri Wahyuni" not in client.get(f"{base}?placed_at__gte={later}").content.decode()
    put_on_shelf(shop)
    for number in range(60):
        put_on_shelf(shop, name=f"Barang {number:02}")
    first = client.get("/staf/data/catalog/product").content.decode()
    second = client.get("/staf/data/catalog/product?p=2").content.decode()
    assert first.count("Barang ") == 50 and second.count("Barang ") == 10
    assert "?p=2" in first and "62 baris" in first
    sorted_up = client.get("/staf/data/catalog/product?o=0").content.decode()
    assert sorted_up.index("Barang 00") < sorted_up.index("Barang 01")


def test_an_order_leads_to_its_payment_and_the_payment_to_its_order(client, shop, owner, order):
    keripik = put_on_shelf(shop, name="Keripik pisang")
    [other] = people.asked(shop, keripik, "+6281233334444")
    log_in(client)
    page = client.get(f"/staf/data/orders/order/{order}").content.decode()
    leads = re.findall(rf'href="(/staf/data/[^"?]+\?order_id={order}[^"]+)"', page)
    assert [each.partition("?")[0] for each in leads] == [
        f"/staf/data/{table}" for table in ("payments/payment", "delivery/proof", "reviews/review")
    ]
    answers = [client.get(each.replace("&amp;", "&")) for each in leads]
    assert {each.status_code for each in answers} == {200}
    [payment] = re.findall(r'<th scope="row"><a href="(/staf/data/payments/payment/[^"]+)"', answers[0].content.decode())
    page = client.get(payment).content.decode()
    assert f'href="/staf/data/orders/order/{order}"' in page and str(other) not in page
    assert client.get("/staf/data/payments/payment?order_id=x").status_code == 422


def test_nothing_can_be_written_while_rows_are_read_and_nothing_lasts_long(shop, monkeypatch):
    with pytest.raises(DatabaseError, match="read-only"), reading_all():
        fetch("update registry_business set name = 'x'")
    with reading_all():
        assert fetch("select current_setting('statement_timeout')") == [("5s",)]
    monkeypatch.setattr(backoffice, "LONGEST", 20)
    with pytest.raises(backoffice.TooWide), reading_all():
        fetch("select pg_sleep(1)")
    with across_businesses():
        assert fetch("update registry_business set name = name where id = %s returning 1", (shop.id,)) == [(1,)]


def test_whoever_is_not_staff_gets_nothing_of_it(client, owner, cashier, outsider, shop, order):
    pages = ["/staf/data", *(address for _, _, address in lists())]
    pages += [
        f"/staf/data/orders/order/{order}",
        f"/staf/data/registry/business/{shop.id}",
        f"/staf/data/accounts/person/{owner.id}",
    ]
    pages += [f"/staf/tindakan/{verb}/{shop.id}" for verb in VERBS]
    for somebody in (owner, cashier, outsider):
        client.force_login(somebody.person)
        for page in pages:
            assert (client.get(page).status_code, client.post(page).status_code) == (404, 404 if "tindakan" in page else 405), (
                page
            )
    client.logout()
    assert {client.get(page).headers["Location"].split("?")[0] for page in pages} == {"/masuk"}
    with across_businesses():
        assert fetch("select count(*) from accounts_viewing") == [(0,)]


def test_no_row_has_a_form(client, owner, order):
    log_in(client)
    for address in (f"/staf/data/accounts/person/{owner.id}", "/staf/data/orders/order"):
        assert client.post(address, {"name": "x"}).status_code == 405
        assert 'method="post"' not in client.get(address).content.decode().split("<main")[1].split("</main")[0]


def test_words_of_the_code_are_read_in_words(client, order):
    log_in(client)
    page = client.get(f"/staf/data/orders/order/{order}").content.decode()
    assert "Pembeli" in page and ">buyer<" not in page
    assert back_office.value_word("by", "owner:12") == "Orang toko 12"
    assert (back_office.value_word("source", "shop"), back_office.value_word("name", "shop")) == ("Halaman toko", "")
