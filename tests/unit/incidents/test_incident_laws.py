"""Laws of incidents: free of order, copies change no figure, claims are never lost."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.reporting import NOW, RULES, incident, on, press_of, report
from transforms.incidents.articles import ArticleFact
from transforms.incidents.claims import NUMBERS
from transforms.incidents.reports import Report
from transforms.incidents.revisions import revise
from transforms.records import Claimant, Incident, Quantity
from transforms.tables import from_arrow, to_arrow

COUNTS = st.none() | st.integers(0, 40)
CLAIMANTS = st.builds(
    Claimant,
    name=st.sampled_from(["governor", "ministry", "air force", "mayor"]),
    role=st.sampled_from([None, "governor", "ministry", "outlet"]),
    side=st.sampled_from([None, "UA", "RU"]),
    channel=st.sampled_from([None, "Telegram"]),
    stance=st.sampled_from(["claims", "claims", "confirms", "denies"]),
)
ROLES = st.sampled_from(
    [("killed", "people"), ("injured", "people"), ("launched", "drone"), ("downed", "missile")]
)


@st.composite
def quantities(draw: st.DrawFn, told: dict[str, int | None]) -> Quantity:
    role, item = draw(ROLES)
    column = role if item == "people" else f"{item}s_{role}"
    value = draw(st.sampled_from([told[column], None]))
    low = draw(st.none() | st.integers(0, value if value is not None else 30))
    above = max(value or 0, low or 0)
    high = draw(st.none() | st.integers(above, above + 20))
    return Quantity(role, item, value, low, high, "words", 0, 5)


@st.composite
def reports(draw: st.DrawFn) -> list[Report]:
    made = []
    for number in range(draw(st.integers(1, 6))):
        told = {name: draw(COUNTS) for name in NUMBERS}
        end = date(2026, 3, draw(st.integers(9, 11)))
        columns: dict[str, Any] = {
            "article_id": f"article {draw(st.integers(0, 4))}",
            "event_type": draw(st.sampled_from(["attack", "fire", "explosion"])),
            "date_start": end - timedelta(days=draw(st.integers(0, 4))),
            "date_end": end,
            "date_basis": draw(st.sampled_from(["text", "context", "publication"])),
            "published_at": draw(st.sampled_from([None, on(10), on(10, 18), on(11), on(12)])),
            "admin1": draw(st.sampled_from([None, "Kharkiv Oblast", "Crimea"])),
            "place": draw(st.sampled_from([None, "Izium", "Balakliia"])),
            "geo_precision": draw(st.sampled_from(["region", "place", "site"])),
            "latitude": draw(st.sampled_from([None, 49.2, 49.5])),
            "attacker": draw(st.sampled_from([None, "RU", "UA"])),
            "weapons": draw(st.sampled_from([(), ("drone",), ("missile", "drone")])),
            "targets": draw(st.sampled_from([(), ("oil_depot",), ("energy_infrastructure",)])),
            "claimants": tuple(draw(st.lists(CLAIMANTS, max_size=3))),
            "source": draw(st.sampled_from([None, "one.example", "two.example"])),
            **told,
        }
        words = tuple(draw(st.lists(quantities(told), max_size=3)))
        made.append(report(f"e{number}", quantities=words, **columns))
    return made


def figures(row: Incident) -> list[int | None]:
    return [getattr(row, name + ending) for name in NUMBERS for ending in ("", "_low", "_high")]


@given(st.data(), reports())
def test_no_order_of_reports_shows_in_an_incident(data: st.DataObject, told: list[Report]) -> None:
    shuffled = data.draw(st.permutations(told))
    assert incident(*shuffled, press=press_of(*shuffled)) == incident(*told)


@given(reports())
def test_figures_lie_between_the_lowest_and_the_highest(told: list[Report]) -> None:
    row = incident(*told)
    for name in NUMBERS:
        best, low, high = (getattr(row, name + ending) for ending in ("", "_low", "_high"))
        known = [one for one in (low, best, high) if one is not None]
        assert known == sorted(known)
        if best is not None:
            assert low is not None
            assert high is not None


@given(reports())
def test_every_best_figure_is_one_that_somebody_gives(told: list[Report]) -> None:
    row = incident(*told)
    for name in NUMBERS:
        given_figures = {getattr(one, name) for one in told} - {None}
        best = getattr(row, name)
        assert best in given_figures if given_figures else best is None


def _with(told: Report, number: str, value: int | None) -> Report:
    columns: dict[str, Any] = {number: value}
    return told._replace(quantities=(), **columns)


@given(reports(), st.integers(0, 5), st.sampled_from(NUMBERS))
def test_silence_is_null_and_zero_alone_is_zero(
    told: list[Report], zeros: int, number: str
) -> None:
    silent = [_with(one, number, None) for one in told]
    row = incident(*silent)
    assert [getattr(row, number + end) for end in ("", "_low", "_high")] == [None, None, None]
    none_hurt = [
        _with(one, number, 0) if place == zeros % len(silent) else one
        for place, one in enumerate(silent)
    ]
    row = incident(*none_hurt)
    assert [getattr(row, number + end) for end in ("", "_low", "_high")] == [0, 0, 0]


@given(st.data(), reports())
def test_one_more_copy_changes_no_figure(data: st.DataObject, told: list[Report]) -> None:
    original = data.draw(st.sampled_from(told))
    copy = ArticleFact(
        "copy", "", duplicate_of=original.article_id, duplicate_kind="near",
        source="copy.example", published_at=on(20),
    )  # fmt: skip
    alone, copied = incident(*told), incident(*told, press=press_of(*told, facts=(copy,)))
    assert figures(copied) == figures(alone)
    assert (copied.claims, copied.disputed) == (alone.claims, alone.disputed)
    assert copied.independent_sources == alone.independent_sources
    assert copied.reports == alone.reports + 1


@given(reports())
def test_a_further_report_takes_no_claim_away(told: list[Report]) -> None:
    every = incident(*told)
    for one in told[1:]:
        fewer = [other for other in told if other is not one]
        assert set(incident(*fewer, press=press_of(*told)).claims) <= set(every.claims)
    assert len(set(every.claims)) == len(every.claims)


@given(reports())
def test_a_report_given_twice_is_one(told: list[Report]) -> None:
    row = incident(*told)
    assert incident(*told, *told, press=press_of(*told)) == row


@given(reports())
def test_an_incident_read_back_from_its_table_is_unchanged(told: list[Report]) -> None:
    row = incident(*told)
    read = from_arrow(to_arrow([row], "incidents"), "incidents")
    assert revise([row], read, NOW) == []


IDS = st.sampled_from(["i", "j", "k", "l"])
TABLES = st.dictionaries(
    IDS, st.tuples(st.integers(1, 3), st.sets(st.sampled_from("abcdef"), min_size=1))
)


def rows_of(table: dict[str, tuple[int, set[str]]]) -> list[Incident]:
    base = incident(report("a"))
    return [
        base._replace(incident_id=key, killed=killed, event_ids=sorted(events), article_ids=[])
        for key, (killed, events) in sorted(table.items())
    ]


@given(st.lists(TABLES, min_size=1, max_size=4))
def test_revising_writes_each_revision_once_and_again_gives_nothing(
    states: list[dict[str, tuple[int, set[str]]]],
) -> None:
    written: list[Incident] = []
    for state in states:
        computed = rows_of(state)
        rows = revise(computed, written, NOW)
        assert revise(list(reversed(computed)), list(reversed(written)), NOW) == rows
        written += rows
        assert revise(computed, written, NOW) == []
        newest = {one.incident_id: one for one in sorted(written, key=lambda one: one.revision)}
        alive = {key: one for key, one in newest.items() if one.superseded_by is None}
        assert {key: one.event_ids for key, one in alive.items()} == {
            one.incident_id: one.event_ids for one in computed
        }
    keys = [(one.incident_id, one.revision) for one in written]
    assert len(keys) == len(set(keys))


def test_the_rules_of_these_laws_name_both_sides() -> None:
    assert RULES.sides.defender("UA", None, "RU") == "UA"
    assert RULES.sides.defender("UA", "Crimea", "UA") == "RU"
    assert RULES.sides.defender("UA", "Donetsk Oblast", "UA") == "RU"
    assert RULES.sides.defender(None, None, "RU") is None
    assert RULES.sides.attacker(None, "RU") == "UA"
