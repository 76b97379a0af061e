"""One article as a whole: what its events are read against when their rows are made.

What an event's own words leave open is taken from the article only where the table says so: a date
of the article or of its publication is marked by ``date_basis``, the attacker follows from the
article only where it is of one mind, everything else stays null.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.events.analysis import Analysis
from transforms.events.candidates import Candidate
from transforms.events.ontology import Ontology
from transforms.events.resolver import Resolver
from transforms.records import Article


@dataclass(frozen=True)
class Context:
    """One article as a whole: what its events are read against.

    ``main`` is the attack that the article is about and whose day is told, None if there is none.
    """

    article: Article
    analysis: Analysis
    ontology: Ontology
    resolve: Resolver
    events: Sequence[Candidate]
    main: Candidate | None
    opponents: dict[str, str]
    held_by: dict[str, str]
    rivals: dict[str, frozenset[str]]
