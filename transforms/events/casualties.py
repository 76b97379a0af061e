"""Killed and injured in a clause, explicit zeros included.

A figure belongs to the casualty word it stands beside; people told one by one ("a woman and a child
died") are counted; ages are not figures; "пострадавших, по его словам, нет" is a zero.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.added_tolls import with_further
from transforms.events.analysis import View
from transforms.events.comma_parts import PART_ENDS
from transforms.events.figures import COUNTABLE, INJURED, KILLED, PEOPLE, Fact
from transforms.events.nearby import any_before
from transforms.events.numbers import NumberMention
from transforms.events.people import died_of_wounds, listed_with, single_person
from transforms.events.people_numbers import LOOSE, parts_of, people_number, rises
from transforms.events.words import Mention
from transforms.language.tokens import Token

_ASIDE_REACH: Final = 10
_ABSENT_REACH: Final = 8
_NOBODY_REACH: Final = 7
_NEXT: Final = 3
_THINGS: Final = ("attack_nouns", "weapons")  # "no attack killed anyone"
_OF_A_WAR: Final = 1000  # as many dead are those of no single attack
_HURT_IN_A_WAR: Final = 5000
_OF_PEOPLE: Final = frozenset({"killed", "injured", "no_casualties", "no_injured", "no_killed"})
_NONE_HURT: Final = (("no_casualties", KILLED), ("no_injured", INJURED), ("no_killed", KILLED))


def people_facts(view: View, tokens: Sequence[Token]) -> list[Fact]:
    """Return killed and injured figures of a clause, explicit zeros included."""
    facts: list[Fact] = []
    if not view.has_any(_OF_PEOPLE) and not (view.has("nobody") and view.has("victims")):
        return facts
    facts += _zeros(view)
    verbs = _hurt(view)
    used: set[int] = set()
    parts = parts_of(view, tokens) if verbs else set()
    for verb in verbs:
        role = KILLED if verb.kind == "killed" else INJURED
        if any(fact.role == role and fact.value == 0 for fact in facts):
            continue
        if _no_such(view, verb, tokens) or _goes_on(view, verb, tokens):
            any_kind = role == INJURED and _said_of(view.of("victims"), verb)
            facts += [_zero(one, verb) for one in ((KILLED, INJURED) if any_kind else (role,))]
            continue
        nobody = _none_of(view, verb, tokens)
        if not nobody and any(word.last == verb.first for word in view.of("negation")):
            continue  # "the child was not hurt"
        if nobody or _absent(view, verb):
            facts.append(_zero(role, verb))
            if nobody or _said_of(view.of("victims"), verb):
                facts.append(_zero(KILLED if role == INJURED else INJURED, verb))
            continue
        cost, number = people_number(view, verb, verbs, tokens, used | parts, parts)
        further = listed_with(view, number, tokens) if number is not None else []
        plain = number is not None and (cost <= LOOSE or bool(further))
        single = single_person(view, verb, tokens) if not plain else None
        if number is not None and single is None:
            used.add(number.start)
            if (number.value or 0) >= (_OF_A_WAR if role == KILLED else _HURT_IN_A_WAR):
                continue
            toll = _toll(role, number, revised=rises(view, verb, number))
            if further and toll.value and not toll.revised:
                value = (toll.value or 0) + sum(count for count, _ in further)
                end = max(toll.end, *(end for _, end in further))
                toll = replace(toll, value=value, low=None, high=None, end=end)
            facts.append(toll)
            continue
        if single is not None:
            count, start, end = single
            facts.append(Fact(role, PEOPLE, count, None, None, True, start, end))
    if not any(fact.role == INJURED for fact in facts):  # "six were hurt, there were no victims"
        facts += [_zero(INJURED, m) for m in view.of("no_casualties") if not _other(view, m)]
    return with_further(view, died_of_wounds(view, facts)) or _no_victims(view, tokens)


def _hurt(view: View) -> list[Mention]:
    """Return the words for killed and injured, in their order; a "mortal wound" kills."""
    killed, injured = view.of("killed"), view.of("injured")
    if killed and injured:
        injured = [
            m for m in injured if not any(k.first <= m.first < m.last <= k.last for k in killed)
        ]
    return sorted([*killed, *injured], key=lambda mention: mention.first)


def _zeros(view: View) -> list[Fact]:
    """Return what is told in so many words: that there were none."""
    kinds = view.by_kind
    return [
        _zero(role, mention)
        for kind, role in _NONE_HURT
        if kind in kinds
        for mention in kinds[kind]
        if not _other(view, mention)
    ]


def _other(view: View, mention: Mention) -> bool:
    """Tell whether words for nobody say something else: "of casualties there is no word"."""
    return _told_about(view, mention) or _denied(view, mention)


def _denied(view: View, mention: Mention) -> bool:
    """Tell whether it is denied that there were none: "it did not pass without casualties"."""
    return any_before(view.of("negation"), mention.first, 1)


def _no_victims(view: View, tokens: Sequence[Token]) -> list[Fact]:
    """Return zeros where there were no victims of any kind: "without causing casualties"."""
    for mention in view.of("victims"):
        if _no_such(view, mention, tokens):
            return [_zero(KILLED, mention), _zero(INJURED, mention)]
    return []


def _toll(role: str, number: NumberMention, *, revised: bool) -> Fact:
    """Return a figure of people; "rose to six" is no bound, whatever the language says for it."""
    low, high = (None, None) if revised else (number.low, number.high)
    exact = number.exact or revised
    return Fact(
        role, PEOPLE, number.value, low, high, exact, number.start, number.end, revised=revised
    )


def _zero(role: str, mention: Mention) -> Fact:
    return Fact(role, PEOPLE, 0, None, None, True, mention.start, mention.end)


def _no_such(view: View, verb: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether there was none of it: "no reports of injuries", "neither deaths nor"."""
    for word in view.of("nobody"):
        between = range(word.last, verb.first)
        if verb.first < word.last or len(between) > _NOBODY_REACH:
            continue
        if any(tokens[index].text in PART_ENDS for index in between):
            continue
        thing = range(word.last, word.last + _NEXT)
        other = any(m.first in between and m.first in thing for m in view.among(_THINGS))
        if not (other or _denied(view, word)) and not any(
            n.number_token in between for n in view.numbers
        ):
            return True
    return False


