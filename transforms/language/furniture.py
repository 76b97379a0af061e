"""Which lines of a page are furniture: the validated model of ``configs/furniture.yaml``.

The rules name whole lines. What no rule names is part of the article: a line too many does less
harm than a sentence of news lost.
"""

import re
from functools import cached_property
from typing import Annotated, Final

from pydantic import Field

from transforms.language.bundled import RegularExpression, bundled_model
from transforms.settings import Settings

_SENTENCE_BREAK: Final = re.compile(r"[.!?…][\"'”»)]*\s+[\"'“«(]?[^\W\d_a-zа-яіїєґ]")
_LINK_PREFIX: Final = re.compile(r"(?P<prefix>[^:–—>→»]{2,40}?)\s*(?:[:–—>→»]|\s-\s)")
_CAPTION_PREFIX: Final = re.compile(r"(?P<prefix>[^:/|©(]{2,40}?)\s*[:/|©]")
_LINK_LIMIT: Final = 250
_CREDITED_LINE_LIMIT: Final = 5000
_ENDING_LIMIT: Final = 80
_CAPTION_WORDS: Final = 14
_CAPTION_LIMIT: Final = 250


class FurniturePattern(Settings):
    """A pattern for complete lines of at most ``maximum`` characters.

    ``requires`` are words one of which must occur (lower case): cheap to look for, they spare most
    lines the expensive match.
    """

    name: str
    pattern: RegularExpression
    maximum: Annotated[int, Field(gt=0, le=500)]
    requires: tuple[str, ...] = ()

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, case ignored."""
        return re.compile(self.pattern, re.IGNORECASE)


class Furniture(Settings):
    """The rules for page furniture in every language."""

    lines: dict[str, tuple[str, ...]]
    line_endings: tuple[str, ...]
    link_lists: tuple[str, ...]
    link_prefixes: tuple[str, ...]
    caption_prefixes: tuple[str, ...]
    picture_agencies: tuple[str, ...]
    patterns: tuple[FurniturePattern, ...]
    menu_separators: tuple[str, ...]

    @cached_property
    def line_keys(self) -> frozenset[str]:
        """Lines that are furniture when they hold nothing else, as keys."""
        names = (*self.picture_agencies, *(n for group in self.lines.values() for n in group))
        return frozenset(line_key(name) for name in names)

    @cached_property
    def list_keys(self) -> frozenset[str]:
        """Lines that open a list of other headlines, as keys."""
        return frozenset(line_key(name) for name in self.link_lists)

    @cached_property
    def link_keys(self) -> frozenset[str]:
        """Beginnings of lines that lead to another article, as keys."""
        return frozenset(line_key(name) for name in self.link_prefixes)

    @cached_property
    def caption_keys(self) -> frozenset[str]:
        """Beginnings of captions and credits, as keys."""
        return frozenset(line_key(name) for name in self.caption_prefixes)

    @cached_property
    def credits(self) -> re.Pattern[str]:
        """A line closed by "/Name/Agency", or made of a picture agency and a name."""
        agency = _any_of(self.picture_agencies)
        return re.compile(
            rf"[^/]*\s/\s?(?:[^/]{{2,60}}/\s?)?(?:{agency})\b[^/.]{{0,60}}"
            rf"|\W{{0,3}}/\s?(?:{agency})\b[^/.]{{0,40}}"
            rf"|(?:{agency})(?:\sphoto)?\s?/\s?[\w\s.,'’-]{{2,60}}",
            re.IGNORECASE,
        )

    @cached_property
    def bracketed_credit(self) -> re.Pattern[str]:
        """A credit in brackets at the end of a line."""
        names, agency = _any_of(self.caption_prefixes), _any_of(self.picture_agencies)
        return re.compile(
            rf"\s*[(\[](?:(?:{names})\s*[:/©][^()\[\]]{{2,80}}"
            rf"|[^()\[\]/]{{2,60}}/\s?(?:{agency})\b[^()\[\]]{{0,40}}"
            rf"|(?:{agency})(?: photo)?)[)\]]$",
            re.IGNORECASE,
        )

    @cached_property
    def endings(self) -> re.Pattern[str]:
        """Words of buttons behind the last sentence of a line."""
        words = _any_of(self.line_endings)
        return re.compile(rf"(?<=[.!?…\"”»)])(?:\s+(?:{words}))+$", re.IGNORECASE)

    @cached_property
    def screening(self) -> re.Pattern[str]:
        """All patterns without required words in one, to pass over ordinary lines at once."""
        return re.compile(
            "|".join(f"(?:{p.pattern})" for p in self.patterns if not p.requires) or r"(?!)",
            re.IGNORECASE,
        )

    @cached_property
    def requiring(self) -> tuple[FurniturePattern, ...]:
        """The patterns that require a word."""
        return tuple(p for p in self.patterns if p.requires)

    @cached_property
    def required_words(self) -> tuple[str, ...]:
        """All required words."""
        return tuple(sorted({word for p in self.patterns for word in p.requires}))

    @cached_property
    def menu_split(self) -> re.Pattern[str]:
        """Separator of the items of a menu line: with space around it."""
        return re.compile(rf"\s+(?:{_any_of(self.menu_separators)})\s+")

    @cached_property
    def longest_screened(self) -> int:
        """The longest line that a pattern without required words may match."""
        return max((p.maximum for p in self.patterns if not p.requires), default=0)

    @cached_property
    def longest(self) -> int:
        """The longest line that any rule may name."""
        longest = max((p.maximum for p in self.patterns), default=0)
        return max(longest, _LINK_LIMIT, _CAPTION_LIMIT)


def bundled_furniture() -> Furniture:
    """Return the rules that come with the package."""
    return bundled_model(Furniture, "furniture.yaml")


def line_key(line: str) -> str:
    """Reduce a line to what rules compare: no case, no marks around it, one kind of apostrophe."""
    folded = " ".join(line.casefold().split()).replace("’", "'").replace("ё", "е")
    start, end = 0, len(folded)
    while start < end and not (folded[start].isalnum() or folded[start] in "+©_"):
        start += 1
    while end > start and not (folded[end - 1].isalnum() or folded[end - 1] in "+_"):
        end -= 1
    return folded[start:end]


def is_furniture(line: str, furniture: Furniture) -> bool:
    """Tell whether a rule names this line, wherever on the page it stands."""
    length = len(line)
    if length > furniture.longest:
        return False
    return (
        (length <= 100 and _is_known(line, furniture))
        or (length <= _LINK_LIMIT and _is_link(line, furniture))
        or (length <= _CAPTION_LIMIT and _is_caption(line, furniture))
        or _matches_pattern(line, furniture)
    )


def is_menu(line: str, furniture: Furniture) -> bool:
    """Tell whether a line is three or more short items with separators between them."""
    if len(line) > 300:
        return False
    items = furniture.menu_split.split(line)
    return len(items) >= 3 and all(
        0 < len(item) <= 30 and item.count(" ") <= 3 and not re.search(r"[\d.!?,;:]", item)
        for item in items
    )


def is_link_list(line: str, furniture: Furniture) -> bool:
    """Tell whether a line opens a list of other articles' headlines."""
    return len(line) <= 60 and line_key(line) in furniture.list_keys


