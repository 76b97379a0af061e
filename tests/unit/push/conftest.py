"""A receiver on a loopback port."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipelines.push.receiver import Receiver
from pipelines.push.settings import PushSettings
from tests.helpers.push import TOKEN, Hub, Running
from transforms.settings import ReadSettings


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Running]]:
    """Start a receiver with settings that differ from the default ones as given."""
    running: list[Receiver] = []

    def begin(
        *, token: str | None = TOKEN, read: ReadSettings | None = None, **values: object
    ) -> Running:
        monkeypatch.delenv("WIREBEAM_PUSH_TOKEN", raising=False)
        if token is not None:
            monkeypatch.setenv("WIREBEAM_PUSH_TOKEN", token)
        receiver = Receiver(
            ("127.0.0.1", 0),
            tmp_path / "spool",
            PushSettings.model_validate(values),
            read or ReadSettings(),
            Hub(),
        )
        address = receiver.start()
        running.append(receiver)
        return Running(receiver, address)

    yield begin
    for receiver in running:
        receiver.stop()
