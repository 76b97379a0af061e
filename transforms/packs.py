"""Packs of knowledge that lay their files over the packaged ones: a folder with ``pack.yaml``.

A folder without ``pack.yaml`` is complete in itself. In one with it a file that is missing is the
packaged one, and a file that is there is laid over it: a key replaces the packaged key, "+key" adds
to it: items to a list, and to a mapping keys by the same rule. Language packs are laid over section
by section.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

PACKAGED: Final = Path(__file__).resolve().parents[1] / "configs"
PACK_FILE: Final = "pack.yaml"
DOMAINS: Final = "domains"
_OVER: Final = "+"
_SECTIONED: Final = "lexicons"
_SUFFIXES: Final = frozenset({".yaml", ".tsv", ".gz"})


class LexiconError(ValueError):
    """A data file is missing or does not fit its model; the text names file and keys."""


class Pack(BaseModel):
    """``pack.yaml``: what the folder builds on, and in which languages it reads.

    ``languages`` (ISO 639-1): None means all that are packaged and the folder's own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    extends: Literal["packaged"]
    description: str = ""
    languages: tuple[str, ...] | None = None


@lru_cache(maxsize=16)
def pack_of(root: Path) -> Pack | None:
    """Return the pack that a folder of knowledge is, None where it is complete in itself.

    Raises LexiconError where ``pack.yaml`` cannot be used.
    """
    path = root / PACK_FILE
    if not path.is_file():
        return None
    try:
        return Pack.model_validate(yaml.safe_load(path.read_bytes()))
    except yaml.YAMLError as error:
        raise LexiconError(f"{path}: {error}") from error
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise LexiconError("\n".join(f"{path}: {fault}" for fault in faults)) from error


def layers(path: Path) -> list[Path]:
    """Return the files that make the data file ``path``, the lowest first; the last may be missing.

    ``path`` lies in a folder of knowledge or in one of its folders.
    """
    root = next((one for one in list(path.parents)[:2] if pack_of(one) is not None), None)
    if root is None:
        return [path]
    below = PACKAGED / path.relative_to(root)
    found = [one for one in (below, path) if one.is_file()]
    return found or [path]


def topmost(path: Path) -> Path:
    """Return the file to read for a data file that cannot be laid over another: a compiled one."""
    return layers(path)[-1]


def read_layers(path: Path, load: Callable[[Path], Any]) -> Any:
    """Return the content of a data file, laid over the packaged one; ``load`` reads one file."""
    below, *above = layers(path)
    content = load(below)
    for layer in above:
        sections = path.parent.name == _SECTIONED
        content = _laid_over(content, load(layer), sections=sections)
    return content


def data_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield name and path of every data file that a folder of knowledge uses, sorted."""
    folders = [PACKAGED, root] if pack_of(root) is not None else [root]
    for number, folder in enumerate(folders):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if path.suffix in _SUFFIXES and name.parts[0] != DOMAINS:
                yield ("" if folder == root else f"{number}:") + name.as_posix(), path


def _laid_over(below: Any, above: Any, *, sections: bool = False) -> Any:
    """Return a value laid over another; ``sections``: without any mark, key by key."""
    if isinstance(below, list) and isinstance(above, list):
        return [*below, *above]
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    found = dict(below)
    for key, value in above.items():
        name = str(key).removeprefix(_OVER)
        if name in found and (name != key or sections):
            found[name] = _laid_over(found[name], value)
        else:
            found[name if name != key else key] = value
    return found
