"""The id of a run and the digest of its configuration: equal where, and only where, they should."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.requests import RunRequest, RunSettings, configuration_hash, run_id_of
from transforms.settings import ReadSettings, WriteSettings

REQUEST = RunRequest(("a.jsonl", "b.jsonl"), "out", datetime(2026, 2, 1, tzinfo=UTC))


def test_the_id_does_not_depend_on_the_order_of_the_inputs_or_the_output() -> None:
    turned = replace(REQUEST, inputs=("b.jsonl", "a.jsonl"), output="elsewhere")
    assert run_id_of(turned, 3) == run_id_of(REQUEST, 3)


@pytest.mark.parametrize(
    "other",
    [
        replace(REQUEST, inputs=("a.jsonl",)),
        replace(REQUEST, as_of=datetime(2026, 2, 2, tzinfo=UTC)),
        replace(REQUEST, settings=RunSettings(read=ReadSettings(earliest_year=2000))),
    ],
    ids=["inputs", "clock", "settings"],
)
def test_another_request_has_another_id(other: RunRequest) -> None:
    assert run_id_of(other, 3) != run_id_of(REQUEST, 3)


def test_the_next_run_of_the_same_request_has_another_id() -> None:
    assert run_id_of(REQUEST, 3) != run_id_of(REQUEST, 4)


def test_settings_that_change_no_row_do_not_change_the_configuration() -> None:
    technical = RunSettings(staged_rows=7, write=WriteSettings(max_rows_per_file=9))
    assert configuration_hash(technical) == configuration_hash(RunSettings())


def test_the_data_files_belong_to_the_configuration_wherever_they_lie(tmp_path: Path) -> None:
    hashes = []
    for name, text in (("one", "a: 1"), ("two", "a: 1"), ("three", "a: 2")):
        folder = tmp_path / name
        (folder / "lexicons").mkdir(parents=True)
        (folder / "lexicons" / "en.yaml").write_text(text)
        hashes.append(configuration_hash(RunSettings(configuration=folder)))
    assert hashes[0] == hashes[1] != hashes[2]
