"""Whether an article speaks of attacks and their like at all.

Sport, games, labour disputes, cyber attacks, weather and hobbies use the same words. An article
whose words of such a field outweigh those of weapons is left alone.
"""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from typing import Final

from transforms.events.analysis import Analysis, View
from transforms.events.dates import DateMention
from transforms.events.nearby import any_before
from transforms.events.places import ResolvedPlace
from transforms.events.words import Mention

_SUBJECT_REACH: Final = 4
_OBJECT_REACH: Final = 8
_HURT: Final = ("killed", "injured")
_ARTICLE: Final = 1
_STRIKING: Final = ("strike_verbs", "impact")
_SITE_SPAN: Final = 12
_SENTENCE_REACH: Final = 12
_STRUCK: Final = frozenset({"city", "region", "district"})
_STRICT: Final = 2
_LOOSE: Final = 3
# subjects whose words also turn up in reports of war: more of them are needed
_COMMON: Final = frozenset({"sport", "nature"})
# weapons that are tried out or made harmless: these words need not outnumber those of weapons
_HARMLESS: Final = frozenset({"test", "disposal"})
_CLEARANCE: Final = "clearance"
_CLEARER_REACH: Final = 14  # "a team of sappers of the regional service safely | destroyed"
_HOSTILITIES: Final = (
    "attack_nouns", "attack_verbs", "launch", "repelled", "debris", "killed", "injured", "alert",
)  # fmt: skip
_DONE: Final = frozenset({"effects", "strike_verbs"})
_WARLIKE: Final = ("weapons", "downed", "alert")
_TIMES: Final = ("nth_time", "stretches")
_OTHER_SUBJECTS: Final = ("domains", "drill")
_HOSTILE: Final = frozenset(
    {"attack_nouns", "attack_verbs", "downed", "repelled", "alert", "debris"}
)


def admits(kinds: Mapping[str, Sequence[Mention]], forces: int) -> bool:
    """Return False for an article of another subject; ``forces``: how often it names any.

    ``kinds`` are its event words by their kind.
    """
    if kinds.keys().isdisjoint(_OTHER_SUBJECTS):
        return True
    warlike = forces + sum(len(kinds.get(kind, ())) for kind in _WARLIKE)
    fields = Counter([mention.label for mention in kinds.get("domains", ())])
    del fields[_CLEARANCE]  # sappers come to places that were attacked
    fields["drill"] = len(kinds.get("drill", ())) + fields["test"]
    for label, count in sorted(fields.items()):
        if count >= (_LOOSE if label in _COMMON else _STRICT) and count >= warlike * _share(label):
            return False
    return True


def is_other_subject(view: View) -> bool:
    """Tell whether a clause is of another subject: hackers attack, dockers strike.

    Weapons tried out or made harmless are still weapons: only what they hit tells of an attack.
    """
    fields = {mention.label for mention in view.of("domains")} - _COMMON
    if _CLEARANCE in fields:
        if _made_harmless(view):
            return True
        fields.remove(_CLEARANCE)
    if fields & _HARMLESS:
        return not view.has_any(("effects", "downed", "debris", "killed", "injured"))
    return bool(fields) and not view.has_any(
        ("weapons", "effects", "downed", "debris", "killed", "injured")
    )


def _made_harmless(view: View) -> bool:
    """Tell whether those who clear mines are who destroys weapons: "sappers destroyed a shell"."""
    deeds = view.of("downed")
    if not deeds or view.has_any(_HOSTILITIES):
        return False
    denied = {denial.last for denial in view.of("negation")}
    if any(fall.first not in denied for fall in view.of("impact")):  # "did not | explode"
        return False
    told = {deed.first for deed in deeds}  # "destroyed" is damage, too
    if any(one.first not in told for one in view.among(_DONE)):
        return False
    clearing = [one for one in view.of("domains") if one.label == _CLEARANCE]
    # "sappers took apart the warhead of a drone | shot down overnight" tells of that, too
    return all(any(_clears(one, deed, view.of("weapons")) for one in clearing) for deed in deeds)


def _clears(who: Mention, deed: Mention, weapons: Sequence[Mention]) -> bool:
    """Tell whether sappers do a deed, or duds suffer it.

    Who shot down what they search stands behind it: "sappers took apart a drone | shot down".
    """
    if 0 <= who.first - deed.last <= _ARTICLE:  # "destroyed by | sappers"
        return True
    between = any(who.last < weapon.first < deed.first for weapon in weapons)
    return 0 <= deed.first - who.last <= _CLEARER_REACH and not between


