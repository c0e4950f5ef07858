"""Who works in a shop: invited by phone, given a role, handed the shop, gone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from sekoci.accounts.actions import TooMany
from sekoci.accounts.models import Person
from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.scope import in_business
from sekoci.messaging.actions import deliver_waiting
from sekoci.messaging.queries import outbox
from sekoci.registry.actions import (
    AlreadyMember,
    InvitationOver,
    LastOwner,
    accept_invitation,
    add_member,
    change_role,
    decline_invitation,
    hand_over,
    invite,
    invite_again,
    make_api_key,
    remove_member,
    withdraw_invitation,
)
from sekoci.registry.queries import api_keys_of, contacts_of, invitations_for, invitations_of, members_of, role_of
from sekoci.registry.rules import DUTIES, duties_of, roles_at
from sekoci.registry.tests.people import page, text_of
from tests.people import someone

pytestmark = pytest.mark.django_db
NEW = "+6281299990000"


def ask(shop, owner, phone=NEW, role="cashier", name="Sari"):
    return invite(shop.id, phone=phone, role=role, name=name, by=owner.id)


def roles(shop):
    return {each.person_id: each.role for each in members_of(shop.id)}


def test_every_page_of_the_owners_side_lets_in_whom_the_table_names():
    """And nobody else: walked over the table of addresses, so that a new page cannot be forgotten."""
    seen, wrong = 0, []

    def walk(patterns, before=""):
        for each in patterns:
            route = before + str(each.pattern)
            if hasattr(each, "url_patterns"):
                yield from walk(each.url_patterns, route)
            elif route.startswith("kelola/<slug:slug>"):
                yield route.removeprefix("kelola/<slug:slug>").strip("/"), each.callback

    for place, view in walk(get_resolver().url_patterns):
        seen += 1
        if getattr(view, "roles", None) != roles_at(place):
            wrong.append((place, getattr(view, "roles", None), roles_at(place)))
    assert wrong == []
    assert seen > 30


def test_the_table_of_roles():
    assert roles_at("jual/hari-ini") == roles_at("pengaturan") == ("owner", "staff", "cashier")
    assert roles_at("") == roles_at("pesanan/x") == roles_at("qris/cek") == ("owner", "staff")
    assert roles_at("pengaturan/orang/1/pemilik") == roles_at("qris") == ("owner",)
    assert duties_of("owner") == ([duty.name for duty in DUTIES], [])
    assert duties_of("cashier")[0] == ["sell"]
    assert "settings" in duties_of("staff")[1]


class TestInvitations:
    def test_the_membership_starts_when_the_invited_accepts_and_not_before(self, shop, owner):
        invitation = ask(shop, owner)
        deliver_waiting()
        [sent] = outbox(to=NEW, template="invitation")
        assert f"/undangan/{invitation}" in sent.text and "Kasir" in sent.text and shop.name in sent.text
        sari = someone(NEW, "")
        assert role_of(sari.id, shop.id) is None
        assert accept_invitation(invitation, person_id=sari.id) == shop.id
        assert accept_invitation(invitation, person_id=sari.id) == shop.id  # twice is once
        assert [(each.role, each.name) for each in members_of(shop.id)] == [("owner", "Melati"), ("cashier", "Sari")]
        assert invitations_of(shop.id) == [] == invitations_for(NEW)

    def test_another_phone_cannot_accept_nor_decline(self, shop, owner, outsider):
        invitation = ask(shop, owner)
        for verb in (accept_invitation, decline_invitation):
            with pytest.raises(NotFound):
                verb(invitation, person_id=outsider.id)
        with pytest.raises(NotFound):
            accept_invitation(uuid4(), person_id=outsider.id)
        assert len(members_of(shop.id)) == len(invitations_of(shop.id)) == 1

    def test_after_a_week_it_is_over_and_sent_again_it_is_the_same_one(self, shop, owner):
        invitation, sari = ask(shop, owner), someone(NEW, "")
        with clock.frozen(clock.now() + timedelta(days=7, seconds=1)):
            with pytest.raises(InvitationOver):
                accept_invitation(invitation, person_id=sari.id)
            assert invitations_for(NEW) == []
            assert invitations_of(shop.id)[0].is_over
            invite_again(shop.id, invitation, by=owner.id)
            accept_invitation(invitation, person_id=sari.id)
        assert roles(shop)[sari.id] == "cashier"

    def test_withdrawn_or_declined_it_lets_nobody_in(self, shop, owner):
        sari = someone(NEW, "")
        for end in (lambda it: withdraw_invitation(shop.id, it), lambda it: decline_invitation(it, person_id=sari.id)):
            invitation = ask(shop, owner)
            end(invitation)
            end(invitation)
            with pytest.raises(InvitationOver):
                accept_invitation(invitation, person_id=sari.id)
        assert len(members_of(shop.id)) == 1

    def test_it_is_sent_three_times_a_day_and_no_more(self, shop, owner):
        first = ask(shop, owner)
        assert {ask(shop, owner, role="staff") for _ in range(2)} == {first}
        with pytest.raises(TooMany):
            invite_again(shop.id, first, by=owner.id)
        deliver_waiting()
        assert len(outbox(to=NEW)) == 3
        [waiting] = invitations_of(shop.id)
        assert waiting.role == "staff"

    def test_members_and_nonsense_are_refused(self, shop, owner, cashier, other_shop):
        with pytest.raises(AlreadyMember):
            ask(shop, owner, phone=cashier.phone)
        for phone, role in (("12", "staff"), ("0809 1 234 567", "staff"), (NEW, "king")):
            with pytest.raises(Invalid):
                ask(shop, owner, phone=phone, role=role)
        theirs = invite(other_shop.id, phone=NEW, role="staff", by=owner.id)
        with pytest.raises(NotFound):
            withdraw_invitation(shop.id, theirs)
        assert invitations_of(shop.id) == []

    def test_whom_a_removed_owner_invited_is_invited_no_more(self, shop, owner, outsider):
        add_member(shop.id, phone=outsider.phone, role="owner")
        invitation = ask(shop, outsider, role="owner")
        remove_member(shop.id, outsider.id)
        with pytest.raises(InvitationOver):
            accept_invitation(invitation, person_id=someone(NEW, "").id)

    def test_an_owner_without_a_name_invites_as_the_owner_and_not_as_the_shop(self, shop, owner):
        from sekoci.accounts.models import Person

        Person.objects.filter(pk=owner.id).update(name="")
        invitation = ask(shop, owner)
        deliver_waiting()
        [sent] = outbox(to=NEW, template="invitation")
        assert f"Anda diundang pemiliknya bekerja di {shop.name} sebagai Kasir." in sent.text
        sari = Client()
        sari.force_login(someone(NEW, "").person)
        assert "Pemiliknya mengundang Anda bekerja sebagai" in text_of(sari.get(f"/undangan/{invitation}"))

    def test_the_invited_sees_it_after_login_reads_what_the_work_is_and_accepts(self, melati, shop):
        refused = melati.post(page("members", shop), {"phone": "12", "role": "cashier"})
        assert refused.status_code == 422
        said = text_of(melati.post(page("members", shop), {"phone": NEW, "name": "Sari", "role": "cashier"}, follow=True))
        assert "Undangan dikirim" in said and "Menunggu jawaban" in said
        [waiting] = invitations_of(shop.id)
        link = reverse("registry:invitation", args=[waiting.id])
        sari = Client()
        assert sari.get(link).url == f"/masuk?next={link}"
        sari.force_login(someone(NEW, "").person)
        assert link in text_of(sari.get(reverse("registry:mine")))
        said = text_of(sari.get(link))
        assert "jual di kasir" in said and "Anda tidak bisa: urus pesanan" in said
        assert sari.post(link, {"jawaban": "terima"}).url == reverse("registry:mine")
        assert sari.get(reverse("registry:mine")).url == reverse("kasir:sell", args=[shop.slug])
        other = text_of(melati.get(link))
        assert "untuk nomor 0812" in other and NEW[-6:] not in other
        assert melati.post(link, {"jawaban": "terima"}).status_code == 404

    def test_the_owner_sends_it_again_and_takes_it_back(self, melati, shop, owner):
        address = page("change_invitation", shop, ask(shop, owner))
        for said in ("dikirim lagi", "dikirim lagi", "Terlalu sering"):
            assert said in text_of(melati.post(address, {"verb": "kirim"}, follow=True))
        assert "dibatalkan" in text_of(melati.post(address, {"verb": "batal"}, follow=True))
        assert melati.post(address, {"verb": "kirim"}).status_code == 404
        assert invitations_of(shop.id) == []


class TestRoles:
    def test_a_role_changes_and_the_last_owner_stays(self, shop, owner, cashier, outsider):
        change_role(shop.id, cashier.id, role="staff")
        with pytest.raises(LastOwner):
            change_role(shop.id, owner.id, role="staff")
        with pytest.raises(NotFound):
            change_role(shop.id, outsider.id, role="staff")
        assert roles(shop) == {owner.id: "owner", cashier.id: "staff"}

    def test_the_shop_is_handed_over_and_has_an_owner_all_the_time(self, shop, owner, cashier, outsider):
        for wrong in (outsider.id, owner.id):
            with pytest.raises(NotFound):
                hand_over(shop.id, owner_id=owner.id, to=wrong)
        hand_over(shop.id, owner_id=owner.id, to=cashier.id)
        assert roles(shop) == {owner.id: "staff", cashier.id: "owner"}
        with pytest.raises(NotFound):
            hand_over(shop.id, owner_id=owner.id, to=cashier.id)

    def test_handing_over_is_asked_twice(self, melati, shop, owner, cashier):
        address = page("hand_over_to", shop, cashier.id)
        assert address in text_of(melati.get(page("member", shop, cashier.id)))
        assert melati.post(address).status_code == 422
        assert roles(shop)[owner.id] == "owner"
        assert melati.post(address, {"sure": "on"}).status_code == 302
        assert roles(shop) == {owner.id: "staff", cashier.id: "owner"}
        assert melati.get(page("members", shop)).status_code == 403

    def test_the_owner_changes_a_role_on_the_page(self, melati, shop, owner, cashier):
        melati.post(page("member", shop, cashier.id), {"role": "staff"})
        assert roles(shop)[cashier.id] == "staff"
        refused = melati.post(page("member", shop, owner.id), {"role": "cashier"})
        assert refused.status_code == 422 and "Usaha harus punya pemilik" in text_of(refused)
        assert melati.get(page("member", shop, 999999)).status_code == 404

    def test_a_removed_member_is_out_at_the_next_request_and_their_keys_stay_named(self, client, shop, owner, staff):
        client.force_login(staff.person)
        orders = reverse("orders:list", args=[shop.slug])
        assert client.get(orders).status_code == 200
        make_api_key(shop.id, label="Timbangan", by=staff.id)
        remove_member(shop.id, staff.id)
        assert client.get(orders).status_code == 404
        assert [(key.label, key.made_by) for key in api_keys_of(shop.id)] == [("Timbangan", "Joko")]

    def test_a_cashier_leaves_by_themselves_and_the_last_owner_cannot(self, client, melati, shop, cashier):
        assert melati.post(page("quit", shop)).status_code == 409
        client.force_login(cashier.person)
        assert page("quit", shop) in text_of(client.get(reverse("registry:mine") + "?semua"))
        assert "Ya, saya berhenti" in text_of(client.get(page("quit", shop)))
        assert client.post(page("quit", shop)).url == reverse("registry:mine")
        assert client.get(page("quit", shop)).status_code == 404
        assert cashier.id not in roles(shop)

    def test_the_owner_logs_a_cashier_out_whose_phone_is_lost_but_no_other_owner(self, client, shop, owner, cashier, outsider):
        lost, boss = Client(), Client()
        add_member(shop.id, phone=outsider.phone, role="owner")
        lost.force_login(cashier.person)
        boss.force_login(owner.person)
        counter = reverse("kasir:sell", args=[shop.slug])
        assert lost.get(counter).status_code == 200
        assert boss.post(page("sign_out", shop, cashier.id)).status_code == 302
        assert lost.get(counter).url.startswith("/masuk")
        assert boss.post(page("sign_out", shop, outsider.id)).status_code == 404
        assert roles(shop)[cashier.id] == "cashier"


def test_the_news_of_a_shop_goes_to_an_owner_whose_account_is_open(shop, owner, outsider):
    def told() -> str:
        with in_business(shop.id):
            return contacts_of([shop.id])[shop.id].owner_phone

    add_member(shop.id, phone=outsider.phone, role="owner")
    assert told() == owner.phone
    Person.objects.filter(id=owner.id).update(is_active=False)
    assert told() == outsider.phone
    Person.objects.filter(id=outsider.id).update(is_active=False)
    assert told() == owner.phone
