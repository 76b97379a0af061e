"""Hard-wrapped text: lines broken at a width become paragraphs again.

Mail, plain-text files and texts taken from PDF break lines in the middle of sentences, and a line
end otherwise ends a sentence. A text counts as broken only where many of its lines go on with a
small letter; headlines, captions and lists of other texts stay lines of their own.
"""

import re
from itertools import pairwise
from typing import Final

_FEWEST: Final = 3  # lines that go on in the next one
_SHARE: Final = 4  # one in so many line ends
_FULL: Final = 0.7  # of the width of the text: such a line was broken for its length
_WIDE: Final = 0.9  # the share of lines that are no longer than the width
_SHORTEST: Final = 25
_CLOSED: Final = re.compile(r"[.!?…:;。।؟][\"'”’»)\]]*$")
_ITEM: Final = re.compile(r"[•▪◦*·–—-]|\d{1,2}[.)]\s|\(?[a-zа-яіїєґ]\)\s")


def unwrapped(text: str) -> str:
    """Return a text with the lines of its paragraphs joined where it was broken at a width.

    Any other text comes back as it is. A word parted by a hyphen keeps the hyphen: it may be one of
    its own ("Ust-Luga").
    """
    if text.count("\n") < _FEWEST:
        return text
    lines = [line.strip() for line in text.split("\n")]
    pairs = [(one, other) for one, other in pairwise(lines) if one and other]
    going_on = sum(_goes_on(one, other) for one, other in pairs)
    if going_on < _FEWEST or going_on * _SHARE < len(pairs):
        return text
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(_WIDE * (len(lengths) - 1))]
    parted = "" in lines  # blank lines part the paragraphs: a full stop at a line's end ends none
    joined: list[str] = []
    last = ""
    for line in lines:
        if last and line and (_goes_on(last, line) or _was_full(last, line, width, parted)):
            joined[-1] += line if joined[-1].endswith("-") else f" {line}"
        else:
            joined.append(line)
        last = line
    return "\n".join(joined)


def _goes_on(line: str, following: str) -> bool:
    """Tell whether a sentence goes on with a small letter in the next line."""
    return following[0].islower() and not _CLOSED.search(line) and not _ITEM.match(following)


def _was_full(line: str, following: str, width: int, parted: bool) -> bool:
    """Tell whether a line was broken for its length, before a name, a number or a sentence."""
    long = len(line) >= max(_SHORTEST, _FULL * width)
    return long and (parted or not _CLOSED.search(line)) and not _ITEM.match(following)
