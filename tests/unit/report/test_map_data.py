"""The part of the outlines that a report embeds."""

import json
from typing import Any

from pipelines.report.map_data import map_data, outlines


def columns(*rows: tuple[str | None, float | None, float | None, str | None]) -> dict[str, Any]:
    names = ("country", "lat", "lon", "geo_precision")
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def drawn(*rows: tuple[str | None, float | None, float | None, str | None]) -> dict[str, Any]:
    found = map_data(columns(*rows))
    assert found is not None
    return found


def test_the_country_has_regions_and_its_neighbours_only_outlines() -> None:
    found = drawn(("UA", 50.45, 30.52, "place"), ("UA", 46.48, 30.73, "place"))
    assert {"UA", "RU", "BY", "PL", "RO", "MD"} <= set(found["countries"])
    assert found["countries"]["UA"]["regions"]
    assert found["countries"]["RU"]["regions"] == []
    assert "IN" not in found["countries"]


def test_arcs_are_those_that_the_rings_name() -> None:
    found = drawn(("SD", 15.5, 32.5, "place"))
    entries = list(found["countries"].values())
    areas = [*entries, *(region for entry in entries for region in entry["regions"])]
    used = {
        number if number >= 0 else ~number
        for area in [*areas, *found["disputed"]]
        for ring in area["rings"]
        for number in ring
    }
    assert used == set(range(len(found["arcs"])))
    assert set(found["arcs"]) <= set(outlines()["arcs"])


def test_ground_held_by_another_party_comes_with_its_words() -> None:
    found = drawn(("UA", 45.0, 34.1, "place"))
    crimea = next(area for area in found["disputed"] if area["id"] == "crimea")
    assert set(crimea["name"]) == set(crimea["note"]) == {"en", "uk", "ru"}
    assert "golan" not in {area["id"] for area in found["disputed"]}


def test_incidents_known_only_by_country_still_get_their_country() -> None:
    found = drawn(("IR", 35.7, 51.4, "country"), ("IR", None, None, None))
    assert found["countries"]["IR"]["regions"]


def test_without_a_place_there_is_no_map() -> None:
    assert map_data(columns()) is None
    assert map_data(columns((None, None, None, None), ("ZZ", None, None, "country"))) is None


def test_one_far_point_does_not_bring_the_world() -> None:
    near = [("UA", 48.0 + row / 200, 30.0 + row / 100, "place") for row in range(300)]
    found = drawn(*near, ("US", 38.9, -77.0, "place"))
    assert "US" in found["countries"]
    assert "IN" not in found["countries"]


def test_no_incidents_yet_means_everything() -> None:
    found = map_data()
    assert found is not None
    assert set(found["countries"]) == set(outlines()["countries"])


def test_the_same_incidents_give_the_same_text_and_it_is_small() -> None:
    rows = [("UA", 50.45, 30.52, "place"), ("RU", 51.7, 36.2, "region"), ("RU", 55.7, 37.6, "site")]
    texts = {json.dumps(drawn(*order)) for order in (rows, rows[::-1])}
    assert len(texts) == 1
    assert len(texts.pop()) < 200_000
