"""Words of date phrases: the model of a language's section and its compiled form.

Every word of a text becomes one letter, its role in a date phrase; an article becomes a string of
roles, so that the grammar of ``date_grammar`` is one regular expression for all languages. A
language is data alone: its file says which words play which role.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from transforms.events.lexicon import Words, load_section, word_forms
from transforms.language.morphology import lemmas
from transforms.language.tokens import normal

OTHER: Final = "·"
SIGN: Final = '"'
# the role of each list of the section; the first role of a word counts
ROLES: Final = {
    "nights": "N",
    "overnight": "O",
    "daytime": "g",
    "tonight": "T",
    "eve": "v",
    "last": "L",
    "this": "Z",
    "next": "X",
    "previous": "b",
    "every": "I",
    "afterwards": "r",
    "same": "S",
    "recent": "C",
    "full_days": "Q",
    "days": "G",
    "weeks": "K",
    "weekends": "E",
    "month_nouns": "H",
    "years": "Y",
    "hours": "U",
    "clock_hours": "u",
    "half_hours": "5",
    "ago": "A",
    "earlier": "B",
    "since": "z",
    "until": "f",
    "from": "s",
    "within": "c",
    "in": "i",
    "onto": "o",
    "through": "q",
    "and": "&",
    "the": "j",
    "few": "k",
    "am": "a",
    "pm": "p",
    "about": "w",
    "zone_words": "l",
    "attribution": "V",
    "channels": "h",
    "future": "F",
    "history": "§",
}
_PUNCTUATION: Final = {
    ",": ",", "-": "-", "–": "-", "—": "-", "‑": "-", "−": "-", "/": "/",
    ".": "!", "!": "!", "?": "!", ";": "!", ":": "!", "(": "(", ")": ")", "[": "(", "]": ")",
}  # fmt: skip
_CACHE_WORDS: Final = 300_000
_NUMBER: Final = re.compile(r"\d{1,4}")
_CLOCK: Final = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?")
_GLUED: Final = re.compile(r"(\d{1,2})(?:[:.]([0-5]\d))?-?([^\W\d_]+)")
_ORDINAL_YEAR: Final = re.compile(r"((?:18|19|20)\d\d)-([^\W\d_]+)")
_FULL: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")

Value = int | str | tuple[int, ...]


class DateWords(BaseModel):
    """The section "dates" of a language pack; lists of dictionary forms or "=forms"."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ordinal_dot: bool
    edge_prefixes: dict[str, str]
    month_prepositions: Words
    capital_months_are_names: bool
    months: Annotated[list[Words], Field(min_length=12, max_length=12)]
    month_before_day: bool
    capital_months: Words
    weekdays: Annotated[list[Words], Field(min_length=7, max_length=7)]
    short_weekdays: Words
    no_weekday_after: Words
    nights: Words
    overnight: Words
    parts: dict[str, Words]
    daytime: Words
    tonight: Words
    deictic: dict[int, Words]
    eve: Words
    eve_of: Words
    last: Words
    this: Words
    next: Words
    previous: Words
    every: Words
    afterwards: Words
    same: Words
    recent: Words
    full_days: Words
    days: Words
    weeks: Words
    weekends: Words
    month_nouns: Words
    years: Words
    plural_units: Words
    hours: Words
    clock_hours: Words
    half_hours: Words
    clock_parts: dict[str, Words]
    ago: Words
    earlier: Words
    early: Words
    middle: Words
    late: Words
    in_: Annotated[Words, Field(alias="in")]
    onto: Words
    from_: Annotated[Words, Field(alias="from")]
    since: Words
    until: Words
    through: Words
    and_: Annotated[Words, Field(alias="and")]
    within: Words
    the: Words
    few: Words
    am: Words
    pm: Words
    about: Words
    zone_words: Words
    zones: dict[str, Words]
    ordinals: Words
    day_suffixes: Words
    numbers: list[Words]
    attribution: Words
    channels: Words
    future: Words
    history: Words  # of wars and lands: what stands right behind them dates no attack of the day


