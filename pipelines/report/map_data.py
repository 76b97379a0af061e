"""The outlines that a report's map needs: its countries, their neighbours and their regions.

The file of all outlines is ``configs/map/outlines.json.gz``; its form is told in
``configs/map/README.md``. Arcs are the shared lines of borders; a part of the file keeps only the
arcs that its rings name, under new numbers.
"""

import gzip
import json
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

Cell = tuple[int, int]
MARGIN: Final = (3, 2)
"""Cells added to the east and west, to the north and south: a map is wider than its points."""

FARTHEST: Final = 0.01
"""Share of the points at each side that the view's box leaves out; their own cells still count."""

_POINTS: Final = ("site", "place", "district", "region")


def map_data(columns: Mapping[str, Sequence[Any]] | None = None) -> dict[str, Any] | None:
    """Return the outlines for the incidents of a report as a value for JSON.

    Args:
        columns: The columns ``country``, ``lat``, ``lon`` and ``geo_precision`` of the incidents,
            WGS 84 degrees. None gives everything, for a page whose incidents are still to come.

    Returns:
        None where no incident has a country or a point. Otherwise ``grid`` (steps a degree),
        ``arcs`` (see ``configs.map.encoding``), ``countries`` by ISO 3166-1 alpha-2 code (names by
        language, label point, rings, regions with name or None, label point and rings),
        ``disputed`` (areas to hatch, with name and note by language) and ``licences``.
    """
    whole = outlines()
    if columns is None:
        return _part(whole, set(whole["countries"]), set(whole["countries"]), None)
    own = {code for code in columns["country"] if code in whole["countries"]}
    points = list(_points(columns))
    if not own and not points:
        return None
    seen = _view(points, whole["cell"])
    without_points = own - {code for code, _, _ in points}
    for code in without_points:
        seen |= _widened({(cell[0], cell[1]) for cell in whole["countries"][code]["cells"]})
    shown = {
        code
        for code, entry in whole["countries"].items()
        if code in own or any((cell[0], cell[1]) in seen for cell in entry["cells"])
    }
    return _part(whole, shown, own, seen)


@cache
def outlines() -> dict[str, Any]:
    """Return the content of the file of outlines; it is read once."""
    data = files("configs").joinpath("map", "outlines.json.gz").read_bytes()
    content: dict[str, Any] = json.loads(gzip.decompress(data))
    return content


def _points(columns: Mapping[str, Sequence[Any]]) -> Iterator[tuple[str | None, float, float]]:
    """Yield country, longitude and latitude of the incidents that are drawn."""
    for country, lat, lon, precision in zip(
        *(columns[name] for name in ("country", "lat", "lon", "geo_precision")), strict=True
    ):
        if lat is not None and lon is not None and precision in _POINTS:
            yield country, lon, lat


def _view(points: Sequence[tuple[str | None, float, float]], size: float) -> set[Cell]:
    """Return the cells of the box around most points, and those around every point."""
    if not points:
        return set()
    cells = {(math.floor(lon / size), math.floor(lat / size)) for _, lon, lat in points}
    west, east = _most(sorted(lon for _, lon, _ in points))
    south, north = _most(sorted(lat for _, _, lat in points))
    columns = range(math.floor(west / size), math.floor(east / size) + 1)
    rows = range(math.floor(south / size), math.floor(north / size) + 1)
    return _widened(cells | {(column, row) for column in columns for row in rows})


def _most(values: Sequence[float]) -> tuple[float, float]:
    left_out = int(len(values) * FARTHEST)
    return values[left_out], values[len(values) - 1 - left_out]


def _widened(cells: Collection[Cell]) -> set[Cell]:
    columns, rows = (range(-margin, margin + 1) for margin in MARGIN)
    return {(x + east, y + north) for x, y in cells for east in columns for north in rows}


def _part(
    whole: Mapping[str, Any], shown: set[str], own: set[str], seen: set[Cell] | None
) -> dict[str, Any]:
    """Return the countries shown, with the regions of ``own``; ``seen`` None is everywhere."""
    arcs = _Arcs(whole["arcs"])

    def visible(entry: Mapping[str, Any]) -> bool:
        return seen is None or any((cell[0], cell[1]) in seen for cell in entry["cells"])

    countries = {
        code: {
            "names": entry["names"],
            "label": entry["label"],
            "rings": arcs.rings(entry["rings"]),
            "regions": [
                {key: region[key] for key in ("name", "label")}
                | {"rings": arcs.rings(region["rings"])}
                for region in entry["regions"]
                if code in own and visible(region)
            ],
        }
        for code, entry in whole["countries"].items()
        if code in shown
    }
    disputed = [
        {key: area[key] for key in ("id", "name", "note")} | {"rings": arcs.rings(area["rings"])}
        for area in whole["disputed"]
        if visible(area)
    ]
    head = {"grid": whole["grid"], "licences": whole["licences"], "arcs": arcs.kept}
    return {**head, "countries": countries, "disputed": disputed}


class _Arcs:
    """The arcs that a part of the file names, numbered anew in the order of their first use."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._numbers: dict[int, int] = {}
        self.kept: list[str] = []

    def rings(self, rings: Iterable[Iterable[int]]) -> list[list[int]]:
        return [[self._number(number) for number in ring] for ring in rings]

    def _number(self, number: int) -> int:
        plain = number if number >= 0 else ~number
        if plain not in self._numbers:
            self._numbers[plain] = len(self.kept)
            self.kept.append(self._texts[plain])
        found = self._numbers[plain]
        return found if number >= 0 else ~found
