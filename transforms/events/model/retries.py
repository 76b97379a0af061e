"""When to ask again: what the server says, else waits that double, with a random part."""

import random
import re
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Final

from transforms.events.model.failures import RETRIED, ModelFailed
from transforms.events.model.settings import ModelSettings

_SECONDS: Final = re.compile(r"^\d{1,9}$", re.ASCII)


def retry_after(value: str | None, now: float) -> float | None:
    """Return the seconds that a Retry-After header asks to wait, None where it cannot be read.

    ``value`` is a number of seconds or an HTTP date; ``now`` is in seconds since 1970. A date that
    is over asks for no wait.
    """
    if value is None:
        return None
    text = value.strip()
    if _SECONDS.match(text):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
        if moment.tzinfo is None:  # "-0000" says UTC and nothing about a place
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, moment.timestamp() - now)
    except (ValueError, OverflowError):
        return None


class Backoff:
    """The waits between the attempts at one question.

    Without a word of the server a wait is drawn from the upper half of 1, 2, 4 ... times
    ``first_wait``, so that clients that failed together do not come back together.
    """

    def __init__(self, settings: ModelSettings, source: random.Random) -> None:
        """``source`` draws the random part of the waits."""
        self._settings = settings
        self._source = source

    def wait(self, failed: ModelFailed, attempt: int, left: float) -> float | None:
        """Return the seconds to wait after the failed attempt (1, 2 ...), None to give up.

        ``left`` are the seconds that remain: a wait that takes them all makes no sense, nor does
        one longer than the settings allow.
        """
        if failed.failure not in RETRIED or attempt >= self._settings.attempts:
            return None
        longest = self._settings.longest_wait
        if failed.wait is not None:
            # A spread behind the moment that the server names keeps clients apart, too.
            wait = failed.wait + self._source.uniform(0, min(1.0, self._settings.first_wait))
            return wait if failed.wait <= longest and wait < left else None
        full = min(longest, self._settings.first_wait * 2 ** (attempt - 1))
        wait = self._source.uniform(full / 2, full)
        return wait if wait < left else None
