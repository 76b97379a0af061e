from datetime import date

import pytest

from pipelines.report.periods import Days, ReportRequest, days_of

NEWEST = date(2026, 2, 10)
TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (ReportRequest(), Days(date(2026, 1, 12), NEWEST)),
        (ReportRequest(days=1), Days(NEWEST, NEWEST)),
        (ReportRequest(end=date(2026, 1, 7), days=7), Days(date(2026, 1, 1), date(2026, 1, 7))),
        (ReportRequest(start=date(2026, 2, 1)), Days(date(2026, 2, 1), NEWEST)),
        (ReportRequest(start=date(2026, 2, 20)), Days(date(2026, 2, 20), TODAY)),
        (ReportRequest(start=date(2026, 4, 1)), Days(date(2026, 4, 1), date(2026, 4, 1))),
    ],
)
def test_a_period_is_as_asked_and_else_ends_with_the_newest_incident(
    request_: ReportRequest, expected: Days
) -> None:
    assert days_of(request_, NEWEST, TODAY) == expected


def test_without_any_incident_the_period_ends_today() -> None:
    assert days_of(ReportRequest(days=2), None, TODAY) == Days(date(2026, 2, 28), TODAY)


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match=r"ends \(2026-01-01\) before it starts \(2026-01-02\)"):
        days_of(ReportRequest(start=date(2026, 1, 2), end=date(2026, 1, 1)), NEWEST, TODAY)


def test_the_period_before_is_as_long_and_ends_the_day_before() -> None:
    week = Days(date(2026, 3, 1), date(2026, 3, 7))
    assert week.before == Days(date(2026, 2, 22), date(2026, 2, 28))
    assert Days(TODAY, TODAY).before == Days(date(2026, 2, 28), date(2026, 2, 28))


def test_a_period_at_the_edge_of_the_calendar_is_cut_there() -> None:
    first = days_of(ReportRequest(end=date(1, 1, 2), days=10_000), NEWEST, TODAY)
    assert first == Days(date.min, date(1, 1, 2))
    assert first.before == Days(date.min, date.min)
