"""The assignment is one to one and no other has a larger total."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.evaluation.assignment import best_assignment


@st.composite
def rectangles(draw: st.DrawFn) -> list[list[float]]:
    width = draw(st.integers(1, 5))
    value = st.sampled_from([0.0, 0.1, 0.5, 1.0, 2.5, 4.0])
    return draw(st.lists(st.lists(value, min_size=width, max_size=width), min_size=1, max_size=5))


def largest_total(values: list[list[float]]) -> float:
    if len(values) > len(values[0]):
        values = [list(column) for column in zip(*values, strict=True)]
    columns = range(len(values[0]))
    return max(
        sum(values[row][column] for row, column in enumerate(order))
        for order in permutations(columns, len(values))
    )


@given(rectangles())
@settings(deadline=None)
def test_no_other_assignment_has_a_larger_total(values: list[list[float]]) -> None:
    total = sum(values[row][column] for row, column in best_assignment(values))
    assert abs(total - largest_total(values)) < 1e-9


@given(rectangles())
@settings(deadline=None)
def test_every_row_and_column_is_used_once_and_only_with_a_value(
    values: list[list[float]],
) -> None:
    pairs = best_assignment(values)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(values[row][column] > 0 for row, column in pairs)


def test_a_better_total_beats_the_best_single_pair() -> None:
    assert best_assignment([[5, 4], [4, 0]]) == [(0, 1), (1, 0)]


def test_nothing_is_assigned_where_one_side_is_empty() -> None:
    assert best_assignment([]) == []
    assert best_assignment([[], []]) == []


def test_many_equal_events_are_assigned_in_order() -> None:
    assert best_assignment([[1.0] * 200 for _ in range(150)]) == [(i, i) for i in range(150)]
