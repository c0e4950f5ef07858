"""E47: thirty sensitive actions, each in the log with before and after, whoever did it; and nobody can alter the log."""

import re

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from sekoci.accounts.actions import change_number, change_person, close_account
from sekoci.accounts.models import Person
from sekoci.catalog.actions import DiscountDraft, ProductChange, change_product, make_discount, remove_product, stop_discount
from sekoci.kit import clock, whom
from sekoci.kit.changes import changes_of
from sekoci.kit.phone import masked_phone, spoken_phone
from sekoci.kit.scope import across_businesses, in_business
from sekoci.kit.sql import counted, fetch
from sekoci.operations.tests.staff import log_in
from sekoci.orders.actions import place_orders
from sekoci.orders.tests.people import put_on_shelf, wish
from sekoci.privacy.actions import erase_person
from sekoci.privacy.history import ALL, told
from sekoci.privacy.queries import whose
from sekoci.privacy.words import CHANGED
from sekoci.registry.actions import (
    add_member,
    change_business,
    change_role,
    hand_over,
    invite,
    keep_identity,
    make_api_key,
    publish_shop,
    remove_member,
    revoke_api_key,
)

pytestmark = pytest.mark.django_db


SETTINGS: list[tuple[str, object, object, object]] = [
    ("name", "Keripik Baru", "Keripik Melati", "Keripik Baru"),
    ("sells", "Keripik pisang", "Keripik tempe", "Keripik pisang"),
    ("about", "Sejak 2009", "", "Sejak 2009"),
    ("address", "Jl. Baru 1", "", "Jl. Baru 1"),
    ("phone", "0812 3456 7000", "+6281234567801", "+6281234567000"),
    ("nib", "1234567890123", "", "1234567890123"),
    ("legal_form", "cv", "person", "cv"),
    ("capital", 5_000_000, None, "5000000"),
    ("yearly_sales", 9_000_000, None, "9000000"),
    ("offers_pickup", False, "true", "false"),
    ("delivery_fee", 7_000, "0", "7000"),
    ("accepts_cash", False, "true", "false"),
    ("bank_account", "BRI 123 a.n. Melati", "", "BRI 123 a.n. Melati"),
    ("area_code", "73.71.01", "33.72.01", "73.71.01"),
]


def test_thirty_sensitive_actions_are_in_the_log_with_before_and_after(shop, owner):
    product = put_on_shelf(shop, price=15_000)
    helper = add_member(shop.id, phone="0812 3456 7700", role="staff")
    key = make_api_key(shop.id, label="Kasir lama")
    me, now, dearer = owner.id, clock.now(), ProductChange(price=17_000)
    promo = make_discount(shop.id, DiscountDraft("price", product_id=product, amount=12_000, starts_at=now))
    actions = [
        (lambda f=f, v=v: change_business(shop.id, **{f: v}), "registry_business", f.replace("area_code", "area_id"), b, a)
        for f, v, b, a in SETTINGS
    ]
    actions += [
        (lambda: publish_shop(shop.id, public=False), "registry_business", "has_public_shop", "true", "false"),
        (lambda: add_member(shop.id, phone="0812 3456 7702", role="staff"), "registry_membership", "role", None, "staff"),
        (lambda: change_role(shop.id, helper, role="cashier"), "registry_membership", "role", None, "cashier"),
        (lambda: hand_over(shop.id, owner_id=me, to=helper), "registry_membership", "role", None, "staff"),
        (lambda: remove_member(shop.id, me), "registry_membership", "until", None, ...),
        (lambda: invite(shop.id, phone="0812 3456 7701", role="cashier", by=me), "registry_invitation", "role", None, "cashier"),
        (lambda: make_api_key(shop.id, label="Baru"), "registry_apikey", "label", None, "Baru"),
        (lambda: revoke_api_key(shop.id, key.id), "registry_apikey", "revoked_at", None, ...),
        (lambda: keep_identity(shop.id, "npwp", "012345678901000", person_id=me), "registry_identity", "last4", None, "1000"),
        (lambda: keep_identity(shop.id, "npwp", "", person_id=me), "registry_identity", "last4", "1000", None),
        (
            lambda: change_product(shop.id, product, dearer, by="x"),
            "catalog_variant",
            "price",
            "15000",
            "17000",
        ),
        (lambda: remove_product(shop.id, product, by="x"), "catalog_product", "deleted_at", None, ...),
        (lambda: stop_discount(shop.id, promo), "catalog_discount", "ends_at", None, ...),
        (lambda: change_person(me, name="Melati B", language="id"), "accounts_person", "name", "Melati", "Melati B"),
        (lambda: change_number(me, "+6281234567999"), "accounts_person", "phone", owner.phone, "+6281234567999"),
        (lambda: close_account(me), "accounts_person", "is_active", "true", "false"),
    ]
    missing = []
    for act, about, field, before, after in actions:
        act()
        was, became = logged(about, field)[-1]
        if was != before or (became is None if after is ... else became != after):
            missing.append((about, field, was, became))
    assert (missing, len(actions)) == ([], 30)


def logged(about: str, field: str) -> list[tuple[object, object]]:
    """Before and after of a field, the oldest first; None where there was none."""
    with across_businesses():
        return fetch(
            "select before->>%(f)s, after->>%(f)s from kit_change where about = %(a)s and (before ? %(f)s or after ? %(f)s)"
            " order by id",
            {"f": field, "a": about},
        )


