"""The ledger: which entries a report gives, with which bounds."""

import pytest

from tests.helpers.reporting import denies, exactly, incident, on, report, says, words
from transforms.records import Quantity

GOVERNOR = says("Oleh Syniehubov", "governor", "UA")
RESCUERS = says("State Emergency Service", "emergency_service", "UA")


def test_a_figure_is_an_entry_for_each_claimant_and_in_time_order() -> None:
    row = incident(
        report("b", killed=5, injured=9, claimants=(RESCUERS, GOVERNOR), published_at=on(11)),
        report("a", killed=2, claimants=(GOVERNOR,), published_at=on(10)),
        report("c", killed=1, published_at=None),
    )
    assert [(one.claimant, one.quantity, one.value) for one in row.claims] == [
        ("Oleh Syniehubov", "killed", 2),
        ("Oleh Syniehubov", "killed", 5),
        ("State Emergency Service", "killed", 5),
        ("Oleh Syniehubov", "injured", 9),
        ("State Emergency Service", "injured", 9),
        (None, "killed", 1),
    ]
    first = row.claims[0]
    assert (first.role, first.side, first.stance) == ("governor", "UA", "claims")
    assert (first.claimed_at, first.source) == (on(10), "a.example")
    assert (first.article_id, first.event_id) == ("article of a", "a")


def test_a_report_without_figures_and_denials_gives_no_entry() -> None:
    assert incident(report("a", claimants=(GOVERNOR,))).claims == []


def test_parts_of_a_figure_and_other_things_counted_are_no_entries() -> None:
    told = (exactly("injured", 7), exactly("injured", 2), exactly("hit", 12, "house"))
    row = incident(report("a", injured=7, quantities=told))
    assert [(one.quantity, one.value) for one in row.claims] == [("injured", 7)]


def test_dozens_is_an_entry_without_a_value_and_no_figure() -> None:
    row = incident(report("a", quantities=(words("injured", None),), claimants=(GOVERNOR,)))
    assert (row.injured, row.injured_low, row.injured_high) == (None, None, None)
    (claim,) = row.claims
    assert (claim.quantity, claim.value, claim.low, claim.claimant) == (
        "injured",
        None,
        None,
        "Oleh Syniehubov",
    )


@pytest.mark.parametrize(
    ("told", "bounds"),
    [
        (words("killed", 5, 5, None), (5, None)),
        (words("killed", 5, None, 5), (None, 5)),
        (words("killed", 5, None, None), (None, None)),
        (exactly("killed", 5), (5, 5)),
    ],
)
def test_an_entry_has_the_bounds_of_its_words(told: Quantity, bounds: tuple[object, ...]) -> None:
    (claim,) = incident(report("a", killed=5, quantities=(told,))).claims
    assert (claim.value, claim.low, claim.high) == (5, *bounds)


def test_of_two_wordings_of_one_figure_the_exact_one_gives_the_bounds() -> None:
    told = (words("killed", 5, 5, None), exactly("killed", 5), words("killed", 5))
    (claim,) = incident(report("a", killed=5, quantities=told)).claims
    assert (claim.low, claim.high) == (5, 5)


def test_a_sum_of_kinds_has_the_sums_of_their_bounds() -> None:
    told = (
        exactly("downed", 20, "missile"),
        words("downed", 5, 5, None, "ballistic_missile"),
        exactly("downed", 3, "drone"),
    )
    (claim,) = incident(report("a", missiles_downed=25, quantities=told)).claims
    assert (claim.quantity, claim.value, claim.low, claim.high) == ("missiles_downed", 25, 25, None)


def test_who_denies_gives_no_figure() -> None:
    row = incident(report("a", killed=3, claimants=(denies("Ministry", "ministry", "RU"),)))
    assert [(claim.claimant, claim.quantity, claim.value) for claim in row.claims] == [
        (None, "killed", 3),
        ("Ministry", None, None),
    ]
