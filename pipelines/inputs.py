"""Paths, folders and globs of the command line to the files that are to be read."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from apache_beam.io.filesystem import BeamIOError
from apache_beam.io.filesystems import FileSystems

from transforms.read.formats import format_of_name

_GLOB: Final = re.compile(r"[*?\[]")


class InputError(ValueError):
    """An input that names nothing to read; the message is one line for the user."""


def match_inputs(patterns: Sequence[str]) -> list[str]:
    """Resolve files, folders and globs on any Beam file system.

    A file is taken as it is. A folder gives the files of known format below it; a glob gives what
    it matches, where "**" also stands for no folder at all. Both leave out names that start with
    "." or "_", files and folders alike, unless the pattern itself spells them.

    Returns:
        Paths, sorted and each once.

    Raises:
        InputError: for the first pattern that matches nothing or cannot be looked up.
    """
    found: dict[str, str] = {}
    for pattern in patterns:
        try:
            matched = list(_matched(pattern))
        except (BeamIOError, OSError, ValueError) as error:
            raise InputError(f"input {pattern!r} cannot be looked up: {error}") from error
        if not matched:
            raise InputError(f"input {pattern!r} matches no file that can be read")
        for path in map(_normal, matched):
            found.setdefault(_absolute(path), path)
    return sorted(found.values())


def _matched(pattern: str) -> Iterator[str]:
    if not pattern.strip():
        return
    glob = _GLOB.search(pattern)
    if glob and not FileSystems.exists(pattern):
        base = pattern[: glob.start()].rpartition("/")[0]
        spelled = frozenset(part[0] for part in _names(pattern, base) if _is_hidden(part))
        for variant in (pattern, pattern.replace("**/", "")):
            yield from (p for p in _files(_anchored(variant)) if not _hidden(p, base, spelled))
        return
    if not FileSystems.exists(pattern) or _is_folder(pattern):
        folder = pattern.rstrip("/")
        below = _GLOB.sub("?", folder)  # Beam knows no way to spell glob signs literally
        for path in _files(f"{below}/**"):
            if not path.startswith(f"{folder}/"):
                continue
            if not _hidden(path, folder, frozenset()) and format_of_name(path) is not None:
                yield path
        return
    yield pattern


def _files(pattern: str) -> list[str]:
    return [match.path for result in FileSystems.match([pattern]) for match in result.metadata_list]


def _is_folder(path: str) -> bool:
    """Say whether a path that exists is a folder: object stores have none, local disks do."""
    return FileSystems.get_scheme(path) is None and Path(path).is_dir()


def _anchored(pattern: str) -> str:
    """Name the current folder of a relative local glob: Beam finds nothing without one."""
    return pattern if "/" in pattern or FileSystems.get_scheme(pattern) else f"./{pattern}"


def _hidden(path: str, base: str, spelled: frozenset[str]) -> bool:
    """Say whether a path has a hidden part below ``base``, other than of the ``spelled`` signs."""
    return any(_is_hidden(name) and name[0] not in spelled for name in _names(path, base))


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "_")) and name not in {".", ".."}


def _names(path: str, base: str) -> list[str]:
    return path.removeprefix(base).split("/")


def _normal(path: str) -> str:
    return path if FileSystems.get_scheme(path) else os.path.normpath(path)


def _absolute(path: str) -> str:
    return path if FileSystems.get_scheme(path) else os.path.abspath(path)  # noqa: PTH100
