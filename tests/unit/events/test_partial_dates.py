"""A day and month without a year are kept apart from dates, so that nothing is invented."""

from collections.abc import Callable

import pytest

from transforms.records import Event

Extract = Callable[..., list[Event]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Drones struck an oil depot in Engels on the night of December 31, officials said."),
        ("ru", "В ночь на 31 декабря беспилотники атаковали нефтебазу в Энгельсе."),
        ("uk", "У ніч на 31 грудня безпілотники атакували нафтобазу в Енгельсі."),
    ],
)
def test_a_day_without_a_year_is_kept_as_a_partial_date(
    extract: Extract, language: str, text: str
) -> None:
    (event,) = extract(text, language=language, published=None)
    assert (event.date_start, event.date_end, event.date_basis) == (None, None, None)
    assert event.date_partial == "--12-31"


def test_a_resolved_date_has_no_partial_one(extract: Extract) -> None:
    (event,) = extract("Drones struck an oil depot in Engels on the night of March 5.")
    assert event.date_end is not None
    assert event.date_partial is None


def test_a_weekday_alone_says_no_day(extract: Extract) -> None:
    (event,) = extract("Drones struck an oil depot in Engels on Friday.", published=None)
    assert (event.date_end, event.date_partial) == (None, None)
