"""Whatever comes in which run, the newest incidents are those of one run over everything."""

from datetime import UTC, datetime
from random import Random
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.incident_history import History
from tests.helpers.reports import day, report
from transforms.incidents.articles import ArticleFact
from transforms.incidents.reports import Report

PLACES: Final = ("Engels", "Saratov", "Saratov Oblast", "Enerhodar", "RU", "UA", None)
DAYS: Final = ("11", "12", "11-12", "12-13", "~12", "~13", "10-12", "3-12", "--03-12", None)


def _report(key: int, at: str | None, on: str | None, told: dict[str, Any]) -> Report:
    return report(f"e{key:03d}", at, on, **told, article_id=f"a{key % 17:02d}")


REPORTS: Final = st.lists(
    st.builds(
        _report,
        st.integers(0, 60),
        st.sampled_from(PLACES),
        st.sampled_from(DAYS),
        st.fixed_dictionaries(
            {
                "attacker": st.sampled_from([None, "UA"]),
                "targets": st.sampled_from([(), ("oil_refinery",), ("residential",)]),
                "drones_downed": st.sampled_from([None, 3, 82, 93]),
                "killed": st.sampled_from([None, 0, 2]),
                "published": st.sampled_from([None, "13"]),
            }
        ),
    ),
    max_size=14,
    unique_by=lambda one: one.event_id,
)
COPIES: Final = st.lists(st.tuples(st.integers(0, 16), st.integers(0, 16)), max_size=4)


def facts_of(copies: list[tuple[int, int]], order: list[int]) -> dict[int, ArticleFact]:
    """Return the articles as rows that come in an order: the later of a pair names the other.

    As in the tables every article that is the first of its copies so far is kept.
    """
    place = {number: index for index, number in enumerate(order)}
    found = {}
    for number in order:
        near = {
            other
            for pair in copies
            for one, other in (pair, pair[::-1])
            if one == number and place[other] < place[number]
        }
        found[number] = ArticleFact(
            article_id=f"a{number:02d}",
            text_hash=f"t{number}",
            near=tuple(sorted(f"a{other:02d}" for other in near)),
            source=f"{number % 5}.example",
            published_at=report("e", None, "~12").published_at,
        )
    return found


def ingest(
    reports: list[Report], copies: list[tuple[int, int]], seed: int, runs: int
) -> tuple[History, History]:
    """Ingest everything at once, and in some runs in random order."""
    order = list(range(17))
    once, live = History(), History()
    once.run(list(facts_of(copies, order).values()), reports)
    chance = Random(seed)
    chance.shuffle(order)
    facts = facts_of(copies, order)
    for batch in range(runs):
        numbers = order[17 * batch // runs : 17 * (batch + 1) // runs]
        ids = {f"a{number:02d}" for number in numbers}
        batch_facts = [facts[number] for number in numbers]
        live.run(batch_facts, [one for one in reports if one.article_id in ids])
    return once, live


@given(REPORTS, st.integers(0, 1000), st.integers(1, 5))
@settings(max_examples=150, deadline=None)
def test_runs_in_any_order_give_what_one_run_gives(
    reports: list[Report], seed: int, runs: int
) -> None:
    once, live = ingest(reports, [], seed, runs)
    assert live.live() == once.live()


@given(REPORTS, COPIES, st.integers(0, 1000), st.integers(1, 5))
@settings(max_examples=150, deadline=None)
def test_late_originals_and_late_copies_give_what_one_run_gives(
    reports: list[Report], copies: list[tuple[int, int]], seed: int, runs: int
) -> None:
    once, live = ingest(reports, [pair for pair in copies if pair[0] != pair[1]], seed, runs)
    assert live.live() == once.live()


@given(REPORTS, st.integers(0, 1000))
@settings(max_examples=50, deadline=None)
def test_each_live_event_is_in_one_live_incident(reports: list[Report], seed: int) -> None:
    _, live = ingest(reports, [], seed, 3)
    events = [event for row in live.live() for event in row.event_ids]
    assert sorted(events) == sorted(one.event_id for one in reports)


def told(number: int, on: str, **more: Any) -> tuple[ArticleFact, Report]:
    name = f"a{number}"
    fact = ArticleFact(article_id=name, text_hash=name, source=f"{name}.example")
    return fact, report(f"e{number}", "Engels", on, article_id=name, **more)


def test_a_late_report_of_another_day_leaves_old_incidents_alone() -> None:
    history = History()
    fact, one = told(1, "11")
    history.run([fact], [one])
    fact, two = told(2, "25")
    changes = history.run([fact], [two])
    assert [change.row.event_ids for change in changes] == [["e2"]]
    assert changes[0].before is None


def test_a_late_original_takes_its_copy_out_of_the_incident() -> None:
    history = History()
    copy, one = told(1, "11", killed=2)
    copy = copy._replace(published_at=report("e", None, "~12").published_at)
    history.run([copy], [one])
    first = ArticleFact(
        "a2",
        "a2",
        near=("a1",),
        source="a2.example",
        published_at=report("e", None, "~11").published_at,
    )
    changes = history.run([first], [])
    (gone,) = (change.row for change in changes)
    assert gone.superseded_by is not None
    assert history.live() == []


def test_a_late_copy_without_any_event_is_one_more_report() -> None:
    history = History()
    fact, one = told(1, "11", killed=2)
    history.run([fact], [one])
    copy = ArticleFact("a2", "a2", duplicate_of="a1", duplicate_kind="near", near=("a1",))
    (change,) = history.run([copy], [])
    assert (change.row.reports, change.row.independent_sources, change.row.revision) == (2, 1, 2)
    assert change.before is not None


def test_a_wave_that_comes_late_takes_in_the_strikes_of_its_night() -> None:
    history = History()
    fact, strike = told(1, "12")
    history.run([fact], [strike])
    wave = report("e2", "RU", "12", article_id="a2", drones_downed=82)
    history.run([ArticleFact("a2", "a2")], [wave])
    by_event = {row.event_ids[0]: row for row in history.live()}
    assert by_event["e1"].part_of == by_event["e2"].incident_id
    assert by_event["e1"].event_ids == ["e1"]


def test_committed_reports_far_from_the_new_ones_are_not_read() -> None:
    history = History()
    days = [f"2025-{month:02d}-{one:02d}" for month in range(1, 12) for one in range(1, 29, 3)]
    many = [report(f"e{i}", "Engels", None, date_end=day(on), date_start=day(on), date_basis="text")
            for i, on in enumerate(days)]  # fmt: skip
    history.run([ArticleFact(one.article_id, one.article_id) for one in many], many)
    history.read = 0
    fact, late = told(999, "12")
    history.run([fact], [late])
    assert history.read < 10


def test_an_id_that_a_far_incident_has_already_brings_its_reports_in() -> None:
    def tell(history: History, year: int) -> None:
        at = datetime(year, 5, 1, tzinfo=UTC)
        one = report(f"e{year}", "Engels", "--03-12", article_id=f"a{year}", published_at=at)
        history.run([ArticleFact(f"a{year}", f"a{year}", published_at=at)], [one])

    forward, back = History(), History()
    for history, years in ((forward, (2015, 2025)), (back, (2025, 2015))):
        for year in years:
            tell(history, year)
    events = [event for row in forward.live() for event in row.event_ids]
    assert sorted(events) == ["e2015", "e2025"]
    assert forward.live() == back.live()
