"""The bearer token of the receiver: where it comes from, and whether a request has it."""

import hashlib
import hmac
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pipelines.push.settings import PushSettings

MIN_LENGTH: Final = 16
_MAX_FILE: Final = 10_000


class TokenError(Exception):
    """There is no usable token where one is needed; the message is one line for people."""


def configured_token(
    settings: PushSettings, environment: Mapping[str, str] = os.environ
) -> str | None:
    """Return the token, None where none is configured.

    Raises:
        TokenError: for a file that cannot be read, and a token that is too short or not ASCII.
    """
    if settings.token_file is not None:
        token, origin = _from_file(settings.token_file), f"token file {settings.token_file}"
    else:
        name = settings.token_variable
        token, origin = environment.get(name, "").strip(), f"environment variable {name}"
        if not token:
            return None
    if len(token) < MIN_LENGTH or not token.isascii() or not token.isprintable() or " " in token:
        raise TokenError(
            f"{origin}: expected at least {MIN_LENGTH} ASCII characters without spaces"
        )
    return token


def _from_file(path: Path) -> str:
    try:
        with path.open("rb") as opened:
            return opened.read(_MAX_FILE).decode("utf-8", "replace").strip()
    except OSError as error:
        raise TokenError(f"token file {path} cannot be read: {error.strerror}") from error


def bears(authorization: str | None, token: str) -> bool:
    """Say whether an Authorization header has the token; takes the same time for any other."""
    scheme, _, given = (authorization or "").partition(" ")
    same = hmac.compare_digest(_digest(given.strip()), _digest(token))
    return same and scheme.lower() == "bearer"


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()
