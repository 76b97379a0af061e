"""Cleaning: from the text of a page to the text of its article, one paragraph a line."""

import re
from typing import Final

from transforms.language.characters import repair_characters
from transforms.language.furniture import (
    Furniture,
    is_furniture,
    is_link_list,
    is_menu,
    line_key,
    without_credit,
    without_ending,
)
from transforms.language.scripts import foreign_script_line, has_other_scripts, main_script
from transforms.language.sentences import LINE_END

TITLE_LIMIT: Final = 1000

_HEAD: Final = re.compile(r"(?:\s*date \d{4}-\d{2}(?:-\d{2})?(?=\s|$))+\s*")
_SPACES: Final = re.compile(r" {2,}")
_BLANKS: Final = re.compile(r"\n{3,}")
_COUNTER: Final = re.compile(r"[^\w\n]{0,3}\d[\d .,]{0,9}\s?[KMkmкмтыс.]{0,4}[^\w\n]{0,3}")
_BULLET: Final = re.compile(r"[•▪◦*·–—-]\s")
_TITLE_REST: Final = re.compile(r"\s*[|•·»]\s*[^|]{1,40}|\s[–—-]\s[\w-]+(?:\.[\w-]+)+")
_PROSE_LENGTH: Final = 120
_SENTENCE_LENGTH: Final = 30
_LIST_LIMIT: Final = 4
_HEAD_LINES: Final = 15
_HEAD_LINE_LENGTH: Final = 80


def clean_text(text: str, title: str | None, furniture: Furniture) -> str:
    """Return the article's text: repaired characters, no page furniture, single spaces.

    Paragraphs stay lines, with at most one blank line between them. The head ``date YYYY-MM-DD`` of
    crawled pages goes, and so does the headline where the body repeats it. Cleaning a clean text
    changes nothing. The result may be empty.
    """
    return clean_repaired(repair_characters(text), title, furniture)


def clean_repaired(text: str, title: str | None, furniture: Furniture) -> str:
    """Do the same for a text whose characters are repaired already."""
    cleaned = _without_page(strip_head(text), title, furniture)
    while (rest := strip_head(cleaned)) != cleaned:  # the head stood below furniture
        cleaned = _without_page(rest, title, furniture)
    return cleaned


def _without_page(text: str, title: str | None, furniture: Furniture) -> str:
    lines = [line.strip() for line in text.split("\n")]
    if "  " in text:
        lines = [_SPACES.sub(" ", line) for line in lines]
    lines = _without_furniture(lines, furniture)
    if title:
        lines = _without_headline(lines, line_key(repair_characters(title)))
    return _BLANKS.sub("\n\n", "\n".join(_without_tail_counters(lines))).strip()


def clean_title(title: str | None) -> str | None:
    """Return a headline on one line with repaired characters, None where nothing is left."""
    if not title:
        return None
    cleaned = " ".join(repair_characters(title[: 4 * TITLE_LIMIT]).split())[:TITLE_LIMIT].strip()
    return cleaned or None


def strip_head(text: str) -> str:
    """Take the head ``date YYYY-MM-DD`` (or ``date YYYY-MM``) off the beginning of a text."""
    match = _HEAD.match(text)
    return text[match.end() :] if match else text


def is_prose(line: str) -> bool:
    """Tell whether a line reads like running text: long, or closed like a sentence."""
    length = len(line)
    return length >= _PROSE_LENGTH or (
        length >= _SENTENCE_LENGTH and LINE_END.search(line) is not None
    )


def _without_furniture(lines: list[str], furniture: Furniture) -> list[str]:
    """Drop the lines that a rule names; counters and menus only above the first prose line."""
    text = "\n".join(lines)
    script = main_script(text) if has_other_scripts(text) else None
    kept: list[str] = []
    skipping, in_head = 0, True
    remaining_prose = [False] * (len(lines) + 1)
    for position in range(len(lines) - 1, -1, -1):
        remaining_prose[position] = remaining_prose[position + 1] or is_prose(lines[position])
    for position, whole in enumerate(lines):
        line = without_credit(without_ending(whole, furniture), furniture)
        if not line:
            kept.extend([] if whole else [line])
        elif is_link_list(line, furniture):
            if not in_head:
                skipping = _LIST_LIMIT if remaining_prose[position + 1] else len(lines)
        elif is_furniture(line, furniture) or foreign_script_line(line, script):
            continue
        elif skipping and _is_headline_like(line, remaining_prose[position]):
            skipping -= 1
        elif in_head and (_COUNTER.fullmatch(line) or is_menu(line, furniture)):
            continue
        else:
            skipping = 0
            in_head = in_head and not is_prose(line)
            kept.append(line)
    return kept


def _is_headline_like(line: str, more_prose: bool) -> bool:
    """Tell whether a line in a list of links can be one of them.

    Not so a sentence, however short, nor a bullet point as long as the article goes on after it.
    """
    if is_prose(line) or line.endswith("."):
        return False
    return not (more_prose and _BULLET.match(line))


def _without_headline(lines: list[str], title: str) -> list[str]:
    """Drop the repeated headline and what stands above it, as long as text remains below.

    Lines above the headline are section names, logos and menus; a prose line among them shows that
    the headline below is not the page's own.
    """
    seen = 0
    last = -1
    for position, line in enumerate(lines):
        if not line:
            continue
        if _is_headline(line, title):
            last = position
        elif is_prose(line) or len(line) > _HEAD_LINE_LENGTH or seen >= _HEAD_LINES:
            break
        seen += 1
    rest = lines[last + 1 :]
    return rest if last >= 0 and any(rest) else lines


def _is_headline(line: str, title: str) -> bool:
    key = line_key(line)
    if key == title or not title:
        return bool(title)
    return key.startswith(title) and _TITLE_REST.fullmatch(key[len(title) :]) is not None


def _without_tail_counters(lines: list[str]) -> list[str]:
    """Drop lone figures below the last prose line: counters of views and comments."""
    end = len(lines)
    while end and not is_prose(lines[end - 1]):
        end -= 1
    tail = [line for line in lines[end:] if not _COUNTER.fullmatch(line)]
    return lines[:end] + tail if end else lines
