"""Parts of an article under headings that name a day, an hour or a place.

Timelines ("May 5, 2015: ..."), live reports ("14:05 ...") and reports by region ("Sumy region: ..."
or the name alone on a line) tell of each occurrence in a part of its own. What a part leaves out is
said by its heading, and nothing in it goes on from another part.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from transforms.events.analysis import Analysis
from transforms.events.candidates import CAPTURE, Candidate
from transforms.events.clauses import HAPPENING
from transforms.events.dates import DateMention
from transforms.events.places import ResolvedPlace
from transforms.language.sentences import LINE_END, Sentence

_OPENING: Final = 45  # characters that a heading before a colon may have
_LINE: Final = 60
_LOOSE: Final = 14  # characters of a heading besides its day or place: "region", "In"
_CLOCK: Final = "clock"
_MARKS: Final = (":", "–", "—", "-", "|")
_PLACES: Final = frozenset({"region", "district", "city", "country"})
_NO_HEADING: Final = frozenset({"demonym", "origin", "person", "outlet", "club"})
_LEAST: Final = 2


class Heading(NamedTuple):
    """A heading: the sentence it opens or is, with its day, hour or place."""

    sentence: int
    start: int
    place: ResolvedPlace | None
    date: DateMention | None


def under_headings(candidates: Sequence[Candidate], analysis: Analysis) -> None:
    """Give candidates of an article in parts the day or place of their heading, in place."""
    headings = _headings(analysis)
    if len(headings) < _LEAST:
        return
    for dated in (True, False):
        kind = [one for one in headings if (one.place is None) == dated]
        parts = _parts(candidates, kind)
        if len(parts) < _LEAST:
            continue
        for heading, told in parts:
            _read_under(heading, told)


def _parts(
    candidates: Sequence[Candidate], headings: Sequence[Heading]
) -> list[tuple[Heading, list[Candidate]]]:
    """Return the headings that something is told under, with what is told."""
    parts = []
    for heading, following in zip(headings, [*headings[1:], None], strict=False):
        end = following.start if following is not None else None
        told = [
            one
            for one in candidates
            if heading.start <= one.start and (end is None or one.start < end)
        ]
        if told:
            parts.append((heading, told))
    return parts


def _read_under(heading: Heading, told: Sequence[Candidate]) -> None:
    for number, candidate in enumerate(told):
        candidate.item = heading.start
        day = heading.date
        if day is not None and day.kind != _CLOCK and not candidate.background:
            candidate.date = candidate.date or day
        if heading.place is not None and candidate.kind != CAPTURE:
            _place_under(heading.place, candidate, first=number == 0)


def _place_under(place: ResolvedPlace, candidate: Candidate, *, first: bool) -> None:
    """Give a candidate without a place that of the heading; the next ones go on from the first."""
    sites = candidate.sites
    if sites.pinned is not None or sites.country_span is not None:
        return
    if any(one.country != place.country for one in sites.listed):
        return
    if place.kind == "country":
        if sites.country is None:
            candidate.sites = replace(sites, country=place.country)
    elif first or sites.listed:
        found = replace(place, role="location")
        candidate.sites = replace(sites, pinned=found, country=place.country, owner=None)


def _headings(analysis: Analysis) -> list[Heading]:
    text, sentences = analysis.text, analysis.sentences
    days = {date.start: date for date in analysis.dates if date.kind in {"day", "clock", "month"}}
    places = [one for one in analysis.places if one.kind in _PLACES]
    starts = [one.start for one in places]
    found = []
    for number, sentence in enumerate(sentences):
        if sentence.start < analysis.body_start:
            continue
        alone = _stands_alone(text, sentences, number)
        colon = -1 if alone else text.find(":", sentence.start, sentence.start + _OPENING)
        day = days.get(sentence.start)
        if day is not None and _is_day(text, sentence, day, alone=alone):
            found.append(Heading(number, sentence.start, None, day))
            continue
        end = min(sentence.end, colon) if colon >= 0 else sentence.end
        if not (alone or 0 <= colon < sentence.end):
            continue
        named = places[bisect_left(starts, sentence.start) : bisect_left(starts, end)]
        place = named[0] if len(named) == 1 else None
        if (
            place is not None
            and _is_name(place, sentence.start, end)
            and not (alone and _tells(analysis, sentence))
        ):
            found.append(Heading(number, sentence.start, place, None))
    return found


def _is_day(text: str, sentence: Sentence, day: DateMention, *, alone: bool) -> bool:
    """Tell whether a day or hour stands alone, before a mark, or as the hour of an entry."""
    if alone:
        return sentence.end - day.end <= _LOOSE
    figures = text[day.start].isdigit()  # "14:05", not "at 14:05"
    return (day.kind == _CLOCK and figures) or text[day.end : day.end + 2].strip().startswith(
        _MARKS
    )


def _is_name(place: ResolvedPlace, start: int, end: int) -> bool:
    """Tell whether hardly anything but a place stands in a stretch of text."""
    loose = end - start - (place.end - place.start)
    return place.role not in _NO_HEADING and loose <= _LOOSE


def _stands_alone(text: str, sentences: Sequence[Sentence], number: int) -> bool:
    """Tell whether a sentence is a short line of its own, without a full stop."""
    sentence = sentences[number]
    if sentence.end - sentence.start > _LINE:
        return False
    neighbours = sentences[max(0, number - 1) : number + 2]
    if any(one is not sentence and one.paragraph == sentence.paragraph for one in neighbours):
        return False
    return LINE_END.search(text, sentence.start, sentence.end) is None


def _tells(analysis: Analysis, sentence: Sentence) -> bool:
    return any(
        one.kind in HAPPENING and sentence.start <= one.start < sentence.end
        for one in analysis.mentions
    )
