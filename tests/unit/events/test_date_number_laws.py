"""Laws of dates and quantities over arbitrary heaps of their own words."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from transforms.events.date_lexicon import load_dates
from transforms.events.date_resolution import ResolvedDate, resolve
from transforms.events.dates import DateMention, find_dates
from transforms.events.number_lexicon import load_numbers
from transforms.events.numbers import find_numbers
from transforms.language.tokens import tokenize

_ROOT = Path(__file__).parents[3] / "configs"
_WEEKS = dt.timedelta(weeks=52)
_DAY = dt.timedelta(days=1)
_SIGNS = list(",.-–()/:!%$+№")
_FIGURES = """1 2 5 12 28 29 30 31 31-го 1st 45 1,500 26 000 2,5 1.5 2022 2024 03:40 24:00 5am p.m.
12.03.2024 32.13.2024 2024-03-12 00 3:1 drones дронов Kyiv С-300"""


def _words(language: str) -> list[str]:
    """Return every word of the two sections of a language."""
    found: set[str] = set()

    def gather(node: object) -> None:
        if isinstance(node, dict):
            for value in node.values():
                gather(value)
        elif isinstance(node, list):
            for value in node:
                gather(value)
        elif isinstance(node, str) and len(node) > 1:
            found.add(node.removeprefix("="))

    content = yaml.safe_load((_ROOT / "lexicons" / f"{language}.yaml").read_text("utf-8"))
    for section in ("dates", "numbers"):
        gather(content[section])
    return sorted(found)


_WORDS = {
    language: _words(language) + (_SIGNS + _FIGURES.split()) * 5 for language in ("en", "ru", "uk")
}
_TEXTS = st.sampled_from(["en", "ru", "uk"]).flatmap(
    lambda language: st.tuples(
        st.just(language),
        st.lists(st.sampled_from(_WORDS[language]), max_size=30).map(" ".join),
    )
)
_ANY_TEXT = st.text(st.characters(max_codepoint=0xFFFF), max_size=80)
_DATES = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31))
_HOURS = st.none() | st.integers(0, 23)


def _found(language: str, text: str) -> list[DateMention]:
    return find_dates(text, tokenize(text, language), load_dates(_ROOT, language))


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_mentions_are_ordered_apart_and_quote_the_text(case: tuple[str, str]) -> None:
    language, text = case
    mentions = _found(language, text)
    assert all(left.end <= right.start for left, right in pairwise(mentions))
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)


@settings(max_examples=150, deadline=None)
@given(_TEXTS, _DATES, _HOURS)
@example(("ru", "с послезавтра"), dt.date(2024, 5, 1), None)
def test_a_resolved_date_never_lies_after_publication(
    case: tuple[str, str], published: dt.date, hour: int | None
) -> None:
    for mention in _found(*case):
        resolved = resolve(mention, published, hour=hour)
        if resolved is None:
            continue
        assert resolved.start <= resolved.end
        if resolved.kind not in {"future", "until"}:
            # a day of slack: the publication day is that of another time zone
            assert resolved.end <= published + _DAY


def _shifted(resolved: ResolvedDate | None) -> ResolvedDate | None:
    if resolved is None:
        return None
    return replace(resolved, start=resolved.start + _WEEKS, end=resolved.end + _WEEKS)


@settings(max_examples=150, deadline=None)
@given(_TEXTS, _DATES, _HOURS)
def test_what_counts_from_publication_moves_with_it(
    case: tuple[str, str], published: dt.date, hour: int | None
) -> None:
    for mention in _found(*case):
        fixed = mention.month or mention.day or mention.kind in {"month", "year"}
        if not fixed:
            moved = resolve(mention, published + _WEEKS, hour=hour)
            assert _shifted(resolve(mention, published, hour=hour)) == moved


@settings(max_examples=100, deadline=None)
@given(_TEXTS)
def test_without_a_publication_date_only_a_year_resolves(case: tuple[str, str]) -> None:
    for mention in _found(*case):
        resolved = resolve(mention, None)
        assert resolved is None or mention.year is not None or mention.end_year is not None


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_quantities_are_ordered_apart_and_their_bounds_agree(case: tuple[str, str]) -> None:
    language, text = case
    tokens = tokenize(text, language)
    dates = find_dates(text, tokens, load_dates(_ROOT, language))
    found = find_numbers(text, tokens, load_numbers(_ROOT, language), dates)
    assert all(left.end <= right.start for left, right in pairwise(found))
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
        assert mention.low is None or mention.high is None or mention.low <= mention.high
        assert not mention.exact or mention.low == mention.value == mention.high
        assert mention.value is None or mention.value >= 0
        assert mention.kind != "of" or (mention.total or 0) >= (mention.value or 0) > 0


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["en", "ru", "uk"]), _ANY_TEXT)
def test_any_text_is_read_without_an_error(language: str, text: str) -> None:
    tokens = tokenize(text, language)
    dates = find_dates(text, tokens, load_dates(_ROOT, language))
    numbers = find_numbers(text, tokens, load_numbers(_ROOT, language), dates)
    spans = [(one.start, one.end) for one in dates] + [(one.start, one.end) for one in numbers]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    resolved = [resolve(date, dt.date(2024, 2, 29)) for date in dates]
    assert all(one.start <= one.end for one in resolved if one is not None)
