"""A copy holds everything on a person and nothing on anybody else; no table can be forgotten."""

import json

import pypdfium2
import pytest
from django.test import override_settings

from sekoci.customers.actions import give_consent, keep_note
from sekoci.customers.tests.people import SRI, TONO, bought, customer
from sekoci.kit.persons import Who
from sekoci.kit.sql import counted, fetch
from sekoci.messaging.actions import MessageDraft, send_messages
from sekoci.operations.tests.staff import confirm
from sekoci.orders.tests.people import put_on_shelf
from sekoci.privacy import rules, words
from sekoci.privacy.actions import as_json, as_pdf
from sekoci.privacy.queries import PARTS, copy_of, whose
from sekoci.registry.actions import keep_identity

pytestmark = pytest.mark.django_db
LIKE_A_PERSONS = (
    "(phone|name|address|email|note|holder|maker|merchant|nik|npwp|text|body|facts|memo|reason|identity|title|wording|label"
    "|session_data|payload|endpoint|comment|answer|recipient|receiver)"
)


def test_every_column_that_looks_like_a_persons_is_in_the_copy_or_has_a_reason():
    rows = fetch(
        """
        select distinct c.table_name from information_schema.columns c join information_schema.tables t using (table_name)
        where c.table_schema = 'public' and t.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name ~ %s
          and c.data_type in ('character varying', 'text', 'json', 'jsonb') and c.table_name !~ '^procrastinate_'
        """,
        (LIKE_A_PERSONS,),
    )
    said = {table for part in PARTS for table in part.tables}
    assert sorted({table for (table,) in rows} - said - set(rules.ELSEWHERE)) == []
    there = {table for (table,) in fetch("select tablename from pg_tables where schemaname = 'public'")}
    assert sorted((said | set(rules.ELSEWHERE)) - there) == []
    assert said & set(rules.ELSEWHERE) == set()


@pytest.fixture
def sri(shop) -> Who:
    keripik = put_on_shelf(shop, stock=100)
    bought(shop, keripik, SRI)
    bought(shop, keripik, TONO, name="Tono Rahasia")
    keep_note(shop.id, customer(shop).id, "suka pedas", key="1", person_id=1)
    keep_note(shop.id, customer(shop, TONO).id, "rahasia tono", key="2", person_id=1)
    give_consent(shop.id, SRI, language="id", how="order:1")
    send_messages([MessageDraft("x:1", SRI, "number_asked", {"name": "Tono Rahasia", "url": "http://x/y"})])
    return whose(SRI)


def test_the_copy_has_the_words_for_every_part_and_column_and_nobody_elses_name(sri):
    copy = copy_of(sri)
    whole = json.loads(as_json(copy))
    assert {part.name for part in copy.parts} <= set(words.TITLES)
    assert {name for part in copy.parts for row in part.rows for name in row} <= set(words.LABELS)
    [order] = whole["parts"]["orders"]["rows"]
    assert (order["name"], order["phone"], order["goods"]) == ("Sri Wahyuni", SRI, "1 x Keripik tempe @ 15000")
    assert [row["text"] for row in whole["parts"]["notes"]["rows"]] == ["suka pedas"]
    assert whole["parts"]["promos"]["total"] == 1
    assert "Ada yang mengaku …" in str(whole["parts"]["messages"])
    assert "ahasia" not in json.dumps(whole)
    assert TONO not in json.dumps(whole)


def test_every_part_can_be_read_for_people_with_an_account_too(owner, shop, client):
    copy = copy_of(Who(owner.id, owner.phone))
    totals = {part.name: part.total for part in copy.parts}
    assert totals["shops"] == totals["memberships"] == totals["account"] == 1
    assert {name for part in copy.parts for row in part.rows for name in row} <= set(words.LABELS)
    pages = pypdfium2.PdfDocument(as_pdf(copy))
    text = pages[0].get_textpage().get_text_bounded()
    assert "Data Anda di Sekoci" in text
    assert "Keripik Melati" in text
    pages.close()


def test_a_copy_takes_one_statement_a_part_whatever_there_is(sri, shop):
    with counted() as few:
        copy_of(sri)
    bought(shop, put_on_shelf(shop, name="Lain", stock=100), *[SRI] * 5)
    with counted() as many:
        copy_of(sri)
    assert len(many) == len(few)


def test_the_page_and_the_files_are_the_persons_own(client, owner, shop):
    client.force_login(owner.person)
    page = client.get("/akun/data").content.decode()
    assert "Unduh PDF" in page
    assert client.get("/akun/data.json").headers["Location"].startswith("/akun/pastikan?next=")
    client.get("/keluar")
    client.logout()
    assert client.get("/akun/data").headers["Location"].startswith("/masuk")


def test_identity_numbers_are_whole_in_ones_own_copy_after_a_fresh_proof_and_nowhere_else(client, owner, shop):
    nik = "3372014507900001"
    keep_identity(shop.id, "nik", nik, person_id=owner.id)
    me = Who(owner.id, owner.phone)
    assert nik not in as_json(copy_of(me)).decode()
    client.force_login(owner.person)
    assert client.get("/akun/data.json").status_code == 302
    confirm(client, owner.person)
    [row] = client.get("/akun/data.json").json()["parts"]["identities"]["rows"]
    assert row == {"shop": shop.name, "what": "NIK", "code": nik, "date": row["date"]}
    paper = pypdfium2.PdfDocument(client.get("/akun/data.pdf").content)
    assert nik in "".join(page.get_textpage().get_text_bounded() for page in paper)
    paper.close()
    with override_settings(SECRET_KEY="another" * 9, SECRET_KEY_FALLBACKS=[]):
        [found] = [part for part in copy_of(me, opened=True).parts if part.name == "identities"]
    assert found.rows[0]["code"] == "…0001"
