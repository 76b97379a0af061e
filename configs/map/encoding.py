"""Arcs as short text: whole steps of a grid, each the difference to the point before.

A number n is written as 2n (or -2n-1 when negative) in groups of five bits, the lowest first, one
letter of ``ALPHABET`` a group; a group with the sixth bit set is followed by another. The first
point counts from 0. The letters need no escaping in JSON, HTML or a regular expression.
"""

from collections.abc import Iterable

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}


def encode(points: Iterable[tuple[int, int]]) -> str:
    """Return points of the grid as text."""
    letters: list[str] = []
    last = (0, 0)
    for point in points:
        for now, before in zip(point, last, strict=True):
            step = now - before
            rest = 2 * step if step >= 0 else -2 * step - 1
            while rest > 31:
                letters.append(ALPHABET[32 | rest & 31])
                rest >>= 5
            letters.append(ALPHABET[rest])
        last = point
    return "".join(letters)


def decode(text: str) -> list[tuple[int, int]]:
    """Return the points of the grid that a text stands for; the reverse of ``encode``."""
    steps: list[int] = []
    value = shift = 0
    for letter in text:
        group = _VALUES[letter]
        value |= (group & 31) << shift
        shift += 5
        if group < 32:
            steps.append(-(value + 1) // 2 if value & 1 else value // 2)
            value = shift = 0
    points = []
    x = y = 0
    for east, north in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + east, y + north
        points.append((x, y))
    return points
