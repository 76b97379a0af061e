"""Incidents as an Atom feed (RFC 4287), so that what wirebeam finds can be followed like any feed.

An entry's id says which incident it is and nothing of where it is served; ``updated`` is the moment
of its newest revision, so that a reader shows an incident again when it changed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

ATOM: Final = "http://www.w3.org/2005/Atom"
CONTENT_TYPE: Final = "application/atom+xml; charset=utf-8"
_AUTHORITY: Final = "tag:wirebeam.invalid,2026:"
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WEB: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_MOST_SOURCES: Final = 20
_NUMBERS: Final = (
    *("drones_launched", "drones_downed", "missiles_launched", "missiles_downed"),
    *("killed", "injured"),
)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

Row = Mapping[str, Any]


def atom_feed(
    incidents: Sequence[Row],
    reports: Mapping[str, Sequence[Row]],
    *,
    base: str,
    filters: Sequence[tuple[str, str]],
    rights: str,
) -> bytes:
    """Return the feed as UTF-8.

    Args:
        incidents: Rows of ``incidents``, in the order of the feed.
        reports: For an incident id, rows with ``article_url``, ``title``, ``source`` and
            ``evidence``.
        base: The address of the server, without a slash at its end.
        filters: What the feed was narrowed to.
        rights: Attribution of the data in it.
    """
    ET.register_namespace("", ATOM)
    query = f"?{urlencode(filters)}" if filters else ""
    feed = ET.Element(f"{{{ATOM}}}feed")
    _add(feed, "id", f"{_AUTHORITY}incidents{query}")
    told = ", ".join(f"{name} {value}" for name, value in filters)
    _add(feed, "title", f"wirebeam incidents: {told}" if told else "wirebeam incidents")
    updated = max((row["computed_at"] for row in incidents), default=_EPOCH)
    _add(feed, "updated", _moment(updated))
    _add(feed, "generator", "wirebeam")
    _add(feed, "rights", rights)
    _add(_add(feed, "author"), "name", "wirebeam")
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{base}/feed.atom{query}")
    _add(feed, "link", rel="alternate", type="text/html", href=f"{base}/")
    for row in incidents:
        _entry(feed, row, reports.get(row["incident_id"], ()), base)
    text: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def headline(row: Row) -> str:
    """Say what an incident is, from its values alone: ``Attack (hit): depot - Town, UA (day)``."""
    kind = _words(row["event_type"])
    kind = kind[:1].upper() + kind[1:]
    if row["outcome"]:
        kind = f"{kind} ({_words(row['outcome'])})"
    what = row["target_name"] or ", ".join(_words(target) for target in row["targets"])
    where = dict.fromkeys(row[name] for name in ("place", "admin1", "country") if row[name])
    told = " - ".join(part for part in (what, ", ".join(where)) if part)
    day = row["date_end"] or row["date_start"]
    when = f" ({day.isoformat()})" if isinstance(day, date) else ""
    return f"{kind}: {told}{when}" if told else f"{kind}{when}"


def _entry(feed: ET.Element, row: Row, reports: Sequence[Row], base: str) -> None:
    identity = row["incident_id"]
    entry = _add(feed, "entry")
    _add(entry, "id", f"{_AUTHORITY}incident/{identity}")
    _add(entry, "title", headline(row))
    _add(entry, "updated", _moment(row["computed_at"]))
    if row["first_reported_at"] is not None:
        _add(entry, "published", _moment(row["first_reported_at"]))
    _add(entry, "link", rel="alternate", type="text/html", href=f"{base}/#open={identity}")
    data = f"{base}/api/incidents/{identity}"
    _add(entry, "link", rel="related", type="application/json", href=data)
    for url in list(dict.fromkeys(_urls(reports)))[:_MOST_SOURCES]:
        _add(entry, "link", rel="via", href=url)
    for scheme, values in (("type", [row["event_type"]]), ("target", row["targets"])):
        for value in values:
            _add(entry, "category", term=value, scheme=f"{_AUTHORITY}{scheme}")
    sentences = [sentence for report in reports for sentence in report["evidence"]]
    told = [" ".join(dict.fromkeys(sentences)), _figures(row)]
    _add(entry, "content", "\n\n".join(part for part in told if part), type="text")


def _figures(row: Row) -> str:
    """Name the figures that are known, as ``killed: 2 (1-3)``, and how many sources there are."""
    ranges = {name: _range(row, name) for name in _NUMBERS}
    told = [f"{_words(name)}: {shown}" for name, shown in ranges.items() if shown]
    told.append(f"reports: {row['reports']}, independent sources: {row['independent_sources']}")
    if row["disputed"]:
        told.append("disputed")
    return "; ".join(told)


def _range(row: Row, name: str) -> str:
    value, low, high = row[name], row[f"{name}_low"], row[f"{name}_high"]
    if value is None and low is None and high is None:
        return ""
    shown = "?" if value is None else str(value)
    if low == high and low in (None, value):
        return shown
    return f"{shown} ({'?' if low is None else low}-{'?' if high is None else high})"


def _urls(reports: Iterable[Row]) -> Iterable[str]:
    for report in reports:
        url = report["article_url"]
        if url and _WEB.fullmatch(url):
            yield url


def _words(label: str) -> str:
    return label.replace("_", " ")


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(
    parent: ET.Element, name: str, text: str | None = None, /, **attributes: str
) -> ET.Element:
    """Add an element; characters that XML cannot hold are left out."""
    clean = {key: _FORBIDDEN.sub("", value) for key, value in attributes.items()}
    child = ET.SubElement(parent, f"{{{ATOM}}}{name}", clean)
    if text is not None:
        child.text = _FORBIDDEN.sub("", text)
    return child
