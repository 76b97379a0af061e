"""Copies, siblings, vague reports, large blocks and neighbourhoods, each by itself."""

from datetime import UTC, date, datetime
from typing import Final

from tests.helpers.reports import report
from transforms.incidents.articles import ArticleFact
from transforms.incidents.atoms import atoms_of, compared_pairs
from transforms.incidents.linking import link
from transforms.incidents.neighbourhoods import Reach, neighbourhoods, reach
from transforms.incidents.press import Press
from transforms.incidents.reports import Report
from transforms.settings import LinkSettings

RULES: Final = LinkSettings()


def groups(*reports: Report, press: Press | None = None) -> list[str]:
    clusters = link(reports, press or Press(), RULES)
    return [" ".join(one.event_id for one in cluster.reports) for cluster in clusters]


def test_events_of_copies_are_left_out() -> None:
    first = datetime(2025, 3, 12, 6, tzinfo=UTC)
    later = datetime(2025, 3, 12, 9, tzinfo=UTC)
    press = Press(
        [
            ArticleFact("aa", "1", published_at=first),
            ArticleFact("ab", "2", near=("aa",), published_at=later),
        ]
    )
    assert groups(report("a", "Engels", "12"), report("b", "Saratov", "12"), press=press) == ["a"]


def test_ten_thousand_reports_of_one_wave_are_compared_as_a_few() -> None:
    told = [
        report(
            f"{n:05d}", "RU", "11-12", drones_downed=80 + n % 5, attacker="UA" if n % 2 else None
        )
        for n in range(10_000)
    ]
    assert len(atoms_of(told, RULES)) == 10
    assert len(link(told, Press(), RULES)) == 1


def test_a_large_block_is_compared_in_a_bounded_neighbourhood() -> None:
    rules = RULES.model_copy(update={"compared": 5})
    told = [report(f"{n:03d}", "Kharkiv", "12", killed=n) for n in range(200)]
    pairs = list(compared_pairs(atoms_of(told, rules), rules))
    assert len(pairs) == len(set(pairs)) <= 200 * 5
    assert len(link(told, Press(), rules)) == 1


def test_one_article_among_many_that_tells_of_two_does_not_part_them() -> None:
    many = [report(f"m{n:02d}", "Kharkiv", "12", killed=n % 3) for n in range(60)]
    twice = [report(f"t{n}", "Kharkiv", "12", killed=n, article_id="t") for n in range(2)]
    assert len(link([*many, *twice], Press(), RULES)) == 1
    assert len(link(twice, Press(), RULES)) == 2


def test_a_quorum_is_needed_not_one_link() -> None:
    port = [report(key, "Odesa", "12", weapons=(), drones_downed=14) for key in "pq"]
    port[1] = port[1]._replace(killed=0)
    like = report("r", "Odesa Oblast", "12", weapons=(), drones_downed=14)
    other = report("s", "Odesa Oblast", "12", weapons=(), injured=0)
    assert groups(like, other) == ["r s"]
    assert groups(*port, like) == ["p q r"]
    assert groups(*port, like, other) == ["p q r", "s"]  # one of three supports it


def test_neighbourhoods_are_small_where_nothing_supports() -> None:
    told = [report(f"{n}", "Engels", f"{n + 10}", targets=("oil_depot",)) for n in range(5)]
    assert [len(group) for group in neighbourhoods(told, RULES)] == [1] * 5
    same = [report("a", "Engels", "12"), report("b", "Engels", "12", weapons=("missile",))]
    assert [len(group) for group in neighbourhoods(same, RULES)] == [2]  # one place, one day


def test_the_reach_of_a_report_is_its_days() -> None:
    assert reach(report("a", "Engels", "11-12"), RULES) == Reach(
        date(2025, 3, 11), date(2025, 3, 12)
    )
    assert reach(report("a", "Engels", published="31"), RULES) == Reach(
        date(2025, 3, 1), date(2025, 3, 31)
    )
    assert reach(report("a", "Engels", "--03-12"), RULES) is None
    assert reach(report("a", "Engels"), RULES) is None
