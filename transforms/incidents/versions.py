"""Several versions of one article: what a newer one tells again takes the place of the older.

An outlet that corrects a toll does not report a second strike. A live page that has scrolled on
still reported what it showed before, so what a newer version does not touch stays.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from transforms.incidents.days import days_differ, when_of
from transforms.incidents.facts import type_class
from transforms.incidents.reports import Report
from transforms.settings import LinkSettings

_EARLIEST: Final = datetime.min.replace(tzinfo=UTC)
_BOOKKEEPING: Final = frozenset(
    {"event_id", "text_hash", "seen_at", "published_at", "quantities", "confidence"}
)
_TOLD: Final = tuple(name for name in Report._fields if name not in _BOOKKEEPING)


def version_rank(report: Report) -> tuple[datetime, datetime, str]:
    """Order the versions of an article: by publication (unknown first), reading, digest."""
    return (
        report.published_at or _EARLIEST,
        report.seen_at or _EARLIEST,
        report.text_hash or "",
    )


def outdated(reports: Iterable[Report], settings: LinkSettings) -> set[str]:
    """Return the event ids of reports that a newer version of their article takes the place of.

    ``reports`` are all those of some articles, in any order. A newer version tells of the same
    if it has a report of the same type class and country, of no other region and of no other day.
    """
    articles: dict[str, list[Report]] = {}
    for report in reports:
        articles.setdefault(report.article_id, []).append(report)
    return {
        older.event_id
        for told in articles.values()
        if len({one.text_hash for one in told}) > 1
        for older in told
        if any(_tells_again(newer, older, settings) for newer in told)
    }


def untold(new: Iterable[Report], known: Iterable[Report]) -> set[str]:
    """Return the event ids of those new reports whose version tells something new.

    ``new`` and ``known`` are the reports of one article, in any order; ``known`` are committed. A
    version all of whose reports another one told before (a committed one, or an older new one)
    adds nothing, and none of its events is an event of its own. Any other counts as a whole, so
    that it can take the place of older ones.
    """
    told = {_told(report) for report in known}
    versions: dict[str | None, list[Report]] = {}
    for report in sorted(new, key=version_rank):
        versions.setdefault(report.text_hash, []).append(report)
    fresh: set[str] = set()
    for reports in versions.values():
        says = {_told(report) for report in reports}
        if not says <= told:
            fresh |= {report.event_id for report in reports}
        told |= says
    return fresh


def _tells_again(newer: Report, older: Report, settings: LinkSettings) -> bool:
    return (
        newer.text_hash != older.text_hash
        and version_rank(newer) > version_rank(older)
        and type_class(newer.event_type, settings) == type_class(older.event_type, settings)
        and newer.country == older.country
        and (None in (newer.admin1, older.admin1) or newer.admin1 == older.admin1)
        and not days_differ(when_of(newer, settings), when_of(older, settings))
    )


def _told(report: Report) -> tuple[Any, ...]:
    """Return what a report says, without offsets, words and the version that it stands in."""
    figures = sorted(
        repr((one.role, one.item, one.value, one.low, one.high)) for one in report.quantities
    )
    return (*(getattr(report, name) for name in _TOLD), *figures)
