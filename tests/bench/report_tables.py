"""Tables of any number of incidents for measuring the report: seeded, with ledgers and quotes.

Each incident is told by one to five articles of invented outlets in three languages; a few are
waves. Words are drawn by Zipf's law from a made-up vocabulary, so that texts compress about as well
as real ones: the quotes of real articles took 190 bytes an incident, these take about as many.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

from tests.helpers.tables import record, write
from transforms.records import Article, Claim, Claimant, Event, Incident, SlotSpan

FIRST: Final = date(2026, 1, 1)
DAYS: Final = 30
NOW: Final = datetime(2026, 2, 1, tzinfo=UTC)
PLACES: Final = (
    ("UA", "Kharkiv Oblast", "Kharkiv", 49.98, 36.25),
    ("UA", "Odesa Oblast", "Odesa", 46.48, 30.73),
    ("UA", "Sumy Oblast", "Sumy", 50.91, 34.8),
    ("UA", "Dnipropetrovsk Oblast", "Dnipro", 48.46, 35.05),
    ("UA", "Crimea", "Sevastopol", 44.6, 33.52),
    ("RU", "Belgorod Oblast", "Belgorod", 50.6, 36.59),
    ("RU", "Bryansk Oblast", "Bryansk", 53.25, 34.37),
    ("RU", "Samara Oblast", "Syzran", 53.16, 48.47),
    ("RU", "Krasnodar Krai", "Novorossiysk", 44.72, 37.77),
    ("IL", "Haifa District", "Haifa", 32.79, 34.99),
    ("IR", "Isfahan", "Isfahan", 32.65, 51.67),
)
TARGETS: Final = ("oil_refinery", "oil_depot", "residential", "substation", "port", "military")
SYLLABLES: Final = {
    "en": "ba den fi gor ha kel lo mar ni pol ra sto ti ver wil ster ing ton ver cal",
    "ru": "ба ден фи гор ха кель ло мар ни пол ра сто ти вер ский ость ние щик лов яр",
    "uk": "ба ден фі гор ха кель ло мар ні пол ра сто ти вер ський ість ння щик лів їв",
}
WORDS: Final = 6_000


class Told(NamedTuple):
    """The rows of one incident."""

    incident: Incident
    events: list[Event]
    articles: list[Article]


class Vocabulary:
    """Made-up words of one language, frequent ones first."""

    def __init__(self, language: str, random: Random) -> None:
        syllables = SYLLABLES[language].split()
        self._words = [
            "".join(random.choices(syllables, k=random.randint(1, 4))) for _ in range(WORDS)
        ]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))

    def sentence(self, random: Random, length: int) -> str:
        """Return a sentence of so many words and a number."""
        words = random.choices(self._words, cum_weights=self._weights, k=length)
        return f"{' '.join(words).capitalize()} {random.randrange(1000)}."


def write_tables(out: Path, number: int, seed: int = 1) -> None:
    """Write the tables of so many incidents of 30 days."""
    told = list(tell(number, Random(seed)))
    write(out, "incidents", "incidents", [one.incident for one in told])
    write(out, "events", "events", [event for one in told for event in one.events])
    write(out, "articles", "articles", [article for one in told for article in one.articles])


def tell(number: int, random: Random) -> Iterator[Told]:
    """Yield the rows of so many incidents."""
    vocabularies = {language: Vocabulary(language, random) for language in SYLLABLES}
    for index in range(number):
        reports = [
            _report(f"{index}-{copy}", language, vocabularies[language], random)
            for copy in range(random.choice((1, 1, 1, 2, 2, 3, 5)))
            for language in (random.choice(tuple(SYLLABLES)),)
        ]
        yield _incident(index, reports, random)


def _report(
    name: str, language: str, vocabulary: Vocabulary, random: Random
) -> tuple[Article, Event]:
    sentences = [vocabulary.sentence(random, random.randint(9, 20)) for _ in range(10)]
    quoted = sentences[1 : 1 + random.choice((1, 2, 2, 3))]
    text = " ".join(sentences)
    start = len(sentences[0]) + 1
    end = start + len(" ".join(quoted))
    day = FIRST + timedelta(days=random.randrange(DAYS))
    moment = datetime(day.year, day.month, day.day, random.randrange(24), tzinfo=UTC)
    outlet = f"outlet-{random.randrange(120)}.example"
    article: Article = record(
        "articles",
        article_id=_digest("article", name),
        url=f"https://{outlet}/{day:%Y/%m/%d}/{vocabulary.sentence(random, 5)[:-1]}",
        source=outlet,
        title=vocabulary.sentence(random, random.randint(6, 12)),
        language=language,
        published_at=moment,
        text=text,
        text_hash=_digest("text", name),
    )
    event: Event = record(
        "events",
        event_id=_digest("event", name),
        article_id=article.article_id,
        text_hash=article.text_hash,
        source=outlet,
        published_at=moment,
        language=language,
        location_text=vocabulary.sentence(random, 1),
        evidence=quoted,
        evidence_start=start,
        evidence_end=end,
        slots=[_slot(slot, start, end, random) for slot in ("place", "date", "weapons", "killed")],
        claimants=[Claimant(vocabulary.sentence(random, 2), "governor", "UA", None, "claims")],
    )
    return article, event


def _slot(name: str, start: int, end: int, random: Random) -> SlotSpan:
    first = random.randrange(start, end - 8)
    return SlotSpan(name, first, first + random.randint(3, 8))


def _incident(index: int, reports: Sequence[tuple[Article, Event]], random: Random) -> Told:
    country, admin1, place, latitude, longitude = random.choice(PLACES)
    articles, events = [one[0] for one in reports], [one[1] for one in reports]
    day = articles[0].published_at.date() if articles[0].published_at else FIRST
    drones = random.randrange(20, 200) if index % 50 == 0 else None
    killed = random.choice((None, None, None, 0, 1, 2, 12))
    columns: dict[str, Any] = {
        "incident_id": _digest("incident", str(index)),
        "revision": 1,
        "event_type": random.choice(("attack", "attack", "attack", "explosion", "fire")),
        "date_start": day,
        "date_end": day,
        "country": country,
        "attacker": "RU" if country == "UA" else None,
        "weapons": [random.choice(("drone", "missile", "artillery"))],
        "targets": random.sample(TARGETS, random.choice((0, 1, 1, 2))),
        "effects": random.choice(([], ["fire"], ["power_outage"], ["damage"])),
        "event_ids": [one.event_id for one in events],
        "article_ids": [one.article_id for one in articles],
        "reports": len(reports),
        "independent_sources": len({one.source for one in articles}),
        "sources": sorted({one.source or "" for one in articles}),
        "languages": sorted({one.language or "" for one in articles}),
        "claims": [_claim(event, killed, random) for event in events],
        "disputed": random.random() < 0.05,
        "first_reported_at": articles[0].published_at,
        "last_reported_at": articles[-1].published_at,
        "computed_at": NOW,
        "killed": killed,
        "killed_low": killed,
        "killed_high": None if killed is None else killed + random.choice((0, 0, 3)),
    }
    if drones is None:
        columns |= {
            "admin1": admin1,
            "place": place,
            "latitude": latitude + random.gauss(0, 0.5),
            "longitude": longitude + random.gauss(0, 0.5),
            "geo_precision": "place",
            "target_name": f"Plant {random.randrange(3000)}" if random.random() < 0.2 else None,
        }
    else:
        columns |= {"geo_precision": "country", "drones_launched": drones}
        columns |= {"drones_launched_low": drones, "drones_launched_high": drones + 9}
        columns |= {"drones_downed": drones - 15, "drones_downed_low": drones - 20}
        columns |= {"drones_downed_high": drones - 10}
    return Told(record("incidents", **columns), events, articles)


def _claim(event: Event, killed: int | None, random: Random) -> Claim:
    return Claim(
        claimant=event.claimants[0].name,
        role="governor",
        side="UA",
        channel=None,
        stance=random.choice(("claims", "claims", "claims", "denies")),
        quantity="killed" if killed is not None else None,
        value=killed,
        low=killed,
        high=killed,
        claimed_at=event.published_at,
        source=event.source,
        article_id=event.article_id,
        event_id=event.event_id,
    )


def _digest(kind: str, name: str) -> str:
    return blake2b(f"{kind} {name}".encode(), digest_size=16).hexdigest()
