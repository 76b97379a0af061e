"""Choosing one value of a column from many reports: by voices, never by an average.

Each voice has one vote per value, however often it repeats it. Ties go to the most precise value,
then to the one published first, then to the smaller value.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple, TypeVar

from transforms.incidents.reports import Report

Value = TypeVar("Value", bound=Hashable)

SHARE: Final = 1 / 3
"""The share of the voices naming any label that a label needs."""

_LATEST: Final = datetime.max.replace(tzinfo=UTC)


class Heard(NamedTuple):
    """A report with the press voice that tells it."""

    report: Report
    voice: str


def elected(
    heard: Iterable[Heard],
    value_of: Callable[[Report], Value | None],
    precision_of: Callable[[Value], int] | None = None,
) -> Value | None:
    """Return the value that most voices give; None where no report gives one.

    ``precision_of`` gives a larger number for a more precise value.
    """
    voices: dict[Value, set[str]] = {}
    first: dict[Value, datetime] = {}
    for one in heard:
        value = value_of(one.report)
        if value is None:
            continue
        voices.setdefault(value, set()).add(one.voice)
        first[value] = min(first.get(value, _LATEST), one.report.published_at or _LATEST)
    if not voices:
        return None
    return min(
        voices,
        key=lambda value: (
            -len(voices[value]),
            -(precision_of(value) if precision_of is not None else 0),
            first[value],
            repr(value),
        ),
    )


def supported(
    heard: Iterable[Heard], labels_of: Callable[[Report], Sequence[str]], share: float = SHARE
) -> set[str]:
    """Return the labels that at least ``share`` of the voices naming any label name."""
    voices: dict[str, set[str]] = {}
    for one in heard:
        for label in labels_of(one.report):
            voices.setdefault(label, set()).add(one.voice)
    naming = len(set().union(*voices.values()))
    return {label for label, named in voices.items() if len(named) >= share * naming}
