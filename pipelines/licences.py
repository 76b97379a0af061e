"""The data sets behind places and maps, and how they want to be named."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml


class Licence(NamedTuple):
    """A data set: its licence, where it is from, and the line that names it."""

    name: str
    licence: str
    url: str
    attribution: str


@cache
def licences() -> tuple[Licence, ...]:
    """Return what output with place data has to name, in the order of ``configs/licences.yaml``."""
    content = files("configs").joinpath("licences.yaml").read_bytes()
    return tuple(Licence(**entry) for entry in yaml.safe_load(content))