def test_nobody_writes_alters_or_deletes_what_the_log_says(shop):
    change_business(shop.id, about="Sejak 2009")
    tries = [
        "update kit_change set by = 'x'",
        "delete from kit_change",
        "truncate kit_change",
        "insert into kit_change (about, key, verb, facts, before, after, by, page, request, at)"
        " values ('x', 'x', 'update', '{}', '{}', '{}', 'x', '', '', now())",
        "alter table kit_change disable trigger all",
        "drop trigger audited on registry_business",
    ]
    for statement in tries:
        for scope in (in_business(shop.id), across_businesses()):
            with pytest.raises(DatabaseError), transaction.atomic(), scope:
                fetch(statement)
    assert logged("registry_business", "about") == [("", "Sejak 2009")]


def test_raw_sql_is_logged_too_and_what_stays_the_same_is_not(shop):
    with in_business(shop.id):
        fetch("update registry_business set name = 'Diam-diam'")
        fetch("update registry_business set name = 'Diam-diam', created_at = now()")
    assert logged("registry_business", "name") == [(shop.name, "Diam-diam")]


def test_orders_do_not_touch_the_log_and_take_no_statement_more(shop):
    product = put_on_shelf(shop, stock=100)
    with across_businesses():
        [(before,)] = fetch("select count(*) from kit_change")
    with counted() as statements:
        place_orders([wish(shop, (product, 1)) for _ in range(20)])
    with across_businesses():
        assert fetch("select count(*) from kit_change") == [(before,)]
    assert not any("app.whom" in statement for statement in statements)


def test_the_owner_reads_who_changed_what_and_takes_it_along(client, shop, owner, staff, other_shop):
    client.force_login(owner.person)
    client.post(f"/kelola/{shop.slug}/pengaturan/tampil", {"tampil": "tidak"})
    change_business(other_shop.id, about="Rahasia tetangga")
    page = client.get(f"/kelola/{shop.slug}/pengaturan/riwayat").content.decode()
    assert "Tampil: <s>ya</s> → tidak" in page
    assert "Melati ·" in page
    assert "Rahasia" not in page
    assert "tampil" in changes_of(shop.id, about=ALL)[0].page
    file = client.get(f"/kelola/{shop.slug}/pengaturan/riwayat?isi=toko&berkas=csv").content.decode()
    assert "Melati,Toko,Tampil,ya,tidak" in file
    assert re.search(r"^[0-9T:-]+\+07:00[;,]", file, re.MULTILINE)
    assert "Belum ada perubahan" in client.get(f"/kelola/{shop.slug}/pengaturan/riwayat?isi=promo").content.decode()
    client.force_login(staff.person)
    assert client.get(f"/kelola/{shop.slug}/pengaturan/riwayat").status_code == 403


def test_the_owner_reads_words_and_no_codes(client, shop, owner):
    make_discount(shop.id, DiscountDraft("voucher", code="HEMAT", percent=1_250, per_phone=1, starts_at=clock.now()))
    change_business(shop.id, kind="gorengan-jajanan", opening_hours={"mon": [["08:00", "17:00"]]}, area_code="73.71.01")
    add_member(shop.id, phone="0812 3456 7700", role="staff")
    client.force_login(owner.person)
    page = client.get(f"/kelola/{shop.slug}/pengaturan/riwayat").content.decode()
    for said in ("Persen: 12,5%", "Paling banyak per nomor HP: 1", "Tugas: Pegawai", "→ Senin 08.00", "tutup"):
        assert said in page
    for code in ("1250", "73.71.01", "per_phone", "gorengan-jajanan", "Beli berapa", "<s>–</s> → –"):
        assert code not in page


def test_the_owner_reads_why_staff_did_something_and_nobodys_whole_number(client, shop, owner):
    client.force_login(owner.person)
    client.post(f"/kelola/{shop.slug}/pengaturan/tampil", {"tampil": "tidak"})
    client.post(f"/kelola/{shop.slug}/pengaturan/tampil", {"tampil": "ya"})
    staff = Client()
    keeper = log_in(staff)
    Person.objects.filter(id__in=(keeper.pk, owner.id)).update(name="")
    assert staff.post(f"/staf/tindakan/sembunyikan/{shop.id}", {"reason": "Menjual barang tiruan"}).status_code == 302
    whom.nobody()
    fetch("select set_config('app.whom', '', true)")  # as in a transaction of its own
    change_business(shop.id, about="Oleh mesin")
    whom.is_command("manage")
    change_business(shop.id, about="Oleh perintah")
    whom.nobody()
    lines = told(shop, changes_of(shop.id, about=ALL, limit=4))
    assert [(line.who, line.why) for line in lines] == [
        ("Pengelola Sekoci", ""),
        ("Sekoci", ""),
        ("Pengelola Sekoci", "Menjual barang tiruan"),
        (masked_phone(owner.phone), ""),
    ]
    page = client.get(f"/kelola/{shop.slug}/pengaturan/riwayat").content.decode()
    assert "Alasan: Menjual barang tiruan" in page
    assert masked_phone(keeper.phone) not in page and spoken_phone(owner.phone) not in page


def test_every_column_that_is_watched_has_a_word():
    watched = fetch(
        "select encode(tgargs, 'escape') from pg_trigger where tgname = 'audited' and tgrelid::regclass::text = any(%s)",
        (list(ALL),),
    )
    columns = {column for [arguments] in watched for column in arguments.split("\\000")[3].split(",")}
    assert len(watched) == len(ALL)
    assert columns - set(CHANGED) == set()


def test_whoever_is_forgotten_is_forgotten_in_the_log(shop, owner):
    change_person(owner.id, name="Melati Baru", language="id")
    erase_person(whose(owner.phone), how="self", close_shops=True)
    with across_businesses():
        rows = fetch("select kit_change::text, forgotten_at is not null from kit_change where about = 'accounts_person'")
    assert any(forgotten for _, forgotten in rows)
    assert not any("Melati" in text or owner.phone in text for text, _ in rows)
