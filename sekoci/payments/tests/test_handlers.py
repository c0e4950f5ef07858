"""The owner hears of money that fits nothing, once."""

import pytest

from sekoci.kit.events import deliver_all
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.payments.actions import settle_payments
from sekoci.payments.events import MoneyNeedsReview
from sekoci.payments.handlers import tell_owners_of_doubtful_money
from sekoci.payments.tests.people import ask, notice


@pytest.mark.django_db
def test_the_owner_hears_of_doubtful_money_once(shop, owner):
    [heard] = settle_payments([notice(ask(shop, "pretend"), 24_000)])
    deliver_all()
    tell_owners_of_doubtful_money(MoneyNeedsReview([str(heard.notice_id)], ["x"], ["different"]))
    with across_businesses():
        sent = fetch("select address, template from messaging_message where template = 'money_needs_review'")
    assert sent == [(owner.phone, "money_needs_review")]
