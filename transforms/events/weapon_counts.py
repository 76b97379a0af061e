"""Figures of a clause bound to weapons: launched, downed, lost, hit.

Two figures of one noun ("30 out of 35 drones") give two facts; figures of a list ("25 over Rostov,
eight over Volgograd") are bound to their places and never to the whole.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from transforms.events.analysis import View
from transforms.events.count_roles import ROLE_OF, role_of
from transforms.events.figures import COUNTABLE, DOWNED, LAUNCHED, WEAPONS, Fact
from transforms.events.numbers import NumberMention
from transforms.events.places import ResolvedPlace
from transforms.events.words import Mention
from transforms.language.tokens import Token

_ARTICLE_REACH: Final = 3
_NOUN_REACH: Final = 6
_LIST_REACH: Final = 3
_STOPS: Final = frozenset(",;:")
_MOST: Final = 5000  # no attack has had more weapons: such figures are of households, troops, a war
_FLYING: Final = frozenset({"weapons", "downed", "detected", "lost", "repelled", "antecedents"})
_PUNCTUATION: Final = frozenset(",;:()—–-")
_LISTED: Final = frozenset({"region", "city", "district", "sea"})
_WORD: Final = 5
_DASHES: Final = frozenset("—–-")
_BETWEEN: Final = frozenset({"killed", "injured", "downed", "targets", "by_agent", "passive"})
_COUNTED: Final = frozenset({"weapons", "targets", "persons"})
_NO_WEAPON: Final = frozenset({"targets", "persons", "settlement_nouns", "effects", "attack_nouns"})
_AFTER_FIGURE: Final = frozenset(
    {
        "list_prepositions", "downed", "lost", "launch", "detected", "passive", "repelled",
        "weapon_modifiers", "antecedents", "coordinators", "total_words", "breakdown",
    }
)  # fmt: skip
_OPENING: Final = frozenset('"«“„')  # 26 "Shaheds"


def counted_noun(view: View, number: NumberMention, tokens: Sequence[Token]) -> Mention | None:
    """Return the weapon or person word that a number counts, if one follows closely."""
    for mention in view.of("weapons", "persons", "person_one"):
        gap = mention.first - number.last_token
        if gap == 0:
            return mention
        if gap < 0:
            if mention.last > number.last_token:
                return mention
            continue
        if gap > _NOUN_REACH:
            return None
        inner = range(number.last_token, mention.first)
        quoted = mention.first - 1 if tokens[mention.first - 1].text in _OPENING else None
        if any(tokens[index].text in _PUNCTUATION and index != quoted for index in inner):
            return None
        blocked = any(
            other.first in inner
            and (
                other.kind in _BETWEEN
                # "both sides have used drones", but "25 launched drones"
                or (other.kind == "launch" and other.first > number.last_token)
            )
            for other in view.mentions
        )
        others = any(n.first_token in inner for n in view.numbers if n.kind in COUNTABLE)
        kinds = any(m.first in inner[1:] for m in view.of("other_prepositions"))  # "types of"
        return None if blocked or others or kinds else mention
    return None


class _Counted(NamedTuple):
    """What a figure counts: the weapon, its noun if one is there, the place of a list's entry."""

    item: str
    noun: Mention | None
    place: str | None


