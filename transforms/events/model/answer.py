"""The answer of a model as data: the protocol around it and the events inside it, both checked.

Structure is all or nothing: an answer of another shape is a failure. Labels, quotes and figures
are looked at later, one by one (``grounding.py``).
"""

import re
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from transforms.events.model.failures import Failure, ModelFailed

_FENCED: Final = re.compile(r"\A\s*```[A-Za-z]*[ \t]*\r?\n(.*?)\r?\n?[ \t]*```\s*\Z", re.DOTALL)
_MOST_TOKENS: Final = 10**9
_CUT_OFF: Final = frozenset({"length", "max_tokens"})
_FILTERED: Final = "content_filter"

Words = Annotated[str, Field(max_length=20_000)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Labelled(_Strict):
    """A label and the words that it is taken from."""

    label: Words
    quote: Words


class Figure(_Strict):
    """A figure: whom or what it counts, its value (null where the words name none), its words."""

    role: Words
    item: Words | None
    value: int | None
    quote: Words


class Voice(_Strict):
    """Who says so, by the words that name them."""

    stance: Literal["claims", "confirms", "denies"]
    quote: Words


class ToldEvent(_Strict):
    """One event as the model tells it. All text except labels is quoted from the article."""

    type: Words
    evidence: list[Words]
    earlier: bool
    date: Words | None
    place: Words | None
    places_listed: list[Words]
    attacker: Labelled | None
    weapons: list[Labelled]
    targets: list[Labelled]
    target_name: Words | None
    effects: list[Labelled]
    outcome: Labelled | None
    figures: list[Figure]
    claimants: list[Voice]
    verification: Labelled | None


class Told(_Strict):
    """Everything that the model tells of one article."""

    events: list[ToldEvent]


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Completion(BaseModel):
    choices: Annotated[list[_Choice], Field(min_length=1)]


class _Usage(BaseModel):
    prompt_tokens: Annotated[int, Field(ge=0, le=_MOST_TOKENS)]
    completion_tokens: Annotated[int, Field(ge=0, le=_MOST_TOKENS)]


class _Accounted(BaseModel):
    usage: _Usage


def content_of(body: bytes) -> str:
    """Return what the model wrote, from the body of a chat completion. Raises ModelFailed."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ModelFailed(Failure.UNDECODABLE, "the body is no UTF-8") from error
    try:
        choice = _Completion.model_validate_json(text).choices[0]
    except ValidationError as error:
        raise ModelFailed(_kind_of(error), "no chat completion") from error
    if choice.message.refusal or choice.finish_reason == _FILTERED:
        raise ModelFailed(Failure.REFUSAL)
    if choice.finish_reason in _CUT_OFF:
        raise ModelFailed(Failure.TRUNCATED)
    if not (choice.message.content or "").strip():
        raise ModelFailed(Failure.INVALID_ANSWER, "an empty message")
    return choice.message.content or ""


def told_in(content: str) -> Told:
    """Return the events that the model wrote down. Raises ModelFailed.

    A fence of markdown around the document is taken off; words around it are not.
    """
    fenced = _FENCED.match(content)
    try:
        return Told.model_validate_json(fenced[1] if fenced else content.strip())
    except ValidationError as error:
        raise ModelFailed(_kind_of(error), "not the document that was asked for") from error


def usage_in(body: bytes) -> tuple[int, int] | None:
    """Return prompt and completion tokens as the server counted them, None if it does not say."""
    try:
        usage = _Accounted.model_validate_json(body).usage
    except ValidationError:
        return None
    return usage.prompt_tokens, usage.completion_tokens


def _kind_of(error: ValidationError) -> Failure:
    broken = any(fault["type"] == "json_invalid" for fault in error.errors(include_url=False))
    return Failure.INVALID_JSON if broken else Failure.INVALID_ANSWER
