"""What happened to the weapons that a figure counts: launched, downed, lost, got through."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.analysis import View
from transforms.events.figures import COUNTABLE, DOWNED, HIT, LAUNCHED, LOST, Fact
from transforms.events.nearby import any_after, any_before
from transforms.events.numbers import NumberMention
from transforms.events.words import Mention
from transforms.language.tokens import Token

_VERB_REACH: Final = 5
_DEEDS: Final = frozenset({"attack_nouns", "attack_verbs"})
_STOPS: Final = frozenset(",;:")
_OBJECT_REACH: Final = 3  # "the | Luch | substation"
_TURNS: Final = frozenset({"strike_verbs", "launch", "downed", "repelled", "impact"})
_LINKS: Final = frozenset({"list_prepositions", "other_prepositions", "by_agent"})
_FORCES: Final = "military"
ROLE_OF: Final = {
    "downed": DOWNED,
    "launch": LAUNCHED,
    "detected": LAUNCHED,
    "repelled": LAUNCHED,
    "lost": LOST,
    "got_through": HIT,
    "attack_nouns": LAUNCHED,
    "attack_verbs": LAUNCHED,
}


def role_of(
    view: View,
    number: NumberMention,
    noun: Mention | None,
    verbs: Sequence[Mention],
    apart: Sequence[NumberMention],
    tokens: Sequence[Token],
) -> str | None:
    """Return what happened to the weapons that a number counts, None where nothing tells.

    ``noun``: their word, if one is there; ``verbs``: the words of ``ROLE_OF`` in the clause;
    ``apart``: figures not joined to others by "and", as in "60 drones and five missiles were".
    """
    if noun is None:  # "the two strikes were both in X" counts no weapons
        verbs = [verb for verb in verbs if verb.kind not in _DEEDS]
    noun_end = _name_end(view, noun.last, tokens) if noun else 0
    if noun is not None and "antecedents" in view.by_kind:
        verbs = _before_parts(view, noun_end, verbs)
    role = _nearest_verb(number, max(number.last_token, noun_end), verbs, apart, tokens)
    if noun is None:
        return role
    if role is None:
        return _struck_role(view, number, noun, noun_end)
    if role == LAUNCHED and struck_at(view, number):
        return None
    if role == LAUNCHED and number.article and _warded_off(view, noun_end):
        role = DOWNED
    if role != DOWNED:
        return role
    if _strikes_first(view, number, noun, verbs):
        return LAUNCHED
    home = _destroys(view, noun_end, verbs) or _got_home(view, number, noun, verbs, tokens)
    return HIT if home else role


def _before_parts(view: View, noun_end: int, verbs: Sequence[Mention]) -> Sequence[Mention]:
    """Return the verbs that may be a whole's: "111 drones struck, 37 of them | were downed"."""
    words = view.of("antecedents")
    parts = [
        number.first_token
        for number in view.numbers
        if number.first_token >= noun_end and any_after(words, number.last_token, 0)
    ]
    return [verb for verb in verbs if verb.first < parts[0]] if parts else verbs


def downed_in_the_end(view: View, fact: Fact, noun: Mention | None) -> list[Fact]:
    """Return the same figure as downed where all of it was: "two drones came, but were downed"."""
    if fact.role != LAUNCHED or noun is None or not _warded_off(view, noun.last):
        return []
    return [replace(fact, role=DOWNED)]


def _warded_off(view: View, noun_end: int) -> bool:
    """Tell whether weapons are downed in the end: "a drone tried to attack X, but | was downed".

    Nothing else is told of that could be, and no other figure.
    """
    if not view.has("downed"):
        return False
    turns = {m.last for m in view.of("coordinators")}
    voices = {m.last: m.first for m in view.of("passive")}
    return any(
        voices.get(verb.first) in turns
        and verb.first > noun_end
        and not any(noun_end <= m.first < verb.first for m in view.of("weapons"))
        and not any(n.first_token >= noun_end and not n.article for n in view.numbers)
        for verb in view.of("downed")
    )


