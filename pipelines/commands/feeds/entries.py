"""Entries of a file of feeds: described from what is known of outlets, written, added to a file."""

from collections.abc import Iterable, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import yaml

from pipelines.config_file import MAX_BYTES, parse_config
from pipelines.failures import WRONG_USAGE, CommandFailed, one_line
from transforms.events.actors_outlets import Outlet, load_outlets, outlet_of
from transforms.feeds.settings import FeedSettings
from transforms.language.detect import detect_language
from transforms.settings import LanguageSettings

_HEAD: Final = "feeds:\n"
_SURE: Final = 0.8
_TITLE: Final = 300


def described(url: str, title: str | None, language: str | None) -> FeedSettings:
    """Make the entry of a feed; country, side and a missing language are those of its outlet.

    The language of an unknown outlet is guessed from the title, where that leaves little doubt.
    """
    outlet = _outlet(url)
    found = language or (outlet.language if outlet else _language(title or ""))
    return FeedSettings(
        url=url,
        title=" ".join(title.split())[:_TITLE] if title else None,
        language=found if found and len(found) == 2 else None,
        country=outlet.country if outlet else None,
        side=outlet.side if outlet else None,
    )


def entry(feed: FeedSettings) -> str:
    """Write an entry as one line of YAML, without what is default."""
    values = feed.model_dump(exclude_defaults=True)
    ordered = {key: values[key] for key in ("title", *values) if key in values}
    text = yaml.safe_dump(
        ordered, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10**9
    )
    return f"- {text.strip()}"


def file_of(feeds: Iterable[FeedSettings]) -> str:
    """Write a whole file."""
    return _HEAD + "".join(f"  {entry(feed)}\n" for feed in feeds)


def plain(url: str) -> str:
    """Return an address as it is compared: without scheme, "www." and a slash at the end."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


def unique(feeds: Iterable[FeedSettings]) -> list[FeedSettings]:
    """Return each feed once, as it came first."""
    found: dict[str, FeedSettings] = {}
    for feed in feeds:
        found.setdefault(plain(feed.url), feed)
    return list(found.values())


def added(text: str, name: str, feeds: Sequence[FeedSettings], note: str) -> tuple[str, int]:
    """Add feeds at the end of a file's text; what stands there stays, comments and order too.

    Feeds that are there already, under either scheme or a slash more, are left out. Returns the new
    text and how many were added. Raises CommandFailed (wrong usage) for a file that is no list of
    feeds, and for one whose list is not written line by line at its end.
    """
    file = parse_config(text.encode(), name)
    listed = file.values.get("feeds")
    if file.errors or not isinstance(listed, list):
        lines = file.errors or (f"{name}: expected a list under feeds",)
        raise CommandFailed(*lines, status=WRONG_USAGE)
    known = {plain(str(one.get("url", ""))) for one in listed if isinstance(one, dict)}
    fresh = unique(feed for feed in feeds if plain(feed.url) not in known)
    if not fresh:
        return text, 0
    indent = _indent(text)
    block = [f"{indent}# {note}", *(f"{indent}{entry(feed)}" for feed in fresh)]
    joined = text if text.endswith("\n") else f"{text}\n"
    result = joined + "".join(f"{line}\n" for line in block)
    again = parse_config(result.encode(), name)
    there = again.values.get("feeds")
    if again.errors or not isinstance(there, list) or len(there) != len(listed) + len(fresh):
        line = f"{name}: nothing can be added at its end; print the feeds and add them by hand"
        raise CommandFailed(line, status=WRONG_USAGE)
    return result, len(fresh)


def read_text(path: Path) -> str | None:
    """Return a file's text, None where it does not exist. Raises CommandFailed."""
    try:
        data = path.read_bytes()
        if len(data) > MAX_BYTES:
            raise CommandFailed(f"{path} is larger than {MAX_BYTES} bytes", status=WRONG_USAGE)
        return data.decode("utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CommandFailed(f"{path} cannot be read: {one_line(error.strerror)}") from error
    except UnicodeDecodeError as error:
        raise CommandFailed(f"{path} is no UTF-8", status=WRONG_USAGE) from error


def replace_text(path: Path, text: str) -> None:
    """Replace a file as a whole. Raises CommandFailed."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise CommandFailed(f"{path} cannot be written: {one_line(error.strerror)}") from error


def _indent(text: str) -> str:
    """Return what stands before the dash of the last entry."""
    for line in reversed(text.splitlines()):
        if line.lstrip().startswith("- "):
            return line[: len(line) - len(line.lstrip())]
    return "  "


def _language(title: str) -> str | None:
    found, score = detect_language(title, LanguageSettings())
    return found if score is not None and score >= _SURE else None


def _outlet(url: str) -> Outlet | None:
    with as_file(files("configs")) as root:
        return outlet_of(load_outlets(Path(root)), urlsplit(url).hostname)
