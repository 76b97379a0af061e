"""Settings of every stage: frozen models without behaviour, filled from ``configs/*.yaml``.

They live beside the transforms so that a stage can be built and tested without the launcher;
``pipelines/config.py`` reads the files, reports all errors together and hands these on.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """Base of all settings: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ReadSettings(Settings):
    """Limits of the readers; sizes are in bytes after decompression."""

    max_record_bytes: Annotated[int, Field(gt=0)] = 10_000_000
    max_file_bytes: Annotated[int, Field(gt=0)] = 20_000_000_000
    max_document_bytes: Annotated[int, Field(gt=0)] = 20_000_000
    earliest_year: Annotated[int, Field(ge=1)] = 1990


class LanguageSettings(Settings):
    """Language detection: candidates (ISO 639-1) and the score below which it stays null."""

    candidates: tuple[str, ...] = (
        "en", "ru", "uk", "de", "fr", "pl", "bg", "es", "it", "pt", "cs", "tr", "ar", "he", "fa",
        "ro", "be", "zh", "ja",
    )  # fmt: skip
    minimum_score: Annotated[float, Field(ge=0, le=1)] = 0.4


class AggregateSettings(Settings):
    """One aggregate: its name, its window in days and the columns it groups by."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    window_days: Annotated[int, Field(gt=0)] = 1
    offset_days: Annotated[int, Field(ge=0)] = 0
    keys: tuple[
        Literal["country", "admin1", "target", "attacker", "weapon", "event_type"], ...
    ] = ()


class WriteSettings(Settings):
    """Parquet files: compression, and how much is buffered before a file is cut."""

    compression: Literal["zstd", "snappy", "none"] = "zstd"
    compression_level: Annotated[int, Field(ge=1, le=22)] = 3
    max_rows_per_file: Annotated[int, Field(gt=0)] = 100_000
    max_buffer_bytes: Annotated[int, Field(gt=0)] = 64_000_000