class DateLexicon(dict[str, str]):
    """Role letters of lower-case words, found on first use and kept; one per language.

    ``meanings`` holds what a word means beside its role: the number of a month, of a weekday, a
    clock time. Filling the cache changes no result, so that one lexicon may serve a process.
    """

    def __init__(self, words: DateWords, language: str) -> None:
        """Compile the section of ``language`` (ISO 639-1)."""
        super().__init__()
        self.language = language
        self.meanings: dict[str, Value] = {}
        self._ordinal_dot = words.ordinal_dot
        self.month_before_day = words.month_before_day
        self.month_prepositions = word_forms(words.month_prepositions)
        self.capital_months_are_names = words.capital_months_are_names
        self.edges: dict[str, str] = {}
        self._edge_prefixes = words.edge_prefixes
        self.clock_parts = {
            form: part for part, names in words.clock_parts.items() for form in word_forms(names)
        }
        self.capital_months = word_forms(words.capital_months)
        self.plural_units = word_forms(words.plural_units)
        self.short_weekdays = word_forms(words.short_weekdays)
        self._no_weekday_after = frozenset(words.no_weekday_after)
        self._eve_of = frozenset(words.eve_of)
        self._suffixes = frozenset(words.day_suffixes)
        self._halves = dict.fromkeys(word_forms(words.am), 0)
        self._halves.update(dict.fromkeys(word_forms(words.pm), 12))
        self._exact: dict[str, tuple[str, Value]] = {}
        self._lemmas: dict[str, tuple[str, Value]] = {}
        self._fill(words)

    def _fill(self, words: DateWords) -> None:
        for number, names in enumerate(words.months, 1):
            self._add(names, "M", number)
        for number, names in enumerate(words.weekdays):
            self._add(names, "W", number)
        for name, names in words.parts.items():
            self._add(names, "P", name)
        for offset, names in words.deictic.items():
            self._add(names, "R", offset)
        for role, names in (("early", words.early), ("mid", words.middle), ("late", words.late)):
            self._add(names, "e", role)
        for zone, names in words.zones.items():
            self._add(names, "l", zone)
        content = words.model_dump(by_alias=True)
        for key, letter in ROLES.items():
            self._add(content[key], letter, 12 if key == "pm" else key)
        for number, name in enumerate(words.ordinals, 1):
            self._add([name], "x", number)
        for number, names in enumerate(words.numbers, 1):
            self._add(names, "n", number)

    def _add(self, names: Words, role: str, value: Value) -> None:
        for name in names:
            if name.startswith("="):
                self._exact.setdefault(normal(name[1:]), (role, value))
            else:
                self._lemmas.setdefault(normal(name), (role, value))

    def __missing__(self, word: str) -> str:
        role, value = self._classify(word)
        if len(self) >= _CACHE_WORDS:
            self.clear()  # not the meanings: few, and needed by a text being read
        self[word] = role
        if value is not None:
            self.meanings[word] = value
        return role

    def _classify(self, word: str) -> tuple[str, Value | None]:
        if word[0].isdigit():
            return self._digits(word)
        if word in _PUNCTUATION:
            return ("." if word == "." and self._ordinal_dot else _PUNCTUATION[word]), None
        if not word[0].isalpha():
            return SIGN, None
        for form in (word, word.rstrip(".")):
            known = self._exact.get(form) or self._lemmas.get(form)
            if known:
                return known
        for form in lemmas(word, self.language):
            if form in self._lemmas:
                return self._lemmas[form]
        return self._prefixed(word)

    def _prefixed(self, word: str) -> tuple[str, Value | None]:
        """Read "mid-January" and "early-morning"."""
        prefix, dash, rest = word.partition("-")
        edge = self._edge_prefixes.get(prefix)
        known = self._exact.get(rest) or self._lemmas.get(rest)
        if not dash or edge is None or known is None or known[0] not in "MNP":
            return OTHER, None
        self.edges[word] = edge
        return known

    def _digits(self, word: str) -> tuple[str, Value | None]:
        if _NUMBER.fullmatch(word):
            number = int(word)
            if len(word) <= 2 and 1 <= number <= 31:
                return "d", number
            return ("y" if 1800 <= number <= 2100 else "n"), number
        clock = _CLOCK.fullmatch(word)
        if clock:
            return "t", (int(clock[1]) % 24, int(clock[2]))
        full = _FULL.fullmatch(word)
        if full:
            day, month, year = (int(part) for part in full.groups())
            if 1 <= day <= 31 and 1 <= month <= 12:
                return "D", (year + 2000 if year < 100 else year, month, day)
            return OTHER, None
        return self._glued(word)

    def _glued(self, word: str) -> tuple[str, Value | None]:
        ordinal = _ORDINAL_YEAR.fullmatch(word)
        if ordinal and ordinal[2] in self._suffixes:  # "у травні 2022-го"
            return "y", int(ordinal[1])
        glued = _GLUED.fullmatch(word)
        if not glued:
            return OTHER, None
        number, suffix = int(glued[1]), glued[3]
        if suffix in self._suffixes and not glued[2] and 1 <= number <= 31:
            return "m", number
        if suffix in self._halves and 1 <= number <= 12:
            return "t", (number % 12 + self._halves[suffix], int(glued[2] or 0))
        return OTHER, None

    def is_other_noun(self, before: tuple[str, ...]) -> bool:
        """Say whether a word with these dictionary forms makes a weekday's name another noun."""
        return not self._no_weekday_after.isdisjoint(before)

    def is_eve_of(self, after: tuple[str, ...]) -> bool:
        """Say whether a word with these dictionary forms tells what something is the eve of."""
        return not self._eve_of.isdisjoint(after)


@lru_cache(maxsize=16)
def load_dates(root: Path, language: str) -> DateLexicon:
    """Return the compiled date words of ``language`` from ``root``/lexicons.

    Raises ``LexiconError`` naming file and keys where the section is missing or wrong.
    """
    return DateLexicon(load_section(root, language, "dates", DateWords), language)
