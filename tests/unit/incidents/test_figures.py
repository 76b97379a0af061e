"""Which figure is the best one of a number, and between which figures it lies."""

from tests.helpers.reporting import (
    RULES,
    incident,
    on,
    press_of,
    report,
    says,
    words,
)
from transforms.incidents.articles import ArticleFact
from transforms.incidents.world import IncidentRules
from transforms.records import Claimant, Incident
from transforms.settings import FigureSettings, FigureStep

GOVERNOR = says("Oleh Syniehubov", "governor", "UA")
RESCUERS = says("State Emergency Service", "emergency_service", "UA")
AIR_FORCE = says("Ukrainian Air Force", "military", "UA")
MINISTRY = says("Russian Ministry of Defence", "ministry", "RU")


def killed(row: Incident) -> tuple[int | None, int | None, int | None]:
    return row.killed, row.killed_low, row.killed_high


def downed(row: Incident) -> tuple[int | None, int | None, int | None]:
    return row.drones_downed, row.drones_downed_low, row.drones_downed_high


def test_a_toll_that_rises_over_three_days_in_four_outlets_is_the_newest_one() -> None:
    row = incident(
        report("a", killed=2, published_at=on(10)),
        report("b", killed=3, published_at=on(10, 18)),
        report("c", killed=5, published_at=on(11)),
        report("d", killed=9, published_at=on(12)),
    )
    assert killed(row) == (9, 2, 9)
    history = [(claim.claimed_at, claim.value) for claim in row.claims]
    assert history == [(on(10), 2), (on(10, 18), 3), (on(11), 5), (on(12), 9)]


def test_an_outlet_that_raises_its_toll_no_longer_stands_for_the_first_one() -> None:
    first = report("a", killed=2, published_at=on(10), source="daily.example")
    later = report("b", killed=6, published_at=on(11), source="daily.example")
    assert killed(incident(first, later)) == (6, 6, 6)


def test_of_several_officials_the_highest_toll_counts_and_outlets_do_not() -> None:
    row = incident(
        report("a", killed=4, claimants=(GOVERNOR,), published_at=on(10)),
        report("b", killed=7, claimants=(RESCUERS,), published_at=on(11)),
        report("c", killed=12, published_at=on(12)),
    )
    assert killed(row) == (7, 4, 12)


def test_the_highest_toll_of_officials_counts_though_others_are_newer_and_more() -> None:
    row = incident(
        report("a", killed=9, claimants=(GOVERNOR,), published_at=on(10)),
        report("b", killed=7, claimants=(RESCUERS,), published_at=on(11)),
        report("c", killed=7, claimants=(says("police", "police", "UA"),), published_at=on(11)),
    )
    assert killed(row) == (9, 7, 9)


def test_without_officials_the_newest_toll_counts_though_more_voices_give_the_first() -> None:
    first = [report(one, killed=3, published_at=on(10)) for one in "abc"]
    assert killed(incident(*first, report("d", killed=8, published_at=on(12)))) == (8, 3, 8)


def test_a_late_reprint_of_an_officials_first_toll_does_not_take_the_newer_one_back() -> None:
    row = incident(
        report("a", killed=3, claimants=(GOVERNOR,), published_at=on(10), source="one.example"),
        report("b", killed=8, claimants=(GOVERNOR,), published_at=on(12), source="one.example"),
        report("c", killed=3, claimants=(GOVERNOR,), published_at=on(14), source="two.example"),
    )
    assert killed(row) == (8, 8, 8)


def test_a_source_may_correct_a_toll_downwards() -> None:
    row = incident(
        report("a", killed=8, claimants=(GOVERNOR,), published_at=on(10), source="one.example"),
        report("b", killed=7, claimants=(GOVERNOR,), published_at=on(11), source="one.example"),
    )
    assert killed(row) == (7, 7, 7)


def test_local_authorities_without_a_side_speak_for_the_place() -> None:
    row = incident(
        report("a", killed=1, claimants=(says("local authorities", "authority"),)),
        report("b", killed=5, claimants=(MINISTRY,), published_at=on(12)),
    )
    assert killed(row) == (1, 1, 5)


def test_casualties_that_only_the_attackers_side_gives_are_its_figure() -> None:
    row = incident(report("a", killed=40, claimants=(MINISTRY,)), report("b"))
    assert killed(row) == (40, 40, 40)
    assert [claim.side for claim in row.claims] == ["RU"]
    assert not row.disputed


def test_drones_downed_are_the_defenders_word_and_both_claims_stay() -> None:
    night = {"attacker": "UA", "country": "RU"}
    row = incident(
        report("a", drones_downed=82, claimants=(MINISTRY,), **night),
        report("b", drones_downed=60, claimants=(AIR_FORCE,), published_at=on(11), **night),
    )
    assert downed(row) == (82, 60, 82)
    assert [(claim.side, claim.value) for claim in row.claims] == [("RU", 82), ("UA", 60)]
    assert row.disputed


def test_the_defenders_later_count_replaces_the_earlier_one() -> None:
    row = incident(
        report("a", drones_downed=51, claimants=(AIR_FORCE,), published_at=on(10, 6)),
        report("b", drones_downed=64, claimants=(AIR_FORCE,), published_at=on(10, 9)),
    )
    assert downed(row) == (64, 64, 64)


