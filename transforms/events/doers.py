"""Who attacked: the doer of one clause, from the words around weapons and attack words.

In the order of their strength: the agent of a passive ("by Ukrainian forces"), an adjective or
owner at the weapon or attack word ("Ukrainian drones", "атака ВСУ"), the subject before an active
verb ("Russia launched"), the enemy of the outlet's side.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from transforms.events.analysis import View
from transforms.events.cases import Cases
from transforms.events.deed_objects import (
    carried_out,
    object_follows,
    object_precedes,
    passive,
)
from transforms.events.harming import accused, damager, firing_on, killer
from transforms.events.nearby import any_after, any_before
from transforms.events.parties import STOPS, Party, parties
from transforms.events.parties_speaking import describes_speaker, only_speaks
from transforms.events.party_names import initials, past_bracket
from transforms.events.words import Mention
from transforms.language.tokens import Token

_ADJECTIVE_REACH: Final = 5
_SUBJECT_REACH: Final = 7
_AGENT_REACH: Final = 4
_OBJECT_REACH: Final = 8
_DEED: Final = frozenset(
    {"attack_nouns", "attack_verbs", "strike_verbs", "launch", "impact", "capture_verbs"}
)
_SUBJECT_DEED: Final = _DEED - {"impact"}
_INVERTED_DEED: Final = _DEED - {"attack_nouns", "impact"}
_PASSIVE_DEED: Final = _DEED - {"attack_nouns", "capture_verbs"}
_CLOSING: Final = 2  # "angegriffen | worden."
_VERBS: Final = frozenset({"attack_verbs", "strike_verbs"})
_AGENTIVE: Final = _DEED - {"launch"} | {"weapons"}
_THING: Final = frozenset({"weapons", "attack_nouns"})
_BARRIERS: Final = frozenset(
    {
        "downed", "repelled", "detected", "launch", "strike_verbs", "impact", "targets",
        "list_prepositions", "by_agent", "coordinators", "launch_origin",
    }
)  # fmt: skip
_NO_SUBJECT: Final = frozenset(
    {"downed", "repelled", "list_prepositions", "launch_origin", "other_prepositions"}
)
_OF_WEAPONS: Final = frozenset({"weapon_modifiers", "weapons", "attack_nouns", "wave_words"})
_BEFORE_OWNER: Final = _OF_WEAPONS | {"owner_links"}
_OWNER_REACH: Final = 5
OWNER_RULE: Final = "owner before weapon or attack"


@dataclass(slots=True, unsafe_hash=True)
class Doer:
    """The attacker of a clause: its code, the words, and the rule that found it."""

    code: str
    start: int
    end: int
    rule: str


def find_doer(view: View, tokens: Sequence[Token], cases: Cases) -> Doer | None:
    """Return the attacker that a clause names, or None."""
    is_subject, genitive, instrumental = cases
    named = parties(view, tokens)
    if not named:
        return None
    party = accused(view, named) if "accusing" in view.by_kind else None
    if party is not None:
        return _doer(party, "whom somebody accuses")
    told = _agent(view, named)
    party = firing_on(view, named) if told is None and "undergoing" in view.by_kind else None
    if party is not None:
        return _doer(party, "from whom fire comes")
    told = told or (_instrument(view, named, tokens, instrumental) if instrumental else None)
    if told is not None:
        return told
    subject = _subject(view, named, tokens, is_subject)
    if subject is not None and _wields(view, subject):
        return subject
    return (
        _adjective(view, named, tokens, genitive)
        or subject
        or _harmer(view, named)
        or (_inverted(view, named, tokens, is_subject) if instrumental else None)
        or (_at_finite(view, named, tokens) if "verb_second" in view.by_kind else None)
    )


def _doer(party: Party, rule: str) -> Doer:
    return Doer(party.code, party.start, party.end, rule)


def _agent(view: View, named: Sequence[Party]) -> Doer | None:
    told = view.among(_AGENTIVE)
    causes = [m.last for m in view.of("causal") if any(d.last <= m.first for d in told)]
    fired = {m.last for m in view.of("attack_nouns")} if "launch_origin" in view.by_kind else ()
    for word in (*view.of("by_agent"), *(m for m in view.of("launch_origin") if m.first in fired)):
        deeds = [m for m in told if 0 <= word.first - m.last <= _AGENT_REACH]
        # "targeting planes used | by Russia": only a passive has its agent behind other words
        deeds = [
            m for m in deeds if m.kind not in _VERBS or word.first - m.last <= 1 or passive(view, m)
        ]
        # "struck X in retaliation for attacks by Y"
        deeds = [m for m in deeds if not any(end <= m.first for end in causes)]
        if _wards_off(view, word, deeds):
            continue
        if not deeds and not _ends_in_deed(view, word):
            continue
        inside = [m.first for m in view.of("list_prepositions") if m.first >= word.last]
        for party in named:
            if not 0 <= party.first - word.last <= _AGENT_REACH or _of_person(view, party):
                continue
            if any(at < party.first for at in inside):
                break  # "launched by insurgents over the Emirates"
            if word.kind == "launch_origin" and party.kind != "force":
                continue  # "shelling from | Pakistani troops", not from Pakistan
            return _doer(party, "agent")
    return None


def _ends_in_deed(view: View, word: Mention) -> bool:
    """Tell whether a passive closes with its verb: "wurde von Russland mit Drohnen angegriffen"."""
    passive = view.of("passive")
    if not passive or passive[0].first > word.first:
        return False
    deeds = [m for m in view.among(_VERBS) if m.first >= word.last]
    return bool(deeds) and deeds[-1].last >= view.clause.last - _CLOSING


def _wards_off(view: View, word: Mention, deeds: Sequence[Mention]) -> bool:
    """Tell whether an agent is who shoots down: "a missile intercepted by", "the downing of 12"."""
    downed = view.among(("downed", "repelled"))
    if not downed:
        return False
    if any_before(downed, word.first, 1) or _then(view, word, downed):
        return True
    if not deeds or any(deed.kind != "weapons" for deed in deeds):
        return False
    fired = any(deeds[0].last <= m.first < word.first for m in view.of("launch"))
    return not fired and any_before(downed, deeds[0].first, _OBJECT_REACH)


def _then(view: View, word: Mention, downed: Sequence[Mention]) -> bool:
    """Tell whether only a day stands before an agent: "downed | last night | by"."""
    return any(
        0 <= word.first - day.last_token <= 1 and any(m.last == day.first_token for m in downed)
        for day in view.dates
    )


def _of_person(view: View, party: Party) -> bool:
    """Tell whether an adjective says where a single person is from: "by an Afghan citizen"."""
    return party.kind == "demonym" and any(
        person.first == party.last for person in view.among(("person_one", "persons"))
    )


def _instrument(
    view: View,
    named: Sequence[Party],
    tokens: Sequence[Token],
    instrumental: Callable[[Token], bool],
) -> Doer | None:
    """Return the doer that follows a passive form: "ракет, выпущенных Россией"."""
    deeds = view.among(_PASSIVE_DEED)
    for deed, party in product(deeds, named):
        close = party.kind not in {"demonym", "origin"} and 0 <= party.first - deed.last <= 1
        if close and instrumental(tokens[party.first]):
            # "проиранской группировкой | хуситов": the last one is meant
            named_on = next((p for p in named if p.first == party.last), party)
            return _doer(named_on, "agent of a passive form")
    return None


def _adjective(
    view: View,
    named: Sequence[Party],
    tokens: Sequence[Token],
    genitive: Callable[[Token], bool] | None,
) -> Doer | None:
    things = view.among(_THING)
    if things and (stores := [m for m in view.of("targets") if m.last - m.first > 1]):
        # "a depot of ammunition": what it holds is no weapon of who owns it
        things = [m for m in things if not any(s.first < m.first < s.last for s in stores)]
    for party, thing in product(named, things):
        end = past_bracket(party, tokens)
        before, after = thing.first - end, party.first - thing.last
        if _tells(view, party, thing):
            continue
        owner = party.kind in {"demonym", "enemy", "force"} or initials(party, thing, tokens)
        if owner and 0 <= before <= _ADJECTIVE_REACH and _joined(view, tokens, end, thing.first):
            return _doer(party, OWNER_RULE)
        patient = any(m.first == thing.first for m in view.of("object_nouns"))
        follows = (
            genitive is not None
            and 0 <= after <= _OWNER_REACH
            and genitive(tokens[party.first])
            and _leads_to_owner(view, thing.last, party.first)
            and (owner or not patient)
        )
        if follows and not _is_target(view, thing, party):
            return _doer(party, "owner after weapon or attack")
    return None


def _tells(view: View, party: Party, thing: Mention) -> bool:
    """Tell whether a party only reports: "according to the Ukrainian military | ten drones"."""
    return any(
        voice.start <= party.start and party.end <= voice.end <= thing.start
        for voice in view.attributions
    )


def _joined(view: View, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether only modifiers stand between a party and a weapon."""
    if any(tokens[index].text in STOPS for index in range(first, last)):
        return False
    if any(p.kind != "country" and first <= p.first_token < last for p in view.places):
        return False  # "in Russian-occupied Crimea | attack drones"
    if any(m.first < first < m.last for m in view.of("wave_words")):
        return False  # "over Russian regions": the party belongs to another noun
    loose = set(range(first, last))
    for mention in view.among(_OF_WEAPONS):
        loose.difference_update(range(mention.first, mention.last))
    # "российские военные | сбили 5 БПЛА": a verb, not a participle of the weapon
    downs = any(first <= m.first < last for m in view.of("downed"))
    blocked = bool(loose) and any(mention.first in loose for mention in view.among(_BARRIERS))
    return not blocked and len(loose) <= 2 and not (downs and loose)


