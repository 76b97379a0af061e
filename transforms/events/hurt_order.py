"""Which of two words for harm a person belongs to: "a woman died and a man was wounded".

Either each word stands before its people, or behind them; the first of the clause shows which. A
word that this leaves without anybody takes who stands right before it.
"""

from collections.abc import Sequence
from typing import Final

from transforms.events.analysis import View
from transforms.events.figures import COUNTABLE
from transforms.events.words import Mention

_HARM: Final = frozenset({"killed", "injured"})
_THINGS: Final = frozenset(
    {"attack_nouns", "weapons", "targets", "settlement_nouns", "counted_places", "structures"}
)


def hurt_by(person: Mention, view: View) -> Mention | None:
    """Return the word for harm that a person stands between two of, None where there is one."""
    words = view.among(_HARM)
    before = [word for word in words if word.last <= person.first]
    after = [word for word in words if word.first >= person.last]
    if not before or not after:
        return None
    left, right = before[-1], after[0]
    people = _people(view)
    if any(at < words[0].first for at in people):
        return right  # "a woman was killed, a man wounded"
    beyond = after[1].first if len(after) > 1 else view.clause.last
    alone = not any(right.last <= at < beyond for at in people)
    others = any(left.last <= at < person.first for at in people)
    last = not any(person.last <= at < right.first for at in people)
    # "wounded a woman, a man died"
    return right if alone and others and last else left


def _people(view: View) -> Sequence[int]:
    """Return where single people and numbers that may count people stand."""
    things = {mention.first for mention in view.among(_THINGS)}
    numbers = [n for n in view.numbers if n.kind in COUNTABLE and not n.article]
    found = [mention.first for mention in view.of("person_one")]
    return found + [n.first_token for n in numbers if n.last_token not in things]
