"""The model that tests of the page use has the shape that ``build_report`` gives."""

import json
from pathlib import Path
from typing import Any, Final, get_type_hints

from pipelines.report.incidents import PLAIN
from pipelines.report.shapes import Detail, FeedCoverage, Meta, Report, Source

MODEL: Final[dict[str, Any]] = json.loads(
    (Path(__file__).resolve().parents[2] / "data" / "report" / "model.json").read_text("utf-8")
)


def test_the_fixture_has_the_keys_of_the_shapes() -> None:
    optional = Report.__optional_keys__ - {"details"}
    assert set(MODEL) == set(get_type_hints(Report)) - optional
    assert set(MODEL["meta"]) == set(get_type_hints(Meta))
    assert set(MODEL["coverage"]["feeds"][0]) == set(get_type_hints(FeedCoverage))
    detail = next(iter(MODEL["details"].values()))
    assert set(detail) == set(get_type_hints(Detail))
    assert set(detail["sources"][0]) == set(get_type_hints(Source))


def test_the_columns_of_the_fixture_are_of_one_length() -> None:
    columns = MODEL["incidents"]
    own = {"id", "type", "title", "names", "lat", "lon", "defender", "effect"}
    assert set(columns) == own | set(PLAIN)
    assert {len(column) for column in columns.values()} == {MODEL["meta"]["incidents"]}
    assert list(MODEL["details"]) == columns["id"]
