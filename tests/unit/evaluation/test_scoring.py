import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from transforms.evaluation.comparing import Tally
from transforms.evaluation.evaluate import Evaluation
from transforms.evaluation.gold import GoldArticle, GoldEvent
from transforms.evaluation.report import as_values
from transforms.evaluation.scoring import Scores, confusions, score, score_article, slot_tallies
from transforms.records import Event

Make = Callable[..., Event]

COMPARISON = Path(__file__).resolve().parents[2] / "data" / "evaluation" / "comparison.json"


def gold(**values: Any) -> GoldEvent:
    return GoldEvent.model_validate({"event_type": "attack", **values})


def article(*events: GoldEvent, **values: Any) -> GoldArticle:
    return GoldArticle(**{"name": "a.json", "text": "x", "language": "en", **values}, events=events)


def slot(name: str, annotated: dict[str, Any], found: Event) -> Tally:
    return slot_tallies(gold(**annotated), found)[name]


@pytest.fixture(scope="module")
def compared(make_event: Make) -> tuple[dict[str, Any], Scores]:
    content = json.loads(COMPARISON.read_text(encoding="utf-8"))
    pairs = [
        (
            article(
                *(gold(**event) for event in one["gold"]),
                language=one["language"],
                source=one["source"],
            ),
            [make_event(**event) for event in one["found"]],
        )
        for one in content["articles"]
    ]
    return content["expected"], score(pairs)


def test_figures_are_those_that_the_shared_scorer_gave(
    compared: tuple[dict[str, Any], Scores],
) -> None:
    expected, scores = compared
    values = as_values(Evaluation(scores, [], []))
    for group in ("events", "slots"):
        found = {
            name: [entry[key] for key in ("precision", "recall", "f1", "right", "wrong", "missed")]
            for name, entry in values[group].items()
        }
        assert found == {
            name: [entry[key] for key in ("p", "r", "f", "tp", "fp", "fn")]
            for name, entry in expected[group].items()
        }
    for name in ("articles", "negatives", "negatives_with_events"):
        assert values[name] == expected[name]


def test_types_and_sources_sum_up_to_the_whole(compared: tuple[dict[str, Any], Scores]) -> None:
    _, scores = compared
    whole = scores.events["ALL"]
    for groups in (scores.types, scores.sources):
        assert whole == Tally(*map(sum, zip(*groups.values(), strict=True)))
    for slots in (scores.language_slots, scores.source_slots):
        for name, tally in scores.slots.items():
            parts = [tallies[name] for tallies in slots.values() if name in tallies]
            assert tally == Tally(*map(sum, zip(*parts, strict=True)))


def test_an_optional_event_counts_only_when_found(make_event: Make) -> None:
    one = gold(country="UA", optional=True)
    assert score_article(article(one), []).events["ALL"] == Tally()
    assert score_article(article(one), [make_event(country="UA")]).events["ALL"] == Tally(right=1)


def test_an_event_in_an_article_without_events_is_counted(make_event: Make) -> None:
    scores = score_article(article(), [make_event()])
    assert (scores.negatives, scores.negatives_with_events) == (1, 1)
    assert scores.events["ALL"] == Tally(wrong=1)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2025-03-04", "2025-03-05", Tally(right=1)),
        ("2025-03-05", None, Tally(right=1)),
        ("2025-03-05", "2025-03-06", Tally(wrong=1, missed=1)),
        (None, None, Tally(missed=1)),
    ],
)
def test_a_date_is_right_inside_the_annotated_range(
    make_event: Make, start: str | None, end: str | None, expected: Tally
) -> None:
    days = {"date_start": "2025-03-04", "date_end": "2025-03-05"}
    assert slot("date", days, make_event(date_start=start, date_end=end)) == expected


def test_an_assumed_date_is_neither_right_nor_wrong_where_the_text_has_none(
    make_event: Make,
) -> None:
    day = {"date_start": "2025-03-04", "date_end": "2025-03-05"}
    assert slot("date", {}, make_event(**day, date_basis="publication")) == Tally()
    assert slot("date", {}, make_event(**day, date_basis="text")) == Tally(wrong=1)


