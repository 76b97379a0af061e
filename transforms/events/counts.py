"""Figures of a clause bound to what they count: weapons launched and downed, people hurt.

Two figures of one noun ("30 out of 35 drones") give two facts; figures of a list ("25 over Rostov,
eight over Volgograd") are bound to their places and never to the whole.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from transforms.events.analysis import View
from transforms.events.numbers import NumberMention
from transforms.events.words import Mention
from transforms.language.tokens import Token

LAUNCHED: Final = "launched"
DOWNED: Final = "downed"
LOST: Final = "lost"
HIT: Final = "hit"
KILLED: Final = "killed"
INJURED: Final = "injured"
PEOPLE: Final = "people"

_LOOSE: Final = 3
_ABSENT_REACH: Final = 8
_NOUN_REACH: Final = 6
_VERB_REACH: Final = 5
_PUNCTUATION: Final = frozenset(',;:()—–-"«»“”')
_ROLE_OF: Final = {
    "downed": DOWNED,
    "launch": LAUNCHED,
    "detected": LAUNCHED,
    "repelled": LAUNCHED,
    "lost": LOST,
    "got_through": HIT,
    "attack_nouns": LAUNCHED,
    "attack_verbs": LAUNCHED,
}
_COUNTABLE: Final = frozenset({"cardinal", "collective", "range", "of", "vague"})


class Fact(NamedTuple):
    """A figure with its meaning; ``place`` is set for one entry of a list of places."""

    role: str
    item: str
    value: int | None
    low: int | None
    high: int | None
    exact: bool
    start: int
    end: int
    place: str | None = None


def _noun(view: View, number: NumberMention, tokens: Sequence[Token]) -> Mention | None:
    """Return the weapon or person word that a number counts, if one follows closely."""
    for mention in view.mentions:
        if mention.kind not in {"weapons", "persons", "person_one"}:
            continue
        gap = mention.first - number.last_token
        if mention.first < number.last_token:
            if mention.last > number.last_token:
                return mention
            continue
        if gap > _NOUN_REACH:
            return None
        inner = range(number.last_token, mention.first)
        if any(tokens[index].text in _PUNCTUATION for index in inner):
            return None
        if any(other.first_token in inner for other in view.numbers if other.kind in _COUNTABLE):
            return None
        blocked = any(
            other.first in inner and other.kind in {"killed", "injured", "downed", "targets"}
            for other in view.mentions
        )
        return None if blocked else mention
    return None


def weapon_facts(
    view: View, tokens: Sequence[Token], fallback: str | None
) -> tuple[list[Fact], list[Fact]]:
    """Return (facts of the whole, facts of single places) about weapons in a clause.

    ``fallback`` is the weapon last spoken of: what "86 were shot down" counts.
    """
    verbs = [mention for mention in view.mentions if mention.kind in _ROLE_OF]
    whole: list[Fact] = []
    listed: list[Fact] = []
    numbers = [number for number in view.numbers if number.kind in _COUNTABLE]
    for number in numbers:
        noun = _noun(view, number, tokens)
        if noun is not None and noun.kind != "weapons":
            continue
        place = _listed_place(view, number, noun, tokens)
        if noun is None and number.article:
            continue
        if noun is None and place is None and not _elliptic(view, number, verbs, tokens):
            continue
        item = noun.label if noun is not None else fallback
        if item is None:
            continue
        end_token = max(number.last_token, noun.last if noun else 0)
        role = _role(number, end_token, verbs, numbers, tokens)
        if (role is None and place is None) or (number.article and role != DOWNED):
            continue
        fact = Fact(
            role or DOWNED, item, number.value, number.low, number.high, number.exact,
            number.start, number.end, place,
        )  # fmt: skip
        (listed if place is not None else whole).append(fact)
        if number.total is not None and role == DOWNED:
            total = fact._replace(role=LAUNCHED, value=number.total, low=None, high=None)
            whole.append(total)
    if len(listed) == 1 and not whole:
        # one figure with a place is no list: it is the clause's own figure
        whole.append(listed.pop()._replace(place=None))
    return whole, listed


def _listed_place(
    view: View, number: NumberMention, noun: Mention | None, tokens: Sequence[Token]
) -> str | None:
    """Return the place of a figure that stands as "<number> [drones] over <place>"."""
    after = max(number.last_token, noun.last if noun else 0)
    for place in view.places:
        gap = place.first_token - after
        if gap < 0 or place.kind not in {"region", "city", "district", "sea"}:
            continue
        if gap > 5 or any(tokens[i].text in ",;" for i in range(after, place.first_token)):
            return None
        preposition = any(
            mention.kind == "list_prepositions" and after <= mention.first < place.first_token
            for mention in view.mentions
        )
        return place.name if preposition or gap == 0 else None
    return None


def _elliptic(
    view: View, number: NumberMention, verbs: Sequence[Mention], tokens: Sequence[Token]
) -> bool:
    """Tell whether a bare number counts weapons: "22 of them", "86 shot down", "destroyed 50"."""
    if any(
        mention.kind == "antecedents" and 0 <= mention.first - number.last_token <= 1
        for mention in view.mentions
    ):
        return True
    for verb in verbs:
        if verb.kind not in {"downed", "lost"}:
            continue
        if 0 <= verb.first - number.last_token <= 2 or 0 <= number.first_token - verb.last <= 1:
            following = number.last_token
            return (
                following >= len(tokens)
                or not tokens[following].lower.isalpha()
                or (verb.first >= number.last_token)
            )
    return False


def _role(
    number: NumberMention,
    noun_end: int,
    verbs: Sequence[Mention],
    numbers: Sequence[NumberMention],
    tokens: Sequence[Token],
) -> str | None:
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
        if passive and not (before and number.first_token - before[-1].last <= 1):
            return _ROLE_OF[verb.kind]
    if before:
        nearest = before[-1]
        if nearest.kind in {"attack_nouns", "attack_verbs"}:
            stronger = [verb for verb in before if verb.kind in {"downed", "launch", "repelled"}]
            near = number.first_token - nearest.last <= 3
            if stronger and not near:
                nearest = stronger[-1]
        return _ROLE_OF[nearest.kind]
    if after and after[0].kind in _ROLE_OF:
        return _ROLE_OF[after[0].kind]
    return None


def people_facts(view: View, tokens: Sequence[Token]) -> list[Fact]:
    """Return killed and injured figures of a clause, explicit zeros included."""
    facts = []
    for mention in view.of("no_casualties"):
        facts += [_zero(KILLED, mention), _zero(INJURED, mention)]
    facts += [_zero(INJURED, mention) for mention in view.of("no_injured")]
    facts += [_zero(KILLED, mention) for mention in view.of("no_killed")]
    verbs = sorted(view.of("killed", "injured"), key=lambda mention: mention.first)
    used: set[int] = set()
    for verb in verbs:
        role = KILLED if verb.kind == "killed" else INJURED
        if any(fact.role == role and fact.value == 0 for fact in facts):
            continue
        if _absent(view, verb):
            facts.append(_zero(role, verb))
            if _said_of(view.of("victims"), verb):
                facts.append(_zero(KILLED if role == INJURED else INJURED, verb))
            continue
        cost, number = _people_number(view, verb, verbs, tokens, used)
        single = _single_person(view, verb)
        if number is not None and not (single is not None and cost > _LOOSE):
            used.add(number.start)
            facts.append(
                Fact(
                    role, PEOPLE, number.value, number.low, number.high, number.exact,
                    number.start, number.end,
                )
            )  # fmt: skip
            continue
        if single is not None:
            count, start, end = single
            facts.append(Fact(role, PEOPLE, count, None, None, True, start, end))
    return facts


def _zero(role: str, mention: Mention) -> Fact:
    return Fact(role, PEOPLE, 0, None, None, True, mention.start, mention.end)


def _said_of(words: Sequence[Mention], verb: Mention) -> bool:
    return any(word.first == verb.first for word in words)


def _absent(view: View, verb: Mention) -> bool:
    """Tell whether people hurt are said not to be: "пострадавших, по его словам, нет"."""
    for mention in view.of("absent"):
        gap = mention.first - verb.last
        if 0 <= gap <= _ABSENT_REACH or 0 <= verb.first - mention.last <= 2:
            return not any(
                verb.last <= number.number_token < mention.first
                for number in view.numbers
                if number.kind in _COUNTABLE
            )
    return False


def _people_number(
    view: View,
    verb: Mention,
    verbs: Sequence[Mention],
    tokens: Sequence[Token],
    used: set[int],
) -> tuple[int, NumberMention | None]:
    best: tuple[int, NumberMention] | None = None
    for number in view.numbers:
        if number.kind not in _COUNTABLE or number.start in used:
            continue
        noun = _noun(view, number, tokens)
        if noun is not None and noun.kind == "weapons":
            continue
        if noun is None and not _bare(view, number, verb, tokens):
            continue
        cost = _distance(number, verb, verbs, view, tokens)
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, number)
    return best if best is not None else (0, None)


def _bare(view: View, number: NumberMention, verb: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether a number without a noun can count people: it stands beside the verb."""
    if number.kind == "collective":
        return True
    if _is_age(view, number):
        return False
    gap = (
        verb.first - number.last_token
        if verb.first >= number.last_token
        else (number.number_token - verb.last)
    )
    if not 0 <= gap <= 4:
        return False
    following = number.last_token
    if verb.first >= number.last_token or following >= len(tokens):
        return gap <= 3
    joined = any(
        mention.kind == "coordinators" and mention.first == following for mention in view.mentions
    )
    return not tokens[following].lower.isalpha() or joined or gap <= 1


