"""Short passages as news words them, each with all the events that it tells.

Every passage was worded, and its answer written down, before it was read by the extractor. The
events are told by their places, the slots named by each are compared.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.unit.events.conftest import Extract

_FILE = Path(__file__).parent / "passages.yaml"
_PASSAGES = [
    pytest.param(one["text"], one["language"], one["expected"], id=f"{one['language']}-{number}")
    for number, one in enumerate(yaml.safe_load(_FILE.read_text()), 1)
]


@pytest.mark.parametrize(("text", "language", "expected"), _PASSAGES)
def test_a_passage_tells_its_events(
    extract: Extract, text: str, language: str, expected: dict[str, dict[str, Any]]
) -> None:
    events = extract(text, language=language, published="2026-11-12")
    told = {event.place or event.admin1 or str(event.country): event for event in events}
    found = {
        where: {slot: _value(told[where], slot) for slot in slots}
        for where, slots in expected.items()
        if where in told
    }
    assert (sorted(told), len(events)) == (sorted(expected), len(expected))
    assert found == expected


def _value(event: Any, slot: str) -> Any:
    """Return a slot as it stands in the file: days as text, lists as lists."""
    value = event.date_start if slot == "day" else getattr(event, slot)
    if slot == "day":
        return None if value is None else value.isoformat()
    return sorted(value) if isinstance(value, (list, tuple)) else value
