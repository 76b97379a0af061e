"""What the reports of an occurrence agree on, column by column."""

from datetime import date
from typing import Any

import pytest

from tests.helpers.reporting import incident, on, press_of, report
from transforms.incidents.articles import ArticleFact
from transforms.records import Incident

KHARKIV: dict[str, Any] = {
    "admin1": "Kharkiv Oblast",
    "geo_precision": "region",
    "latitude": 49.5,
    "longitude": 36.5,
}
IZIUM: dict[str, Any] = {
    "admin1": "Kharkiv Oblast",
    "place": "Izium",
    "geo_precision": "place",
    "latitude": 49.2,
    "longitude": 37.3,
    "geonames_id": 707,
}


def where(row: Incident) -> tuple[object, ...]:
    return row.admin1, row.place, row.geo_precision, row.geonames_id


def test_an_attack_that_one_names_explains_the_fire_that_others_tell_of() -> None:
    fires = [report(one, event_type="fire") for one in "abc"]
    assert incident(*fires).event_type == "fire"
    assert incident(*fires, report("d")).event_type == "attack"


def test_days_told_beat_days_assumed_however_many_assume() -> None:
    night: dict[str, Any] = {"date_start": date(2026, 3, 9), "date_end": date(2026, 3, 10)}
    assumed = [
        report(one, date_basis="publication", date_precision="days", **night) for one in "abc"
    ]
    row = incident(*assumed, report("d", date_start=date(2026, 3, 9), date_end=date(2026, 3, 9)))
    assert (row.date_start, row.date_end, row.date_basis, row.date_precision) == (
        date(2026, 3, 9),
        date(2026, 3, 9),
        "text",
        "day",
    )


def test_a_month_counts_only_where_nobody_has_a_day() -> None:
    month = report(
        "a", date_start=date(2026, 3, 1), date_end=date(2026, 3, 31), date_precision="month"
    )
    day = report("b", date_basis="context")
    assert incident(month).date_precision == "month"
    assert incident(month, day).date_end == date(2026, 3, 10)


def test_a_partial_date_stays_where_no_report_has_the_year() -> None:
    undated = dict.fromkeys(("date_start", "date_end", "date_precision", "date_basis"))
    row = incident(report("a", date_partial="--12-31", **undated), report("b", **undated))
    assert (row.date_end, row.date_basis, row.date_partial) == (None, None, "--12-31")
    assert incident(report("a", date_partial="--12-31")).date_partial is None


def test_a_settlement_that_one_names_is_not_denied_by_reports_of_its_region() -> None:
    row = incident(report("a", **KHARKIV), report("b", **KHARKIV), report("c", **IZIUM))
    assert where(row) == ("Kharkiv Oblast", "Izium", "place", 707)
    assert (row.latitude, row.longitude) == (49.2, 37.3)


def test_a_region_gets_no_point_finer_than_a_region() -> None:
    row = incident(report("a", **KHARKIV), report("b"))
    assert (*where(row), row.latitude) == ("Kharkiv Oblast", None, "region", None, 49.5)


def test_a_settlement_comes_before_the_district_that_more_name() -> None:
    district = IZIUM | {"place": "Izium District", "geo_precision": "district"}
    row = incident(report("a", **district), report("b", **district), report("c", **IZIUM))
    assert where(row)[1:3] == ("Izium", "place")


def test_the_point_of_a_site_comes_before_that_of_its_town() -> None:
    depot = IZIUM | {"geo_precision": "site", "latitude": 49.25, "geonames_id": None}
    row = incident(report("a", **IZIUM), report("b", **IZIUM), report("c", **depot))
    assert (*where(row), row.latitude) == ("Kharkiv Oblast", "Izium", "site", None, 49.25)


def test_of_two_settlements_the_one_of_most_voices_is_the_place() -> None:
    other = IZIUM | {"place": "Balakliia", "geonames_id": 713}
    row = incident(report("a", **other), report("b", **IZIUM), report("c", **IZIUM))
    assert where(row)[1] == "Izium"


def test_repeating_itself_gives_an_outlet_no_second_vote() -> None:
    loud = [report(one, attacker="UA", source="loud.example") for one in "abc"]
    assert incident(*loud, report("d"), report("e")).attacker == "RU"


def test_a_label_of_less_than_a_third_of_the_voices_is_left_out() -> None:
    drones = [report(one, weapons=("drone",)) for one in "abc"]
    missile = report("d", weapons=("missile",))
    assert incident(*drones, missile).weapons == ["drone"]
    assert incident(*drones[:2], missile).weapons == ["drone", "missile"]


def test_the_general_kind_goes_where_the_special_one_is_known() -> None:
    general = report("a", weapons=("missile",), targets=("energy_infrastructure",))
    special = report("b", weapons=("ballistic_missile",), targets=("oil_depot",))
    row = incident(general, special)
    assert row.weapons == ["ballistic_missile"]
    assert row.targets == ["oil_depot", "energy_infrastructure"]  # a wave may have hit both
    pinned = incident(general._replace(**IZIUM), special._replace(**IZIUM))
    assert pinned.targets == ["oil_depot"]


def test_every_effect_and_listed_place_is_kept() -> None:
    row = incident(
        *[report(one, effects=("fire",), places_listed=("Sumy Oblast",)) for one in "abcd"],
        report("e", effects=("damage",), places_listed=("Kyiv",)),
    )
    assert row.effects == ["fire", "damage"]
    assert row.places_listed == ["Kyiv", "Sumy Oblast"]
    pinned = incident(report("a", places_listed=("Izium", "Kupiansk"), **IZIUM))
    assert pinned.places_listed == ["Kupiansk"]


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_ties_go_to_the_one_published_first(order: str) -> None:
    reports = {
        "a": report("a", target_name="Northern depot", published_at=on(11)),
        "b": report("b", target_name="Southern depot", published_at=on(10)),
    }
    assert incident(*[reports[one] for one in order]).target_name == "Southern depot"


def test_copies_count_as_articles_and_sources_but_are_one_voice() -> None:
    original = report("a")
    copy = ArticleFact(
        "copy", "", near=(original.article_id,), source="copy.example", language="uk",
        published_at=on(13),
    )  # fmt: skip
    press = press_of(original, report("b"), facts=(copy,))
    row = incident(original, report("b"), press=press)
    assert row.article_ids == ["article of a", "article of b", "copy"]
    assert (row.reports, row.independent_sources) == (3, 2)
    assert row.sources == ["a.example", "b.example", "copy.example"]
    assert row.languages == ["en", "uk"]
    assert (row.first_reported_at, row.last_reported_at) == (on(10), on(13))
    assert row.event_ids == ["a", "b"]
