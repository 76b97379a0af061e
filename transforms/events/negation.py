"""Effects that are told not to be: "no fire", "did not report any damage", "could explode"."""

from typing import Final

from transforms.events.analysis import View
from transforms.events.words import Mention

_UNREAL: Final = frozenset({"negation", "hypothetical", "future"})
_REACH: Final = 2
_BEHIND: Final = 1
_DENIED_REACH: Final = 4


def is_negated(view: View, mention: Mention) -> bool:
    """Tell whether an effect is denied, expected or only possible."""
    return any(
        0 <= mention.first - other.last <= _REACH
        or (other.kind == "negation" and _denied(view, other, mention))
        or (other.kind == "negation" and 0 <= other.first - mention.last <= _BEHIND)
        for other in view.among(_UNREAL)
    )


def _denied(view: View, word: Mention, mention: Mention) -> bool:
    """Tell whether a negation reaches an effect over the words between: "not report any damage"."""
    if not 0 <= mention.first - word.last <= _DENIED_REACH:
        return False
    between = range(word.last, mention.first)
    if any(n.first_token <= word.first < n.last_token for n in view.numbers):
        return False  # "no fewer than four explosions"
    return not any(m.first in between for m in view.of("coordinators", "effects", "strike_verbs"))
