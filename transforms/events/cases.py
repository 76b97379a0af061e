"""What the form of a word tells: whether it may be a subject, an owner, or a doer."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from transforms.events.actors_names import may_be_agent, may_be_owner, may_be_subject
from transforms.language.morphology import agrees, owner_follows
from transforms.language.tokens import Token


class Cases(NamedTuple):
    """The questions that the forms of a language answer.

    ``is_subject`` tells a nominative, ``is_owner`` an owner that may follow its noun ("атака ВСУ"),
    ``is_agent`` a doer after a passive form; None in a language without owners behind their noun
    and without cases.
    """

    is_subject: Callable[[Token], bool]
    is_owner: Callable[[Token], bool] | None
    is_agent: Callable[[Token], bool] | None


def cases_of(language: str) -> Cases:
    """Return what the forms of a language (ISO 639-1) tell."""
    return Cases(
        is_subject=partial(_is_subject, language=language),
        is_owner=partial(_is_owner, language=language) if owner_follows(language) else None,
        is_agent=partial(_is_agent, language=language) if agrees(language) else None,
    )


def _is_subject(token: Token, language: str) -> bool:
    return may_be_subject(token.lower, language)


def _is_owner(token: Token, language: str) -> bool:
    return may_be_owner(token.lower, language)


def _is_agent(token: Token, language: str) -> bool:
    return may_be_agent(token.lower, language)
