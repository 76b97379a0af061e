"""``wirebeam export`` as its users meet it."""

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.cli import main
from tests.helpers.exporting import fill


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("out")
    fill(folder)
    return str(folder)


TABLES = ("incidents", "events", "aggregates", "articles", "coverage")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("suffix", ["parquet", "geojson", "ndjson", "csv"])
def test_every_table_goes_into_every_format_twice_the_same(
    out: str, tmp_path: Path, table: str, suffix: str
) -> None:
    one, two = tmp_path / f"one.{suffix}", tmp_path / f"two.{suffix}"
    assert main(["export", out, "--table", table, "-o", str(one)]) == 0
    assert main(["export", out, "--table", table, "-o", str(two), "--revisions"]) == 0
    assert one.stat().st_size > 0
    again = tmp_path / f"again.{suffix}"
    assert main(["export", out, "--table", table, "-o", str(again)]) == 0
    assert again.read_bytes() == one.read_bytes()
    assert not list(tmp_path.glob(".*"))


def test_who_has_to_be_named_stands_in_or_beside_every_file(out: str, tmp_path: Path) -> None:
    for suffix in ("csv", "geojsonl"):
        assert main(["export", out, "-o", str(tmp_path / f"i.{suffix}")]) == 0
        beside = (tmp_path / f"i.{suffix}.LICENSE.txt").read_text(encoding="utf-8")
        assert "GeoNames" in beside
        assert "CC BY 4.0" in beside
        assert "https://creativecommons.org/licenses/by/4.0/" in beside
    for suffix in ("geojson", "parquet"):
        assert main(["export", out, "-o", str(tmp_path / f"i.{suffix}")]) == 0
        assert not (tmp_path / f"i.{suffix}.LICENSE.txt").exists()
    inside = json.loads((tmp_path / "i.geojson").read_text(encoding="utf-8"))["wirebeam"]
    assert "CC BY 4.0" in inside["credits"][0]
    assert json.loads(pq.read_metadata(tmp_path / "i.parquet").metadata[b"wirebeam"]) == inside
    # no data of others, nobody to be named
    assert main(["export", out, "--table", "coverage", "-o", str(tmp_path / "c.csv")]) == 0
    assert not (tmp_path / "c.csv.LICENSE.txt").exists()


def test_a_formula_is_harmless_by_default_and_raw_by_option(out: str, tmp_path: Path) -> None:
    path = tmp_path / "i.csv"
    for options, expected in (([], "'=1+1"), (["--raw-text"], "=1+1")):
        assert main(["export", out, "-o", str(path), *options]) == 0
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        assert rows[0]["target_name"] == expected


def test_standard_output_is_clean_and_says_on_the_other_whom_to_name(
    out: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", out, "--format", "csv", "--country", "ru", "-o", "-"]) == 0
    written = capfd.readouterr()
    (row,) = csv.DictReader(io.StringIO(written.out))
    assert (row["incident_id"], row["acled_geo_precision"]) == ("c", "")
    assert all(line.startswith("wirebeam: ") for line in written.err.splitlines())
    assert "CC BY 4.0" in written.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--format is required"),
        (["-o", "a.txt"], "--format is required"),
        (["--format", "shapefile"], "invalid choice"),
        (["--format", "csv", "--table", "rejects"], "invalid choice"),
        (["--format", "csv", "--lines"], "--lines is not for csv"),
        (["--format", "csv", "--region-points"], "--region-points is not for csv"),
        (["--format", "geojson", "--bom"], "--bom is not for geojson"),
        (["--format", "geoparquet", "--columns", "all"], "--columns is not for geoparquet"),
        (["--format", "csv", "--country", "Ukraine"], "is no ISO 3166-1 code"),
        (["--format", "csv", "--from", "yesterday"], "is no ISO day such as"),
        (["--format", "csv", "--from", "2026-02-02", "--to", "2026-02-01"], "is after --to"),
        (["--format", "csv", "--table", "articles", "--country", "UA"], "--country is not for"),
    ],
)
def test_what_cannot_be_meant_is_one_line(
    out: str, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    try:
        status: object = main(["export", out, *arguments])
    except SystemExit as end:
        status = end.code
    written = capsys.readouterr()
    assert status == 2
    assert written.out == ""
    assert len(written.err.splitlines()) == 1
    assert said in written.err


def test_what_cannot_be_read_or_written_is_one_line(
    out: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, said in (
        ([str(tmp_path / "nowhere"), "--format", "csv"], "does not exist"),
        ([str(tmp_path), "--format", "csv"], "holds no committed tables"),
        ([out, "-o", str(tmp_path / "no" / "i.csv")], "No such file or directory"),
        ([out, "--format", "csv", "-o", str(tmp_path)], "cannot write"),
    ):
        assert main(["export", *arguments]) == 1
        written = capsys.readouterr()
        assert len(written.err.splitlines()) == 1
        assert said in written.err