def weapon_facts(
    view: View, tokens: Sequence[Token], fallback: str | None
) -> tuple[list[Fact], list[Fact]]:
    """Return (facts of the whole, facts of single places) about weapons in a clause.

    ``fallback`` is the weapon last spoken of: what "86 were shot down" counts.
    """
    whole: list[Fact] = []
    listed: list[Fact] = []
    totals: list[Fact] = []
    numbers = [number for number in view.numbers if number.kind in COUNTABLE]
    verbs = view.among(ROLE_OF.keys()) if numbers else []
    joined = {m.last for m in view.of("coordinators")} if numbers else set()
    apart = [number for number in numbers if number.first_token not in joined]
    for number in numbers:
        counted = _counted(view, number, verbs, tokens, whole + listed, fallback)
        if counted is None:
            continue
        role = role_of(view, number, counted.noun, verbs, apart, tokens)
        if not _tells(view, number, counted, role):
            continue
        fact = Fact(
            role or DOWNED, counted.item, number.value, number.low, number.high, number.exact,
            number.start, number.end, counted.place,
        )  # fmt: skip
        (listed if fact.place is not None else whole).append(fact)
        if number.each and fact.place is not None:
            listed.extend(fact._replace(place=other) for other in _next_places(view, fact.place))
        if number.total is not None and role == DOWNED:
            totals.append(
                fact._replace(role=LAUNCHED, value=number.total, low=None, high=None, place=None)
            )
    _enter_first(view, whole, listed)
    entry = view.has("breakdown") or any(number.each for number in numbers)
    if len(listed) == 1 and not whole and not entry:
        # one figure with a place is no list: it is the clause's own figure
        whole.append(listed.pop()._replace(place=None))
    return whole + totals, listed


def _counted(
    view: View,
    number: NumberMention,
    verbs: Sequence[Mention],
    tokens: Sequence[Token],
    told: Sequence[Fact],
    fallback: str | None,
) -> _Counted | None:
    """Return what a figure counts, None where it counts no weapons; ``told``: those before it."""
    noun = counted_noun(view, number, tokens)
    if (number.value or 0) > _MOST or _counts_something_else(view, number, noun, tokens):
        return None
    place = _listed_place(view, number, noun, tokens)
    single = number.article and not number.each
    if (single and not _one_of_a_kind(view, number, noun)) or (number.each and place is None):
        return None
    if noun is not None:
        return _Counted(WEAPONS if _shared(view, noun) else _kind(view, noun), noun, place)
    bare = place is None and not _elliptic(view, number, verbs, tokens)
    if bare or not _of_weapons(view, told):
        return None
    before = [m for m in view.of("weapons") if m.first < number.first_token]
    item = before[-1].label if before else fallback
    return _Counted(item, None, place) if item is not None else None


def _tells(view: View, number: NumberMention, counted: _Counted, role: str | None) -> bool:
    """Tell whether a figure says something: "a house was destroyed by two drones" downed none."""
    if number.article and role != DOWNED:
        return False
    if role is None:
        return counted.place is not None
    return role != DOWNED or not any(
        0 <= number.first_token - mention.last <= 1 for mention in view.of("by_agent")
    )


def _counts_something_else(
    view: View, number: NumberMention, noun: Mention | None, tokens: Sequence[Token]
) -> bool:
    """Tell whether a number counts people, weapons of both sides or a thing of another kind."""
    if noun is None:
        return _counts_unknown(view, number, tokens)
    return noun.kind != "weapons" or _both(view, number, noun)


