"""Sentences beside an article: captions of pictures and the headlines of others below it.

They tell of occurrences that the article does not report: a picture of last year's attack, a list
of links. Where nothing but such sentences tells of any, they are read as the article.
"""

from itertools import groupby
from typing import Final

from transforms.events.analysis import Analysis
from transforms.events.candidates import Candidate, Dropped, dropped_clause
from transforms.events.dates import DateMention
from transforms.language.sentences import LINE_END, Sentence

_CREDIT: Final = 60  # characters: ", No available, photo: Agency/Name"
_SCENE: Final = 30
_LINK_WORDS: Final = 4
_LINKS: Final = 2
_LINK: Final = 120  # characters
_PROSE: Final = 2
_NO_LINK: Final = ("•", "▪", "●", "►", "–", "—", "-", "(")


def without_asides(
    found: list[Candidate], analysis: Analysis
) -> tuple[list[Candidate], list[Dropped]]:
    """Return the candidates of the article itself, and those of captions and links as dropped."""
    asides = _captions(analysis) | _links(analysis)
    if not asides or all(one.sentences[0] in asides for one in found):
        return found, []
    kept = [one for one in found if one.sentences[0] not in asides]
    dropped = [
        dropped_clause(one, "a caption or link") for one in found if one.sentences[0] in asides
    ]
    return kept, dropped


def _captions(analysis: Analysis) -> set[int]:
    """Return the sentences that end as captions do: "... in Odesa, Ukraine, March 2, 2024."."""
    dates = [date for date in analysis.dates if date.year is not None and date.day is not None]
    ends = {place.last_token for place in analysis.places} if dates else set()
    found = set()
    for date in dates:
        first = date.first_token
        comma = first > 0 and analysis.tokens[first - 1].text == ","
        if (first - comma) not in ends or not _bare(analysis, date):
            continue
        found |= {
            number
            for number, one in enumerate(analysis.sentences)
            if one.start + _SCENE <= date.start and date.end <= one.end <= date.end + _CREDIT
        }
    return found


def _bare(analysis: Analysis, date: DateMention) -> bool:
    """Tell whether a date has no preposition: a month or figure opens it."""
    opening = analysis.text[date.start]
    return opening.isupper() or opening.isdigit()


def _links(analysis: Analysis) -> set[int]:
    """Return the lines below an article that are headlines of others: none ends as a sentence."""
    body = [
        (number, one)
        for number, one in enumerate(analysis.sentences)
        if one.start >= analysis.body_start
    ]
    if not body or _ends(analysis, body[-1][1]):
        return set()
    lines = [list(group) for _, group in groupby(body, key=lambda item: item[1].paragraph)]
    links: list[int] = []
    while lines and not _ends(analysis, lines[-1][-1][1]):
        line = lines.pop()
        text = analysis.text[line[0][1].start : line[-1][1].end]
        if len(text.split()) >= _LINK_WORDS:
            if len(line) > 1 or len(text) > _LINK or text.startswith(_NO_LINK) or ":" in text:
                return set()
            links.append(line[0][0])
    prose = sum(_ends(analysis, line[-1][1]) for line in lines)
    told = prose >= _PROSE and 2 * prose > len(lines)
    return set(links) if told and len(links) >= _LINKS else set()


def _ends(analysis: Analysis, sentence: Sentence) -> bool:
    return LINE_END.search(analysis.text, sentence.start, sentence.end) is not None
