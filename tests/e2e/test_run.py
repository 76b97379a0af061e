"""The bounded run, from files to committed tables: nothing lost, nothing twice, no order."""

import json
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apache_beam as beam
import pyarrow.parquet as pq
import pytest
from apache_beam.metrics import Metrics

from pipelines.ingest import Stages
from pipelines.launch import RunFailed, RunReport, RunRequest, RunSettings, run_bounded
from pipelines.stages import stages_of
from pipelines.summary import summary_json, summary_text
from transforms.accounts.conservation import ConservationError
from transforms.records import Article
from transforms.settings import WriteSettings
from transforms.tables import TABLES
from transforms.write.commits import last_commit, live_files, lock_output
from transforms.write.layout import OutputLocked
from transforms.write.readback import read_table

AS_OF = datetime(2026, 2, 1, 12, tzinfo=UTC)
MEASURED = {"wall_seconds", "cpu_seconds", "peak_memory_mb"}
STRIKE = (
    "Drones struck an oil refinery in Samara region on the night of January {day}, the governor"
    " said. A fire broke out at the plant. {number} people were injured, nobody was killed. The"
    " governor added that emergency services worked at the site until the morning and that the"
    " refinery resumed work in the afternoon. Schools and hospitals in the city were not affected."
)
QUIET = (
    "The council of the small town met on Tuesday to talk about the library, which has been closed"
    " for {number} weeks. Readers had asked for longer opening hours in the evening, and members"
    " agreed that a new timetable should be tried for one year before anything else is decided."
)


def story(number: int, **keys: Any) -> dict[str, Any]:
    day = 1 + number % 20
    text = (STRIKE if number % 3 == 0 else QUIET).format(day=day, number=number + 2)
    return {
        "url": f"https://paper.example/{number}",
        "title": f"Story number {number} of the month",
        "text": text,
        "published": f"2026-01-{day + 1:02d}T08:00:00+00:00",
        "source": "paper.example",
        **keys,
    }


def stories() -> list[dict[str, Any]]:
    """Thirty articles with two repeats, a changed text, a reprint and two articles without text."""
    found = [story(number) for number in range(30)]
    found += [story(3), story(4, title="Another headline for the same text of the month")]
    found += [story(5, text=QUIET.format(number="many"))]
    found += [story(6, url="https://reprint.example/6", published="2026-01-27T08:00:00+00:00")]
    found += [{"url": "https://paper.example/none"}, story(7, text="  ")]
    return found


def write(folder: Path, articles: Sequence[dict[str, Any]], files: int = 1) -> tuple[str, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"part-{number}.jsonl" for number in range(files)]
    for number, path in enumerate(paths):
        lines = (json.dumps(article) for article in articles[number::files])
        path.write_text("".join(f"{line}\n" for line in lines))
    return tuple(map(str, paths))


def run(inputs: Sequence[str], output: Path, **request: Any) -> RunReport:
    return run_bounded(RunRequest(tuple(inputs), str(output), AS_OF, **request))


def rows_of(output: Path, table: str, without: set[str] | None = None) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = read_table(str(output), table).to_pylist()
    kept = [{k: v for k, v in row.items() if k not in (without or set())} for row in rows]
    return sorted(kept, key=repr)


def tables_of(output: Path, without: dict[str, set[str]] | None = None) -> dict[str, Any]:
    given = {"runs": MEASURED, **(without or {})}
    return {table: rows_of(output, table, given.get(table)) for table in TABLES}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RunReport]:
    folder = tmp_path_factory.mktemp("first")
    return folder / "out", run(write(folder / "in", stories()), folder / "out")


def test_every_article_is_kept_a_duplicate_or_rejected(first: tuple[Path, RunReport]) -> None:
    account = first[1].account
    assert account._asdict() == {
        "read": 36,
        "kept": 30,
        "duplicates_url": 3,
        "duplicates_text": 1,
        "duplicates_near": 0,
        "duplicates_known": 0,
        "rejected": 2,
    }