def without_credit(line: str, furniture: Furniture) -> str:
    """Take picture credits in brackets off the end of a line.

    Empty for a caption: what stands before the credit is then no closed sentence.
    """
    while len(line) <= _CREDITED_LINE_LIMIT and line.endswith((")", "]")):
        match = furniture.bracketed_credit.search(line, max(0, len(line) - 160))
        if match is None:
            break
        line = line[: match.start()].rstrip()
        if len(line) < _CAPTION_LIMIT and not line.endswith(tuple('.!?…"”»')):
            return ""
    return line


def _is_known(line: str, furniture: Furniture) -> bool:
    """Tell whether a line, or each of its parts between separators, is furniture as a whole."""
    if line_key(line) in furniture.line_keys:
        return True
    parts = furniture.menu_split.split(line)
    return len(parts) > 1 and all(line_key(part) in furniture.line_keys for part in parts)


def without_ending(line: str, furniture: Furniture) -> str:
    """Take the words of buttons off the end of a paragraph, behind its last full stop."""
    match = furniture.endings.search(line, max(0, len(line) - _ENDING_LIMIT))
    return line[: match.start()] if match else line


def _is_link(line: str, furniture: Furniture) -> bool:
    match = _LINK_PREFIX.match(line)
    return match is not None and line_key(match["prefix"]) in furniture.link_keys


def _is_caption(line: str, furniture: Furniture) -> bool:
    match = _CAPTION_PREFIX.match(line)
    if match and line_key(match["prefix"]) in furniture.caption_keys:
        words = line.count(" ", match.end())
        return words <= _CAPTION_WORDS and not _SENTENCE_BREAK.search(line)
    return "/" in line and furniture.credits.fullmatch(line) is not None


def _matches_pattern(line: str, furniture: Furniture) -> bool:
    if len(line) <= furniture.longest_screened and furniture.screening.fullmatch(line):
        rules = (p for p in furniture.patterns if not p.requires)
        if any(len(line) <= p.maximum and p.compiled.fullmatch(line) for p in rules):
            return True
    folded = line.casefold()
    for word in furniture.required_words:
        if word in folded:
            break
    else:
        return False
    return any(
        len(line) <= p.maximum
        and any(word in folded for word in p.requires)
        and p.compiled.fullmatch(line) is not None
        for p in furniture.requiring
    )


def _any_of(names: tuple[str, ...]) -> str:
    return "|".join(re.escape(name).replace(r"\ ", r"\s") for name in sorted(names, key=len)[::-1])
