"""Arcs that neighbours share, their simplification and their short text."""

import math
import random

from hypothesis import given
from hypothesis import strategies as st

from configs.map.encoding import decode, encode
from configs.map.label import label_point
from configs.map.naming import alike, named
from configs.map.sources import Shape
from configs.map.topology import (
    KM_PER_DEGREE,
    Arcs,
    Line,
    contains,
    crossings,
    dissolved,
    ring_area,
    simplified,
    walked,
)

WEST: Line = [(0, 0), (1, 0), (1, 1), (0, 1)]
EAST: Line = [(1, 0), (2, 0), (2, 1), (1, 1)]
COORDINATE = st.integers(-(2**20), 2**20)


def test_neighbours_have_the_border_between_them_as_one_arc() -> None:
    arcs = Arcs([WEST, EAST])
    first, second = arcs.rings
    common = {number for number in first if ~number in second}
    assert len(arcs.lines) == 3
    assert [set(arcs.lines[max(number, ~number)]) for number in common] == [{(1, 0), (1, 1)}]


def test_arcs_walked_in_order_give_the_rings_back() -> None:
    island: Line = [(5, 5), (6, 5), (6, 6)]
    rings = [WEST, EAST, island]
    arcs = Arcs(rings)
    walks = [walked(numbers, arcs.lines) for numbers in arcs.rings]
    assert [(set(ring), ring_area(ring)) for ring in walks] == [
        (set(ring), ring_area(ring)) for ring in rings
    ]


def test_two_areas_together_lose_the_border_between_them() -> None:
    arcs = Arcs([WEST, EAST])
    outer = [walked(ring, arcs.lines) for ring in dissolved(arcs.rings, arcs.lines)]
    assert len(outer) == 1
    assert math.isclose(ring_area(outer[0]), ring_area(WEST) + ring_area(EAST))


def test_an_area_inside_another_is_no_hole_of_both_together() -> None:
    around: Line = [(-1, -1), (3, -1), (3, 3), (-1, 3)]
    arcs = Arcs([around, WEST[::-1], WEST])
    outer = [walked(ring, arcs.lines) for ring in dissolved(arcs.rings, arcs.lines)]
    assert [set(ring) for ring in outer] == [set(around)]


def test_a_square_degree_at_the_equator_has_its_area_anticlockwise() -> None:
    assert math.isclose(ring_area(WEST), KM_PER_DEGREE**2, rel_tol=1e-4)
    assert ring_area(WEST[::-1]) == -ring_area(WEST)


def test_points_of_small_triangles_go_and_ends_stay() -> None:
    line: Line = [(0, 0), (1, 0.001), (2, 0), (3, 1), (4, 0)]
    assert simplified(line, 50) == [(0, 0), (2, 0), (3, 1), (4, 0)]
    assert simplified(line, math.inf) == [(0, 0), (4, 0)]


def test_a_closed_arc_keeps_a_ring() -> None:
    chance = random.Random(7)
    circle: Line = [
        (math.cos(turn) * chance.uniform(0.9, 1.1), math.sin(turn))
        for turn in (place * math.tau / 60 for place in range(60))
    ]
    ring = simplified([*circle, circle[0]], math.inf, 4)
    assert len(ring) == 4
    assert ring[0] == ring[-1]


def test_a_ring_that_crosses_itself_is_found() -> None:
    assert crossings([(0, 0), (1, 1), (1, 0), (0, 1)]) == [(0, 2)]
    assert crossings(WEST) == []


@given(st.lists(st.tuples(COORDINATE, COORDINATE)))
def test_text_gives_the_same_points_back(points: list[tuple[int, int]]) -> None:
    assert decode(encode(points)) == points


def test_the_label_of_a_bent_area_lies_inside_it() -> None:
    hook: Line = [(0, 0), (4, 0), (4, 4), (3, 4), (3, 1), (0, 1)]
    east, north = label_point([hook])
    assert contains(hook, (east, north))


def test_places_name_a_shape_and_a_divided_shape_stays_without_name() -> None:
    shapes = [Shape("XX", "Western", [[WEST]]), Shape("XX", "Eastern", [[EAST]])]
    places = {"XX": [("XX.1", (0.5, 0.5)), ("XX.2", (1.2, 0.5)), ("XX.3", (1.8, 0.5))]}
    settings = {"agreement": 0.7, "agreement_alike": 0.4, "assigned": {}}
    assert named(shapes, places, {}, settings) == ["XX.1", None]


def test_alike_names_decide_where_places_agree_less() -> None:
    shapes = [Shape("XX", "Eastern", [[EAST]])]
    places = {"XX": [("XX.2", (1.2, 0.5)), ("XX.3", (1.8, 0.5))]}
    settings = {"agreement": 0.7, "agreement_alike": 0.4, "assigned": {}}
    assert named(shapes, places, {"XX.2": "Eastérn Province"}, settings) == ["XX.2"]
    assert not alike("Eastern", "Northern Province")
