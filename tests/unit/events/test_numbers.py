"""Quantities in sentences: values, bounds, kinds, and what is none."""

from pathlib import Path

import pytest
import yaml

from transforms.events.date_lexicon import load_dates
from transforms.events.dates import find_dates
from transforms.events.number_lexicon import load_numbers
from transforms.events.numbers import NumberMention, find_numbers
from transforms.language.tokens import tokenize

_ROOT = Path(__file__).parents[3] / "configs"
_CASES = [
    pytest.param(language, text, str(expected), id=f"{language}: {text}")
    for language, cases in yaml.safe_load(
        Path(__file__).with_name("number_phrases.yaml").read_text("utf-8")
    ).items()
    for text, expected in cases
]


def _described(mention: NumberMention) -> str:
    """Return a quantity in the notation of the file."""
    described = ["-" if mention.value is None else str(mention.value)]
    if not mention.exact:
        described.append(f"{mention.low or ''}..{mention.high or ''}")
    if mention.kind == "of":
        described.append(f"of {mention.total}")
    elif mention.kind != "cardinal":
        described.append(mention.kind)
    described += [mention.unit] if mention.unit else []
    described += ["article"] if mention.article else []
    described += ["each"] if mention.each else []
    return " ".join(described)


@pytest.mark.parametrize(("language", "text", "expected"), _CASES)
def test_the_sentence_holds_these_quantities(language: str, text: str, expected: str) -> None:
    tokens = tokenize(text, language)
    dates = find_dates(text, tokens, load_dates(_ROOT, language))
    found = find_numbers(text, tokens, load_numbers(_ROOT, language), dates)
    assert expected == ("; ".join(map(_described, found)) or "-")


def test_a_full_cache_changes_no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "On 5 March 1,500 drones and two dozen missiles came; 18 of 29 were shot down at 04:30."
    tokens = tokenize(text, "en")
    dates, numbers = load_dates(_ROOT, "en"), load_numbers(_ROOT, "en")
    expected_dates = find_dates(text, tokens, dates)
    expected = find_numbers(text, tokens, numbers, expected_dates)
    monkeypatch.setattr("transforms.events.date_lexicon._CACHE_WORDS", 1)
    monkeypatch.setattr("transforms.events.number_lexicon._CACHE_WORDS", 1)
    load_dates.cache_clear()
    load_numbers.cache_clear()
    dates, numbers = load_dates(_ROOT, "en"), load_numbers(_ROOT, "en")
    for _ in range(2):
        assert expected_dates == find_dates(text, tokens, dates)
        assert expected == find_numbers(text, tokens, numbers, expected_dates)
    load_dates.cache_clear()
    load_numbers.cache_clear()


@pytest.mark.parametrize("section", ["dates", "numbers"])
def test_all_languages_have_the_same_keys(section: str) -> None:
    folder = _ROOT / "lexicons"
    keys = {}
    for language in ("en", "ru", "uk"):
        path = folder / f"{language}.yaml"
        keys[language] = set(yaml.safe_load(path.read_text("utf-8"))[section])
    assert keys["en"] == keys["ru"] == keys["uk"]
