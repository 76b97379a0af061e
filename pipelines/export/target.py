"""Where an export goes: a file that appears whole or not at all, or a stream."""

import os
import stat
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

SIDECAR: Final = ".LICENSE.txt"


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """Open a file for writing that takes the place of ``path`` when the context ends well.

    A failure or an interrupt leaves an older file as it was and nothing beside it. What is no
    regular file (a pipe, /dev/null) is written to directly. Raises OSError.
    """
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        with path.open("wb") as file:
            yield file
        return
    target = path.resolve()  # a link stays a link
    temporary = target.with_name(f".{target.name[:100]}.{uuid.uuid4().hex}.part")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def write_sidecar(path: Path, lines: Iterable[str]) -> Path:
    """Write who has to be named beside a file that has no room for it. Raises OSError."""
    beside = path.with_name(f"{path.name}{SIDECAR}")
    with written(beside) as file:
        file.write("".join(f"{line}\n" for line in lines).encode())
    return beside
