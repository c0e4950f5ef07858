"""The stand for the counter: both codes on it can be scanned, and it is printed for those who may see the sticker."""

import pypdfium2
import pytest
import zxingcpp
from django.test import Client

from sekoci.payments.actions import save_sticker
from sekoci.payments.tests.people import STICKER

pytestmark = pytest.mark.django_db


def stand_of(shop, person):
    visitor = Client()
    visitor.force_login(person)
    return visitor.get(f"/kelola/{shop.slug}/qris/meja.pdf")


def test_it_carries_the_owners_qris_and_the_shops_address(shop, owner):
    save_sticker(shop.id, STICKER)
    [page] = pypdfium2.PdfDocument(stand_of(shop, owner.person).content)
    codes = {code.text for code in zxingcpp.read_barcodes(page.render(scale=3).to_pil())}
    assert codes == {STICKER, f"http://127.0.0.1:8000/{shop.slug}?dari=meja"}


def test_without_a_sticker_there_is_none_and_strangers_never_see_one(shop, owner, other_owner):
    assert stand_of(shop, owner.person).status_code == 404
    save_sticker(shop.id, STICKER)
    assert stand_of(shop, other_owner.person).status_code == 404
