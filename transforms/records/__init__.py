"""Every record type of wirebeam: immutable, flat, without methods.

A record is the only declaration of its table: ``tables.py`` derives the Arrow schema from it.
``Optional`` (not ``X | None``) marks a nullable column: Beam's coders are not deterministic for the
other spelling. All ``datetime`` values are in UTC; all ``date`` values are local days at the place.
Null is not zero: a count that the text does not give is None.
"""

from transforms.records.aggregates import Aggregate
from transforms.records.articles import Article, NearCopy, RawArticle, Reject
from transforms.records.events import Claimant, Event, Quantity, SlotSpan
from transforms.records.feeds import Coverage, Feed
from transforms.records.incidents import Claim, Incident
from transforms.records.runs import LabelCount, Run, SlotStatistic
from transforms.records.version import SCHEMA_VERSION

__all__ = [
    "SCHEMA_VERSION",
    "Aggregate",
    "Article",
    "Claim",
    "Claimant",
    "Coverage",
    "Event",
    "Feed",
    "Incident",
    "LabelCount",
    "NearCopy",
    "Quantity",
    "RawArticle",
    "Reject",
    "Run",
    "SlotSpan",
    "SlotStatistic",
]
