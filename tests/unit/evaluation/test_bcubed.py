"""B-cubed against figures worked out by hand."""

import pytest

from transforms.evaluation.bcubed import Item, across_languages, b_cubed, b_cubed_of_repeated


def items(*told: str) -> list[Item]:
    """Items as "cluster truth language"."""
    return [Item(*one.split()) for one in told]


def test_a_perfect_clustering_has_only_ones() -> None:
    found = b_cubed(items("1 a en", "1 a ru", "2 b en"))
    assert (found.precision, found.recall, found.f1) == (1.0, 1.0, 1.0)


def test_everything_in_one_cluster_costs_precision_only() -> None:
    found = b_cubed(items("1 a en", "1 a en", "1 b en"))
    assert found.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert found.recall == 1.0


def test_everything_apart_costs_recall_only() -> None:
    found = b_cubed(items("1 a en", "2 a en", "3 b en"))
    assert found.precision == 1.0
    assert found.recall == pytest.approx((0.5 + 0.5 + 1) / 3)


def test_nothing_to_judge_has_no_figures() -> None:
    found = b_cubed([])
    assert (found.items, found.precision, found.recall, found.f1) == (0, None, None, None)


def test_what_is_told_once_and_linked_with_nothing_can_be_left_out() -> None:
    told = items("1 a en", "2 a ru", "3 b en", "4 c en", "5 d en", "5 e en")
    found = b_cubed_of_repeated(told)
    assert found.items == 4
    assert (found.precision, found.recall) == ((1 + 1 + 0.5 + 0.5) / 4, (0.5 + 0.5 + 1 + 1) / 4)


def test_across_languages_only_pairs_of_two_languages_count() -> None:
    found = across_languages(items("1 a en", "1 a en", "2 a ru", "2 b uk", "3 c en"))
    # the two in English miss the one in Russian; it misses both and is beside a stranger
    assert (found.precision, found.recall) == (0.0, 0.0)
    assert found.items == 3
    same = across_languages(items("1 a en", "1 a ru", "2 b en"))
    assert (same.items, same.precision, same.recall) == (2, 1.0, 1.0)
