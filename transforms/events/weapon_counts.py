"""Figures of a clause bound to weapons: launched, downed, lost, hit.

Two figures of one noun ("30 out of 35 drones") give two facts; figures of a list ("25 over Rostov,
eight over Volgograd") are bound to their places and never to the whole.
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final, NamedTuple

from transforms.events.analysis import View
from transforms.events.count_parts import is_part, role_of_part, wholes_of
from transforms.events.count_places import LISTED, heads_list, listed_place, next_places
from transforms.events.count_roles import (
    ROLE_OF,
    downed_in_the_end,
    role_of,
    struck_at,
    struck_before,
)
from transforms.events.counted_nouns import counted_noun, counts_unknown, elliptic
from transforms.events.counted_places import without_places
from transforms.events.figures import COUNTABLE, DOWNED, HIT, LAUNCHED, WEAPONS, WHOLE, Fact
from transforms.events.nearby import any_after, any_before
from transforms.events.numbers import NumberMention
from transforms.events.words import Mention
from transforms.language.tokens import Token

_ARTICLE_REACH: Final = 3
_COLLECTIVE: Final = "collective"
_MOST: Final = 5000  # no attack has had more weapons: such figures are of households, troops, a war
_FLYING: Final = frozenset({"weapons", "downed", "detected", "lost", "repelled", "antecedents"})
_OWN_VERBS: Final = frozenset(ROLE_OF) | {"strike_verbs", "passive"}


class _Counted(NamedTuple):
    """What a figure counts: the weapon, its noun if one is there, the place of a list's entry."""

    item: str
    noun: Mention | None
    place: str | None


def weapon_facts(
    view: View,
    tokens: Sequence[Token],
    fallback: str | None,
    dropped: AbstractSet[str],
    is_means: Callable[[Token], bool] | None,
) -> tuple[list[Fact], list[Fact]]:
    """Return (facts of the whole, facts of single places) about weapons in a clause.

    ``fallback`` is the weapon last spoken of: what "86 were shot down" counts. ``dropped`` are the
    weapons that fall on their target. ``is_means`` tells by the form of a word that it names with
    what something is done; None in languages whose forms do not.
    """
    numbers = [n for n in view.numbers if n.kind in COUNTABLE or n.kind == WHOLE]
    if not numbers:  # most clauses
        return [], []
    whole: list[Fact] = []
    listed: list[Fact] = []
    totals: list[Fact] = []
    verbs = view.among(ROLE_OF.keys())
    joined = {m.last for m in view.of("coordinators")}
    numbers = without_places(view, numbers)
    apart = [number for number in numbers if number.first_token not in joined]
    opened: Fact | None = None
    beside: dict[int, str | None] = {}  # roles by the token where their figures' nouns end
    for number in numbers:
        if number.article and not number.each and not _beside_weapon(view, number):
            continue  # "a house"
        counted = _counted(view, number, verbs, tokens, whole + listed, fallback, opened=opened)
        if counted is None:
            continue
        if number.kind == WHOLE:
            opened = _fact(LAUNCHED, counted, number)
            totals.append(opened)
            continue
        role = role_of(view, number, counted.noun, verbs, apart, tokens)
        noun = counted.noun
        if noun is not None:
            if role is None and is_means is not None and is_means(tokens[noun.first]):
                role = LAUNCHED if struck_before(view, number) else None
            role = beside[noun.last] = _shared_role(view, number, noun, beside, role)
        if is_part(view, number, opened):
            role = role_of_part(view, number, role, whole)
            totals += wholes_of(totals, number, counted.item)
        if not _tells(view, number, counted, role) or (not whole and _example(view, number)):
            continue
        untold = LAUNCHED if counted.item in dropped else DOWNED  # "over X: 5"
        fact = _fact(role or untold, counted, number)
        if number.first_token in joined and _beside(fact, whole, view):
            fact = replace(fact, further=True)
        (listed if fact.place is not None else whole).append(fact)
        totals += downed_in_the_end(view, fact, counted.noun)
        if number.each and fact.place is not None:
            listed.extend(replace(fact, place=other) for other in next_places(view, fact.place))
    if whole or listed:
        whole, listed = _completed(view, numbers, verbs, whole, listed)
    return whole + totals, listed


