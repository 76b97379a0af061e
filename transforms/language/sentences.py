"""Sentence segmentation with offsets: a rule-based splitter, its abbreviations as data.

A sentence ends at a line end, or at a terminator (full stop, question or exclamation mark,
ellipsis) with the quotation marks and brackets that close it, unless what stands before is an
abbreviation or initial or what follows goes on in lower case. Two paragraphs glued without a space
("its strategy.A key") are taken apart.

Measured (F1 of inner boundaries) on 58 sentences written after the rules and only then added to
``tests/unit/language/sentences.yaml``: en .93, ru .96, uk .92; sentencex 1.0.32 .90/.74/.63,
razdel 0.5.0 .60/1.0/.88. The 111 sentences before them were used for the rules and say nothing.
Speed: over 8 MB/s on a core shared with other work.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from pydantic import field_validator

from transforms.language.bundled import bundled_model
from transforms.settings import Settings

LINE_END: Final = re.compile(r"[.!?…][\"'”’»)\]]*$")
"""Closes a line of prose, unlike a heading or a menu entry."""
_OPENERS: Final = "\"'“„‘«‹(\\[{"
_CLOSERS: Final = "\"'”“’»›)\\]}"
_TERMINATOR: Final = re.compile(
    # searched by its first letter: a set of letters, not one that is repeated
    rf"(?P<mark>[.!?…。！？؟।][.!?…。！？؟।]*)(?P<close>[{_CLOSERS}]*)(?P<gap>[^\S\n]*)"
    rf"(?P<open>[{_OPENERS}]*)(?P<next>\w|[—–-]|$)"
)
_BREAKS: Final = re.compile(r".*[\s\"“„«‹(\[{,;:—–]", re.DOTALL)
_WORD: Final = re.compile(r"[^\W_][\w'’-]*")
_DOTTED: Final = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_LIST_NUMBER: Final = re.compile(r"\(?\d{1,3}")
_DASH: Final = "—–-"
_LOOK_BACK: Final = 40
_CLOSING: Final = "'’\"”»)"


class AbbreviationSet(Settings):
    """Abbreviations of one language, lower case, without the final full stop."""

    never: tuple[str, ...]
    number: tuple[str, ...]
    unit: tuple[str, ...]
    year: tuple[str, ...]
    ordinal: bool
    after_quote: bool = False  # '... "no damage". The mayor': the stop stands behind the quote


class _Rules(NamedTuple):
    never: frozenset[str]
    number: frozenset[str]
    unit: frozenset[str]
    year: frozenset[str]
    ordinal: bool
    after_quote: bool
    starters: frozenset[str]
    after_clock: frozenset[str]
    clock_words: frozenset[str]
    zone_words: frozenset[str]
    domains: frozenset[str]


class SentenceRules(Settings):
    """Abbreviations of all languages and the words that decide doubtful cases."""

    languages: dict[str, AbbreviationSet]
    starters: tuple[tuple[str, ...], ...]
    after_clock: tuple[str, ...]
    clock_words: tuple[str, ...]
    zone_words: tuple[str, ...]
    domains: tuple[str, ...]

    @field_validator("languages")
    @classmethod
    def _has_common_rules(cls, languages: dict[str, AbbreviationSet]) -> dict[str, AbbreviationSet]:
        if "*" not in languages:
            raise ValueError('needs the rules common to all languages, under "*"')
        return languages

    @cached_property
    def compiled(self) -> dict[str, _Rules]:
        """The rules by language, ready for look-ups."""
        starters = frozenset(word for group in self.starters for word in group)
        return {
            language: _Rules(
                never=frozenset(own.never),
                number=frozenset(own.number),
                unit=frozenset(own.unit),
                year=frozenset(own.year),
                ordinal=own.ordinal,
                after_quote=own.after_quote,
                starters=starters,
                after_clock=frozenset(self.after_clock),
                clock_words=frozenset(self.clock_words),
                zone_words=frozenset(self.zone_words),
                domains=frozenset(self.domains),
            )
            for language, own in self.languages.items()
        }


@dataclass(slots=True, unsafe_hash=True)
class Sentence:
    """A sentence: half-open span in the text, without space around it, and number of its line."""

    start: int
    end: int
    paragraph: int


def sentence_at(starts: Sequence[int], offset: int) -> int:
    """Return the number of the sentence that a character stands in or after; 0 before the first.

    ``starts`` are the first characters of all sentences of the text, in order.
    """
    return max(0, bisect_right(starts, offset) - 1)


def bundled_sentence_rules() -> SentenceRules:
    """Return the rules that come with the package."""
    return bundled_model(SentenceRules, "sentences.yaml")


def split_sentences(
    text: str, language: str | None, rules: SentenceRules | None = None
) -> list[Sentence]:
    """Split a text into sentences, in order and without overlap; all but space is covered.

    ``language`` is an ISO 639-1 code; without rules of its own, those common to all are used.
    ``paragraph`` counts the lines that are not blank, from 0.
    """
    rules = rules or bundled_sentence_rules()
    compiled = rules.compiled.get(language or "*") or rules.compiled["*"]
    sentences: list[Sentence] = []
    paragraph = start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        before = len(sentences)
        _split_line(text, start, end, paragraph, compiled, sentences)
        paragraph += len(sentences) > before
        start = end + 1
    return sentences


def _split_line(
    text: str, start: int, end: int, paragraph: int, rules: _Rules, sentences: list[Sentence]
) -> None:
    """Append the sentences of one line."""
    begin = start
    for match in _TERMINATOR.finditer(text, start, end):
        cut = match.end("close")
        if cut >= end or not _ends_sentence(text, begin, match, rules):
            continue
        _append(text, begin, cut, paragraph, sentences)
        begin = cut
    _append(text, begin, end, paragraph, sentences)


def _append(text: str, start: int, end: int, paragraph: int, sentences: list[Sentence]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append(Sentence(start, end, paragraph))


def _ends_sentence(text: str, begin: int, match: re.Match[str], rules: _Rules) -> bool:
    following = match["next"]
    if not following or following.islower():
        return False
    if not match["gap"]:
        return _ends_glued(text, begin, match, rules)
    if following in _DASH:
        return _capital_after_dash(text, match.end("next"))
    mark = match["mark"]
    if mark != "." or match["close"]:
        return not _is_bare_bracket(text, begin, match)
    return _full_stop_ends(text, begin, match, rules)


def _is_bare_bracket(text: str, begin: int, match: re.Match[str]) -> bool:
    """A mark with nothing before it but brackets, as in "(?) Kyiv", belongs to what follows."""
    if match.start() - begin > _LOOK_BACK:
        return False
    return not text[begin : match.start()].strip(" \"'“„«‹([{")


def _capital_after_dash(text: str, position: int) -> bool:
    """After a dash, direct speech goes on in lower case and a new sentence with a capital."""
    if text[position : position + 1] != " ":
        return False
    word = _WORD.search(text, position, position + 40)
    return word is not None and not word.group()[0].islower()


def _full_stop_ends(text: str, begin: int, match: re.Match[str], rules: _Rules) -> bool:
    """Decide about a single full stop before a space and a capital or figure."""
    stop = match.start()
    token = _token(text, begin, stop)
    folded = _with_first_part(text, begin, stop, token).lower()
    if match["next"].isdigit():
        ends = bool(token) and folded not in rules.number and folded not in rules.never
    elif token.isdigit():
        ends = _figure_ends(text, begin, stop, token, rules)
    else:
        after_figure = _after_figure(text, begin, stop - len(token))
        next_word = _next_word(text, match.start("next"))
        if folded in rules.unit and (after_figure or folded not in rules.never):
            ends = _unit_ends(folded, next_word, match["open"], rules)
            if ends and folded in rules.clock_words:
                after = _next_word(text, match.start("next") + len(next_word) + 1)
                ends = after.lower() not in rules.zone_words
        elif (folded in rules.year and after_figure) or (
            rules.after_quote and text[begin:stop].endswith('"')
        ):
            ends = True
        elif folded in rules.never or folded in rules.year or not token:
            ends = False
        else:
            ends = not _DOTTED.fullmatch(token) or _initial_ends(token, next_word, rules)
    return ends


def _unit_ends(folded: str, next_word: str, opened: str, rules: _Rules) -> bool:
    """A measure ends the sentence before a capitalised word, but not before an acronym or name."""
    lowered = next_word.lower()
    if lowered in rules.unit:
        return False
    if folded in rules.clock_words:
        return lowered not in rules.after_clock
    if "." in folded and folded[0].isascii() and folded not in rules.clock_words:
        return lowered in rules.starters or bool(opened)
    return not (len(next_word) > 1 and next_word.isupper())


def _initial_ends(token: str, next_word: str, rules: _Rules) -> bool:
    """An initial belongs to the name behind it, unless that can only begin a sentence."""
    if token[0].islower():
        return len(token) > 1
    return len(next_word) > 1 and next_word.lower() in rules.starters


def _figure_ends(text: str, begin: int, stop: int, token: str, rules: _Rules) -> bool:
    """A figure ends a sentence, except as number of a list item or as ordinal ("24. April")."""
    if stop - begin <= _LOOK_BACK and _LIST_NUMBER.fullmatch(text[begin:stop].strip()):
        return False
    return not (rules.ordinal and len(token) <= 2)


def _ends_glued(text: str, begin: int, match: re.Match[str], rules: _Rules) -> bool:
    """Decide about a terminator without space behind it: "strategy.A key", not "U.S.A"."""
    following = match["next"]
    if following in _DASH or following.isdigit():
        return False
    word = _token(text, begin, match.start()).strip(_CLOSING)
    if match["close"]:
        return len(word) > 1
    folded = word.lower()
    shortest = 2 if word.isdigit() and not rules.ordinal else 3  # "destroyed 33.Officials said"
    if len(word) < shortest or folded in rules.never | rules.unit | rules.number:
        return False
    if "." in word or "/" in word or not (word[-1].islower() or word[-1].isdigit()):
        return False
    next_word = _next_word(text, match.start("next"))
    is_acronym = len(next_word) > 1 and next_word.isupper() and next_word.isascii()
    return next_word.lower() not in rules.domains and not is_acronym


def _token(text: str, begin: int, end: int) -> str:
    """Return the word that a full stop closes, inner full stops included."""
    begin = max(begin, end - _LOOK_BACK)
    token = text[max(begin, text.rfind(" ", begin, end) + 1) : end]
    broken = _BREAKS.match(token)
    return token[broken.end() :] if broken else token


def _with_first_part(text: str, begin: int, stop: int, token: str) -> str:
    """Join an abbreviation written with a space ("т. д.") to its usual form ("т.д")."""
    start = stop - len(token)
    first = text[max(begin, start - 4) : start]
    if len(token) == 1 and re.search(r"(?:^|[\s(])[^\W\d_]\. $", first):
        return f"{first[-3]}.{token}"
    return token


def _after_figure(text: str, begin: int, position: int) -> bool:
    """Tell whether a figure stands before a position, or a measure that itself follows one."""
    before = text[max(begin, position - 12) : position].rstrip()
    return before[-1:].isdigit()


def _next_word(text: str, position: int) -> str:
    word = _WORD.match(text, position, position + 40)
    return word.group() if word else ""
