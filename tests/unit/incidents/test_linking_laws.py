"""Linking is a function of the set of reports, and each neighbourhood can be linked by itself."""

from collections.abc import Iterable
from itertools import combinations
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.reports import report
from transforms.incidents.atoms import atoms_of, compared_pairs
from transforms.incidents.cluster import Cluster
from transforms.incidents.compatibility import contradiction, support
from transforms.incidents.facts import facts_of
from transforms.incidents.identity import incident_ids
from transforms.incidents.linking import link
from transforms.incidents.neighbourhoods import neighbourhoods
from transforms.incidents.press import Press
from transforms.incidents.reports import Report
from transforms.settings import LinkSettings

RULES: Final = LinkSettings()
PLACES: Final = ("Engels", "Saratov", "Saratov Oblast", "Enerhodar", "RU", "UA", None)
DAYS: Final = ("11", "12", "11-12", "12-13", "~12", "~13", "10-12", "3-12", "--03-12", None)


def _small(key: int, at: str | None, on: str | None, given: dict[str, Any]) -> Report:
    return report(f"e{key:03d}", at, on, **given, article_id=f"a{key % 17}")


REPORTS: Final = st.lists(
    st.builds(
        _small,
        st.integers(0, 40),
        st.sampled_from(PLACES),
        st.sampled_from(DAYS),
        st.fixed_dictionaries(
            {
                "attacker": st.sampled_from([None, "UA", "RU"]),
                "weapons": st.sampled_from([(), ("drone",), ("missile",)]),
                "targets": st.sampled_from([(), ("oil_refinery",), ("residential",)]),
                "drones_downed": st.sampled_from([None, 3, 4, 82, 93]),
                "killed": st.sampled_from([None, 0, 2]),
                "published": st.sampled_from([None, "13"]),
                "target_name": st.sampled_from([None, "Alpha depot"]),
                "places_listed": st.sampled_from([(), ("Odesa Oblast", "Sumy Oblast")]),
            }
        ),
    ),
    max_size=12,
)


def linked(reports: list[Report]) -> list[Cluster]:
    return link(reports, Press(), RULES)


def joined(parts: Iterable[list[Cluster]]) -> list[Cluster]:
    """The clusters of all parts with the ids that they have together."""
    clusters = sorted((one for part in parts for one in part), key=lambda c: c.reports[0].event_id)
    ids = incident_ids(clusters, RULES)
    return [one._replace(incident_id=name) for one, name in zip(clusters, ids, strict=True)]


@given(REPORTS.flatmap(lambda given: st.tuples(st.just(given), st.permutations(given))))
@settings(max_examples=120)
def test_the_order_of_the_reports_changes_nothing(
    orders: tuple[list[Report], list[Report]],
) -> None:
    assert linked(orders[0]) == linked(orders[1])


@given(REPORTS)
@settings(max_examples=100)
def test_clusters_are_a_partition_and_linking_them_again_gives_the_same(
    reports: list[Report],
) -> None:
    clusters = linked(reports)
    inside = [one for cluster in clusters for one in cluster.reports]
    assert sorted({one.event_id for one in reports}) == sorted(one.event_id for one in inside)
    assert len({cluster.incident_id for cluster in clusters}) == len(clusters)
    assert linked(inside) == clusters


@given(REPORTS)
@settings(max_examples=100)
def test_a_report_that_comes_twice_changes_nothing(reports: list[Report]) -> None:
    assert linked(reports + reports[:5]) == linked(reports)


@given(REPORTS)
@settings(max_examples=120)
def test_no_two_reports_of_a_cluster_contradict_each_other(reports: list[Report]) -> None:
    for cluster in linked(reports):
        facts = [facts_of(one, RULES) for one in cluster.reports]
        assert all(contradiction(a, b, RULES) is None for a, b in combinations(facts, 2))


@given(REPORTS)
@settings(max_examples=120)
def test_neighbourhoods_linked_one_by_one_give_what_all_at_once_gives(
    reports: list[Report],
) -> None:
    whole = linked(reports)
    inside = [one for cluster in whole for one in cluster.reports]
    assert joined(linked(list(part)) for part in neighbourhoods(inside, RULES)) == whole


@given(REPORTS)
@settings(max_examples=150)
def test_no_two_reports_that_support_each_other_miss_each_other(reports: list[Report]) -> None:
    atoms = atoms_of(reports, RULES)
    compared = set(compared_pairs(atoms, RULES))
    for one, two in combinations(range(len(atoms)), 2):
        first, second = atoms[one].facts, atoms[two].facts
        if contradiction(first, second, RULES) is None and support(first, second, RULES):
            assert (one, two) in compared, (first, second)


@given(REPORTS, st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_any_union_of_neighbourhoods_may_be_linked_together(
    reports: list[Report], random: Any
) -> None:
    whole = linked(reports)
    parts = neighbourhoods([one for cluster in whole for one in cluster.reports], RULES)
    sides: tuple[list[Report], list[Report]] = ([], [])
    for part in parts:
        sides[random.randrange(2)].extend(part)
    assert joined(map(linked, sides)) == whole
