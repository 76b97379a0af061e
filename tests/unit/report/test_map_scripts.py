"""What the map's scripts compute, run by Node: projections, outlines, what is joined on the map."""

import itertools
import json
import math
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from configs.map.encoding import encode

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="Node runs the page's scripts here")


@pytest.fixture
def computed(tmp_path: Path) -> Any:
    def ask(*asked: tuple[str, dict[str, Any]]) -> list[Any]:
        given = tmp_path / "asked.json"
        given.write_text(json.dumps(asked))
        script = Path(__file__).with_name("map_checks.js")
        page = str(files("pipelines.report").joinpath("page"))
        command = [str(NODE), str(script), page, str(given)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        return list(json.loads(done.stdout))

    return ask


def test_the_azimuthal_projection_gives_the_worked_example_of_snyder(computed: Any) -> None:
    (east, south), centre = computed(
        ("azimuthal", {"centre": [-100, 40], "at": [100, -20]}),
        ("azimuthal", {"centre": [-100, 40], "at": [-100, 40]}),
    )
    # Map Projections - A Working Manual, page 332, for a sphere of radius 3
    assert math.isclose(3 * east, -4.2339303, abs_tol=1e-6)
    assert math.isclose(-3 * south, 4.0257775, abs_tol=1e-6)
    assert centre == pytest.approx([0, 0], abs=1e-12)


def test_equal_earth_has_its_published_size(computed: Any) -> None:
    corner, pole, equator = computed(
        ("equalEarth", {"at": [180, 0]}),
        ("equalEarth", {"at": [0, 90]}),
        ("equalEarth", {"at": [0, 0]}),
    )
    assert corner == pytest.approx([2.70663, 0], abs=1e-5)
    assert pole == pytest.approx([0, -1.31737], abs=1e-5)
    assert equator == pytest.approx([0, 0], abs=1e-12)


@pytest.mark.parametrize("name", ["azimuthal", "equalEarth"])
@pytest.mark.parametrize(("lon", "lat"), [(31, 49), (-60, 10), (100, 62), (20, -33)])
def test_areas_stay_true(computed: Any, name: str, lon: float, lat: float) -> None:
    step = 0.01
    corners = [(lon, lat), (lon + step, lat), (lon, lat + step)]
    at = [(name, {"centre": [30, 45], "at": corner}) for corner in corners]
    (x0, y0), (x1, y1), (x2, y2) = computed(*at)
    area = abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0))
    true = math.radians(step) ** 2 * math.cos(math.radians(lat))
    assert area == pytest.approx(true, rel=1e-3)


def test_the_view_is_around_the_points_across_180_degrees_too(computed: Any) -> None:
    stretch, near, pacific, world = computed(
        ("narrowest", {"longitudes": [170, -170, 175]}),
        ("choose", {"points": [[30, 50], [36, 46]]}),
        ("choose", {"points": [[170, 60], [-170, 60]]}),
        ("choose", {"points": [[-120, 40], [30, 50], [130, 35]]}),
    )
    assert stretch == [170, 190]
    assert near == {"name": "azimuthal", "centre": [33, 48]}
    assert pacific == {"name": "azimuthal", "centre": [180, 60]}
    assert world["name"] == "equal-earth"


def test_the_page_reads_arcs_as_the_build_writes_them(computed: Any) -> None:
    points = [(0, 0), (-1, 5), (72_000, -36_000), (-72_000, 36_000), (15, 16), (-16, -17)]
    assert computed(("decode", {"text": encode(points), "grid": 1})) == [[list(p) for p in points]]


def test_a_border_is_drawn_once_and_the_cut_at_180_degrees_not_at_all(computed: Any) -> None:
    arcs = [
        [(1, 0), (1, 1)],
        [(1, 1), (0, 1), (0, 0), (1, 0)],
        [(1, 0), (180, 0), (180, 1), (1, 1)],
    ]
    country = {"names": {"en": "A"}, "label": [0, 0], "regions": []}
    outlines = {
        "grid": 1,
        "arcs": [encode(line) for line in arcs],
        "countries": {"AA": {**country, "rings": [[0, 1]]}, "BB": {**country, "rings": [[2, ~0]]}},
        "disputed": [],
    }
    ((drawn),) = computed(("build", {"outlines": outlines}))
    assert drawn["lines"]["border"] == "M1000,0L1000,-1000"
    assert "M180000,-1000" in drawn["lines"]["coast"]
    assert "L180000,-1000" not in drawn["lines"]["coast"].split("M180000,-1000")[0]
    assert drawn["paths"][0] == "M1000,0L1000,-1000L0,-1000L0,0Z"


def test_rows_are_shown_as_what_is_known_of_their_place(computed: Any) -> None:
    incidents = {
        "country": ["UA", "UA", "UA", "UA", None, "RU"],
        "admin1": ["Kyiv Oblast", "Kyiv Oblast", "Kyiv Oblast", None, None, "Kursk Oblast"],
        "lat": [50.4, 50.1, 50, 50.4, None, None],
        "lon": [30.5, 30.1, 30, 30.5, None, None],
        "geo_precision": ["site", "district", "region", "country", None, "place"],
    }
    (found,) = computed(("sorted", {"incidents": incidents}))
    assert found["points"] == [0, 1]
    assert found["regions"] == [["UA|Kyiv Oblast", [2]], ["RU|Kursk Oblast", [5]]]
    assert found["countries"] == [["UA", [3]]]
    assert found["nowhere"] == [4]


def test_points_that_overlap_become_one_and_part_when_the_map_is_near(computed: Any) -> None:
    points = [
        {"row": 0, "x": 0, "y": 0, "effect": 2, "rough": False},
        {"row": 1, "x": 1, "y": 0, "effect": 0, "rough": True},
        {"row": 2, "x": 500, "y": 0, "effect": 0, "rough": True},
    ]
    far, near = (computed(("clusters", {"points": points, "scale": scale}))[0] for scale in (1, 60))
    assert [(one["members"], one["spread"], one["rough"]) for one in far] == [
        ([0, 1], True, False),
        ([2], False, True),
    ]
    assert [one["members"] for one in near] == [[0], [1], [2]]


def test_each_class_of_effect_has_twice_the_area_of_the_last(computed: Any) -> None:
    radii = computed(*(("radius", {"effect": effect}) for effect in range(4)))
    areas = [radius**2 for radius in radii]
    assert [after / before for before, after in itertools.pairwise(areas)] == (
        pytest.approx([2, 2, 2])
    )
