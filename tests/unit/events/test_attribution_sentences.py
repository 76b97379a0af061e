"""Claimants of own sentences in three languages, and the share found over all of them."""

from pathlib import Path

import pytest
import yaml

from transforms.events.attribution import find_attributions
from transforms.events.attribution_knowledge import load_attribution
from transforms.language.sentences import split_sentences
from transforms.language.tokens import tokenize

ROOT = Path(__file__).resolve().parents[3]
CASES = [
    (path.stem, case["text"], case["names"])
    for path in sorted((ROOT / "tests" / "data" / "attribution").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def names_in(text: str, language: str, source: str | None = None) -> list[str]:
    """Return the names that a text is attributed to, sorted."""
    knowledge = load_attribution(ROOT / "configs", language)
    found = find_attributions(
        text, tokenize(text, language), split_sentences(text, language), knowledge, source
    )
    return sorted({attribution.name for attribution in found})


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_a_sentence_gives_exactly_its_claimants(
    language: str, text: str, expected: list[str]
) -> None:
    assert sorted(expected) == names_in(text, language)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Israeli strikes killed nine people in Lebanon, the health ministry said.",
            ["Lebanese Ministry of Health"],
        ),
        (
            "Russian attacks damaged substations in Odesa, the energy ministry said.",
            ["Ukrainian Ministry of Energy"],
        ),
        (
            "Russian drones hit a house in Kharkiv. The air force said it had downed 70 drones.",
            ["Ukrainian Air Force"],
        ),
        (
            "Ukraine said it had struck a refinery in Russia's Rostov region. "
            "The General Staff said missiles hit the plant.",
            ["General Staff of Ukraine", "Ukrainian government"],
        ),
        ("US strikes on a port killed five, the health ministry said.", ["Ministry of Health"]),
    ],
)
def test_who_attacks_is_no_country_of_a_ministry(text: str, expected: list[str]) -> None:
    assert names_in(text, "en") == expected


def test_names_are_found_and_not_invented_over_all_sentences() -> None:
    hits = missed = extra = 0
    for language, text, expected in CASES:
        found = set(names_in(text, language))
        hits += len(found & set(expected))
        missed += len(set(expected) - found)
        extra += len(found - set(expected))
    assert hits / (hits + missed) >= 0.95
    assert hits / (hits + extra) >= 0.95
