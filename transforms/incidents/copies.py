"""Which reports a run changes: those in new articles, and in those they copy or are versions of."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from transforms.incidents.articles import ArticleFact
from transforms.incidents.closing import Part
from transforms.incidents.history import KnownIncidents, likes_of, related_facts
from transforms.incidents.partitions import PartitionKey, partition_of
from transforms.incidents.press import Press, components
from transforms.incidents.reports import Report
from transforms.incidents.versions import outdated
from transforms.settings import LinkSettings


class Followed(NamedTuple):
    """What new articles have to do with others.

    ``texts`` gives the smallest id among its copies for each article that has any; ``facts`` and
    ``reports`` are what is committed of these articles.
    """

    texts: dict[str, str]
    facts: list[ArticleFact]
    reports: list[Report]


def follow_copies(new: Collection[ArticleFact], known: KnownIncidents) -> Followed:
    """Follow the copies that new articles name, back through the committed tables."""
    named = {one for fact in new if likes_of(fact) for one in (fact.article_id, *likes_of(fact))}
    if not named:
        return Followed({}, [], [])
    committed = related_facts(named, known)
    ids = {fact.article_id for fact in committed}
    edges = ((fact.article_id, one) for fact in (*new, *committed) for one in likes_of(fact))
    texts = components(named | ids, edges)
    return Followed(
        {member: members[0] for members in texts for member in members},
        committed,
        list(known.reports_of_articles(sorted(ids))) if ids else [],
    )


def part_copies(
    facts: Iterable[ArticleFact], reports: Iterable[Report], settings: LinkSettings
) -> dict[PartitionKey, Part]:
    """Part the reports of one text: those of its original, and those of copies or old versions.

    ``reports`` are all those of its articles, new and committed.
    """
    articles = tuple(facts)
    press = Press(articles)
    reports = list(reports)
    old = outdated(reports, settings)
    sides: dict[PartitionKey, tuple[list[Report], list[Report]]] = {}
    for report in reports:
        copied = press.original_of(report.article_id) != report.article_id
        parts = sides.setdefault(partition_of(report, settings), ([], []))
        parts[1 if copied or report.event_id in old else 0].append(report)
    return {
        key: Part(tuple(counted), tuple(dropped), articles)
        for key, (counted, dropped) in sides.items()
    }
