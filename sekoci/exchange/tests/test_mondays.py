"""What outsiders read of the month that runs is of Monday: no page, file or answer moves while a partner adds rows."""

import pytest
from django.urls import reverse

from sekoci.exchange.tests.people import calling, person
from sekoci.indicators.actions import count_stocks
from sekoci.indicators.queries import problems
from sekoci.indicators.rules import LEAST
from sekoci.indicators.tests.people import an_outlet, monday_came
from sekoci.indicators.tests.test_pages import at_desk
from sekoci.indicators.views import PUBLIC
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.kit.switches import forget_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_of_another(areas) -> None:
    """Forty in Solo, a half of them digital; in Makassar one business of somebody else's."""
    for number in range(40):
        an_outlet("33.72.01", {"listing": number % 2 == 0})
    an_outlet("73.71.01", {"listing": True})
    count_stocks()


def pages(client, reach, key) -> tuple[object, ...]:
    """All that outsiders read: the office's page, the file, JSON, and what everybody reads."""
    office = reverse("indicators:numbers", args=[reach.organisation])
    partner_page, public = client.get(office), client.get(reverse("indicators:public"))
    told = tuple((line["name"], line["outlets"], line["digital"], line["is_hidden"]) for line in partner_page.context["lines"])
    file = client.get(office, {"berkas": "csv"}).content
    return (
        told,
        partner_page.context["totals"],
        public.context["totals"],
        file,
        key("/numbers").json(),
        key("/numbers", area="73").json(),
    )


def test_no_page_moves_before_monday_whatever_a_partner_pushes(client, one_of_another, gofood):
    client.force_login(person(gofood))
    key = calling(client, gofood, scopes=["numbers:read"])
    fetch("insert into kit_switch values (%s, 'on', 0, '{}', now())", (PUBLIC.name,))
    forget_settings()
    try:
        before = pages(client, gofood, key)
        for pushed in range(12):
            an_outlet("73.71.01", {"listing": pushed % 2 == 0})
            count_stocks()
            assert pages(client, gofood, key) == before, pushed
        monday_came()
        after = pages(client, gofood, key)
        assert int(after[2]["outlets"].replace(".", "")) % LEAST == 0
        assert after != before
        with across_businesses():
            fetch("delete from registry_listrow where area_code = '73.71.01'")
            fetch("delete from registry_outlet where area_code = '73.71.01'")
        count_stocks(whole=True)
        assert pages(client, gofood, key) == after, "who is gone is gone on Monday"
        assert [text for look in problems() for text in look.wrong] == []
        monday_came()
        assert "73" not in stock_codes()
    finally:
        forget_settings()


def stock_codes() -> set[str]:
    return {code for (code,) in fetch("select area_code from indicators_stock where slice = ''")}


def test_the_page_says_of_which_monday_it_is(client, one_of_another, gofood):
    fetch("update indicators_stock set told_on = counted_on - 1")
    client.force_login(person(gofood))
    said = client.get(reverse("indicators:numbers", args=[gofood.organisation]), {"wilayah": ""}).content.decode()
    assert "Usaha untuk umum dihitung tiap Senin; angka ini dari" in said
    assert "tiap Senin" not in at_desk(client)(wilayah="").content.decode()
