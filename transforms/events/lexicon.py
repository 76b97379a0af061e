"""Language packs: one YAML file per language, ``lexicons/<language>.yaml``, with equal sections.

A section is validated by the model of the module that uses it; unknown keys, wrong types and
empty lists are errors, all reported together with file and key.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar

import yaml
from pydantic import BaseModel, Field, ValidationError

from transforms.language.tokens import normal
from transforms.language.word_loader import WordLoader
from transforms.packs import PACKAGED, LexiconError, layers, pack_of, read_layers

__all__ = [
    "SECTIONS", "LexiconError", "Words", "complete_languages", "languages", "load_section",
    "missing_sections", "read_yaml", "validate", "word_forms",
]  # fmt: skip

Model = TypeVar("Model", bound=BaseModel)
Words = list[Annotated[str, Field(min_length=1)]]
"""Words of a section; "=" before one asks for exactly this form."""


SECTIONS: Final = ("events", "dates", "numbers", "attribution", "places")
_SECTION: Final = re.compile(rb"^([a-z]+):", re.MULTILINE)


def read_yaml(path: Path) -> Any:
    """Return the content of a data file, in a pack laid over the packaged one.

    ``LexiconError`` names the file and the line.
    """
    return read_layers(path, _read)


def _read(path: Path) -> Any:
    try:
        return yaml.load(path.read_bytes(), Loader=WordLoader)  # noqa: S506 - a safe loader
    except FileNotFoundError:
        raise LexiconError(f"{path}: no such file") from None
    except yaml.YAMLError as error:
        raise LexiconError(f"{path}: {error}") from error


def validate(model: type[Model], content: Any, where: str) -> Model:
    """Return ``content`` as ``model``; ``LexiconError`` lists every fault with its key."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        faults = [
            f"{where}: {'.'.join(map(str, fault['loc'])) or '(top)'}: {fault['msg']}"
            for fault in error.errors()
        ]
        raise LexiconError("\n".join(faults)) from error


def _path(root: Path, language: str) -> Path:
    return root / "lexicons" / f"{language}.yaml"


@lru_cache(maxsize=64)
def _pack(path: Path) -> Any:
    return read_yaml(path)


def load_section(root: Path, language: str, section: str, model: type[Model]) -> Model:
    """Return one section of the pack of ``language`` (ISO 639-1) under ``root``/lexicons.

    The file is read once per process, however many of its sections are asked for.
    """
    path = _path(root, language)
    content = _pack(path)
    if not isinstance(content, dict) or section not in content:
        raise LexiconError(f"{path}: section {section!r} is missing")
    return validate(model, content[section], f"{path}: {section}")


def languages(root: Path) -> list[str]:
    """Return the languages that have a pack, complete or not, sorted (ISO 639-1).

    Of packs of a domain, those it reads in.
    """
    pack = pack_of(root)
    if pack is not None and pack.languages is not None:
        return sorted(pack.languages)
    folders = [root] if pack is None else [root, PACKAGED]
    paths = (path for one in folders for path in (one / "lexicons").glob("[a-z][a-z].yaml"))
    return sorted({path.stem for path in paths})


def complete_languages(root: Path) -> list[str]:
    """Return the languages whose pack has every section, sorted; a pack in the making is none."""
    return [code for code in languages(root) if not missing_sections(root, code)]


def missing_sections(root: Path, language: str) -> list[str]:
    """Return the sections that the pack of ``language`` lacks, in their order.

    A pack whose lines begin all sections is not parsed before it is needed.
    """
    path = _path(root, language)
    present = [one for one in layers(path) if one.exists()]
    begun = [name for one in present for name in _SECTION.findall(one.read_bytes())]
    if {name.decode() for name in begun}.issuperset(SECTIONS):
        return []
    content = _pack(path) if present else None
    inside = content if isinstance(content, dict) else {}
    return [section for section in SECTIONS if section not in inside]


def word_forms(words: Words) -> frozenset[str]:
    """Return the words as texts are looked up: normalised, without their mark."""
    return frozenset(normal(word.removeprefix("=")) for word in words)
