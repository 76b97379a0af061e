"""Reading the word lists of this stage: YAML in, a validated frozen model out.

The launcher may read other files and hand the models on; functions that are called without one use
the lists bundled with the package, read once per process.
"""

import re
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, TypeVar

import yaml
from pydantic import AfterValidator, ValidationError

from transforms.language.word_loader import WordLoader
from transforms.settings import Settings

Model = TypeVar("Model", bound=Settings)


class ConfigurationError(ValueError):
    """A word list that cannot be used; the message names the file and every faulty key."""


def load_model(kind: type[Model], path: Path) -> Model:
    """Read a word list from a file; ConfigurationError names all faults together."""
    return parse_model(kind, path.read_text(encoding="utf-8"), str(path))


def bundled_model(kind: type[Model], name: str) -> Model:
    """Read a word list of the ``configs`` package, once per process."""
    model = _bundled(kind, name)
    if not isinstance(model, kind):
        raise TypeError(f"{name} was read as {type(model).__name__}, not as {kind.__name__}")
    return model


@cache
def _bundled(kind: type[Settings], name: str) -> Settings:
    text = resources.files("configs").joinpath(name).read_text(encoding="utf-8")
    return parse_model(kind, text, f"configs/{name}")


def parse_model(kind: type[Model], text: str, name: str) -> Model:
    """Turn YAML into a model; ``name`` stands for the file in messages."""
    try:
        data = yaml.load(text, Loader=WordLoader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise ConfigurationError(f"{name}: not readable as YAML: {error}") from error
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(part) for part in fault['loc']) or 'file'}: {fault['msg']}"
            for fault in error.errors()
        )
        raise ConfigurationError(f"{name}: {faults}") from error


def _compilable(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {pattern!r}: {error}") from error
    return pattern


RegularExpression = Annotated[str, AfterValidator(_compilable)]
