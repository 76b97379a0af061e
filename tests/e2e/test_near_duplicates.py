"""Near-duplicates over several runs: at once, day by day and in shuffled batches, one result."""

import json
import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import apache_beam as beam
import pyarrow as pa
import pytest

from pipelines.ingest import Stages
from pipelines.launch import RunReport, RunRequest, RunSettings, run_bounded
from pipelines.stages import stages_of
from transforms.dedup.components import components
from transforms.dedup.settings import NearSettings
from transforms.records import Event, Reject
from transforms.write.readback import read_table

FIRST = datetime(2026, 1, 5, 7, tzinfo=UTC)
WORDS = ["road", "bridge", "market", "library", "harbour", "school", "theatre", "garden", "tower"]
NIGHT = """Air defence units shot down {drones} drones over {regions} regions during the night, \
the ministry said in its morning report.
It said {over} of them were intercepted over the {region} region and the rest over the sea. Debris \
fell on several private houses, nobody was reported hurt.
Emergency services were working at the scene. Flights at several airports were suspended."""


def night(day: int) -> str:
    region = ("Bryansk", "Kursk", "Belgorod", "Tula", "Orel")[day % 5]
    return NIGHT.format(drones=60 + 7 * day, regions=4 + day, over=21 + 3 * day, region=region)


def edited(text: str, copy: int) -> str:
    """Print a text as the copy number so and so: other furniture, a cut end, small edits."""
    lines = text.split("\n")
    edits = (
        lambda: text,
        lambda: "MOSCOW (Reuters) - " + text,
        lambda: "\n".join(lines[:2]),
        lambda: text.replace("several private houses", "a few homes"),
        lambda: "A headline of our own\n" + text.replace("said", "told reporters", 1),
        lambda: text + "\nAs reported, 45 drones flew to Moscow on 12 February.",
    )
    return edits[copy % len(edits)]()


def stories() -> list[dict[str, Any]]:
    """Reports of six successive nights in seven prints each, and articles of their own."""
    found = []
    for day in range(6):
        for copy in range(7):
            moment = FIRST + timedelta(days=day, hours=copy)
            found.append(story(f"night{day}-{copy}", edited(night(day), copy), moment))
    rng = random.Random(3)
    for number in range(20):
        text = " ".join(rng.choice(WORDS) + rng.choice(WORDS) for _ in range(80)) + "."
        found.append(story(f"own{number}", text, FIRST + timedelta(hours=7 * number)))
    return found


def story(name: str, text: str, moment: datetime) -> dict[str, Any]:
    url = f"https://{name.rsplit('-', maxsplit=1)[-1]}.example/{name}"
    return {"url": url, "text": text, "published": moment.isoformat(), "title": f"About {name}"}


class Nothing(beam.PTransform):  # type: ignore[misc]
    """Extracts nothing: these tests are about articles."""

    def expand(self, articles: Any) -> Any:
        class _Out:
            events = (
                articles
                | "NoEvents" >> beam.Filter(lambda _: False)
                | "Events" >> beam.Map(lambda _: None).with_output_types(Event)
            )
            rejects = (
                articles
                | "NoRejects" >> beam.Filter(lambda _: False)
                | "Rejects" >> beam.Map(lambda _: None).with_output_types(Reject)
            )

        return _Out()


def run(
    folder: Path, batch: Iterable[dict[str, Any]], near: NearSettings, rows: int = 5_000
) -> RunReport:
    folder.mkdir(exist_ok=True)
    number = len(list(folder.glob("*.jsonl")))
    source = folder / f"{number}.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in batch), encoding="utf-8")
    request = RunRequest(
        inputs=(str(source),),
        output=str(folder / "out"),
        as_of=datetime(2026, 2, 1, 12, number, tzinfo=UTC),
        settings=RunSettings(dedup=near, staged_rows=rows),
    )
    own = stages_of(request)
    return run_bounded(request, stages=Stages(own.read, own.clean, Nothing()))


def articles(folder: Path) -> pa.Table:
    columns = ["article_id", "url", "duplicate_of", "duplicate_kind", "similarity", "near", "text"]
    return read_table(str(folder / "out"), "articles", columns=columns)


def partition(folder: Path) -> set[frozenset[str]]:
    """Return the components of all rows by the names of their stories."""
    rows = articles(folder).to_pylist()
    names = {row["article_id"]: row["url"].split("/")[-1] for row in rows}
    edges = [(row["article_id"], row["article_id"]) for row in rows]
    edges += [(r["article_id"], r["duplicate_of"]) for r in rows if r["duplicate_of"]]
    edges += [(r["article_id"], copy["article_id"]) for r in rows for copy in r["near"]]
    return {frozenset(names[one] for one in group) for group in components(edges)}


def by_name(folder: Path) -> dict[str, dict[str, Any]]:
    return {row["url"].split("/")[-1]: row for row in articles(folder).to_pylist()}


EXPECTED = {frozenset(f"night{day}-{copy}" for copy in range(7)) for day in range(6)} | {
    frozenset([f"own{number}"]) for number in range(20)
}
NEAR = NearSettings()


