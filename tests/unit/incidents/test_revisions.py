"""Which rows a run writes: changes and tombstones, never two of one revision."""

from datetime import UTC, datetime

import pytest

from tests.helpers.reporting import incident, report
from transforms.incidents.revisions import revise
from transforms.records import Incident

LATER = datetime(2026, 5, 1, tzinfo=UTC)


def row(incident_id: str, *events: str, **columns: object) -> Incident:
    made = incident(*[report(one) for one in events])
    return made._replace(incident_id=incident_id, **columns)  # type: ignore[arg-type]


def told(rows: list[Incident]) -> list[tuple[str, int, str | None]]:
    return [(one.incident_id, one.revision, one.superseded_by) for one in rows]


def test_a_new_incident_is_its_first_revision() -> None:
    assert told(revise([row("i", "a")], [], LATER)) == [("i", 1, None)]


def test_the_same_facts_give_no_row_whenever_they_are_computed() -> None:
    committed = row("i", "a", revision=4)
    assert revise([row("i", "a")], [committed], LATER) == []


def test_rows_read_back_as_plain_lists_and_mappings_are_the_same_facts() -> None:
    fresh = incident(report("a", killed=2))
    claims = [claim._asdict() for claim in fresh.claims]
    read = fresh._replace(claims=claims, languages=tuple(fresh.languages))  # type: ignore[arg-type]
    assert revise([fresh], [read], LATER) == []


def test_changed_facts_and_a_changed_wave_give_the_next_revision() -> None:
    committed = row("i", "a", revision=4)
    (changed,) = revise([row("i", "a", "b")], [committed], LATER)
    assert (changed.revision, changed.event_ids, changed.computed_at) == (5, ["a", "b"], LATER)
    assert told(revise([row("i", "a", part_of="w")], [committed], LATER)) == [("i", 5, None)]


def test_a_merged_incident_names_the_one_that_holds_most_of_its_events() -> None:
    old = row("old", "a", "b", "c", revision=2)
    now = [row("x", "a", "z"), row("y", "b", "c")]
    written = revise(now, [old], LATER)
    assert told(written) == [("old", 3, "y"), ("x", 1, None), ("y", 1, None)]


def test_a_tie_of_events_goes_to_the_smaller_id() -> None:
    now = [row("y", "a"), row("x", "b")]
    assert told(revise(now, [row("old", "a", "b")], LATER))[0] == ("old", 2, "x")


def test_an_incident_whose_article_turned_out_to_be_a_copy_names_that_of_the_original() -> None:
    now = row("x", "first")._replace(article_ids=["article of a", "article of first"])
    assert told(revise([now], [row("old", "a")], LATER))[0] == ("old", 2, "x")


def test_an_incident_that_nothing_took_up_names_itself() -> None:
    assert told(revise([], [row("old", "a")], LATER)) == [("old", 2, "old")]


def test_a_tombstone_gets_no_second_one_and_counts_on_when_it_comes_back() -> None:
    tombstone = row("i", "a", revision=3, superseded_by="j")
    alive = row("j", "a")
    assert revise([alive], [tombstone, alive], LATER) == []
    back = revise([row("i", "a")], [tombstone, alive], LATER)
    assert told(back) == [("i", 4, None), ("j", 2, "i")]


def test_of_several_committed_rows_the_highest_revision_counts() -> None:
    rows = [row("i", "a", revision=2), row("i", "b", revision=1)]
    assert revise([row("i", "a")], rows, LATER) == []


def test_two_computed_incidents_of_one_id_are_an_error() -> None:
    with pytest.raises(ValueError, match="with the id i"):
        revise([row("i", "a"), row("i", "b")], [], LATER)
