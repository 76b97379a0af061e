"""The JSON schema that an answer has to follow, with the labels of the ontology.

It says the same as ``answer.Told``; a test holds the two together. Servers that check schemas
strictly want every key required and no other keys: what may be missing is null.
"""

from collections.abc import Sequence
from typing import Any, Final

from transforms.events.figures import DOWNED, INJURED, KILLED, LAUNCHED
from transforms.events.ontology import Ontology

STANCES: Final = ("claims", "confirms", "denies")
VERIFICATIONS: Final = ("unverified", "denied")
ROLES: Final = (LAUNCHED, DOWNED, KILLED, INJURED)

_Schema = dict[str, Any]
_TEXT: Final[_Schema] = {"type": "string"}
_PERHAPS: Final[_Schema] = {"type": ["string", "null"]}
_WHOLE: Final[_Schema] = {"type": ["integer", "null"]}


def answer_schema(ontology: Ontology) -> _Schema:
    """Return the schema of one answer."""
    weapons = tuple(ontology.weapons)
    event = _object(
        type=_one_of(ontology.event_types),
        evidence=_list(_TEXT),
        earlier={"type": "boolean"},
        date=_PERHAPS,
        place=_PERHAPS,
        places_listed=_list(_TEXT),
        attacker=_or_null(_object(label=_TEXT, quote=_TEXT)),
        weapons=_list(_labelled(weapons)),
        targets=_list(_labelled(ontology.targets)),
        target_name=_PERHAPS,
        effects=_list(_labelled(ontology.effects)),
        outcome=_or_null(_labelled(ontology.outcomes)),
        figures=_list(
            _object(
                role=_one_of(ROLES),
                item={"type": ["string", "null"], "enum": [*weapons, None]},
                value=_WHOLE,
                quote=_TEXT,
            )
        ),
        claimants=_list(_object(stance=_one_of(STANCES), quote=_TEXT)),
        verification=_or_null(_labelled(VERIFICATIONS)),
    )
    return _object(events=_list(event))


def _object(**properties: _Schema) -> _Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: _Schema) -> _Schema:
    return {"type": "array", "items": items}


def _one_of(labels: Sequence[str]) -> _Schema:
    return {"type": "string", "enum": list(labels)}


def _labelled(labels: Sequence[str]) -> _Schema:
    return _object(label=_one_of(labels), quote=_TEXT)


def _or_null(schema: _Schema) -> _Schema:
    return {"anyOf": [schema, {"type": "null"}]}
