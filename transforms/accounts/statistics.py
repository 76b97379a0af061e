"""Null rates and label mix: how often each slot of an event is filled, and with which label.

A slot whose null rate jumps, or a label that takes over, shows drift of the input or a fault of a
lexicon before anybody reads the rows.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from transforms.accounts.counts import EVENT, LABEL, SLOT, UNDATED, CountKey
from transforms.records import Event, LabelCount, SlotStatistic

SLOTS: Final = (
    *("outcome", "date_end", "occurred_at", "country", "admin1", "place", "latitude"),
    *("attacker", "weapons", "targets", "target_name"),
    *("drones_launched", "drones_downed", "missiles_launched", "missiles_downed"),
    *("killed", "injured", "effects", "claimants", "verification"),
)
"""The columns whose null rate is kept; an empty list counts as empty."""

LABELS: Final = (
    *("event_type", "outcome", "date_precision", "date_basis", "geo_precision"),
    *("country", "attacker", "weapons", "targets", "effects", "verification"),
)
"""The columns whose label mix is kept; each label of a list counts."""

_FILLED: Final = "filled"
_EMPTY: Final = "empty"


def event_counts(event: Event) -> Iterator[CountKey]:
    """Yield the keys that one event adds 1 to; the language is "" where it is unknown."""
    language = event.language or ""
    yield (EVENT, event.event_type)
    if event.date_end is None:
        yield (UNDATED,)
    for slot in SLOTS:
        value = getattr(event, slot)
        yield (SLOT, language, slot, _EMPTY if value is None or value == [] else _FILLED)
    for slot in LABELS:
        value = getattr(event, slot)
        for label in value if isinstance(value, list) else (value,):
            if label is not None:
                yield (LABEL, language, slot, label)


def slot_statistics(counts: Mapping[CountKey, int]) -> list[SlotStatistic]:
    """Return the slots of a run, ordered by language and slot."""
    keys = sorted({key[1:3] for key in counts if key[0] == SLOT})
    return [
        SlotStatistic(
            language=language or None,
            slot=slot,
            filled=counts.get((SLOT, language, slot, _FILLED), 0),
            empty=counts.get((SLOT, language, slot, _EMPTY), 0),
        )
        for language, slot in keys
    ]


def label_counts(counts: Mapping[CountKey, int]) -> list[LabelCount]:
    """Return the labels of a run, ordered by language, slot and label."""
    return [
        LabelCount(language=key[1] or None, slot=key[2], label=key[3], count=counts[key])
        for key in sorted(key for key in counts if key[0] == LABEL)
    ]
