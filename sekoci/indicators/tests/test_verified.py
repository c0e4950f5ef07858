"""What `sekoci verify` notices though counts and what they were added up from agree with each other."""

import pytest

from sekoci.indicators.actions import count_stocks, fold_all
from sekoci.indicators.queries import problems
from sekoci.indicators.tests.people import an_outlet, stock
from sekoci.indicators.tests.test_folding import sell
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.orders.tests.people import put_on_shelf

pytestmark = pytest.mark.django_db


def wrong() -> list[str]:
    with across_businesses():
        return [text for each in problems() for text in each.wrong]


def done(statement: str, *facts: object) -> None:
    """What no verb of ours does."""
    with across_businesses():
        fetch(statement, facts)


def counted(shop, *, ago: str = "3 hours") -> int:
    """An outlet and its shop, counted, and not touched for so long; the outlet's id."""
    sell(shop, put_on_shelf(shop), source="shop")
    fold_all()
    outlet = an_outlet("33.72.01.1001", {"qris": True, "workers": 3}, shop=shop.id)
    an_outlet("33.72.01", {"listing": True})
    count_stocks()
    done("update indicators_stock set counted_at = counted_at + %s::interval", ago)
    done("delete from indicators_waiting")
    assert stock("33.72.01", "", "outlets", "digital") == (2, 2)
    assert wrong() == []
    return outlet


def test_a_standing_that_was_changed_together_with_its_counts(shop):
    outlet = counted(shop)
    done("update indicators_standing set pays = false, digital = false where id = %s", outlet)
    done("update indicators_stock set pays = pays - 1, digital = digital - 1 where area_code like '33%%' or area_code = ''")
    assert (
        f"outlet {outlet}: digital kept as false, its lists and its shop tell true;"
        " pays kept as false, its lists and its shop tell true"
    ) in wrong()


def test_a_row_that_changed_without_a_word(shop):
    outlet = counted(shop)
    done("""update registry_listrow set facts = facts || '{"workers": 4}' where outlet_id = %s""", outlet)
    assert wrong() == [f"outlet {outlet}: workers kept as 3, its lists and its shop tell 4"]


def test_a_shop_that_was_never_counted(shop, other_shop):
    counted(shop)
    done("delete from indicators_standing where id = %s", -other_shop.id)
    assert any(text.startswith(f"outlet {-other_shop.id}: ") for text in wrong())


def test_what_was_touched_since_is_no_damage(shop):
    outlet = counted(shop, ago="0 hours")
    done("update registry_listrow set facts = '{}' where outlet_id = %s", outlet)
    assert wrong() == []