def _is_age(view: View, number: NumberMention) -> bool:
    """Tell whether a bare number is somebody's age: "a man of 63", "women aged 44 and 70"."""
    if any(0 <= number.first_token - m.last <= 1 for m in view.of("person_one")):
        return True
    return any(
        0 <= number.first_token - mention.last <= 3 or 0 <= mention.first - number.last_token <= 1
        for mention in view.of("age")
    )


def _distance(
    number: NumberMention,
    verb: Mention,
    verbs: Sequence[Mention],
    view: View,
    tokens: Sequence[Token],
) -> int | None:
    """Return how far a number stands from a casualty word, None where it belongs to another."""
    if verb.first >= number.last_token:
        inner = range(number.last_token, verb.first)
        cost = len(inner)
        limit = 9
    else:
        inner = range(verb.last, max(verb.last, number.number_token))
        cost = len(inner)
        limit = 6
    if cost > limit or any(other.first in inner for other in verbs if other is not verb):
        return None
    if any(tokens[index].text in ";:" for index in inner):
        return None
    if any(other.first_token in inner for other in view.numbers if other.kind in _COUNTABLE):
        return None
    crossed = any(
        mention.first in inner for mention in view.mentions if mention.kind == "coordinators"
    ) or any(tokens[index].text == "," for index in inner)
    return cost + (4 if crossed else 0)


def _single_person(view: View, verb: Mention) -> tuple[int, int, int] | None:
    """Return (count, start, end) where people are told one by one: "a woman and a child died"."""
    people = [mention for mention in view.of("person_one") if -6 <= mention.first - verb.last <= 3]
    near = [m for m in people if not _crosses(m, verb, view)]
    if not near:
        return None
    return len(near), near[0].start, near[-1].end


def _crosses(mention: Mention, verb: Mention, view: View) -> bool:
    low, high = sorted((mention.first, verb.first))
    return any(
        low < other.first < high
        for other in view.mentions
        if other.kind in {"killed", "injured", "downed", "weapons", "attack_nouns"}
    )


def best_fact(facts: Iterable[Fact]) -> Fact | None:
    """Return the figure to report: an exact one beats a rounded one, the larger beats the less."""
    valued = [fact for fact in facts if fact.value is not None]
    if not valued:
        return None
    return max(valued, key=lambda fact: (fact.exact, fact.value or 0, -fact.start))
