"""The words and zones of publication dates: the validated model of ``configs/publication.yaml``."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, field_validator

from transforms.language.bundled import RegularExpression, bundled_model
from transforms.settings import Settings


class Zone(Settings):
    """Zone abbreviations of one offset, in minutes east of Greenwich, outside summer time."""

    names: tuple[str, ...]
    offset: Annotated[int, Field(ge=-14 * 60, le=14 * 60)]
    summer: Literal["us"] | None = None


class DateWords(Settings):
    """Month and weekday names, zones and the words around a publication date, in any language."""

    months: dict[int, tuple[str, ...]]
    weekdays: tuple[tuple[str, ...], ...]
    filler: tuple[tuple[str, ...], ...]
    updated: tuple[str, ...]
    trailers: tuple[RegularExpression, ...]
    ante_meridiem: tuple[str, ...]
    post_meridiem: tuple[str, ...]
    zones: tuple[Zone, ...]
    fallback_languages: tuple[str, ...]

    @field_validator("months")
    @classmethod
    def _each_name_once(cls, months: dict[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
        if sorted(months) != list(range(1, 13)):
            raise ValueError("needs exactly the months 1 to 12")
        seen: dict[str, int] = {}
        for number, names in months.items():
            for name in names:
                if seen.setdefault(name.casefold(), number) != number:
                    raise ValueError(f"{name!r} names the months {seen[name.casefold()]}, {number}")
        return months

    @cached_property
    def month_numbers(self) -> dict[str, int]:
        """Month number by case-folded name."""
        return {name.casefold(): n for n, names in self.months.items() for name in names}

    @cached_property
    def zone_by_name(self) -> dict[str, Zone]:
        """Zone by case-folded abbreviation."""
        return {name.casefold(): zone for zone in self.zones for name in zone.names}

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Every word that may stand beside a date without changing it, case-folded."""
        words = {word.casefold() for group in (*self.weekdays, *self.filler) for word in group}
        return frozenset(words | {word.casefold() for word in self.updated})


def bundled_date_words() -> DateWords:
    """Return the words that come with the package."""
    return bundled_model(DateWords, "publication.yaml")