def _leads_to_owner(view: View, first: int, last: int) -> bool:
    """Tell whether only modifiers and links precede an owner ("frappes aériennes | russes")."""
    loose = set(range(first, last))
    for mention in view.among(_BEFORE_OWNER) if loose else ():
        loose.difference_update(range(mention.first, mention.last))
    return not loose


def _is_target(view: View, thing: Mention, party: Party) -> bool:
    return any(
        thing.last <= mention.first < party.first for mention in view.of("list_prepositions")
    )


def _subject(
    view: View,
    named: Sequence[Party],
    tokens: Sequence[Token],
    is_subject: Callable[[Token], bool],
) -> Doer | None:
    struck = {m.last: m.first for m in view.of("targets") if m.label != "military"}
    struck |= {p.last_token: p.first_token for p in view.places if p.kind == "facility"}
    for deed in view.among(_SUBJECT_DEED):
        if passive(view, deed):
            continue
        for party in reversed(named):
            if party.last <= struck.get(deed.first, -1):
                continue  # "Russia's Syzran refinery targeted": what a headline's verb is said of
            based = _where_based(view, party)
            gap = deed.first - based
            if not 0 <= gap <= _SUBJECT_REACH or party.kind == "demonym":
                continue
            if any(tokens[index].text in ";:" for index in range(party.last, deed.first)):
                continue
            if not is_subject(tokens[party.first]) or only_speaks(view, party, deed):
                continue
            if any(
                (based <= other.first < deed.first or other.last == party.first)
                and not _within_date(view, other)
                for other in view.among(_NO_SUBJECT)
            ):
                continue
            if carried_out(view, party, deed) or _owns_region(view, party):
                continue
            if _is_named(view, deed) or describes_speaker(view, party, deed, tokens):
                continue
            if object_follows(view, deed) or object_precedes(view, party, deed, tokens):
                return _doer(party, "subject")
    return None


