"""A phone number changes and the shop stays: proven by oneself, or vouched for by a member while the old number may object."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sekoci.accounts.actions import (
    AnotherWaits,
    CannotVouch,
    NumberRequestOver,
    TooMany,
    ask_new_number,
    object_by_token,
    vouch_for_number,
)
from sekoci.accounts.models import Person
from sekoci.accounts.queries import people
from sekoci.accounts.tests.browser import code_for, wrong
from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.sql import counted, fetch
from sekoci.messaging.actions import deliver_waiting
from sekoci.messaging.queries import outbox
from sekoci.registry.actions import (
    NumberTaken,
    change_business,
    finish_number_changes,
    object_as,
    take_number,
    tell_vouchers,
    vouch,
)
from sekoci.registry.queries import role_of, shop_of
from sekoci.registry.rules import Voucher, may_vouch
from sekoci.registry.tests.people import text_of
from tests.people import join, someone

pytestmark = pytest.mark.django_db
NEW = "+6281299990000"
WEEK, DAY = timedelta(days=8), timedelta(hours=24, seconds=1)


@pytest.fixture
def helper(shop, staff):
    """Staff who has been there for more than a week."""
    fetch("select set_config('app.business', %s, true)", (str(shop.id),))
    fetch("update registry_membership set since = since - interval '8 days'")
    fetch("select set_config('app.business', '', true)")
    return staff


def asked(owner, new=NEW):
    return ask_new_number(owner.phone, new, address="203.0.113.7")


def phone_of(person) -> str:
    return people([person.id])[person.id].phone


def shop_phone(shop) -> str:
    return shop_of(shop.id).phone


def link_in(phone: str, template: str) -> str:
    deliver_waiting()
    return re.search(r"/nomor/\S+?(?=[ .]|$)", outbox(to=phone, template=template, limit=1)[0].text)[0]


def test_who_may_vouch():
    at = clock.now()
    for role, days, may in (("owner", 7, True), ("staff", 7, True), ("staff", 6, False), ("cashier", 700, False)):
        assert may_vouch("member", Voucher(role, at - timedelta(days=days)), at) is may


class TestVouching:
    def test_a_lost_phone_a_member_vouches_and_a_day_later_the_same_person_has_the_new_number(self, shop, owner, helper):
        lost = Client()
        lost.force_login(owner.person)
        change = asked(owner)
        tell_vouchers(change)
        assert link_in(helper.phone, "number_asked") == f"/nomor/{change}"
        assert finish_number_changes() == 0
        vouch(change, by=helper.id)
        vouch(change, by=helper.id)  # twice is once
        assert finish_number_changes() == 0
        assert phone_of(owner) == owner.phone
        with clock.frozen(clock.now() + DAY):
            assert finish_number_changes() == 1
            assert finish_number_changes() == 0
        assert phone_of(owner) == NEW
        assert role_of(owner.id, shop.id) == "owner"
        assert lost.get("/akun").status_code == 302  # every session has ended
        deliver_waiting()
        assert outbox(to=owner.phone, template="number_changed") and outbox(to=NEW, template="number_changed")
        [log] = fetch("select vouched_by_id, vouched_kind, ended_how from accounts_phonechange")
        assert log == (helper.id, "member", "done")

    def test_buyers_reach_the_new_number_where_the_shop_had_the_lost_one_and_every_owner_is_told(
        self, shop, owner, helper, outsider, other_shop
    ):
        join(outsider, shop, role="owner")
        change_business(shop.id, phone=owner.phone)
        change_business(other_shop.id, phone=owner.phone)  # not their shop: somebody wrote down a friend's
        vouch(asked(owner), by=helper.id)
        with clock.frozen(clock.now() + DAY):
            assert finish_number_changes() == 1
        assert shop_phone(shop) == NEW and shop_phone(other_shop) == owner.phone
        deliver_waiting()
        for phone in (NEW, outsider.phone):
            [told] = outbox(to=phone, template="shop_number_follows")
            assert shop.name in told.text and f"/kelola/{shop.slug}/pengaturan" in told.text
        assert fetch(
            "select count(*) from kit_event where name = 'ShopsChanged' and payload->'business_ids' = %s", (f"[{shop.id}]",)
        ) != [(0,)]

    def test_a_shop_with_a_number_of_its_own_keeps_it(self, shop, owner):
        change_business(shop.id, phone="+6281277776666")
        assert take_number(owner.id, NEW) == 0
        assert shop_phone(shop) == "+6281277776666"
        assert not outbox(to=NEW, template="shop_number_follows")

    def test_the_number_of_staff_changes_nothing_of_the_shop(self, shop, staff):
        change_business(shop.id, phone=staff.phone)
        assert take_number(staff.id, NEW) == 0
        assert shop_phone(shop) == staff.phone

    def test_the_old_number_objects_and_nothing_changes(self, client, owner, helper):
        change = asked(owner)
        vouch(change, by=helper.id)
        link = link_in(owner.phone, "number_vouched")
        assert "Bukan saya" in text_of(client.get(link))
        with clock.frozen(clock.now() + timedelta(hours=1)):
            assert fetch("select ended_at from accounts_phonechange") == [(None,)]  # looking is not objecting
            assert "Sudah dibatalkan" in text_of(client.post(link))
        assert client.post(link).status_code == 404
        with clock.frozen(clock.now() + DAY):
            assert finish_number_changes() == 0
        assert phone_of(owner) == owner.phone
        with pytest.raises(NumberRequestOver):
            vouch_for_number(change, by=helper.id, kind="member")
        with pytest.raises(NotFound):
            object_by_token("x" * 22)

    def test_other_owners_are_told_and_may_stop_it_and_so_may_the_person(self, shop, owner, helper, outsider):
        join(outsider, shop, role="owner")
        change = asked(owner)
        vouch(change, by=helper.id)
        assert link_in(outsider.phone, "number_vouched_owner") == f"/nomor/{change}"
        with pytest.raises(NotFound):
            object_as(change, by=someone("+6281277770000", "X").id)
        object_as(change, by=outsider.id)
        change = asked(owner, "+6281299990001")
        object_as(change, by=owner.id)
        assert fetch("select distinct ended_how from accounts_phonechange") == [("objected",)]

    def test_cashiers_strangers_newcomers_and_oneself_vouch_for_nobody(
        self, shop, owner, cashier, staff, other_owner, other_shop
    ):
        change = asked(owner)
        for person in (cashier, staff, other_owner, owner):  # staff joined a moment ago
            with pytest.raises(CannotVouch):
                vouch(change, by=person.id)
        with pytest.raises(CannotVouch):
            vouch_for_number(change, by=owner.id, kind="member")
        assert fetch("select vouched_at from accounts_phonechange") == [(None,)]

    def test_the_holder_of_the_new_number_does_not_vouch_for_it(self, owner, helper):
        with pytest.raises(CannotVouch):
            vouch(asked(owner, helper.phone), by=helper.id)

    def test_of_two_requests_one_is_vouched_for_and_ends_the_other(self, owner, helper):
        first, second = asked(owner), asked(owner, "+6281299990001")
        assert asked(owner) == first  # asking again is the same
        vouch(first, by=helper.id)
        with pytest.raises(AnotherWaits):
            vouch(second, by=helper.id)
        with clock.frozen(clock.now() + DAY):
            finish_number_changes()
        assert phone_of(owner) == NEW
        assert fetch("select ended_how from accounts_phonechange where id = %s", (second,)) == [("replaced",)]

    def test_after_a_week_without_a_voucher_it_is_over(self, owner, helper):
        change = asked(owner)
        with clock.frozen(clock.now() + WEEK), pytest.raises(NotFound):
            vouch(change, by=helper.id)

    def test_an_empty_account_gives_way_and_one_with_a_shop_does_not(self, shop, owner, helper, other_owner, other_shop):
        empty = someone(NEW, "")
        change = asked(owner)
        vouch(change, by=helper.id)
        with clock.frozen(clock.now() + DAY):
            assert finish_number_changes() == 1
        assert phone_of(owner) == NEW and phone_of(empty) == ""
        change = ask_new_number(NEW, other_owner.phone, address="x")
        vouch(change, by=helper.id)
        with clock.frozen(clock.now() + DAY):
            assert finish_number_changes() == 0
        assert (phone_of(owner), phone_of(other_owner)) == (NEW, other_owner.phone)
        with pytest.raises(NumberTaken):
            take_number(owner.id, other_owner.phone)

    def test_known_and_unknown_numbers_cost_the_same_and_limits_hold(self, owner):
        with counted() as known:
            asked(owner)
        with counted() as unknown:
            ask_new_number("+6281255550000", NEW, address="203.0.113.8")
        assert known == unknown
        for last in (1, 2):
            asked(owner, f"+628129999000{last}")
        with pytest.raises(TooMany):
            asked(owner, "+6281299990003")
        with pytest.raises(Invalid):
            asked(owner, owner.phone)
        tell_vouchers(ask_new_number("+6281255550000", NEW, address="203.0.113.8"))
        assert fetch("select count(*) from accounts_phonechange where person_id is null") == [(1,)]


class TestPages:
    def lose(self, old: str, new: str = NEW) -> list[str]:
        """What somebody sees who lost their phone, page by page."""
        visitor = Client()
        pages = [text_of(visitor.get(reverse("registry:lost")))]
        visitor.post(reverse("registry:lost"), {"old": old, "new": new})
        pages.append(text_of(visitor.get(reverse("registry:lost_code"))))
        code = code_for(new)
        assert visitor.post(reverse("registry:lost_code"), {"code": wrong(code)}).status_code == 422
        pages.append(text_of(visitor.post(reverse("registry:lost_code"), {"code": code})))
        return [re.sub(r'name="csrf\w+" value="\w+"', "", each) for each in pages]

    def test_known_and_unknown_old_numbers_see_the_same_pages(self, owner, shop):
        known = self.lose(owner.phone)
        fetch("delete from accounts_quota")
        assert self.lose("0812 5555 0000") == known
        assert "Sudah dicatat" in known[-1]
        assert "Kasir tidak bisa menjamin. Hubungi pengelola Sekoci dalam 7 hari." in known[-1], "true for whoever reads it"

    def test_a_new_number_with_a_shop_is_refused_to_its_own_holder(self, owner, shop, other_owner, other_shop):
        assert "Pakai nomor lain" in self.lose(owner.phone, other_owner.phone)[-1]

    def test_staff_vouch_on_their_page_after_saying_that_they_talked(self, owner, helper, cashier, client):
        change = asked(owner)
        page = reverse("registry:vouch", args=[change])
        client.force_login(helper.person)
        assert client.get(page).url.startswith("/akun/pastikan")  # an open phone on the counter is not enough
        confirm(client, helper.phone)
        assert "Telepon atau temui" in text_of(client.get(page))
        assert "Bicara dulu" in text_of(client.post(page, {"verb": "jamin"}))
        assert client.post(page, {"verb": "jamin", "sure": "on"}).status_code == 302
        assert fetch("select vouched_by_id from accounts_phonechange") == [(helper.id,)]
        stranger = Client()
        stranger.force_login(cashier.person)
        confirm(stranger, cashier.phone)
        assert stranger.get(page).status_code == 404

    def test_who_is_alone_in_the_shop_reads_what_to_do(self, client):
        page = text_of(client.get(reverse("registry:lost")))
        assert "Sendirian, atau hanya ada kasir?" in page and "gerai operator" in page and "kunci layar" in page

    def test_one_changes_the_own_number_with_both_proven(self, client, owner, shop):
        change_business(shop.id, phone=owner.phone)
        client.force_login(Person.objects.get(pk=owner.id))
        assert client.get("/akun/nomor").url.startswith("/akun/pastikan")
        confirm(client, owner.phone)
        assert client.post("/akun/nomor", {"new": owner.phone}).status_code == 422
        assert client.post("/akun/nomor", {"new": NEW}).url == "/akun/nomor/kode"
        code = code_for(NEW)
        assert client.post("/akun/nomor/kode", {"code": wrong(code)}).status_code == 422
        assert client.post("/akun/nomor/kode", {"code": code}).url == "/masuk"
        assert phone_of(owner) == shop_phone(shop) == NEW and role_of(owner.id, shop.id) == "owner"
        assert "Nomor WhatsApp toko ikut berganti" in text_of(client.get("/masuk"))
        assert client.get("/akun").status_code == 302


def confirm(client: Client, phone: str) -> None:
    client.post("/akun/pastikan", {"verb": "kirim"})
    assert client.post("/akun/pastikan", {"verb": "kode", "code": code_for(phone)}).status_code == 302
