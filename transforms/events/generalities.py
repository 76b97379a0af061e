"""Articles that speak of attacks in general: of habits and campaigns more than of one attack.

"Drones hunt people in the city every day. Since January 650 were counted. Nets hang over the roads,
some of them torn": without a day such a text reports no occurrence, whatever else it names. Nor do
articles on something else: "Under the bombarded city a school has opened".
"""

from typing import Final

from transforms.events.analysis import Analysis
from transforms.events.candidates import ATTACK, Candidate, Dropped, dropped_clause
from transforms.events.figures import OF_PEOPLE
from transforms.language.sentences import sentence_at

_HABITS: Final = frozenset({"habitual", "campaign", "stretches"})
_DEEDS: Final = frozenset(
    {"attack_nouns", "attack_verbs", "strike_verbs", "downed", "weapons", "effects"}
)
_LONG: Final = frozenset({"week", "month", "year"})
_SEVERAL: Final = 2
_LITTLE: Final = 2  # of which sentences tell of the attacks: at most a half
_LONGER: Final = 4  # sentences: more than a flash
_HEAD_SENTENCES: Final = 2


def without_generalities(
    events: list[Candidate], analysis: Analysis
) -> tuple[list[Candidate], list[Dropped]]:
    """Return the events that stay, and all left out where an article speaks in general.

    It does where no event has a day, people harmed or a strike at a place, and as many sentences as
    tell of the events, two or more, tell of habits; or where it names but few bare attacks at all.
    """
    if not events or any(_firm(event) for event in events):
        return events, []
    told = {number for event in events for number in event.sentences}
    aside = len(analysis.sentences) >= max(_LONGER, _LITTLE * len(told))
    aside = aside and all(map(_bare, events))
    general = _sentences(analysis, _HABITS) & _sentences(analysis, _DEEDS) - told
    if not aside and len(general) < max(_SEVERAL, len(told)):
        return events, []
    why = "told in an article on attacks in general"
    return [], [dropped_clause(one, why) for one in events]


def _bare(event: Candidate) -> bool:
    """Tell whether nothing is told of an attack but its weapon, its side and its place."""
    told = event.targets or event.effects or event.listed_facts or len(event.weapons) > 1
    return not (told or any((fact.value or 0) != 1 for fact in event.facts))


def _firm(event: Candidate) -> bool:
    """Tell whether an event is pinned down by more than its place."""
    if event.kind != ATTACK or event.clock is not None:
        return True
    if event.date is not None and event.date.kind not in _LONG:
        return True
    if event.sites.pinned is None and not event.sites.listed:
        return False
    harmed = any(fact.role in OF_PEOPLE and fact.value for fact in event.facts)
    opens = event.sentences[0] < _HEAD_SENTENCES and bool(event.effects)
    return harmed or ((event.struck or opens) and bool(event.weapons) and not _bare(event))


def _sentences(analysis: Analysis, kinds: frozenset[str]) -> set[int]:
    """Return the numbers of the sentences that have words of these kinds."""
    starts = [sentence.start for sentence in analysis.sentences]
    words = [word for kind in kinds for word in analysis.kinds.get(kind, ())]
    return {sentence_at(starts, word.start) for word in words}
