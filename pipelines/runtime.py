"""Running a graph on a Beam runner: which runner, its local costs, what it counted."""

import resource
import sys
import time
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import apache_beam as beam
from apache_beam.metrics import MetricsFilter
from apache_beam.options.pipeline_options import PipelineOptions, SetupOptions
from apache_beam.runners.portability.fn_api_runner import worker_handlers
from apache_beam.runners.runner import PipelineState

DEFAULT_RUNNER: Final = "FnApiRunner"
NAMESPACE: Final = "wirebeam"
READ_COUNTER: Final = "read"


class GraphFailed(Exception):  # noqa: N818 - a state of the run, named as users see it
    """The runner ended in another state than DONE."""


class Usage(NamedTuple):
    """What a run cost; peak memory is that of the process since its start, None if unknown."""

    wall_seconds: float
    cpu_seconds: float
    peak_memory_mb: float | None


class Stopwatch:
    """Measures a run: wall clock and CPU of this process and its finished children."""

    def __init__(self) -> None:
        self._wall = time.monotonic()
        self._cpu = _cpu_seconds()

    def usage(self) -> Usage:
        """Return what was used since the start."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        unit = 1 if sys.platform == "darwin" else 1024
        return Usage(
            wall_seconds=round(time.monotonic() - self._wall, 3),
            cpu_seconds=round(_cpu_seconds() - self._cpu, 3),
            peak_memory_mb=round(peak * unit / 1e6, 1),
        )


class GraphOptions(PipelineOptions):
    """Beam options whose views are made once.

    Beam asks for the same few views at every transform, and making one means building a whole
    argument parser: a third of the CPU time of a small run. All views share their values anyway.
    """

    def view_as(self, cls: type[PipelineOptions]) -> PipelineOptions:
        """Return the view of these options as a class of options."""
        views = self.__dict__.setdefault("_views_by_class", {})
        if cls not in views:
            views[cls] = super().view_as(cls)
        return views[cls]


def run_graph(build: Callable[[beam.Pipeline], None], arguments: Sequence[str]) -> int:
    """Build and run a graph; return how many inputs its reader counted.

    ``arguments`` are Beam options. Without ``--runner`` the embedded runner is named explicitly:
    "DirectRunner" would choose among three runners and may download one. Raises GraphFailed if
    the runner does not end well, and whatever a step raised.
    """
    _disable_state_cache()
    options = GraphOptions(with_runner(arguments))
    # All code is in importable modules; pickling the main session would only add to it.
    options.view_as(SetupOptions).save_main_session = False
    pipeline = beam.Pipeline(options=options)
    build(pipeline)
    result = pipeline.run()
    state = result.wait_until_finish()
    if state not in (None, PipelineState.DONE):
        raise GraphFailed(f"the runner ended in state {state}")
    return _counter(result, READ_COUNTER)


def with_runner(arguments: Sequence[str]) -> list[str]:
    """Return Beam arguments that name a runner: the one given, else the embedded one."""
    named = any(argument.split("=", 1)[0] == "--runner" for argument in arguments)
    return list(arguments) if named else [f"--runner={DEFAULT_RUNNER}", *arguments]


def _disable_state_cache() -> None:
    """Switch off the embedded runner's state cache.

    It weighs each value by walking the globals of all loaded modules, 0.7 ms per key, and no
    option reaches it. Another version of Beam may not have the constant: then nothing is done.
    """
    if hasattr(worker_handlers, "STATE_CACHE_SIZE_MB"):
        worker_handlers.STATE_CACHE_SIZE_MB = 0


def _counter(result: beam.runners.runner.PipelineResult, name: str) -> int:
    """Sum a counter over all steps: committed values, attempted where a runner has no others."""
    found = result.metrics().query(MetricsFilter().with_namespace(NAMESPACE).with_name(name))
    values = (
        one.committed if one.committed is not None else one.attempted for one in found["counters"]
    )
    return sum(value or 0 for value in values)


def _cpu_seconds() -> float:
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
