"""One-to-one assignment of rows to columns with the largest total value."""

from collections.abc import Sequence
from math import inf


def best_assignment(values: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the (row, column) pairs of the largest total; pairs without value (0) are left out.

    ``values`` is a rectangle of numbers of at least 0. Method: shortest augmenting paths with
    potentials (Jonker and Volgenant 1987), O(n^3).
    """
    if not values or not values[0]:
        return []
    if len(values) > len(values[0]):
        turned = [list(column) for column in zip(*values, strict=True)]
        return sorted((row, column) for column, row in best_assignment(turned))
    owner = _owners([[-value for value in row] for row in values])
    pairs = [(row, column) for column, row in enumerate(owner) if row is not None]
    return sorted((row, column) for row, column in pairs if values[row][column] > 0)


def _owners(costs: list[list[float]]) -> list[int | None]:
    """Return for each column the row it is given to at the least total cost."""
    width = len(costs[0])
    owner: list[int | None] = [None] * width
    row_price, column_price = [0.0] * len(costs), [0.0] * width
    for start in range(len(costs)):
        distance, before = [inf] * width, [-1] * width
        done: list[int] = []
        row, reached, column = start, 0.0, -1
        open_columns = set(range(width))
        while True:
            for j in open_columns:
                length = reached + costs[row][j] - row_price[row] - column_price[j]
                if length < distance[j]:
                    distance[j], before[j] = length, column
            # Among equals a free column ends the path at once; then the first one.
            column = min(open_columns, key=lambda j: (distance[j], owner[j] is not None, j))
            reached = distance[column]
            open_columns.discard(column)
            taken = owner[column]
            if taken is None:
                break
            done.append(column)
            row = taken
        row_price[start] += reached
        for j in done:
            row_price[owner[j] or 0] += reached - distance[j]
            column_price[j] -= reached - distance[j]
        while column >= 0:
            previous = before[column]
            owner[column] = owner[previous] if previous >= 0 else start
            column = previous
    return owner
