"""What a figure counts: the noun behind it, an unknown word, or weapons without a noun."""

from collections.abc import Sequence
from typing import Final

from transforms.events.analysis import View
from transforms.events.figures import COUNTABLE
from transforms.events.nearby import any_before
from transforms.events.numbers import NumberMention
from transforms.events.words import Mention
from transforms.language.tokens import Token

_NOUN_REACH: Final = 6
_WORD: Final = 5
_PUNCTUATION: Final = frozenset(",;:()—–-")
_BETWEEN: Final = frozenset(
    {"killed", "injured", "targets", "by_agent", "passive", "causal", "launch"}
)
_COUNTED: Final = frozenset({"weapons", "targets", "persons"})
_OPENING: Final = frozenset('"«“„')  # 26 "Shaheds"


def counted_noun(view: View, number: NumberMention, tokens: Sequence[Token]) -> Mention | None:
    """Return the weapon or person word that a number counts, if one follows closely."""
    weapons = view.of("weapons")
    for mention in view.among(("weapons", "persons", "person_one")):
        gap = mention.first - number.last_token
        if mention.kind != "weapons" and any(mention.last == one.first for one in weapons):
            continue  # "eight more drones"
        if gap == 0:
            return None if _is_attack(view, mention) else mention
        if gap < 0:
            if mention.last > number.last_token:
                return mention
            continue
        if gap > _NOUN_REACH or _is_attack(view, mention):
            return None
        inner = range(number.last_token, mention.first)
        quoted = mention.first - 1 if tokens[mention.first - 1].text in _OPENING else None
        if any(tokens[index].text in _PUNCTUATION and index != quoted for index in inner):
            return None
        blocked = any(
            other.first in inner
            # "both sides have used drones", but "25 launched drones"
            and (other.kind != "launch" or other.first > number.last_token)
            for other in view.among(_BETWEEN)
        )
        others = any(n.first_token in inner for n in view.numbers if n.kind in COUNTABLE)
        kinds = any(m.first in inner[1:] for m in view.of("other_prepositions"))  # "types of"
        return None if blocked or others or kinds else mention
    return None


def _is_attack(view: View, weapon: Mention) -> bool:
    """Tell whether one word names weapon and attack: "ein Drohnenangriff" counts no drone."""
    return weapon.kind == "weapons" and any(
        mention.first == weapon.first for mention in view.of("attack_nouns")
    )


def counts_unknown(view: View, number: NumberMention, tokens: Sequence[Token]) -> bool:
    """Tell whether a word that is known for nothing follows: "22 trains in the Rostov region"."""
    if number.last_token >= len(tokens):
        return False
    following = tokens[number.last_token]
    if not following.lower.isalpha() or len(following.text) < _WORD:
        return False
    return not any(mention.first == number.last_token for mention in view.mentions)


def elliptic(
    view: View, number: NumberMention, verbs: Sequence[Mention], tokens: Sequence[Token]
) -> bool:
    """Tell whether a bare number counts weapons: "22 of them", "86 shot down", "destroyed 50"."""
    if any(0 <= m.first - number.last_token <= 1 for m in view.of("antecedents")):
        counted = [m for m in view.mentions if m.kind in _COUNTED and m.last <= number.first_token]
        return not counted or counted[-1].kind == "weapons"
    if _of_something_else(view, number, tokens):
        return False
    for verb in verbs:
        if verb.kind not in {"downed", "lost"}:
            continue
        between = range(number.last_token, verb.first)
        if any(m.first in between for m in view.among(("targets", "persons"))):
            continue  # "two houses were destroyed"
        if 0 <= verb.first - number.last_token <= 2 or 0 <= number.first_token - verb.last <= 1:
            following = number.last_token
            return (
                following >= len(tokens)
                or not tokens[following].lower.isalpha()
                or verb.first >= number.last_token
                # "shot down two others"
                or (verb.kind == "downed" and any(m.first == following for m in view.of("persons")))
            )
    return False


def _of_something_else(view: View, number: NumberMention, tokens: Sequence[Token]) -> bool:
    """Tell whether a part is one of no weapons: "452 projectiles, of which 406 were downed"."""
    if not any_before(view.of("antecedents"), number.first_token, 1):
        return False
    before = [n for n in view.numbers if n.last_token <= number.first_token and not n.article]
    return bool(before) and counts_unknown(view, before[-1], tokens)
