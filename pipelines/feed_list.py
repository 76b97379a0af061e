"""The feeds that ``--feeds`` names: YAML files, OPML files, addresses.

Every fault is reported with file, line and key, all of them together.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, ValidationError

from pipelines.config_file import MAX_BYTES, ConfigFile, parse_config, shown
from pipelines.failures import WRONG_USAGE, CommandFailed, one_line
from transforms.feeds.opml import OpmlError, is_opml, is_web_address, opml_feeds
from transforms.feeds.settings import FeedSettings
from transforms.settings import Settings

_SCHEMES: Final = ("http://", "https://")


class FeedFile(Settings):
    """A YAML file of feeds, in the form of ``configs/feeds.yaml``."""

    feeds: Annotated[tuple[FeedSettings, ...], Field(min_length=1)]


def load_feeds(given: Sequence[str]) -> tuple[FeedSettings, ...]:
    """Return the feeds of all files and addresses given, those aside that are not enabled.

    An address that is named twice counts once, as it was named first. Raises CommandFailed (wrong
    usage) with one line per fault, also where no feed is left.
    """
    faults: list[str] = []
    feeds: dict[str, FeedSettings] = {}
    for word in given:
        for one in _feeds_of(word, faults):
            feeds.setdefault(one.url, one)
    if faults:
        raise CommandFailed(*faults, status=WRONG_USAGE)
    enabled = tuple(one for one in feeds.values() if one.enabled)
    if not enabled:
        raise CommandFailed("--feeds: no feed is enabled", status=WRONG_USAGE)
    return enabled


def _feeds_of(word: str, faults: list[str]) -> Iterator[FeedSettings]:
    if word.lower().startswith(_SCHEMES):
        if is_web_address(word):
            yield FeedSettings(url=word)
        else:
            faults.append(f"--feeds: {one_line(word)} is no address")
        return
    try:
        with Path(word).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        faults.append(f"--feeds: {one_line(word)} cannot be read: {one_line(reason)}")
        return
    if len(data) > MAX_BYTES:
        faults.append(f"{word} is larger than {MAX_BYTES} bytes")
    elif is_opml(data):
        yield from _of_opml(data, word, faults)
    else:
        yield from _of_yaml(data, word, faults)


def _of_opml(data: bytes, name: str, faults: list[str]) -> Iterator[FeedSettings]:
    try:
        found = opml_feeds(data)
    except OpmlError as error:
        faults.append(f"{name} {one_line(error)}")
        return
    if not found:
        faults.append(f"{name} names no feed")
    for url, title in found:
        yield FeedSettings(url=url, title=title)


def _of_yaml(data: bytes, name: str, faults: list[str]) -> Iterator[FeedSettings]:
    file = parse_config(data, name)
    faults += file.errors
    if file.errors:
        return
    try:
        feeds = FeedFile.model_validate(file.values).feeds
    except ValidationError as error:
        found = [fault for fault in error.errors() if fault["type"] != "too_short"]
        # Feeds that are wrong leave the list empty as well: that is no news.
        faults += [_fault(one["loc"], one["msg"], file) for one in found or error.errors()]
        return
    for position, one in enumerate(feeds):
        if is_web_address(one.url):
            yield one
        else:
            text = f"expected an address with http or https, got {one.url!r}"
            faults.append(_fault(("feeds", position, "url"), text, file))


def _fault(path: tuple[str | int, ...], text: str, file: ConfigFile) -> str:
    known = [path[:size] for size in range(len(path), 0, -1) if path[:size] in file.lines]
    where = f"{file.name}:{file.lines[known[0]]}" if known else file.name
    key = f" {shown(path)}:" if path else ""
    return f"{where}:{key} {one_line(text)}"
