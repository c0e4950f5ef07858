"""Two reviews of one product at the same moment are both counted."""

from functools import partial

from sekoci.customers.tests.people import bought
from sekoci.kit.scope import across_businesses
from sekoci.orders.queries import order_of
from sekoci.orders.tests.people import put_on_shelf
from sekoci.reviews.actions import write_reviews
from sekoci.reviews.queries import problems, ratings
from sekoci.reviews.rules import Rating, ReviewDraft
from tests.crowd import at_once


def test_two_at_once_are_both_counted(committed, shop):
    keripik = put_on_shelf(shop, stock=100)
    phones = [f"+62812345678{number:02}" for number in range(10, 18)]
    orders = [order_of(shop.id, order_id) for order_id in bought(shop, keripik, *phones)]
    answers = at_once([partial(write_reviews, order, [ReviewDraft(keripik, 4)]) for order in orders])
    assert answers == [1] * 8
    assert ratings(shop.id) == {keripik: Rating(8, 32)}
    with across_businesses():
        [checked] = problems()
    assert checked.wrong == []
