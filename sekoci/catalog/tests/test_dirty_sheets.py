"""Experiment E45: dirty spreadsheets through the pages. No partial import, no 5xx, each bad row named in Indonesian."""

import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sekoci.catalog.imports.words import REASONS
from sekoci.catalog.queries import import_of, my_catalog
from sekoci.catalog.tests.dirty import dirty_sheet
from sekoci.catalog.tests.people import is_sound

SENTENCES = {str(said).split("{")[0] for said in REASONS.values()}


def on_the_shelf(shop, seed):
    found = my_catalog(shop.id, search=f"{seed}-", limit=100)[0]
    return {each.name: (each.variants[0].price, each.variants[0].on_hand) for each in found if f" {seed}-" in each.name}


def sent(page, shop, made):
    """The id of the import that a file became; None where it was refused with a sentence."""
    answer = page.post("produk/impor", file=SimpleUploadedFile(made.name, made.content))
    assert answer.status_code in (302, 422), answer.status_code
    return answer["Location"].rsplit("/", 1)[1] if answer.status_code == 302 else None


def try_one(page, shop, seed):
    made = dirty_sheet(seed)
    started = sent(page, shop, made)
    assert started, (seed, made.name)
    found = import_of(shop.id, started, most_wrong=1_000)
    assert {each.number for each in found.wrong} == made.wrong, (seed, [(each.number, each.reason) for each in found.wrong])
    assert all(any(each.reason.startswith(said) for said in SENTENCES) for each in found.wrong)
    assert page.get(f"produk/impor/{started}").status_code == 200
    assert on_the_shelf(shop, seed) == {}
    if seed % 5 == 0:
        page.post(f"produk/impor/{started}", aksi="batal")
        assert on_the_shelf(shop, seed) == {}
    elif made.good:
        page.post(f"produk/impor/{started}", aksi="impor")
        assert on_the_shelf(shop, seed) == made.good, seed
        assert page.get(f"produk/impor/{started}/salah/unduh", berkas="xlsx").status_code == 200


def try_broken(page, shop, seed):
    """The same file cut off, or with some of its bytes changed: an answer, whatever it says."""
    made, chance = dirty_sheet(seed), random.Random(seed)
    damaged = bytearray(made.content)
    for _ in range(chance.randint(1, 30)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    made.content = bytes(damaged[: chance.randrange(len(damaged)) + 1]) if seed % 2 else bytes(damaged)
    if started := sent(page, shop, made):
        assert page.get(f"produk/impor/{started}").status_code == 200


def test_forty_dirty_spreadsheets_come_to_what_they_must(page, shop):
    for seed in range(40):
        try_one(page, shop, seed)
    for seed in range(1_000, 1_020):
        try_broken(page, shop, seed)
    assert is_sound(shop.id)


@pytest.mark.faults
def test_two_hundred_dirty_spreadsheets_come_to_what_they_must(page, shop):
    for seed in range(200):
        try_one(page, shop, seed)
    for seed in range(1_000, 1_200):
        try_broken(page, shop, seed)
    assert is_sound(shop.id)
