"""Experiment E45 for partners' lists: dirty files through the pages. No half import, no 5xx, each bad row named in Indonesian."""

import csv
import io
import random
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sekoci.accounts.models import Person
from sekoci.kit.scope import across_businesses
from sekoci.kit.sql import fetch
from sekoci.registry.actions.reading_lists import read_edition
from sekoci.registry.actions.storing_lists import write_edition
from sekoci.registry.lists.folder import folder_of
from sekoci.registry.lists.words import REASONS
from sekoci.registry.tests.dirty_lists import NIKS, Dirty, dirty_list
from sekoci.registry.tests.listed import a_list, an_office, rows_of, the_edition

pytestmark = pytest.mark.django_db
SENTENCES = {str(said) for said in REASONS.values()}


class Pages:
    """The pages of an office's lists, as its partner opens them."""

    def __init__(self, client, office):
        client.force_login(Person.objects.get(id=office.person_id))
        self.client, self.office = client, office

    def address(self, name, *more):
        return reverse(f"registry:{name}", args=[self.office.organisation, *more])

    def sent(self, number, made: Dirty) -> UUID | None:
        """The file that was taken and read; None where it was refused with a sentence."""
        file = SimpleUploadedFile(made.name, made.content)
        answer = self.client.post(self.address("list", number), {"file": file, "as_of": "2026-11-01"})
        assert answer.status_code in (302, 422), answer.status_code
        if answer.status_code == 422:
            return None
        edition = UUID(answer["Location"].rsplit("/", 1)[1])
        read_edition(edition)
        return edition

    def put_aside(self, number, edition) -> dict[int, str]:
        """The rows that the page lets download, with what it says of each."""
        answer = self.client.get(self.address("put_aside", number, edition))
        rows = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
        return {int(row["baris"]): row["alasan"] for row in rows}


@pytest.fixture
def pages(client, few_areas):
    return Pages(client, an_office())


def stored_rows(number):
    columns = ("name", "phone", "area_code", "nib", "kbli", "sex", "(facts ->> 'sales_month')::bigint", "facts ->> 'since'")
    return {row[0]: tuple(row[1:]) for row in rows_of(number, *columns)}


def try_one(pages, seed):
    made, number = dirty_list(seed), a_list(pages.office, f"Daftar {seed}")
    edition = pages.sent(number, made)
    assert edition, (seed, made.name)
    page = pages.address("edition", number, edition)
    shown = pages.client.get(page).content.decode()
    assert the_edition(edition).state == "ready", (seed, the_edition(edition).problem)
    told = pages.put_aside(number, edition)
    assert set(told) == made.wrong, (seed, told)
    assert all(any(said in why for said in SENTENCES) for why in told.values()), (seed, told)
    assert all(f"Baris {each}" in shown for each in sorted(told)[:8]), seed
    assert str(NIKS)[:12] not in shown + str(told)
    assert stored_rows(number) == {}
    if seed % 5 == 0:
        assert pages.client.post(page, {"aksi": "batal"}).status_code == 302
        write_edition(edition)
        assert (stored_rows(number), the_edition(edition).state) == ({}, "cancelled")
        return
    assert pages.client.post(page, {"aksi": "simpan"}).status_code == 302
    assert stored_rows(number) == {}
    write_edition(edition)
    assert stored_rows(number) == made.good, seed
    assert pages.client.get(page).status_code == 200
    assert not folder_of(edition).exists()
    assert str(NIKS)[:12] not in str(rows_of(number, "said::text", "facts::text", "key"))


def try_broken(pages, seed):
    """The same file cut off, or with some of its bytes changed: an answer, whatever it says; all of it or nothing."""
    made, chance = dirty_list(seed), random.Random(seed)
    damaged = bytearray(made.content)
    for _ in range(chance.randint(1, 30)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    made.content = bytes(damaged[: chance.randrange(len(damaged)) + 1]) if seed % 2 else bytes(damaged)
    number = a_list(pages.office, f"Daftar {seed}")
    if not (edition := pages.sent(number, made)):
        return
    page = pages.address("edition", number, edition)
    assert pages.client.get(page).status_code == 200
    found = the_edition(edition)
    assert found.state in ("ready", "failed"), seed
    good = found.preview.get("counts", {}).get("good", 0) if found.state == "ready" else 0
    answer = pages.client.post(page, {"aksi": "simpan"})
    assert answer.status_code == (302 if good else 422), (seed, answer.status_code)
    write_edition(edition)
    assert len(rows_of(number, "id")) == good, seed


def nothing_is_left_over():
    with across_businesses():
        aside = fetch(
            "select count(*) from registry_quarantinedrow q join registry_listedition e on e.id = q.edition_id"
            " where e.state = 'cancelled'"
        )
    return aside == [(0,)]


def test_forty_dirty_lists_come_to_what_they_must(pages):
    for seed in range(40):
        try_one(pages, seed)
    for seed in range(1_000, 1_010):
        try_broken(pages, seed)
    assert nothing_is_left_over()


@pytest.mark.faults
def test_two_hundred_dirty_lists_come_to_what_they_must(pages):
    for seed in range(200):
        try_one(pages, seed)
    for seed in range(1_000, 1_200):
        try_broken(pages, seed)
    assert nothing_is_left_over()
