"""A client of a scripted server: real sockets, waits that are written down and not slept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.helpers.model_server import ModelServer, Reply, serving
from tests.helpers.told import article
from transforms.events.knowledge import PACKAGED
from transforms.events.model.asked import Answer
from transforms.events.model.client import ModelClient, Surroundings
from transforms.events.model.prompt import Prompt, load_prompt_template
from transforms.events.model.settings import ModelSettings
from transforms.events.ontology import load_ontology

ROOT: Path = PACKAGED


@dataclass
class Asking:
    """A client, its server, and the waits it wanted."""

    client: ModelClient
    server: ModelServer
    waits: list[float] = field(default_factory=list)

    def ask(self) -> Answer:
        """Ask about the article of ``told``."""
        return self.client.ask(article())


def settings_for(url: str, **changes: Any) -> ModelSettings:
    """Return settings with short times for a server."""
    times = {"connect_timeout": 2.0, "read_timeout": 2.0, "total_timeout": 20.0}
    return ModelSettings(endpoint=url, name="test", **{**times, **changes})


def client_of(settings: ModelSettings, waits: list[float]) -> ModelClient:
    """Return a client that writes its waits down."""
    prompt = Prompt(load_prompt_template(ROOT), load_ontology(ROOT), settings)
    world = Surroundings(sleep=waits.append, source=Random(1))
    return ModelClient(settings, prompt, surroundings=world)


@contextmanager
def asking(*script: Reply, **changes: Any) -> Iterator[Asking]:
    """Serve a script and give a client for it, with changed settings."""
    with serving(*script) as server:
        waits: list[float] = []
        client = client_of(settings_for(server.url, **changes), waits)
        try:
            yield Asking(client, server, waits)
        finally:
            client.close()