def struck_at(view: View, number: NumberMention) -> bool:
    """Tell whether weapons are what is struck: "carried out strikes on | two missiles"."""
    aimed = {m.last for m in view.of("list_prepositions")}
    deeds = {m.last for m in view.of("attack_nouns")}
    struck = {m.last for m in view.of("strike_verbs")}
    at = number.first_token
    while at - 1 > view.clause.first and at not in aimed and at not in struck:
        joined = any(m.last == at for m in view.of("coordinators"))
        other = next((m.first for m in view.of("weapons") if joined and m.last == at - 1), None)
        figure = next((n.first_token for n in view.numbers if n.last_token == other), None)
        if figure is None:
            return False
        at = figure
    return (at in aimed and at - 1 in deeds) or at in struck


def _name_end(view: View, end: int, tokens: Sequence[Token]) -> int:
    """Return where the words for a weapon end: "74 Shahed-type | attack drones | were downed".

    A shorter name behind it in brackets is of them: "unmanned aerial vehicles (UAVs) | hit".
    """
    if end + 2 < len(tokens) and tokens[end].text == "(" and tokens[end + 2].text == ")":
        return end + 3
    kinds = [m.last for m in view.of("weapon_modifiers") if m.first == end]
    return next((w.last for w in view.of("weapons") if w.first in kinds), end) if kinds else end


def _strikes_first(
    view: View, number: NumberMention, noun: Mention, verbs: Sequence[Mention]
) -> bool:
    """Tell whether weapons strike, and destroy but what they hit: "missiles hit A, destroying"."""
    if any(verb.last <= number.first_token for verb in verbs):
        return False
    if not any(verb.first == noun.last for verb in view.of("strike_verbs")):
        return False
    downed = next((verb for verb in verbs if verb.kind == "downed"), None)
    if downed is None or downed.first <= noun.last:
        return False
    # "a drone targeting X was shot down"
    return not any_before(view.of("passive"), downed.first, 1)


def _destroys(view: View, noun_end: int, verbs: Sequence[Mention]) -> bool:
    """Tell whether weapons destroy what is named at once: "four drones | destroyed the depot".

    Forces may stand there as well, behind a passive's verb: "three drones | destroyed by troops",
    "дронов | уничтожили силы ПВО".
    """
    downed = next((v for v in verbs if v.kind == "downed" and v.first == noun_end), None)
    if downed is None:
        return False
    links = {m.first for m in view.among(_LINKS)}
    for target in view.of("targets"):
        gap = target.first - downed.last
        if 0 <= gap <= _OBJECT_REACH and target.label != _FORCES:
            return links.isdisjoint(range(downed.last, target.first))
    return False


def struck_before(view: View, number: NumberMention) -> bool:
    """Tell whether a clause has told of a strike: the weapons may be those of it."""
    return any(verb.last <= number.first_token for verb in view.of("strike_verbs"))


def _got_home(
    view: View,
    number: NumberMention,
    noun: Mention,
    verbs: Sequence[Mention],
    tokens: Sequence[Token],
) -> bool:
    """Tell whether weapons struck after others were downed: "52 were shot down, two drones hit"."""
    downed = [v for v in verbs if v.kind == "downed" and v.last <= number.first_token]
    if not downed or any(verb.first >= noun.last for verb in verbs if verb.kind == "downed"):
        return False
    inner = range(downed[-1].last, number.first_token)
    counted = any(n.number_token in inner and n.kind in COUNTABLE for n in view.numbers)
    if not counted and not any(tokens[i].text == "," for i in inner):
        return False
    ends = {noun.last}
    joined = {m.first for m in view.of("coordinators")}
    ends |= {w.last for w in view.of("weapons") if noun.last in joined and w.first > noun.last}
    # "nine missiles | ont | touché", "26 dronów | szturmowych | trafiło"
    return any(0 <= verb.first - end <= 1 for verb in view.of("strike_verbs") for end in ends)


def _struck_role(view: View, number: NumberMention, noun: Mention, noun_end: int) -> str | None:
    """Return the role of weapons that strike, or come down: "three missiles | fell near X"."""
    if _strikes(view, number, noun):
        return LAUNCHED
    deeds = view.among(("impact", "strike_verbs"))
    fell = any_after(deeds, noun_end, 1)
    listed = _listed_ends(view, noun)[1:] if deeds and not fell else ()
    return HIT if fell or any(any_after(deeds, end, 1) for end in listed) else None