def _completed(
    view: View,
    numbers: Sequence[NumberMention],
    verbs: Sequence[Mention],
    whole: list[Fact],
    listed: list[Fact],
) -> tuple[list[Fact], list[Fact]]:
    """Complete the facts of a clause by each other: its first weapon, its verb, its only place."""
    whole, listed = _without_mere_kinds(whole, view), _without_mere_kinds(listed, view)
    whole, listed = _without_part(view, whole, listed)
    _enter_first(view, whole, listed)
    head = (verbs[0].label if verbs else "") or _kinds_apart(view, whole)
    if head:
        whole = [replace(fact, under=head) for fact in whole]
    if len(listed) == 1 and _own_figure(view, numbers, whole, listed[0]):
        whole.append(replace(listed.pop(), place=None))
    return whole, listed


def _without_part(
    view: View, whole: list[Fact], listed: list[Fact]
) -> tuple[list[Fact], list[Fact]]:
    """Leave out a part of a place's figure: "seven over A, four of them headed for the capital"."""
    if len(whole) != 1 or len(listed) != 1 or not view.has("antecedents"):
        return whole, listed
    part, told = whole[0], listed[0]
    inner = told.start < part.start and (told.value or 0) > (part.value or 0)
    behind = any(0 <= m.start - part.end <= 1 for m in view.of("antecedents"))
    if not (inner and behind and part.role == told.role and part.item == told.item):
        return whole, listed
    return [replace(told, place=None)], []


def _beside(fact: Fact, told: Sequence[Fact], view: View) -> bool:
    """Tell whether weapons of a kind come to those of the general word told right before.

    "Ten missiles and five cruise missiles", but "40 missiles, among them 30 cruise missiles".
    """
    if not told or view.has_any(("breakdown", "antecedents")):
        return False
    general = told[-1].item
    return fact.item != general and fact.item.split("_")[-1] == general


def _kinds_apart(view: View, whole: Sequence[Fact]) -> str:
    """Return a name for the list that figures of one kind make: "a Kinzhal and two Iskanders".

    None where one is a part of another: "50 missiles, including 30 cruise missiles".
    """
    kinds = [(fact.role, fact.item) for fact in whole if fact.item != "drone"]
    listed = len(kinds) > len(set(kinds)) and not view.has_any(("breakdown", "antecedents"))
    return str(view.start) if listed and view.has("coordinators") else ""


def _own_figure(
    view: View, numbers: Sequence[NumberMention], whole: Sequence[Fact], only: Fact
) -> bool:
    """Tell whether one figure with a place is no list but the clause's own figure.

    So is what became of a whole over several places: "launched 13, ten of which fell in A and B".
    """
    if any(number.each for number in numbers):
        return False
    if whole:
        if _shares_verb(view, numbers, whole, only):
            return True
        if only.role == LAUNCHED and all(f.role == DOWNED and f.start > only.start for f in whole):
            return True  # "launched 45 drones at X, of which 40 were downed"
        told = {fact.role for fact in whole if fact.item == only.item}
        several = only.place is not None and bool(next_places(view, only.place))
        return several and only.role not in told and LAUNCHED in told
    return not view.has("breakdown")


def _shares_verb(
    view: View, numbers: Sequence[NumberMention], whole: Sequence[Fact], only: Fact
) -> bool:
    """Tell whether the place is that of all: "fired ten missiles | and five drones at X"."""
    before = [fact for fact in whole if fact.start < only.start]
    if not before or before[-1].item == only.item:
        return False
    alike = before[-1].role == only.role or {before[-1].role, only.role} == {HIT, LAUNCHED}
    joined = {m.last for m in view.of("coordinators")}
    return alike and any(n.start == only.start and n.first_token in joined for n in numbers)


def _shared_role(
    view: View,
    number: NumberMention,
    noun: Mention,
    beside: dict[int, str | None],
    role: str | None,
) -> str | None:
    """Return the role of the figure to which one is joined: "included two cruise and two ...".

    Not where the figure has a verb of its own: "12 were shot down and two missiles hit X".
    """
    ends = [m.first for m in view.of("coordinators") if m.last == number.first_token]
    ends.append(number.first_token)  # where "ballistic and" stands for the noun
    verbs = view.among(_OWN_VERBS)
    if any_after(verbs, noun.last, 1):
        return role
    return next((beside[end] for end in ends if beside.get(end)), role)


