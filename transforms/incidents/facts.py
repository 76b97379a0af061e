"""What linking compares: reports with equal facts are one atom, however many there are."""

from collections.abc import Iterable
from typing import Final, NamedTuple, Optional

from transforms.incidents.days import When, when_of
from transforms.incidents.places import Level, Where, where_of
from transforms.incidents.reports import Report
from transforms.settings import LinkSettings

NUMBERS: Final = (
    *("drones_launched", "drones_downed", "missiles_launched", "missiles_downed"),
    *("killed", "injured"),
)
CASUALTIES: Final = frozenset({4, 5})
_CLASS_OF_STRIKES: Final = "strike"


class Facts(NamedTuple):
    """The linking tuple of a report. ``numbers`` are in the order of ``NUMBERS``.

    ``listed`` are the places of a wave that gives no number but names several. ``owner`` is the
    article of a report so vague that even its like would not support it: nothing may equal it.
    """

    type_class: str
    where: Where
    when: When
    numbers: tuple[Optional[int], ...]  # noqa: UP045 - one spelling in all records
    attacker: Optional[str]  # noqa: UP045 - as above
    weapons: tuple[str, ...]
    targets: tuple[str, ...]
    target_name: Optional[str]  # noqa: UP045 - as above
    event_type: str
    listed: tuple[str, ...]
    owner: Optional[str] = None  # noqa: UP045 - as above


def facts_of(report: Report, settings: LinkSettings) -> Facts:
    """Return what linking compares of a report."""
    where, when = where_of(report), when_of(report, settings)
    numbers = tuple(getattr(report, name) for name in NUMBERS)
    listed = tuple(sorted(set(report.places_listed)))
    lists_only = where.level is Level.COUNTRY and not any(numbers) and len(listed) > 1
    return Facts(
        type_class=type_class(report.event_type, settings),
        where=where,
        when=when,
        numbers=numbers,
        attacker=report.attacker,
        weapons=tuple(sorted(set(report.weapons))),
        targets=tuple(sorted(set(report.targets))),
        target_name=name_key(report.target_name, settings),
        event_type=report.event_type,
        listed=listed if lists_only else (),
    )


def type_class(event_type: str, settings: LinkSettings) -> str:
    """Return the class of a type: reports of one class may be about one occurrence."""
    return _CLASS_OF_STRIKES if event_type in settings.one_class else event_type


def name_key(name: str | None, settings: LinkSettings) -> str | None:
    """Return the words of a facility's name that tell it from others, in lower case, sorted.

    None where there are none: "oil depot" names no depot.
    """
    words = "".join(c if c.isalnum() else " " for c in (name or "").casefold()).split()
    return " ".join(sorted(set(words).difference(settings.facility_words))) or None


def groups_of(labels: Iterable[str], groups: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """Return the groups (as their members joined) that the labels are in, else the labels."""
    found: set[str] = set()
    listed = [(group, "/".join(group)) for group in groups]
    for label in labels:
        inside = [name for group, name in listed if label in group]
        found.update(inside or [label])
    return frozenset(found)
