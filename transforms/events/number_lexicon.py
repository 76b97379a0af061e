"""Words of quantities: the model of a language's section and its compiled form.

As in ``date_lexicon`` each word becomes one role letter, found on first use and kept.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from transforms.events.lexicon import Words, load_section, word_forms
from transforms.language.morphology import lemmas
from transforms.language.tokens import normal

Bound = Literal["low", "high", "about"]

OTHER: Final = "·"
_CACHE_WORDS: Final = 300_000
_PLAIN: Final = re.compile(r"\d+")
_SPACED: Final = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+")
_DASHED: Final = re.compile(r"(\d+)-([^\W\d_]+)")
_MAX_DIGITS: Final = 12


class NumberWords(BaseModel):
    """The section "numbers" of a language pack; lists of dictionary forms or "=forms"."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    values: dict[int, Words]
    collectives: dict[int, Words]
    loose: dict[int, Words]
    scales: dict[int, Words]
    plural_scales: Words
    genitive_scales: Words
    halves: dict[float, Words]
    half_words: dict[int, Words]
    articles: Words
    ones: Words
    vague: Words
    joiners: Words
    half_joiners: Words
    range_joiners: Words
    between: Words
    between_and: Words
    out_of: Words
    them: Words
    each: Words
    each_before: Words
    all_before: Words
    portions: Words  # parts that are not counted: "most of the 40"
    all_but: Words
    hedges: dict[Bound, Words]
    hedges_after: dict[Bound, Words]
    units: dict[str, Words]
    unit_adjectives: Words
    currency_before: Words
    number_signs: Words
    labels: Words
    models: Words
    decimal_mark: Literal[".", ","]
    cardinal_suffixes: Words
    year_before: Words
    year_after: Words
    function_words: Words


class WordSet(dict[str, str | None]):
    """What lower-case words stand for, None for all others; found on first use and kept."""

    def __init__(self, groups: dict[str, Words], language: str) -> None:
        """Compile ``groups``: the value to its words, dictionary forms or "=forms"."""
        super().__init__()
        self._language = language
        self._exact: dict[str, str] = {}
        self._lemmas: dict[str, str] = {}
        for value, names in groups.items():
            for name in names:
                target = self._exact if name.startswith("=") else self._lemmas
                target.setdefault(normal(name.removeprefix("=")), value)

    def __missing__(self, word: str) -> str | None:
        found = self._exact.get(word) or self._lemmas.get(word)
        if found is None and word[:1].isalpha():
            forms = lemmas(word, self._language)
            found = next((self._lemmas[form] for form in forms if form in self._lemmas), None)
        if len(self) >= _CACHE_WORDS:
            self.clear()
        self[word] = found
        return found


class Hedges:
    """Phrases beside a number that bound it, looked up by their words."""

    def __init__(self, phrases: dict[Bound, Words]) -> None:
        """Compile phrases; the longest match wins."""
        self._phrases: dict[tuple[str, ...], Bound] = {
            tuple(normal(phrase).split()): bound
            for bound, listed in phrases.items()
            for phrase in listed
        }
        self.lasts = frozenset(words[-1] for words in self._phrases)
        self.firsts = frozenset(words[0] for words in self._phrases)
        self._longest = max((len(words) for words in self._phrases), default=0)

    def match(self, words: list[str], *, at_end: bool) -> tuple[int, Bound] | None:
        """Return how many words at the end (or start) of ``words`` bound a number, and how."""
        for length in range(min(self._longest, len(words)), 0, -1):
            part = tuple(words[-length:] if at_end else words[:length])
            bound = self._phrases.get(part)
            if bound:
                return length, bound
        return None


