"""Writing records to the staging folder, on the runners that the project uses."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import apache_beam as beam
import pyarrow.parquet as pq
import pytest
from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions
from apache_beam.testing import test_stream
from apache_beam.transforms.trigger import AccumulationMode, AfterCount, AfterWatermark
from apache_beam.transforms.window import FixedWindows, TimestampedValue
from apache_beam.utils.timestamp import Duration

from transforms.records import Reject
from transforms.settings import WriteSettings
from transforms.write.commits import commit, live_files, lock_output, recover
from transforms.write.layout import WrittenFile
from transforms.write.manifest import read_manifest
from transforms.write.steps import WriteManifest, WriteTables, shard_of

EPOCH = 1_767_225_600  # 2026-01-01T00:00:00Z


def reject(number: int, day: int = 1) -> tuple[str, Reject]:
    seen_at = datetime(2026, 1, day, 12, tzinfo=UTC)
    return "rejects", Reject(
        f"r{number:03d}", "read", "invalid_json", "a.jsonl", "", "payload", seen_at
    )


def run_and_commit(
    out: str, run_id: str, rows: list[tuple[str, Reject]], step: WriteTables
) -> list[WrittenFile]:
    with lock_output(out):
        recover(out)
        with beam.Pipeline(runner="FnApiRunner") as pipeline:
            _ = (
                pipeline
                | beam.Create(rows, reshuffle=False)
                | step
                | WriteManifest(output=out, run_id=run_id)
            )
        files = read_manifest(out, run_id)
        commit(out, run_id, files)
    return files


def ids(out: str) -> list[str]:
    return [
        value
        for path in live_files(out, "rejects")
        for value in pq.read_table(path, partitioning=None).column("reject_id").to_pylist()
    ]


@pytest.mark.parametrize("strategy", ["bundle", "grouped"])
def test_both_strategies_write_the_same_files(tmp_path: Path, strategy: str) -> None:
    rows = [reject(n, day=1 + n % 3) for n in range(30)]
    names: list[list[str]] = []
    for order in (rows, rows[::-1]):
        out = str(tmp_path / f"{strategy}{len(names)}")
        step = WriteTables(out, "run", WriteSettings(), strategy=strategy)  # type: ignore[arg-type]
        names.append([f.name for f in run_and_commit(out, "run", order, step)])
    assert names[0] == names[1]
    out = str(tmp_path / f"{strategy}0")
    assert sorted(f"r{n:03d}" for n in range(30)) == sorted(ids(out))
    folders = {Path(path).parent.name for path in live_files(out, "rejects")}
    assert folders == {"date=2026-01-01", "date=2026-01-02", "date=2026-01-03"}


def test_the_strategies_agree_on_names(tmp_path: Path) -> None:
    rows = [reject(n) for n in range(5)]
    found = []
    for strategy in ("bundle", "grouped"):
        out = str(tmp_path / strategy)
        step = WriteTables(out, "run", WriteSettings(), strategy=strategy)
        found.append(
            [(f.partition, f.name, f.rows) for f in run_and_commit(out, "run", rows, step)]
        )
    assert found[0] == found[1]


@pytest.mark.parametrize("strategy", ["bundle", "grouped"])
def test_files_are_cut_at_the_bounds_and_no_row_is_lost(tmp_path: Path, strategy: str) -> None:
    out = str(tmp_path / "out")
    rows = [reject(n) for n in range(25)]
    settings = WriteSettings(max_rows_per_file=10)
    step = WriteTables(out, "run", settings, strategy=strategy)  # type: ignore[arg-type]
    files = run_and_commit(out, "run", rows, step)
    assert sorted((f.rows for f in files), reverse=True) == [10, 10, 5]
    assert [f"r{n:03d}" for n in range(25)] == sorted(ids(out))


def test_the_manifest_of_an_empty_run_is_an_empty_list(tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    step = WriteTables(out, "run", WriteSettings())
    assert run_and_commit(out, "run", [], step) == []
    assert live_files(out, "rejects") == []


def test_shards_are_stable_and_split_a_partition(tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    rows = [reject(n) for n in range(40)]
    step = WriteTables(out, "run", WriteSettings(), strategy="grouped", shards=4)
    files = run_and_commit(out, "run", rows, step)
    expected = Counter(shard_of("rejects", row, 4) for _, row in rows)
    assert sorted(expected.values()) == sorted(f.rows for f in files)
    assert len(set(ids(out))) == 40


def streaming_pipeline() -> beam.Pipeline:
    options = PipelineOptions()
    options.view_as(StandardOptions).streaming = True
    return beam.Pipeline(runner="BundleBasedDirectRunner", options=options)


def test_late_panes_get_files_of_their_own(tmp_path: Path) -> None:
    """On time, late but allowed (twice), too late: three firings kept, the last row dropped."""
    out = str(tmp_path / "out")
    stream = (
        test_stream.TestStream()
        .add_elements([TimestampedValue(reject(n), EPOCH + n) for n in (1, 2, 11)])
        .advance_watermark_to(EPOCH + 10)
        .add_elements([TimestampedValue(reject(3), EPOCH + 3)])
        .add_elements([TimestampedValue(reject(4), EPOCH + 4)])
        .advance_watermark_to(EPOCH + 60)
        .add_elements([TimestampedValue(reject(5), EPOCH + 5)])
        .advance_watermark_to_infinity()
    )
    with streaming_pipeline() as pipeline:
        _ = (
            pipeline
            | stream
            | beam.WindowInto(
                FixedWindows(10),
                trigger=AfterWatermark(early=AfterCount(1), late=AfterCount(1)),
                accumulation_mode=AccumulationMode.DISCARDING,
                allowed_lateness=Duration(seconds=30),
            )
            | WriteTables(out, "run", WriteSettings(), strategy="grouped")
        )
    staged = sorted(Path(out).rglob("*.parquet"))
    found = Counter(
        value
        for path in staged
        for value in pq.read_table(path, partitioning=None).column("reject_id").to_pylist()
    )
    assert Counter({f"r{n:03d}": 1 for n in (1, 2, 3, 4, 11)}) == found
    assert all("-20260101T0000" in path.name and "-p" in path.name for path in staged)
    assert len(staged) == len({path.name for path in staged})
    assert all(pq.read_metadata(path).num_rows > 0 for path in staged)


def test_bundles_of_a_stream_lose_nothing(tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    stream = (
        test_stream.TestStream()
        .add_elements([TimestampedValue(reject(n), EPOCH + n) for n in (1, 2)])
        .advance_watermark_to(EPOCH + 60)
        .add_elements([TimestampedValue(reject(3), EPOCH + 3)])
        .advance_watermark_to_infinity()
    )
    with streaming_pipeline() as pipeline:
        _ = (
            pipeline
            | stream
            | beam.WindowInto(FixedWindows(10))
            | WriteTables(out, "run", WriteSettings(), strategy="bundle")
        )
    found = [
        value
        for path in Path(out).rglob("*.parquet")
        for value in pq.read_table(path, partitioning=None).column("reject_id").to_pylist()
    ]
    assert sorted(found) == ["r001", "r002", "r003"]


def test_a_null_in_a_required_column_fails_the_run_and_names_it(tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    table, row = reject(1)
    broken = row._replace(detail=None)  # type: ignore[arg-type]
    with pytest.raises(Exception, match=r"rejects\.detail must not be null"):
        run_and_commit(out, "run", [(table, broken)], WriteTables(out, "run", WriteSettings()))


def test_wrong_parameters_are_refused_with_their_value(tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    with pytest.raises(ValueError, match=r"'\.\./up'"):
        WriteTables(out, "../up", WriteSettings())
    with pytest.raises(ValueError, match="'both'"):
        WriteTables(out, "run", WriteSettings(), strategy="both")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not 0"):
        WriteTables(out, "run", WriteSettings(), shards=0)


def test_accumulating_panes_are_refused(tmp_path: Path) -> None:
    pipeline = streaming_pipeline()
    rows = (
        pipeline
        | test_stream.TestStream().add_elements([reject(1)])
        | beam.WindowInto(
            FixedWindows(10),
            trigger=AfterWatermark(late=AfterCount(1)),
            accumulation_mode=AccumulationMode.ACCUMULATING,
        )
    )
    with pytest.raises(ValueError, match="discard"):
        rows | WriteTables(str(tmp_path), "run", WriteSettings(), strategy="grouped")
