"""Measure the bounded graph against a plain loop over the same pure functions.

Run it as ``python -m tests.bench.bench_ingest [--articles 100000] [--folder DIR]``. Each of both
runs in a process of its own, so that peak memory and CPU are its own; the time of starting Python
is not counted. The loop reads, cleans, drops duplicates, extracts and writes Parquet, but computes
no aggregates and commits nothing: the ratio is the price of the graph and of what it adds.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from pipelines.launch import RunRequest, run_bounded
from pipelines.requests import configuration_folder
from pipelines.runtime import Stopwatch
from tests.bench.corpus import write_corpus
from transforms.dedup.decisions import decide_article, decide_text
from transforms.dedup.fingerprints import Fingerprint, fingerprint, row_digest
from transforms.events.extract import extract_events
from transforms.events.knowledge import load_knowledge
from transforms.language.articles import ArticleRules, make_article
from transforms.language.furniture import bundled_furniture
from transforms.read.reader import read_file
from transforms.records import Article, RawArticle
from transforms.rows import is_read_for_events
from transforms.write.stage import stage_rows

AS_OF: Final = datetime(2026, 2, 1, tzinfo=UTC)
FILES: Final = 8


def run_graph(inputs: Sequence[str], output: str) -> dict[str, Any]:
    """Run the bounded graph; return what it cost and made."""
    watch = Stopwatch()
    report = run_bounded(RunRequest(tuple(inputs), output, AS_OF), report_progress=True)
    usage = watch.usage()
    return {**usage._asdict(), "kept": report.account.kept, "events": report.run.events}


def run_loop(inputs: Sequence[str], output: str) -> dict[str, Any]:
    """Call the pure functions one after the other; return what it cost and made."""
    watch = Stopwatch()
    settings = RunRequest((), output, AS_OF).settings
    articles = list(_cleaned(inputs))
    rows = list(_deduplicated(articles))
    knowledge = load_knowledge(configuration_folder(settings))
    told = filter(is_read_for_events, rows)
    events = [event for row in told for event in extract_events(row, knowledge)]
    stage = partial(stage_rows, output, "loop", settings=settings.write)
    stage("articles", records=rows)
    stage("events", records=events)
    kept = sum(row.duplicate_of is None for row in rows)
    return {**watch.usage()._asdict(), "kept": kept, "events": len(events)}


def _cleaned(inputs: Sequence[str]) -> Iterator[Article]:
    settings = RunRequest((), "", AS_OF).settings
    rules = ArticleRules(bundled_furniture(), settings.language, settings.read.earliest_year)
    for path in inputs:
        with Path(path).open("rb") as file:
            for raw in read_file(path, file, settings.read, AS_OF):
                if isinstance(raw, RawArticle):
                    made = make_article(raw, rules, AS_OF)
                    if isinstance(made, Article):
                        yield made


def _deduplicated(articles: Sequence[Article]) -> Iterator[Article]:
    by_id: dict[str, list[Fingerprint]] = {}
    for row, article in enumerate(articles):
        copy = fingerprint(article, row_digest(article), "", row)
        by_id.setdefault(copy.article_id, []).append(copy)
    decisions = [decide_article(copies, []) for copies in by_id.values()]
    by_text: dict[str, list[Fingerprint]] = {}
    for decision in decisions:
        if decision.original is not None:
            by_text.setdefault(decision.original.text_hash, []).append(decision.original)
    verdicts = [verdict for decision in decisions for verdict in decision.verdicts]
    verdicts += [verdict for group in by_text.values() for verdict in decide_text(group, [])]
    for verdict in verdicts:
        yield articles[verdict.row]._replace(
            duplicate_of=verdict.duplicate_of,
            duplicate_kind=verdict.duplicate_kind,
            similarity=verdict.similarity,
        )


def _measure(kind: str, inputs: Sequence[str], output: Path) -> dict[str, Any]:
    """Run one of both in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.bench_ingest", "--only", kind]
    done = subprocess.run(
        [*command, "--folder", str(output), *inputs], check=True, stdout=subprocess.PIPE, text=True
    )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def _compare(number: int, folder: Path) -> None:
    start = time.monotonic()
    inputs = write_corpus(folder / f"corpus-{number}", number, FILES)
    size = sum(Path(path).stat().st_size for path in inputs) / 1e6
    print(f"{number:,} articles, {size:,.0f} MB, generated in {time.monotonic() - start:.0f} s")
    stamp = f"{number}-{time.time_ns()}"
    results = {
        kind: _measure(kind, inputs, folder / f"{kind}-{stamp}") for kind in ("loop", "graph")
    }
    for kind, result in results.items():
        print(
            f"{kind:<6}{number / result['wall_seconds']:>8,.0f} articles/s"
            f"{result['wall_seconds']:>9.1f} s{result['cpu_seconds']:>9.1f} s CPU"
            f"{result['peak_memory_mb']:>8,.0f} MB  kept {result['kept']:,}"
            f"  events {result['events']:,}"
        )
    ratio = results["graph"]["cpu_seconds"] / results["loop"]["cpu_seconds"]
    print(f"graph / loop, CPU: {ratio:.2f}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Generate the corpus and measure both, or only one of them on given files."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--only", choices=("graph", "loop"))
    parser.add_argument("inputs", nargs="*")
    given = parser.parse_args(arguments)
    if given.only:
        run = run_graph if given.only == "graph" else run_loop
        print(json.dumps(run(given.inputs, str(given.folder))))
        return
    with tempfile.TemporaryDirectory() as temporary:
        _compare(given.articles, given.folder or Path(temporary))


if __name__ == "__main__":
    main()
