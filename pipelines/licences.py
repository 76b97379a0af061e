"""The data sets behind places and maps, and how they want to be named."""

from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml


class Licence(NamedTuple):
    """A data set: its licence, where it is from, the line that names it, the tables it is in."""

    name: str
    licence: str
    url: str
    attribution: str
    tables: tuple[str, ...]


@cache
def licences(table: str | None = None) -> tuple[Licence, ...]:
    """Return what output with place data has to name, in the order of ``configs/licences.yaml``.

    With ``table`` only the data sets that its rows hold data of.
    """
    entries = [entry | {"tables": tuple(entry["tables"])} for entry in _read("licences.yaml")]
    every = [Licence(**entry) for entry in entries]
    return tuple(one for one in every if table is None or table in one.tables)


@cache
def credit_lines(table: str) -> tuple[str, ...]:
    """Return what has to be said beside rows of a table: who is named, whose the texts are."""
    named = [one.attribution for one in licences(table)]
    told = [str(one["text"]) for one in _read("notices.yaml") if table in one["tables"]]
    return (*named, *told)


def _read(name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load(files("configs").joinpath(name).read_bytes())
    return entries
