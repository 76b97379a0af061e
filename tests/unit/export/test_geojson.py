"""GeoJSON by RFC 7946."""

import io
import json
from typing import Any

import pyarrow as pa
import pytest

from pipelines.export.geojson import write_geojson
from tests.helpers.exporting import incident
from transforms.tables import to_arrow


def written(
    rows: pa.Table, *, areas: bool = False, lines: bool = False, identity: str | None = None
) -> str:
    target = io.BytesIO()
    reader = rows.to_reader(max_chunksize=2)
    notes = {"table": "incidents", "credits": []}
    write_geojson(reader, target, areas=areas, notes=notes, identity=identity, lines=lines)
    return target.getvalue().decode()


def table(*rows: Any) -> pa.Table:
    return to_arrow(rows, "incidents")


@pytest.fixture
def three() -> pa.Table:
    return table(
        incident("a", target_name='Ї "x"\u2028', latitude=50.12345678),
        incident("b", geo_precision="region", latitude=46.0, longitude=30.0),
        incident("c", geo_precision="country", latitude=None, longitude=None),
    )


def test_a_collection_is_one_document_with_a_feature_per_row(three: pa.Table) -> None:
    text = written(three, identity="incident_id")
    content = json.loads(text)
    assert content["type"] == "FeatureCollection"
    assert content["wirebeam"] == {"table": "incidents", "credits": []}
    assert content["bbox"] == [30.5238, 50.123457, 30.5238, 50.123457]
    assert [feature["id"] for feature in content["features"]] == ["a", "b", "c"]
    assert {frozenset(feature) for feature in content["features"]} == {
        frozenset({"type", "id", "geometry", "properties"})
    }
    assert "crs" not in content


def test_positions_are_longitude_and_latitude(three: pa.Table) -> None:
    first = json.loads(written(three))["features"][0]
    assert first["geometry"] == {"type": "Point", "coordinates": [30.5238, 50.123457]}
    assert first["properties"]["latitude"] == 50.12345678


def test_an_area_has_a_null_geometry_unless_its_point_is_asked_for(three: pa.Table) -> None:
    plain = json.loads(written(three))["features"]
    assert [feature["geometry"] is None for feature in plain] == [False, True, True]
    asked = json.loads(written(three, areas=True))["features"]
    assert [feature["geometry"] is None for feature in asked] == [False, False, True]
    assert asked[1]["properties"]["geo_precision"] == "region"


def test_lines_are_features_of_their_own(three: pa.Table) -> None:
    lines = written(three, lines=True).split("\n")
    assert lines[-1] == ""
    features = [json.loads(line) for line in lines[:-1]]
    assert [feature["properties"]["incident_id"] for feature in features] == ["a", "b", "c"]
    assert features == json.loads(written(three))["features"]


def test_no_rows_make_an_empty_collection_and_no_lines() -> None:
    content = json.loads(written(table()))
    assert content["features"] == []
    assert "bbox" not in content
    assert written(table(), lines=True) == ""


def test_nested_columns_stay_nested(three: pa.Table) -> None:
    properties = json.loads(written(three))["features"][0]["properties"]
    assert properties["weapons"] == ["drone"]
    assert properties["target_name"] == 'Ї "x"\u2028'
    assert properties["killed"] is None
