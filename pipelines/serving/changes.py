"""Which incidents changed from one commit to another, for pages that follow."""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any, Final, NamedTuple

_STEPS: Final = 64
_MOST: Final = 2_000


class Change(NamedTuple):
    """What differs: ids that are new or revised, ids that are gone. ``reset``: everything may."""

    changed: list[str]
    gone: list[str]
    reset: bool


class Changes:
    """Remembers the last commits that were opened, in bounded memory; used by many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._steps: OrderedDict[str, Change] = OrderedDict()  # by the version they start from
        self._version: str | None = None
        self._revisions: Mapping[str, tuple[Any, ...]] = {}

    def arrived(self, version: str, revisions: Mapping[str, tuple[Any, ...]]) -> None:
        """Note a commit with the revision of each of its incidents."""
        with self._lock:
            if self._version is not None and version != self._version:
                self._steps[self._version] = _difference(self._revisions, revisions)
                while len(self._steps) > _STEPS:
                    self._steps.popitem(last=False)
            self._version, self._revisions = version, revisions

    def since(self, version: str) -> Change:
        """Return what differs between a commit and the newest one noted."""
        with self._lock:
            if version == self._version:
                return Change([], [], reset=False)
            if version not in self._steps:
                return Change([], [], reset=True)
            names = list(self._steps)
            steps = [self._steps[name] for name in names[names.index(version) :]]
            told = {name for step in steps for name in (*step.changed, *step.gone)}
            if any(step.reset for step in steps) or len(told) > _MOST:
                return Change([], [], reset=True)
            gone = sorted(name for name in told if name not in self._revisions)
            return Change(sorted(told - set(gone)), gone, reset=False)


def _difference(
    before: Mapping[str, tuple[Any, ...]], after: Mapping[str, tuple[Any, ...]]
) -> Change:
    changed = [name for name, revision in after.items() if before.get(name) != revision]
    gone = [name for name in before if name not in after]
    if len(changed) + len(gone) > _MOST:
        return Change([], [], reset=True)
    return Change(changed, gone, reset=False)
