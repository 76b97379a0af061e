"""GeoJSON (RFC 7946): one FeatureCollection, or one Feature a line, written as rows come."""

from typing import Any, BinaryIO, Final

import pyarrow as pa

from pipelines.commands.values import dumps
from pipelines.export.geometry import Points, points_of
from pipelines.export.geoparquet import Written

DECIMALS: Final = 6
"""Of a degree: a tenth of a metre, finer than any place of the gazetteer."""


def write_geojson(
    reader: pa.RecordBatchReader,
    target: BinaryIO,
    *,
    areas: bool,
    notes: dict[str, Any],
    identity: str | None,
    lines: bool,
) -> Written:
    """Write a Feature per row; its geometry is null where no point would be honest.

    ``identity`` names the column of the Feature's id. ``notes`` stand at the head of the collection
    as ``wirebeam``; with ``lines`` there is no collection and no place for them.
    """
    rows, count, extent = 0, 0, None
    if not lines:
        target.write(f'{{"type": "FeatureCollection", "wirebeam": {dumps(notes)}'.encode())
        target.write(b', "features": [')
    for batch in reader:
        points = points_of(batch, areas=areas)
        for feature in _features(batch, points, identity):
            start, end = ("", "\n") if lines else (",\n" if rows else "\n", "")
            target.write(f"{start}{dumps(feature)}{end}".encode())
            rows += 1
        count += int(points.present.sum())
        found = points.extent()
        extent = found.joined(extent) if found else extent
    if not lines:
        box = f', "bbox": {dumps([round(side, DECIMALS) for side in extent])}' if extent else ""
        target.write(f"\n]{box}}}\n".encode())
    return Written(rows, count)


def _features(batch: pa.RecordBatch, points: Points, identity: str | None) -> Any:
    names = batch.schema.names
    columns = [column.to_pylist() for column in batch.columns]
    for number, values in enumerate(zip(*columns, strict=True)):
        properties = dict(zip(names, values, strict=True))
        feature: dict[str, Any] = {"type": "Feature"}
        if identity is not None:
            feature["id"] = properties[identity]
        feature["geometry"] = _geometry(points, number)
        feature["properties"] = properties
        yield feature


def _geometry(points: Points, number: int) -> dict[str, Any] | None:
    if not points.present[number]:
        return None
    pair = (float(points.longitude[number]), float(points.latitude[number]))
    return {"type": "Point", "coordinates": [round(degrees, DECIMALS) for degrees in pair]}
