"""On paper nobody reads a word of the code."""

import json

import pypdfium2
import pytest

from sekoci.accounts.actions import note_view
from sekoci.accounts.models import Person
from sekoci.customers.tests.people import SRI, bought
from sekoci.delivery.models import Proof
from sekoci.kit.events import deliver_all
from sekoci.kit.persons import Who
from sekoci.messaging.models import Message as Told
from sekoci.orders.models import Order
from sekoci.orders.tests.people import put_on_shelf
from sekoci.payments.models import Payment
from sekoci.privacy.actions import as_json, as_pdf
from sekoci.privacy.queries import copy_of, whose
from sekoci.privacy.values import in_words
from sekoci.privacy.words import VIEWED, VIEWERS
from sekoci.registry.models import Invitation, Membership
from sekoci.reviews.models import Review
from sekoci.webhooks.actions import connect_target
from sekoci.webhooks.models import Message
from sekoci.webhooks.rules import KINDS

pytestmark = pytest.mark.django_db
CODES = [
    ("orders", "state", Order.State.values),
    ("orders", "fulfilment", Order.Fulfilment.values),
    ("orders", "paid_by", Payment.Method.values),
    ("messages", "state", Told.Status.values),
    ("reviews", "state", Review.State.values),
    ("told", "state", Message.State.values),
    ("told", "what", [kind for kind in KINDS if kind.startswith(("order", "payment"))]),
    ("deliveries", "how", Proof.How.values),
    ("invitations", "state", Invitation.Ending.values),
    ("memberships", "role", Membership.Role.values),
    ("views", "viewer", [f"{kind}:0" for kind in VIEWERS]),
    ("views", "what", list(VIEWED)),
]


@pytest.mark.parametrize(("part", "column", "codes"), CODES)
def test_each_code_has_its_word(part, column, codes):
    said = [in_words(part, {column: code}, Who(0, SRI))[column] for code in codes if code]
    assert [word for word in said if word.lower() in {*codes, *(code.partition(":")[0] for code in codes)} - {"qris"}] == []


def test_the_paper_says_in_words_what_was_bought_who_looked_and_where_it_was_sent(shop):
    connect_target(shop.id, url="https://erp.example.com/hook?x=1", kinds=KINDS)
    bought(shop, put_on_shelf(shop, stock=9), SRI)
    deliver_all()
    note_view([SRI], viewer="person:0", what="copy", place="/privasi/salinan")
    note_view([SRI], viewer=f"api:{shop.id}", what="row")
    paper = pypdfium2.PdfDocument(as_pdf(copy_of(whose(SRI))))
    text = " ".join("".join(page.get_textpage().get_text_bounded() for page in paper).split())
    paper.close()
    assert [word for word in ("person:", "api:", "order.", "cash", "login_code", "/privasi", "completed") if word in text] == []
    for said in (
        "Penerima: erp.example.com",
        "Siapa: Program toko",
        f"Di mana: {shop.name}",
        "Bayar dengan: Tunai",
        "Siapa: Anda",
    ):
        assert said in text
    [row] = [row for row in json.loads(as_json(copy_of(whose(SRI))))["parts"]["views"]["rows"] if row["what"] == "row"]
    assert (row["viewer"], row["place"]) == (f"api:{shop.id}", shop.name)


def test_changes_of_an_account_are_said_in_words(owner):
    Person.objects.filter(pk=owner.id).update(name="Sri Baru", is_active=False)
    [change] = [part.rows[0] for part in copy_of(Who(owner.id, owner.phone)).parts if part.name == "changes"]
    said = in_words("changes", change, Who(owner.id, owner.phone))
    assert "Nama: Sri Baru" in said["after"] and "Aktif: tidak" in said["after"]