def _without_mere_kinds(facts: list[Fact], view: View) -> list[Fact]:
    """Leave out launched weapons that an article only names: "23 drones and a missile" counts it.

    "A drone attacked" says what it was; beside a figure of others "a missile" is one.
    """
    if not facts:
        return facts
    articles = {number.start for number in view.numbers if number.article}
    if not articles:
        return facts
    counted = {f.item for f in facts if f.role == LAUNCHED and (f.value or 0) > 1}
    return [
        fact
        for fact in facts
        if fact.role != LAUNCHED
        or fact.start not in articles
        or (counted and fact.item not in counted)
    ]


def _fact(role: str, counted: _Counted, number: NumberMention) -> Fact:
    return Fact(
        role, counted.item, number.value, number.low, number.high, number.exact,
        number.start, number.end, counted.place if number.kind != WHOLE else None,
    )  # fmt: skip


def _counted(
    view: View,
    number: NumberMention,
    verbs: Sequence[Mention],
    tokens: Sequence[Token],
    told: Sequence[Fact],
    fallback: str | None,
    *,
    opened: Fact | None,
) -> _Counted | None:
    """Return what a figure counts, None where it counts no weapons.

    ``told``: the figures before it; ``opened``: the whole of which it may be a part.
    """
    noun = counted_noun(view, number, tokens)
    if (number.value or 0) > _MOST or _counts_something_else(view, number, noun, tokens):
        return None
    place = listed_place(view, number, noun, tokens)
    single = number.article and not number.each
    if (single and not _one_of_a_kind(view, number, noun)) or (number.each and place is None):
        return None
    if noun is not None:
        return _Counted(WEAPONS if _shared(view, noun) else _kind(view, noun), noun, place)
    if opened is not None and number.kind != WHOLE:
        return _Counted(opened.item, None, place)
    bare = place is None and not elliptic(view, number, verbs, tokens)
    if number.kind == WHOLE or bare or not _of_weapons(view, told):
        return None
    before = [m for m in view.of("weapons") if m.first < number.first_token]
    item = before[-1].label if before else fallback
    if told and told[-1].item == WEAPONS:
        item = WEAPONS  # "99 missiles and drones, 84 of which were downed"
    return _Counted(item, None, place) if item is not None else None


def _beside_weapon(view: View, number: NumberMention) -> bool:
    """Tell whether a weapon is named where an article may be that of its noun."""
    end = number.last_token
    return any(m.first - end <= _ARTICLE_REACH and m.last > end for m in view.of("weapons"))


def _tells(view: View, number: NumberMention, counted: _Counted, role: str | None) -> bool:
    """Tell whether a figure says something: "a house was destroyed by two drones" downed none."""
    if number.article and role not in {DOWNED, LAUNCHED}:
        return False
    if role is None:  # "the two strikes were both in X" counts no weapons, nor "thousands in X"
        counts = number.value is not None and number.kind != _COLLECTIVE
        if struck_at(view, number):
            return False
        return counted.place is not None and (counted.noun is not None or counts)
    return role != DOWNED or not any_before(_agents(view), number.first_token, 1)


def _agents(view: View) -> list[Mention]:
    """Return the words before an agent: "von" in "wurde von ...", not in "Abschuss von"."""
    agents = view.of("by_agent")
    if not agents:
        return agents
    inside = view.among(("antecedents", "downed"))
    return [m for m in agents if not any(w.first <= m.first < w.last for w in inside)]


def _example(view: View, number: NumberMention) -> bool:
    """Tell whether one weapon is an example of what is not counted: "a range, including one X"."""
    parts = {mention.first for mention in view.of("antecedents")}
    return number.article and any(
        mention.last <= number.first_token and mention.first not in parts
        for mention in view.of("breakdown")
    )


def _counts_something_else(
    view: View, number: NumberMention, noun: Mention | None, tokens: Sequence[Token]
) -> bool:
    """Tell whether a number counts people, weapons of both sides or a thing of another kind."""
    if noun is None:
        return counts_unknown(view, number, tokens)
    return noun.kind != "weapons" or _both(view, number, noun) or _of_attacks(view, number, noun)


