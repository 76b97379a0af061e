"""Whether an article speaks of attacks and their like at all.

Sport, games, labour disputes, cyber attacks, weather and hobbies use the same words. An article
whose words of such a field outweigh those of weapons is left alone.
"""

from collections import Counter
from typing import Final

from transforms.events.analysis import Analysis

_OUTWEIGHS: Final = 3


def admits(analysis: Analysis) -> bool:
    """Return False for an article of another subject."""
    kinds = Counter(mention.kind for mention in analysis.mentions)
    fields = Counter(m.label for m in analysis.mentions if m.kind == "domains")
    warlike = kinds["weapons"] + kinds["downed"] + kinds["alert"] + len(analysis.actors)
    if not fields:
        return True
    label, count = max(sorted(fields.items()), key=lambda entry: entry[1])
    del label
    return count < _OUTWEIGHS or count <= warlike
