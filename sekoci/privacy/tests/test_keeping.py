"""Nothing is kept longer than the rules say; what the law wants kept stays, and `sekoci verify` is clean."""

from datetime import timedelta

import pytest

from sekoci.accounts.actions import note_view
from sekoci.customers.queries import customers_of
from sekoci.customers.tests.people import SRI, TONO, WATI, asked, bought
from sekoci.kit import clock
from sekoci.kit.scope import in_business
from sekoci.kit.sql import fetch
from sekoci.operations.verify import verify
from sekoci.orders.tests.people import put_on_shelf
from sekoci.privacy.actions import follow_rules
from sekoci.privacy.actions.keeping import VERBS
from sekoci.privacy.queries import consents_counted, rules_followed
from sekoci.privacy.rules import RETENTION
from sekoci.privacy.tests.test_erasing import everywhere
from sekoci.registry.actions import invite

pytestmark = pytest.mark.django_db


def test_every_rule_of_ours_has_a_verb():
    assert {rule.name for rule in RETENTION if rule.by == "privacy"} == set(VERBS)


def test_old_buyers_are_forgotten_whole_or_not_at_all_and_books_stay(shop, owner):
    keripik = put_on_shelf(shop, stock=100)
    bought(shop, keripik, SRI, TONO)
    asked(shop, keripik, WATI)
    note_view([SRI], viewer="command", what="copy")
    invite(shop.id, phone="0812 3456 7701", role="cashier", name="Ani Lama", by=owner.id)
    later = clock.now() + timedelta(days=800)
    with clock.frozen(later):
        bought(shop, keripik, TONO)
        done = follow_rules()
        assert follow_rules() == {}
    assert done["buyers who order no more"] == 1
    assert done["who looked at whose data"] == done["invitations that ended"] == 1
    assert everywhere(SRI) == []
    assert everywhere("Ani Lama") == []
    assert {each.phone for each in customers_of(shop.id).items} == {TONO, WATI}
    with in_business(shop.id):
        assert fetch("select count(*), count(*) filter (where buyer_phone = '') from orders_order") == [(4, 1)]
    assert verify().is_clean
    assert all(at for rule, _, at, _ in rules_followed() if rule.by == "privacy")
    assert consents_counted() == []
