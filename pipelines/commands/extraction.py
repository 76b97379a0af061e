"""What ``wirebeam extract`` shows of one article: as JSON, or explained for people."""

import json
from typing import Any, Final, NamedTuple

from pipelines.commands.values import plain, use_colours
from transforms.events.explain import dropped_clauses, event_rules, marked_article
from transforms.events.extract import Reading
from transforms.records import Article, Event, SlotSpan

_TITLE: Final = "title."
_ARTICLE: Final = (
    *("article_id", "url", "source", "title", "language", "language_score"),
    *("published_at", "published_from", "word_count", "text"),
)
_HIDDEN: Final = {"event_id", "article_id", "slots", "evidence", "quantities", "schema_version"}
_COLUMNS: Final = {"date": "date_text", "location": "location_text"}
_BOLD: Final = ("\x1b[1m", "\x1b[0m")


class Extraction(NamedTuple):
    """An article, how it was read (None: no pack for its language) and the languages with one."""

    article: Article
    reading: Reading | None
    languages: list[str]


def as_json(result: Extraction, *, explain: bool, compact: bool) -> str:
    """Return article and events; to explain also the rules behind events and dropped clauses."""
    article, reading, _ = result
    events = reading.events if reading else []
    document: dict[str, Any] = {
        "article": {name: plain(getattr(article, name)) for name in _ARTICLE},
        "events": [_event(event, article) for event in events],
    }
    if result.reading is None:
        document["note"] = _no_pack(result)
    if explain and reading is not None:
        for shown, candidate in zip(document["events"], reading.assembled, strict=True):
            shown["rules"] = list(candidate.rules)
        document["dropped"] = [
            {"sentence": one.sentence, "reason": one.reason, "text": text}
            for one, (_, text) in zip(reading.dropped, dropped_clauses(reading), strict=True)
        ]
    return json.dumps(document, ensure_ascii=False, indent=None if compact else 2)


def explained(result: Extraction) -> str:
    """Return for people: the article with its slots marked, its events and the rules behind."""
    article, reading, _ = result
    title = article.title or article.url or "(no headline)"
    published = f"{article.published_at:%Y-%m-%d}" if article.published_at else "date unknown"
    lines = [
        _strong(title),
        f"{article.language or 'language unknown'}, {published}, {article.word_count} words",
    ]
    if reading is None:
        return "\n".join([*lines, _no_pack(result)]) + "\n"
    number = len(reading.events)
    lines += ["", *marked_article(reading, colours=use_colours())]
    lines += ["", f"{number} event{'' if number == 1 else 's'}"]
    for position, event in enumerate(reading.events, start=1):
        lines += ["", _strong(f"{position}. {_headline(event)}")]
        lines += [f"   * {rule}" for rule in event_rules(reading, position - 1)]
        lines += _slot_lines(event, article)
    dropped = dropped_clauses(reading)
    if dropped:
        lines += ["", _strong("Not taken as events:")]
        lines += [f"   {reason}: {text}" for reason, text in dropped]
    return "\n".join(lines) + "\n"


def words_of_slot(span: SlotSpan, article: Article) -> str:
    """Return the words that a slot was taken from: of the text, or of the title."""
    text = (article.title or "") if span.slot.startswith(_TITLE) else article.text
    return text[span.start : span.end]


def _event(event: Event, article: Article) -> dict[str, Any]:
    shown: dict[str, Any] = plain(event)
    shown["slots"] = [{**plain(s), "text": words_of_slot(s, article)} for s in event.slots]
    return shown


def _headline(event: Event) -> str:
    where = ", ".join(part for part in (event.place, event.admin1, event.country) if part)
    when = str(event.date_start) if event.date_start else "undated"
    if event.date_end and event.date_end != event.date_start:
        when = f"{when} to {event.date_end}"
    outcome = f" ({event.outcome})" if event.outcome else ""
    return f"{event.event_type}{outcome}: {where or 'place unknown'}, {when}"


def _slot_lines(event: Event, article: Article) -> list[str]:
    """Return a line per filled column, with the words behind it where a slot has them."""
    words: dict[str, list[str]] = {}
    for span in event.slots:
        slot = span.slot.removeprefix(_TITLE)
        told = words.setdefault(_COLUMNS.get(slot, slot), [])
        told.append(f'"{words_of_slot(span, article)}"')
    values = {k: v for k, v in event._asdict().items() if k not in _HIDDEN and v not in (None, [])}
    shown = [(name, _value(value), words.pop(name, [])) for name, value in values.items()]
    shown += [(name, "", told) for name, told in words.items()]
    return [
        f"   {name:<18}{value}{'  <- ' if told else ''}{', '.join(dict.fromkeys(told))}"
        for name, value, told in shown
    ]


def _value(value: Any) -> str:
    known = plain(value)
    if isinstance(known, list) and all(isinstance(item, str) for item in known):
        return ", ".join(known)
    if isinstance(known, list):
        return "; ".join(", ".join(str(v) for v in item.values() if v) for item in known)
    return str(known)


def _no_pack(result: Extraction) -> str:
    packs = ", ".join(result.languages)
    language = result.article.language
    found = f"language {language!r}" if language else "an article of unknown language"
    return f"No language pack for {found}; there are packs for {packs} (--language overrides)"


def _strong(text: str) -> str:
    return f"{_BOLD[0]}{text}{_BOLD[1]}" if use_colours() else text
