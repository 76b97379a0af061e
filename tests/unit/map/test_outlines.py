"""The shipped outlines: whose ground is whose, valid rings, names of the gazetteer, small."""

import re
from importlib.resources import files
from typing import Any, Final

import pytest
import yaml

from configs.map.encoding import decode
from configs.map.naming import region_names
from configs.map.topology import Line, contains, crossings
from pipelines.report.map_data import outlines

CONFIGS: Final = files("configs")
CONTENT: Final[dict[str, Any]] = outlines()
LINES: Final[list[Line]] = [
    [(east / CONTENT["grid"], north / CONTENT["grid"]) for east, north in decode(text)]
    for text in CONTENT["arcs"]
]


def ring(numbers: list[int]) -> Line:
    points: Line = []
    for number in numbers:
        line = LINES[number] if number >= 0 else LINES[~number][::-1]
        assert not points or points[-1] == line[0]
        points.extend(line if not points else line[1:])
    assert points[0] == points[-1]
    return points[:-1]


def holders(east: float, north: float) -> set[str]:
    return {
        code
        for code, entry in CONTENT["countries"].items()
        if sum(contains(ring(numbers), (east, north)) for numbers in entry["rings"]) % 2
    }


def hatched(east: float, north: float) -> set[str]:
    return {
        area["id"]
        for area in CONTENT["disputed"]
        if any(contains(ring(numbers), (east, north)) for numbers in area["rings"])
    }


@pytest.mark.parametrize(
    ("place", "east", "north", "country", "area"),
    [
        ("Simferopol", 34.10, 44.95, "UA", "crimea"),
        ("Sevastopol", 33.60, 44.60, "UA", "crimea"),
        ("Donetsk", 37.80, 48.00, "UA", None),
        ("Krasnodar", 39.00, 45.04, "RU", None),
        ("Dakhla", -15.0, 23.9, "EH", "western-sahara"),
        ("Laayoune", -13.0, 27.0, "EH", "western-sahara"),
        ("Hebron", 35.10, 31.53, "PS", None),
        ("Gaza", 34.45, 31.50, "PS", None),
        ("Pristina", 21.17, 42.67, "XK", "kosovo"),
        ("Srinagar", 74.80, 34.08, "IN", "kashmir"),
        ("Gilgit", 74.30, 35.90, "PK", "kashmir"),
        ("Quneitra heights", 35.78, 33.00, "IL", "golan"),
        ("Sukhumi", 41.03, 43.02, "GE", "abkhazia"),
        ("Tiraspol", 29.63, 46.87, "MD", "transnistria"),
        ("Hargeisa", 44.06, 9.56, "SO", "somaliland"),
        ("Kyrenia", 33.32, 35.30, "CY", "northern-cyprus"),
        ("Juba", 31.58, 4.85, "SS", None),
    ],
)
def test_ground_is_drawn_in_its_country_and_hatched_where_another_holds_it(
    place: str, east: float, north: float, country: str, area: str | None
) -> None:
    assert (holders(east, north), hatched(east, north)) == ({country}, {area} if area else set())


def test_what_another_party_holds_by_the_conflicts_is_hatched() -> None:
    held = yaml.safe_load(CONFIGS.joinpath("conflicts.yaml").read_text())["held_by"]
    listed = yaml.safe_load(CONFIGS.joinpath("map", "disputed.yaml").read_text())["areas"]
    names = region_names(CONFIGS.joinpath("places"))  # type: ignore[arg-type]
    hatching = {names[key]: area["holder"] for area in listed for key in area.get("regions", ())}
    regions = set(names.values())  # single towns behind a front are no areas of their own
    assert hatching == {name: holder for name, holder in held.items() if name in regions}


def test_no_ring_crosses_itself() -> None:
    entries = CONTENT["countries"].values()
    regions = [region for entry in entries for region in entry["regions"]]
    rings = [ring(numbers) for entry in [*entries, *regions] for numbers in entry["rings"]]
    assert min(len(points) for points in rings) >= 3
    assert [crossings(points) for points in rings if crossings(points)] == []


def test_regions_have_the_names_of_the_gazetteer() -> None:
    names = region_names(CONFIGS.joinpath("places"))  # type: ignore[arg-type]
    by_country: dict[str, set[str]] = {}
    for key, name in names.items():
        by_country.setdefault(key.partition(".")[0], set()).add(name)
    for code, entry in CONTENT["countries"].items():
        drawn = {region["name"] for region in entry["regions"]} - {None}
        assert drawn <= by_country.get(code, set())
    for code in ("UA", "RU"):
        entry = CONTENT["countries"][code]
        assert {region["name"] for region in entry["regions"]} == by_country[code]


def test_a_label_lies_in_its_region() -> None:
    for entry in CONTENT["countries"].values():
        for region in entry["regions"]:
            east, north = region["label"]
            near = [(east + x, north + y) for x in (-0.02, 0, 0.02) for y in (-0.02, 0, 0.02)]
            rings = [ring(numbers) for numbers in region["rings"]]
            assert any(contains(points, point) for points in rings for point in near)


def test_the_file_is_small_and_its_text_needs_no_escaping() -> None:
    assert len(CONFIGS.joinpath("map", "outlines.json.gz").read_bytes()) < 400_000
    assert all(re.fullmatch(r"[\w-]+", text) for text in CONTENT["arcs"])
