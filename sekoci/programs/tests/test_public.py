"""A programme's page outside: what links preview with, a map, and numbers that point to nobody."""

import io
from types import SimpleNamespace

import pytest
from PIL import Image

from sekoci.programs.actions import enrol_outlets, make_program
from sekoci.programs.queries.funnel import whole_of
from sekoci.programs.queries.outside import outside
from sekoci.programs.rules import ELSEWHERE, EVERYBODY
from sekoci.programs.tests.people import OFFICER, draft, office, outlet, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def dinas(few_areas):
    return office("Dinas Solo", "local", OFFICER, ["33.72"])


@pytest.fixture
def program(dinas):
    return running(dinas)


def seen(client, program, rest=""):
    return client.get(f"/program/{program.slug}{rest}")


def test_a_link_previews_with_name_words_and_a_picture(client, program):
    page = seen(client, program).content.decode()
    assert '<meta property="og:title" content="Bangkit Bersama Solo">' in page
    assert 'content="http://127.0.0.1:8000/program/bangkit-bersama-solo"' in page
    address = page.partition('property="og:image" content="http://127.0.0.1:8000')[2].partition('"')[0]
    answer = client.get(address)
    assert answer["Content-Type"] == "image/jpeg"
    assert "immutable" in answer["Cache-Control"]
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert len(answer.content) < 300_000


def test_a_picture_of_another_version_is_not_kept_for_ever(client, program):
    assert seen(client, program, "/kartu.jpg?v=0").headers["Cache-Control"] == "public, max-age=300"


def test_a_draft_has_neither_page_nor_picture(client, dinas):
    slug = make_program(draft(), reach=dinas)
    assert client.get(f"/program/{slug}").status_code == 404
    assert client.get(f"/program/{slug}/kartu.jpg").status_code == 404


def test_says_where_businesses_are_and_what_is_not_clear(client, program, dinas):
    enrol_outlets(program.slug, [outlet(f"A {n}") for n in range(12)], reach=dinas)
    enrol_outlets(program.slug, [outlet(f"B {n}", area="33.72") for n in range(9)], reach=dinas)
    text = seen(client, program).content.decode()
    said = outside(program)
    laweyan, unclear = said(12, "33.72.01", EVERYBODY), said(9, ELSEWHERE, EVERYBODY)
    assert (laweyan in (5, 10), unclear) == (True, 5)
    assert f"<dt>Laweyan</dt><dd>{laweyan}</dd><dt>Belum jelas di bagian mana</dt><dd>{unclear}</dd>" in text
    everybody = said(21, "33.72", EVERYBODY)
    assert everybody in (15, 20)
    assert f'<div class="card card-navy figure"><span>Usaha ikut</span><b>{everybody}</b></div>' in text
    assert "12" not in text.partition('id="isi"')[2].partition("Cara ikut")[2].partition("Menurut data")[0]


def test_shows_no_number_before_five_take_part(client, program, dinas):
    enrol_outlets(program.slug, [outlet(f"A {n}") for n in range(4)], reach=dinas)
    text = seen(client, program).content.decode()
    assert "Angka tampil setelah lima usaha ikut." in text
    assert "<svg viewBox" not in text.partition('id="isi"')[2]


@pytest.mark.parametrize(
    ("areas", "whole"),
    [(("33.72",), "33.72"), (("33.72.01",), "33.72"), (("33.72", "33.11"), "33"), (("33", "73"), ""), (("",), "")],
)
def test_the_map_is_of_what_holds_all_areas(areas, whole):
    assert whole_of(SimpleNamespace(areas=[SimpleNamespace(code=code) for code in areas])) == whole
