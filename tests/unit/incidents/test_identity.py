"""Incident ids say what an incident is: no late report of the same facts changes one."""

from datetime import date
from typing import Final

import pytest

from tests.helpers.reports import report
from transforms.incidents.cluster import Cluster
from transforms.incidents.identity import canonical_day, identity_key, incident_ids
from transforms.incidents.linking import link
from transforms.incidents.press import Press
from transforms.incidents.reports import Report
from transforms.settings import LinkSettings

RULES: Final = LinkSettings()
DEPOT: Final = {"targets": ("oil_depot",)}


def only_id(*reports: Report) -> str:
    (cluster,) = link(reports, Press(), RULES)
    return cluster.incident_id


def test_a_late_report_of_the_same_facts_keeps_the_id() -> None:
    first = report("m", "Engels", "11-12", **DEPOT, published="12")
    earlier = report("a", "Engels", "12", **DEPOT, published="11")
    vague = report("b", "Saratov Oblast", "~12", **DEPOT, target_name=None)
    assert only_id(first) == only_id(first, earlier) == only_id(earlier, vague, first)


@pytest.mark.parametrize(
    "other",
    [
        report("x", "Engels", "12-13", **DEPOT),
        report("x", "Saratov", "11-12", **DEPOT),
        report("x", "Saratov Oblast", "11-12", **DEPOT),
        report("x", "RU", "11-12", drones_downed=80),
        report("x", "Engels", "11-12", event_type="outage"),
        report("x", "Engels", "--03-12", **DEPOT),
    ],
)
def test_other_facts_make_another_id(other: Report) -> None:
    assert only_id(report("m", "Engels", "11-12", **DEPOT)) != only_id(other)


def test_a_fire_and_the_attack_behind_it_have_one_id() -> None:
    fire = report("f", "Engels", "12", event_type="fire", **DEPOT)
    assert only_id(fire) == only_id(report("a", "Engels", "12", **DEPOT))


def test_two_strikes_on_one_city_in_one_day_have_two_ids() -> None:
    depot = report("a", "Engels", "12", **DEPOT, published="12")
    houses = report("b", "Engels", "12", targets=("residential",), published="13")
    clusters = link([depot, houses], Press(), RULES)
    ids = {cluster.reports[0].event_id: cluster.incident_id for cluster in clusters}
    assert len(set(ids.values())) == 2
    assert ids["a"] == only_id(depot)  # the one reported first has the id that it has alone
    assert incident_ids([Cluster((houses,)), Cluster((depot,))], RULES) == [ids["b"], ids["a"]]


def test_a_day_told_outweighs_days_assumed() -> None:
    told = [report("a", "Engels", "11"), *(report(key, "Engels", "~12") for key in "bcd")]
    assert canonical_day(told, RULES) == date(2025, 3, 11)
    assert canonical_day([*told, report("e", "Engels", "~12")], RULES) == date(2025, 3, 11)
    assert canonical_day([*told, report("e", "Engels", "12")], RULES) == date(2025, 3, 12)


def test_a_week_and_nothing_tell_no_day() -> None:
    vague = [report("a", "Engels", "3-12"), report("b", "Engels"), report("c", "Engels", "--03-12")]
    assert canonical_day(vague, RULES) is None


def test_the_place_is_the_one_that_most_pinned_reports_name() -> None:
    cluster = Cluster(
        (
            report("a", "Saratov Oblast", "12"),
            report("b", "Engels", "12"),
            report("c", "Engels", "12"),
            report("d", "Saratov", "12"),
        )
    )
    key = identity_key(cluster, RULES)
    assert key == ("strike", "RU", "Saratov Oblast", "geonames:563464", "2025-03-12", None)


def test_undated_reports_of_one_place_are_incidents_of_their_own() -> None:
    clusters = link([report("a", "Engels"), report("b", "Engels")], Press(), RULES)
    assert len({cluster.incident_id for cluster in clusters}) == 2
