"""GeoParquet files as the specification, its validator, DuckDB and pyarrow see them."""

import io
import json
import re
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.export.geoparquet import CRS84, Written, geo_metadata, write_geoparquet
from tests.helpers.exporting import KYIV, incident
from transforms.tables import to_arrow

VALIDATOR: Final = Path(sys.executable).with_name("geoparquet-validator")
ROWS: Final = to_arrow(
    [
        incident("a", places_listed=["Kyiv"], claims=[]),
        incident("b", geo_precision="region", latitude=46.0, longitude=30.0),
        incident("c", geo_precision="country", latitude=None, longitude=None),
        incident("d", latitude=44.6, longitude=33.5),
    ],
    "incidents",
)


def write(path: Path, rows: pa.Table = ROWS, *, areas: bool = False, batch: int = 3) -> Written:
    with path.open("wb") as target:
        reader = rows.to_reader(max_chunksize=batch)
        return write_geoparquet(reader, target, areas=areas, notes={"table": "incidents"})


def metadata(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(pq.read_metadata(path).metadata[b"geo"])
    return content


def test_the_metadata_say_what_the_specification_asks_for(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    assert write(path) == Written(rows=4, points=2)
    content = metadata(path)
    assert (content["version"], content["primary_column"]) == ("1.1.0", "geometry")
    column = content["columns"]["geometry"]
    assert (column["encoding"], column["geometry_types"]) == ("WKB", ["Point"])
    assert column["crs"]["id"] == {"authority": "OGC", "code": "CRS84"}
    assert column["bbox"] == [30.5238, 44.6, 33.5, 50.4547]
    assert json.loads(pq.read_metadata(path).metadata[b"wirebeam"]) == {"table": "incidents"}


def test_rows_and_nested_columns_stay_what_they_were(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    write(path)
    read = pq.read_table(path)
    assert read.select(ROWS.schema.names).to_pylist() == ROWS.to_pylist()
    assert pq.ParquetFile(path).num_row_groups == 2
    points = read.column("geometry").to_pylist()
    assert points[0] == struct.pack("<BIdd", 1, 1, KYIV[1], KYIV[0])
    assert [point is None for point in points] == [False, True, True, False]


def test_regions_have_points_where_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    assert write(path, areas=True).points == 3
    assert metadata(path)["columns"]["geometry"]["bbox"][0] == 30.0


@pytest.mark.parametrize("areas", [False, True])
@pytest.mark.parametrize("count", [0, 3, 4])
def test_the_validator_of_the_specification_accepts_the_file(
    tmp_path: Path, areas: bool, count: int
) -> None:
    path = tmp_path / "a.parquet"
    write(path, ROWS.slice(0, count), areas=areas)
    done = subprocess.run(
        [VALIDATOR, "check", path], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout
    assert "FAIL" not in done.stdout
    assert "core: " in done.stdout
    assert "covering: 6 pass, 0 fail" in done.stdout


def test_a_table_without_places_is_valid_too(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    assert write(path, pa.table({"feed_url": ["a"]})) == Written(rows=1, points=0)
    assert pq.read_schema(path).names == ["feed_url", "geometry"]
    assert metadata(path) == geo_metadata(None, covered=False)
    assert not {"bbox", "covering"} & set(metadata(path)["columns"]["geometry"])
    done = subprocess.run(
        [VALIDATOR, "check", path], capture_output=True, text=True, check=False, timeout=60
    )
    # of a file without points the validator misses statistics, which no rule of the format asks for
    assert re.search(r"core: \d+ pass, 0 fail", done.stdout)
    assert done.stdout.count("FAIL") == 1


def test_duckdb_reads_points_with_their_crs(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    write(path)
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT incident_id, typeof(geometry), CAST(geometry AS VARCHAR), bbox.xmin "
            "FROM read_parquet(?) WHERE geometry IS NOT NULL ORDER BY 1",
            [str(path)],
        ).fetchall()
    kind = "GEOMETRY('OGC:CRS84')"
    assert found == [
        ("a", kind, "POINT (30.5238 50.4547)", 30.5238),
        ("d", kind, "POINT (33.5 44.6)", 33.5),
    ]


def test_equal_rows_give_equal_bytes() -> None:
    def written() -> bytes:
        target = io.BytesIO()
        write_geoparquet(ROWS.to_reader(), target, areas=False, notes={})
        return target.getvalue()

    assert written() == written()


def test_the_crs_has_longitude_first() -> None:
    axes = CRS84["coordinate_system"]["axis"]
    assert [axis["direction"] for axis in axes] == ["east", "north"]
