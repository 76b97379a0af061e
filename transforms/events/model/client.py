"""One question about one article: asked, paid, repeated where that helps, and never raising."""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from threading import BoundedSemaphore
from typing import Final

from transforms.events.model.answer import content_of, told_in, usage_in
from transforms.events.model.asked import Answer
from transforms.events.model.cache import Answers
from transforms.events.model.exchange import Exchange, HttpExchange
from transforms.events.model.failures import RETRIED, Failure, ModelFailed
from transforms.events.model.pacing import Pace
from transforms.events.model.parallel import in_threads
from transforms.events.model.prompt import Prompt
from transforms.events.model.retries import Backoff
from transforms.events.model.settings import ModelSettings
from transforms.events.model.spending import Budget, Spent, added, guessed_tokens
from transforms.records import Article

_HOPELESS: Final = frozenset(
    {Failure.REQUEST_REFUSED, Failure.REDIRECT, Failure.WRONG_CONTENT_TYPE, Failure.UNDECODABLE}
)
"""Failures that would meet every article: after many of them nothing is asked any more."""

_PERHAPS_PAID: Final = frozenset({Failure.TIMEOUT, Failure.TOO_LARGE})
"""Failures after which the server may have worked, and may bill, all the same."""


class MissingKeyError(ValueError):
    """The environment variable that should hold the key is empty or not set."""


def api_key(settings: ModelSettings) -> str | None:
    """Return the key from the environment, None where none is wanted. Raises MissingKeyError."""
    name = settings.api_key_variable
    if name is None:
        return None
    key = os.environ.get(name, "").strip()
    if not key:
        raise MissingKeyError(f"the environment variable {name} is not set")
    if not key.isascii() or not key.isprintable() or " " in key:
        raise MissingKeyError(f"the environment variable {name} holds what no key can be")
    return key


@dataclass(frozen=True)
class Surroundings:
    """The world of a client, replaced in tests. Clocks are in seconds."""

    clock: Callable[[], float] = time.monotonic
    wall_clock: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    source: Random = field(default_factory=Random)


class ModelClient:
    """Asks the endpoint. Used by many threads; budget and rates are those of this object."""

    def __init__(
        self,
        settings: ModelSettings,
        prompt: Prompt,
        *,
        exchange: Exchange | None = None,
        surroundings: Surroundings | None = None,
    ) -> None:
        """Raises MissingKeyError. Nothing is connected before the first question."""
        world = surroundings or Surroundings()
        self._settings = settings
        self._prompt = prompt
        self._world = world
        self._exchange = exchange or HttpExchange(
            settings, api_key(settings), world.clock, world.wall_clock
        )
        self._budget = Budget(settings)
        self._turns = BoundedSemaphore(settings.concurrency)
        self._pace = Pace(
            settings.requests_per_minute, settings.tokens_per_minute, world.clock, world.sleep
        )
        self._backoff = Backoff(settings, world.source)
        folder, endpoint = settings.cache, settings.endpoint or ""
        self._kept = Answers(folder, endpoint) if folder is not None else None

    def ask(self, article: Article) -> Answer:
        """Return what the model says of an article, or why it says nothing."""
        body = self._prompt.body(article)
        kept = self._kept.find(body) if self._kept is not None else None
        content = _content_or_none(kept) if kept is not None else None
        if content is not None:
            return Answer(content, None, "", Spent(cached=1))
        closed = self._budget.closed()
        if closed is not None:
            return Answer(None, closed.value, "nothing is asked any more", Spent())
        return self._asked(body)

    def ask_all(self, articles: Sequence[Article]) -> list[Answer]:
        """Ask about several articles at a time; answers are in the order of the articles."""
        return in_threads(self.ask, articles, self._settings.concurrency)

    def close(self) -> None:
        """Close all connections."""
        self._exchange.close()

    def _asked(self, body: bytes) -> Answer:
        spent = Spent()
        left = self._settings.total_timeout
        attempt = 0
        while True:
            attempt += 1
            outcome, cost, seconds = self._attempt(body, left)
            spent = added(spent, cost)
            if not isinstance(outcome, ModelFailed):
                self._budget.note(answered=True)
                return Answer(outcome, None, "", spent)
            left -= seconds
            wait = self._backoff.wait(outcome, attempt, left)
            if wait is None:
                self._note(outcome.failure)
                return Answer(None, outcome.failure.value, str(outcome), spent)
            self._world.sleep(wait)
            left -= wait
            spent = spent._replace(retries=spent.retries + 1)

    def _attempt(self, body: bytes, left: float) -> tuple[str | ModelFailed, Spent, float]:
        """Ask once; return the document or the failure, what it took, and the seconds of it."""
        most = Spent(
            requests=1,
            prompt_tokens=guessed_tokens(len(body)),
            completion_tokens=self._settings.max_answer_tokens,
        )
        if not self._budget.reserve(most):
            return ModelFailed(Failure.BUDGET, "the budget of the run is spent"), Spent(), 0.0
        tokens = most.prompt_tokens + most.completion_tokens
        spent = Spent(requests=1)
        outcome: str | ModelFailed
        try:
            # Waiting for a turn is no fault of the server: its time begins after it.
            with self._turns:
                self._pace.take_turn(tokens)
                started = self._world.clock()
                received = self._exchange.post(body, started + left)
            spent = _counted(body, received)
            outcome = content_of(received)
            told_in(outcome)
        except ModelFailed as failed:
            outcome = failed
            if failed.failure in _PERHAPS_PAID:
                spent = spent._replace(prompt_tokens=most.prompt_tokens, guessed=1)
        finally:
            self._budget.settle(most, spent)
            self._pace.correct(spent.prompt_tokens + spent.completion_tokens - tokens)
        if self._kept is not None and not isinstance(outcome, ModelFailed):
            self._kept.keep(body, received)
        return outcome, spent, self._world.clock() - started

    def _note(self, failure: Failure) -> None:
        if failure in RETRIED or failure in _HOPELESS:
            self._budget.note(answered=False)
        elif failure is not Failure.BUDGET:
            self._budget.note(answered=True)


def _counted(body: bytes, received: bytes) -> Spent:
    """Return what an answer took: as the server counted, else guessed from the sizes."""
    usage = usage_in(received)
    if usage is not None:
        return Spent(requests=1, prompt_tokens=usage[0], completion_tokens=usage[1])
    prompt, completion = guessed_tokens(len(body)), guessed_tokens(len(received))
    return Spent(requests=1, prompt_tokens=prompt, completion_tokens=completion, guessed=1)


def _content_or_none(body: bytes) -> str | None:
    """Return the document in a kept answer; None where somebody damaged the file."""
    try:
        content = content_of(body)
        told_in(content)
    except ModelFailed:
        return None
    return content