def test_the_tables_hold_what_the_report_says(first: tuple[Path, RunReport]) -> None:
    output, report = first
    articles = rows_of(output, "articles")
    assert sum(row["duplicate_of"] is None for row in articles) == report.account.kept
    kinds = [row["duplicate_kind"] for row in articles if row["duplicate_of"]]
    assert sorted(kinds) == ["text", "url"]
    assert len(rows_of(output, "rejects")) == report.account.rejected
    assert len(rows_of(output, "events")) == report.run.events > 0
    assert len(rows_of(output, "aggregates")) == report.run.aggregates > 0
    (run_row,) = rows_of(output, "runs")
    assert run_row["run_id"] == report.run.run_id
    assert run_row["status"] == "done"
    assert run_row["slots"]
    assert run_row["labels"]


def test_events_come_from_kept_articles_only(first: tuple[Path, RunReport]) -> None:
    articles = rows_of(first[0], "articles")
    kept = {row["article_id"] for row in articles if row["duplicate_of"] is None}
    assert {row["article_id"] for row in rows_of(first[0], "events")} <= kept


def test_the_private_folder_keeps_nothing_of_a_finished_run(
    first: tuple[Path, RunReport],
) -> None:
    assert not list((first[0] / "_wirebeam" / "staging").rglob("*.arrow"))


def test_the_summary_states_the_law_in_text_and_json(first: tuple[Path, RunReport]) -> None:
    report = first[1]
    law = "36 read = 30 kept + 3 duplicates by address + 1 duplicates by text"
    assert law in summary_text(report)
    content = json.loads(summary_json(report))
    assert content["articles"]["law"].startswith(law)
    assert content["tables"]["articles"]["rows"] == 32


def test_the_same_input_again_adds_only_a_row_of_runs(
    first: tuple[Path, RunReport], tmp_path: Path
) -> None:
    inputs = write(tmp_path / "in", stories())
    output = tmp_path / "out"
    run(inputs, output)
    before = tables_of(output)
    again = run(inputs, output)
    assert again.account.duplicates_known == 34
    assert again.run.rejects_known == 2
    after = tables_of(output)
    assert len(after.pop("runs")) == len(before.pop("runs")) + 1
    assert after == before
    without_place = {"runs": {"inputs", "run_id", *MEASURED}}
    assert rows_of(output, "articles") == rows_of(first[0], "articles")
    assert len(tables_of(output, without_place)["runs"]) == 2


@pytest.mark.parametrize(
    ("files", "settings", "beam_arguments"),
    [
        (1, RunSettings(), ()),
        (7, RunSettings(staged_rows=3), ()),
        (3, RunSettings(write=WriteSettings(max_rows_per_file=2)), ()),
        (5, RunSettings(), ("--direct_num_workers=2", "--direct_running_mode=multi_threading")),
    ],
    ids=["shuffled", "split", "small-files", "two-workers"],
)
def test_order_split_and_bundles_change_no_row(
    first: tuple[Path, RunReport],
    tmp_path: Path,
    files: int,
    settings: RunSettings,
    beam_arguments: tuple[str, ...],
) -> None:
    articles = stories()
    random.Random(files).shuffle(articles)
    inputs = write(tmp_path / "in", articles, files)
    run(inputs, tmp_path / "out", settings=settings, beam_arguments=beam_arguments)
    # Where the input lay is told by the rows of rejects and runs; nothing else may differ.
    places = {"rejects": {"source"}, "runs": {"inputs", "run_id", *MEASURED}}
    assert tables_of(tmp_path / "out", places) == tables_of(first[0], places)


def test_two_runs_of_half_the_input_give_the_figures_of_one_run(tmp_path: Path) -> None:
    articles = [story(number) for number in range(30)]
    inputs = write(tmp_path / "in", articles, 2)
    run(inputs, tmp_path / "once")
    for half in inputs:
        run([half], tmp_path / "twice")
    for table in ("articles", "events"):
        assert rows_of(tmp_path / "once", table) == rows_of(tmp_path / "twice", table)
    bookkeeping = {"revision", "pane"}
    newest: dict[Any, Any] = {}
    for row in sorted(
        read_table(str(tmp_path / "twice"), "aggregates").to_pylist(),
        key=lambda row: row["revision"],
    ):
        identity = tuple(row[name] for name in TABLES["aggregates"].identity)
        newest[identity] = {k: v for k, v in row.items() if k not in bookkeeping}
    assert sorted(newest.values(), key=repr) == rows_of(
        tmp_path / "once", "aggregates", bookkeeping
    )


