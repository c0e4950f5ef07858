"""Whoever is forgotten is found in lists where their number stood second in a cell, too."""

import pytest

from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.privacy.actions import erase_person
from sekoci.privacy.queries import whose
from sekoci.registry.actions.linking import link_waiting
from sekoci.registry.tests.linked import by_phone
from sekoci.registry.tests.listed import a_list, an_office, stored

pytestmark = pytest.mark.django_db
TWO = "nama,pemilik,hp,alamat,kecamatan\nWarung Rahasia,Bu Tini,0857-2208-1394 / 0812-5550-0077,Jalan Sepi 1,Laweyan\n"
ONE = "Toko Lain,Pak Budi,0857-2208-1399,Jalan Ramai 2,Laweyan\n"


def said() -> str:
    with across_businesses():
        rows = fetch("select r::text from registry_listrow r") + fetch("select o::text from registry_outlet o")
    return " ".join(row for (row,) in rows)


def test_the_row_and_what_its_outlet_took_from_it_are_emptied_and_no_other(few_areas):
    stored(a_list(an_office()), TWO + ONE)
    link_waiting(by_phone)
    assert "0812-5550-0077" in said()
    erase_person(whose("+6281255500077"), how="command")
    left = said()
    assert not any(word in left for word in ("Rahasia", "Tini", "0812-5550-0077", "85722081394", "Jalan Sepi"))
    assert all(word in left for word in ("Toko Lain", "Pak Budi", "85722081399", "Jalan Ramai 2"))
    with across_businesses():
        assert fetch("select count(*) from registry_outlet where ended_at is null") == [(2,)], "counted as before"


def test_a_number_that_only_looks_alike_finds_nobody(few_areas):
    stored(a_list(an_office()), TWO + ONE)
    before = said()
    erase_person(whose("+6281255500078"), how="command")
    assert said() == before
