"""Reports of made-up articles for tests of incidents: only what a test is about is given."""

from datetime import UTC, date, datetime
from typing import Any, Final

from transforms.incidents.articles import ArticleFact
from transforms.incidents.cluster import Cluster
from transforms.incidents.incident import incident_of
from transforms.incidents.press import Press
from transforms.incidents.reports import REPORT_COLUMNS, Report
from transforms.incidents.world import IncidentRules, Labels, Sides
from transforms.records import Claimant, Incident, Quantity

NOW: Final = datetime(2026, 4, 1, tzinfo=UTC)
RULES: Final = IncidentRules(
    sides=Sides(
        opponents={"RU": frozenset({"UA"}), "UA": frozenset({"RU"})}, held_by={"Crimea": "RU"}
    ),
    labels=Labels(
        weapons=("drone", "missile", "ballistic_missile"),
        targets=("oil_depot", "residential", "energy_infrastructure"),
        effects=("fire", "damage"),
        counted={"drone": "drones", "missile": "missiles", "ballistic_missile": "missiles"},
        covered={"missile": frozenset({"ballistic_missile"})},
        covered_at_site={"energy_infrastructure": frozenset({"oil_depot"})},
    ),
)
_EMPTY: Final[dict[str, Any]] = dict.fromkeys(REPORT_COLUMNS) | dict.fromkeys(
    ("places_listed", "weapons", "targets", "effects", "quantities", "claimants"), ()
)


def on(day: int, hour: int = 12) -> datetime:
    """Return an hour of a day in March 2026."""
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def report(event_id: str, **columns: Any) -> Report:
    """Return a report of an attack on 10 March in Kharkiv, in an article and outlet of its own."""
    told: dict[str, Any] = {
        "event_id": event_id,
        "article_id": f"article of {event_id}",
        "event_type": "attack",
        "date_start": date(2026, 3, 10),
        "date_end": date(2026, 3, 10),
        "date_precision": "day",
        "date_basis": "text",
        "published_at": on(10),
        "country": "UA",
        "attacker": "RU",
        "source": f"{event_id}.example",
        "language": "en",
        "confidence": 0.8,
    }
    return Report(**(_EMPTY | told | columns))


def says(name: str, role: str | None = None, side: str | None = None) -> Claimant:
    """Return a claimant who claims."""
    return Claimant(name, role, side, None, "claims")


def denies(name: str, role: str | None = None, side: str | None = None) -> Claimant:
    """Return a claimant who denies."""
    return Claimant(name, role, side, None, "denies")


def confirms(name: str, role: str | None = None, side: str | None = None) -> Claimant:
    """Return a claimant who confirms."""
    return Claimant(name, role, side, None, "confirms")


def words(
    role: str,
    value: int | None,
    low: int | None = None,
    high: int | None = None,
    item: str = "people",
) -> Quantity:
    """Return the words of a figure."""
    return Quantity(role, item, value, low, high, "some words", 0, 10)


def exactly(role: str, value: int, item: str = "people") -> Quantity:
    """Return the words of an exact figure."""
    return words(role, value, value, value, item)


def press_of(*reports: Report, facts: tuple[ArticleFact, ...] = ()) -> Press:
    """Return the press of some reports, each in an article of its own, and of further facts."""
    known = {fact.article_id for fact in facts}
    own = [
        ArticleFact(
            one.article_id,
            one.article_id,
            source=one.source,
            language=one.language,
            published_at=one.published_at,
        )
        for one in reports
        if one.article_id not in known
    ]
    return Press([*own, *facts])


def incident(
    *reports: Report, press: Press | None = None, rules: IncidentRules = RULES
) -> Incident:
    """Return the incident that some reports make up."""
    cluster = Cluster(tuple(reports), "incident")
    return incident_of(cluster, press or press_of(*reports), rules, NOW)
