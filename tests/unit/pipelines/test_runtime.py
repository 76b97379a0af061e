"""Which runner a run takes, what it switches off, what it measures."""

from collections.abc import Iterator

import apache_beam as beam
import pytest
from apache_beam.metrics import Metrics
from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions
from apache_beam.runners.portability.fn_api_runner import worker_handlers

from pipelines.runtime import GraphOptions, Stopwatch, run_graph, with_runner


def test_the_embedded_runner_is_named_explicitly() -> None:
    assert with_runner(["--x=1"]) == ["--runner=FnApiRunner", "--x=1"]


@pytest.mark.parametrize("given", [["--runner=PrismRunner"], ["--runner", "PrismRunner"]])
def test_another_runner_is_left_as_it_was_given(given: list[str]) -> None:
    assert with_runner(given) == given


def test_views_of_the_options_share_their_values() -> None:
    options = GraphOptions(["--runner=FnApiRunner", "--streaming"])
    view = options.view_as(StandardOptions)
    view.runner = "BundleBasedDirectRunner"
    assert options.view_as(StandardOptions) is view
    assert options.view_as(StandardOptions).streaming
    assert options.view_as(PipelineOptions).view_as(StandardOptions).runner == view.runner


def test_the_reads_of_all_steps_are_counted_and_the_state_cache_is_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker_handlers, "STATE_CACHE_SIZE_MB", 100)
    assert run_graph(_two_readers, []) == 5
    assert worker_handlers.STATE_CACHE_SIZE_MB == 0


def test_a_graph_without_a_reader_reads_nothing() -> None:
    assert run_graph(_nothing_read, []) == 0


def test_usage_grows_with_the_work() -> None:
    watch = Stopwatch()
    first = watch.usage()
    assert sum(range(2_000_000)) > 0
    second = watch.usage()
    assert second.cpu_seconds >= first.cpu_seconds >= 0
    assert (second.peak_memory_mb or 0) > 1


def _count(element: int) -> Iterator[int]:
    Metrics.counter("wirebeam", "read").inc()
    yield element


def _two_readers(pipeline: beam.Pipeline) -> None:
    _ = pipeline | "One" >> beam.Create([1, 2, 3]) | "CountOne" >> beam.FlatMap(_count)
    _ = pipeline | "Two" >> beam.Create([4, 5]) | "CountTwo" >> beam.FlatMap(_count)


def _nothing_read(pipeline: beam.Pipeline) -> None:
    _ = pipeline | beam.Create([1])
