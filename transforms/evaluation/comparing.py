"""When an annotated value and an extracted one count as the same.

The rules are those of the project's shared scorer: names are compared without accents and without
words such as "oblast", places by name or distance, people by a shared part of the name.
"""

import math
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final, NamedTuple

from transforms.evaluation.gold import GoldEvent
from transforms.records import Event

SAME_PLACE_KM: Final = 20.0
_EARTH_KM: Final = 6371.0
_PARTS: Final = (
    *(" oblast", " region", " krai", " republic", " city", " province"),
    *("autonomous ", "'", "’"),
)
_TITLES: Final = frozenset({"the", "of", "ministry", "governor", "head"})


class Tally(NamedTuple):
    """What was found rightly, found wrongly and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def plus(self, other: "Tally") -> "Tally":
        """Return the sum of two tallies."""
        return Tally(*(one + two for one, two in zip(self, other, strict=True)))

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right; None where nothing was found."""
        found = self.right + self.wrong
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """Share of what is there that was found; None where nothing is there."""
        there = self.right + self.missed
        return self.right / there if there else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; None where there is nothing to find and nothing was found."""
        precision, recall = self.precision, self.recall
        if not precision or not recall:
            return 0.0 if any(self) else None
        return 2 * precision * recall / (precision + recall)


def normalised(name: str | None) -> str:
    """Return a name in lower case, without accents, apostrophes and kinds of region."""
    letters = unicodedata.normalize("NFKD", (name or "").lower())
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    for part in _PARTS:
        plain = plain.replace(part, "")
    return plain.strip()


def distance_km(gold: GoldEvent, event: Event) -> float | None:
    """Return the great-circle distance of both coordinates, None where one is missing."""
    if gold.lat is None or gold.lon is None or event.latitude is None or event.longitude is None:
        return None
    south, north = math.radians(gold.lat), math.radians(event.latitude)
    east = math.radians(event.longitude - gold.lon)
    half_chord = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin(east / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half_chord)))


def set_tally(gold: Iterable[str], found: Iterable[str]) -> Tally:
    """Compare two sets of labels."""
    one, two = set(gold), set(found)
    return Tally(len(one & two), len(two - one), len(one - two))


def value_tally(gold: object, found: object, *, same: bool | None = None) -> Tally:
    """Compare two values, None for nothing; ``same`` overrides their equality."""
    if gold is None and found is None:
        return Tally()
    if gold is not None and (gold == found if same is None else same):
        return Tally(right=1)
    return Tally(wrong=int(found is not None), missed=int(gold is not None))


def region_tally(gold: GoldEvent, event: Event) -> Tally:
    """Compare regions; a city that is its own region may be given as one."""
    one, two = normalised(gold.admin1) or None, normalised(event.admin1) or None
    if one is None and two is not None and two == normalised(gold.place):
        return Tally()
    return value_tally(one, two)


def place_tally(gold: GoldEvent, event: Event) -> Tally:
    """Compare places: the same name, a district and its town, or anything within 20 km."""
    one, two = normalised(gold.place) or None, normalised(event.place) or None
    if one is None or two is None:
        return value_tally(one, two)
    distance = distance_km(gold, event)
    near = distance is not None and distance <= SAME_PLACE_KM
    return value_tally(one, two, same=near or one == two or _town(one) == _town(two))


def _town(name: str) -> str:
    return name.replace("-", " ").replace(" district", "").strip()


def date_tally(gold: GoldEvent, event: Event) -> Tally:
    """Compare dates: the extracted range has to lie inside the annotated one.

    Where the text has no date, one taken from the publication date is neither right nor wrong.
    """
    start, end = event.date_start, event.date_end or event.date_start
    if gold.date_start is None or gold.date_end is None:
        assumed = start is None or event.date_basis == "publication"
        return Tally() if assumed else Tally(wrong=1)
    if start is None or end is None:
        return Tally(missed=1)
    inside = start >= gold.date_start and end <= gold.date_end
    return Tally(right=1) if inside else Tally(wrong=1, missed=1)


def days_apart(gold: GoldEvent, event: Event, slack: timedelta) -> bool | None:
    """Tell whether the dates contradict each other by more than ``slack``; None if one is open."""
    start, end = event.date_start, event.date_end or event.date_start
    if gold.date_start is None or gold.date_end is None or start is None or end is None:
        return None
    return start > gold.date_end + slack or end < gold.date_start - slack


def claimant_tally(gold: GoldEvent, event: Event) -> Tally:
    """Compare who is quoted: a name that holds the other, or shares more than a title with it."""
    wanted = {normalised(name) for name in gold.claimants}
    found = {normalised(claimant.name) for claimant in event.claimants}
    hit = sum(any(_same_person(one, two) for two in found) for one in wanted)
    return Tally(hit, max(0, len(found) - hit), len(wanted) - hit)


def _same_person(one: str, two: str) -> bool:
    if not one or not two:
        return False
    shared = set(one.split()) & set(two.split()) - _TITLES
    return one in two or two in one or bool(shared)


def summed(parts: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    """Return the sums of tallies by key, in the order in which keys came."""
    total: dict[str, Tally] = {}
    for part in parts:
        for key, tally in part.items():
            total[key] = total.get(key, Tally()).plus(tally)
    return total
