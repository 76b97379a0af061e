"""Which wire agency a text credits: the model of ``configs/agencies.yaml`` and its reading.

Credits stand at the head or the foot of a page: a dateline ("KYIV, 3 May (Name) -", "NAME, 3
May."), a line of its own ("By Name", "Source: Name"), the lead ("..., Name reports"), a name in
brackets at the end. An agency that is quoted further down on some detail is not the credit of the
article.
"""

import re
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Annotated, Final, NamedTuple

from pydantic import Field, field_validator

from transforms.language.bundled import bundled_model
from transforms.settings import Settings

_LEAD: Final = 500
_DATELINE: Final = 110
_HEAD_LINES: Final = 8
_FOOT_LINES: Final = 3
_FOOT: Final = 250
_AUTHORS: Final = 5
_LETTERS: Final = 5
_WORD: Final = re.compile(r"[^\W_]+")
_ENDING: Final = r"[^\W\d_]{0,3}"


class Agency(Settings):
    """One wire agency: its id, its names, its abbreviations and its own sites."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    names: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


class Agencies(Settings):
    """All agencies, and the words by which texts credit them."""

    agencies: tuple[Agency, ...]
    citing: tuple[str, ...]
    telling: tuple[str, ...]
    between: tuple[str, ...]
    labels: tuple[str, ...]

    @field_validator("agencies")
    @classmethod
    def _named_once(cls, agencies: tuple[Agency, ...]) -> tuple[Agency, ...]:
        seen: dict[str, str] = {}
        for agency in agencies:
            if not agency.names and not agency.marks:
                raise ValueError(f"{agency.id} has neither names nor marks")
            for key in (f"id {agency.id}", *agency.domains, *agency.marks, *agency.names):
                if key in seen:
                    raise ValueError(f"{key!r} stands under {seen[key]} and {agency.id}")
                seen[key] = agency.id
        return agencies

    @cached_property
    def by_domain(self) -> dict[str, str]:
        """Agency by registered domain."""
        return {domain: agency.id for agency in self.agencies for domain in agency.domains}

    @cached_property
    def mentions(self) -> re.Pattern[str]:
        """Any name or mark as a word of its own, the longest first."""
        pairs = [(name, True) for agency in self.agencies for name in agency.names]
        pairs += [(mark, False) for agency in self.agencies for mark in agency.marks]
        alternatives = [
            f"(?i:{re.escape(text)}{_ENDING})" if is_name else re.escape(text)
            for text, is_name in sorted(pairs, key=lambda pair: (-len(pair[0]), pair))
        ]
        return re.compile(rf"(?<![\w-])(?:{'|'.join(alternatives)})(?![\w])")

    @cached_property
    def beginnings(self) -> tuple[tuple[str, str], ...]:
        """Lower-case names with their agencies, the longest first."""
        pairs = ((name.lower(), agency.id) for agency in self.agencies for name in agency.names)
        return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))

    @cached_property
    def by_mark(self) -> dict[str, str]:
        """Agency by abbreviation."""
        return {mark: agency.id for agency in self.agencies for mark in agency.marks}

    @cached_property
    def first_letters(self) -> frozenset[str]:
        """How the first words of all names and marks begin: the cheapest look of all."""
        texts = (text for agency in self.agencies for text in (*agency.names, *agency.marks))
        return frozenset(_WORD.findall(text.lower())[0][:_LETTERS] for text in texts)

    @cached_property
    def credits(self) -> "_Credits":
        """The patterns around a mention."""
        between = rf"(?:\s*(?:{_any(self.between)}))*[\s\"«“„'’]*"
        return _Credits(
            citing_before=re.compile(rf"\b(?:{_any(self.citing)}){between}$", re.IGNORECASE),
            telling_before=re.compile(rf"\b(?:{_any(self.telling)}){between}$", re.IGNORECASE),
            telling_after=re.compile(
                rf"[\s\"»”'’]*(?:\s(?:{_any(self.between)}))*,?\s(?:{_any(self.telling)})\b",
                re.IGNORECASE,
            ),
            label=re.compile(rf"[\W_]*(?:{_any(self.labels)})?\s*[:—–-]?\s*", re.IGNORECASE),
        )


class _Credits(NamedTuple):
    citing_before: re.Pattern[str]
    telling_before: re.Pattern[str]
    telling_after: re.Pattern[str]
    label: re.Pattern[str]


def bundled_agencies() -> Agencies:
    """Return the agencies that come with the package."""
    return bundled_model(Agencies, "agencies.yaml")


@cache
def credit_words() -> frozenset[str]:
    """Return every word of the bundled agencies' names and marks, case-folded."""
    known = bundled_agencies()
    texts = (text for agency in known.agencies for text in (*agency.names, *agency.marks))
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold()))


