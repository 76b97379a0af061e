"""Names the shapes of regions after the gazetteer's, by the places that lie in them.

The source's own names are in other spellings and partly out of date; the gazetteer's places know
their region, so the places inside a shape say which region it is. Where they agree less, the name
must be alike too. Two shapes may be one region.
"""

import gzip
import re
import unicodedata
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import yaml

from configs.map.sources import Shape
from configs.map.topology import Line, Point, contains


def region_names(folder: Path) -> dict[str, str]:
    """Return the English names of the gazetteer's regions by their ids ("UA.11")."""
    listed = yaml.safe_load((folder / "regions.yaml").read_text())["regions"]
    names = {str(entry["id"]): str(entry["name"]) for entry in listed}
    for line in _lines(folder / "admin1.tsv.gz"):
        names.setdefault(line[0], line[1])
    return names


def region_places(folder: Path) -> dict[str, list[tuple[str, Point]]]:
    """Return by country the region's id and the point of each place of the gazetteer."""
    places: dict[str, list[tuple[str, Point]]] = defaultdict(list)
    for line in _lines(folder / "places.tsv.gz"):
        country, code, north, east = line[2:6]
        places[country].append((f"{country}.{code}", (float(east), float(north))))
    return places


def _lines(path: Path) -> list[list[str]]:
    with gzip.open(path, "rt") as file:
        return [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]


def named(
    shapes: list[Shape],
    places: dict[str, list[tuple[str, Point]]],
    names: dict[str, str],
    settings: dict[str, Any],
) -> list[str | None]:
    """Return the id of each shape's region, None where the places do not agree on one."""
    found: list[str | None] = [None] * len(shapes)
    for country in sorted({shape.country for shape in shapes}):
        numbers = [place for place, shape in enumerate(shapes) if shape.country == country]
        votes = {number: Counter[str]() for number in numbers}
        boxes = {number: _box(shapes[number].polygons) for number in numbers}
        for region, point in places.get(country, ()):
            for number in numbers:
                if _inside(point, shapes[number].polygons, boxes[number]):
                    votes[number][region] += 1
                    break
        agreed = _agreed(votes, settings["agreement"])
        taken = set(agreed.values())
        for number, region in _agreed(votes, settings["agreement_alike"]).items():
            if region not in taken and alike(shapes[number].name or "", names.get(region, "")):
                agreed.setdefault(number, region)
        fixed = settings["assigned"].get(country, {})
        for number in numbers:
            found[number] = fixed.get(shapes[number].name, agreed.get(number))
    return found


def alike(one: str, other: str) -> bool:
    """Tell whether two names are one in two spellings, whatever the noun ("Province") beside."""
    first, second = _bare(one), _bare(other)
    return bool(first) and SequenceMatcher(None, first, second).ratio() >= 0.7


def _bare(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.lower()).replace("ə", "a").replace("ǝ", "a")
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(
        r"\W|governorate|province|district|region|state|county|municipality|city", "", plain
    )


def _agreed(votes: dict[int, Counter[str]], share: float) -> dict[int, str]:
    chosen = {
        number: max(sorted(seen), key=seen.__getitem__) for number, seen in votes.items() if seen
    }
    total = Counter[str]()
    for seen in votes.values():
        total.update(seen)
    agreed: dict[int, str] = {}
    for region in set(chosen.values()):
        numbers = [number for number, name in chosen.items() if name == region]
        inside = sum(votes[number][region] for number in numbers)
        everything = sum(votes[number].total() for number in numbers)
        if inside >= share * everything and inside >= share * total[region]:
            agreed |= dict.fromkeys(numbers, region)
    return agreed


def _box(polygons: list[list[Line]]) -> tuple[float, float, float, float]:
    points = [point for polygon in polygons for point in polygon[0]]
    east, north = [point[0] for point in points], [point[1] for point in points]
    return min(east), min(north), max(east), max(north)


def _inside(
    point: Point, polygons: list[list[Line]], box: tuple[float, float, float, float]
) -> bool:
    if not (box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]):
        return False
    return any(
        contains(outer, point) and not any(contains(hole, point) for hole in holes)
        for outer, *holes in polygons
    )
