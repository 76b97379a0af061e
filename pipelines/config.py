"""The configuration: ``configs/default.yaml`` with the user's file laid over it, checked.

A mapping in the user's file is merged key by key, anything else (lists too) replaces the default.
All faults are reported together, one line each: file, line, key and what is expected.
"""

import difflib
import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Final, get_args

from pydantic import BaseModel, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from pipelines.config_file import ConfigFile, KeyPath, parse_config, read_config_file, shown
from pipelines.failures import WRONG_USAGE, CommandFailed, one_line
from pipelines.push.settings import PushSettings
from transforms.dedup.settings import NearSettings
from transforms.events.model.settings import ExtractorSettings
from transforms.feeds.settings import CoverageSettings, PollSettings
from transforms.settings import (
    AggregateSettings,
    IncidentSettings,
    LanguageSettings,
    ReadSettings,
    Settings,
    WriteSettings,
)

PACKAGED_NAME: Final = "configs/default.yaml"

_LANGUAGE: Final = re.compile(r"[a-z]{2}")
_FOLDERS: Final = (
    ("knowledge",),
    ("extractor", "model", "cache"),
    ("push", "token_file"),
    ("push", "spool"),
)


class StagingSettings(Settings):
    """Files in which texts wait between two steps; no row of a result depends on them."""

    max_rows_per_file: Annotated[int, Field(gt=0)]
    max_buffer_bytes: Annotated[int, Field(gt=0)]


class WatchSettings(Settings):
    """Rounds of ``wirebeam watch``; durations in seconds."""

    every: Annotated[float, Field(gt=0)]
    settle: Annotated[float, Field(ge=0)]
    max_files: Annotated[int, Field(gt=0)]
    retry_after: Annotated[float, Field(gt=0)]


class Configuration(Settings):
    """Everything that can be configured, as ``configs/default.yaml`` explains it."""

    read: ReadSettings
    language: LanguageSettings
    dedup: NearSettings
    extractor: ExtractorSettings
    incidents: IncidentSettings
    aggregates: tuple[AggregateSettings, ...]
    write: WriteSettings
    staging: StagingSettings
    push: PushSettings
    feeds: PollSettings
    coverage: CoverageSettings
    watch: WatchSettings
    knowledge: Path | None

    @field_validator("knowledge")
    @classmethod
    def _is_folder(cls, folder: Path | None) -> Path | None:
        if folder is not None and not folder.is_dir():
            raise ValueError(f"expected a folder, {folder} is none")
        return folder

    @field_validator("aggregates")
    @classmethod
    def _names_differ(cls, given: tuple[AggregateSettings, ...]) -> tuple[AggregateSettings, ...]:
        names = [aggregate.name for aggregate in given]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"expected different names, {', '.join(twice)} is there twice")
        return given

    @model_validator(mode="after")
    def _members_agree(self) -> "Configuration":
        if self.read.max_record_bytes > self.read.max_file_bytes:
            raise ValueError("read.max_record_bytes: expected at most read.max_file_bytes")
        odd = [code for code in self.language.candidates if not _LANGUAGE.fullmatch(code)]
        if odd:
            raise ValueError(f"language.candidates: expected ISO 639-1 codes, got {odd}")
        return self


def load_configuration(path: Path | None = None, extractor: str | None = None) -> Configuration:
    """Return the configuration, with the user's file laid over the default one.

    ``extractor`` is a kind of extractor that takes the place of the configured one. Raises
    CommandFailed (wrong usage) with one line per fault.
    """
    default = parse_config(files("configs").joinpath("default.yaml").read_bytes(), PACKAGED_NAME)
    given = read_config_file(path) if path is not None else ConfigFile("")
    broken = (*default.errors, *given.errors)
    if broken:
        raise CommandFailed(*broken, status=WRONG_USAGE)
    folder = path.parent if path is not None else Path()
    merged = _merged(default.values, _anchored(given.values, folder))
    if extractor is not None:
        merged = _merged(merged, {"extractor": {"kind": extractor}})
    try:
        # By way of JSON: only there does strictness take a list for a tuple.
        return Configuration.model_validate_json(json.dumps(merged, default=str), strict=True)
    except ValidationError as error:
        faults = sorted(_fault(fault, given, default) for fault in error.errors())
        raise CommandFailed(*(line for _, line in faults), status=WRONG_USAGE) from error


def _merged(below: Any, above: Any) -> Any:
    if not isinstance(below, Mapping) or not isinstance(above, Mapping):
        return above
    return {
        **below,
        **{key: _merged(below.get(key, {}), value) for key, value in above.items()},
    }


def _anchored(values: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Take a relative folder in a file as relative to that file."""
    found = dict(values)
    for path in _FOLDERS:
        *above, key = path
        part: Any = found
        for step in above:
            inner = part.get(step) if isinstance(part, dict) else None
            if not isinstance(inner, dict):
                part = None
                break
            part[step] = part = dict(inner)
        if isinstance(part, dict) and isinstance(part.get(key), str):
            part[key] = str(folder / part[key])
    return found


def _fault(fault: ErrorDetails, given: ConfigFile, default: ConfigFile) -> tuple[int, str]:
    """Write one fault; it is in the user's file where the key stands there, else in the default."""
    path = tuple(fault["loc"])
    source = given if given.name and (not path or path[0] in given.values) else default
    number = _line_of(path, source)
    where = f"{source.name}:{number}" if number else source.name
    key = f" {shown(path)}:" if path else ""
    return number or 0, f"{where}:{key} {_expected(fault, path)}"


def _line_of(path: KeyPath, source: ConfigFile) -> int | None:
    known = [path[:size] for size in range(len(path), 0, -1) if path[:size] in source.lines]
    return source.lines[known[0]] if known else None


def _expected(fault: ErrorDetails, path: KeyPath) -> str:
    if fault["type"] == "extra_forbidden":
        return _unknown(path)
    if fault["type"] == "value_error":
        return one_line(fault["ctx"]["error"])
    wanted = fault["msg"].removeprefix("Input should be ").removeprefix("a valid ")
    if fault["type"] == "missing":
        return "expected a value"
    if fault["type"] == "string_pattern_mismatch":
        wanted = f"text that matches {fault['ctx']['pattern']}"
    if fault["type"] in {"model_type", "model_attributes_type"}:
        return f"expected keys with values, got {one_line(repr(fault['input']))}"
    return f"expected {one_line(wanted)}, got {one_line(repr(fault['input']))}"


def _unknown(path: KeyPath) -> str:
    known = sorted(_keys_at(path[:-1]))
    close = difflib.get_close_matches(str(path[-1]), known, n=1)
    hint = f"did you mean {close[0]}?" if close else f"the keys here are {', '.join(known)}"
    return f"unknown key; {hint}"


def _keys_at(path: KeyPath) -> set[str]:
    """Return the keys that a part of the configuration may have."""
    model: type[BaseModel] = Configuration
    for part in path:
        model = _member(model, part)
    return set(model.model_fields)


def _member(model: type[BaseModel], part: str | int) -> type[BaseModel]:
    if isinstance(part, int):
        return model
    kind = model.model_fields[part].annotation
    found = [one for one in (kind, *get_args(kind)) if isinstance(one, type)]
    return next(one for one in found if issubclass(one, BaseModel))
