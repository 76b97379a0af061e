"""Numbers of people told place by place: "killed three people in A, two in B and one in C"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.analysis import View
from transforms.events.figures import COUNTABLE, OF_PEOPLE, Fact
from transforms.events.nearby import any_before
from transforms.events.numbers import NumberMention
from transforms.events.places import ResolvedPlace

_REACH: Final = 6  # tokens: "two | others were wounded in the | Kharkiv region"


def tolls_by_place(
    facts: Sequence[Fact], view: View, places: Sequence[ResolvedPlace]
) -> list[list[Fact]] | None:
    """Return the figures of people of each place, None where not every place has its own.

    A number without a word for what it counts goes on from the place before: "two in B".
    """
    people = [fact for fact in facts if fact.role in OF_PEOPLE]
    if not people or len(people) > len(places) * len(OF_PEOPLE):
        return None
    tolls: list[list[Fact]] = []
    left = view.clause.first
    for place in places:
        number = _number_before(view, left, place.first_token)
        own = [fact for fact in people if _lies_between(view, fact, left, place.first_token)]
        if number is None or not (own or tolls):
            return None
        if not own:
            own = [with_number(tolls[-1][-1], number)]
        elif len(own) == 1 and _is_part(view, number, own[0], place):
            own = [with_number(own[0], number)]
        tolls.append(own)
        left = place.last_token
    return tolls


def with_number(fact: Fact, number: NumberMention) -> Fact:
    """Return a figure with the number told of another place."""
    return replace(
        fact,
        value=number.value,
        low=number.low,
        high=number.high,
        exact=number.exact,
        start=number.start,
        end=number.end,
    )


def _is_part(view: View, number: NumberMention, whole: Fact, place: ResolvedPlace) -> bool:
    """Tell whether a bare number right before a place is its part: "five died: | four in A".

    So is one that words for a part lead: "33 died, including | 12 in a school in A".
    """
    near = place.first_token - number.last_token == 1 and not number.article
    near = near or any_before(view.of("breakdown"), number.first_token, 1)
    return near and number.start >= whole.end and (number.value or 0) < (whole.value or 0)


def _number_before(view: View, left: int, place: int) -> NumberMention | None:
    """Return the number told right before a place, none of another quantity."""
    found = [
        number
        for number in view.numbers
        if left <= number.first_token
        and number.last_token <= place
        and (number.kind in COUNTABLE or number.article)
    ]
    if len(found) > 1 and found[-1].article:  # "12 in | a | school in A"
        led = {m.first for m in view.of("list_prepositions")}
        found = [n for n in found if not n.article and n.last_token in led] or found
    another = next((m for m in view.of("further") if left <= m.first and m.last == place - 1), None)
    if another is not None and view.numbers:  # "two in A and another in B"
        last = found[-1] if found else view.numbers[0]
        if not found or found[-1].last_token < another.first:
            return replace(
                last, first_token=another.first, last_token=another.last, start=another.start,
                end=another.end, value=1, low=None, high=None, exact=True,
            )  # fmt: skip
    if not found or place - found[-1].last_token > _REACH:
        return None
    return found[-1]


def _lies_between(view: View, fact: Fact, first: int, last: int) -> bool:
    return any(
        number.start <= fact.start < number.end and first <= number.first_token < last
        for number in view.numbers
    )
