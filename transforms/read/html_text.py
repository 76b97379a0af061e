"""HTML fragments (feed contents, ``html`` fields) to text with the paragraphs as lines."""

import html
import re
from typing import Final

from lxml import etree
from lxml import html as lxml_html

_TAG: Final = re.compile(r"<(?:/?[a-zA-Z][^<>]*>|!--|!\[CDATA\[)")
_ANY_TAG: Final = re.compile(r"<[^<>]*>?")
_LITERAL: Final = re.compile(r"<!\[CDATA\[|\]\]>|[\x00-\x08]")
# Parsers need time by the square of a tag's attributes: seconds for 30,000 of them.
_HUGE_TAG: Final = re.compile(r"<([a-zA-Z][\w.:\-]{0,60})\s[^<>]{20000,}>")
_ENTITY: Final = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_PARAGRAPHS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "tfoot", "thead", "ul",
})  # fmt: skip
_LINES: Final = frozenset({"br", "li", "tr", "caption", "option"})
_CELLS: Final = frozenset({"td", "th"})
_SILENT: Final = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "head",
    "title", "select", "textarea", "button", "audio", "video", "canvas",
})  # fmt: skip
_SPACES: Final = re.compile(r"[ \t\r\f\v\u00a0]+")
_ASCII_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_LINE, _PARAGRAPH = "\x01", "\x02"  # boundaries of elements: a run of them is one
_BREAKS: Final = re.compile(f" ?[\n{_LINE}{_PARAGRAPH}][ \n{_LINE}{_PARAGRAPH}]*")


def looks_like_html(text: str) -> bool:
    """Say whether a text has tags (a single "<" in prose is none)."""
    return _TAG.search(text) is not None


def html_to_text(markup: str) -> str:
    """Return what a reader of the fragment sees: paragraphs apart by blank lines.

    Text without tags is only unescaped and keeps its line ends. Scripts, styles, forms' controls
    and embedded media give nothing. Linear in the size of the input, for any nesting; never raises.
    """
    if not looks_like_html(markup):
        return html.unescape(markup).strip() if _ENTITY.search(markup) else markup.strip()
    markup = without_huge_tags(_LITERAL.sub("", markup))
    root = _tree(markup)
    if root is None:
        return _tidy(html.unescape(_ANY_TAG.sub(" ", markup)))
    return _tidy("".join(_visible(root)))


def without_huge_tags(markup: str) -> str:
    """Take the attributes off tags of more than 20,000 characters (embedded images, attacks)."""
    return _HUGE_TAG.sub(r"<\1>", markup)


def _tree(markup: str) -> "etree._Element | None":
    """Parse a fragment; None where the parser gave up (nested deeper than 2,048 elements)."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    data = markup.encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.LxmlError:
        return None
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        return None
    return root if isinstance(root, etree._Element) else None


def _visible(root: "etree._Element") -> list[str]:
    """Walk without recursion: the nesting is in the hands of whoever wrote the page."""
    pieces: list[str] = []
    silent = 0
    for action, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if action == "start":
            silent += tag in _SILENT
            if not silent:
                pieces.append(_boundary(tag))
                pieces.append(_flow(element.text, tag))
            continue
        if not silent and tag not in {"br", "hr"}:
            pieces.append(_boundary(tag))
        silent -= tag in _SILENT
        if not silent and element is not root:
            pieces.append(_flow(element.tail, ""))
    return pieces


def _boundary(tag: str) -> str:
    if tag in _PARAGRAPHS:
        return _PARAGRAPH
    if tag in _LINES:
        return "\n" if tag == "br" else _LINE
    return " " if tag in _CELLS else ""


def _flow(text: str | None, tag: str) -> str:
    """Fold the white space of running text, as a browser does; ``pre`` keeps its lines."""
    if not text:
        return ""
    return text if tag == "pre" else _ASCII_SPACE.sub(" ", text)


def _tidy(text: str) -> str:
    text = _SPACES.sub(" ", text.replace("\r\n", "\n").replace("\u00ad", ""))
    return _BREAKS.sub(_shorten, text).strip()


def _shorten(match: "re.Match[str]") -> str:
    run = match.group()
    return "\n\n" if _PARAGRAPH in run or run.count("\n") > 1 else "\n"
