"""Maps: every area has its place on them, borders close, and given boundaries take the place of ours."""

import json
import re
from bisect import bisect_left
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from sekoci.kit.sql import fetch
from sekoci.operations.home import CHECKOUT
from sekoci.registry.actions import BoundariesMissing, draw_shapes, load_areas, load_boundaries
from sekoci.registry.maps import TONES, UNKNOWN, Tone, area_map
from sekoci.registry.queries.shapes import shapes_within
from sekoci.registry.rules.hexes import loops, outlines, spots
from sekoci.registry.rules.legends import kinds_of
from sekoci.registry.rules.topojson import NotBoundaries, outlines_in
from tests.commands import run_command

REAL = CHECKOUT.parent / "shared" / "data" / "batas"


def surface(loop: list[tuple[int, int]]) -> float:
    """Twice by the shoelace formula; clockwise on a screen is above zero."""
    return sum(x * y2 - x2 * y for (x, y), (x2, y2) in zip(loop, loop[1:] + loop[:1], strict=True))


@given(st.sets(st.tuples(st.integers(-4, 4), st.integers(-4, 4)), min_size=1))
def test_borders_close_and_enclose_just_the_cells(cells):
    one = surface(loops({(0, 0)})[0])
    assert sum(surface(loop) for loop in loops(cells)) == one * len(cells)


PLACE = st.tuples(st.sampled_from("abcdefgh"), st.floats(-11, 6), st.floats(95, 141))


@given(st.lists(PLACE, min_size=1, max_size=40, unique_by=lambda place: place[1:]))
def test_nobody_who_owns_a_place_is_left_off_the_map(places):
    drawn = outlines([owner for owner, _, _ in places], spots([(lat, lon) for _, lat, lon in places]), cells=60)
    assert set(drawn.paths) == {owner for owner, _, _ in places}
    for path in drawn.paths.values():
        assert re.fullmatch(r"(M\d+ \d+l-?\d+([ -]-?\d+)*z)+", path), path


@pytest.mark.django_db
def test_a_citys_map_is_drawn_once_and_says_what_it_knows(areas, db):
    assert shapes_within("33.72") is None
    said = {f"33.72.0{n}": Tone(f"Kecamatan {n}", float(n) if n < 5 else None, f"{n} usaha", f"/x/{n}") for n in range(1, 6)}
    page = area_map("33.72", said, title="Surakarta")
    assert page == area_map("33.72", said, title="Surakarta")
    shapes = shapes_within("33.72")
    assert shapes
    assert set(shapes.paths) == set(said)
    assert all(path in page for path in shapes.paths.values())
    assert page.count("<a ") == 5
    assert page.count(f'fill="{UNKNOWN}"') == 2  # the area and the legend
    assert "Kecamatan 3: 3 usaha" in page
    assert area_map("33.72.01", {}, title="Laweyan") == ""
    load_areas()
    assert shapes_within("33.72"), "areas that did not change leave the maps"


@pytest.mark.django_db
def test_every_province_is_on_the_countrys_map(areas, db):
    draw_shapes("")
    shapes = shapes_within("")
    assert shapes
    assert {code for (code,) in fetch("select code from registry_area where level = 1")} == set(shapes.paths)
    assert sum(map(len, shapes.paths.values())) < 40_000


def ends(values: list[float]) -> list[tuple[float, float]]:
    return [(kind.low, kind.high) for kind in kinds_of(values)]


def test_a_legend_has_round_ends_and_few_values_few_classes():
    assert ends([]) == []
    assert ends([3.0]) == [(3, 3)]
    assert ends([1.0, 1.0, 204.0]) == [(1, 1), (204, 204)]
    assert ends([float(n) for n in range(2, 105)]) == [(2, 20), (21, 40), (41, 60), (61, 80), (81, 104)]
    assert ends([0.0] * 9 + [1.0, 3.0, 17.0, 48.0, 60.0, 204.0]) == [(0, 0), (1, 3), (4, 20), (21, 60), (61, 204)]
    assert ends([41.2, 42.4, 43.3, 44.5, 46.2, 47.9])[1:3] == [(42, 43), (43, 44)], "percents close together are told apart"


