"""Reads the outlines of the two npm packages that ``build.py`` compiles."""

import hashlib
import itertools
import json
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any, NamedTuple

from configs.map.topology import Line, ring_area


class Shape(NamedTuple):
    """One region as the source draws it; each polygon is its outer ring and its holes."""

    country: str
    name: str | None
    polygons: list[list[Line]]


def unpacked(package: dict[str, str], folder: Path) -> Path:
    """Return the folder of an npm package, fetched by the npm client and checked."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("make map needs the npm client to fetch its sources")
    wanted = f"{package['name']}@{package['version']}"
    command = [npm, "pack", "--silent", wanted]
    done = subprocess.run(  # noqa: S603 (fixed words and the names of build.yaml)
        command, cwd=folder, check=True, capture_output=True, text=True
    )
    archive = folder / done.stdout.split()[-1]
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != package["sha256"]:
        raise SystemExit(f"{wanted}: SHA-256 is {found}, not {package['sha256']}")
    target = folder / package["name"]
    with tarfile.open(archive) as file:
        file.extractall(target, filter="data")
    return target / "package"


def shapes(package: Path, settings: dict[str, Any]) -> list[Shape]:
    """Return every region of the package of regions, in the order of its files."""
    found = []
    for path in sorted((package / "src" / "js" / "data").glob("???.json")):
        for feature in json.loads(path.read_text())["features"]:
            geometry = feature.get("geometry") or {}
            if geometry.get("type") not in {"Polygon", "MultiPolygon"}:
                continue
            listed = geometry["coordinates"]
            polygons = [listed] if geometry["type"] == "Polygon" else listed
            name = feature["properties"].get("name")
            country = _country(feature["properties"], path.stem, settings)
            if country not in settings["left_out"]:
                found.append(Shape(country, name, [_wound(polygon) for polygon in polygons]))
    return found


def _country(properties: dict[str, Any], stem: str, settings: dict[str, Any]) -> str:
    for country, names in settings["moved"].items():
        if properties.get("name") in names:
            return str(country)
    code = str(properties.get("adm0_a3") or stem).upper()
    if code in settings["codes"]:
        return str(settings["codes"][code])
    return str(properties["iso_a2"])


def _wound(polygon: list[list[list[float]]]) -> list[Line]:
    """Return the rings of a polygon: the outer one anticlockwise, holes clockwise, none closed."""
    rings = []
    for place, listed in enumerate(polygon):
        # shared points differ in the last digits of a double between files
        line = [(round(east, 6), round(north, 6)) for east, north in listed]
        ring = [point for point, after in itertools.pairwise(line) if point != after]
        if len(ring) >= 3 and (ring_area(ring) > 0) != (place == 0):
            ring.reverse()
        if len(ring) >= 3:
            rings.append(ring)
    return rings


def atlas_rings(package: Path, code: str) -> list[list[Line]]:
    """Return the polygons of one country of the atlas, by its number of ISO 3166-1."""
    topology = json.loads((package / "world" / "50m.json").read_text())
    (scale_x, scale_y), (west, south) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs: list[Line] = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for east, north in arc:
            x, y = x + east, y + north
            line.append((x * scale_x + west, y * scale_y + south))
        arcs.append(line)
    for geometry in topology["objects"]["countries"]["geometries"]:
        if str(geometry.get("id")) == code:
            multiple = geometry["type"] == "MultiPolygon"
            polygons = geometry["arcs"] if multiple else [geometry["arcs"]]
            return [[_joined(ring, arcs) for ring in polygon] for polygon in polygons]
    raise KeyError(code)


def _joined(numbers: list[int], arcs: list[Line]) -> Line:
    ring: Line = []
    for number in numbers:
        ring.extend((arcs[number] if number >= 0 else arcs[~number][::-1])[:-1])
    return ring
