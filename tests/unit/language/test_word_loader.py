"""The loader of word lists gives what the general YAML loader gives, and refuses what it must."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from transforms.language.word_loader import WordLoader

CONFIGS = Path(__file__).resolve().parents[3] / "configs"
PLAIN = st.sampled_from(
    ("no", "on", "true", "1", "-2.5", "~", "", "2025-01-01", "=hit", "нет", "a b")
)
CONTENT = st.recursive(
    PLAIN | st.integers() | st.booleans() | st.none(),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(PLAIN, part, max_size=3),
    max_leaves=12,
)


class General(yaml.SafeLoader):
    """The general loader, with the booleans of the word loader."""


General.yaml_implicit_resolvers = WordLoader.yaml_implicit_resolvers


def load(text: str) -> Any:
    return yaml.load(text, WordLoader)


@pytest.mark.parametrize("path", sorted(CONFIGS.rglob("*.yaml")), ids=lambda path: path.name)
def test_every_data_file_is_read_as_by_the_general_loader(path: Path):
    text = path.read_text(encoding="utf-8")

    assert yaml.load(text, General) == load(text)


@given(CONTENT)
def test_any_content_is_read_as_by_the_general_loader(content: Any):
    text = yaml.safe_dump(content, allow_unicode=True)

    assert yaml.load(text, General) == load(text)


def test_words_that_yaml_takes_for_booleans_are_words():
    assert load("no: [on, yes, true]") == {"no": ["on", "yes", True]}


def test_aliases_and_merged_keys_are_followed():
    assert load("a: &a {x: 1}\nb: {<<: *a, y: 2}\nc: *a") == {
        "a": {"x": 1},
        "b": {"x": 1, "y": 2},
        "c": {"x": 1},
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\na: 2", "key 'a' is given twice"),
        ("? [a]\n: 1", "a key is one word"),
        ("&a [*a]", "refers to itself"),
        ("a: !!python/name:os.system ''", "could not determine a constructor"),
    ],
)
def test_faults_name_their_line(text: str, problem: str):
    with pytest.raises(yaml.YAMLError, match=problem):
        load(text)