def _strikes(view: View, number: NumberMention, noun: Mention) -> bool:
    """Tell whether counted weapons strike: "two drones hit X", "targeted X with two drones"."""
    by = {mention.last for mention in view.of("by_agent")}
    means = [mention.first for mention in view.of("instruments")]
    # "was hit | on Thursday | by three missiles"
    days = {day.first_token: day.last_token for day in view.dates}
    return any(
        0 <= verb.first - noun.last <= 1
        or (
            number.first_token in by
            and 0 < number.first_token - days.get(verb.last, verb.last) <= 1
        )
        or any(verb.last <= at < number.first_token for at in means)
        for verb in view.of("strike_verbs")
    )


def _listed_ends(view: View, noun: Mention) -> list[int]:
    """Return where a weapon's word ends, and those counted behind it: "35 missiles and 60 drones".

    What they do follows the last of them.
    """
    ends = [noun.last]
    joins = [mention.first for mention in view.of("coordinators")]
    counted = {number.last_token for number in view.numbers}
    deeds = [mention.first for mention in view.among(_TURNS)] if joins else []
    for weapon in view.of("weapons") if joins else ():
        between = range(ends[-1], weapon.first)
        joined = any(at in between for at in joins) and not any(at in between for at in deeds)
        if weapon.first in counted and joined:
            ends.append(weapon.last)
    return ends


def _downed_before(
    number: NumberMention,
    verb: Mention,
    before: Sequence[Mention],
    numbers: Sequence[NumberMention],
    tokens: Sequence[Token],
) -> bool:
    """Tell whether a launch is the participle of what was downed: "downed 12 drones | fired at"."""
    if verb.kind != "launch" or not before or before[-1].kind != "downed":
        return False
    inner = range(before[-1].last, number.first_token)
    # a figure that is joined by "and" shares the verb of the one before it
    others = number in numbers and any(other.first_token in inner for other in numbers)
    items = {other.first_token - 1 for other in numbers}  # "downed two X, two Y and 15 Z fired at"
    stops = (index for index in inner if tokens[index].text in _STOPS)
    return not others and all(index in items for index in stops)


def _then_downed(
    verb: Mention,
    after: Sequence[Mention],
    numbers: Sequence[NumberMention],
    tokens: Sequence[Token],
) -> bool:
    """Tell whether launched weapons were downed: "five drones | released by X were destroyed".

    So are those "detected and destroyed".
    """
    following = next((other for other in after if other.first >= verb.last), None)
    if verb.kind not in {"launch", "detected"} or following is None or following.kind != "downed":
        return False
    if verb.kind == "detected":
        return following.first - verb.last <= 1
    inner = range(verb.last, following.first)
    parted = any(tokens[index].text in _STOPS for index in inner)
    return not parted and not any(number.first_token in inner for number in numbers)


def _nearest_verb(
    number: NumberMention,
    noun_end: int,
    verbs: Sequence[Mention],
    numbers: Sequence[NumberMention],
    tokens: Sequence[Token],
) -> str | None:
    # "83 drones destroyed", "216 сбитых беспилотников": the participle belongs to the figure
    inner = range(number.last_token, noun_end + 1)
    if any(verb.kind == "downed" and verb.first in inner for verb in verbs):
        counted = [v for v in verbs if v.last <= number.first_token and v.kind == "detected"]
        if counted or any(v.first < noun_end for v in verbs if v.first in inner):
            return DOWNED
    after = [verb for verb in verbs if verb.first >= noun_end]
    before = [verb for verb in verbs if verb.last <= number.first_token]
    if after:
        verb = after[0]
        gap = verb.first - noun_end
        clear = not any(
            noun_end <= other.first_token < verb.first for other in numbers
        ) and not any(tokens[index].text in ",;" for index in range(noun_end, verb.first))
        passive = clear and gap <= _VERB_REACH and verb.kind in {
            "downed", "lost", "launch", "detected", "got_through",
        }  # fmt: skip
        beside = before and number.first_token - before[-1].last <= 1
        if passive and not beside and not _downed_before(number, verb, before, numbers, tokens):
            return DOWNED if _then_downed(verb, after, numbers, tokens) else ROLE_OF[verb.kind]
    if before:
        nearest = before[-1]
        if nearest.kind in _DEEDS:
            stronger = [verb for verb in before if verb.kind in {"downed", "launch", "repelled"}]
            near = number.first_token - nearest.last <= 3
            if stronger and not near:
                nearest = stronger[-1]
        return ROLE_OF[nearest.kind]
    if after and after[0].kind in ROLE_OF:
        return ROLE_OF[after[0].kind]
    return None
