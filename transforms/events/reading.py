"""Analysis of one article: every finder run once over title and body."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from transforms.events.actors_mentions import ActorMention, find_actors, speaking_side
from transforms.events.analysis import Analysis, by_kind
from transforms.events.attribution import Attribution, find_attributions
from transforms.events.attribution_phrases import Hit
from transforms.events.attribution_verification import find_verification
from transforms.events.capitals import find_capitals
from transforms.events.clauses import HAPPENING
from transforms.events.dates import DateMention, find_dates
from transforms.events.gate import admits
from transforms.events.knowledge import Knowledge
from transforms.events.numbers import NumberMention, find_numbers
from transforms.events.ontology import Ontology
from transforms.events.other_subjects import lines_beside
from transforms.events.place_roles import length_to
from transforms.events.place_words import place_words
from transforms.events.places import (
    SCENES,
    Captures,
    ResolvedPlace,
    find_places,
    resolve_places,
)
from transforms.events.sites import as_region
from transforms.events.words import Mention
from transforms.language.published import month_in_url
from transforms.language.sentences import split_sentences
from transforms.language.tokens import Token, lowers_of, normal, starts_of, tokenize
from transforms.records import Article

_LOCAL: Final = frozenset({"governor", "mayor", "head"})
_OF_REGIONS: Final = frozenset({"governor"})
_HEAD: Final = 300
_HURT: Final = ("killed", "injured")
_FIRE_REACH: Final = 9
_DENIALS: Final = frozenset({"negation", "nobody"})


def with_title(title: str | None, text: str) -> tuple[str, int]:
    """Return title and body as one text and where the body begins in it.

    A title that the body already opens with is not said twice.
    """
    if not title:
        return text, 0
    head, opening = text[:_HEAD].lstrip(), title.strip()
    # most bodies begin with another letter than their title
    alike = normal(head[:1])[:1] == normal(opening[:1])[:1] or not opening
    if alike and normal(head[: len(opening)]) == normal(opening):
        return text, 0
    return f"{title}\n{text}", len(title) + 1


class Overview(NamedTuple):
    """The words of an article in a language that has a pack, before anything else is looked for.

    ``kinds`` are the mentions by their kind. ``related`` tells whether it may speak of attacks at
    all; ``beside`` are the lines of one that is not which may, as ``lines_beside`` returns them.
    Where there are none, places, dates, figures and speakers need not be found. ``forces`` are the
    armies and groups that it names.
    """

    text: str
    body_start: int
    language: str
    tokens: list[Token]
    mentions: list[Mention]
    kinds: dict[str, list[Mention]]
    related: bool
    beside: list[tuple[int, int]]
    forces: list[Hit[tuple[str | None, str]]]


def look_over(article: Article, knowledge: Knowledge) -> Overview | None:
    """Return the words of an article; None where nothing happens that could make an event."""
    code = article.language or ""
    language = knowledge.language(code)
    text, body_start = with_title(article.title, article.text)
    tokens = tokenize(text, code)
    mentions = language.words.find(tokens)
    kinds = by_kind(mentions)
    if kinds.keys().isdisjoint(HAPPENING):
        return None
    forces = language.attribution.forces.find(tokens)
    related = admits(kinds, len(forces))
    beside = [] if related else lines_beside(text, kinds)
    return Overview(text, body_start, code, tokens, mentions, kinds, related, beside, forces)


def without_findings(article: Article, overview: Overview) -> Analysis:
    """Return the analysis of an article of another subject: its text and sentences only."""
    return Analysis(
        text=overview.text,
        body_start=overview.body_start,
        language=overview.language,
        published=_published(article),
        tokens=list(overview.tokens),
        starts=starts_of(overview.tokens),
        lowers=lowers_of(overview.tokens),
        sentences=split_sentences(overview.text, overview.language),
        mentions=overview.mentions,
        kinds=overview.kinds,
        places=[],
        dates=[],
        numbers=[],
        attributions=[],
        actors=[],
        verifications=[],
        speakers={},
        homes={},
        month=_month(article),
    )


def analyse(article: Article, overview: Overview, knowledge: Knowledge) -> Analysis:
    """Return all mentions of an article: every finder run once."""
    text, body_start, code, tokens, told, kinds, _, _, forces = overview
    language = knowledge.language(code)
    sentences = split_sentences(text, code)
    dates = find_dates(text, tokens, language.dates)
    voices, outlet = language.attribution, article.source
    attributions = find_attributions(text, tokens, sentences, voices, outlet)
    places = _without_zones(_places(text, tokens, kinds, knowledge, code, outlet), dates)
    homes = speaker_homes(attributions, places, knowledge)
    actors = find_actors(tokens, voices, outlet, sentences, attributions, forces)
    numbers = find_numbers(text, tokens, language.numbers, dates)
    mentions = _without_ambiguous(told, kinds, places, actors, knowledge.ontology)
    mentions = _without_hedges(_with_gunfire(mentions, kinds, places), numbers)
    return Analysis(
        text=text,
        body_start=body_start,
        language=code,
        published=_published(article),
        tokens=list(tokens),
        starts=starts_of(tokens),
        lowers=lowers_of(tokens),
        sentences=sentences,
        mentions=mentions,
        kinds=kinds if mentions is told else by_kind(mentions),
        places=places,
        dates=[one for one in dates if not (one.stamp or (actors and _names_actor(one, actors)))],
        numbers=numbers,
        attributions=attributions,
        actors=actors,
        verifications=find_verification(text, tokens, sentences, voices, attributions),
        speakers=_speakers(attributions, homes),
        homes=homes,
        scenes=_scenes(places, kinds),
        spoken=_by_sentence(attributions),
        month=_month(article),
        dropped=knowledge.ontology.dropped_weapons,
    )


def _published(article: Article) -> date | None:
    return article.published_at.date() if article.published_at else None


def _month(article: Article) -> date | None:
    """Return the month of publication of an undated article, by its address."""
    if article.published_at is not None or article.url is None:
        return None
    return month_in_url(article.url, article.seen_at.date())


def _places(
    text: str,
    tokens: list[Token],
    kinds: dict[str, list[Mention]],
    knowledge: Knowledge,
    code: str,
    outlet: str | None,
) -> list[ResolvedPlace]:
    """Return the places of a text, capitals that are called so among them, by position."""
    gazetteer = knowledge.gazetteer
    captures = kinds.get("capture_verbs", [])
    if captures:
        falls = {word.first for word in kinds.get("impact", ())}  # "a drone fell on"
        captures = [word for word in captures if word.first not in falls]
    found = find_places(text, tokens, code, gazetteer, [word.last for word in captures])
    taken = Captures(
        captures, knowledge.fought_over, knowledge.held_by.keys(), knowledge.fought_beyond
    )
    named = resolve_places(found, gazetteer, knowledge.rivals, taken)
    if "capital" not in kinds:
        return named
    side = speaking_side(tokens, knowledge.language(code).attribution, outlet)
    words = place_words(gazetteer, code)
    told = [
        mention
        for mention in kinds["capital"]  # not "85 kilometres southwest of the capital"
        if length_to(tokens, mention.first, words) is None
    ]
    told += kinds.get("settlement_nouns", [])  # "the regional capital"
    capitals = find_capitals(told, named, side, gazetteer)
    return sorted([*named, *capitals], key=lambda place: (place.start, place.end))


def _without_ambiguous(
    mentions: list[Mention],
    kinds: dict[str, list[Mention]],
    places: Sequence[ResolvedPlace],
    actors: Sequence[ActorMention],
    ontology: Ontology,
) -> list[Mention]:
    """Return the mentions, weapons of more than one meaning with the one that the parties tell."""
    known = ontology.ambiguous_weapons
    if known.keys().isdisjoint([mention.label for mention in kinds.get("weapons", ())]):
        return mentions
    named = {place.country for place in places} | {actor.code for actor in actors}
    parties = {code for code in named if code is not None}
    return [
        replace(mention, label=known[mention.label].meant(parties))
        if mention.label in known
        else mention
        for mention in mentions
    ]


def _without_hedges(mentions: list[Mention], numbers: Sequence[NumberMention]) -> list[Mention]:
    """Return the mentions, a negation that only hedges a figure left out: "no fewer than two"."""
    hedges = {n.first_token for n in numbers if n.number_token - n.first_token > 1}
    if not hedges:
        return mentions
    return [m for m in mentions if m.first not in hedges or m.kind not in _DENIALS]


def _with_gunfire(
    mentions: list[Mention], kinds: dict[str, list[Mention]], places: Sequence[ResolvedPlace]
) -> list[Mention]:
    """Return the mentions, fire by a country's people as an attack.

    "Killed by Israeli fire", "Israeli fire (during raids in X) killed four".
    """
    fires = {m.first: m.last for m in kinds.get("effects", ()) if m.label == "fire"}
    if not fires:
        return mentions
    agents = {mention.last for mention in kinds.get("by_agent", ())}
    hurt = [mention.first for kind in _HURT for mention in kinds.get(kind, ())]
    owners = {
        place.last_token
        for place in places
        if place.role == "demonym"
        and place.last_token in fires
        and (
            place.first_token in agents
            or any(0 <= at - fires[place.last_token] <= _FIRE_REACH for at in hurt)
        )
    }
    if not owners:
        return mentions
    return [
        replace(m, kind="attack_nouns", label="")
        if m.kind == "effects" and m.label == "fire" and m.first in owners
        else m
        for m in mentions
    ]


def _without_zones(
    places: list[ResolvedPlace], dates: Sequence[DateMention]
) -> list[ResolvedPlace]:
    """Return the places but those that name the zone of a clock time: "at 6:35 Moscow time"."""
    zoned = [day for day in dates if day.zone]
    if not zoned:
        return places
    inside = {at for day in zoned for at in range(day.first_token, day.last_token)}
    return [place for place in places if place.first_token not in inside]


def _names_actor(day: DateMention, actors: Sequence[ActorMention]) -> bool:
    """Tell whether a date is in the name of a force: "the March 23 Movement"."""
    return any(actor.first <= day.first_token < actor.last for actor in actors)


def _scenes(places: Sequence[ResolvedPlace], kinds: dict[str, list[Mention]]) -> frozenset[str]:
    """Return the countries that have a place where something may have happened.

    Where weapons came from is none: "its air defences intercepted missiles from Iran".
    """
    origins = {mention.last for mention in kinds.get("launch_origin", ())}
    scenes = frozenset(
        place.country
        for place in places
        if place.country is not None
        and place.role in SCENES
        and (place.first_token not in origins or place.role == "near")
    )
    return scenes or _reported_from(places)


def _reported_from(places: Sequence[ResolvedPlace]) -> frozenset[str]:
    """Return the countries of datelines, none where governments of others alone are named.

    "Dubai: Bahrain says that a missile hit its refinery" is written far from the scene.
    """
    named = [(place.country, place.role) for place in places if place.country is not None]
    home = frozenset(country for country, role in named if role == "dateline")
    speak = {country for country, role in named if role == "government"}
    return home if not speak or speak & home else frozenset()


def _by_sentence(attributions: Sequence[Attribution]) -> dict[int, list[Attribution]]:
    """Return the attributions that cover a sentence, in order, by its number."""
    found: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        for sentence in attribution.scope:
            found.setdefault(sentence, []).append(attribution)
    return found


def speaker_homes(
    attributions: list[Attribution], places: list[ResolvedPlace], knowledge: Knowledge
) -> dict[int, ResolvedPlace]:
    """Return the region of each local office-holder who speaks, by the start of the words."""
    found: dict[int, ResolvedPlace] = {}
    homes: dict[str, ResolvedPlace] = {}
    for attribution in attributions:
        if attribution.role not in _LOCAL:
            continue
        within = [
            place
            for place in places
            if attribution.start <= place.start
            and place.end <= attribution.end
            and place.kind in {"region", "city", "district"}
            and place.role not in {"person", "outlet", "club"}
        ]
        place = within[0] if within else homes.get(attribution.name)
        if place is None:
            known = {place.admin1 for place in places if place.role in SCENES}
            place = knowledge.region_of(attribution.name, known)
            office, _, region = attribution.name.partition(" of ")
            if place is None and office == attribution.role and region in known:
                place = knowledge.gazetteer_region(region)  # "in A, the governor said"
        if place is None:
            continue
        whole = place.district == place.name  # a city that is a region
        if place.kind == "city" and attribution.role in _OF_REGIONS and not whole:
            place = as_region(place)  # "the governor of Ivano-Frankivsk"
        homes.setdefault(attribution.name, place)
        if attribution.start not in found:
            place = replace(place, start=attribution.start, end=attribution.end, role="speaker")
            found[attribution.start] = place
    return found


def _speakers(
    attributions: list[Attribution], homes: dict[int, ResolvedPlace]
) -> dict[int, ResolvedPlace]:
    """Return the region of the first office-holder whose words cover a sentence, by sentence."""
    found: dict[int, ResolvedPlace] = {}
    for attribution in attributions:
        if attribution.start in homes:
            for sentence in attribution.scope:
                found.setdefault(sentence, homes[attribution.start])
    return found
