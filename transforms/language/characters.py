"""Repair of characters: encodings gone wrong, entities, markup left over, invisible characters.

All of it changes offsets, so it runs before anything that keeps offsets.
"""

import html
import re
import unicodedata
from typing import Final

from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import is_bad

# UTF-8 read as windows-1252 is full of these lead letters, read as windows-1251 of "Р" and "С";
# looking for them is a hundred times faster than ftfy's own judgement, which has the last word.
_LEADS: Final = "ÂÃÄÅÐÑâãïð\x80\x99"
_LEAD_PAIR: Final = re.compile("[ÂÃÄÅÐÑâãïð][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[\x80\x99]")
_ENCODING_ONLY: Final = TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
)
_LATIN1_LETTER: Final = re.compile("[À-ÖØ-öø-ÿ¸¨³²¿¯ºª´¥]")
_LATIN1_RUN: Final = re.compile("[À-ÖØ-öø-ÿ]{4}")
_LETTER: Final = re.compile(r"[^\W\d_]")
_AMPERSANDS: Final = re.compile(r"&(?:(?:amp|#0*38|#[xX]0*26);)+")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_HIDDEN_ELEMENT: Final = re.compile(
    r"<(?P<name>script|style|noscript|iframe|svg)\b[^<>]{0,2000}>|<!--", re.IGNORECASE
)
_BLOCK_TAG: Final = re.compile(
    r"</?(?:p|br|div|h[1-6]|li|ul|ol|tr|table|tbody|thead|blockquote|section|article|header|footer"
    r"|figure|figcaption|hr|pre|dl|dt|dd|aside|nav|main)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_INLINE_TAG: Final = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|span|font|img|small|sub|sup|mark|cite|q|code|abbr|time|td|th|script"
    r"|style|noscript|iframe|svg|video|source|picture|wbr|ins|del|strike|center|label|button|input"
    r"|form|html|body|head|meta|link|title|path|amp-\w+)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_LINE_END: Final = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACE: Final = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_JOINER: Final = re.compile("(?<![\u0620-\u06ff])\u200c")
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200d-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\U000e0000-\U000e007f]"
)
_ROUNDS: Final = 8


def repair_characters(text: str) -> str:
    """Return the text in NFC with readable characters only; lines end with a line feed.

    Undoes mojibake where the text shows signs of it, replaces entities (with a semicolon; "AT&T"
    stays) and tags left over in plain text, turns every kind of space into the plain one and drops
    what is invisible. Quotation marks and dashes stay as they are.
    """
    for _ in range(_ROUNDS):
        repaired = _repair_once(text)
        if repaired == text:
            break
        text = repaired
    return text


def _repair_once(text: str) -> str:
    """Do one round; a second one finds what the first laid bare, as an entity within an entity."""
    if not text.isascii():
        text = _repair_encoding(text)
    if "&" in text:
        text = _ENTITY.sub(_unescaped, _AMPERSANDS.sub("&", text))
    if "<" in text:
        text = _without_tags(text)
    if not text.replace("\n", "").isprintable():
        text = _LINE_END.sub("\n", text)
        text = _SPACE.sub(" ", text)
        text = _INVISIBLE.sub("", _JOINER.sub("", text))
        text = _SURROGATE.sub("\ufffd", text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _repair_encoding(text: str) -> str:
    if _looks_misread(text) and is_bad(text):
        text = fix_encoding(text, config=_ENCODING_ONLY)
    return _repair_cyrillic(text) if _LATIN1_RUN.search(text) else text


def _looks_misread(text: str) -> bool:
    leads = text.count("Р") + text.count("С")
    if leads * 8 > len(text):
        return True
    return any(c in text for c in _LEADS) and _LEAD_PAIR.search(text) is not None


def _repair_cyrillic(text: str) -> str:
    """Undo windows-1251 read as windows-1252, which ftfy does not know.

    No language writes most of its letters with accents of Latin-1, so half of them decides.
    """
    sample = text[:2000]
    accented = len(_LATIN1_LETTER.findall(sample))
    if accented < 10 or accented * 2 < len(_LETTER.findall(sample)):
        return text
    try:
        return text.encode("cp1252").decode("cp1251")
    except UnicodeError:
        return text


def _unescaped(match: re.Match[str]) -> str:
    return html.unescape(match.group())


def _without_tags(text: str) -> str:
    return _INLINE_TAG.sub("", _BLOCK_TAG.sub("\n", _without_hidden(text)))


def _without_hidden(text: str) -> str:
    """Drop comments, scripts and other elements whose content is not shown, in linear time."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow in lower case and would shift the offsets
        lowered = text
    parts: list[str] = []
    position = 0
    unclosed: set[str] = set()
    for match in _HIDDEN_ELEMENT.finditer(text):
        close = f"</{match['name'].lower()}" if match["name"] else "-->"
        if match.start() < position or close in unclosed:
            continue
        end = lowered.find(close, match.end())
        if end < 0:
            unclosed.add(close)
            continue
        parts.append(text[position : match.start()])
        position = lowered.find(">", end) + 1 or len(text)
    return " ".join([*parts, text[position:]])
