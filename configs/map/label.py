"""The point of an area that is farthest from its border, where its name or symbol belongs."""

import math

from configs.map.topology import Line, Point, contains, ring_area

STEPS = 12
ROUNDS = 4


def label_point(rings: list[Line]) -> list[float]:
    """Return longitude and latitude, to the hundredth, of the inmost point of the largest ring."""
    outer = max(rings, key=lambda ring: abs(ring_area(ring)))
    holes = [ring for ring in rings if ring is not outer and contains(outer, ring[0])]
    east, north = [point[0] for point in outer], [point[1] for point in outer]
    west, south, width, height = (
        min(east),
        min(north),
        max(east) - min(east),
        max(north) - min(north),
    )
    shrink = math.cos(math.radians(south + height / 2))
    best, centre = -1.0, outer[0]
    for _ in range(ROUNDS):
        for place in range(STEPS * STEPS):
            column, row = place % STEPS + 0.5, place // STEPS + 0.5
            point = (west + width * column / STEPS, south + height * row / STEPS)
            if contains(outer, point) and not any(contains(hole, point) for hole in holes):
                room = min(_distance(point, ring, shrink) for ring in [outer, *holes])
                if room > best:
                    best, centre = room, point
        width, height = width / 4, height / 4
        west, south = centre[0] - width / 2, centre[1] - height / 2
    return [round(centre[0], 2), round(centre[1], 2)]


def _distance(point: Point, ring: Line, shrink: float) -> float:
    found = math.inf
    for one, two in zip(ring, [*ring[1:], ring[0]], strict=True):
        x1, y1 = (one[0] - point[0]) * shrink, one[1] - point[1]
        x2, y2 = (two[0] - point[0]) * shrink, two[1] - point[1]
        dx, dy = x2 - x1, y2 - y1
        length = dx * dx + dy * dy
        along = min(1.0, max(0.0, -(x1 * dx + y1 * dy) / length)) if length else 0.0
        found = min(found, math.hypot(x1 + along * dx, y1 + along * dy))
    return found
