"""The commands with a model: what stands in the tables, and what is said at the end."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq
import pytest

from tests.helpers.model_server import Reply, fails, says_nothing, serving, tells, tells_by
from tests.helpers.told import EVIDENCE, TEXT, TITLE, honest

ROOT: Final = Path(__file__).resolve().parents[3]
COMMAND: Final = [sys.executable, "-m", "pipelines.cli"]
LIMIT: Final = 240
PEACE: Final = "The council met on Tuesday to talk about the library and its opening hours. " * 3


def wirebeam(*argv: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *argv],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
        env={**os.environ, **environment},
    )


def configuration(folder: Path, url: str, kind: str = "model", **model: Any) -> str:
    path = folder / "model.yaml"
    values = {"endpoint": url, "name": "test", "first_wait": 0.01, **model}
    path.write_text(json.dumps({"extractor": {"kind": kind, "model": values}}))
    return str(path)


@pytest.fixture
def articles(tmp_path: Path) -> str:
    rows = [
        {"title": TITLE, "text": TEXT, "published": "2025-10-04", "url": "https://a.example/1"},
        {
            "title": "Library",
            "text": PEACE,
            "published": "2025-10-04",
            "url": "https://a.example/2",
        },
    ]
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return str(path)


def rows_of(output: Path, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(output / table).to_pylist()
    return rows


def run(tmp_path: Path, articles: str, *script: Reply, **model: Any) -> tuple[dict[str, Any], Path]:
    """Run with a server; return the summary and the folder of the tables."""
    output = tmp_path / "out"
    with serving(*script) as server:
        config = configuration(tmp_path, server.url, **model)
        done = wirebeam(
            *("run", "--input", articles, "--output", str(output)),
            *("--config", config, "--as-of", "2025-11-01", "--json"),
        )
    assert done.returncode == 0, done.stderr
    summary: dict[str, Any] = json.loads(done.stdout)
    return summary, output


def test_a_run_writes_the_events_of_the_model_and_what_they_cost(
    tmp_path: Path, articles: str
) -> None:
    told = tells(honest(place="Sochi"), honest(evidence=["All of it is a lie."]))
    prices = {"price_prompt": 2.0, "price_completion": 10.0, "max_text_characters": len(TEXT) - 1}
    summary, output = run(tmp_path, articles, told, **prices)
    [event] = rows_of(output, "events")
    assert event["extractor"] == "model:test:prompt-1"
    assert (event["place"], event["injured"], event["evidence"]) == (None, 2, [EVIDENCE])
    assert summary["model"] == {
        "answered": 1,
        "not_asked": 1,
        "text_cut": 1,
        "fallbacks": {},
        "dropped": {
            "event:quote_not_found": 1,
            "evidence:quote_not_found": 1,
            "place:quote_not_found": 1,
        },
        "spent": {
            "requests": 1,
            "retries": 0,
            "prompt_tokens": 1000,
            "completion_tokens": 200,
            "guessed": 0,
            "cached": 0,
        },
        "cost": 0.004,
    }
    [row] = rows_of(output, "runs")
    assert row["extractor"] == "model:test:prompt-1"
    labels = {(one["slot"], one["label"]): one["count"] for one in row["labels"]}
    assert labels[("model_article", "answered")] == labels[("model_article", "text_cut")] == 1
    assert labels[("model_dropped", "place:quote_not_found")] == 1
    assert labels[("model_spent", "prompt_tokens")] == 1000
    assert rows_of(output, "articles")
    assert summary["articles"]["kept"] == 2


def test_a_run_without_a_working_model_is_the_run_of_the_rules(
    tmp_path: Path, articles: str
) -> None:
    summary, output = run(tmp_path, articles, fails(500), attempts=2)
    assert summary["model"]["fallbacks"] == {"server_error": 1}
    by_rules = tmp_path / "rules"
    done = wirebeam(
        "run", "--input", articles, "--output", str(by_rules), "--as-of", "2025-11-01"
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Model" not in done.stdout
    assert rows_of(output, "events") == rows_of(by_rules, "events")
    assert rows_of(output, "events")[0]["extractor"] == "rules-1"


def test_a_run_without_a_model_asks_nobody(tmp_path: Path, articles: str) -> None:
    with serving(tells(honest())) as server:
        config = configuration(tmp_path, server.url, kind="rules")
        output = str(tmp_path / "out")
        done = wirebeam("run", "--input", articles, "--output", output, "--config", config)
        assert done.returncode == 0, done.stderr
        assert server.asked == []


def test_a_key_that_is_missing_stops_a_run_before_it_begins(tmp_path: Path, articles: str) -> None:
    config = configuration(tmp_path, "https://models.example/v1", api_key_variable="NO_SUCH_KEY")
    output = tmp_path / "out"
    done = wirebeam("run", "--input", articles, "--output", str(output), "--config", config)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "wirebeam: extractor.model.api_key_variable: the environment variable NO_SUCH_KEY is not"
        " set\n"
    )
    assert not output.exists()


def test_a_spent_budget_is_said(tmp_path: Path, articles: str) -> None:
    with serving(tells(honest())) as server:
        config = configuration(tmp_path, server.url, max_requests=0)
        output = str(tmp_path / "out")
        argv = ("run", "--input", articles, "--output", output, "--config", config)
        done = wirebeam(*argv, "--as-of", "2025-11-01")
    assert "1 read by the rules instead (1 budget)" in done.stdout
    assert "The budget of the model was spent; the rest was read by the rules" in done.stdout


def test_one_article_is_extracted_by_the_model(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(f"{TITLE}\n\n{TEXT}")
    with serving(tells(honest(attacker=None))) as server:
        config = configuration(tmp_path, server.url, kind="rules")
        argv = ["extract", str(path), "--published", "2025-10-04", "--config", config]
        done = wirebeam(*argv, "--extractor", "model", "--json", "--explain")
        assert len(server.asked) == 1
        told = wirebeam(*argv, "--extractor", "model", "--explain")
    assert done.returncode == 0, done.stderr
    [event] = json.loads(done.stdout)["events"]
    assert event["extractor"] == "model:test:prompt-1"
    assert event["rules"] == ["told by the model from sentence 1"]
    assert done.stderr.startswith("Model: 1 articles answered")
    assert "told by the model" in told.stdout


def test_the_key_is_never_printed(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT)
    with serving(fails(401)) as server:
        config = configuration(tmp_path, server.url, api_key_variable="MODEL_KEY")
        argv = ["--debug", "extract", str(path), "--published", "2025-10-04", "--config", config]
        done = wirebeam(*argv, MODEL_KEY="open-sesame")
        assert server.asked[0].headers["Authorization"] == "Bearer open-sesame"
    assert done.returncode == 0, done.stderr
    assert "request_refused" in done.stderr
    assert "open-sesame" not in done.stdout + done.stderr


def test_the_model_is_measured_against_gold(tmp_path: Path) -> None:
    def first_sentence(article: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            honest(
                evidence=[article["text"].split(". ")[0]],
                date=None, place=None, attacker=None, weapons=[], targets=[], effects=[],
                outcome=None, figures=[], claimants=[],
            )
        ]  # fmt: skip

    with serving(tells_by(first_sentence)) as server:
        config = configuration(tmp_path, server.url)
        gold = ROOT / "tests/data/gold/en/001-ryazan-refinery-night.json"
        done = wirebeam("evaluate", str(gold), "--extractor", "model", "--config", config, "--json")
        assert len(server.asked) == 1
    assert done.returncode == 0, done.stderr
    assert "1 articles answered" in done.stderr
    assert json.loads(done.stdout)


def test_ctrl_c_does_not_wait_for_a_slow_endpoint(tmp_path: Path, articles: str) -> None:
    with serving(says_nothing) as server:
        config = configuration(tmp_path, server.url)
        output = str(tmp_path / "out")
        argv = ["run", "--input", articles, "--output", output, "--config", config]
        with subprocess.Popen(
            [*COMMAND, *argv, "--as-of", "2025-11-01"], cwd=ROOT, stderr=subprocess.PIPE, text=True
        ) as process:
            started = time.monotonic()
            while not server.asked and time.monotonic() - started < LIMIT:
                time.sleep(0.05)
            process.send_signal(signal.SIGINT)
            interrupted = time.monotonic()
            _, said = process.communicate(timeout=LIMIT)
    assert server.asked
    assert process.returncode == 130
    assert time.monotonic() - interrupted < 20
    assert said.rstrip().endswith("wirebeam: interrupted")