def _of_attacks(view: View, number: NumberMention, noun: Mention) -> bool:
    """Tell whether attacks are counted, not weapons: "around 50 drone strikes"."""
    if number.article or number.value is None:
        return False
    modifiers = {m.first for m in view.of("weapon_modifiers")}
    if any(
        m.first <= number.last_token <= m.last <= noun.first and m.first not in modifiers
        for m in view.among(("attack_nouns", "attack_verbs"))
    ):
        return True  # "п'ять ударів шахедами", "завдали трьох ударів ракетами"
    armed = {weapon.first for weapon in view.of("weapons")}  # "17 Shahed attack drones"
    return any(
        (m.first == noun.last and m.last not in armed)
        or (m.first, m.last) == (noun.first, noun.last)  # "dos ataques misilísticos", one phrase
        for m in view.of("attack_nouns")
    )


def _both(view: View, number: NumberMention, noun: Mention) -> bool:
    """Tell whether a collective only joins two nouns: "both drones and air defences"."""
    return number.kind == _COLLECTIVE and any(
        mention.first == noun.last for mention in view.of("coordinators")
    )


def _shared(view: View, noun: Mention) -> bool:
    """Tell whether a figure counts weapons of two families: "more than 500 drones and missiles"."""
    joined = {m.last for m in view.of("coordinators") if m.first == noun.last}
    family = noun.label.split("_")[-1]
    single = {m.first for m in view.of("one_weapon")}  # "146 drones and one ballistic missile"
    return any(
        m.first in joined and m.first not in single and m.label.split("_")[-1] != family
        for m in view.of("weapons")
    )


def _kind(view: View, noun: Mention) -> str:
    """Return the kind of what a figure counts; a type behind the noun is finer."""
    family = noun.label.split("_")[-1]
    types = [m for m in view.of("weapons") if m.first == noun.last]
    kinds = (m.label for m in types if m.label != family)  # "three Iskander missiles"
    return next((kind for kind in kinds if kind.split("_")[-1] == family), noun.label)


def _of_weapons(view: View, told: Sequence[Fact]) -> bool:
    """Tell whether figures without a noun may count weapons: nothing else is told of.

    "600,000 customers lost power: 500,000 in Kyiv, 8,000 in Sumy" counts customers.
    """
    return bool(told) or view.has_any(_FLYING) or not view.has_any(("effects", "killed", "injured"))


def _enter_first(view: View, whole: list[Fact], listed: list[Fact]) -> None:
    """Make the first figure of a list an entry: "over Crimea 40 were downed, 26 over Kursk".

    So is one that further words part from its place: "eight, it said, over Kursk, two over Oryol".
    """
    if not listed or len(whole) != 1 or whole[0].role != DOWNED:
        return
    first = whole[0]
    if not all(fact.start > first.start for fact in listed):
        return
    places = [place for place in view.places if place.kind in LISTED]
    before = [place for place in places if place.end <= first.start]
    smaller = (first.value or 0) < sum(fact.value or 0 for fact in listed)
    told = min([n.start for n in view.numbers if n.start >= first.end], default=0)
    inner = [place for place in places if first.end <= place.start < told]
    if before and ((smaller and len(listed) > 1) or heads_list(before[-1], listed, places)):
        listed.insert(0, replace(whole.pop(), place=before[-1].name))
    elif len(inner) == 1 and not (
        view.has_any(("breakdown", "total_words"))
        or inner[0].name in {fact.place for fact in listed}
    ):
        listed.insert(0, replace(whole.pop(), place=inner[0].name))


def _one_of_a_kind(view: View, number: NumberMention, noun: Mention | None) -> bool:
    """Tell whether "a" counts one weapon: "a drone", not "a number of the missiles"."""
    if noun is None or noun.first - number.last_token > _ARTICLE_REACH:
        return False
    if any(-1 <= number.first_token - mention.last <= 1 for mention in view.of("debris")):
        return False  # "debris of a drone"
    return not any(
        number.last_token <= mention.first < noun.first for mention in view.of("other_prepositions")
    )
