"""Killed and injured in a clause, explicit zeros included.

A figure belongs to the casualty word it stands beside; people told one by one ("a woman and a child
died") are counted; ages are not figures; "пострадавших, по его словам, нет" is a zero.
"""

from collections.abc import Sequence
from typing import Final

from transforms.events.added_tolls import with_further
from transforms.events.analysis import View
from transforms.events.counted_nouns import counted_noun
from transforms.events.figures import COUNTABLE, INJURED, KILLED, PEOPLE, Fact
from transforms.events.numbers import NumberMention
from transforms.events.people import died_of_wounds, listed_with, single_person
from transforms.events.words import Mention
from transforms.language.tokens import Token

_RISE_REACH: Final = 2
_LOOSE: Final = 3
_OWN_REACH: Final = 5
_ASIDE_REACH: Final = 10
_ABSENT_REACH: Final = 8
_NOBODY_REACH: Final = 7
_NEXT: Final = 3
_THINGS: Final = ("attack_nouns", "weapons")  # "no attack killed anyone"
_OF_A_WAR: Final = 1000  # as many dead are those of no single attack
_OF_PEOPLE: Final = frozenset({"killed", "injured", "no_casualties", "no_injured", "no_killed"})
_NONE_HURT: Final = (("no_casualties", KILLED), ("no_injured", INJURED), ("no_killed", KILLED))
_PART_ENDS: Final = frozenset(",;:.)")


def people_facts(view: View, tokens: Sequence[Token]) -> list[Fact]:
    """Return killed and injured figures of a clause, explicit zeros included."""
    facts: list[Fact] = []
    if not view.has_any(_OF_PEOPLE) and not (view.has("nobody") and view.has("victims")):
        return facts
    facts += _zeros(view)
    verbs = sorted(view.of("killed", "injured"), key=lambda mention: mention.first)
    used: set[int] = set()
    parts = _parts(view, tokens) if verbs else set()
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
        cost, number = _people_number(view, verb, verbs, tokens, used | parts, parts)
        single = single_person(view, verb, tokens)
        if number is not None and not (single is not None and cost > _LOOSE):
            used.add(number.start)
            if role == KILLED and (number.value or 0) >= _OF_A_WAR:
                continue
            toll = _toll(role, number, revised=_rises(view, verb, number))
            further = listed_with(view, number, tokens) if toll.value else []
            if further and not toll.revised:
                value = (toll.value or 0) + sum(count for count, _ in further)
                end = max(toll.end, *(end for _, end in further))
                toll = toll._replace(value=value, low=None, high=None, end=end)
            facts.append(toll)
            continue
        if single is not None:
            count, start, end = single
            facts.append(Fact(role, PEOPLE, count, None, None, True, start, end))
    if not any(fact.role == INJURED for fact in facts):  # "six were hurt, there were no victims"
        facts += [_zero(INJURED, m) for m in view.of("no_casualties") if not _other(view, m)]
    return with_further(view, died_of_wounds(view, facts)) or _no_victims(view, tokens)


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
    return any(0 <= mention.first - word.last <= 1 for word in view.of("negation"))


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
        if any(tokens[index].text in _PART_ENDS for index in between):
            continue
        thing = range(word.last, word.last + _NEXT)
        other = any(m.first in between and m.first in thing for m in view.of(*_THINGS))
        if not (other or _denied(view, word)) and not any(
            n.number_token in between for n in view.numbers
        ):
            return True
    return False


