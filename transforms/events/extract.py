"""One article in, its events out: the order of the steps, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from transforms.events.aftermath import without_old
from transforms.events.analysis import Analysis
from transforms.events.anchor_days import anchor_days
from transforms.events.assemble import assemble
from transforms.events.candidate_finding import find_candidates
from transforms.events.candidates import ATTACK, Candidate, Dropped, dropped_clause
from transforms.events.clause_judging import HABIT
from transforms.events.context import Context
from transforms.events.dates import DateMention
from transforms.events.different_days import counts_back
from transforms.events.finish import EXTRACTOR, Voices, build_event
from transforms.events.generalities import without_generalities
from transforms.events.knowledge import Knowledge
from transforms.events.lead_regions import pin_to_lead_regions
from transforms.events.ontology import Ontology
from transforms.events.other_subjects import told_in
from transforms.events.reading import (
    Overview,
    analyse,
    look_over,
    without_findings,
)
from transforms.events.resolver import AFTER, Resolver
from transforms.events.scenes import country_of, nested, same_place
from transforms.events.voices import voices_of
from transforms.records import Article, Event

_HEAD_SENTENCES: Final = 5
_PASSING: Final = 2
_OPENS: Final = 3  # characters, of a quotation mark
_LONG: Final = frozenset({"month", "year"})

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
    if overview is None or _is_on_another(overview):
        return []  # most of a feed: nothing is kept to explain it
    return _read(article, overview, knowledge).events


def read_article(article: Article, knowledge: Knowledge) -> Reading | None:
    """Return the full reading of an article.

    None where there is no pack for its language, or nothing in it that could make an event.
    """
    overview = _look_over(article, knowledge)
    if overview is None:
        return None
    if _is_on_another(overview):
        subject = Dropped(0, 0, 0, "another subject")
        return Reading(without_findings(article, overview), [], [], [subject])
    return _read(article, overview, knowledge)


def _look_over(article: Article, knowledge: Knowledge) -> Overview | None:
    known = article.language is not None and article.language in knowledge.available
    return look_over(article, knowledge) if known else None


def _is_on_another(overview: Overview) -> bool:
    """Tell whether an article is on another subject, without a line on an attack beside it."""
    return not (overview.related or overview.beside)


def _read(article: Article, overview: Overview, knowledge: Knowledge) -> Reading:
    analysis = analyse(article, overview, knowledge)
    candidates, dropped = find_candidates(analysis, knowledge)
    if not overview.related:
        candidates, left = told_in(overview.beside, candidates)
        dropped += left
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
    resolver = analysis.resolver(anchor_days(candidates, analysis))
    if assembled is None:
        campaign = any(one.reason == HABIT for one in dropped)
        assembled, left = _assembled(candidates, analysis, resolver, knowledge.ontology, campaign)
        dropped = [*dropped, *left]
        pin_to_lead_regions(assembled)
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
    told = frozenset(sentence for event in assembled for sentence in event.sentences)
    told_by = voices or partial(voices_of, analysis=analysis, told=told)
    events = [build_event(event, context, *told_by(event)) for event in assembled]
    return Reading(analysis, events, assembled, dropped)


def _assembled(
    candidates: list[Candidate],
    analysis: Analysis,
    resolver: Resolver,
    ontology: Ontology,
    campaign: bool,
) -> tuple[list[Candidate], list[Dropped]]:
    """Bring candidates together; leave out what then proves to be no occurrence of this report."""
    events, settled = assemble(candidates, resolver, ontology.occurrences)
    events, bare = _without_bare(events, ontology, analysis.scenes, campaign)
    events, passing = _without_passing(events, analysis)
    events, old = without_old(events, analysis)
    events, general = without_generalities(events, analysis)
    return events, [*bare, *settled, *passing, *old, *general]


def _without_bare(
    events: list[Candidate], ontology: Ontology, scenes: frozenset[str], campaign: bool
) -> tuple[list[Candidate], list[Dropped]]:
    """Leave out attacks that a text only touches on: far from its head, without any particular.

    So are occurrences of a type that needs a target, and have none, occurrences in no country, and
    events of types that the ontology does not have. ``scenes`` are the countries of the text,
    ``campaign`` tells whether it speaks of attacks that go on for long.
    """
    told, bare = [], []
    at_target = {one.event_type for one in ontology.occurrences if one.at_target}
    for event in events:
        nowhere = country_of(event) is None and event.sites.sea is None
        if event.kind not in ontology.event_types:
            bare.append(dropped_clause(event, "of no type listed"))
        elif event.kind in at_target and not (event.targets or event.sites.facility):
            bare.append(dropped_clause(event, "no target is named"))
        elif event.kind != ATTACK and len(scenes) != 1 and nowhere:
            bare.append(dropped_clause(event, "nowhere"))
        elif event.kind == ATTACK and _in_general(event, campaign):
            bare.append(dropped_clause(event, "attacks in general"))
        elif event.kind != ATTACK or event.sentences[0] < _HEAD_SENTENCES or event.particular():
            told.append(event)
        else:
            bare.append(dropped_clause(event, "a bare mention"))
    return told, bare


def _without_passing(
    events: list[Candidate], analysis: Analysis
) -> tuple[list[Candidate], list[Dropped]]:
    """Leave out all attacks of a text that tells of each only in passing.

    Such a text is on something else: no attack opens it, and none has a day, more than a sentence
    or two, or a place with a figure, an effect, or all of doer, weapon and target.
    """
    lead = next(
        (n for n, one in enumerate(analysis.sentences) if one.start >= analysis.body_start), 0
    )
    if not all(_in_passing(event, lead) for event in events):
        return events, []
    why = "only told in passing"
    return [], [dropped_clause(one, why) for one in events]


def _in_passing(event: Candidate, lead: int) -> bool:
    if event.kind == ATTACK and event.sentences[-1] < lead:
        # a headline such as "war marked by strikes on refineries", of which the text tells none
        bare = event.sites.pinned is None or not (event.weapons or event.effects)
        return bare and not (event.facts or event.listed_facts) and event.date is None
    if event.kind != ATTACK or event.sentences[0] <= lead or len(event.sentences) > _PASSING:
        return False
    detailed = event.effects or event.facts or event.listed_facts or event.sites.facility
    whole = event.doer is not None and event.weapons and event.targets
    told = (detailed or whole) and _somewhere(event)
    return not told and event.date is None and event.clock is None


def _somewhere(event: Candidate) -> bool:
    """Tell whether an attack is at a place, on a ship at sea, or a wave."""
    sites = event.sites
    at_sea = sites.sea is not None and bool(event.targets)
    swarm = event.wave and bool(event.facts)
    return bool(sites.pinned or sites.listed or event.site) or at_sea or swarm


def _in_general(event: Candidate, campaign: bool) -> bool:
    """Tell whether an attack has neither place nor day, figure nor consequence: "amid the strikes".

    A country and a weapon tell of no one occurrence, wherever in the text they stand; figures of a
    whole month are sums. Nor does the target, in a text that tells of a ``campaign``.
    """
    sites = event.sites
    if sites.pinned or sites.listed or event.site or event.clock:
        return False
    if event.date is not None:
        return event.date.kind in _LONG
    if event.defender is not None and (event.repelled or event.downed):
        return False  # "its air defences are engaging"
    if any(fact.value is not None for fact in (*event.facts, *event.listed_facts)):
        return False
    sent = event.doer is not None and bool(event.weapons)
    aimed = (event.struck or sent) and bool(event.targets) and sites.country_span is not None
    ship = sites.sea is not None and event.doer is not None and event.weapons
    at_sea = ship and event.struck and event.targets and event.sentences[0] < _HEAD_SENTENCES
    return not (event.effects or at_sea or (aimed and not campaign))


def _of_another(day: DateMention) -> bool:
    """Tell whether a day is told by another attack's: "a day after it struck similar sites"."""
    return day.relation == AFTER or counts_back(day)


def _sets_apart(event: Candidate, day: DateMention, lead: Candidate) -> bool:
    """Tell whether a day opens what is told beside the lead: "The day before a drone hit X".

    So does any day before what was done elsewhere: "On 3 September a drone hit a bus in X".
    """
    if event is lead or day.kind != "day" or day.start - event.start > _OPENS:
        return False
    here, there = event.sites.pinned, lead.sites.pinned
    if (day.offset or 0) < 0 or here is None or there is None:
        return (day.offset or 0) < 0
    return not (same_place(here, there) or nested(here, there) or here.place == there.place)


def _main_event(events: list[Candidate], resolve: Resolver) -> Candidate | None:
    """Return the attack that the article is about, with the date phrase that others share.

    It is the lead; where the lead has no date, the first attack of a recent day.
    """
    lead = next((event for event in events if event.lead), None)
    if lead is not None and (lead.kind != ATTACK or lead.date is not None):
        return lead if lead.kind == ATTACK else None
    for event in events:
        if event.date is None or event.background or _of_another(event.date):
            continue
        if lead is not None and _sets_apart(event, event.date, lead):
            continue
        found = resolve(event.date)
        if found is not None and found.start >= resolve.recent:
            return event
    return None
