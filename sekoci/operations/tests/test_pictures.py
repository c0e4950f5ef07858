"""Pictures of the demo: the same seed draws the same picture, another seed another one."""

import io

import pytest
from PIL import Image

from sekoci.operations.pictures import KINDS, draw, kind_for


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn_the_same_for_a_seed_and_otherwise_for_another(kind):
    first = draw(kind, "1")
    assert draw(kind, "1") == first
    assert any(draw(kind, str(seed)) != first for seed in range(2, 5))
    picture = Image.open(io.BytesIO(first))
    assert (picture.format, picture.size) == ("JPEG", (1200, 1200))
    assert len(picture.getcolors(1_000_000) or ()) > 50


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Keripik Tempe Renyah", "keripik"), ("Wedang Jahe", "kopi"), ("KERUPUK udang", "keripik"), ("Sandal Kulit", "sepatu")],
)
def test_a_product_gets_the_picture_of_the_first_word_that_is_known(name, kind):
    assert kind_for(name) == kind


def test_a_name_nobody_knows_always_gets_the_same_picture():
    assert kind_for("Xyz") == kind_for("Xyz")
    assert kind_for("") in KINDS