def is_hostile(
    analysis: Analysis, fuel_stores: frozenset[str], warring: Container[str] = frozenset()
) -> bool:
    """Tell whether the weapons of an article are used as such: drones alone may be toys.

    Without any weapon or force named, a state or an attack that strikes a site tells enough. So
    does a drone that falls in a ``warring`` country.
    """
    kinds = analysis.kinds
    weapons = {mention.label for mention in kinds.get("weapons", ())}
    # an army may only have watched drones over its airports
    at_war = any(actor.kind != "army" for actor in analysis.actors)
    if weapons != {"drone"} or at_war:
        told = bool(weapons or analysis.actors) or _strikes_site(analysis)
        return told or _strikes_abroad(analysis) or _under_alert(analysis)
    hurt = not kinds.keys().isdisjoint(_HURT) and not kinds.keys().isdisjoint(_STRIKING)
    if hurt or _drone_hurts(kinds) or not kinds.keys().isdisjoint(_HOSTILE):
        return True
    drones = kinds.get("weapons", [])
    if _across_borders(analysis) or _falls_at_war(analysis, drones, warring):
        return True
    if any(_falls_on_store(analysis, drone, fuel_stores) for drone in drones):
        return True
    agents, means = kinds.get("by_agent", []), kinds.get("instruments", [])
    means = means if analysis.actors or _state_strikes(analysis) else []
    sites = [place for place in analysis.places if place.kind == "facility"]
    finite = kinds.get("verb_second", ())
    return any(
        0 <= verb.first - drone.last <= _SUBJECT_REACH
        or _done_by(verb, drone, agents, analysis.dates)
        or any(_met(site, verb, drone) for site in sites)
        or any(_wielded(verb, drone, one) for one in means)
        or any(_closes(verb, drone, one) for one in finite)
        for verb in kinds.get("strike_verbs", ())
        for drone in drones
    ) or _strikes_site(analysis)


def _falls_at_war(analysis: Analysis, drones: Sequence[Mention], warring: Container[str]) -> bool:
    """Tell whether a drone falls where a war is on: "a drone fell in the Kaluga region"."""
    falls = analysis.kinds.get("impact", ())
    return any(country in warring for country in analysis.scenes) and any(
        0 <= fall.first - drone.last <= _OBJECT_REACH or drone.first == fall.last
        for fall in falls
        for drone in drones
    )


def _drone_hurts(kinds: Mapping[str, Sequence[Mention]]) -> bool:
    """Tell whether a drone is what harms people: "a drone killed a driver", "killed by a drone"."""
    drones = kinds.get("weapons", ())
    harm = [one for kind in _HURT for one in kinds.get(kind, ())]
    agents = [m for m in kinds.get("by_agent", ()) if any(m.first == one.last for one in harm)]
    behind = any(0 <= one.first - m.last <= _ARTICLE for m in agents for one in drones)
    return behind or any(one.first == drone.last for one in harm for drone in drones)


def _state_strikes(analysis: Analysis) -> bool:
    """Tell whether a country is what strikes: "Ukraine hit several regions (with drones)"."""
    states = {place.last_token for place in analysis.places if place.kind == "country"}
    return any(m.first in states for m in analysis.kinds.get("strike_verbs", ()))


def _wielded(verb: Mention, drone: Mention, means: Mention) -> bool:
    """Tell whether drones are what is struck with: an army "struck bases in X with drones"."""
    return (
        0 <= means.first - verb.last <= _OBJECT_REACH
        and 0 <= drone.first - means.last <= _SUBJECT_REACH
    )


def _closes(verb: Mention, drone: Mention, finite: Mention) -> bool:
    """Tell whether a participle says late what drones did: "Drohnen | haben X | getroffen"."""
    return finite.first == drone.last and 0 <= verb.first - finite.last <= _SENTENCE_REACH


def _falls_on_store(analysis: Analysis, drone: Mention, stores: frozenset[str]) -> bool:
    """Tell whether a drone comes down on a site that no toy is flown over: "fell on a depot"."""
    falls = [
        m.last
        for m in analysis.kinds.get("impact", ())
        if 0 <= m.first - drone.last <= _SUBJECT_REACH
    ]
    sites = [m.first for m in analysis.kinds.get("targets", ()) if m.label in stores]
    sites += [place.first_token for place in analysis.places if stores & {*place.facility_types}]
    return any(_follows(sites, end, _OBJECT_REACH) for end in falls)


