"""What counts as disputed: sides whose figures lie apart, and denials."""

import pytest

from tests.helpers.reporting import (
    confirms,
    denies,
    exactly,
    incident,
    on,
    report,
    says,
    words,
)
from transforms.records import Quantity

AIR_FORCE = says("Ukrainian Air Force", "military", "UA")
MINISTRY = says("Russian Ministry of Defence", "ministry", "RU")


def both(ours: Quantity, theirs: Quantity) -> bool:
    """Tell whether two sides' figures of drones launched at Ukraine are a dispute."""
    return incident(
        report("a", drones_launched=ours.value, quantities=(ours,), claimants=(AIR_FORCE,)),
        report("b", drones_launched=theirs.value, quantities=(theirs,), claimants=(MINISTRY,)),
    ).disputed


def drones(value: int | None, low: int | None = None, high: int | None = None) -> Quantity:
    return words("launched", value, low, high, "drone")


@pytest.mark.parametrize(
    ("ours", "theirs", "disputed"),
    [
        (exactly("launched", 82, "drone"), exactly("launched", 60, "drone"), True),
        (exactly("launched", 82, "drone"), exactly("launched", 82, "drone"), False),
        (drones(80, low=80), exactly("launched", 95, "drone"), False),  # more than 80
        (drones(80, low=80), exactly("launched", 79, "drone"), True),
        (drones(50, high=50), exactly("launched", 60, "drone"), True),  # up to 50
        (drones(80), exactly("launched", 86, "drone"), False),  # about 80
        (drones(80), exactly("launched", 73, "drone"), False),
        (drones(80), exactly("launched", 100, "drone"), True),
        (drones(None, 10, 12), exactly("launched", 11, "drone"), False),
        (drones(None, 10, 12), exactly("launched", 20, "drone"), True),
        (drones(None), exactly("launched", 20, "drone"), False),  # dozens
    ],
)
def test_sides_disagree_where_their_figures_leave_nothing_in_common(
    ours: Quantity, theirs: Quantity, disputed: bool
) -> None:
    assert both(ours, theirs) is disputed


def test_only_what_a_side_says_now_counts() -> None:
    assert not incident(
        report("a", drones_launched=60, claimants=(MINISTRY,), published_at=on(10)),
        report("b", drones_launched=82, claimants=(MINISTRY,), published_at=on(11)),
        report("c", drones_launched=82, claimants=(AIR_FORCE,), published_at=on(11)),
    ).disputed


def test_two_officials_of_one_side_or_an_outlet_are_no_dispute() -> None:
    governor = says("Oleh Syniehubov", "governor", "UA")
    outlet = says("Evening Paper", "outlet", "RU")
    assert not incident(
        report("a", killed=2, claimants=(governor,)),
        report("b", killed=9, claimants=(AIR_FORCE,)),
        report("c", killed=30, claimants=(outlet,)),
    ).disputed


def test_the_attackers_denial_is_a_dispute_and_stands_in_the_ledger() -> None:
    row = incident(
        report("a", killed=3, claimants=(says("Oleh Syniehubov", "governor", "UA"),)),
        report("b", claimants=(denies("Kremlin", "government", "RU"),), published_at=on(11)),
    )
    assert row.disputed
    assert [(one.claimant, one.stance, one.quantity) for one in row.claims] == [
        ("Oleh Syniehubov", "claims", "killed"),
        ("Kremlin", "denies", None),
    ]
    assert row.killed == 3


def test_a_denial_is_over_when_the_same_claimant_confirms_later() -> None:
    denial = report("a", claimants=(denies("Kremlin", "government", "RU"),), published_at=on(10))
    later = report("b", claimants=(confirms("Kremlin", "government", "RU"),), published_at=on(12))
    earlier = later._replace(published_at=on(9))
    other = later._replace(claimants=(confirms("Rosatom", "company", "RU"),))
    assert not incident(denial, later).disputed
    assert incident(denial, earlier).disputed
    assert incident(denial, other).disputed


def test_a_report_that_tells_of_a_denial_by_nobody_named_is_a_dispute() -> None:
    row = incident(report("a", verification="denied"))
    assert row.disputed
    assert [(one.claimant, one.stance, one.quantity) for one in row.claims] == [
        (None, "denies", None)
    ]
    assert not incident(report("a", verification="unverified")).disputed


def test_a_named_denial_that_was_taken_back_is_over_also_where_the_report_is_marked() -> None:
    kremlin = ("Kremlin", "government", "RU")
    denial = report("a", claimants=(denies(*kremlin),), verification="denied")
    later = report("b", claimants=(confirms(*kremlin),), published_at=on(12))
    assert incident(denial).disputed
    assert not incident(denial, later).disputed
