"""Versions of one article: what a newer one takes the place of, and what adds nothing."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.reports import report
from transforms.incidents.reports import Report
from transforms.incidents.versions import outdated, untold
from transforms.settings import LinkSettings

SETTINGS = LinkSettings()


def told(event_id: str, version: int, at: str | None = "Odesa", **columns: Any) -> Report:
    """A report of a version of article "a"; a higher version was read later."""
    values = {"on": "12", "text_hash": f"v{version}", "article_id": "a"} | columns
    seen = datetime(2025, 3, 12, version, tzinfo=UTC)
    return report(event_id, at, **values)._replace(seen_at=seen)


def test_a_corrected_toll_takes_the_place_of_the_first_one() -> None:
    first, second = told("e1", 1, injured=2), told("e2", 2, injured=5)
    assert outdated([second, first], SETTINGS) == {"e1"}


def test_what_was_published_later_is_newer_than_what_was_read_later() -> None:
    late = told("e1", 1, published="14")
    assert outdated([late, told("e2", 2, published="13")], SETTINGS) == {"e2"}


def test_a_place_told_more_exactly_takes_the_place_of_the_region() -> None:
    assert outdated([told("e1", 1, "Odesa Oblast"), told("e2", 2, "Odesa")], SETTINGS) == {"e1"}


def test_what_a_newer_version_does_not_touch_stays() -> None:
    older = [told("region", 1, "Kharkiv"), told("day", 1, on="10"), told("same", 1)]
    older.append(told("other", 1, event_type="territorial_change"))
    assert outdated([*older, told("new", 2)], SETTINGS) == {"same"}


def test_a_version_that_tells_of_nothing_takes_no_place() -> None:
    assert outdated([told("e1", 1)], SETTINGS) == set()


def test_two_strikes_in_one_version_do_not_replace_each_other() -> None:
    assert outdated([told("e1", 1), told("e2", 1)], SETTINGS) == set()


def test_another_article_takes_no_place() -> None:
    other = told("e2", 2)._replace(article_id="b")
    assert outdated([told("e1", 1), other], SETTINGS) == set()


def test_a_version_that_only_repeats_adds_nothing() -> None:
    assert untold([told("e2", 2)], [told("e1", 1)]) == set()


def test_of_equal_versions_in_one_run_the_oldest_counts() -> None:
    assert untold([told("e2", 2), told("e1", 1)], []) == {"e1"}


def test_a_version_with_one_new_figure_counts_as_a_whole() -> None:
    known = [told("e1", 1), told("e2", 1, "Kharkiv")]
    new = [told("e3", 2, injured=3), told("e4", 2, "Kharkiv")]
    assert untold(new, known) == {"e3", "e4"}


def test_the_same_words_elsewhere_in_the_text_are_nothing_new() -> None:
    moved = told("e2", 2)._replace(confidence=0.5)
    assert untold([moved], [told("e1", 1)]) == set()


_REPORTS = st.lists(
    st.tuples(
        st.integers(1, 4), st.sampled_from(["Odesa", "Kharkiv", "Odesa Oblast"]), st.integers(1, 3)
    ),
    max_size=8,
    unique=True,
)


@given(_REPORTS, st.randoms())
def test_the_order_of_reports_does_not_matter(given_reports: Any, rng: Any) -> None:
    reports = [
        told(f"{version}-{place}-{killed}", version, place, killed=killed)
        for version, place, killed in given_reports
    ]
    shuffled = rng.sample(reports, len(reports))
    assert outdated(shuffled, SETTINGS) == outdated(reports, SETTINGS)
    assert untold(shuffled, []) == untold(reports, [])


@given(_REPORTS)
def test_the_newest_version_always_counts(given_reports: Any) -> None:
    reports = [
        told(f"{version}-{place}-{killed}", version, place, killed=killed)
        for version, place, killed in given_reports
    ]
    newest = max((one.seen_at for one in reports if one.seen_at), default=None)
    gone = outdated(reports, SETTINGS)
    assert not any(one.event_id in gone for one in reports if one.seen_at == newest)
