"""Notes about customers: changed, removed, brought back, each with who and when."""

from datetime import UTC, datetime, timedelta

import pytest

from sekoci.customers.actions import change_note, forget_removed_notes, keep_note, remove_note, restore_note
from sekoci.customers.queries import customer_of
from sekoci.customers.tests.people import SRI, TONO, bought, customer
from sekoci.kit import clock
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.sql import counted
from sekoci.orders.tests.people import put_on_shelf
from sekoci.privacy.actions import follow_rules
from sekoci.storefront.tests.people import text_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def sri(shop, owner):
    with clock.frozen(NOON):
        bought(shop, put_on_shelf(shop), SRI, TONO)
        who = customer(shop)
        keep_note(shop.id, who.id, "Suka pedas", key="catatan-1", person_id=owner.id)
    return who


def note_of(shop, who):
    [note] = customer_of(shop.id, who.id).notes
    return note


def test_another_text_says_who_changed_it_and_when_and_the_same_again_changes_nothing(shop, owner, staff, sri):
    note_id = note_of(shop, sri).id
    for hours, text in ((1, "Tidak suka pedas"), (2, "Tidak suka pedas")):
        with clock.frozen(NOON + hours * HOUR):
            change_note(shop.id, sri.id, note_id, text, person_id=staff.id)
    note = note_of(shop, sri)
    assert (note.text, note.author, note.at) == ("Tidak suka pedas", "Melati", NOON)
    assert (bool(note.changer), note.changed_at) == (True, NOON + HOUR)


def test_what_is_no_note_of_this_customer_is_refused_and_nothing_changes(shop, other_shop, owner, sri):
    before = note_of(shop, sri)
    with pytest.raises(Invalid):
        change_note(shop.id, sri.id, before.id, "  ", person_id=owner.id)
    for shop_id, who in ((other_shop.id, sri.id), (shop.id, customer(shop, TONO).id)):
        for verb in (
            lambda *where: change_note(*where, "Lain", person_id=owner.id),
            lambda *where: remove_note(*where, person_id=owner.id),
            restore_note,
        ):
            with pytest.raises(NotFound):
                verb(shop_id, who, before.id)
    assert note_of(shop, sri) == before


def test_removed_it_says_by_whom_and_comes_back_as_it_was_until_thirty_days_are_over(shop, owner, sri):
    before = note_of(shop, sri)
    for hours in (1, 2):
        with clock.frozen(NOON + hours * HOUR):
            remove_note(shop.id, sri.id, before.id, person_id=owner.id)
    assert (note_of(shop, sri).remover, note_of(shop, sri).removed_at) == ("Melati", NOON + HOUR)
    with pytest.raises(NotFound):
        change_note(shop.id, sri.id, before.id, "Lain", person_id=owner.id)
    for _ in range(2):
        restore_note(shop.id, sri.id, before.id)
    assert note_of(shop, sri) == before
    remove_note(shop.id, sri.id, before.id, person_id=owner.id)
    assert forget_removed_notes(before=clock.now() - timedelta(days=30), most=9) == 0
    with clock.frozen(clock.now() + timedelta(days=31)):
        assert follow_rules()["notes about customers that were removed"] == 1
    assert customer_of(shop.id, sri.id).notes == []


def test_by_the_pages(client, shop, owner, sri):
    client.force_login(owner.person)
    home = f"/kelola/{shop.slug}/pelanggan/{sri.id}"
    note = f"{home}/catatan/{note_of(shop, sri).id}"
    assert 'value="Suka pedas"' in client.get(note).content.decode()
    assert client.post(note, {"text": " "}).status_code == 422
    said = text_of(client.post(note, {"text": "Suka manis"}, follow=True))
    assert "Suka manis" in said and "Diubah Melati" in said
    said = text_of(client.post(f"{note}/hapus", follow=True))
    assert "Masih bisa dikembalikan" in said and "Dihapus Melati" in said
    assert client.get(note).status_code == 404
    assert "Catatan dihapus (1)" not in text_of(client.post(f"{note}/kembalikan", follow=True))
    with counted() as statements:
        client.get(note)
    assert len(statements) <= 10
    assert client.get(note.replace(str(sri.id), str(customer(shop, TONO).id))).status_code == 404
