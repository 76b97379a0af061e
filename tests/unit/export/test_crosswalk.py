"""Columns in the manner of ACLED: what is known, and nothing else."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from pipelines.export.crosswalk import acled_columns, load_crosswalk, source_scale, when
from tests.helpers.exporting import event, incident

KNOWN = load_crosswalk()


def columns(**given: Any) -> dict[str, Any]:
    return acled_columns(incident("a", **given)._asdict(), KNOWN)


@pytest.mark.parametrize(
    ("given", "disorder", "kind", "sub_event"),
    [
        ({}, "Political violence", "Explosions/Remote violence", "Air/drone strike"),
        (
            {"outcome": "intercepted"},
            *("Strategic developments", "Strategic developments", "Disrupted weapons use"),
        ),
        (
            {"weapons": ["artillery"]},
            *("Political violence", "Explosions/Remote violence"),
            "Shelling/artillery/missile attack",
        ),
        (
            {"event_type": "territorial_change", "weapons": []},
            *("Political violence", "Battles", "Non-state actor overtakes territory"),
        ),
        ({"event_type": "fire"}, None, None, None),
    ],
)
def test_types_follow_the_codebook(
    given: dict[str, Any], disorder: str, kind: str, sub_event: str
) -> None:
    row = columns(**given)
    found = (row["disorder_type"], row["event_type"], row["sub_event_type"])
    assert found == (disorder, kind, sub_event)


def test_an_air_strike_outranks_shelling_whatever_the_order_of_weapons() -> None:
    for weapons in (["artillery", "drone"], ["drone", "artillery"]):
        row = columns(weapons=weapons)
        assert (row["sub_event_type"], row["cameo_code"]) == ("Air/drone strike", "1952")


def test_every_sub_event_that_the_ontology_gives_has_its_type() -> None:
    rules = [rule.acled for rule in KNOWN.ontology.crosswalk]
    weapons = [weapon.acled for weapon in KNOWN.ontology.weapons.values()]
    assert {name for name in [*rules, *weapons] if name} <= set(KNOWN.table.sub_events)


@pytest.mark.parametrize(
    ("first", "last", "basis", "code", "day"),
    [
        (date(2026, 1, 10), date(2026, 1, 10), "text", 1, date(2026, 1, 10)),
        (date(2026, 1, 10), date(2026, 1, 11), "context", 1, date(2026, 1, 11)),
        (date(2026, 1, 10), date(2026, 1, 11), "publication", 2, date(2026, 1, 11)),
        (date(2026, 1, 1), date(2026, 1, 7), "text", 2, date(2026, 1, 4)),
        (date(2026, 1, 1), date(2026, 1, 31), "text", 3, date(2026, 1, 16)),
        (date(2026, 1, 1), date(2026, 2, 1), "text", None, None),
        (None, None, None, None, None),
    ],
)
def test_the_day_and_its_precision(
    first: date | None, last: date | None, basis: str | None, code: int | None, day: date | None
) -> None:
    row = {"date_start": first, "date_end": last, "date_basis": basis}
    assert when(row, KNOWN.table) == (code, day)


@pytest.mark.parametrize(
    ("precision", "code"),
    [("site", 1), ("place", 1), ("district", 2), ("region", 3), ("country", None), (None, None)],
)
def test_the_precision_of_places(precision: str | None, code: int | None) -> None:
    assert columns(geo_precision=precision)["geo_precision"] == code


def test_actors_are_the_attacker_and_never_a_guess() -> None:
    row = columns()
    assert (row["actor1"], row["actor2"]) == ("Russia", None)
    assert columns(attacker="Houthis")["actor1"] == "Houthis"
    assert columns(attacker=None)["actor1"] is None


def test_silence_about_the_dead_is_not_zero() -> None:
    assert columns(killed=None)["fatalities"] is None
    assert columns(killed=0)["fatalities"] == 0


@pytest.mark.parametrize(
    ("sources", "scale"),
    [
        (["pravda.com.ua", "www.unian.ua"], "National"),
        (["bbc.com"], "International"),
        (["pravda.com.ua", "bbc.com"], "National-International"),
        (["nobody.example"], None),
        ([], None),
    ],
)
def test_the_scale_of_sources(sources: list[str], scale: str | None) -> None:
    assert source_scale(sources, "UA", KNOWN) == scale
    assert source_scale(sources, None, KNOWN) is None


def test_an_event_keeps_its_own_codes_and_sentences() -> None:
    seen = datetime(2026, 1, 1, tzinfo=UTC)
    codes = {"acled_sub_event": "Attack", "cameo_code": "18", "plover_mode": "beat"}
    row = acled_columns(event("e", seen_at=seen, source="a.example", **codes)._asdict(), KNOWN)
    assert (row["sub_event_type"], row["cameo_code"], row["plover_mode"]) == (
        "Attack",
        "18",
        "beat",
    )
    assert row["event_type"] == "Violence against civilians"
    assert (row["notes"], row["source"]) == ("Sentence of e.", "a.example")
    assert (row["event_id_cnty"], row["timestamp"]) == ("e", int(seen.timestamp()))
