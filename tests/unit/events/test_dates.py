"""Date phrases in sentences, found and resolved against Wednesday 13 March 2024."""

import datetime as dt
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from transforms.events.date_lexicon import load_dates
from transforms.events.date_resolution import resolve
from transforms.events.date_shapes import Piece
from transforms.events.dates import DateMention, find_dates
from transforms.language.tokens import tokenize

_ROOT = Path(__file__).parents[3] / "configs"
_PUBLISHED = dt.date(2024, 3, 13)
_CASES = [
    pytest.param(language, text, expected, id=f"{language}: {text}")
    for language, cases in yaml.safe_load(
        Path(__file__).with_name("date_phrases.yaml").read_text("utf-8")
    ).items()
    for text, expected in cases
]
_SAID = slice(3, -3)  # of a piece: what a mention takes over as it stands
_SILENT = {"point", "range"}


def _short(day: dt.date) -> str:
    return f"{day:%m-%d}" if day.year == _PUBLISHED.year else day.isoformat()


def _described(language: str, text: str) -> str:
    """Return what the phrases of ``text`` mean in the notation of the file."""
    described = []
    for mention in find_dates(text, tokenize(text, language), load_dates(_ROOT, language)):
        resolved = resolve(mention, _PUBLISHED)
        if resolved is None:
            described.append("?")
            continue
        days = [_short(resolved.start)]
        if resolved.end != resolved.start:
            days.append(_short(resolved.end))
        marks = [resolved.precision]
        if resolved.kind not in _SILENT:
            marks.append(resolved.kind)
        if mention.reporting:
            marks.append("reporting")
        described.append("/".join(days) + " " + " ".join(marks))
    return "; ".join(described) or "-"


def _full(expected: str) -> str:
    """Drop the year of publication where the file writes it out."""
    return expected.replace(f"{_PUBLISHED.year}-", "")


@pytest.mark.parametrize(("language", "text", "expected"), _CASES)
def test_the_sentence_means_these_days(language: str, text: str, expected: str) -> None:
    assert _full(expected) == _described(language, text)


def test_a_language_with_ordinal_dots_is_data_alone(tmp_path: Path) -> None:
    path = _ROOT / "lexicons" / "en.yaml"
    words = yaml.safe_load(path.read_text("utf-8"))["dates"]
    words["ordinal_dot"] = True
    words["months"][2] = ["=märz"]
    (tmp_path / "lexicons").mkdir()
    target = tmp_path / "lexicons" / "de.yaml"
    target.write_text(yaml.safe_dump({"dates": words}, allow_unicode=True), "utf-8")
    text = "Der Brand begann 12. März. Es gab 3. Niemand starb."
    (mention,) = find_dates(text, tokenize(text, "de"), load_dates(tmp_path, "de"))
    assert (mention.month, mention.day) == (3, 12)


def test_a_verb_of_saying_that_ends_a_headline_dates_no_report_below(extract) -> None:
    (event,) = extract(
        "Four glide bombs were dropped, first reports say\n\nOn Monday evening, March 10, a glide "
        "bomb hit the centre of Kharkiv, said the mayor.",
        published="2025-03-12",
    )

    assert (event.date_start, event.date_basis) == (dt.date(2025, 3, 10), "text")


def test_a_mention_says_what_its_piece_says_in_the_same_order() -> None:
    said = list(Piece._fields)[_SAID]
    taken = [field.name for field in fields(DateMention)]
    begin = taken.index(said[0])
    assert taken[begin : begin + len(said)] == said