def _under_alert(analysis: Analysis) -> bool:
    """Tell whether explosions are told together with an alert: what strikes then is a weapon."""
    effects = analysis.kinds.get("effects", ())
    return "alert" in analysis.kinds and any(m.label == "explosion" for m in effects)


def _met(site: ResolvedPlace, verb: Mention, drone: Mention) -> bool:
    """Tell whether a named site, a verb of striking and a drone stand close, in any order."""
    first = min(site.first_token, verb.first, drone.first)
    last = max(site.last_token, verb.last, drone.last)
    return last - first <= _SITE_SPAN


def _done_by(
    verb: Mention, drone: Mention, agents: Sequence[Mention], dates: Sequence[DateMention]
) -> bool:
    """Tell whether a weapon is the agent of a passive verb: "was hit (at night) by drones"."""
    ends = [verb.last, *(day.last_token for day in dates if 0 <= day.first_token - verb.last <= 1)]
    return any(
        0 <= agent.first - end <= 1 and 0 <= drone.first - agent.last <= _SUBJECT_REACH
        for agent in agents
        for end in ends
    )


def _strikes_site(analysis: Analysis) -> bool:
    """Tell whether a country or an attack strikes a site: "Israel struck the plant".

    The bare word for an attack may be a strike of workers: then the site must be a known one.
    """
    states = [p.last_token for p in analysis.places if p.kind == "country" and p.role != "demonym"]
    states += _times_behind(analysis, states)
    attacks = analysis.kinds.get("attack_nouns", [])
    raids = [m.last for m in attacks if m.last - m.first > 1]
    known = [place.first_token for place in analysis.places if place.kind == "facility"]
    sites = [m.first for m in analysis.kinds.get("targets", ())] + known
    talk = [m.first for m in analysis.kinds.get("statement_only", ())]
    # "Ukraine destroyed a depot": the word for downing weapons is one for wrecking a site
    for verb in (*analysis.kinds.get("strike_verbs", ()), *analysis.kinds.get("downed", ())):
        if _follows(talk, verb.last, _SITE_SPAN):
            continue
        struck = _follows(sites, verb.last, _OBJECT_REACH)
        if struck and any(0 <= verb.first - end <= 1 for end in states + raids):
            return True
        bare = any_before(attacks, verb.first, 1)
        if bare and _follows(known, verb.last, _OBJECT_REACH):
            return True
    return False


def _strikes_abroad(analysis: Analysis) -> bool:
    """Tell whether a state strikes a town or region of another: "Israel struck Daraa"."""
    verbs = analysis.kinds.get("strike_verbs", ())
    if not verbs:
        return False
    states = [p for p in analysis.places if p.kind == "country" and p.role != "demonym"]
    struck = [p for p in analysis.places if p.kind in _STRUCK and p.role == "location"]
    talk = [m.first for m in analysis.kinds.get("statement_only", ())]
    return any(
        0 <= verb.first - state.last_token <= 1
        and 0 <= place.first_token - verb.last <= _SUBJECT_REACH
        and place.country not in {None, state.country}
        and not _follows(talk, verb.last, _SITE_SPAN)
        for verb in verbs
        for state in states
        for place in struck
    )


def _times_behind(analysis: Analysis, states: Sequence[int]) -> list[int]:
    """Return where times behind a country end: "X on Monday", "X for the second time in a week"."""
    if not states:
        return []
    spans = [(day.first_token, day.last_token) for day in analysis.dates]
    spans += [(one.first, one.last) for kind in _TIMES for one in analysis.kinds.get(kind, ())]
    found: list[int] = []
    ends = list(states)
    while ends:
        ends = [last for first, last in spans for end in ends if 0 <= first - end <= 1]
        found += ends
    return found


def _follows(starts: Sequence[int], end: int, reach: int) -> bool:
    return any(0 <= start - end <= reach for start in starts)


def _across_borders(analysis: Analysis) -> bool:
    """Tell whether one country sends drones at another: "Russia launched 90 drones at Ukraine"."""
    launches = [m.first for m in analysis.kinds.get("launch", ())]
    owners = [p for p in analysis.places if p.role == "government"]
    return any(
        owner.country != place.country
        and owner.last_token <= launch < place.first_token
        and place.first_token - owner.last_token <= _SENTENCE_REACH
        for owner in owners
        for launch in launches
        for place in analysis.places
        if place.role == "location" and place.country is not None
    )


def _share(label: str) -> float:
    """Return how far a subject's words must outweigh: drills and tests are full of weapons."""
    return 0.25 if label == "drill" or label in _HARMLESS else 1.0