def test_launched_is_the_defenders_count_and_without_it_the_attackers() -> None:
    sent = report("a", drones_launched=100, claimants=(MINISTRY,), published_at=on(12))
    came = report("b", drones_launched=90, claimants=(AIR_FORCE,))
    assert incident(sent).drones_launched == 100
    assert incident(sent, came).drones_launched == 90


def test_without_a_side_the_figure_of_most_voices_counts_and_ties_go_to_the_latest() -> None:
    three = [
        report("a", drones_downed=20, published_at=on(10)),
        report("b", drones_downed=20, published_at=on(10)),
        report("c", drones_downed=25, published_at=on(12)),
    ]
    assert downed(incident(*three)) == (20, 20, 25)
    assert downed(incident(*three[1:])) == (25, 20, 25)


def test_copies_and_rewrites_of_one_wire_are_one_voice() -> None:
    wire = [
        report(one, drones_downed=20, published_at=on(10), article_id=f"article {one}")
        for one in ("a", "b", "c")
    ]
    others = [
        report(one, drones_downed=25, published_at=on(10), article_id=f"article {one}")
        for one in ("x", "y")
    ]
    facts = tuple(
        ArticleFact(one.article_id, "", source=one.source, agency="wire", published_at=on(10))
        for one in wire
    )
    row = incident(*wire, *others, press=press_of(*wire, *others, facts=facts))
    assert row.drones_downed == 25
    assert row.independent_sources == 3


def test_dozens_does_not_replace_a_figure() -> None:
    paper = {"source": "daily.example", "claimants": (GOVERNOR,)}
    row = incident(
        report("a", injured=24, published_at=on(10), **paper),
        report("b", quantities=(words("injured", None),), published_at=on(12), **paper),
    )
    assert (row.injured, row.injured_low, row.injured_high) == (24, 24, 24)


def test_only_bounds_give_a_range_without_a_best_figure() -> None:
    row = incident(
        report("a", quantities=(words("injured", None, 24, None),)),
        report("b", quantities=(words("injured", None, None, 20),)),
    )
    assert (row.injured, row.injured_low, row.injured_high) == (None, 20, 24)


def test_bounds_widen_the_range_and_are_never_the_best_figure() -> None:
    row = incident(
        report("a", injured=20, quantities=(words("injured", 20, 20, None),)),
        report("b", quantities=(words("injured", None, 10, 30),), published_at=on(12)),
    )
    assert (row.injured, row.injured_low, row.injured_high) == (20, 10, 30)


def test_none_hurt_is_zero_and_silence_is_null() -> None:
    row = incident(report("a", killed=0, injured=None), report("b"))
    assert killed(row) == (0, 0, 0)
    assert (row.injured, row.injured_low, row.injured_high) == (None, None, None)


def test_the_rule_of_a_number_is_configuration() -> None:
    only_the_attacker = FigureSettings(killed=(FigureStep(who="attacker", take="newest"),))
    rules = IncidentRules(only_the_attacker, RULES.sides, RULES.labels)
    ours = report("a", killed=2, claimants=(GOVERNOR,))
    theirs = report("b", killed=30, claimants=(MINISTRY,))
    assert killed(incident(ours, theirs, rules=rules)) == (30, 2, 30)
    assert killed(incident(ours, rules=rules)) == (None, 2, 2)


def test_in_a_region_that_another_party_holds_that_party_defends() -> None:
    crimea = {"country": "UA", "admin1": "Crimea", "attacker": None}
    row = incident(
        report("a", killed=4, claimants=(MINISTRY,), **crimea),
        report("b", killed=9, claimants=(AIR_FORCE,), published_at=on(12), **crimea),
    )
    assert row.killed == 4


def test_who_strikes_what_counts_as_its_own_country_strikes_its_opponent_there() -> None:
    occupied = {"country": "UA", "admin1": "Donetsk Oblast", "attacker": "UA"}
    row = incident(
        report("a", killed=4, claimants=(MINISTRY,), **occupied),
        report("b", killed=9, claimants=(AIR_FORCE,), published_at=on(12), **occupied),
    )
    assert row.killed == 4
    assert row.disputed


def test_a_claimant_of_two_articles_is_one_voice() -> None:
    quoted = Claimant("Oleh Syniehubov", "governor", "UA", "Telegram", "claims")
    row = incident(
        report("a", drones_downed=7, claimants=(quoted,), attacker=None, country=None),
        report("b", drones_downed=7, claimants=(GOVERNOR,), attacker=None, country=None),
        report("c", drones_downed=9, attacker=None, country=None, published_at=on(12)),
    )
    assert row.drones_downed == 9


def test_two_claimants_of_one_report_do_not_outvote_a_later_report() -> None:
    nowhere = {"attacker": None, "country": None}
    row = incident(
        report("a", drones_downed=7, claimants=(GOVERNOR, RESCUERS), **nowhere),
        report("b", drones_downed=9, published_at=on(12), **nowhere),
    )
    assert row.drones_downed == 9
