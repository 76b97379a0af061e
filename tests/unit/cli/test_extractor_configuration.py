"""Which extractor reads the articles, and every fault of its settings at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.commands.extractors import check_extractor, extractor_of
from pipelines.config import load_configuration
from pipelines.failures import WRONG_USAGE, CommandFailed
from pipelines.requests import RunSettings, configuration_hash
from transforms.events.extractor import RulesExtractor
from transforms.events.knowledge import PACKAGED, load_knowledge
from transforms.events.model.settings import ExtractorSettings, ModelSettings

ENDPOINT = "https://models.example/v1"


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "my.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(tmp_path: Path, text: str, extractor: str | None = None) -> list[str]:
    path = written(tmp_path, text)
    with pytest.raises(CommandFailed) as failed:
        load_configuration(path, extractor)
    assert failed.value.status == WRONG_USAGE
    return [line.removeprefix(f"{path}:") for line in failed.value.lines]


def test_the_rules_read_unless_a_model_is_asked_for() -> None:
    configuration = load_configuration()
    assert configuration.extractor == ExtractorSettings()
    assert configuration.extractor.kind == "rules"
    extractor = extractor_of(configuration.extractor, load_knowledge())
    assert isinstance(extractor, RulesExtractor)


def test_a_model_is_chosen_by_configuration_or_by_option(tmp_path: Path) -> None:
    text = f"extractor: {{model: {{endpoint: '{ENDPOINT}', name: m}}}}\n"
    path = written(tmp_path, text)
    assert load_configuration(path).extractor.kind == "rules"
    assert load_configuration(path, "model").extractor.kind == "model"
    path = written(tmp_path, text.replace("{model:", "{kind: model, model:", 1))
    assert load_configuration(path).extractor.kind == "model"
    assert load_configuration(path, "rules").extractor.kind == "rules"


def test_all_faults_of_a_model_come_together(tmp_path: Path) -> None:
    text = """\
extractor:
  kind: maybe
  model:
    endpoint: http://models.example/v1
    api_key_variable: sk-live-123
    concurrency: 0
    max_cost: 5
    timeout: 5
"""
    found = faults(tmp_path, text)
    assert found == [
        "2: extractor.kind: expected 'rules' or 'model', got 'maybe'",
        "4: extractor.model.endpoint: expected https; http is for this machine only, or with"
        " allow_http: true",
        "5: extractor.model.api_key_variable: expected the name of an environment variable"
        " (letters, digits, _), not the key itself",
        "6: extractor.model.concurrency: expected greater than or equal to 1, got 0",
        "7: extractor.model.max_cost: expected price_prompt or price_completion beside it",
        found[-1],
    ]
    assert found[-1].startswith("8: extractor.model.timeout: unknown key;")


def test_a_model_needs_an_address_and_a_name(tmp_path: Path) -> None:
    expected = "expected a value of model.endpoint and model.name for the kind model"
    assert faults(tmp_path, "extractor: {kind: model}\n") == [f"1: extractor.kind: {expected}"]
    text = f"extractor: {{model: {{endpoint: '{ENDPOINT}'}}}}\n"
    expected = "expected a value of model.name for the kind model"
    assert faults(tmp_path, text, "model")[0].endswith(f"extractor.kind: {expected}")


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://models.example/v1",
        "ftp://models.example",
        "models.example/v1",
        "https://",
        "https://user:word@models.example/v1",
        "https://models.example/v1?key=1",
        "https://models.example/v1#a",
        "https://models.example:port/v1",
        "https://модель.example/v1",
        "https://mod els.example/v1",
        "http://127.0.0.1.evil.example/v1",
        "http://localhost.evil.example/v1",
        "",
    ],
)
def test_an_address_that_gives_texts_or_keys_away_is_refused(endpoint: str) -> None:
    with pytest.raises(ValueError, match="endpoint"):
        ModelSettings(endpoint=endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://models.example/v1",
        "https://models.example:8443",
        "http://127.0.0.1:8000/v1",
        "http://127.8.8.8/v1",
        "http://[::1]:8000/v1",
        "http://localhost:11434/v1/",
    ],
)
def test_a_safe_address_is_taken(endpoint: str) -> None:
    assert ModelSettings(endpoint=endpoint).endpoint == endpoint


def test_an_open_address_can_be_wanted() -> None:
    settings = ModelSettings(allow_http=True, endpoint="http://10.0.0.5:8000/v1")
    assert settings.endpoint is not None


def test_a_folder_of_answers_is_relative_to_the_file_that_names_it(tmp_path: Path) -> None:
    path = written(tmp_path, "extractor: {model: {cache: answers}}\n")
    assert load_configuration(path).extractor.model.cache == tmp_path / "answers"


def test_a_missing_key_is_told_by_the_name_of_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_SUCH_KEY", raising=False)
    model = ModelSettings(endpoint=ENDPOINT, name="m", api_key_variable="NO_SUCH_KEY")
    with pytest.raises(CommandFailed, match="NO_SUCH_KEY"):
        check_extractor(ExtractorSettings(model=model, kind="model"), PACKAGED)


def test_an_own_folder_without_a_prompt_is_told(tmp_path: Path) -> None:
    model = ModelSettings(endpoint=ENDPOINT, name="m")
    with pytest.raises(CommandFailed, match=r"model_prompt.yaml: no such file"):
        check_extractor(ExtractorSettings(model=model, kind="model"), tmp_path)


def test_the_hash_of_the_configuration_knows_the_extractor() -> None:
    model = ModelSettings(endpoint=ENDPOINT, name="m")
    chosen = RunSettings(extractor=ExtractorSettings(model=model, kind="model"))
    assert configuration_hash(chosen) != configuration_hash(RunSettings())


def test_without_a_model_nothing_that_speaks_http_is_imported() -> None:
    code = (
        "import sys, pipelines.commands.run, pipelines.commands.extract\n"
        "import pipelines.commands.evaluate, pipelines.stages, pipelines.launch\n"
        "print([name for name in ('httpcore2', 'httpx2', 'apache_beam.ml.inference.base')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
