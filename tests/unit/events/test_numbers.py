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
