"""Settings of every stage: frozen models without behaviour, filled from ``configs/*.yaml``.

They live beside the transforms so that a stage can be built and tested without the launcher;
``pipelines/config.py`` reads the files, reports all errors together and hands these on.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator


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


class FigureStep(Settings):
    """One step of the rule for a number: whose figures it looks at, and which of them it takes.

    ``defender_officials`` and ``attacker_officials`` are voices of that side with a role of an
    official; an official of no known side is one of the place, so of the defender.
    """

    who: Literal["defender_officials", "defender", "attacker_officials", "attacker", "anyone"]
    take: Literal["newest", "highest", "most_voices"]


def _steps(*steps: tuple[str, str]) -> tuple[FigureStep, ...]:
    return tuple(FigureStep.model_validate({"who": who, "take": take}) for who, take in steps)


class FigureSettings(Settings):
    """How the best figure of an incident is chosen: the first step that finds a figure decides."""

    officials: tuple[str, ...] = (
        "government", "president", "prime_minister", "minister", "ministry", "military",
        "intelligence", "security_service", "armed_group", "governor", "mayor", "head",
        "administration", "authority", "official", "spokesperson", "emergency_service", "rescuer",
        "police", "prosecutor",
    )  # fmt: skip
    launched: tuple[FigureStep, ...] = _steps(
        ("defender_officials", "newest"),
        ("defender", "newest"),
        ("attacker_officials", "newest"),
        ("attacker", "newest"),
        ("anyone", "most_voices"),
    )
    downed: tuple[FigureStep, ...] = _steps(
        ("defender_officials", "newest"), ("defender", "newest"), ("anyone", "most_voices")
    )
    killed: tuple[FigureStep, ...] = _steps(("defender_officials", "highest"), ("anyone", "newest"))
    injured: tuple[FigureStep, ...] = _steps(
        ("defender_officials", "highest"), ("anyone", "newest")
    )

    @field_validator("launched", "downed", "killed", "injured")
    @classmethod
    def _every_step_is_reached(cls, steps: tuple[FigureStep, ...]) -> tuple[FigureStep, ...]:
        names = [step.who for step in steps]
        faults = [f"{name} is there twice" for name in sorted(set(names)) if names.count(name) > 1]
        if "anyone" in names[:-1]:
            faults.append("no step after anyone is ever reached")
        if not steps:
            faults.append("expected at least one step")
        if faults:
            raise ValueError("; ".join(faults))
        return steps


class LinkSettings(Settings):
    """When reports are about one occurrence; distances in kilometres, spans in days.

    A list of lists groups labels that may stand for one thing; a label may be in several groups,
    and one that is in none is a group of its own. ``docs/incidents.md`` has the rules.
    """

    one_class: tuple[str, ...] = ("attack", "explosion", "fire")
    weapon_groups: tuple[tuple[str, ...], ...] = (
        ("drone",),
        ("naval_drone",),
        ("missile", "ballistic_missile", "cruise_missile", "rocket"),
        ("artillery", "rocket"),
        ("guided_bomb",),
        ("explosive", "drone"),
    )
    target_groups: tuple[tuple[str, ...], ...] = (
        ("oil_refinery", "oil_depot", "gas_facility", "pipeline", "port", "industrial",
         "energy_infrastructure"),
        ("power_plant", "hydro_plant", "substation", "heating", "gas_facility",
         "energy_infrastructure"),
        ("nuclear_plant", "energy_infrastructure"),
        ("residential", "school", "medical", "government", "transport", "communications", "water"),
        ("railway", "transport", "port"),
        ("military", "airport", "industrial", "port", "government"),
    )  # fmt: skip
    general_targets: tuple[str, ...] = ("critical_infrastructure", "other")
    facility_words: tuple[str, ...] = (
        "air",
        "airbase",
        "airfield",
        "airport",
        "base",
        "bridge",
        "central",
        "combine",
        "commercial",
        "company",
        "complex",
        "depot",
        "electric",
        "electrical",
        "energy",
        "facility",
        "factory",
        "field",
        "first",
        "fuel",
        "gas",
        "generation",
        "harbour",
        "heat",
        "hydroelectric",
        "industrial",
        "infrastructure",
        "international",
        "main",
        "marine",
        "metallurgical",
        "military",
        "naval",
        "nuclear",
        "of",
        "oil",
        "petrochemical",
        "petroleum",
        "pipeline",
        "plant",
        "plants",
        "platform",
        "port",
        "power",
        "processing",
        "pumping",
        "railway",
        "refinery",
        "sea",
        "seaport",
        "second",
        "state",
        "station",
        "stations",
        "storage",
        "substation",
        "terminal",
        "the",
        "thermal",
        "two",
    )
    same_place_km: Annotated[float, Field(gt=0)] = 20.0
    district_km: Annotated[float, Field(gt=0)] = 50.0
    site_km: Annotated[float, Field(gt=0)] = 5.0
    precise_days: Annotated[int, Field(ge=1)] = 3
    open_days: Annotated[int, Field(ge=1, le=366)] = 30
    least_support: Annotated[float, Field(gt=0)] = 3.0
    least_specifics: Annotated[float, Field(ge=0)] = 1.0
    quorum: Annotated[float, Field(gt=0, le=1)] = 0.5
    margin: Annotated[float, Field(ge=0)] = 0.25
    revised_factor: Annotated[float, Field(ge=1)] = 2.0
    assumed_tolerance: Annotated[float, Field(ge=0)] = 0.05
    sibling_share: Annotated[float, Field(ge=0, le=1)] = 0.1
    compared: Annotated[int, Field(ge=2)] = 100


class IncidentSettings(Settings):
    """Incidents: what links reports, and how figures are chosen."""

    linking: LinkSettings = LinkSettings()
    figures: FigureSettings = FigureSettings()
