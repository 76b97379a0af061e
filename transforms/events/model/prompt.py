"""What the model is asked: instructions from a template and the ontology, the article as data."""

import json
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from transforms.events.lexicon import read_yaml, validate
from transforms.events.model.schema import ROLES, STANCES, VERIFICATIONS, answer_schema
from transforms.events.model.settings import ModelSettings
from transforms.events.ontology import Ontology
from transforms.records import Article


class PromptTemplate(BaseModel):
    """``configs/model_prompt.yaml``: the instructions, with places for the labels."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]{1,20}$")]
    system: Annotated[str, Field(min_length=1)]

    @field_validator("system")
    @classmethod
    def _places_are_known(cls, text: str) -> str:
        template = Template(text)
        known = set(_labels(None))
        if not template.is_valid():
            raise ValueError("a $ that is followed by no name; write $$ for the sign itself")
        unknown = sorted(set(template.get_identifiers()) - known)
        if unknown:
            raise ValueError(f"unknown ${unknown[0]}; expected one of {', '.join(sorted(known))}")
        return text


class Prompt:
    """Builds the body of a request. The same article and settings give the same bytes."""

    def __init__(
        self, template: PromptTemplate, ontology: Ontology, settings: ModelSettings
    ) -> None:
        self.version = template.version
        self._settings = settings
        self._system = Template(template.system).substitute(_labels(ontology))
        self._schema = answer_schema(ontology)

    def body(self, article: Article) -> bytes:
        """Return the JSON body of the question about one article, in UTF-8."""
        settings = self._settings
        request: dict[str, Any] = {
            "model": settings.name,
            "messages": [
                {"role": "system", "content": self._system},
                {"role": "user", "content": _as_data(article, settings.max_text_characters)},
            ],
            "temperature": 0,
            "seed": settings.seed,
            "n": 1,
            "stream": False,
            settings.answer_limit_key: settings.max_answer_tokens,
        }
        if settings.structure == "json_schema":
            schema = {"name": "events", "strict": True, "schema": self._schema}
            request["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif settings.structure == "json_object":
            request["response_format"] = {"type": "json_object"}
        if settings.structure != "json_schema":
            request["messages"][0]["content"] += f"\nJSON schema: {_compact(self._schema)}"
        return _compact(request).encode("utf-8", "replace")


@lru_cache(maxsize=4)
def load_prompt_template(root: Path) -> PromptTemplate:
    """Return the template under ``root``; ``LexiconError`` lists every fault."""
    path = root / "model_prompt.yaml"
    return validate(PromptTemplate, read_yaml(path), str(path))


def extractor_name(settings: ModelSettings, version: str) -> str:
    """Return what the column ``extractor`` says of events by this model and prompt."""
    return f"model:{settings.name}:prompt-{version}"


def _as_data(article: Article, longest: int) -> str:
    """Return what the model sees of an article: no address, no author, a bounded text."""
    published = article.published_at.date().isoformat() if article.published_at else None
    title = (article.title or "")[:longest] or None
    return _compact({"title": title, "published": published, "text": article.text[:longest]})


def _labels(ontology: Ontology | None) -> dict[str, str]:
    """Return the labels of each place in the template; empty ones without an ontology."""
    lists = {
        "event_types": ontology.event_types if ontology else (),
        "outcomes": ontology.outcomes if ontology else (),
        "weapons": tuple(ontology.weapons) if ontology else (),
        "targets": ontology.targets if ontology else (),
        "effects": ontology.effects if ontology else (),
        "roles": ROLES,
        "stances": STANCES,
        "verifications": VERIFICATIONS,
    }
    return {name: ", ".join(labels) for name, labels in lists.items()}


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
