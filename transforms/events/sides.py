"""Who attacked whom as far as those tell who speak, or who bring weapons down."""

from collections.abc import Sequence
from typing import Final

from transforms.events.analysis import Analysis, View
from transforms.events.attribution import Attribution
from transforms.events.doers import OWNER_RULE, Doer
from transforms.events.nearby import any_after
from transforms.events.parties import Party, parties
from transforms.events.words import Mention
from transforms.language.tokens import Token

_SELF_REACH: Final = 2
_NOUN_REACH: Final = 3
_DOWNER_REACH: Final = 4
_ISO_LENGTH: Final = 2
_RAIDER_REACH: Final = 5
_OPENING: Final = 3  # "Sudan's paramilitary | Rapid Support Forces"
_OWN_DEEDS: Final = frozenset({"launch", "strike_verbs", "attack_verbs", "capture_verbs"})
_WARDED_OFF: Final = frozenset({"downed", "repelled"})
_GOVERNMENT: Final = "government"
_AT_HOME: Final = frozenset({"ministry", "authority"})
_NATIONAL: Final = frozenset({"government", "ministry", "military", "president", "authority"})


def national_speaker(analysis: Analysis, sentence: int) -> Attribution | None:
    """Return the government, ministry or army that speaks in a sentence; best one named there."""
    spoken = analysis.spoken.get(sentence)
    if not spoken:
        return None
    national = [one for one in spoken if one.role in _NATIONAL and one.side is not None]
    span = analysis.sentences[sentence]
    named = (one for one in national if span.start <= one.start < span.end)
    return next(named, next(iter(national), None))


def downer(
    view: View,
    tokens: Sequence[Token],
    real: list[Mention],
    doer: Doer | None,
    scenes: frozenset[str],
) -> str | None:
    """Return the party that brings weapons down, so that it is attacked: "Kuwait intercepted".

    Forces may stand abroad: told by an adjective only ("American defences") they are attacked at
    home where one of the ``scenes`` of the article, countries, is theirs.
    """
    for deed in real:
        if deed.kind not in _WARDED_OFF:
            continue
        between = {
            m.first for m in view.among(("passive", "by_agent", "weapons", "list_prepositions"))
        }
        agents = [m for m in view.of("by_agent") if 0 <= m.first - deed.last <= 1]
        at_sea = agents and any(place.kind == "sea" for place in view.places)
        agent = agents[0] if agents and not at_sea else None
        for party in parties(view, tokens):
            reach = range(party.last, deed.first)
            near = 0 <= deed.first - party.last <= _DOWNER_REACH and between.isdisjoint(reach)
            near = near or (agent is not None and _follows(party, agent, between))
            home = party.kind != "demonym" or party.code in scenes
            if (
                near
                and home
                and party.kind != "enemy"
                and (doer is None or doer.code != party.code)
            ):
                return party.code
    return None


def _follows(party: Party, agent: Mention, between: set[int]) -> bool:
    """Tell whether a party is behind "by": "intercepted by the air defences of Saudi Arabia"."""
    reach = range(agent.last, party.first)
    return 0 <= party.first - agent.last <= _DOWNER_REACH and between.isdisjoint(reach)


def warded_off_at_home(view: View, speaker: Attribution, real: Sequence[Mention]) -> bool:
    """Tell whether a ministry speaks of what it wards off and names no place: over its country."""
    kinds = {mention.kind for mention in real}
    own = speaker.role in _AT_HOME or (speaker.role == _GOVERNMENT and view.has("self"))
    if not own or kinds.isdisjoint(_WARDED_OFF):
        return False
    own = all(place.country == speaker.side for place in view.places)
    return own and kinds <= _WARDED_OFF | {"attack_nouns"}


def own_deed(view: View, speaker: Attribution, real: list[Mention]) -> Doer | None:
    """Return the speaker as doer where the clause tells its own deed: "said it had launched"."""
    nouns = [m.first for m in real if m.kind == "attack_nouns"]
    carried = [  # "its forces had conducted a strike"
        m for m in view.of("launch") if any(0 <= at - m.last <= _NOUN_REACH for at in nouns)
    ]
    for deed in [*real, *carried]:
        if deed.kind not in {"launch", "strike_verbs", "attack_verbs"}:
            continue
        for word in view.of("self"):
            between = [m for m in view.of("passive") if word.last <= m.first < deed.first]
            near = 0 <= deed.first - word.last <= _SELF_REACH
            # "Russia reports an attack, with | Ukraine | saying that it struck a depot"
            others = any(
                place.kind == "country"
                and place.role != "demonym"
                and place.country != speaker.side
                and speaker.verb_end <= place.start < word.start
                for place in view.places
            )
            if near and speaker.verb_end <= word.start and not between and not others:
                return Doer(str(speaker.side), speaker.start, speaker.end, "the speaker's own deed")
    return None


def group_claiming(view: View) -> Doer | None:
    """Return the group that tells of its own deed: "the Houthis said they had sunk a ship"."""
    deeds = view.among(_OWN_DEEDS)
    for word in view.of("self"):
        deed = next((m for m in deeds if 0 <= m.first - word.last <= _NOUN_REACH), None)
        if deed is None or any(word.last <= m.first < deed.first for m in view.of("passive")):
            continue
        for actor in view.actors:
            opens = actor.first - view.clause.first <= _OPENING and actor.last <= word.first
            if opens and actor.code and len(actor.code) > _ISO_LENGTH:
                return Doer(actor.code, actor.start, actor.end, "a group that claims it")
    return None


def group_meant(analysis: Analysis, view: View, deeds: Sequence[Mention]) -> Doer | None:
    """Return the group whose people with arms do a deed: it stands before them, or is the only one.

    "Boko Haram fighters in ten trucks stormed". "M23 captured a town on Monday. The rebels took
    another": whose rebels is told before.
    """
    groups = {a.code for a in analysis.actors if a.code and len(a.code) > _ISO_LENGTH}
    only = next(iter(groups)) if len(groups) == 1 else None
    named = any(a.code == only and a.start < view.start for a in analysis.actors)
    for word in view.of("armed"):
        owner = next((a.code for a in view.actors if a.last in (word.first, word.last)), None)
        if owner and any_after(deeds, word.last, _RAIDER_REACH):
            return Doer(owner, word.start, word.end, "the group whose people do it")
        near = any_after(deeds, word.last, _SELF_REACH)
        if only is not None and named and near:
            return Doer(only, word.start, word.end, "the only group named")
    return None


def owned_after(doer: Doer, speaker: Attribution) -> bool:
    """Tell whether a doer is only the owner of a weapon that a statement names."""
    return doer.rule == OWNER_RULE and doer.start > speaker.verb_end
