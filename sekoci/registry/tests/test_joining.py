"""Outlines joined: what two areas share is no border of both, and nothing is lost or covered twice."""

import random

from sekoci.registry.rules.hexes import loops, outlines, path, spots
from sekoci.registry.rules.joining import joined_paths, points_of, union


def area(drawn: str) -> float:
    """Of a closed path; holes run the other way round and are taken off."""
    return sum(
        (x * to_y - to_x * y) / 2
        for loop in points_of(drawn)
        for (x, y), (to_x, to_y) in zip(loop, [*loop[1:], loop[0]], strict=True)
    )


def test_two_squares_side_by_side_are_one_rectangle():
    assert union(["M0 0l4 0 0 4-4 0z", "M4 0l4 0 0 4-4 0z"]) == "M0 0l8 0 0 4-8 0 0-3z"


def test_a_neighbour_with_a_corner_on_a_straight_border_leaves_no_line_behind():
    left, above, below = "M0 0l4 0 0 8-4 0z", "M4 0l4 0 0 4-4 0z", "M4 4l4 0 0 4-4 0z"
    assert union([left, above, below]).count("M") == 1
    assert area(union([left, above, below])) == 64


def test_any_areas_of_a_drawn_map_keep_their_size_and_share_no_line_afterwards():
    dice = random.Random(7)
    places = [(-7 - dice.random(), 110 + dice.random()) for _ in range(200)]
    owners = [f"{int((longitude - 110) * 3)}{int(-(latitude + 7) * 3)}" for latitude, longitude in places]
    drawn = outlines(owners, spots(places), cells=400)
    for _ in range(30):
        some = dice.sample(sorted(drawn.paths), dice.randint(2, len(drawn.paths)))
        whole = union([drawn.paths[code] for code in some])
        assert area(whole) == sum(area(drawn.paths[code]) for code in some)
        assert "".join(path(loop) for loop in points_of(whole)) == whole
    joined = joined_paths(drawn.paths, dict.fromkeys(some, "old"))
    assert set(joined) == (set(drawn.paths) - set(some)) | {"old"}
    assert loops({(0, 0)})
