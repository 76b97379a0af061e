"""What must not differ between copies of one text: numbers, days and names."""

from functools import cached_property, lru_cache
from typing import Annotated, Final, Literal

from pydantic import Field
from rapidfuzz.distance import Indel

from transforms.language.bundled import bundled_model
from transforms.settings import Settings

_SAME_NAME: Final = 0.8
_STEM: Final = 3
_SHORT_NAME: Final = 5

Beginnings = tuple[tuple[str, ...], ...]


class ComparisonWords(Settings):
    """The words of every language that the comparison knows: ``configs/duplicates.yaml``."""

    numbers: dict[Annotated[int, Field(gt=1)], tuple[str, ...]]
    months: Annotated[Beginnings, Field(min_length=12, max_length=12)]
    weekdays: Annotated[Beginnings, Field(min_length=7, max_length=7)]
    background: tuple[str, ...]
    bylines: tuple[str, ...]
    openers: tuple[str, ...]
    spellings: Beginnings
    endings: str

    @cached_property
    def value_of(self) -> dict[str, str]:
        """Value of a number word, as digits."""
        return {word: str(value) for value, forms in self.numbers.items() for word in forms}

    @cached_property
    def opener_set(self) -> frozenset[str]:
        """The words that open sentences."""
        return frozenset(self.openers)

    @cached_property
    def spelling_of(self) -> dict[str, str]:
        """The first spelling of a name with several."""
        return {name: group[0] for group in self.spellings for name in group}


def bundled_comparison_words() -> ComparisonWords:
    """Return the words that come with the package."""
    return bundled_model(ComparisonWords, "duplicates.yaml")


@lru_cache(maxsize=200_000)
def number_value(word: str) -> str | None:
    """Return the value of a number in digits or words, None for any other word."""
    if word[0].isdigit():
        digits = word.lstrip("0") or "0"
        return digits if digits.isdigit() else _leading_digits(digits)
    return bundled_comparison_words().value_of.get(word)


def _leading_digits(word: str) -> str | None:
    end = 0
    while end < len(word) and word[end].isdigit():
        end += 1
    return word[:end] or None


@lru_cache(maxsize=200_000)
def day_name(word: str) -> tuple[Literal["month", "weekday"], int] | None:
    """Return the month or weekday that a lower-case word names."""
    known = bundled_comparison_words()
    for position, group in enumerate(known.weekdays):
        if word.startswith(group):
            return "weekday", position
    for position, group in enumerate(known.months):
        # Short names stand alone, as "may" does in front of "maybe" or "mayor".
        if any(word == name or (len(name) > _SHORT_NAME - 1 and word.startswith(name))
               for name in group):  # fmt: skip
            return "month", position
        if any(len(name) > 2 and word[: len(name)] == name and not name.isascii()
               and len(word) <= len(name) + 2 for name in group):  # fmt: skip
            return "month", position
    return None


@lru_cache(maxsize=200_000)
def same_name(one: str, other: str) -> bool:
    """Tell whether two lower-case names are one in another form or spelling."""
    known = bundled_comparison_words()
    left, right = (known.spelling_of.get(name, name) for name in (one, other))
    if left == right:
        return True
    shared = 0
    while shared < min(len(left), len(right)) and left[shared] == right[shared]:
        shared += 1
    rests = left[shared:] + right[shared:]
    if shared >= _STEM and all(letter in known.endings for letter in rests):
        return len(rests) <= 2 * _STEM
    long_enough = min(len(left), len(right)) >= _SHORT_NAME
    return long_enough and Indel.normalized_similarity(left, right) >= _SAME_NAME
