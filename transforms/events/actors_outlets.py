"""News outlets: on which side they stand, and whom they mean by "the enemy".

Data: ``configs/outlets.yaml`` (registered domain, country, side, language, names).
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, field_validator

from transforms.events.lexicon import read_yaml, validate

_LEADING: Final = ("www.", "m.", "amp.", "mobile.")


class Outlet(BaseModel):
    """One outlet. ``side``: whose "we" its texts speak with; null for outlets of no party."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    domains: list[str]
    country: str | None
    side: str | None
    language: str | None = None
    kind: str = "outlet"
    names: list[str] = []


class Outlets(BaseModel):
    """The whole file; ``suffix_sides`` and ``language_sides`` are the fall-backs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    enemies: dict[str, str]
    suffix_sides: dict[str, str]
    language_sides: dict[str, str]
    outlets: list[Outlet]

    @field_validator("outlets")
    @classmethod
    def _one_owner_per_domain(cls, outlets: list[Outlet]) -> list[Outlet]:
        domains = [domain for outlet in outlets for domain in outlet.domains]
        twice = sorted({domain for domain in domains if domains.count(domain) > 1})
        if twice:
            raise ValueError(f"domains given twice: {', '.join(twice)}")
        return outlets


@lru_cache(maxsize=4)
def load_outlets(root: Path) -> Outlets:
    """Return ``root``/outlets.yaml; ``LexiconError`` lists every fault."""
    path = root / "outlets.yaml"
    return validate(Outlets, read_yaml(path), str(path))


@lru_cache(maxsize=4096)
def _outlet_of(root_outlets: "_ById", domain: str) -> Outlet | None:
    host = domain.lower().strip().rstrip(".")
    for leading in _LEADING:
        host = host.removeprefix(leading)
    while "." in host:
        if host in root_outlets.by_domain:
            return root_outlets.by_domain[host]
        host = host.split(".", 1)[1]
    return None


class _ById:
    """Hashable by identity, for the cache."""

    def __init__(self, outlets: Outlets) -> None:
        self.by_domain = {d: outlet for outlet in outlets.outlets for d in outlet.domains}


_INDEXES: dict[int, tuple[Outlets, _ById]] = {}


def outlet_of(outlets: Outlets, domain: str | None) -> Outlet | None:
    """Return the outlet of a host name ("news.liga.net" belongs to "liga.net"), or None."""
    if not domain:
        return None
    kept = _INDEXES.get(id(outlets))
    if kept is None or kept[0] is not outlets:
        kept = (outlets, _ById(outlets))
        _INDEXES[id(outlets)] = kept
    return _outlet_of(kept[1], domain)


def side_of(
    outlets: Outlets, source: str | None, language: str | None, clues: Sequence[str] = ()
) -> str | None:
    """Return whose side a text speaks for: "UA", "RU" or None.

    ``clues`` are sides whose wording the text uses ("the occupiers": UA); they decide first for an
    outlet that is unknown or of no party, then the language, then the suffix of the domain.
    """
    outlet = outlet_of(outlets, source)
    if outlet is not None and outlet.side is not None:
        return outlet.side
    distinct = sorted(set(clues))
    if distinct:
        counts = {side: clues.count(side) for side in distinct}
        best = max(distinct, key=lambda side: counts[side])
        if list(counts.values()).count(counts[best]) == 1:
            return best
    if outlet is not None:
        return None
    if language in outlets.language_sides:
        return outlets.language_sides[language]
    suffix = (source or "").lower().rsplit(".", 1)[-1]
    return outlets.suffix_sides.get(suffix)


def enemy_of(outlets: Outlets, side: str | None) -> str | None:
    """Return the code of the enemy as seen from ``side``."""
    return outlets.enemies.get(side) if side else None
