"""The number that belongs to a word for killed or injured: parts, ages and asides are none."""

from collections.abc import Sequence
from typing import Final

from transforms.events.analysis import View
from transforms.events.comma_parts import PART_ENDS, part_end, part_start
from transforms.events.counted_nouns import counted_noun
from transforms.events.figures import COUNTABLE
from transforms.events.nearby import any_after, any_before
from transforms.events.numbers import NumberMention
from transforms.events.words import Mention
from transforms.language.tokens import Token

LOOSE: Final = 3
_LINKS: Final = ("list_prepositions", "other_prepositions")
_THINGS: Final = ("effects", "weapons", "armed", "targets")
_DOERS: Final = ("effects", "weapons", "armed", "attack_nouns", "wave_words")
_RISE_REACH: Final = 2
_OWN_REACH: Final = 5
_ASIDE_REACH: Final = 10
_ASIDE_MARKS: Final = frozenset(",—–-")
_PART_MARKS: Final = PART_ENDS | _ASIDE_MARKS
_FINAL_REACH: Final = 14  # "14 people in the city of X in the north of Y | were hurt."


def people_number(
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
        if number.article and _counts_a_thing(view, number, noun, verb):
            continue
        if noun is not None and _goes_on_apart(view, number, noun, verb):
            continue
        if _counts_other(view, number, verb) or (number.value == 1 and _of_one(view, number)):
            continue
        if noun is None and not _bare(view, number, verb, tokens):
            continue
        cost = _distance(number, verb, verbs, view, tokens, parts)
        if cost is None or (best is not None and cost >= best[0]):
            continue
        if cost > LOOSE and any(
            other.first >= number.last_token
            and other is not verb
            and (_distance(number, other, verbs, view, tokens, parts) or cost) < cost
            for other in verbs
        ):
            continue  # "one was hurt, and another, it is said, died"
        best = (cost, number)
    return best if best is not None else (0, None)


def _counts_a_thing(view: View, number: NumberMention, noun: Mention | None, verb: Mention) -> bool:
    """Tell whether an article stands before no person: "killed in | an | Israeli strike".

    "A fire wounded workers", "a suicide bomber killed ten", "a hit on a farm killed cows", "a
    further barrage killed ten", "a strike on a stable in X killed horses".
    """
    if noun is None and (
        verb.last <= number.first_token
        or any_after(view.among(_DOERS), number.last_token, 1)
        or any_before(view.among(_LINKS), number.first_token, 0)
    ):
        return True
    return any(
        m.first == number.last_token and (m.kind != "targets" or noun is None)
        for m in view.among(_THINGS)
    )


def parts_of(view: View, tokens: Sequence[Token]) -> set[int]:
    """Return where the figures stand that only break a number down: "including two children"."""
    found = _asides(view, tokens)
    for word in view.of("breakdown"):
        end = part_end(view, word.last, tokens)
        ended = [m.first for m in view.among(("killed", "injured")) if word.last <= m.first < end]
        end = min(ended, default=end)
        found |= {n.start for n in view.numbers if word.last <= n.number_token < end}
        if word.last < view.clause.last and tokens[word.last].text in _PART_MARKS:
            # "more than 30 people, 23 children among them, were killed"
            begin = part_start(view, word.first, tokens, _PART_MARKS)
            if begin > view.clause.first:
                found |= {n.start for n in view.numbers if begin <= n.number_token < word.first}
    return found


def _asides(view: View, tokens: Sequence[Token]) -> set[int]:
    """Return where figures of a part stand between commas: "73 people, 15 of them children, were".

    Not those of which something else is told: "two of them died".
    """
    found: set[int] = set()
    parts = view.of("antecedents")
    hurt = [m.first for m in view.among(("killed", "injured"))] if parts else []
    for word in parts:
        end = part_end(view, word.last, tokens)
        for number in view.numbers:
            opened = number.first_token > 0 and tokens[number.first_token - 1].text in PART_ENDS
            if number.last_token == word.first and opened and end < view.clause.last:
                inner = range(number.last_token, end)
                found |= set() if any(at in inner for at in hurt) else {number.start}
    return found


def _bare(view: View, number: NumberMention, verb: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether a number without a noun can count people: it stands beside the verb."""
    within = (
        verb.first < number.first_token and number.last_token < verb.last
    )  # "took | 13 | lives"
    rising = not number.article and rises(view, verb, number)
    if number.kind == "collective" or rising or within:
        return True
    if _is_age(view, number, tokens):
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


def _is_age(view: View, number: NumberMention, tokens: Sequence[Token]) -> bool:
    """Tell whether a bare number is somebody's age: "a man of 63", "women aged 44 and 70"."""
    ends = {n.last_token for n in view.numbers if n.kind in COUNTABLE and not n.article}
    ones = [m for m in view.of("person_one") if m.first not in ends]  # not of "26 человек"
    if any_before(ones, number.first_token, 1):
        # "one person died, 11 | were hurt": the next part of a list
        told = any(m.first == number.last_token for m in view.among(("killed", "injured")))
        return not (told and tokens[number.first_token - 1].text == ",")
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
        limit = _FINAL_REACH if verb.last >= view.clause.last - 2 else 9
    else:
        inner = range(verb.last, max(verb.last, number.number_token))
        cost = 0 if _aside(verb, number, tokens) else len(inner)
        limit = 6
    if verb.first < number.number_token and rises(view, verb, number):
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
        and not (other.value == 1 and _of_one(view, other))
        and not _is_age(view, other, tokens)
        and other.kind in COUNTABLE
        and other.start not in parts
    ]
    if any(other.number_token in inner for other in others):
        return None
    crossed = any(mention.first in inner for mention in view.of("coordinators")) or any(
        tokens[index].text == "," for index in inner
    )
    return cost + (4 if crossed else 0)


def _of_one(view: View, number: NumberMention) -> bool:
    """Tell whether people are of one kind or house: "four members of | one | family"."""
    persons = view.of("persons")
    if any(m.last == number.first_token for m in view.of("further")):
        return False  # "another one"
    return any_before(persons, number.first_token, 1)


def _past_aside(inner: range, view: View, tokens: Sequence[Token]) -> Sequence[int]:
    """Return the words between without an aside: "two others, a guard and ..., were".

    Commas or dashes enclose it; not where something is told between them.
    """
    marks = [index for index in inner if tokens[index].text in _ASIDE_MARKS]
    if len(marks) < 2:
        return inner
    aside = range(marks[0], marks[-1] + 1)
    told = any(m.first in aside for m in view.among(("killed", "injured", "passive", "downed")))
    return inner if told else [index for index in inner if index not in aside]


def _counts_other(view: View, number: NumberMention, verb: Mention) -> bool:
    """Tell whether the number is another casualty word's: "six wounded", "40 others injured"."""
    end = number.last_token
    if verb.first == end:
        return False  # "two | wounded | were taken to hospital"
    later = {m.first for m in view.among(("killed", "injured")) if m.first >= end} - {verb.first}
    if not later:
        return False
    words = view.among(("persons", "passive"))
    for _ in range(_OWN_REACH):
        if end in later:
            return True
        end = next((m.last for m in words if m.first == end), end)
    return False


def _goes_on_apart(view: View, number: NumberMention, noun: Mention, verb: Mention) -> bool:
    """Tell whether something else is said of people: "were hurt and 18 people | were missing"."""
    joins = [m for m in view.of("coordinators") if m.last == number.first_token]
    joined = any(verb.last <= m.first for m in joins)
    return joined and any(m.first == noun.last for m in view.of("passive"))


def rises(view: View, verb: Mention, number: NumberMention) -> bool:
    """Tell whether a toll is told as risen to a number: "the death toll in X has risen to nine"."""
    other = view.of("injured" if verb.kind == "killed" else "killed")
    for word in view.of("rise"):
        if verb.first <= word.first:
            near = 0 <= number.number_token - word.last <= _RISE_REACH
            # "one died, and the number of the injured rose to 14"
            apart = any(verb.first < m.first <= word.first for m in other)
        else:  # "to nine rose the number of the dead", in languages of free order
            near = 0 <= word.first - number.last_token <= _RISE_REACH
            apart = any(word.first < m.first < verb.first for m in other)
        if near and not apart:
            return True
    return False
