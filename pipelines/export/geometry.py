"""Points of rows: which rows have an honest one, and how it is written.

A row of a site, a settlement or a district has the point of that place. The point of a region or a
country is that of its capital: it says where the area is, not where something happened, and is
taken only where that is asked for.
"""

from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa

HONEST: Final = frozenset({"site", "place", "district"})
AREAS: Final = frozenset({"region", "country"})
BBOX_TYPE: Final = pa.struct([(name, pa.float64()) for name in ("xmin", "ymin", "xmax", "ymax")])

_POINT: Final = np.dtype([("order", "u1"), ("type", "<u4"), ("x", "<f8"), ("y", "<f8")])
"""ISO WKB of a two-dimensional point, little endian: 21 bytes."""


class Extent(NamedTuple):
    """The box around points, degrees: west, south, east, north."""

    west: float
    south: float
    east: float
    north: float

    def joined(self, other: "Extent | None") -> "Extent":
        """Return the box around both."""
        if other is None:
            return self
        return Extent(
            min(self.west, other.west),
            min(self.south, other.south),
            max(self.east, other.east),
            max(self.north, other.north),
        )


class Points(NamedTuple):
    """Longitudes and latitudes of a batch's rows in degrees, and which rows have a point."""

    longitude: Any
    latitude: Any
    present: Any

    def extent(self) -> Extent | None:
        """Return the box around the points, None where there is none."""
        if not self.present.any():
            return None
        x, y = self.longitude[self.present], self.latitude[self.present]
        return Extent(float(x.min()), float(y.min()), float(x.max()), float(y.max()))


def has_points(schema: pa.Schema) -> bool:
    """Tell whether a table has coordinates."""
    return {"latitude", "longitude", "geo_precision"} <= set(schema.names)


def points_of(batch: pa.RecordBatch, *, areas: bool) -> Points:
    """Return the points of a batch's rows; with ``areas`` also those of regions and countries.

    A table without coordinates has none; neither has a row whose coordinates are no degrees.
    """
    count = batch.num_rows
    if not has_points(batch.schema):
        nothing = np.full(count, np.nan)
        return Points(nothing, nothing, np.zeros(count, dtype=bool))
    allowed = HONEST | AREAS if areas else HONEST
    precision = batch.column("geo_precision").to_pylist()
    x, y = (_degrees(batch.column(name)) for name in ("longitude", "latitude"))
    told = np.fromiter((value in allowed for value in precision), dtype=bool, count=count)
    with np.errstate(invalid="ignore"):
        present = told & (np.abs(x) <= 180) & (np.abs(y) <= 90)
    return Points(x, y, present)


def wkb(points: Points) -> pa.Array:
    """Return points as WKB, null where there is none."""
    data = np.zeros(len(points.present), dtype=_POINT)
    data["order"], data["type"] = 1, 1
    data["x"], data["y"] = points.longitude, points.latitude
    fixed = pa.Array.from_buffers(
        pa.binary(_POINT.itemsize), len(data), [_validity(points), pa.py_buffer(data.tobytes())]
    )
    return fixed.cast(pa.binary())


def boxes(points: Points) -> pa.Array:
    """Return the covering box of every point, null where there is none."""
    x, y = pa.array(points.longitude), pa.array(points.latitude)
    missing = pa.array(~points.present)
    return pa.StructArray.from_arrays([x, y, x, y], fields=list(BBOX_TYPE), mask=missing)


def _degrees(column: pa.Array) -> Any:
    return column.to_numpy(zero_copy_only=False).astype(float)


def _validity(points: Points) -> pa.Buffer:
    return pa.py_buffer(np.packbits(points.present, bitorder="little").tobytes())
