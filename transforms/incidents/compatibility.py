"""What keeps two reports apart, and what speaks for one occurrence.

Every contradiction is one of a single aspect (day, place, attacker, weapon, target, number), so
that whole clusters can be compared by the different values of each aspect instead of by all pairs.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from typing import Final

from transforms.incidents.days import Quality, day_support, days_differ
from transforms.incidents.facts import CASUALTIES, Facts, groups_of
from transforms.incidents.places import WITHIN, Level, place_support, places_differ
from transforms.settings import LinkSettings

_SAME_NAME: Final = 2.0
_VAGUE: Final = 1.5  # neither a day nor a place: only something rare tells
_SAME_POINT: Final = 2.0
_STEM: Final = 5
_SMALL: Final = 3
_LARGE: Final = 10
_MOST_OF_NUMBERS: Final = 3.0
_SLACK: Final = 2
_CASUALTY_SLACK: Final = 5


class Reason(StrEnum):
    """Why two reports cannot be about one occurrence."""

    TYPE = "type"
    DAY = "day"
    PLACE = "place"
    ATTACKER = "attacker"
    WEAPON = "weapon"
    TARGET = "target"
    FACILITY = "facility"
    NUMBER = "number"
    SIBLING = "sibling"


def contradiction(one: Facts, two: Facts, settings: LinkSettings) -> Reason | None:
    """Return the first reason why both cannot be about one occurrence, None where there is none.

    Symmetric. What only one of both states contradicts nothing.
    """
    for reason, field, differ in _CHECKS:
        if one[field] != two[field] and differ(one, two, settings):
            return reason
    return None


def support(one: Facts, two: Facts, settings: LinkSettings) -> float:
    """Return how strongly both speak for one occurrence: 0 where it is not enough.

    Only for facts that do not contradict each other. Symmetric. A report without a country
    supports only others without one.
    """
    if one.where.country != two.where.country:
        return 0.0
    days, weak_days = day_support(one.when, two.when)
    places, weak_places = place_support(one.where, two.where, settings)
    specific = specifics(one, two, settings)
    wide = min(one.where.level, two.where.level) <= Level.REGION
    if places >= _SAME_POINT and max(one.when.quality, two.when.quality) == Quality.PARTIAL:
        weak_days = False  # the year is all that is open
    least = settings.least_specifics if weak_days or weak_places else 0.0
    if max(one.when.quality, two.when.quality) >= Quality.OPEN and wide:
        least *= _VAGUE
    if specific < least:
        return 0.0
    total = days + places + specific
    total += 0.5 if one.attacker is not None and one.attacker == two.attacker else 0.0
    total += 0.5 if one.weapons and two.weapons else 0.0
    total += 0.25 if one.event_type == two.event_type else 0.0
    return total if total >= settings.least_support else 0.0


def specifics(one: Facts, two: Facts, settings: LinkSettings) -> float:
    """Return the weight of what both share that few other occurrences have."""
    found = min(_MOST_OF_NUMBERS, sum(map(_number_weight, one.numbers, two.numbers)))
    if one.target_name and two.target_name and not names_differ(one.target_name, two.target_name):
        found += _SAME_NAME
    general = set(settings.general_targets)
    first, second = set(one.targets) - general, set(two.targets) - general
    if first & second:
        found += 1.0
    elif first and second and not _apart(one.targets, two.targets, settings.target_groups):
        found += 0.5
    if one.listed and two.listed:
        both, either = set(one.listed) & set(two.listed), set(one.listed) | set(two.listed)
        found += 1.0 if 2 * len(both) >= len(either) else 0.0
    return found + (1.0 if one.type_class not in {"strike", "outage"} else 0.0)


def attackers_differ(one: str | None, two: str | None) -> bool:
    """Tell whether both name somebody, and not the same."""
    return one is not None and two is not None and one != two


def weapons_differ(one: tuple[str, ...], two: tuple[str, ...], settings: LinkSettings) -> bool:
    """Tell whether both name weapons, and none of one class."""
    return bool(one and two) and _apart(one, two, settings.weapon_groups)


def target_of(facts: Facts) -> tuple[str, ...]:
    """Return the targets that have to agree: none for a wave, which hits many things."""
    return () if facts.where.level is Level.COUNTRY else facts.targets


def targets_differ(one: tuple[str, ...], two: tuple[str, ...], settings: LinkSettings) -> bool:
    """Tell whether both name targets, none of one kind, and none that could be anything."""
    if not one or not two or {*one, *two} & set(settings.general_targets):
        return False
    return _apart(one, two, settings.target_groups)


@lru_cache(maxsize=100_000)
def names_differ(one: str | None, two: str | None) -> bool:
    """Tell whether both name a facility, and no word of one begins like a word of the other.

    Names are given in several forms and transliterations: "Kirishi", "Kirishinefteorgsintez".
    """
    if one is None or two is None:
        return False
    return not any(_alike(a, b) for a in one.split() for b in two.split())


def _alike(one: str, two: str) -> bool:
    return one == two or (len(one) > _STEM and one[:_STEM] == two[:_STEM])


def number_context(facts: Facts) -> tuple[int, bool]:
    """Return within which facts numbers can be compared: the level, and whether days are sure."""
    level = Level.PLACE if facts.where.level in WITHIN else facts.where.level
    return int(level), facts.when.quality <= Quality.RANGE


def number_differs(
    position: int, low: int, high: int, *, sure: bool, settings: LinkSettings
) -> bool:
    """Tell whether two values of one number, the lower first, cannot be of one occurrence.

    Where both days are sure, totals are revised within bounds and casualties may rise; where a day
    is assumed, "82 shot down" and "93 shot down" are two nights.
    """
    if position in CASUALTIES:
        return not sure and high > settings.revised_factor * low + _CASUALTY_SLACK
    if sure:
        return high > settings.revised_factor * low + _SLACK
    return high > (1 + settings.assumed_tolerance) * low


def _numbers_differ(one: Facts, two: Facts, settings: LinkSettings) -> bool:
    (level, sure), (other_level, other_sure) = number_context(one), number_context(two)
    if level != other_level:
        return False
    return any(
        number_differs(position, min(a, b), max(a, b), sure=sure and other_sure, settings=settings)
        for position, (a, b) in enumerate(zip(one.numbers, two.numbers, strict=True))
        if a is not None and b is not None
    )


def _number_weight(one: int | None, two: int | None) -> float:
    if one is None or two is None:
        return 0.0
    if one != two:
        close = min(one, two) >= _LARGE and abs(one - two) <= 0.05 * max(one, two)
        return 0.75 if close else 0.0
    if one == 0:
        return 0.25
    return 1.5 if one >= _LARGE else 1.0 if one >= _SMALL else 0.75


@lru_cache(maxsize=100_000)
def _apart(one: tuple[str, ...], two: tuple[str, ...], groups: tuple[tuple[str, ...], ...]) -> bool:
    return not groups_of(one, groups) & groups_of(two, groups)


# With the position of what is compared: equal values, the frequent case, differ in nothing.
_CHECKS: Final[tuple[tuple[Reason, int, Callable[[Facts, Facts, LinkSettings], bool]], ...]] = (
    (Reason.TYPE, 0, lambda one, two, _: one.type_class != two.type_class),
    (Reason.DAY, 2, lambda one, two, _: days_differ(one.when, two.when)),
    (Reason.PLACE, 1, lambda one, two, rules: places_differ(one.where, two.where, rules)),
    (Reason.ATTACKER, 4, lambda one, two, _: attackers_differ(one.attacker, two.attacker)),
    (Reason.WEAPON, 5, lambda one, two, rules: weapons_differ(one.weapons, two.weapons, rules)),
    (
        Reason.TARGET,
        6,
        lambda one, two, rules: targets_differ(target_of(one), target_of(two), rules),
    ),
    (Reason.FACILITY, 7, lambda one, two, _: names_differ(one.target_name, two.target_name)),
    (Reason.NUMBER, 3, _numbers_differ),
)
