"""Which rows have a point, and its bytes."""

import math
import struct
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.export.geometry import BBOX_TYPE, Extent, boxes, points_of, wkb


def batch(rows: list[tuple[str | None, float | None, float | None]]) -> pa.RecordBatch:
    columns: list[Any] = [
        pa.array([row[0] for row in rows], pa.string()),
        pa.array([row[1] for row in rows], pa.float64()),
        pa.array([row[2] for row in rows], pa.float64()),
    ]
    return pa.RecordBatch.from_arrays(columns, ["geo_precision", "latitude", "longitude"])


@pytest.mark.parametrize("precision", ["site", "place", "district"])
def test_a_known_place_has_the_point_of_its_row(precision: str) -> None:
    points = points_of(batch([(precision, 48.5, 35.25)]), areas=False)
    assert wkb(points).to_pylist() == [struct.pack("<BIdd", 1, 1, 35.25, 48.5)]


@pytest.mark.parametrize("precision", ["region", "country"])
def test_an_area_has_a_point_only_where_that_is_asked_for(precision: str) -> None:
    rows = batch([(precision, 48.5, 35.25)])
    assert wkb(points_of(rows, areas=False)).to_pylist() == [None]
    assert wkb(points_of(rows, areas=True)).null_count == 0


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(None, 35.0), (48.0, None), (math.nan, 35.0), (90.5, 35.0), (48.0, -180.5), (math.inf, 0.0)],
)
def test_coordinates_that_are_no_degrees_give_no_point(
    latitude: float | None, longitude: float | None
) -> None:
    points = points_of(batch([("place", latitude, longitude)]), areas=True)
    assert wkb(points).to_pylist() == [None]
    assert boxes(points).to_pylist() == [None]
    assert points.extent() is None


def test_a_point_of_unknown_precision_is_not_taken() -> None:
    assert not points_of(batch([(None, 48.0, 35.0)]), areas=True).present.any()


def test_a_table_without_coordinates_has_no_points() -> None:
    rows = pa.RecordBatch.from_arrays([pa.array(["a", "b"])], ["feed_url"])
    assert wkb(points_of(rows, areas=True)).to_pylist() == [None, None]


def test_a_batch_without_rows_has_no_points() -> None:
    points = points_of(batch([]), areas=False)
    assert (len(wkb(points)), len(boxes(points)), points.extent()) == (0, 0, None)


degrees = st.floats(-90, 90)


@given(st.lists(st.tuples(st.sampled_from(["site", "region", None]), degrees, degrees)))
def test_every_point_lies_in_its_box_and_in_the_extent(rows: list[Any]) -> None:
    points = points_of(batch(rows), areas=False)
    extent, covering = points.extent(), boxes(points)
    assert covering.type == BBOX_TYPE
    for (precision, latitude, longitude), value, box in zip(
        rows, wkb(points).to_pylist(), covering.to_pylist(), strict=True
    ):
        assert (value is None) == (box is None) == (precision != "site")
        if value is not None:
            assert struct.unpack("<BIdd", value) == (1, 1, longitude, latitude)
            assert list(box.values()) == [longitude, latitude, longitude, latitude]
            assert extent is not None
            assert extent.west <= longitude <= extent.east
            assert extent.south <= latitude <= extent.north


def test_the_box_around_two_boxes_holds_both() -> None:
    assert Extent(1, 2, 3, 4).joined(Extent(0, 3, 2, 5)) == Extent(0, 2, 3, 5)
    assert Extent(1, 2, 3, 4).joined(None) == Extent(1, 2, 3, 4)
