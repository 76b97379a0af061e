"""The packaged configuration: complete, explained, equal to what stages take by themselves."""

import re
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from pydantic import BaseModel

from pipelines.config import Configuration, load_configuration
from pipelines.knowledge_check import SECTIONS, validate_knowledge
from transforms.aggregates.defaults import DEFAULT_AGGREGATES
from transforms.events.lexicon import languages, read_yaml
from transforms.settings import IncidentSettings, LanguageSettings, ReadSettings, WriteSettings

ROOT: Final = Path(__file__).resolve().parents[2]
CONFIGS: Final = ROOT / "configs"
DEFAULT: Final = CONFIGS / "default.yaml"


def keys_of(model: type[BaseModel], prefix: str = "") -> list[str]:
    found: list[str] = []
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found += keys_of(inner, f"{prefix}{name}.")
        else:
            found.append(f"{prefix}{name}")
    return found


def given_keys(values: dict[str, Any], prefix: str = "") -> list[str]:
    found: list[str] = []
    for name, value in values.items():
        nested = isinstance(value, dict)
        found += given_keys(value, f"{prefix}{name}.") if nested else [f"{prefix}{name}"]
    return found


def test_the_default_file_gives_every_key() -> None:
    values = yaml.safe_load(DEFAULT.read_text(encoding="utf-8"))
    assert sorted(keys_of(Configuration)) == sorted(given_keys(values))


def test_every_key_of_the_default_file_has_a_comment_above_it() -> None:
    lines = DEFAULT.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        key = re.match(r"( {0,2})[a-z_]+:", line)
        if key:
            assert lines[number - 1].strip().startswith("#"), line


def test_the_defaults_are_those_of_the_stages() -> None:
    configuration = load_configuration()
    assert configuration.read == ReadSettings()
    assert configuration.language == LanguageSettings()
    assert configuration.write == WriteSettings()
    assert configuration.incidents == IncidentSettings()
    assert configuration.aggregates == DEFAULT_AGGREGATES


def test_the_example_of_an_own_file_is_valid_and_changes_something() -> None:
    assert load_configuration(CONFIGS / "local.yaml") != load_configuration()


def test_the_page_about_configuration_names_every_key() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    missing = [key for key in keys_of(Configuration) if f"| `{key}` |" not in page]
    assert missing == []


def test_all_packaged_data_files_are_valid() -> None:
    validate_knowledge(CONFIGS)


@pytest.mark.parametrize("language", languages(CONFIGS))
def test_every_language_pack_has_the_same_sections(language: str) -> None:
    assert set(SECTIONS) == set(read_yaml(CONFIGS / "lexicons" / f"{language}.yaml"))


def test_the_packs_of_all_languages_have_the_same_keys_in_each_section() -> None:
    packs = [read_yaml(CONFIGS / "lexicons" / f"{code}.yaml") for code in languages(CONFIGS)]
    for section in SECTIONS:
        assert len({tuple(sorted(pack[section])) for pack in packs}) == 1, section