def _goes_on(view: View, verb: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether a word goes on from one that is told of nobody: "no one was killed or hurt"."""
    return any(
        verb.first - told.last == 1
        and tokens[told.last].text not in PART_ENDS
        and not any(word.first == told.last for word in view.of("coordinators"))
        for told in view.among(("no_killed", "no_injured"))
    )


def _before_aside(first: int, view: View, tokens: Sequence[Token]) -> int:
    """Return where what commas enclose before a token begins: "люди, по его словам, не"."""
    if first - 1 <= view.clause.first or tokens[first - 1].text != ",":
        return first
    reach = range(first - 2, max(first - _ASIDE_REACH, view.clause.first), -1)
    return next((index for index in reach if tokens[index].text == ","), first)


def _none_of(view: View, verb: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether people are said not to be hurt: "the workers were not hurt"."""
    for no in view.of("negation"):
        if no.last != verb.first:
            continue
        one = {mention.first for mention in view.of("person_one")}
        said = _before_aside(no.first, view, tokens)
        return any(
            person.first not in one
            and (0 <= said - person.last <= 1 or 0 <= person.first - verb.last <= 1)
            for person in view.of("persons")
        ) and not any(number.kind in COUNTABLE for number in view.numbers)
    return False


def _said_of(words: Sequence[Mention], verb: Mention) -> bool:
    return any(word.first == verb.first for word in words)


def _absent(view: View, verb: Mention) -> bool:
    """Tell whether people hurt are said not to be: "пострадавших, по его словам, нет".

    Where word of them is what there is none of, nothing is said: "о пострадавших данных нет".
    """
    absent = view.of("absent")
    if absent and _told_about(view, verb):
        return False
    for mention in absent:
        if any(cut.first <= mention.first < cut.last for cut in view.of("effects")):
            continue  # "two were hurt, there is no | power"
        gap = mention.first - verb.last
        closes = (
            mention.last >= view.clause.last - 1
        )  # "casualties ..., it is said, there are none"
        if (
            0 <= gap <= (2 * _ABSENT_REACH if closes else _ABSENT_REACH)
            or 0 <= verb.first - mention.last <= 2
        ):
            return not any(
                verb.last <= number.number_token < mention.first
                for number in view.numbers
                if number.kind in COUNTABLE
            )
    return False


def _told_about(view: View, verb: Mention) -> bool:
    """Tell whether people hurt are what is spoken about, they or who is named with them."""
    about = {m.last for m in view.of("other_prepositions")}
    told = {m.last + 1: m.first for m in view.among(("killed", "injured"))}  # past an "and" or "or"
    first = verb.first
    while first not in about and first in told:
        first = told[first]
    return first in about