def batches(how: str) -> list[list[dict[str, Any]]]:
    found = stories()
    if how == "at once":
        return [found]
    if how == "day by day":
        days = sorted({one["published"][:10] for one in found})
        return [[one for one in found if one["published"][:10] == day] for day in days]
    if how == "backwards":
        return [found[30:], found[:30]]
    random.Random(how).shuffle(found)
    return [found[0::3], found[1::3], found[2::3]]


@pytest.mark.parametrize("how", ["at once", "day by day", "backwards", "shuffled"])
def test_components_do_not_depend_on_the_runs(tmp_path: Path, how: str) -> None:
    reports = [run(tmp_path, batch, NEAR) for batch in batches(how)]
    assert partition(tmp_path) == EXPECTED
    assert sum(report.account.read for report in reports) == len(stories())
    kept = sum(report.account.kept for report in reports)
    assert kept >= len(EXPECTED)
    if how in ("at once", "day by day"):
        assert kept == len(EXPECTED)


def test_rows_do_not_depend_on_order_or_staged_files(tmp_path: Path) -> None:
    found = stories()
    run(tmp_path / "one", found, NEAR)
    random.Random(1).shuffle(found)
    run(tmp_path / "two", found, NEAR, rows=5)
    assert by_name(tmp_path / "one") == by_name(tmp_path / "two")


def test_the_first_print_is_the_original(tmp_path: Path) -> None:
    report = run(tmp_path, stories(), NEAR)
    rows = by_name(tmp_path)
    first = rows["night2-0"]
    assert first["duplicate_of"] is None
    for copy in range(1, 6):
        row = rows[f"night2-{copy}"]
        assert (row["duplicate_of"], row["duplicate_kind"]) == (first["article_id"], "near")
        assert 0.7 <= row["similarity"] <= 1
        assert first["article_id"] in [one["article_id"] for one in row["near"]]
    assert rows["night2-6"]["duplicate_kind"] == "text"
    assert rows["own3"]["near"] == []
    assert (report.account.duplicates_near, report.account.duplicates_text) == (30, 6)


def test_a_late_earlier_original_is_kept_and_names_its_copies(tmp_path: Path) -> None:
    later = story("night0-1", edited(night(0), 1), FIRST + timedelta(hours=5))
    earlier = story("night0-0", night(0), FIRST)
    run(tmp_path, [later], NEAR)
    run(tmp_path, [earlier], NEAR)
    rows = by_name(tmp_path)
    assert rows["night0-0"]["duplicate_of"] is None
    assert rows["night0-1"]["duplicate_of"] is None  # committed rows do not change
    copies = [one["article_id"] for one in rows["night0-0"]["near"]]
    assert copies == [rows["night0-1"]["article_id"]]
    third = story("night0-3", edited(night(0), 3), FIRST + timedelta(hours=9))
    run(tmp_path, [third], NEAR)
    assert by_name(tmp_path)["night0-3"]["duplicate_of"] == rows["night0-0"]["article_id"]


def test_copies_beyond_the_horizon_are_not_looked_for(tmp_path: Path) -> None:
    near = NearSettings(horizon_days=2)
    run(tmp_path, [story("a-1", night(0), FIRST)], near)
    run(tmp_path, [story("b-2", edited(night(0), 1), FIRST + timedelta(days=2))], near)
    run(tmp_path, [story("c-3", edited(night(0), 3), FIRST + timedelta(days=4, hours=1))], near)
    assert partition(tmp_path) == {frozenset({"a-1", "b-2"}), frozenset({"c-3"})}


def test_undated_articles_are_compared_by_when_they_were_read(tmp_path: Path) -> None:
    undated = [story(f"u{n}-{n}", edited(night(0), n), FIRST) for n in (1, 3)]
    for one in undated:
        del one["published"]
        run(tmp_path, [one], NEAR)
    assert partition(tmp_path) == {frozenset({"u1-1", "u3-3"})}


@pytest.mark.parametrize("size", [300])
def test_one_boilerplate_is_no_hot_spot(tmp_path: Path, size: int) -> None:
    """Every article has the same notice and a story of its own; each tenth has a copy."""
    rng = random.Random(5)
    notice = " ".join(rng.choice(WORDS) + rng.choice(WORDS) for _ in range(120)) + "."
    found: list[dict[str, Any]] = []
    for number in range(size):
        own = " ".join(rng.choice(WORDS) + str(rng.randint(10, 999_999)) for _ in range(60)) + "."
        moment = FIRST + timedelta(minutes=number)
        found.append(story(f"page{number}-a", f"{own}\n{notice}", moment))
        if number % 10 == 0:
            moment += timedelta(days=1)
            found.append(story(f"page{number}-b", f"{own}\n{notice}\nMore of this.", moment))
    run(tmp_path, found, NEAR)
    pairs = {frozenset((f"page{n}-a", f"page{n}-b")) for n in range(0, size, 10)}
    assert {group for group in partition(tmp_path) if len(group) > 1} == pairs
