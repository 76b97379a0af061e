"""A computed window becomes a row only where it says something new."""

from datetime import UTC, datetime

from tests.helpers.incidents import incident
from transforms.aggregates.facts import State, fact_of
from transforms.aggregates.revisions import newest_revisions, revise, row_key
from transforms.aggregates.sums import Window, WindowSums, add_fact, aggregate_row
from transforms.records import Aggregate

WINDOW = Window(datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 12, tzinfo=UTC))
KEY = ("UA", None, None, None, None, None)


def computed(day: int = 1, incidents: int = 1) -> Aggregate:
    moment = datetime(2026, 2, day, tzinfo=UTC)
    sums = WindowSums()
    for number in range(incidents):
        fact = fact_of(incident(f"i{number}"), State.CHANGED)
        assert fact is not None
        add_fact(sums, fact)
    return aggregate_row("week", WINDOW, KEY, sums, moment)


def test_the_first_row_of_a_window_is_on_time() -> None:
    assert (computed().revision, computed().pane) == (1, "on_time")
    assert revise(computed(), None) == computed()


def test_unchanged_figures_give_no_row_however_late_they_were_computed() -> None:
    assert revise(computed(day=9), computed(day=1)) is None


def test_changed_figures_give_the_next_revision() -> None:
    newest = computed()._replace(revision=4, pane="revision")
    revised = revise(computed(day=9, incidents=2), newest)
    assert revised is not None
    assert (revised.revision, revised.pane, revised.incidents) == (5, "revision", 2)


def test_a_window_that_lost_its_incidents_gets_a_revision_and_a_new_one_none() -> None:
    revised = revise(computed(day=9, incidents=0), computed())
    assert revised is not None
    assert (revised.revision, revised.incidents) == (2, 0)
    assert revise(computed(day=9, incidents=0), None) is None


def test_the_newest_revision_is_the_one_with_the_highest_number() -> None:
    rows = [computed()._replace(revision=number) for number in (2, 3, 1)]
    newest = newest_revisions([*rows, computed()._replace(country="RU")])
    assert newest[row_key(rows[0])].revision == 3
    assert len(newest) == 2