def _is_named(view: View, deed: Mention) -> bool:
    """Tell whether a deed is a noun: "Israel called | the bombing | an answer", "many | fires"."""
    if any(mention.last == deed.last for mention in view.of("told_deeds")):
        return True
    burns = deed.kind == "launch" and any(m.first == deed.first for m in view.of("effects"))
    return burns and not any_after(view.of("weapons"), deed.last, _OBJECT_REACH)


def _harmer(view: View, named: Sequence[Party]) -> Doer | None:
    party = damager(view, named)
    if party is not None:
        return _doer(party, "subject")
    party = killer(view, named) if "killed" in view.by_kind else None
    return _doer(party, "who kills") if party is not None else None


def _owns_region(view: View, party: Party) -> bool:
    """Tell whether a country only says whose a region is: "Саратовскую область | РФ атаковали"."""
    return any(p.last_token == party.first and p.country == party.code for p in view.places)


def _within_date(view: View, word: Mention) -> bool:
    """Tell whether a preposition is that of a day: "Russia | on | Friday attacked"."""
    return any(date.first_token <= word.first < date.last_token for date in view.dates)


def _where_based(view: View, party: Party) -> int:
    """Return where a party's name ends, with where it is based: "Houthis in Yemen | have hit"."""
    if party.kind != "force":
        return party.last
    for preposition in view.of("list_prepositions"):
        if preposition.first == party.last:
            return next(
                (p.last_token for p in view.places if p.first_token == preposition.last), party.last
            )
    return party.last


