"""The look: sums in words, charts, the page of components, and the budgets of the wire."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import translation

from sekoci.kit import charts, words


@pytest.mark.parametrize(
    ("amount", "said", "english"),
    [
        (0, "Nol rupiah", "Zero rupiah"),
        (1250, "Seribu dua ratus lima puluh rupiah", "One thousand two hundred fifty rupiah"),
        (15000, "Lima belas ribu rupiah", "Fifteen thousand rupiah"),
        (100_111, "Seratus ribu seratus sebelas rupiah", "One hundred thousand one hundred eleven rupiah"),
        (1_000_021, "Satu juta dua puluh satu rupiah", "One million twenty-one rupiah"),
        (-2_000_000_000, "Minus dua miliar rupiah", "Minus two billion rupiah"),
        (10**15, "Satu kuadriliun rupiah", "One quadrillion rupiah"),
    ],
)
def test_a_sum_is_read_in_words(amount, said, english):
    assert words.rupiah_in_words(amount) == said
    with translation.override("en"):
        assert words.rupiah_in_words(amount) == english


def test_a_chart_has_a_bar_and_a_readable_figure_for_every_row():
    drawn = charts.bars([("Sen", 5, "Rp5"), ("Sel", -2, "-Rp2"), ("<b>", 0, "Rp0")], title="Untung")
    assert drawn.count("<rect") == 3
    assert drawn.count("<td>") == 3
    assert 'class="minus"' in drawn
    assert "<b>" not in drawn
    assert "Tertinggi: Rp5 (Sen)" in drawn
    month = charts.bars([(str(day), day, f"Rp{day}") for day in range(1, 32)], title="Untung")
    labels = re.findall(r"<span>(\d*)</span>", month)
    assert len(labels) == 31
    assert [label for label in labels if label] == ["1", "5", "9", "13", "17", "21", "25", "29"]
    assert charts.bars([], title="Untung") == ""


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_of_components_shows_them_all(client: Client, language):
    client.cookies["bahasa"] = language
    page = client.get("/komponen")
    assert page.status_code == 200
    html = page.content.decode()
    assert f'<html lang="{language}">' in html
    for name in (
        "btn-main",
        "choice",
        "stepper",
        "chip",
        "notice-bad",
        "tile",
        "steps",
        "lunas",
        "table-stack",
        "<dialog",
        "chart",
    ):
        assert name in html
    assert 'aria-invalid="true"' in html
    assert "style=" not in html


def test_style_and_script_of_a_public_page_fit_their_budgets():
    assert on_the_wire("kit/sekoci.css") <= 10_000
    assert on_the_wire("django_htmx/htmx-4.min.js") + on_the_wire("kit/page.js") <= 15_000


def test_every_icon_that_a_template_names_is_in_the_sprite():
    import re

    sprite = Path(finders.find("kit/icons.svg")).read_text()
    known = set(re.findall(r'<symbol id="([a-z]+)"', sprite))
    package = Path(__file__).resolve().parents[2]
    named = {name for page in package.rglob("templates/**/*.html") for name in re.findall(r'{% icon "([^"]+)"', page.read_text())}
    assert named - known == set()


def on_the_wire(name: str) -> int:
    return len(brotli.compress(Path(finders.find(name)).read_bytes(), quality=11))
