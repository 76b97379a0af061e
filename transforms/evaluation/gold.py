"""Annotated articles: one JSON file each, or a file with a list of "articles".

An article holds its text, or names a "file" that does: then the text is looked for in the folder
given, else beside the gold file and in the folder ``seeds`` there or one level up.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

MAX_BYTES: Final = 20_000_000
_TEXT_FOLDER: Final = "seeds"


class GoldError(ValueError):
    """Gold that cannot be used; each line of the message names a file and what is wrong there."""


def _day(value: Any) -> Any:
    """Keep the day of a date with a time; an empty text is no date."""
    return (value[:10] or None) if isinstance(value, str) else value


def _listed(value: Any) -> Any:
    return () if value is None else value


_Day = Annotated[date | None, BeforeValidator(_day)]
_Words = Annotated[tuple[str, ...], BeforeValidator(_listed)]
_Count = Annotated[int | None, Field(ge=0)]


class GoldEvent(BaseModel):
    """One event as an annotator fills it; None where the text does not say."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    event_type: str
    accept_types: _Words = ()
    optional: bool = False
    date_start: _Day = None
    date_end: _Day = None
    country: str | None = None
    admin1: str | None = None
    place: str | None = None
    lat: Annotated[float | None, Field(ge=-90, le=90)] = None
    lon: Annotated[float | None, Field(ge=-180, le=180)] = None
    places_listed: _Words = ()
    attacker: str | None = None
    weapons: _Words = ()
    targets: _Words = ()
    effects: _Words = ()
    drones_launched: _Count = None
    drones_downed: _Count = None
    missiles_launched: _Count = None
    missiles_downed: _Count = None
    killed: _Count = None
    injured: _Count = None
    outcome: str | None = None
    claimants: _Words = ()
    verification: str | None = None
    quote: str | None = None
    target_name: str | None = None
    date_text: str | None = None
    incident: str | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> "GoldEvent":
        if (self.date_start is None) != (self.date_end is None):
            raise ValueError("one of date_start and date_end is missing")
        if self.date_start and self.date_end and self.date_start > self.date_end:
            raise ValueError("date_start is after date_end")
        return self


class GoldArticle(BaseModel):
    """An annotated article; ``name`` is its gold file in its folder (and text file) for people."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str
    text: str
    url: str | None = None
    title: str | None = None
    source: str | None = None
    published: str | None = None
    language: str | None = None
    events: tuple[GoldEvent, ...]


def read_gold(paths: Iterable[Path], texts: Path | None = None) -> list[GoldArticle]:
    """Return the articles of files and folders, folders searched for ``*.json`` in name order.

    Raises GoldError with all faults of all files together, also where nothing was found.
    """
    found: list[GoldArticle] = []
    faults: list[str] = []
    for path in paths:
        inside = (file for file in path.rglob("*.json") if file.is_file())
        files = sorted(inside) if path.is_dir() else [path]
        if not files:
            faults.append(f"{path}: no .json file in this folder")
        for file in files:
            try:
                found.extend(_articles(file, texts))
            except GoldError as error:
                faults.append(str(error))
    if faults:
        raise GoldError("\n".join(faults))
    return found


def _articles(file: Path, texts: Path | None) -> list[GoldArticle]:
    content = _content(file)
    records = content.get("articles", [content]) if isinstance(content, dict) else None
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise GoldError(f"{file}: neither an article nor a list of articles")
    found: list[GoldArticle] = []
    faults: list[str] = []
    for record in records:
        try:
            found.append(_article(record, file, texts))
        except GoldError as error:
            faults.append(str(error))
    if faults:
        raise GoldError("\n".join(faults))
    return found


def _content(file: Path) -> Any:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise GoldError(f"{file}: larger than {MAX_BYTES} bytes")
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise GoldError(f"{file}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise GoldError(f"{file}: no JSON: {error}") from error


def _article(record: dict[str, Any], file: Path, texts: Path | None) -> GoldArticle:
    name, values = f"{file.parent.name}/{file.name}", dict(record)
    if "file" in record:
        name = f"{name} {record['file']}"
        values["text"] = _text(str(record["file"]), file, texts)
    try:
        return GoldArticle.model_validate({**values, "name": name})
    except ValidationError as error:
        lines = [
            f"{file}: {'.'.join(map(str, fault['loc'])) or '(article)'}: {fault['msg']}"
            for fault in error.errors()
        ]
        raise GoldError("\n".join(lines)) from error


def _text(name: str, file: Path, texts: Path | None) -> str:
    """Read the text that a gold file names; nothing outside of the folders is read."""
    beside = file.resolve().parent
    folders: Sequence[Path] = (beside, beside / _TEXT_FOLDER, beside.parent / _TEXT_FOLDER)
    for folder in (texts.resolve(),) if texts is not None else folders:
        path = (folder / name).resolve()
        if path.is_relative_to(folder) and path.is_file():
            if path.stat().st_size > MAX_BYTES:
                raise GoldError(f"{path}: larger than {MAX_BYTES} bytes")
            return path.read_bytes().decode("utf-8", "replace")
    raise GoldError(f"{file}: text {name!r} not found (--texts names the folder of the texts)")
