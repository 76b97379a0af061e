"""The report as one HTML file that asks nobody: template, style and scripts with the data inside.

Data goes into ``<script>`` elements that browsers do not run: as JSON whose ``<``, ``>`` and ``&``
are escaped, or as base64 of gzip. What runs and what styles is named by hash in the policy, so
nothing that came with the data can.
"""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from itertools import islice
from typing import Any, Final

import yaml

from pipelines.report.map_data import map_data
from pipelines.report.shapes import Detail, Report

DETAILS_PER_CHUNK: Final = 200
_MARKER: Final = re.compile(r"\{\{(\w+)\}\}")
_UNSAFE: Final = re.compile("[<>&\u2028\u2029]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_RUNS_INTO_MARKUP: Final = re.compile(r"</script|<!--|</style|\r|\0", re.IGNORECASE)
_LEVEL: Final = 7


def page(
    report: Report,
    details: Iterable[tuple[str, Detail]] = (),
    live: Mapping[str, str] | None = None,
) -> bytes:
    """Return the page of a report.

    Args:
        report: The model; its ``details`` are left out.
        details: (incident id, detail) in the order of the incidents' columns.
        live: For a page that a server keeps up to date: the addresses that the page may ask.
    """
    shown: dict[str, Any] = {**report, "incidents": None}
    shown.pop("details", None)
    if live is None:
        shown |= {"details_encoding": "gzip", "details_chunk": DETAILS_PER_CHUNK}
    else:
        shown["live"] = dict(live)
    script, style = scripts(), _style()
    parts = {
        "language": escape(report["meta"]["language"]),
        "csp": policy(script, style, live=live is not None),
        "style": style,
        "script": script,
        "words": embedded(_words()),
        "report": embedded(shown),
        "map": _outlines(None if live else report["incidents"]),
        "details": "\n".join(_data_elements(report["incidents"], details)),
    }
    # in one pass: what looks like a marker in the data is data
    text = _MARKER.sub(lambda marker: parts[marker[1]], _part("template.html"))
    return text.encode("utf-8")


def policy(script: str, style: str, *, live: bool = False) -> str:
    """Return the Content-Security-Policy of a page with this script and style."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_digest(script)}'",
            f"style-src '{_digest(style)}'",
            "img-src data:",
            *(("connect-src 'self'",) if live else ()),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


@cache
def scripts() -> str:
    """Return all scripts as one, in the order of ``page/scripts.txt``.

    A name with "?" at its end may be missing. Raises ValueError for a script that would end its
    element or change when a browser reads it.
    """
    texts: list[str] = []
    for line in _part("scripts.txt").split():
        name = line.removesuffix("?")
        if name != line and not _page_file(name).is_file():
            continue
        texts.append(_part(name))
    return '"use strict";(() => {\n' + "\n".join(texts) + "\n})();"


def embedded(value: Any) -> str:
    """Return a value as JSON that can stand in any element: no markup, no line separators."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    escaped = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return _SURROGATE.sub("\ufffd", escaped)


def packed(value: Any) -> str:
    """Return a value as base64 of the gzip of its JSON, the same for the same value."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    data = _SURROGATE.sub("\ufffd", text).encode("utf-8")
    return base64.b64encode(gzip.compress(data, _LEVEL, mtime=0)).decode("ascii")


def _data_elements(
    columns: Mapping[str, Any] | None, details: Iterable[tuple[str, Detail]]
) -> Iterator[str]:
    yield _data_element("incident-columns", packed(columns or {}))
    rest = iter(details)
    number = 0
    while chunk := dict(islice(rest, DETAILS_PER_CHUNK)):
        yield _data_element(f"details-{number}", packed(chunk))
        number += 1


def _data_element(name: str, text: str) -> str:
    return f'<script type="text/plain" id="{name}">{text}</script>'


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


@cache
def _words() -> Any:
    return yaml.safe_load(_part("words.yaml"))


@cache
def _style() -> str:
    return _part("style.css") + "\n" + _part("map.css")


def _outlines(columns: Mapping[str, Any] | None) -> str:
    """Return the outlines of the incidents' countries as JSON; None stands for all countries."""
    return embedded(map_data(columns))


@cache
def _part(name: str) -> str:
    text: str = _page_file(name).read_bytes().decode("utf-8")
    if not name.endswith((".html", ".yaml", ".txt")) and _RUNS_INTO_MARKUP.search(text):
        raise ValueError(f"{name} holds characters that cannot stand inside a page")
    return text


_page_file: Callable[[str], Any] = files("pipelines.report").joinpath("page").joinpath
