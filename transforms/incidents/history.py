"""What the incident stage asks the committed tables, and how it follows copies of articles."""

from collections.abc import Collection, Iterable
from typing import NamedTuple, Protocol

from transforms.incidents.articles import ArticleFact
from transforms.incidents.partitions import Span
from transforms.incidents.reports import Report
from transforms.records import Incident


class Question(NamedTuple):
    """Which rows are asked for: of these countries (None: unknown), on any of these days.

    ``dateless`` asks for reports with neither day nor publication as well.
    """

    countries: frozenset[str | None]
    spans: tuple[Span, ...]
    dateless: bool = False


class KnownReports(Protocol):
    """What the committed tables know of reports, asked by article."""

    def reports_of_articles(self, article_ids: Collection[str]) -> Iterable[Report]:
        """Return the reports in these articles, in one scan."""


class KnownIncidents(KnownReports, Protocol):
    """What the committed tables know of reports, articles and incidents; each call is one scan."""

    def reports_of_days(self, asked: Question) -> Iterable[Report]:
        """Return all reports of these countries that may be of these days, and perhaps others."""

    def article_facts(self, article_ids: Collection[str]) -> Iterable[ArticleFact]:
        """Return the versions of these articles and those that name one of them as their like."""

    def newest_incidents(
        self, asked: Question, incident_ids: Collection[str]
    ) -> Iterable[Incident]:
        """Return the newest row of each incident on these days, without days, or of these ids.

        Tombstones are among them.
        """


def related_facts(article_ids: Iterable[str], known: KnownIncidents) -> list[ArticleFact]:
    """Return the committed facts of these articles and of all that are copies of one another.

    One scan for each step along a chain of copies, mostly one or two.
    """
    found: set[ArticleFact] = set()
    asked: set[str] = set()
    wanted = set(article_ids)
    while wanted:
        asked |= wanted
        new = set(known.article_facts(sorted(wanted))) - found
        found |= new
        wanted = {other for fact in new for other in (fact.article_id, *likes_of(fact))} - asked
    return sorted(found, key=lambda fact: (fact.article_id, fact.text_hash))


def likes_of(fact: ArticleFact) -> list[str]:
    """Return the articles that a fact names as its original or as nearly the same."""
    return [*fact.near, *((fact.duplicate_of,) if fact.duplicate_of is not None else ())]
