"""Who reports an event: those whose words cover it, else the one voice that the report has.

A report of one governor names him once and then tells village by village what he said.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Final

from transforms.events.analysis import Analysis
from transforms.events.attribution import Attribution
from transforms.events.candidates import Candidate
from transforms.events.places import ResolvedPlace, contains
from transforms.events.resolver import Resolver
from transforms.events.scenes import country_of
from transforms.records import Claimant

_LABEL: Final = "label"  # "Source: ..." covers the report, not the background it recalls
_OUTLET: Final = "outlet"
_CHANNELS: Final = "social_media"
_OFFICES: Final = frozenset({"governor", "mayor", "administration", "ministry"})
_NATIONAL: Final = frozenset({"president", "prime_minister", "minister"})
_SPEAK_FOR: Final = {  # who stands for a voice named by its kind alone
    "military": frozenset({"military", "ministry", "intelligence"}),
    "authority": _OFFICES
    | {"police", "emergency_service", "authority", "spokesperson", "military"},
    "company": frozenset({"company", "operator"}),
    "outlet": frozenset({"outlet"}),
    "official": _OFFICES | _NATIONAL | {"authority", "operator", "official", "adviser"},
}
_GOVERNMENT: Final = "government"
_AUTHORITY: Final = "authority"
_MILITARY: Final = "military"
_OFFICIAL: Final = "official"
_ARMS: Final = frozenset({"military", "intelligence", "security_service"})
_COMMENT: Final = _NATIONAL | {
    "government", "international_organisation", "armed_group", "director", "expert", "official",
}  # fmt: skip
_LEAD_SENTENCES: Final = 5


def voices_of(
    event: Candidate, analysis: Analysis, told: AbstractSet[int] = frozenset()
) -> tuple[list[tuple[Claimant, int, int]], str | None]:
    """Return who reports an event, with the words, and its verification if it has one.

    ``told`` are the sentences that tell of any event.
    """
    scope = set(event.sentences)
    covering = _covering(event, analysis, told)
    named: dict[str, Attribution] = {}
    for attribution in covering or _general_voice(event, analysis):
        named.setdefault(attribution.name, attribution)
    local = [a for a in named.values() if _speaks_elsewhere(a, event, analysis)]
    claimants = [
        (Claimant(a.name, a.role, a.side, a.channel, a.stance), a.start, a.end)
        for a in named.values()
        if not _gives_way(a, named.values())
        and (a not in local or len(local) == len(named))
        and not _of_no_party(a, event, analysis)
    ]
    found = {v.status for v in analysis.verifications if v.general or scope & set(v.scope)}
    verification = "denied" if "denied" in found else "unverified" if found else None
    return claimants, verification


def _of_no_party(voice: Attribution, event: Candidate, analysis: Analysis) -> bool:
    """Tell whether a bare army is taken for that of a country of which nothing is told.

    "The army accused the militia", in a report on another country, is the army of that country.
    """
    if not voice.bare or voice.role != _MILITARY or voice.side is None:
        return False
    country, doer = country_of(event), event.doer
    if country is None or voice.side == country or (doer and doer.code == voice.side):
        return False
    named = {place.country for place in analysis.places} | {one.code for one in analysis.actors}
    return voice.side not in named


def _covering(event: Candidate, analysis: Analysis, told: AbstractSet[int]) -> list[Attribution]:
    """Return those whose words cover an event, or tell more of a report's only one."""
    scope, older = set(event.sentences), _is_older(event, analysis)
    covering = [
        a
        for a in analysis.attributions
        if (scope & set(a.scope) or _confirms(a, scope, told))
        and not (a.kind == _LABEL and (older or _heads_other(a, event)))
    ]
    if covering and event.lead:
        covering += [
            a
            for a in analysis.attributions
            if a.start in analysis.homes
            and a.sentence not in told
            and _speaks_here(a, event, analysis)
        ]
    if covering and event.lead and told <= scope:
        bodies = {(a.role, a.side) for a in covering if not a.person}
        covering += [
            a
            for a in analysis.attributions
            if a.sentence - 1 in scope
            and a.sentence not in scope
            and (a.person or (a.role, a.side) not in bodies)
            and _goes_on(a, event, analysis)
        ]
    deniers = {v.start for v in analysis.verifications if v.by and scope & set(v.scope)}
    if deniers and covering:
        covering += [a for a in analysis.attributions if a.verb_start in deniers]
    return covering


def _confirms(voice: Attribution, scope: AbstractSet[int], told: AbstractSet[int]) -> bool:
    """Tell whether one confirms what the sentence before told: "The ministry confirmed that"."""
    before = voice.stance == "confirms" and voice.sentence - 1 in scope
    return before and voice.sentence not in told


def _speaks_here(voice: Attribution, event: Candidate, analysis: Analysis) -> bool:
    """Tell whether the office-holder of an event's own region speaks, and denies nothing."""
    home, pinned = _home(voice, analysis), event.sites.pinned
    here = home is not None and pinned is not None and _lies_in(pinned, home)
    return here and voice.stance != "denies"


def _goes_on(voice: Attribution, event: Candidate, analysis: Analysis) -> bool:
    """Tell whether who speaks right behind a report's only event tells more of it.

    Politicians, experts and armed groups speak there of what it means.
    """
    nameless = voice.name[:1].islower()  # "press service", "residents"
    if nameless or voice.role in _COMMENT or voice.stance == "denies":
        return False
    sentence, pinned = analysis.sentences[voice.sentence], event.sites.pinned
    return all(
        pinned is not None and (_lies_in(place, pinned) or _lies_in(pinned, place))
        for place in analysis.places
        if sentence.start <= place.start < sentence.end
    )