def _both(view: View, number: NumberMention, noun: Mention) -> bool:
    """Tell whether a collective only joins two nouns: "both drones and air defences"."""
    return number.kind == "collective" and any(
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
    return next((m.label for m in types if m.label.split("_")[-1] == family), noun.label)


def _of_weapons(view: View, told: Sequence[Fact]) -> bool:
    """Tell whether figures without a noun may count weapons: nothing else is told of.

    "600,000 customers lost power: 500,000 in Kyiv, 8,000 in Sumy" counts customers.
    """
    return bool(told) or view.has(*_FLYING) or not view.has("effects", "killed", "injured")


def _enter_first(view: View, whole: list[Fact], listed: list[Fact]) -> None:
    """Make the first figure of a list an entry: "over Crimea 40 were downed, 26 over Kursk"."""
    if len(listed) < 2 or len(whole) != 1 or whole[0].role != DOWNED:
        return
    first = whole[0]
    before = [place for place in view.places if place.end <= first.start and place.kind in _LISTED]
    smaller = (first.value or 0) < sum(fact.value or 0 for fact in listed)
    if before and smaller and all(fact.start > first.start for fact in listed):
        listed.insert(0, whole.pop()._replace(place=before[-1].name))


def _one_of_a_kind(view: View, number: NumberMention, noun: Mention | None) -> bool:
    """Tell whether "a" counts one weapon: "a drone", not "a number of the missiles"."""
    if noun is None or noun.first - number.last_token > _ARTICLE_REACH:
        return False
    if any(-1 <= number.first_token - mention.last <= 1 for mention in view.of("debris")):
        return False  # "debris of a drone"
    return not any(
        number.last_token <= mention.first < noun.first for mention in view.of("other_prepositions")
    )


def _listed_place(
    view: View, number: NumberMention, noun: Mention | None, tokens: Sequence[Token]
) -> str | None:
    """Return the place of a figure that stands as "<number> [drones] over <place>"."""
    after = max(number.last_token, noun.last if noun else 0)
    for place in view.places:
        if noun is None and _heads_entry(place, number, tokens):
            return place.name
        gap = place.first_token - after
        if gap < 0 or place.kind not in _LISTED:
            continue
        between = range(after, place.first_token)
        if gap > 5 or any(tokens[i].text in _STOPS for i in between):
            return None
        if any(other.number_token in between for other in view.numbers):
            return None  # "139 drones: 44 over Rostov"
        if noun is None and _counts_a_word(view, number, place, tokens):
            return None
        preposition = any(
            mention.kind == "list_prepositions" and after <= mention.first < place.first_token
            for mention in view.mentions
        )
        return place.name if preposition or gap == 0 else None
    return None


def _counts_a_word(
    view: View, number: NumberMention, place: ResolvedPlace, tokens: Sequence[Token]
) -> bool:
    """Tell whether no weapon is counted: "two warships in Crimea", "at three locations in X"."""
    after = number.last_token
    if any(m.kind in _NO_WEAPON and after <= m.first < place.first_token for m in view.mentions):
        return True
    if number.each or after >= place.first_token or not tokens[after].text.isalpha():
        return False
    return not any(
        mention.first <= after < mention.last
        for mention in view.mentions
        if mention.kind in _AFTER_FIGURE
    )


def _next_places(view: View, name: str) -> list[str]:
    """Return the places listed on after one: "one each over Rostov, Kursk and Kaluga"."""
    names: list[str] = []
    left: int | None = None
    for place in view.places:
        if left is not None:
            if place.first_token - left > _LIST_REACH:
                break
            names.append(place.name)
            left = place.last_token
        elif place.name == name:
            left = place.last_token
    return names


def _counts_unknown(view: View, number: NumberMention, tokens: Sequence[Token]) -> bool:
    """Tell whether a word that is known for nothing follows: "22 trains in the Rostov region"."""
    if number.last_token >= len(tokens):
        return False
    following = tokens[number.last_token]
    if not following.lower.isalpha() or len(following.text) < _WORD:
        return False
    return not any(mention.first == number.last_token for mention in view.mentions)


def _heads_entry(place: ResolvedPlace, number: NumberMention, tokens: Sequence[Token]) -> bool:
    """Tell whether a figure follows its place: "in the Voronezh region - nine"."""
    dash = number.first_token - 1
    if place.kind not in _LISTED or not 0 <= dash - place.last_token <= 1:
        return False
    return tokens[dash].text in _DASHES and tokens[number.last_token - 1].text not in _DASHES


def _elliptic(
    view: View, number: NumberMention, verbs: Sequence[Mention], tokens: Sequence[Token]
) -> bool:
    """Tell whether a bare number counts weapons: "22 of them", "86 shot down", "destroyed 50"."""
    if any(
        mention.kind == "antecedents" and 0 <= mention.first - number.last_token <= 1
        for mention in view.mentions
    ):
        counted = [m for m in view.mentions if m.kind in _COUNTED and m.last <= number.first_token]
        return not counted or counted[-1].kind == "weapons"
    for verb in verbs:
        if verb.kind not in {"downed", "lost"}:
            continue
        between = range(number.last_token, verb.first)
        if any(m.first in between for m in view.of("targets", "persons")):
            continue  # "two houses were destroyed"
        if 0 <= verb.first - number.last_token <= 2 or 0 <= number.first_token - verb.last <= 1:
            following = number.last_token
            return (
                following >= len(tokens)
                or not tokens[following].lower.isalpha()
                or (verb.first >= number.last_token)
            )
    return False
