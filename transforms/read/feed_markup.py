"""XML feeds as they come, made readable: encoding, stray ampersands, forbidden characters, entries.

Everything here is linear in the size of the feed.
"""

import html
import html.entities
import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.parsers import expat

_DECLARED: Final = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.\-]{2,40})""")
_DECLARATION: Final = re.compile(r"<\?xml\b[^>]{0,500}\?>")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE: Final = re.compile(
    r"&(?:#(\d{1,8}|[xX][0-9a-fA-F]{1,7})|([A-Za-z][A-Za-z0-9]{0,31}));|&"
)
_CDATA_OR_COMMENT: Final = re.compile(r"<!\[CDATA\[|<!--")
_ROOT: Final = re.compile(
    r"<(?:[A-Za-z][\w.\-]{0,20}:)?(?:rss|feed|rdf|channel)[\s>]", re.IGNORECASE
)
_ENTRY_TAG: Final = re.compile(r"<(/?)((?:[A-Za-z][\w.\-]{0,20}:)?(?:item|entry))(?=[\s>/])")
_TAG: Final = re.compile(r"<(/?)([A-Za-z][\w.:\-]{0,60})(?:\s[^<>]{0,5000}?)?(/?)>")
_ROOT_END: Final = re.compile(r"</(?:[A-Za-z][\w.\-]{0,20}:)?(?:rss|feed|rdf|channel)\s*>", re.I)
_LONGEST_TAG: Final = 5000
# The time that parsers take grows with the square of a tag's attributes: 100,000 of them, minutes.
_HUGE_TAG: Final = re.compile(r"<([A-Za-z][\w.:\-]{0,60})\s[^<>]{5000,}?(/?)>")
_XML_ENTITIES: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})


class Piece(NamedTuple):
    """One entry cut out of a feed; ``closed`` is False where its end tag is missing."""

    markup: str
    closed: bool


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding of the XML declaration, if there is one."""
    match = _DECLARED.search(data[:1000])
    return match.group(1).decode("ascii") if match else None


def feed_start(text: str) -> int | None:
    """Return where the root element of a feed starts, None when there is none."""
    match = _ROOT.search(text)
    return match.start() if match else None


def repaired(text: str) -> str:
    """Return feed text that a strict parser takes more often, without changing what it says.

    Leaves out what stands before the feed, characters that XML forbids and references to such; a
    bare ampersand and entities of HTML become what their author meant; tags of more than 5,000
    characters lose their attributes. CDATA stays as it is.
    """
    declaration = _DECLARATION.search(text[:5000])
    text = text[declaration.end() :] if declaration else text
    text = _FORBIDDEN.sub("", text)
    start = text.find("<")
    pieces = ['<?xml version="1.0" encoding="utf-8"?>\n']
    for part, is_markup in _sections(text[max(0, start) :]):
        if is_markup:
            pieces.append(_HUGE_TAG.sub(r"<\1\2>", _REFERENCE.sub(_reference, part)))
        else:
            pieces.append(part)
    return "".join(pieces)


def entries(text: str) -> tuple[str, list[Piece]]:
    """Cut a feed into what stands before its first entry, and its entries.

    A new start tag before the end tag leaves the earlier entry without its end.
    """
    pieces: list[Piece] = []
    begin: int | None = None
    first = len(text)
    for closing, start, end in _entry_tags(text):
        if text[end - 2 : end] == "/>":
            if begin is None:
                pieces.append(Piece(text[start:end], closed=True))
                first = min(first, start)
        elif closing and begin is not None:
            pieces.append(Piece(text[begin:end], closed=True))
            begin = None
        elif not closing:
            if begin is not None:
                pieces.append(Piece(text[begin:start], closed=False))
            begin, first = start, min(first, start)
    if begin is not None:
        pieces.append(Piece(text[begin:], closed=False))
    return text[:first], pieces


def _entry_tags(text: str) -> Iterator[tuple[bool, int, int]]:
    """Find the tags of entries: those with the name of the first one, whatever its prefix."""
    offset = 0
    name: str | None = None
    for part, is_markup in _sections(text):
        for match in _ENTRY_TAG.finditer(part) if is_markup else ():
            end = part.find(">", match.end(), match.end() + _LONGEST_TAG)
            stop = match.end() if end < 0 else end + 1
            name = name or match.group(2)
            if match.group(2) == name:
                yield match.group(1) == "/", offset + match.start(), offset + stop
        offset += len(part)


def count_tags(text: str) -> int:
    """Return how many tags a parser meets, end tags too: what its time grows with."""
    return sum(part.count("<") for part, is_markup in _sections(text) if is_markup)


def well_formed(text: str) -> bool:
    """Say whether a strict parser reads the whole text; its limits on entities hold here too."""
    parser = expat.ParserCreate()
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError:
        return False
    return True


def closing_tags(header: str) -> str:
    """Return the end tags that make the beginning of a feed a whole document."""
    opened: list[str] = []
    for part, is_markup in _sections(header):
        for match in _TAG.finditer(part) if is_markup else ():
            closing, name, empty = match.groups()
            if closing and name in opened:
                del opened[len(opened) - 1 - opened[::-1].index(name) :]
            elif not closing and not empty:
                opened.append(name)
    return "".join(f"</{name}>" for name in reversed(opened))


def ends(text: str) -> bool:
    """Say whether the end tag of a feed's root stands at the end of the text."""
    return _ROOT_END.search(text[-_LONGEST_TAG:]) is not None


def _sections(text: str) -> Iterator[tuple[str, bool]]:
    """Take markup and literal sections (CDATA, comments) apart; an unclosed one ends no feed."""
    position = 0
    unclosed: set[str] = set()
    for match in _CDATA_OR_COMMENT.finditer(text):
        if match.start() < position:
            continue
        end_sign = "-->" if match.group() == "<!--" else "]]>"
        if end_sign in unclosed:
            continue
        end = text.find(end_sign, match.end())
        if end < 0:
            unclosed.add(end_sign)
            continue
        yield text[position : match.start()], True
        position = end + len(end_sign)
        yield text[match.start() : position], False
    yield text[position:], True


def _reference(match: "re.Match[str]") -> str:
    number, name = match.groups()
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        legal = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF
        return match.group() if legal and code not in (0xFFFE, 0xFFFF) else ""
    if name is None:
        return "&amp;"
    if name in _XML_ENTITIES:
        return match.group()
    character = html.entities.html5.get(f"{name};")
    if character is None:
        return f"&amp;{name};"
    return html.escape(character)
