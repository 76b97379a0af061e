"""How an article was read, for people: the text with its slots marked, and the rules behind it.

Sentences are numbered as the rules name them. A mark holds the slots that were taken from its
words, and before them the numbers of the events where the article has several.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from transforms.events.extract import Reading
from transforms.language.sentences import Sentence, sentence_at
from transforms.records import Event

_TITLE: Final = "title."
_PLAIN: Final = "\x1b[0m"
_DIM: Final = "\x1b[2m"
_COLOURS: Final = {
    **dict.fromkeys(("place", "places_listed", "target_name", "country", "admin1"), "\x1b[32m"),
    **dict.fromkeys(("attacker", "claimants", "verification"), "\x1b[34m"),
    **dict.fromkeys(("weapons", "targets"), "\x1b[35m"),
    **dict.fromkeys(("effects", "outcome"), "\x1b[31m"),
    "date": "\x1b[36m",
}
_COUNTS: Final = "\x1b[33m"


class _Mark(NamedTuple):
    """Words of the analysed text that slots were taken from, half-open."""

    start: int
    end: int
    label: str
    colour: str


def marked_article(reading: Reading, *, colours: bool) -> list[str]:
    """Return the lines of title and text, one sentence each, with marks such as [place Kstovo].

    With ``colours`` words are coloured by kind of slot (ANSI) and named in dim letters; without,
    marks are brackets. Control characters of the text are shown as U+FFFD.
    """
    analysis = reading.analysis
    marks = _by_sentence(_marks(reading), analysis.sentences)
    lines: list[str] = []
    paragraph: int | None = None
    at = 0
    for number, sentence in enumerate(analysis.sentences):
        lines += _between(analysis.text[at : sentence.start])
        if paragraph is not None and sentence.paragraph != paragraph:
            lines.append("")
        paragraph, at = sentence.paragraph, sentence.end
        shown = _rendered(
            analysis.text,
            sentence.start,
            sentence.end,
            marks.get(number, []),
            _PLAIN if colours else None,
        )
        lines.append(f"{number:>4} | {' '.join(shown.split())}")
    return lines + _between(analysis.text[at:])


def event_rules(reading: Reading, number: int) -> list[str]:
    """Return what made an event (0 is the first), what joined it, and what else was decided."""
    return list(reading.assembled[number].rules) or ["made without a rule that names itself"]


def dropped_clauses(reading: Reading) -> list[tuple[str, str]]:
    """Return (reason with the sentence, words) of each clause that made no event."""
    found = []
    for one in reading.dropped:
        words = " ".join(_printable(reading.analysis.text[one.start : one.end]).split())
        where = f"sentence {one.sentence}, {one.reason}" if words else one.reason
        found.append((where, words or one.instead))
    return found


def _marks(reading: Reading) -> list[_Mark]:
    """Return one mark per stretch of words, outer ones before those inside them."""
    slots: dict[tuple[int, int], dict[str, list[int]]] = {}
    for number, event in enumerate(reading.events, start=1):
        for start, end, slot in _spans(event, reading.analysis.body_start):
            events = slots.setdefault((start, end), {}).setdefault(slot, [])
            if number not in events:
                events.append(number)
    several = len(reading.events) > 1
    marks = [
        _Mark(start, end, _label(named, several=several), _COLOURS.get(next(iter(named)), _COUNTS))
        for (start, end), named in slots.items()
    ]
    return sorted(marks, key=_outer_first)


def _spans(event: Event, body_start: int) -> list[tuple[int, int, str]]:
    """Return the slots of an event by their place in the analysed text, title before body."""
    found = []
    for span in event.slots:
        titled = span.slot.startswith(_TITLE)
        shift = 0 if titled else body_start
        if span.end > span.start:
            found.append((span.start + shift, span.end + shift, span.slot.removeprefix(_TITLE)))
    return found


def _label(named: dict[str, list[int]], *, several: bool) -> str:
    """Return "killed, injured", or "1 place; 2 places_listed" where there are several events."""
    if not several:
        return ", ".join(named)
    by_events: dict[str, list[str]] = {}
    for slot, events in named.items():
        by_events.setdefault(",".join(map(str, events)), []).append(slot)
    return "; ".join(f"{events} {', '.join(slots)}" for events, slots in by_events.items())


def _by_sentence(marks: Sequence[_Mark], sentences: Sequence[Sentence]) -> dict[int, list[_Mark]]:
    """Return the marks by the number of their sentence; one that runs over an end is cut there."""
    starts = [sentence.start for sentence in sentences]
    found: dict[int, list[_Mark]] = {}
    for mark in marks:
        for number in range(sentence_at(starts, mark.start), len(sentences)):
            start, end = sentences[number].start, sentences[number].end
            if start >= mark.end:
                break
            if mark.start < end:
                part = mark._replace(start=max(start, mark.start), end=min(end, mark.end))
                found.setdefault(number, []).append(part)
    return {number: sorted(parts, key=_outer_first) for number, parts in found.items()}


def _outer_first(mark: _Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def _rendered(text: str, start: int, end: int, marks: Sequence[_Mark], outer: str | None) -> str:
    """Return [start, end) with its marks; ``outer`` is the colour around, None for brackets."""
    pieces: list[str] = []
    queue, at = list(marks), start
    while queue:
        mark, *rest = queue
        inner = [one._replace(end=min(one.end, mark.end)) for one in rest if one.start < mark.end]
        # What runs over the end of the mark it began in goes on as a mark of its own.
        later = [one._replace(start=max(one.start, mark.end)) for one in rest if one.end > mark.end]
        queue = sorted(later, key=_outer_first)
        pieces.append(_printable(text[at : mark.start]))
        words = _rendered(
            text, mark.start, mark.end, inner, mark.colour if outer is not None else None
        )
        if outer is None:
            pieces.append(f"[{mark.label} {words}]")
        else:
            name = f"{_PLAIN}{_DIM}({mark.label}){_PLAIN}"
            pieces.append(f"{_PLAIN}{mark.colour}{words}{name}{'' if outer == _PLAIN else outer}")
        at = mark.end
    pieces.append(_printable(text[at:end]))
    return "".join(pieces)


def _between(text: str) -> list[str]:
    """Return text outside of all sentences as a line without a number."""
    words = " ".join(_printable(text).split())
    return [f"     | {words}"] if words else []


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text)
