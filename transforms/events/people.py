"""People told one by one: "a woman and her son", or by their ages alone."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.analysis import View
from transforms.events.comma_parts import PART_ENDS
from transforms.events.figures import COUNTABLE, INJURED, KILLED, Fact
from transforms.events.hurt_order import hurt_by
from transforms.events.nearby import any_after, any_before
from transforms.events.numbers import NumberMention
from transforms.events.words import Mention
from transforms.language.tokens import Token

_PART_REACH: Final = 2
_LINKS: Final = frozenset({"list_prepositions", "coordinators", "other_prepositions", "causal"})
_PARTS: Final = frozenset({":", "-", "–", "—", "("})
_AGED: Final = re.compile(r"\d{1,3}-[^\W\d]+")  # "33-річний"
_AGED_REACH: Final = 4
_JOINED_REACH: Final = 4


def single_person(
    view: View, verb: Mention, tokens: Sequence[Token]
) -> tuple[int, int, int] | None:
    """Return (count, start, end) where people are told one by one: "a woman and a child died"."""
    several = {n.last_token for n in view.numbers if n.kind in COUNTABLE and not n.article}
    people = [
        mention
        for mention in view.of("person_one")
        if -6 <= mention.first - verb.last <= 3
        and mention.first not in several
        and not any(who.start <= mention.start < who.end for who in view.attributions)
    ]
    if people:  # "цивільний | об'єкт" is nobody
        sites = [m for m in view.of("targets") if m.last - m.first > 1]
        people = [m for m in people if not any(s.first <= m.first < s.last for s in sites)]
    if len(people) > 1:  # "un uomo è | morto": the word for dying is no second person
        people = [one for one in people if one.first != verb.first] or people
    people += _joined(view, people, several, tokens)
    breakdowns = view.of("breakdown")
    near = [
        m
        for m in people
        if not (_crosses(m, verb, view) or _of_another(m, verb, view, tokens))
        and hurt_by(m, view) in {None, verb}
        and not any_before(breakdowns, m.first, _PART_REACH)
    ]
    ages = _ages(view, verb, near, tokens)
    if not near and not ages:
        return _another(view, verb, tokens)
    spans = sorted([*((m.start, m.end) for m in near), *((t.start, t.end) for t in ages)])
    return len(spans), spans[0][0], spans[-1][1]


def _another(view: View, verb: Mention, tokens: Sequence[Token]) -> tuple[int, int, int] | None:
    """Return the one who has no noun: "killed a man and injured another (in the same street)"."""
    more = further_ends(view)
    ones = [(m.first, more[m.first], m.start, m.end) for m in view.of("further")]
    ones += [
        (n.first_token, more.get(n.last_token, n.last_token), n.start, n.end)
        for n in view.numbers
        if n.value == 1
    ]
    linked = {m.first for m in view.among(_LINKS)}
    for first, last, start, end in ones:
        ends = last >= view.clause.last or not tokens[last].text[0].isalnum()
        if first == verb.last and (ends or last in linked):
            return 1, start, end
    return None


def further_ends(view: View) -> dict[int, int]:
    """Return where the words for one more end, by where they start: "another", "еще один"."""
    ends = {m.first: m.last for m in view.of("further")}
    for word in view.of("separators") if ends else ():
        if word.first in ends:
            ends[word.first] = max(ends[word.first], word.last)
    return ends


def died_of_wounds(view: View, facts: list[Fact]) -> list[Fact]:
    """Return the figures of a clause where one who is hurt may be told to die of it.

    "A man was wounded and died in hospital" tells of one killed, and of nobody else.
    """
    if len(facts) != 1 or facts[0].role != INJURED or facts[0].value != 1:
        return facts
    dying = {mention.first for mention in view.of("care")}
    died = any(m.first in dying and m.start >= facts[0].end for m in view.of("killed"))
    return [replace(facts[0], role=KILLED)] if died else facts


def listed_with(
    view: View, number: NumberMention, tokens: Sequence[Token]
) -> list[tuple[int, int]]:
    """Return the counts of who is listed with those that a figure counts, with their ends.

    "Three women, two men and a child were killed": two and one for the three. Nobody is where
    the list may go on from another: "killed was a man, two women and a child were hurt".
    """
    if not view.has("coordinators"):
        return []
    items = _items(view, tokens)
    own = next((n for n, one in enumerate(items) if one[0] <= number.number_token < one[1]), None)
    if own is None:
        return []
    first = last = own
    joins = {m.first for m in view.of("coordinators")}
    while first > 0 and _linked(items[first - 1][1], items[first][0], joins, tokens):
        first -= 1
    while last + 1 < len(items) and _linked(items[last][1], items[last + 1][0], joins, tokens):
        last += 1
    inner = range(items[first][0], items[last][1])
    if not any(at in joins for at in inner):
        return []
    hurt = [m.first for m in view.among(("killed", "injured")) if m.first not in inner]
    behind = min((at for at in hurt if at >= inner.stop), default=None)
    before = any(at < inner.start for at in hurt)
    # "a man was killed, and | his wife and two children were hurt"
    opens = not joins.isdisjoint(range(inner.start - _PART_REACH, inner.start))
    follows = behind is not None and not _parted(range(inner.stop, behind), joins, tokens)
    if before and follows and not opens:
        return []
    if number.last_token < len(tokens) and tokens[number.last_token].text in _PARTS:
        last = own  # "two were hurt: a man and a woman" are the two
    if any(m.first == items[last][1] for m in view.of("breakdown")):
        last = own  # "a dozen civilians, a monk and a child | among them"
    chain = [*items[first:own], *items[own + 1 : last + 1]]
    return [(count, tokens[end - 1].end) for _, end, count in chain]


def _past_ages(end: int, view: View, tokens: Sequence[Token]) -> int:
    """Return where the ages of people end, if they follow: "women | aged 63 and 80"."""
    told = next((m.last for m in view.of("age") if 0 <= m.first - end <= 1), None)
    if told is None:
        return end
    numbers = {n.first_token: n.last_token for n in view.numbers if not n.article}
    joins = {m.first for m in view.of("coordinators")}
    while True:
        parted = told in joins or (told < len(tokens) and tokens[told].text == ",")
        following = numbers.get(told) or (numbers.get(told + 1) if parted else None)
        if following is None:
            return told
        told = following


def _items(view: View, tokens: Sequence[Token]) -> list[tuple[int, int, int]]:
    """Return (first token, last token, how many) of each kind of people with a figure or as one."""
    anyone = {m.first for m in view.among(("people_nouns", "victims", "killed", "injured"))}
    ones = {m.first for m in view.of("person_one")}
    found: dict[int, tuple[int, int, int]] = {}
    for noun in view.among(("persons", "person_one")):
        if noun.first in anyone:
            continue
        counts = [
            n for n in view.numbers if n.kind in COUNTABLE and 0 <= noun.first - n.last_token <= 1
        ]
        last = _past_ages(noun.last, view, tokens)
        if counts and counts[-1].value and counts[-1].total is None:
            found[noun.first] = (counts[-1].first_token, last, counts[-1].value)
        elif noun.first in ones:
            found.setdefault(noun.first, (noun.first, last, 1))
    return [found[first] for first in sorted(found)]


def _linked(end: int, first: int, joins: set[int], tokens: Sequence[Token]) -> bool:
    """Tell whether only a comma or an "and" stands between two items of a list."""
    between = range(end, first)
    return 0 < len(between) <= _PART_REACH and all(
        index in joins or tokens[index].text == "," for index in between
    )


def _parted(between: range, joins: set[int], tokens: Sequence[Token]) -> bool:
    """Tell whether a comma or an "and" stands between: what follows is told of others."""
    return any(index in joins or tokens[index].text in PART_ENDS for index in between)


def _joined(
    view: View, people: Sequence[Mention], several: set[int], tokens: Sequence[Token]
) -> list[Mention]:
    """Return who is joined to the last of some people: "a girl | and her father"."""
    if not people:
        return []
    found = _joined_before(view, people[0], several, tokens)
    end = people[-1].last
    for mention in view.of("person_one"):
        if mention.first < end or mention.first in several:
            continue
        between = range(end, mention.first)
        linked = any(word.first in between for word in view.of("coordinators"))
        if not linked or len(between) > _JOINED_REACH:
            break
        if any(tokens[index].text in PART_ENDS for index in between):
            break
        found.append(mention)
        end = mention.last
    return found


def _joined_before(
    view: View, person: Mention, several: set[int], tokens: Sequence[Token]
) -> list[Mention]:
    """Return who is joined to a person before: "a boy | and his mother, 35, were hurt"."""
    ones = [m for m in view.of("person_one") if m.last < person.first and m.first not in several]
    if not ones or person.first - ones[-1].last > _JOINED_REACH:
        return []
    between = range(ones[-1].last, person.first)
    linked = any(word.first in between for word in view.of("coordinators"))
    parted = any(tokens[index].text in PART_ENDS for index in between)
    return [ones[-1]] if linked and not parted else []


def _ages(
    view: View, verb: Mention, people: Sequence[Mention], tokens: Sequence[Token]
) -> list[Token]:
    """Return the ages that tell people apart who have no word of their own.

    "Men of 33 and 56", in the languages that write it so: "33-річний та 56-річний чоловіки".
    """
    first = max(view.clause.first, verb.first - 2 * _AGED_REACH)
    last = min(view.clause.last, verb.last + 2 * _AGED_REACH)
    near = range(first, last)
    at = [n for n in near if tokens[n].lower[0].isdigit() and _AGED.fullmatch(tokens[n].lower)]
    at = [n for n in at if _is_aged(view, n, tokens)]
    if not at or len(at) + len(people) < 2:
        return []
    others = [m.first for m in view.among(("killed", "injured")) if m is not verb]
    found = []
    for index, following in zip(at, [*at[1:], last], strict=True):
        low, high = sorted((index, verb.first))
        if any(low < other < high for other in others):
            continue
        end = min(following, index + _AGED_REACH)
        if not any(index < person.first < end for person in people):
            found.append(tokens[index])
    return found


def _is_aged(view: View, index: int, tokens: Sequence[Token]) -> bool:
    """Tell whether a figure with an ending is a person's age, not the height of a house.

    "33-річний чоловік", "33-річний та 56-річний", "33-річна Олена", not "9-поверховий будинок".
    """
    after = index + 1
    if after >= len(tokens) or tokens[after].text[0] in ",.;" or tokens[after].text[0].isupper():
        return True
    joined = any(m.first == after for m in view.of("coordinators"))
    return joined or any_after(view.among(("person_one", "persons")), after, 1)


def _of_another(mention: Mention, verb: Mention, view: View, tokens: Sequence[Token]) -> bool:
    """Tell whether a person is another word's: "a woman died, and the driver | was wounded"."""
    left, right = sorted((mention.first, verb.first))
    turns = [
        word.first
        for word in view.of("coordinators")
        if left < word.first < right and tokens[word.first - 1].text == ","
    ]
    if not turns:
        return False
    hurt = [m.first for m in view.among(("killed", "injured")) if m is not verb]
    if mention.first < verb.first:  # "died a woman, and the driver | was wounded"
        return any(at < mention.first for at in hurt)
    return turns[-1] == mention.first - 1 and any(at > mention.first for at in hurt)


def _crosses(mention: Mention, verb: Mention, view: View) -> bool:
    low, high = sorted((mention.first, verb.first))
    return any(
        low < other.first < high
        for other in view.among(("killed", "injured", "downed", "weapons", "attack_nouns"))
    )
