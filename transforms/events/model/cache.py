"""Answers kept on disk: the same question is not paid twice, and a rerun gives the same rows."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from transforms.ids import digest

_SUFFIX: Final = ".json"


class Answers:
    """A folder with one file per question, named by a digest of the whole request.

    A file that cannot be read is a question not asked yet; a folder that cannot be written costs
    money, not rows. Several processes may share a folder.
    """

    def __init__(self, folder: Path, endpoint: str) -> None:
        """``endpoint`` is part of each question: two endpoints may know one model by one name."""
        self._folder = folder
        self._endpoint = endpoint

    def find(self, request: bytes) -> bytes | None:
        """Return the body of the answer to a request, None if there is none."""
        with suppress(OSError):
            return self._path(request).read_bytes()
        return None

    def keep(self, request: bytes, body: bytes) -> None:
        """Write an answer, whole or not at all."""
        path = self._path(request)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
                file.write(body)
            os.replace(file.name, path)  # noqa: PTH105 - the name is a string here

    def _path(self, request: bytes) -> Path:
        key = digest("answer", self._endpoint, request.decode("utf-8"))
        return self._folder / key[:2] / f"{key}{_SUFFIX}"
