"""Date phrases, found and resolved against Wednesday 13 March 2024."""

import datetime as dt
from pathlib import Path

from transforms.events.date_lexicon import load_dates
from transforms.events.date_resolution import ResolvedDate, resolve
from transforms.events.dates import find_dates
from transforms.language.tokens import tokenize

_ROOT = Path(__file__).parents[3] / "configs"
_PUBLISHED = dt.date(2024, 3, 13)


def _resolved(language: str, text: str) -> list[ResolvedDate | None]:
    mentions = find_dates(text, tokenize(text, language), load_dates(_ROOT, language))
    return [resolve(mention, _PUBLISHED) for mention in mentions]


def test_a_bare_overnight_spans_two_days() -> None:
    (resolved,) = _resolved("en", "Drones hit the depot overnight.")
    assert resolved is not None
    assert (dt.date(2024, 3, 12), dt.date(2024, 3, 13)) == (resolved.start, resolved.end)


def test_a_night_with_its_own_day_is_that_day() -> None:
    (resolved,) = _resolved("ru", "В ночь на 12 марта сбиты 20 дронов.")
    assert resolved is not None
    assert (dt.date(2024, 3, 12), dt.date(2024, 3, 12)) == (resolved.start, resolved.end)
