"""GeoParquet 1.1: WKB points, their boxes, and the metadata that readers ask for."""

import json
from typing import Any, BinaryIO, Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.export.geometry import BBOX_TYPE, Extent, boxes, has_points, points_of, wkb

GEOMETRY: Final = "geometry"
BBOX: Final = "bbox"
_DATUM: Final = {
    "type": "GeodeticReferenceFrame",
    "name": "World Geodetic System 1984",
    "ellipsoid": {
        "name": "WGS 84",
        "semi_major_axis": 6378137,
        "inverse_flattening": 298.257223563,
    },
}
_AXES: Final = [
    {"name": name, "abbreviation": short, "direction": direction, "unit": "degree"}
    for name, short, direction in (
        ("Geodetic longitude", "Lon", "east"),
        ("Geodetic latitude", "Lat", "north"),
    )
]
CRS84: Final[dict[str, Any]] = {
    "$schema": "https://proj.org/schemas/v0.7/projjson.schema.json",
    "type": "GeographicCRS",
    "name": "WGS 84 (CRS84)",
    "datum": _DATUM,
    "coordinate_system": {"subtype": "ellipsoidal", "axis": _AXES},
    "id": {"authority": "OGC", "code": "CRS84"},
}
"""Longitude and latitude in degrees, WGS 84, in this order, as PROJJSON."""


class Written(NamedTuple):
    """How many rows were written, and how many of them have a point."""

    rows: int
    points: int


def write_geoparquet(
    reader: pa.RecordBatchReader, target: BinaryIO, *, areas: bool, notes: dict[str, Any]
) -> Written:
    """Write rows with a point as ``geometry`` and its box as ``bbox``, a row group per batch.

    A table without coordinates has an empty ``geometry`` and no boxes. ``notes`` (JSON values)
    become the file's metadata ``wirebeam``. Raises OSError, ArrowException.
    """
    covered = has_points(reader.schema)
    fields = [pa.field(GEOMETRY, pa.binary()), pa.field(BBOX, BBOX_TYPE)][: 1 + covered]
    schema = pa.schema([*reader.schema, *fields])
    rows, count, extent = 0, 0, None
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for batch in reader:
            points = points_of(batch, areas=areas)
            added = [wkb(points), boxes(points)][: len(fields)]
            arrays = [*batch.columns, *added]
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))
            rows, count = rows + batch.num_rows, count + int(points.present.sum())
            found = points.extent()
            extent = found.joined(extent) if found else extent
        metadata = {"geo": geo_metadata(extent, covered=covered), "wirebeam": notes}
        writer.add_key_value_metadata(
            {key: json.dumps(value, ensure_ascii=False) for key, value in metadata.items()}
        )
    return Written(rows, count)


def geo_metadata(extent: Extent | None, *, covered: bool) -> dict[str, Any]:
    """Return the content of ``geo``; a file without points has no box and no geometry types."""
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": ["Point"] if extent else [],
        "crs": CRS84,
    }
    if covered:
        sides = {field.name: [BBOX, field.name] for field in BBOX_TYPE}
        column["covering"] = {"bbox": sides}
    if extent:
        column["bbox"] = list(extent)
    return {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