def _wields(view: View, doer: Doer) -> bool:
    """Tell whether a subject strikes with a weapon: "Russia struck with Iranian drones"."""
    weapons = view.of("weapons")
    if not weapons:
        return False
    deeds = [m for m in view.among(_SUBJECT_DEED) if m.start >= doer.end]
    after = deeds and weapons[0].first >= deeds[0].last
    return bool(after) and not any(w.start < doer.start for w in weapons)


def _inverted(
    view: View,
    named: Sequence[Party],
    tokens: Sequence[Token],
    is_subject: Callable[[Token], bool],
) -> Doer | None:
    """Return the subject that follows its verb at once: "випустили росіяни".

    Whose site or town it is that was attacked is none: "атакували | американські військові
    об'єкти", "атаковал | украинский город".
    """
    sites = {index for m in view.of("targets") for index in (m.first, m.first + 1)}
    sites |= {m.first for m in view.of("settlement_nouns")}
    named = [party for party in named if party.last not in sites] if sites else named
    for deed in view.among(_INVERTED_DEED):
        if passive(view, deed):
            continue
        for party in named:
            if 0 <= party.first - deed.last <= 1 and is_subject(tokens[party.first]):
                return _doer(party, "subject after its verb")
    return None


def _at_finite(view: View, named: Sequence[Party], tokens: Sequence[Token]) -> Doer | None:
    """Return the subject at the finite verb of a clause that closes with the deed.

    "Russland | hat Odessa mit Drohnen angegriffen"; of one that opens with something else, the
    party behind the verb: "In der Nacht hat | die Ukraine eine Raffinerie angegriffen".
    """
    deeds = view.among(_INVERTED_DEED)
    opening = {place.last_token for place in view.places if place.first_token <= view.clause.first}
    for verb in view.of("verb_second"):
        before = [p for p in named if p.last <= verb.first and p.kind != "demonym"]
        if before and before[-1].last == verb.first and _closes(view, tokens, verb):
            return _doer(before[-1], "subject before the finite verb")
        if before or verb.first in opening:
            continue  # "Moskau hat die Ukraine angegriffen"
        done = any(m.first >= verb.first and not passive(view, m) for m in deeds)
        for party in named if done else ():
            if 0 <= party.first - verb.last <= 1 and party.kind != "demonym":
                return _doer(party, "subject behind the finite verb")
    return None


def _closes(view: View, tokens: Sequence[Token], verb: Mention) -> bool:
    """Tell whether a deed follows a finite verb before the next comma, active."""
    deeds = [m for m in view.among(_INVERTED_DEED) if verb.last <= m.first and not passive(view, m)]
    stop = next((at for at in range(verb.last, len(tokens)) if tokens[at].text in STOPS), None)
    return any(stop is None or deed.first < stop for deed in deeds)