def test_bad_input_is_rejected_and_its_neighbours_survive(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    good = write(folder, [story(1), story(2)])
    (folder / "broken.jsonl").write_text('{"text": \n' + json.dumps(story(9)) + "\nnull\n")
    (folder / "binary.bin").write_bytes(bytes(range(256)) * 4)
    (folder / "empty.json").write_text("")
    (folder / "cut.parquet").write_bytes(b"PAR1 and nothing more")
    names = ("broken.jsonl", "binary.bin", "empty.json", "cut.parquet", "missing.txt")
    report = run([*good, *(str(folder / name) for name in names)], tmp_path / "out")
    assert report.account.kept == 3
    assert report.account.rejected == sum(report.rejects.values()) >= 5
    assert report.account.read == sum(report.account[1:])


def test_no_readable_article_still_makes_a_committed_run(tmp_path: Path) -> None:
    report = run(write(tmp_path / "in", [{"title": "No text"}]), tmp_path / "out")
    assert (report.account.read, report.account.rejected) == (1, 1)
    assert len(rows_of(tmp_path / "out", "runs")) == 1


class _Cut(beam.DoFn):  # type: ignore[misc]
    """Loses or breaks on one article: what no step may do unnoticed."""

    def __init__(self, marker: str, fail: bool) -> None:
        super().__init__()
        self._marker = marker
        self._fail = fail

    def process(self, article: Article) -> Any:
        if article.url and article.url.endswith(self._marker):
            Metrics.counter("test", "cut").inc()
            if self._fail:
                raise RuntimeError("the disk is full")
            return
        yield article


class _Tampered(beam.PTransform):  # type: ignore[misc]
    """The real cleaning with a fault after it."""

    def __init__(self, clean: beam.PTransform, fail: bool) -> None:
        super().__init__()
        self._clean = clean
        self._fail = fail

    def expand(self, raw: beam.PCollection) -> Any:
        cleaned = raw | "Clean" >> self._clean
        cut = beam.ParDo(_Cut("/7", self._fail)).with_output_types(Article)
        return cleaned._replace(articles=cleaned.articles | "Cut" >> cut)


def _tampered(request: RunRequest, fail: bool) -> Stages:
    real = stages_of(request)
    return Stages(real.read, _Tampered(real.clean, fail), real.extract)


@pytest.mark.parametrize(
    ("fail", "error", "message"),
    [
        (False, ConservationError, "20 read != 19 kept"),
        (True, RunFailed, "RuntimeError: the disk is full"),
    ],
    ids=["lost-article", "raising-step"],
)
def test_a_run_that_fails_leaves_the_tables_as_they_were(
    tmp_path: Path, fail: bool, error: type[Exception], message: str
) -> None:
    output = tmp_path / "out"
    run(write(tmp_path / "before", [story(90)]), output)
    before = tables_of(output)
    inputs = write(tmp_path / "in", [story(number) for number in range(20)])
    request = RunRequest(inputs, str(output), AS_OF)
    with pytest.raises(error, match=message) as caught:
        run_bounded(request, stages=_tampered(request, fail))
    assert "\n" not in str(caught.value)
    assert tables_of(output) == before
    assert not list((output / "_wirebeam" / "staging").rglob("*.parquet"))
    report = run(inputs, output)
    assert report.account.kept == 20


def test_a_second_writer_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    inputs = write(tmp_path / "in", [story(1)])
    with lock_output(str(tmp_path / "out")), pytest.raises(OutputLocked):
        run(inputs, tmp_path / "out")
    assert last_commit(str(tmp_path / "out")) is None


def test_every_file_carries_the_schema_of_its_table(first: tuple[Path, RunReport]) -> None:
    for table in ("articles", "events", "aggregates", "rejects", "runs"):
        for path in live_files(str(first[0]), table):
            assert pq.read_schema(path).names == list(TABLES[table].fields)


def test_a_clock_without_a_time_zone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="time zone"):
        RunRequest((), str(tmp_path), datetime(2026, 1, 1))  # noqa: DTZ001
