"""The schema that a model is given and the document that is taken are the same."""

from typing import Any

import pytest
from pydantic import BaseModel

from transforms.events.knowledge import load_knowledge
from transforms.events.model.answer import Figure, Labelled, Told, ToldEvent, Voice
from transforms.events.model.schema import answer_schema

SCHEMA = answer_schema(load_knowledge().ontology)
EVENT = SCHEMA["properties"]["events"]["items"]


def objects(schema: Any) -> list[dict[str, Any]]:
    """Return every object inside a schema, itself included."""
    inner = (
        schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    )
    found = [one for part in inner for one in objects(part)]
    return (
        [schema, *found] if isinstance(schema, dict) and schema.get("type") == "object" else found
    )


@pytest.mark.parametrize(
    ("model", "schema"),
    [
        (Told, SCHEMA),
        (ToldEvent, EVENT),
        (Labelled, EVENT["properties"]["weapons"]["items"]),
        (Labelled, EVENT["properties"]["attacker"]["anyOf"][0]),
        (Figure, EVENT["properties"]["figures"]["items"]),
        (Voice, EVENT["properties"]["claimants"]["items"]),
    ],
)
def test_both_have_the_same_keys(model: type[BaseModel], schema: dict[str, Any]) -> None:
    assert list(model.model_fields) == list(schema["properties"])


def test_every_object_is_closed_and_every_key_required() -> None:
    for one in objects(SCHEMA):
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])


def test_a_key_may_be_null_in_both_or_in_neither() -> None:
    for name, field in ToldEvent.model_fields.items():
        schema = EVENT["properties"][name]
        nullable = {"type": "null"} in schema.get("anyOf", []) or "null" in schema.get("type", [])
        assert (type(None) in getattr(field.annotation, "__args__", ())) == nullable, name


def test_the_labels_are_those_of_the_ontology() -> None:
    ontology = load_knowledge().ontology
    labels = EVENT["properties"]["weapons"]["items"]["properties"]["label"]["enum"]
    assert labels == list(ontology.weapons)
    assert EVENT["properties"]["type"]["enum"] == list(ontology.event_types)
