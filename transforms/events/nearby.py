"""Whether one of some words stands just before or just behind another; distances are in tokens."""

from collections.abc import Iterable
from typing import Protocol


class _Spanned(Protocol):
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


def any_before(words: Iterable[_Spanned], first: int, reach: int) -> bool:
    """Tell whether a word ends at the token ``first`` or at most ``reach`` tokens before it."""
    for word in words:  # noqa: SIM110 - asked for every clause: a generator takes longer
        if 0 <= first - word.last <= reach:
            return True
    return False


def any_after(words: Iterable[_Spanned], end: int, reach: int) -> bool:
    """Tell whether a word begins at the token ``end`` or at most ``reach`` tokens behind it."""
    for word in words:  # noqa: SIM110 - as above
        if 0 <= word.first - end <= reach:
            return True
    return False
