"""Committed tables in memory, and runs of the incident stage over them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from transforms.incidents.articles import ArticleFact
from transforms.incidents.copies import follow_copies, part_copies
from transforms.incidents.history import Question
from transforms.incidents.reports import Report
from transforms.incidents.updating import Change, Updating, update
from transforms.incidents.world import IncidentRules
from transforms.records import Incident
from transforms.settings import LinkSettings

START: Final = datetime(2026, 4, 1, tzinfo=UTC)
BOOKKEEPING: Final = ("revision", "computed_at", "superseded_by")


class History:
    """What runs have committed; answers as the tables do, exact days included."""

    def __init__(self) -> None:
        self.reports: list[Report] = []
        self.facts: list[ArticleFact] = []
        self.incidents: dict[str, Incident] = {}
        self.runs = 0
        self.read = 0

    def reports_of_days(self, asked: Question) -> Iterable[Report]:
        found = [
            one
            for one in self.reports
            if one.country in asked.countries and (_on(one, asked) or one.date_end is None)
        ]
        self.read += len(found)
        return found

    def reports_of_articles(self, article_ids: Collection[str]) -> Iterable[Report]:
        return [one for one in self.reports if one.article_id in article_ids]

    def article_facts(self, article_ids: Collection[str]) -> Iterable[ArticleFact]:
        asked = set(article_ids)
        return [one for one in self.facts if asked & {one.article_id, one.duplicate_of, *one.near}]

    def newest_incidents(
        self, asked: Question, incident_ids: Collection[str]
    ) -> Iterable[Incident]:
        return [
            one
            for key, one in self.incidents.items()
            if key in incident_ids
            or (one.country in asked.countries and (one.date_end is None or _on(one, asked)))
        ]

    def run(self, facts: Sequence[ArticleFact], reports: Iterable[Report]) -> list[Change]:
        """Ingest new articles and their reports, and commit them."""
        linking = LinkSettings()
        self.runs += 1
        by = Updating(self, linking, IncidentRules(), START + timedelta(days=self.runs))
        followed = follow_copies(facts, self)
        texts: dict[str, tuple[list[ArticleFact], list[Report]]] = {}
        for fact in (*facts, *followed.facts):
            key = followed.texts.get(fact.article_id, fact.article_id)
            texts.setdefault(key, ([], []))[0].append(fact)
        new = list(reports)
        for report in (*new, *followed.reports):
            key = followed.texts.get(report.article_id, report.article_id)
            texts.setdefault(key, ([], []))[1].append(report)
        parts = [part for group in texts.values() for part in part_copies(*group, linking).items()]
        changes = update(parts, by)
        self.reports += new
        self.facts += facts
        self.incidents |= {change.row.incident_id: change.row for change in changes}
        return changes

    def live(self) -> list[Incident]:
        """Return the live incidents without their bookkeeping, sorted by id."""
        plain: dict[str, Any] = {"revision": 0, "computed_at": START}
        rows = [one._replace(**plain) for one in self.incidents.values() if not one.superseded_by]
        return sorted(rows, key=lambda one: one.incident_id)


def _on(one: Report | Incident, asked: Question) -> bool:
    if one.date_end is None:
        return False
    end = one.date_end.toordinal()
    start = (one.date_start or one.date_end).toordinal()
    return any(start <= last and first <= end for first, last in asked.spans)
