"""One article in, its events out: the order of the steps, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from transforms.events.actors_names import may_be_agent, may_be_owner, may_be_subject
from transforms.events.analysis import Analysis, views
from transforms.events.assemble import assemble
from transforms.events.candidates import ATTACK, Candidate, Dropped, share_within_sentences
from transforms.events.clause_reading import may_report, read_clause
from transforms.events.clauses import split_clauses
from transforms.events.dates import DateMention
from transforms.events.doers import Doer
from transforms.events.enumerations import under_their_heads
from transforms.events.finish import EXTRACTOR, Voices, build_event
from transforms.events.gate import is_hostile, is_other_subject
from transforms.events.inference import Context
from transforms.events.knowledge import Knowledge
from transforms.events.reading import (
    Overview,
    analyse,
    look_over,
    without_findings,
)
from transforms.events.resolver import Resolver
from transforms.events.voices import voices_of
from transforms.language.morphology import agrees, owner_follows
from transforms.language.tokens import Token
from transforms.records import Article, Event

_HEAD_SENTENCES: Final = 5
_ANCHORING: Final = frozenset({"day", "part", "relative", "clock", "weekend"})

__all__ = ["EXTRACTOR", "Reading", "extract_events", "make_reading", "read_article"]


@dataclass(frozen=True)
class Reading:
    """How an article was read: its analysis, its assembled events, and what was dropped."""

    analysis: Analysis
    events: list[Event]
    assembled: list[Candidate]
    dropped: list[Dropped]


def extract_events(article: Article, knowledge: Knowledge) -> list[Event]:
    """Return the events that an article reports, in the order of its text.

    An article in a language without a pack gives none. Offsets of slots and quantities are
    characters of ``article.text``; those of slots named "title." are characters of the title.
    """
    overview = _look_over(article, knowledge)
    if overview is None or not overview.related:
        return []
    return _read(article, overview, knowledge).events


def read_article(article: Article, knowledge: Knowledge) -> Reading | None:
    """Return the full reading of an article.

    None where there is no pack for its language, or nothing in it that could make an event.
    """
    overview = _look_over(article, knowledge)
    if overview is None:
        return None
    if not overview.related:
        subject = Dropped(0, 0, 0, "another subject")
        return Reading(without_findings(article, overview), [], [], [subject])
    return _read(article, overview, knowledge)


def _look_over(article: Article, knowledge: Knowledge) -> Overview | None:
    known = article.language is not None and article.language in knowledge.available
    return look_over(article, knowledge) if known else None


def _read(article: Article, overview: Overview, knowledge: Knowledge) -> Reading:
    analysis = analyse(article, overview, knowledge)
    candidates, dropped = _candidates(analysis, knowledge)
    return make_reading(article, analysis, candidates, dropped, knowledge)


def make_reading(
    article: Article,
    analysis: Analysis,
    candidates: list[Candidate],
    dropped: list[Dropped],
    knowledge: Knowledge,
    *,
    assembled: list[Candidate] | None = None,
    voices: Callable[[Candidate], tuple[Voices, str | None]] | None = None,
) -> Reading:
    """Return the rows of the events that candidates make, whoever found the candidates.

    ``assembled`` are the events where they are known already, else the candidates are brought
    together. ``voices`` tells who reports an event and its verification; without it both are
    taken from the analysis.
    """
    resolver = analysis.resolver(_anchors(candidates, analysis))
    bare: list[Dropped] = []
    if assembled is None:
        assembled, bare = _without_bare(assemble(candidates, resolver))
    context = Context(
        article=article,
        analysis=analysis,
        ontology=knowledge.ontology,
        resolve=resolver,
        events=assembled,
        main=_main_event(assembled, resolver),
        opponents=knowledge.opponents,
        held_by=knowledge.held_by,
        rivals=knowledge.rivals,
    )
    told_by = voices or partial(voices_of, analysis=analysis)
    events = [build_event(event, context, *told_by(event)) for event in assembled]
    return Reading(analysis, events, assembled, [*dropped, *bare])


def _without_bare(events: list[Candidate]) -> tuple[list[Candidate], list[Dropped]]:
    """Leave out attacks that a text only touches on: far from its head, without any particular."""
    told, bare = [], []
    for event in events:
        if event.kind != ATTACK or event.sentences[0] < _HEAD_SENTENCES or event.particular():
            told.append(event)
        else:
            bare.append(Dropped(event.sentences[0], event.start, event.end, "a bare mention"))
    return told, bare


def _anchors(
    candidates: list[Candidate], analysis: Analysis
) -> tuple[tuple[int, date | None], ...]:
    """Return the days that "that night" and "a day earlier" count from, and where they are told.

    A chain goes on: "on July 7; a day earlier; a day before that". Where no attack with a day is
    told before such a phrase, it counts from the day named last.
    """
    told = sorted((c.date for c in candidates if c.date is not None), key=_start_of)
    anchors: list[tuple[int, date | None]] = []
    for mention in told:
        if mention.kind not in _ANCHORING:
            continue
        if mention.kind == "relative" and not anchors:
            anchors.extend(_named_before(mention, analysis))
        if mention.kind == "relative" and not anchors:
            continue
        found = analysis.resolver(tuple(anchors))(mention)
        if not anchors or anchors[-1][0] < mention.start:
            anchors.append((mention.start, found.end if found is not None else None))
    return tuple(anchors)


def _named_before(mention: DateMention, analysis: Analysis) -> list[tuple[int, date | None]]:
    """Return the last day named before a phrase, other than that of a statement."""
    before = [
        day
        for day in analysis.dates
        if day.start < mention.start and day.kind == "day" and not (day.reporting or day.stamp)
    ]
    found = analysis.resolver()(before[-1]) if before else None
    return [(before[-1].start, found.end)] if found is not None else []


def _start_of(mention: DateMention) -> int:
    return mention.start


def _candidates(analysis: Analysis, knowledge: Knowledge) -> tuple[list[Candidate], list[Dropped]]:
    found: list[Candidate] = []
    dropped: list[Dropped] = []
    weapon: str | None = None
    hostile, code = is_hostile(analysis), analysis.language
    clauses = split_clauses(
        analysis.tokens, analysis.sentences, analysis.mentions, analysis.places, analysis.dates
    )
    for seen in under_their_heads(analysis.tokens, views(analysis, clauses)):
        if not may_report(seen):
            weapon = next((m.label for m in seen.of("weapons")), weapon)
            continue
        if is_other_subject(seen):
            number = seen.clause.sentence
            dropped.append(Dropped(number, seen.start, seen.end, "another subject"))
            continue
        result = read_clause(
            analysis,
            seen,
            fallback_weapon=weapon,
            hostile=hostile,
            is_subject=partial(_is_subject, language=code),
            is_owner=partial(_is_owner, language=code) if owner_follows(code) else None,
            is_agent=partial(_is_agent, language=code) if agrees(code) else None,
        )
        weapon = next((m.label for m in seen.of("weapons")), weapon)
        if isinstance(result, Dropped):
            dropped.append(result)
        elif result is not None:
            found.extend(result)
    for candidate in found:
        _name_enemy(candidate, knowledge)
        if candidate.doer is not None and candidate.sites.pinned is None:
            candidate.opponent = knowledge.opponent(candidate.doer.code)
    share_within_sentences(found)
    return found, dropped


def _name_enemy(candidate: Candidate, knowledge: Knowledge) -> None:
    """Take "the enemy" of an unknown side for the opponent of the attacked country."""
    pinned = candidate.sites.pinned
    if candidate.enemy is None or candidate.doer is not None or pinned is None:
        return
    attacked = knowledge.attacked_at(pinned)
    code = knowledge.opponent(attacked) if attacked is not None else None
    if code is not None:
        candidate.doer = Doer(code, *candidate.enemy, "the enemy of the attacked country")


def _is_subject(token: Token, language: str) -> bool:
    return may_be_subject(token.lower, language)


def _main_event(events: list[Candidate], resolve: Resolver) -> Candidate | None:
    """Return the attack that the article is about, with the date phrase that others share.

    It is the lead; where the lead has no date, the first attack of a recent day.
    """
    lead = next((event for event in events if event.lead), None)
    if lead is not None and (lead.kind != ATTACK or lead.date is not None):
        return lead if lead.kind == ATTACK else None
    for event in events:
        found = resolve(event.date) if event.date is not None else None
        if found is not None and found.start >= resolve.recent and not event.background:
            return event
    return None


def _is_owner(token: Token, language: str) -> bool:
    return may_be_owner(token.lower, language)


def _is_agent(token: Token, language: str) -> bool:
    return may_be_agent(token.lower, language)
