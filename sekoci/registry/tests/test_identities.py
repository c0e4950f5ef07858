"""NIK and NPWP: checked, sealed, shown by their last digits, whole only to who wrote them and anew confirmed."""

import pytest

from sekoci.accounts.queries import viewings_of
from sekoci.kit.errors import Invalid, NotFound
from sekoci.kit.scope import in_business
from sekoci.kit.sealing import CannotUnseal, unseal
from sekoci.kit.sql import fetch
from sekoci.registry.actions import keep_identity, show_identity
from sekoci.registry.queries import identities_of
from sekoci.registry.rules.identities import identity

NIK = "3372014507900001"


@pytest.mark.parametrize("text", [NIK, "3372 0145 0790 0001", "33.72.01.450790.0001"])
def test_a_nik_is_read_as_people_write_it(text):
    assert identity("nik", text) == NIK


@pytest.mark.parametrize(
    "text", ["", "337201450790000", "3372014507900000", "3372017207900001", "3372010007900001", "3372014513900001", "x" * 16]
)
def test_what_cannot_be_a_nik_is_refused(text):
    with pytest.raises(Invalid):
        identity("nik", text)


def test_an_npwp_has_sixteen_digits_or_fifteen():
    assert identity("npwp", "01.234.567.8-901.000") == "012345678901000"
    assert identity("npwp", "0012345678901000") == "0012345678901000"
    with pytest.raises(Invalid):
        identity("npwp", "0123456789")


@pytest.mark.django_db
class TestKeeping:
    def test_only_the_last_digits_can_be_read_from_the_table_and_the_seal_fits_one_row(self, shop, owner):
        keep_identity(shop.id, "nik", NIK, person_id=owner.id)
        with in_business(shop.id):
            [(sealed, last4, whole)] = fetch("select sealed, last4, i::text from registry_identity i")
        assert (last4, NIK in whole) == ("0001", False)
        with pytest.raises(CannotUnseal):
            unseal(sealed, about="registry.identity:other")
        assert identities_of(shop.id, person_id=owner.id)["nik"].is_mine
        with in_business(shop.id):
            assert fetch("select 1 from kit_change where position(%s in kit_change::text) > 0", (NIK,)) == []
            assert fetch("select verb, after->>'last4' from kit_change where about = 'registry_identity'") == [("insert", "0001")]

    def test_who_wrote_it_sees_it_whole_which_is_noted_and_nobody_else_does(self, shop, owner, staff):
        keep_identity(shop.id, "nik", NIK, person_id=owner.id)
        assert show_identity(shop.id, "nik", person_id=owner.id, phone=owner.phone, place=shop.name) == NIK
        assert [(viewer, what) for _, viewer, what, _ in viewings_of(owner.phone)] == [(f"person:{owner.id}", "number")]
        with pytest.raises(NotFound):
            show_identity(shop.id, "nik", person_id=staff.id, phone=staff.phone, place="")

    def test_again_replaces_and_empty_removes(self, shop, owner):
        keep_identity(shop.id, "npwp", "012345678901000", person_id=owner.id)
        keep_identity(shop.id, "npwp", "012345678901001", person_id=owner.id)
        assert identities_of(shop.id, person_id=owner.id)["npwp"].last4 == "1001"
        keep_identity(shop.id, "npwp", "", person_id=owner.id)
        assert identities_of(shop.id, person_id=owner.id) == {}

    def test_the_page_asks_to_confirm_first(self, client, shop, owner, staff):
        client.force_login(owner.person)
        path = f"/kelola/{shop.slug}/pengaturan/identitas"
        assert client.get(path).headers["Location"].startswith("/akun/pastikan")
        client.force_login(staff.person)
        assert client.get(path).status_code == 403