@given(st.lists(st.one_of(st.integers(0, 3000).map(float), st.floats(0.1, 1e9).map(lambda x: round(x, 2))), max_size=60))
def test_every_value_is_in_one_class_and_every_class_has_one(values):
    kinds = kinds_of(values)
    assert len(kinds) <= len(TONES)
    highs = [kind.high for kind in kinds]
    assert highs == sorted(set(highs))
    assert {bisect_left(highs, value) for value in values} == set(range(len(kinds)))
    for value in values:
        kind = kinds[bisect_left(highs, value)]
        assert kind.low <= value <= kind.high


@pytest.mark.django_db
def test_a_legend_says_its_classes_in_their_unit(areas, db):
    def legend(unit: str, *values: float) -> list[str]:
        said = {f"33.72.0{n}": Tone("x", value, "x") for n, value in enumerate(values, 1)}
        return re.findall(r"</svg> ([^<]*)</span>", area_map("33.72", said, title="Surakarta", unit=unit))

    assert legend("count", 1, 1, 1252, 3, 3) == ["1", "3", "1.252"]
    assert legend("percent", 12.5, 40, 40, 40, 40) == ["12,5 %", "40 %"]
    assert legend("rupiah", 15000, 15000, 15000, 15000, 2500000) == ["Rp15.000", "Rp2.500.000"]
    with override("en"):
        assert legend("count", 1, 1, 1, 1, 1252) == ["1", "1,252"]


SQUARE = {
    "type": "Topology",
    "transform": {"scale": [0.1, 0.1], "translate": [110, -8]},
    "arcs": [[[0, 0], [10, 0]], [[10, 0], [0, 10], [-10, 0], [0, -10]]],
    "objects": {"x": {"type": "GeometryCollection", "geometries": [
        {"type": "Polygon", "arcs": [[0, 1]], "properties": {"kode": "3372"}},
        {"type": "MultiPolygon", "arcs": [[[~1, ~0]]], "properties": {"kode": "33.73"}},
    ]}},
}  # fmt: skip


def test_arcs_are_steps_and_may_run_backwards():
    drawn = outlines_in(SQUARE)["33"]
    assert drawn.paths["33.72"].startswith("M0 ")
    assert sorted(map(len, drawn.paths.values()))[0] > 10
    assert drawn.width == 1000
    outside = {"objects": {"x": {"type": "Polygon", "arcs": [[9]], "properties": {"kode": "33"}}}, "arcs": []}
    for broken in ({}, {"objects": {}, "arcs": []}, outside):
        with pytest.raises(NotBoundaries):
            outlines_in(broken)


@pytest.mark.django_db
def test_a_map_of_half_an_area_is_refused_and_nothing_changes(areas, db, tmp_path, capsys):
    draw_shapes("33")
    before = shapes_within("33")
    with pytest.raises(BoundariesMissing, match=r"33\.01"):
        load_boundaries(SQUARE)
    assert shapes_within("33") == before
    (tmp_path / "x.json").write_text("{")
    assert run_command("shapes", "load", str(tmp_path / "x.json")) == 1
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.django_db
@pytest.mark.skipif(not REAL.exists(), reason=f"no real boundaries at {REAL}")
@pytest.mark.parametrize(("name", "count"), [("provinsi_38", 38), ("kabkota_514", 514)])
def test_real_boundaries_are_taken(areas, db, name, count):
    draw_shapes("")
    assert load_boundaries(json.loads(Path(REAL / f"{name}.topo.json").read_bytes())) == count
    assert fetch("select count(*), min(length(path)) > 10 from registry_areashape where is_given") == [(count, True)]
