"""Reading one YAML configuration file: its values, and on which line each key stands.

Everything wrong with the file as YAML is collected: duplicate keys, keys that are no text,
aliases (a few lines of them can stand for gigabytes).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from pipelines.failures import one_line

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 20

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class ConfigFile:
    """One file: its name for messages, its values, the line of each key, and what is wrong."""

    name: str
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[KeyPath, int] = field(default_factory=dict)
    errors: tuple[str, ...] = ()


def read_config_file(path: Path) -> ConfigFile:
    """Read a file; whatever is wrong with it is in ``errors``, nothing is raised."""
    name = str(path)
    try:
        if path.is_dir():
            return _failed(name, "is a folder, expected a YAML file")
        with path.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        return _failed(name, f"cannot be read: {error.strerror or error}")
    if len(data) > MAX_BYTES:
        return _failed(name, f"is larger than {MAX_BYTES} bytes")
    return parse_config(data, name)


def parse_config(data: bytes, name: str) -> ConfigFile:
    """Read the content of a file; ``name`` stands for it in messages."""
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(data, yaml.SafeLoader)):
            return _failed(name, "aliases (*name) are not allowed, write the value out")
        node = yaml.compose(data, yaml.SafeLoader)
        if node is None:
            return ConfigFile(name)
        return _checked(node, yaml.safe_load(data), name)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return _failed(f"{name}:{line}", f"is no YAML: {one_line(error.problem)}", name)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return _failed(name, f"is no YAML: {one_line(error)}")


def _checked(node: yaml.Node, values: Any, name: str) -> ConfigFile:
    if not isinstance(node, yaml.MappingNode):
        return _failed(name, "expected keys with values at the top")
    lines: dict[KeyPath, int] = {}
    errors = tuple(f"{name}:{line}: {text}" for line, text in _faults(node, (), lines))
    return ConfigFile(name, errors=errors) if errors else ConfigFile(name, values, lines)


def _failed(where: str, text: str, name: str | None = None) -> ConfigFile:
    return ConfigFile(name or where, errors=(f"{where}: {text}",))


def _faults(node: yaml.Node, path: KeyPath, lines: dict[KeyPath, int]) -> Iterator[tuple[int, str]]:
    """Note the line of every key below a node; yield what is wrong with keys."""
    if len(path) > MAX_DEPTH:
        yield node.start_mark.line + 1, f"nested deeper than {MAX_DEPTH} levels"
        return
    if isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            lines[(*path, position)] = item.start_mark.line + 1
            yield from _faults(item, (*path, position), lines)
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
            yield line, f"{shown((*path, '?'))}: expected a key that is text"
            continue
        here = (*path, key.value)
        if here in lines:
            yield line, f"{shown(here)}: given twice, first on line {lines[here]}"
            continue
        lines[here] = line
        yield from _faults(value, here, lines)


def shown(path: KeyPath) -> str:
    """Write a key as people do: ``aggregates[0].name``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
