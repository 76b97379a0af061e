"""Bodies of another country called as a listed one is: "the General Staff" of Sudan."""

from typing import Final

from transforms.events.actors import Organisation
from transforms.events.actors_names import may_be_complement
from transforms.events.attribution_bodies import Bodies
from transforms.events.attribution_marks import Mark
from transforms.events.attribution_people import Identity
from transforms.events.attribution_phrases import Hit
from transforms.events.attribution_view import Source, Spoken, View

_OF_STATES: Final = frozenset(
    {
        *("ministry", "military", "intelligence", "government"),
        *("prosecutor", "emergency_service", "police", "security_service"),
    }
)


class Namesakes:
    """Reads listed names of bodies that here mean the like body of another country."""

    def __init__(self, view: View, bodies: Bodies) -> None:
        self.view = view
        self.bodies = bodies

    def abroad(self, hit: Hit[Mark], body: Organisation) -> Source | None:
        """Return the body of the country that stands beside the name: "Минобороны Ирана".

        A name written small is nobody's own where the text has not named the country of its body.
        """
        if body.role not in _OF_STATES or body.side is None:
            return None
        first, last, side = self._country(hit, body)
        adjective, home = self.bodies.adjective(side), self.bodies.adjective(body.side)
        if side is None or adjective is None or home is None or side == body.side:
            return None
        name = f"{adjective} {self._kind(body, home)}"
        known = self.view.knowledge.aliases.get(name.lower())
        identity = (
            Identity(known.name, known.role, known.side, known.channel, known.region)
            if known is not None
            else Identity(name, body.role, side)
        )
        self.view.registry.add(identity)
        self.view.countries.append(Spoken(hit.first, side, named=True))
        return Source(first, last, hit.first, "organisation", identity)

    def _country(self, hit: Hit[Mark], body: Organisation) -> tuple[int, int, str | None]:
        """Return the phrase of a body with its country, and the country's side."""
        view, last = self.view, hit.last
        first, side, _ = self.bodies.demonym_before(hit.first)
        if side is not None:
            return first, last, side
        if view.far:
            if self._may_own(hit):
                last, side, _ = self.bodies.country_after(last)
            if side is None and body.side == view.home():
                kind = self._kind(body, self.bodies.adjective(body.side) or "")
                side = self.bodies.named_abroad(kind, body.side)
            return first, last, side
        if any(view.tokens[at].text[0].isupper() for at in range(hit.first, last)):
            return first, last, None
        last, side, _ = self.bodies.country_after(last)
        if side is None and all(country.side != body.side for country in view.countries):
            side = self.bodies.side_for_national(hit.first, body.name)
        return first, last, side

    def _may_own(self, hit: Hit[Mark]) -> bool:
        """Return whether a name in the genitive may follow."""
        view, at = self.view, hit.last
        if at >= len(view.tokens) or not view.same_sentence(hit.first, at):
            return False
        word = view.tokens[at]
        if word.lower in view.knowledge.own_country:
            return True
        return word.text[0].isupper() and may_be_complement(word.lower, view.knowledge.language)

    def _kind(self, body: Organisation, home: str) -> str:
        """Return the name of a body without its country."""
        if body.kind is not None:
            return body.kind
        kind = body.name.removeprefix(home + " ")
        head, joint, tail = kind.rpartition(" of ")
        own = self.view.knowledge.sides.get(tail.lower()) == body.side
        return head if joint and own else kind
