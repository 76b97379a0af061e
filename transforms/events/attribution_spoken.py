"""Which country a text speaks of at a word: where one is, not whose weapons strike there."""

from typing import Final

from transforms.events.attribution_regions import Regions
from transforms.events.attribution_view import Spoken, View

_WORDS_BACK: Final = 60
_OPENING: Final = 2
_WORDS_TO_VERB: Final = 5  # "Russia | on Saturday | said"
_WORDS_TO_WEAPON: Final = 4
_GROUP: Final = "armed_group"


class SpokenCountries:
    """Answers for one text, read so far, which country is spoken of."""

    def __init__(self, view: View, regions: Regions) -> None:
        self.view = view
        self.regions = regions

    def last_before(self, index: int) -> str | None:
        """Return the country spoken of last before a word, in its sentence or further back.

        A name ("in Bahrain") tells more of where one is than the owner of "Iranian drones" does.
        """
        own = self.of_sentence(index)
        if own is not None:
            return own
        view = self.view
        before = [c for c in view.countries if c.at < index]
        before = [c for c in before if not view.same_sentence(c.at, index)]
        near = [c for c in before if c.named and index - c.at <= _WORDS_BACK]
        speaking = [c for c in near if self._speaks(c.at)]
        attacked = not near and bool(self._in_sentence(index))  # it names the attacker alone
        near = near or [c for c in before if not self._owns_weapons(c.at)]
        side = next((c.side for c in reversed(speaking or near)), None)
        return (attacked and self.regions.side_before(index)) or side

    def of_sentence(self, index: int) -> str | None:
        """Return the country that a sentence names last, not as the owner of weapons."""
        own = self._in_sentence(index)
        return next((c.side for c in reversed(own) if not self._owns_weapons(c.at)), None)

    def armed_in_sentence(self, index: int) -> str | None:
        """Return the country whose weapons a sentence names last."""
        own = self._in_sentence(index)
        return next((c.side for c in reversed(own) if self._owns_weapons(c.at)), None)

    def attacker_before(self, index: int) -> str | None:
        """Return the country named last before a word as the owner of weapons."""
        view = self.view
        before = [c for c in view.countries if c.at < index and not is_group(view, c.at + 1)]
        return before[-1].side if before else None

    def _in_sentence(self, index: int) -> list[Spoken]:
        view = self.view
        return [c for c in view.countries if c.at < index and view.same_sentence(c.at, index)]

    def _speaks(self, index: int) -> bool:
        """Return whether a country is who speaks: "Russia on Saturday said"."""
        view = self.view
        if index >= _OPENING and view.same_sentence(index, index - _OPENING):
            return False
        ahead = range(index + 1, min(index + _WORDS_TO_VERB, len(view.tokens)))
        return any("verb" in view.kinds(at) for at in ahead)

    def _owns_weapons(self, index: int) -> bool:
        """Return whether a weapon is named right behind a country: "Ukrainian attack drones"."""
        view, knowledge = self.view, self.view.knowledge
        tokens = view.tokens
        if index and tokens[index - 1].lower in knowledge.prepositions:
            return False  # "launched at Ukraine | 40 drones"
        for at in range(index + 1, min(index + _WORDS_TO_WEAPON, len(tokens))):
            if tokens[at].lower in knowledge.prepositions:
                return False
            if not knowledge.weapons.isdisjoint(tokens[at].lemmas) or is_group(view, at):
                return True
        return False


def is_group(view: View, index: int) -> bool:
    """Return whether an armed group is named: "Yemen's | Houthis", "the Houthi ministry"."""
    if index >= len(view.tokens):
        return False
    bodies = (mark.organisation for mark in view.marks(index))
    return any(body is not None and body.role == _GROUP for body in bodies)
