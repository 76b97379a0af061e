"""Which format a file has: by its name, corrected by what its first bytes say."""

import re
from enum import StrEnum
from typing import Final

from transforms.read.decode import wide_encoding


class Format(StrEnum):
    """The formats that can be read."""

    PLAIN = "plain"
    JSON_LINES = "json_lines"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    HTML = "html"
    FEED = "feed"


EXTENSIONS: Final = {
    ".txt": Format.PLAIN,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".json": Format.JSON,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".parquet": Format.PARQUET,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".xml": Format.FEED,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".rdf": Format.FEED,
}
COMPRESSIONS: Final = (".gz", ".bz2", ".xz", ".zst")
SAMPLE_BYTES: Final = 4096

_PARQUET_MAGIC: Final = b"PAR1"
_HTML: Final = re.compile(rb"<!doctype\s+html|<html[\s>]|<body[\s>]", re.IGNORECASE)
_FEED: Final = re.compile(rb"<(?:[a-z]{1,10}:)?(?:rss|feed|rdf|channel)[\s>]", re.IGNORECASE)
_JSON: Final = (Format.JSON, Format.JSON_LINES)


def format_of_name(name: str) -> Format | None:
    """Return the format that a file's name promises, compression suffix aside."""
    lower = name.lower()
    for suffix in COMPRESSIONS:
        lower = lower.removesuffix(suffix)
    return next((f for suffix, f in EXTENSIONS.items() if lower.endswith(suffix)), None)


def format_of(name: str, sample: bytes) -> Format | None:
    """Return the format of a file, None when neither name nor content tells.

    ``sample`` holds its first decompressed bytes. Content wins only where it is unmistakable: a
    page saved under a feed's name, a feed served as JSON, a JSON document named as JSON lines.
    """
    named = format_of_name(name)
    if named in {Format.PLAIN, Format.CSV, Format.PARQUET}:
        return named
    found = _format_of_content(sample)
    if named is None or found is None:
        return named or found
    if named in _JSON and found in _JSON:
        return found if _spread_over_lines(sample) else named
    return named if named is Format.HTML and found in _JSON else found


def _format_of_content(sample: bytes) -> Format | None:
    if sample.startswith(_PARQUET_MAGIC):
        return Format.PARQUET
    encoding = wide_encoding(sample)
    if encoding:
        sample = sample.decode(encoding, "replace").lstrip("\ufeff").encode("utf-8", "replace")
    start = sample.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"["):
        return Format.JSON
    page, feed = _HTML.search(sample), _FEED.search(sample)
    if page and (not feed or page.start() < feed.start()):
        return Format.HTML
    return Format.FEED if feed else None


def _spread_over_lines(sample: bytes) -> bool:
    """Say whether JSON begins as one document over several lines, not with an object a line."""
    line = sample.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip().split(b"\n", 1)[0]
    return line.strip() in (b"{", b"[") or line.startswith(b"[")
