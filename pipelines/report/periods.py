"""Which days a report is about, and the equally long period right before."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from pipelines.report.shapes import Period
from pipelines.report_options import ViewOptions

DEFAULT_DAYS: Final = 30
_FARTHEST_EAST: Final = timedelta(hours=14)


@dataclass(frozen=True)
class ReportRequest:
    """What a report is asked for; None and empty: not narrowed.

    ``start`` and ``end`` are days at the place, both inclusive. ``as_of`` (UTC) shows the tables
    as they were then. ``countries`` are ISO 3166-1 alpha-2 codes, ``admin1`` English names of
    regions, ``language`` that of the page.
    """

    start: date | None = None
    end: date | None = None
    days: int = DEFAULT_DAYS
    countries: tuple[str, ...] = ()
    admin1: tuple[str, ...] = ()
    language: str = "en"
    as_of: datetime | None = None


def request_of(options: ViewOptions, as_of: datetime | None = None) -> ReportRequest:
    """Return what the options of a command ask for."""
    return ReportRequest(
        start=options.start,
        end=options.end,
        days=options.days or DEFAULT_DAYS,
        countries=options.countries,
        admin1=options.admin1,
        language=options.language,
        as_of=as_of,
    )


@dataclass(frozen=True)
class Days:
    """A period of whole days, both inclusive."""

    first: date
    last: date

    @property
    def before(self) -> "Days":
        """The equally long period that ends the day before."""
        last = _back(self.first, 1)
        return Days(_back(last, (self.last - self.first).days), last)


def days_of(request: ReportRequest, newest: date | None, today: date) -> Days:
    """Return the period: as asked, else the days that end with the newest incident.

    ``newest`` is the last day with an incident, ``today`` stands in where there is none. Raises
    ValueError where the period would end before it starts.
    """
    last = request.end or newest or today
    first = request.start or _back(last, request.days - 1)
    if request.end is None and first > last:
        last = max(first, today)
    if first > last:
        raise ValueError(f"the period ends ({last}) before it starts ({first})")
    return Days(first, last)


def last_begun(moment: datetime) -> date:
    """Return the last day that has begun anywhere on Earth: what is later is misdated."""
    return (moment + _FARTHEST_EAST).date()


def period(days: Days) -> Period:
    """Return a period as JSON has it."""
    return {"from": days.first.isoformat(), "to": days.last.isoformat()}


def _back(day: date, days: int) -> date:
    return day - timedelta(days=min(days, (day - date.min).days))
