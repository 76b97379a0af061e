"""When an event was: by its own phrase, that of its attack, or the publication date."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

from transforms.events.candidates import CAPTURE, RECALLED, Candidate
from transforms.events.context import Context
from transforms.events.date_resolution import ResolvedDate
from transforms.events.dates import DateMention
from transforms.events.resolver import Resolver
from transforms.events.scenes import country_of

_DAY: Final = timedelta(days=1)
_EVENING_HOUR: Final = 18


@dataclass(frozen=True)
class When:
    """The date of an event and where it comes from."""

    resolved: ResolvedDate | None
    start: date | None
    end: date | None
    precision: str | None
    text: str | None
    basis: str | None
    span: tuple[int, int] | None = None
    partial: str | None = None


def date_of(event: Candidate, context: Context) -> When:
    """Return the event's date by its own phrase, the article's, or the publication date."""
    own = event.date
    if own is not None:
        return _dated(own, "text", context.resolve)
    if event.background != RECALLED:
        shared = _told_on(event, context) or _shared_date(event, context)
        if shared is not None:
            reported = _reported_before(event, shared, context)
            return reported or _dated(shared, "context", context.resolve)
    text = event.clock.text if event.clock is not None else None
    older = event.background == RECALLED and event.clock is None
    if context.analysis.published is None or older or event.kind == CAPTURE:
        return When(None, None, None, None, text, None)
    start, end = _assumed(event, context, context.analysis.published)
    return When(None, start, end, "day" if start == end else "days", text, "publication")


def _told_on(event: Candidate, context: Context) -> DateMention | None:
    """Return the day of an older attack that the sentence before tells of, in the same region.

    "On March 7 drones struck two districts. In A a shop was damaged. In B a barn burned."
    """
    here = event.sites.pinned
    if here is None or here.admin1 is None or event.kind == CAPTURE:
        return None
    for other in context.events:
        there = other.sites.pinned
        if event.sentences[0] - 1 not in other.sentences or other is event:
            continue
        if there is None or there.admin1 != here.admin1 or other.paragraph != event.paragraph:
            continue
        day = other.date or _told_on(other, context)
        told = context.resolve(day) if day is not None else None
        return day if told is not None and told.end < context.resolve.recent else None
    return None


def _shared_date(event: Candidate, context: Context) -> DateMention | None:
    """Return the date phrase of the attack, or capture, that an event is told as a part of."""
    if event.kind == CAPTURE:
        lead = next((other for other in context.events if other.kind == CAPTURE), event)
        return lead.date
    if context.main is None:
        return None
    here, there = country_of(event), country_of(context.main)
    apart = here is not None and there is not None and here != there
    return None if apart else context.main.date


def _reported_before(event: Candidate, shared: DateMention, context: Context) -> When | None:
    """Return the day of the report of what was known before the attack that others share.

    "Officials reported on May 1 that a line was blown up", told beside an attack of May 4.
    """
    main = context.resolve(shared)
    reports = [context.resolve(one) for one in _reports(event, context)]
    days = [one for one in reports if one is not None and one.start == one.end]
    if main is None or not days or any(one.end >= main.start - _DAY for one in days):
        return None
    day = days[0].end
    return When(None, day - _DAY, day, "days", None, "context")


def _reports(event: Candidate, context: Context) -> list[DateMention]:
    """Return the phrases that date the report of an event, in the order of the text."""
    sentences = [context.analysis.sentences[number] for number in event.sentences]
    return [
        mention
        for mention in context.analysis.dates
        if mention.reporting and any(one.start <= mention.start < one.end for one in sentences)
    ]


def _assumed(event: Candidate, context: Context, published: date) -> tuple[date, date]:
    """Return the days assumed for an event without a date phrase.

    The day before publication to the day itself; one day where the report has a day of its own
    ("said on Thursday"), or a clock time that this night or day must hold.
    """
    for mention in _reports(event, context):
        found = context.resolve(mention)
        if found is not None and found.start == found.end and _near(found.end, published):
            return found.start, found.end
    hour = event.clock.hour if event.clock is not None else None
    if hour is not None and hour < _EVENING_HOUR:
        return published, published
    return published - _DAY, published


def _near(day: date, published: date) -> bool:
    return published - _DAY <= day <= published


def _dated(mention: DateMention, basis: str, resolve: Resolver) -> When:
    found = resolve(mention)
    span = (mention.start, mention.end)
    if found is None:
        return When(None, None, None, None, mention.text, None, span, partial_day(mention))
    return When(found, found.start, found.end, found.precision, mention.text, basis, span)


def partial_day(mention: DateMention) -> str | None:
    """Return the day and month of a phrase whose year is unknown, as "--12-31"."""
    if mention.day is None or mention.month is None or mention.year is not None:
        return None
    return f"--{mention.month:02d}-{mention.day:02d}"


def occurred_at(when: When) -> datetime | None:
    """Return the moment of an event in UTC where a clock time with a zone is given."""
    resolved = when.resolved
    if resolved is None or resolved.time is None or when.start is None:
        return None
    offset = getattr(resolved, "utc_offset_hours", None)
    if offset is None:
        return None
    clock: time = resolved.time
    local = datetime.combine(when.end or when.start, clock, timezone(timedelta(hours=offset)))
    return local.astimezone(UTC)
