"""A server on a loopback port."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.helpers.serving import Served, serving


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Serve ``tmp_path / "out"``; arguments are those of ``serving``."""
    with ExitStack() as stack:
        yield lambda *names, **limits: stack.enter_context(
            serving(tmp_path / "out", names, **limits)
        )
