"""How a party's name is written beside a weapon or an attack: initials, brackets."""

from collections.abc import Sequence

from transforms.events.parties import Party
from transforms.events.words import Mention
from transforms.language.tokens import Token


def past_bracket(party: Party, tokens: Sequence[Token]) -> int:
    """Return where a party's name ends, brackets around its initials included: "... (BLA)"."""
    end = party.last
    closed = party.first > 0 and end < len(tokens) and tokens[end].text == ")"
    return end + 1 if closed and tokens[party.first - 1].text == "(" else end


def initials(party: Party, thing: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether a country's initials stand as an adjective: "US airstrikes", "a US air raid"."""
    capitals = all(tokens[index].text.isupper() for index in range(party.first, party.last))
    # "a US attack" may be one in the country
    named = thing.kind == "weapons" or thing.last - thing.first > 1
    named = named or tokens[thing.last - 1].lower.endswith("s")
    own = party.kind in {"location", "government"}
    return own and capitals and named and party.last == thing.first