class NumberLexicon(dict[str, str]):
    """Role letters of lower-case words and what they count; one per language.

    Letters: d whole number in digits, f decimal, y four digits that may be a year, u number word,
    c collective, l loose ("a couple"), s scale, p plural scale, h half, k one and a half, H a word
    of half ("полсотни"), R two number words in one ("два-три"), a article, o one, v vague,
    & joiner, + joiner before a half, r range joiner.
    """

    def __init__(self, words: NumberWords, language: str) -> None:
        """Compile the section of ``language`` (ISO 639-1)."""
        super().__init__()
        self.language = language
        self._amounts: dict[str, float] = {}
        self.ranges: dict[str, tuple[int, int]] = {}
        self.hedges = Hedges(words.hedges)
        self.hedges_after = Hedges(words.hedges_after)
        self.out_of = {tuple(phrase.split()) for phrase in words.out_of}
        self.out_of_first = frozenset(phrase[0] for phrase in self.out_of)
        self.portions = word_forms(words.portions)
        self.all_but = {tuple(phrase.split()) for phrase in words.all_but}
        self.all_but_last = frozenset(phrase[-1] for phrase in self.all_but)
        self.units = WordSet(words.units, language)
        self.before = WordSet(
            {
                "currency": words.currency_before,
                "sign": words.number_signs,
                "label": words.labels,
                "model": words.models,
                "each": words.each_before,
                "all": words.all_before,
                "year": words.year_before,
            },
            language,
        )
        self.after = WordSet(
            {
                "adjective": words.unit_adjectives,
                "each": words.each,
                "them": words.them,
                "year": words.year_after,
                "function": words.function_words,
            },
            language,
        )
        self.between = word_forms(words.between)
        self.between_and = word_forms(words.between_and)
        self.genitive_scales = word_forms(words.genitive_scales)
        self._words = words
        self._suffixes = frozenset(words.cardinal_suffixes)
        self._roles = self._compile(words)

    def _compile(self, words: NumberWords) -> WordSet:
        """Return the roles of number words as "letter amount"."""
        groups: dict[str, Words] = {
            "o 1": words.ones,
            "a 1": words.articles,
            "v": words.vague,
            "&": words.joiners,
            "+": words.half_joiners,
            "r": words.range_joiners,
        }
        plural = word_forms(words.plural_scales)
        for scale, names in words.scales.items():
            groups[f"s {scale}"] = names
        for letter, listed in (("u", words.values), ("c", words.collectives), ("l", words.loose)):
            for amount, names in listed.items():
                groups[f"{letter} {amount}"] = names
        for half, names in words.halves.items():
            groups[f"{'h' if half < 1 else 'k'} {half}"] = names
        for amount, names in words.half_words.items():
            groups[f"H {amount}"] = names
        self._plural = plural
        return WordSet(groups, self.language)

    def amount(self, word: str) -> float:
        """Return what a number word, scale or figure amounts to; ``KeyError`` for other words."""
        known = self._amounts.get(word)
        if known is None:
            if len(self._amounts) >= _CACHE_WORDS:
                self._amounts.clear()
            self._classify(word)
            known = self._amounts[word]
        return known

    def __missing__(self, word: str) -> str:
        role = self._classify(word)
        if len(self) >= _CACHE_WORDS:
            self.clear()
            self._amounts.clear()
        self[word] = role
        return role

    def _classify(self, word: str) -> str:
        if word[0].isdigit():
            return self._digits(word)
        if word in "-–—−/":
            return "/" if word == "/" else "-"
        if not word[0].isalpha():
            return OTHER
        known = self._roles[word]
        if word in self._plural:
            self._amounts[word] = float(known.split()[1]) if known else 10.0
            return "p"
        if known is None:
            return self._compound(word)
        letter, _, amount = known.partition(" ")
        if amount:
            self._amounts[word] = float(amount)
        return letter

    def _compound(self, word: str) -> str:
        """Read "forty-two" and "two-three"."""
        left, dash, right = word.partition("-")
        if not dash or not left or not right or "-" in right:
            return OTHER
        first, second = self._roles[left], self._roles[right]
        if not first or not second or first[0] not in "uco" or second[0] not in "uco":
            return OTHER
        tens, units = int(first.split()[1]), int(second.split()[1])
        if 20 <= tens <= 90 and tens % 10 == 0 and 1 <= units <= 9:
            self._amounts[word] = float(tens + units)
            return "u"
        if tens < units:
            self.ranges[word] = (tens, units)
            return "R"
        return OTHER

    def _digits(self, word: str) -> str:
        if len(word) > _MAX_DIGITS:
            return OTHER
        dashed = _DASHED.fullmatch(word)
        if dashed:
            if dashed[2] not in self._suffixes:
                return OTHER
            word, full = dashed[1], word
        else:
            full = word
        if _PLAIN.fullmatch(word):
            self._amounts[full] = float(word)
            if len(word) > 1 and word[0] == "0":
                return OTHER
            return "y" if len(word) == 4 and 1900 <= int(word) <= 2099 and full == word else "d"
        if _SPACED.fullmatch(word):
            self._amounts[full] = float(re.sub(r"\D", "", word))
            return "d"
        return self._marked(word)

    def _marked(self, word: str) -> str:
        decimal = self._words.decimal_mark
        grouping = "," if decimal == "." else "."
        if re.fullmatch(rf"\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:[{grouping}]\d{{3}})+", word):
            self._amounts[word] = float(re.sub(r"\D", "", word))
            return "d"
        if re.fullmatch(r"\d+[.,]\d+", word):
            self._amounts[word] = float(word.replace(",", "."))
            return "f"
        return OTHER


@lru_cache(maxsize=16)
def load_numbers(root: Path, language: str) -> NumberLexicon:
    """Return the compiled number words of ``language`` from ``root``/lexicons.

    Raises ``LexiconError`` naming file and keys where the section is missing or wrong.
    """
    return NumberLexicon(load_section(root, language, "numbers", NumberWords), language)
