"""Elements of a JSON list cut out of a byte stream, so that a broken one costs only itself."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from transforms.read.lines import Gathered, Line

_IN_STRING: Final = re.compile(rb'["\\]')
_OUTSIDE: Final = re.compile(rb'["{}\[\],]')
_NEXT_OBJECT: Final = re.compile(rb'\}\s*,\s*(?=\{\s*")')
_ESCAPE: Final = re.compile(rb"\\.", re.DOTALL)
_RESCANS: Final = 50


def split_elements(
    chunks: Iterable[bytes], limit: int, *, closed_by_bracket: bool
) -> Iterator[Line]:
    """Cut the elements of a list apart; the stream starts behind its opening bracket.

    Works on ASCII-compatible bytes, by quotes, escapes and the depth of brackets. With
    ``closed_by_bracket`` the list ends at its "]"; without, objects may just follow each other.
    An element that does not end (an odd quote, a missing bracket) is given up at the next "}, {",
    and the search goes on behind it. Elements over ``limit`` keep only their fingerprint.
    """
    scanner = _Scanner(limit, closed_by_bracket)
    rescans = _RESCANS
    for chunk in chunks:
        yield from scanner.feed(chunk)
        while rescans and (found := scanner.runaway()) is not None:
            rescans -= 1
            scanner, broken, rest = scanner.given_up(*found)
            yield broken
            yield from scanner.feed(rest)
        if scanner.closed:
            return
    while (last := scanner.finish()) is not None:
        split = _NEXT_OBJECT.search(last.data) if rescans and not last.fingerprint else None
        if split is None:
            yield last
            return
        rescans -= 1
        scanner, broken, rest = scanner.given_up(last.data, split.start() + 1, split.end())
        yield broken
        yield from scanner.feed(rest)


class _Scanner:
    """The state between two pieces of the stream."""

    def __init__(self, limit: int, closed_by_bracket: bool, number: int = 1) -> None:
        self.closed = False
        self._limit = limit
        self._closed_by_bracket = closed_by_bracket
        self._number = number
        self._element = Gathered(limit)
        self._depth = 0
        self._in_string = False
        self._skip = 0
        self._looked = False

    def feed(self, chunk: bytes) -> Iterator[Line]:
        start, position, self._skip = 0, self._skip, 0
        while match := (_IN_STRING if self._in_string else _OUTSIDE).search(chunk, position):
            position = match.end()
            sign = match.group()
            if sign == b"\\":
                position += 1
            elif sign == b'"':
                self._in_string = not self._in_string
            elif sign in b"{[":
                self._depth += 1
            elif self._ends_element(sign):
                stop = match.start() if sign == b"," or self.closed else position
                yield from self._end(chunk[start:stop])
                start = position
                if self.closed:
                    return
        self._skip = max(0, position - len(chunk))
        self._element.add(chunk[start:])

    def runaway(self) -> tuple[bytes, int, int] | None:
        """Find the next object inside a string that has grown beyond half the limit.

        Quotes in a string are escaped: an object's beginning within one means that an odd quote
        came before. Looked for once an element.
        """
        if self._looked or not self._in_string or self._element.size <= self._limit // 2:
            return None
        self._looked = True
        data = b"".join(self._element.parts)
        split = _NEXT_OBJECT.search(data)
        if split is None or _ESCAPE.sub(b"", data[: split.start()]).count(b'"') % 2 == 0:
            return None
        return data, split.start() + 1, split.end()

    def given_up(self, data: bytes, end: int, start: int) -> "tuple[_Scanner, Line, bytes]":
        """Give up the element at ``end``; return a new scanner, the broken line and the rest."""
        broken = Line(self._number, data[:end].strip(), end, complete=True, quotes=0)
        scanner = _Scanner(self._limit, self._closed_by_bracket, self._number + 1)
        return scanner, broken, data[start:]

    def finish(self) -> Line | None:
        """Return what is left at the end of the stream."""
        rest = self._element.finish(self._number, complete=False)
        return rest if rest.data.strip() else None

    def _ends_element(self, sign: bytes) -> bool:
        if sign == b",":
            return self._depth == 0
        if self._depth == 0:
            self.closed = self._closed_by_bracket and sign == b"]"
            return True
        self._depth -= 1
        return self._depth == 0

    def _end(self, part: bytes) -> Iterator[Line]:
        self._element.add(part)
        line = self._element.finish(self._number, complete=True)
        self._element = Gathered(self._limit)
        self._looked = False
        if line.data.strip(b" \t\r\n]}"):
            self._number += 1
            yield line._replace(data=line.data.strip())