@pytest.mark.parametrize(
    ("annotated", "found", "expected"),
    [
        ("Yartsevo", "Yartsevo District", Tally(right=1)),
        ("Ust-Luga", "Ust Luga", Tally(right=1)),
        ("Horlivka", "Donetsk", Tally(wrong=1, missed=1)),
        ("Horlivka", None, Tally(missed=1)),
        (None, "Horlivka", Tally(wrong=1)),
    ],
)
def test_places_are_compared_by_name(
    make_event: Make, annotated: str | None, found: str | None, expected: Tally
) -> None:
    assert slot("place", {"place": annotated}, make_event(place=found)) == expected


def test_a_place_within_twenty_kilometres_is_the_same(make_event: Make) -> None:
    annotated = {"place": "A", "lat": 48.0, "lon": 38.0}
    near = make_event(place="B", latitude=48.1, longitude=38.1)
    far = make_event(place="B", latitude=48.2, longitude=38.0)
    assert slot("place", annotated, near) == Tally(right=1)
    assert slot("place", annotated, far) == Tally(wrong=1, missed=1)


def test_a_city_may_be_given_as_its_own_region(make_event: Make) -> None:
    city = make_event(admin1="Sevastopol City", place="Sevastopol")
    assert slot("admin1", {"place": "Sevastopol"}, city) == Tally()


def test_zero_is_a_value_and_nothing_is_none(make_event: Make) -> None:
    assert slot("killed", {"killed": 0}, make_event(killed=0)) == Tally(right=1)
    assert slot("killed", {"killed": 0}, make_event()) == Tally(missed=1)
    assert slot("killed", {}, make_event(killed=0)) == Tally(wrong=1)
    assert slot("killed", {}, make_event()) == Tally()


@pytest.mark.parametrize(
    ("annotated", "found", "expected"),
    [
        (["Oleh Kiper"], ["governor Kiper"], Tally(right=1)),
        (["Ministry of Defence"], ["Ministry of Energy"], Tally(0, 1, 1)),
        (["Kiper"], ["Kiper", "Lysak"], Tally(right=1, wrong=1)),
        (["Volodymyr Zelensky"], ["Volodymyr Zelenský"], Tally(right=1)),
    ],
)
def test_claimants_are_the_same_by_a_part_of_the_name_that_is_no_title(
    make_event: Make, annotated: list[str], found: list[str], expected: Tally
) -> None:
    assert slot("claimants", {"claimants": annotated}, make_event(claimants=found)) == expected


def test_errors_name_article_event_slot_and_both_values(make_event: Make) -> None:
    missed = gold(country="RU", place="Tula", quote="fire in Tula")
    pair = gold(country="UA", weapons=["drone", "missile"])
    found = make_event(country="UA", weapons=["drone"])
    extra = make_event(country="PL", evidence=["A drone fell."])
    findings = score_article(article(missed, pair), [found, extra]).findings
    assert [(f.kind, f.event, f.slot, f.gold, f.found, f.words) for f in findings] == [
        ("missed", "attack, Tula, RU, undated", None, None, None, "fire in Tula"),
        ("extra", "attack, PL, undated", None, None, None, "A drone fell."),
        ("slot", "attack, UA, undated", "weapons", "drone, missile", "drone", None),
    ]
    assert {finding.article for finding in findings} == {"a.json"}


def test_errors_of_slots_are_counted_label_by_label(make_event: Make) -> None:
    pair = gold(country="UA", weapons=["drone", "missile"], killed=1)
    found = make_event(country="UA", weapons=["drone", "rocket"])
    findings = score_article(article(pair), [found]).findings
    assert confusions(findings + findings[:1]) == [
        ("weapons", None, "rocket", 2),
        ("weapons", "missile", None, 2),
        ("killed", "1", None, 1),
    ]


def test_shares_are_undefined_where_there_is_nothing_to_divide_by() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (None, None, None)
    assert (Tally(missed=2).precision, Tally(missed=2).f1) == (None, 0.0)
    assert Tally(3, 1, 2).f1 == pytest.approx(2 / 3)
