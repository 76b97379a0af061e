"""A day and month without a year are kept apart from dates, so that nothing is invented."""

import pytest

from tests.unit.events.conftest import Extract


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


@pytest.mark.parametrize(
    ("address", "text", "days"),
    [
        ("2024/11/depot", "Drones struck a depot in Engels on November 6.", ("2024-11-06",) * 2),
        ("2024/01/depot", "Drones struck a depot in Engels on December 31.", ("2023-12-31",) * 2),
        ("2024/11/depot", "Drones struck a depot in Engels on Friday.", ()),
        ("2024/11/depot", "Drones struck a depot in Engels.", ()),
        ("2025/04/depot", "Drones struck a depot in Engels on November 6.", ()),  # not yet seen
        ("2024/13/depot", "Drones struck a depot in Engels on November 6.", ()),
    ],
)
def test_the_month_in_an_address_gives_a_day_and_month_their_year(
    extract: Extract, address: str, text: str, days: tuple[str, ...]
) -> None:
    (event,) = extract(text, published=None, url=f"https://example.org/{address}")
    told = [str(day) for day in (event.date_start, event.date_end) if day is not None]
    assert tuple(told) == days
    assert event.date_basis == ("text" if days else None)
