"""Candidates and components: every pair of a small bucket, few of a large one, no order."""

import random
from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from transforms.dedup.candidates import Candidate, candidate_pairs
from transforms.dedup.components import components
from transforms.dedup.settings import NearSettings

DAY = 86_400_000_000
SETTINGS = NearSettings(bucket_limit=4, neighbours=2)


def candidate(name: str, day: float = 0, *, numbers: str = "", new: bool = True) -> Candidate:
    moment = int(day * DAY)
    return Candidate(name, f"text {name}", moment, moment, numbers, "f" if new else "", 0)


def names(found: Sequence[tuple[Candidate, Candidate]]) -> list[str]:
    return ["".join(one.article_id for one in pair) for pair in found]


def pairs(members: Sequence[Candidate], keys: Sequence[int] | None = None) -> list[str]:
    chosen = np.array([7] * len(members) if keys is None else keys, np.uint64)
    return names(
        candidate_pairs(members, np.arange(len(members)), chosen, alike(members), SETTINGS)
    )


def alike(members: Sequence[Candidate]) -> NDArray[np.uint16]:
    return np.zeros((len(members), 64), np.uint16)


def test_all_of_a_small_bucket_meet() -> None:
    assert pairs([candidate(name) for name in "cab"]) == ["ab", "ac", "bc"]


def test_without_a_common_band_nobody_meets() -> None:
    assert pairs([candidate(name) for name in "abc"], [1, 2, 1]) == ["ac"]


def test_two_bands_in_common_make_one_pair() -> None:
    members = [candidate("a"), candidate("b")]
    keys = np.array([1, 2, 1, 2], np.uint64)
    found = candidate_pairs(members, np.array([0, 0, 1, 1]), keys, alike(members), SETTINGS)
    assert names(found) == ["ab"]


def test_committed_articles_do_not_meet_each_other() -> None:
    members = [candidate("a", new=False), candidate("b", new=False), candidate("c")]
    assert pairs(members) == ["ac", "bc"]


def test_signatures_that_share_little_make_no_pair() -> None:
    members = [candidate(name) for name in "abc"]
    minima = alike(members)
    minima[1, 18:], minima[2, 17:] = 1, 1
    found = candidate_pairs(members, np.arange(3), np.zeros(3, np.uint64), minima, SETTINGS)
    assert names(found) == ["ab", "bc"]


def test_beyond_the_horizon_nobody_meets() -> None:
    assert pairs([candidate("a", 0), candidate("b", 7), candidate("c", 7.1)]) == ["ab", "bc"]


def test_equal_texts_need_no_comparison() -> None:
    one = candidate("a")
    assert pairs([one, candidate("b")._replace(text_hash=one.text_hash)]) == []


def test_in_a_large_bucket_equal_figures_stand_side_by_side() -> None:
    figures = {"a": "2", "b": "1", "c": "2", "d": "1", "e": "3", "f": "1"}
    found = pairs([candidate(name, numbers=value) for name, value in figures.items()])
    assert {"bd", "bf", "df", "ac"} <= set(found)
    assert len(found) <= len(figures) * SETTINGS.neighbours


@given(st.permutations(range(12)), st.integers(0, 3))
def test_order_does_not_matter(order: list[int], numbers: int) -> None:
    members = [
        candidate(f"{n:02}", n % 4, numbers=str(n % (numbers + 1)), new=n % 5 > 0)
        for n in range(12)
    ]
    keys = [n % 2 for n in range(12)]
    shuffled = pairs([members[n] for n in order], [keys[n] for n in order])
    assert shuffled == pairs(members, keys)


def test_ten_thousand_in_one_bucket_give_a_bounded_number_of_pairs() -> None:
    members = [candidate(f"{n:05}", numbers=str(n % 500)) for n in range(10_000)]
    assert len(pairs(members)) < 10_000 * SETTINGS.neighbours


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=30), st.randoms())
def test_components_have_no_order(edges: list[tuple[int, int]], rng: random.Random) -> None:
    expected = {frozenset(group) for group in components(edges)}
    turned = [(b, a) for a, b in edges] + edges
    rng.shuffle(turned)
    assert {frozenset(group) for group in components(turned)} == expected
    assert sum(len(group) for group in expected) == len({n for edge in edges for n in edge})


def test_a_long_chain_is_one_component() -> None:
    assert components((n, n + 1) for n in range(50_000)) == [set(range(50_001))]