def credited_agency(
    text: str, authors: Sequence[str], source: str | None, agencies: Agencies
) -> str | None:
    """Return the id of the agency that a page credits, None where it credits none.

    ``text`` is that of the page before cleaning, which takes credit lines out; ``source`` the
    registered domain. Of several agencies the one wins whose news is handed on ("citing ..."), then
    the first. Without a credit an agency's own site is its credit.
    """
    for author in authors[:_AUTHORS]:
        if agency := _whole_line(author, agencies):
            return agency
    head, foot = _ends(text)
    found = None
    if _may_name("\n".join((*head, *foot)), agencies):
        found = _in_head(head, agencies) or _in_foot(foot, agencies)
    return found or (agencies.by_domain.get(source) if source else None)


def _ends(text: str) -> tuple[list[str], list[str]]:
    """Return the first lines, as far as the lead goes, and the last ones."""
    lines = [line for piece in text[: 4 * _LEAD].split("\n") if (line := piece.strip())]
    head: list[str] = []
    size = 0
    for line in lines[:_HEAD_LINES]:
        head.append(line[: _LEAD - size])
        size += len(line)
        if size >= _LEAD:
            break
    last = [line for piece in text[-2 * _LEAD :].split("\n") if (line := piece.strip())]
    return head, [line[-_FOOT:] for line in last[-_FOOT_LINES:]]


def _in_head(lines: list[str], agencies: Agencies) -> str | None:
    first: str | None = None
    for line in lines:
        for mention in _mentions(line, agencies):
            before, after = line[: mention.start()], line[mention.end() :]
            if agencies.credits.citing_before.search(before[-80:]):
                return _agency_of(mention.group(), agencies)
            if first is None and (
                _stands_alone(before, after, agencies)
                or _is_dateline(before, after)
                or agencies.credits.telling_before.search(before[-80:])
                or agencies.credits.telling_after.match(after)
            ):
                first = _agency_of(mention.group(), agencies)
    return first


def _in_foot(lines: list[str], agencies: Agencies) -> str | None:
    for line in reversed(lines):
        for mention in _mentions(line, agencies):
            before, after = line[: mention.start()], line[mention.end() :]
            if _stands_alone(before, after, agencies) or _is_bracketed_end(before, after):
                return _agency_of(mention.group(), agencies)
    return None


def _mentions(line: str, agencies: Agencies) -> list[re.Match[str]]:
    return list(agencies.mentions.finditer(line)) if _may_name(line, agencies) else []


def _may_name(text: str, agencies: Agencies) -> bool:
    words = [word[:_LETTERS] for word in _WORD.findall(text.lower())]
    return not agencies.first_letters.isdisjoint(words)


def _whole_line(line: str, agencies: Agencies) -> str | None:
    for mention in _mentions(line, agencies):
        if _stands_alone(line[: mention.start()], line[mention.end() :], agencies):
            return _agency_of(mention.group(), agencies)
    return None


def _stands_alone(before: str, after: str, agencies: Agencies) -> bool:
    """Tell whether a line holds a name, a label and perhaps a city before it, and no more."""
    if len(after) > _ALONE or any(letter.isalnum() for letter in after):
        return False
    return (
        agencies.credits.label.fullmatch(before) is not None
        or _CITY_BEFORE.fullmatch(before) is not None
    )


_ALONE: Final = 20
_CITY_BEFORE: Final = re.compile(r"[^\W\d_]{2,20}(?:[ -][^\W\d_]{2,20})?\s*[•·|/]\s*")
_BRACKET_BEFORE: Final = re.compile(r"[(/\[][^()\[\]/]{0,40}$")
_BRACKET_AFTER: Final = re.compile(r"[^()\[\]/]{0,40}[)/\]]")
_END_AFTER: Final = re.compile(r"[^()\[\]/]{0,40}[)/\]]\W*")
_MARK_BEFORE: Final = re.compile(r"(?:^|[-–—.,/(]\s*|\d\s)[\"«„“]?$")
_MARK_AFTER: Final = re.compile(r"[\"»”)]*(?:\s*[-–—/.]+\s|,\s+\d)")


def _is_dateline(before: str, after: str) -> bool:
    """Tell whether a name stands between place, date and dash at the beginning of a line."""
    if len(before) > _DATELINE:
        return False
    if _BRACKET_BEFORE.search(before) and _BRACKET_AFTER.match(after):
        return True
    return bool(_MARK_BEFORE.search(before)) and bool(_MARK_AFTER.match(after))


def _is_bracketed_end(before: str, after: str) -> bool:
    return bool(_BRACKET_BEFORE.search(before)) and _END_AFTER.fullmatch(after) is not None


def _agency_of(written: str, agencies: Agencies) -> str | None:
    exact = agencies.by_mark.get(written)
    if exact:
        return exact
    folded = written.lower()
    return next((agency for name, agency in agencies.beginnings if folded.startswith(name)), None)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+")
        for word in sorted(set(words), key=lambda w: (-len(w), w))
    )
