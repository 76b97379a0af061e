"""Shared borders: rings to arcs that neighbours have in common, and simplification of the arcs.

A point is (longitude, latitude) in degrees. A ring is a closed line without its first point
repeated. An arc is a stretch of border between two junctions; a ring is then a list of arc numbers,
``~number`` for an arc walked backwards (as TopoJSON has it). As an arc is simplified once, the
neighbours on its two sides keep meeting without gaps.
"""

import heapq
import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Line = list[Point]
KM_PER_DEGREE = 111.195


class Arcs:
    """The arcs of a set of rings; ``lines`` holds each once, ``rings`` says who uses which."""

    def __init__(self, rings: Sequence[Line]) -> None:
        """Cut the rings at every point where the lines of two rings part or meet."""
        self.lines: list[Line] = []
        self._numbers: dict[tuple[Point, ...], int] = {}
        junctions = _junctions(rings)
        self.rings = [self._cut(ring, junctions) for ring in rings]

    def _cut(self, ring: Line, junctions: set[Point]) -> list[int]:
        starts = [place for place, point in enumerate(ring) if point in junctions]
        if not starts:
            first = ring.index(min(ring))
            line = [*ring[first:], *ring[:first], ring[first]]
            return [self._number(line)]
        turned = ring[starts[0] :] + ring[: starts[0]]
        cuts = [place - starts[0] for place in starts] + [len(turned)]
        turned.append(turned[0])
        pairs = itertools.pairwise(cuts)
        return [self._number(turned[start : end + 1]) for start, end in pairs]

    def _number(self, line: Line) -> int:
        forward, backward = tuple(line), tuple(reversed(line))
        if forward in self._numbers:
            return self._numbers[forward]
        if backward in self._numbers:
            return ~self._numbers[backward]
        self._numbers[forward] = len(self.lines)
        self.lines.append(line)
        return self._numbers[forward]


def _junctions(rings: Sequence[Line]) -> set[Point]:
    neighbours: dict[Point, frozenset[Point]] = {}
    junctions = set()
    for ring in rings:
        for before, point, after in zip(
            [ring[-1], *ring], ring, [*ring[1:], ring[0]], strict=False
        ):
            pair = frozenset((before, after))
            if neighbours.setdefault(point, pair) != pair:
                junctions.add(point)
    return junctions


def walked(numbers: Iterable[int], lines: Sequence[Line]) -> Line:
    """Return the ring that a list of arc numbers stands for, its first point not repeated."""
    ring: Line = []
    for number in numbers:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        ring.extend(line[:-1])
    return ring


def dissolved(rings: Iterable[Sequence[int]], lines: Sequence[Line]) -> list[list[int]]:
    """Return the outer rings of several areas together: the arcs that only one of them has.

    The rings must run the same way round, so that a common arc is walked both ways.
    """
    numbers = [number for ring in rings for number in ring]
    used = set(numbers)
    both_ways = {number for number in used if ~number in used}
    left: dict[Point, list[int]] = defaultdict(list)
    for number in numbers:
        if number not in both_ways:
            left[_ends(number, lines)[0]].append(number)
    found = []
    for start in list(left):
        while left[start]:
            ring = [left[start].pop()]
            while (end := _ends(ring[-1], lines)[1]) != start and left[end]:
                ring.append(left[end].pop())
            found.append(ring)
    return found


def _ends(number: int, lines: Sequence[Line]) -> tuple[Point, Point]:
    line = lines[number] if number >= 0 else lines[~number]
    return (line[0], line[-1]) if number >= 0 else (line[-1], line[0])


def triangle(one: Point, two: Point, three: Point) -> float:
    """Return the area of a small triangle on the globe in square kilometres."""
    across = math.cos(math.radians(two[1])) * KM_PER_DEGREE**2
    cross = (two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])
    return abs(cross) * across / 2


def ring_area(ring: Line) -> float:
    """Return the area of a ring in square kilometres; positive when it runs anticlockwise."""
    total = 0.0
    for (west, south), (east, north) in zip(ring, [*ring[1:], ring[0]], strict=True):
        # exact on the sphere for edges that follow the plate carree
        total += (west - east) * (math.sin(math.radians(south)) + math.sin(math.radians(north))) / 2
    return total * math.degrees(1) * KM_PER_DEGREE**2


def simplified(line: Line, area: float, least: int = 2) -> Line:
    """Return a line without the points that span less than ``area`` km2 (Visvalingam, Whyatt 1993).

    Ends stay; ``least`` points stay whatever their area (4 for a closed arc).
    """
    count = len(line)
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))
    areas = [math.inf] * count
    queue = []
    for place in range(1, count - 1):
        areas[place] = triangle(line[place - 1], line[place], line[place + 1])
        queue.append((areas[place], place))
    heapq.heapify(queue)
    kept = count
    gone = [False] * count
    while queue and kept > least:
        size, place = heapq.heappop(queue)
        if gone[place] or size != areas[place]:
            continue
        if size >= area:
            break
        gone[place], kept = True, kept - 1
        left, right = before[place], after[place]
        after[left], before[right] = right, left
        for side in (left, right):
            if 0 < side < count - 1:
                found = triangle(line[before[side]], line[side], line[after[side]])
                areas[side] = max(found, size)  # no point goes before one that it depends on
                heapq.heappush(queue, (areas[side], side))
    return [point for place, point in enumerate(line) if not gone[place]]


def crossings(ring: Line) -> list[tuple[int, int]]:
    """Return the pairs of edges of a ring that cross one another, by the number of their start."""
    count = len(ring)
    edges = []
    for place in range(count):
        one, two = ring[place], ring[(place + 1) % count]
        edges.append((min(one[0], two[0]), max(one[0], two[0]), place))
    edges.sort()
    found = []
    open_edges: list[tuple[float, int]] = []
    for west, east, place in edges:
        open_edges = [entry for entry in open_edges if entry[0] >= west]
        for _, other in open_edges:
            near = abs(place - other) in {0, 1, count - 1}
            if not near and _cross(ring, place, other):
                found.append((min(place, other), max(place, other)))
        open_edges.append((east, place))
    return sorted(found)


def _cross(ring: Line, one: int, other: int) -> bool:
    count = len(ring)
    first, second = ring[one], ring[(one + 1) % count]
    third, fourth = ring[other], ring[(other + 1) % count]
    sides = (
        _side(first, second, third) * _side(first, second, fourth),
        _side(third, fourth, first) * _side(third, fourth, second),
    )
    return sides[0] < 0 and sides[1] < 0


def _side(one: Point, two: Point, three: Point) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


def contains(ring: Line, point: Point) -> bool:
    """Tell whether a point lies inside a ring."""
    inside = False
    east, north = point
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > north) != (y2 > north) and east < (x2 - x1) * (north - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