def _heads_other(label: Attribution, event: Candidate) -> bool:
    """Tell whether an outlet named as the source of the whole report is that of its main event."""
    return label.role == _OUTLET and not event.lead


def _gives_way(voice: Attribution, voices: Iterable[Attribution]) -> bool:
    """Tell whether one of the same side with a name of its own stands for a bare voice.

    "Kuwait said ... its Interior Ministry said ..." are one claimant; who denies is kept. A
    country gives way to whoever else reports.
    """
    if voice.stance == "denies":
        return False
    if voice.bare and voice.role == _GOVERNMENT:
        return any(other.role != _GOVERNMENT for other in voices)
    if any(other.role == voice.role and _names_more(other, voice) for other in voices):
        return True
    of_state = voice.role == _OUTLET and voice.side is not None  # "Lebanese state media"
    if not voice.bare or of_state or voice.role not in _SPEAK_FOR:
        return False
    roles = _SPEAK_FOR[voice.role]
    return any(
        (other.role in roles or _is_of_same_state(voice, other))
        and (voice.role != _MILITARY or other.start < voice.start)  # "the military" named before
        and not (other.bare and _is_as_vague(voice, other))
        and (other.side == voice.side or None in (other.side, voice.side))
        for other in voices
    )


def _names_more(other: Attribution, voice: Attribution) -> bool:
    """Tell whether one is called as another is, and more: "Iranian media" and "media"."""
    return other.name.endswith(" " + voice.name)


def _speaks_elsewhere(voice: Attribution, event: Candidate, analysis: Analysis) -> bool:
    """Tell whether one speaks for a region other than the event's, or for a part of a wave."""
    home, pinned = _home(voice, analysis), event.sites.pinned
    if home is None or pinned is None:
        return home is not None
    return home.kind == "region" and not _lies_in(pinned, home)


def _is_as_vague(voice: Attribution, other: Attribution) -> bool:
    """Tell whether a bare voice tells no more of who speaks than another does."""
    vague = other.role == _AUTHORITY or voice.side is None
    return other.role == voice.role or (voice.role == _OFFICIAL and vague)


def _is_of_same_state(voice: Attribution, other: Attribution) -> bool:
    """Tell whether a named body of a country stands for "its officials"."""
    return voice.role == _OFFICIAL and voice.side is not None and other.role in _ARMS


def _general_voice(event: Candidate, analysis: Analysis) -> list[Attribution]:
    """Return the voice of the whole report where nobody is named for one of its events.

    It is the office-holder of the region that the event lies in; one of no region only where the
    report names nobody else. What was "reported earlier" and older attacks are nobody's.
    """
    if event.background or _is_older(event, analysis):
        return []
    voices = [a for a in analysis.attributions if a.role != _OUTLET and a.stance != "denies"]
    homes = [(a, home) for a in voices if (home := _home(a, analysis)) is not None]
    if not homes:
        return _report_voice(event, voices)
    pinned = event.sites.pinned
    near = [a for a, home in homes if pinned is not None and _lies_in(pinned, home)]
    before = [a for a in near if a.start < event.start]
    found = (before[-1:] or near[:1]) if len({a.name for a in near}) == 1 else before[-1:]
    others = [a for a in voices if a.start not in analysis.homes]
    return found or _only_voice(event, others) or _next_voice(event, others)


def _report_voice(event: Candidate, voices: list[Attribution]) -> list[Attribution]:
    """Return the voice of a report in which no office-holder of a region speaks."""
    if not voices or voices[0].sentence >= _LEAD_SENTENCES:
        return _next_voice(event, voices)
    alone = event.lead or len({a.name for a in voices}) == 1
    return voices[:1] if alone else []


def _only_voice(event: Candidate, voices: list[Attribution]) -> list[Attribution]:
    """Return the only one who speaks beside office-holders of other regions than the event's."""
    placed = event.sites.pinned is not None and len({a.name for a in voices}) == 1
    early = placed and voices[0].sentence < _LEAD_SENTENCES
    return voices[:1] if early and voices[0].role != _CHANNELS else []


def _next_voice(event: Candidate, voices: list[Attribution]) -> list[Attribution]:
    """Return who first speaks between the words on the main event, or right behind them."""
    if not event.lead:
        return []
    first, last = event.sentences[0], event.sentences[-1]
    behind = [a for a in voices if first < a.sentence <= last + 1]
    return [a for a in behind if not a.bare or a.role != _CHANNELS][:1]


def local_sides(place: ResolvedPlace, analysis: Analysis) -> set[str]:
    """Return the sides of the office-holders who speak for the region that a place lies in.

    In occupied territory it is theirs that is struck, not the country's.
    """
    return {
        attribution.side
        for attribution in analysis.attributions
        if attribution.side is not None
        and (home := _home(attribution, analysis)) is not None
        and _lies_in(place, home)
    }


def _is_older(event: Candidate, analysis: Analysis) -> bool:
    """Tell whether an event that the report does not open with has an older day of its own."""
    if event.date is None or event.lead:
        return False
    resolver = Resolver(analysis.published)
    found = resolver(event.date)
    return found is None or found.end < resolver.recent


def _home(attribution: Attribution, analysis: Analysis) -> ResolvedPlace | None:
    """Return the region that a local office-holder speaks for."""
    return analysis.homes.get(attribution.start)


def _lies_in(place: ResolvedPlace, home: ResolvedPlace) -> bool:
    same = place.country == home.country and place.admin1 == home.admin1
    return contains(home, place) or (same and home.kind == "region")
