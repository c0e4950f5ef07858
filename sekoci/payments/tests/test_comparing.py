"""Whether the sticker at the stall is the owner's: what counts is the account that the money goes to."""

from dataclasses import replace

import pytest
from django.test import Client

from sekoci.payments.rules import issue_qris
from sekoci.payments.tests.test_qris import MERCHANT

MINE = replace(MERCHANT, nmid="ID1019123456781")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (MINE, "Aman"),
        (replace(MINE, name="Ditulis Lain"), "Aman"),
        (replace(MINE, pan="936009140000000001"), "Hati-hati: NMID sama, tetapi penyedianya lain."),
        (replace(MINE, domain="ID.CO.LAIN.WWW"), "Hati-hati: NMID sama, tetapi penyedianya lain."),
        (replace(MINE, merchant_id="LAIN"), "Hati-hati: NMID sama, tetapi penyedianya lain."),
        (replace(MINE, nmid="ID1019123456782"), "AWAS"),
    ],
)
def test_an_equal_nmid_alone_is_not_called_safe(shop, owner, seen, said):
    visitor, page = Client(), f"/kelola/{shop.slug}/qris"
    visitor.force_login(owner.person)
    visitor.post(page, {"text": issue_qris(MINE), "benar": "1"})
    assert said in visitor.post(f"{page}/cek", {"text": issue_qris(seen)}, follow=True).content.decode()