def _goes_on(view: View, verb: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether a word goes on from one that is told of nobody: "no one was killed or hurt"."""
    return any(
        verb.first - told.last == 1
        and tokens[told.last].text not in _PART_ENDS
        and not any(word.first == told.last for word in view.of("coordinators"))
        for told in view.of("no_killed", "no_injured")
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
    told = {m.last + 1: m.first for m in view.of("killed", "injured")}  # past an "and" or "or"
    first = verb.first
    while first not in about and first in told:
        first = told[first]
    return first in about


def _people_number(
    view: View,
    verb: Mention,
    verbs: Sequence[Mention],
    tokens: Sequence[Token],
    used: set[int],
    parts: set[int],
) -> tuple[int, NumberMention | None]:
    """Return the figure of a casualty word with its distance; ``used`` and ``parts`` are none."""
    best: tuple[int, NumberMention] | None = None
    for number in view.numbers:
        if number.kind not in COUNTABLE or number.start in used:
            continue
        noun = counted_noun(view, number, tokens)
        if noun is not None and noun.kind == "weapons":
            continue
        if (
            number.article and noun is None and verb.last <= number.first_token
        ):  # "killed in an Israeli strike"
            continue
        if number.article and any(m.first == number.last_token for m in view.of("effects")):
            continue  # "started a fire and wounded workers"
        if _counts_other(view, number, verb):
            continue
        if noun is None and not _bare(view, number, verb, tokens):
            continue
        cost = _distance(number, verb, verbs, view, tokens, parts)
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, number)
    return best if best is not None else (0, None)


def _parts(view: View, tokens: Sequence[Token]) -> set[int]:
    """Return where the figures stand that only break a number down: "including two children"."""
    found = _asides(view, tokens)
    for word in view.of("breakdown"):
        end = word.last
        while end < view.clause.last and tokens[end].text not in _PART_ENDS:
            end += 1
        ended = [m.first for m in view.of("killed", "injured") if word.last <= m.first < end]
        end = min(ended, default=end)
        found |= {n.start for n in view.numbers if word.last <= n.number_token < end}
        if word.last < view.clause.last and tokens[word.last].text in _PART_ENDS:
            # "more than 30 people, 23 children among them, were killed"
            begin = word.first
            while begin > view.clause.first and tokens[begin - 1].text not in _PART_ENDS:
                begin -= 1
            if begin > view.clause.first:
                found |= {n.start for n in view.numbers if begin <= n.number_token < word.first}
    return found


def _asides(view: View, tokens: Sequence[Token]) -> set[int]:
    """Return where figures of a part stand between commas: "73 people, 15 of them children, were".

    Not those of which something else is told: "two of them died".
    """
    found: set[int] = set()
    hurt = [m.first for m in view.of("killed", "injured")]
    for word in view.of("antecedents"):
        end = word.last
        while end < view.clause.last and tokens[end].text not in _PART_ENDS:
            end += 1
        for number in view.numbers:
            opened = number.first_token > 0 and tokens[number.first_token - 1].text in _PART_ENDS
            if number.last_token == word.first and opened and end < view.clause.last:
                inner = range(number.last_token, end)
                found |= set() if any(at in inner for at in hurt) else {number.start}
    return found


def _bare(view: View, number: NumberMention, verb: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether a number without a noun can count people: it stands beside the verb."""
    if number.kind == "collective" or (not number.article and _rises(view, verb, number)):
        return True
    if _is_age(view, number):
        return False
    if verb.first >= number.last_token:
        gap = verb.first - number.last_token
        if any(tokens[index].text == "," for index in range(number.last_token, verb.first)):
            return False  # "15 are hurt, | and there are dead"
    else:
        gap = 0 if _aside(verb, number, tokens) else number.number_token - verb.last
    if not 0 <= gap <= 4:
        return False
    following = number.last_token
    if verb.first >= number.last_token or following >= len(tokens):
        return gap <= 3
    joined = any(mention.first == following for mention in view.of("coordinators"))
    placed = any(m.first == verb.last for m in view.of("list_prepositions"))
    near = gap <= (0 if placed else 1)  # "injured in two districts"
    return not tokens[following].lower.isalpha() or joined or near


def _aside(verb: Mention, number: NumberMention, tokens: Sequence[Token]) -> bool:
    """Tell whether only words between two commas part a casualty word from its figure.

    "Пострадавших, по его сведениям, около 15".
    """
    first, last = verb.last, number.first_token - 1
    if not first < last <= first + _ASIDE_REACH:
        return False
    commas = [index for index in range(first, last + 1) if tokens[index].text == ","]
    return commas == [first, last]


def _is_age(view: View, number: NumberMention) -> bool:
    """Tell whether a bare number is somebody's age: "a man of 63", "women aged 44 and 70"."""
    ends = {n.last_token for n in view.numbers if n.kind in COUNTABLE and not n.article}
    ones = [m for m in view.of("person_one") if m.first not in ends]  # not of "26 человек"
    if any(0 <= number.first_token - m.last <= 1 for m in ones):
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
    parts: set[int],
) -> int | None:
    """Return how far a number stands from a casualty word, None where it belongs to another."""
    if verb.first >= number.last_token:
        inner: Sequence[int] = _past_aside(range(number.last_token, verb.first), view, tokens)
        cost = len(inner)
        limit = 9
    else:
        inner = range(verb.last, max(verb.last, number.number_token))
        cost = 0 if _aside(verb, number, tokens) else len(inner)
        limit = 6
    if verb.first < number.number_token and _rises(view, verb, number):
        return 1
    if cost > limit or any(other.first in inner for other in verbs if other is not verb):
        return None
    if any(tokens[index].text in ";:" for index in inner):
        return None
    others = [
        other
        for other in view.numbers
        if other is not number
        and not other.article  # "one worker at | a | plant was hurt"
        and other.kind in COUNTABLE
        and other.start not in parts
    ]
    if any(other.number_token in inner for other in others):
        return None
    crossed = any(mention.first in inner for mention in view.of("coordinators")) or any(
        tokens[index].text == "," for index in inner
    )
    return cost + (4 if crossed else 0)


def _past_aside(inner: range, view: View, tokens: Sequence[Token]) -> Sequence[int]:
    """Return the words between without what commas enclose: "two others, a guard and ..., were".

    Not where something is told between the commas.
    """
    commas = [index for index in inner if tokens[index].text == ","]
    if len(commas) < 2:
        return inner
    aside = range(commas[0], commas[-1] + 1)
    told = any(m.first in aside for m in view.of("killed", "injured", "passive", "downed"))
    return inner if told else [index for index in inner if index not in aside]


def _counts_other(view: View, number: NumberMention, verb: Mention) -> bool:
    """Tell whether the number is another casualty word's: "six wounded", "40 others injured"."""
    end, words = number.last_token, view.of("persons", "passive")
    later = {m.first for m in view.of("killed", "injured") if m.first >= end} - {verb.first}
    if not later:
        return False
    for _ in range(_OWN_REACH):
        if end in later:
            return True
        end = next((m.last for m in words if m.first == end), end)
    return False


def _rises(view: View, verb: Mention, number: NumberMention) -> bool:
    """Tell whether a toll is told as risen to a number: "the death toll in X has risen to nine"."""
    return any(
        verb.first <= word.first and 0 <= number.number_token - word.last <= _RISE_REACH
        for word in view.of("rise")
    )
