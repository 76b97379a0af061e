"""A server over tables that tests write, and rows that say something."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from pipelines.http_server.settings import ServerSettings
from pipelines.report.periods import ReportRequest
from pipelines.serving.service import SETTINGS, Service
from tests.helpers.push import Reply, Wire
from tests.helpers.tables import record
from transforms.records import SlotSpan
from transforms.settings import WriteSettings
from transforms.write.commits import commit as commit_files
from transforms.write.commits import lock_output, recover
from transforms.write.stage import stage_rows

NOW: Final = datetime(2026, 2, 1, tzinfo=UTC)
DAY: Final = date(2026, 1, 10)


@dataclass
class Served:
    """A server that listens, and the folder it serves."""

    service: Service
    address: tuple[str, int]
    out: Path

    def wire(self) -> Wire:
        return Wire(self.address)

    def request(
        self, method: str, path: str, *headers: str, host: str | None = None, body: bytes = b""
    ) -> Reply:
        wire = self.wire()
        name = host if host is not None else f"127.0.0.1:{self.address[1]}"
        lines = [f"{method} {path} HTTP/1.1", f"Host: {name}", *headers]
        if body:
            lines.append(f"Content-Length: {len(body)}")
        try:
            wire.send("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
            return wire.reply(head=method == "HEAD")
        finally:
            wire.close()

    def get(self, path: str, *headers: str) -> Reply:
        return self.request("GET", path, *headers)


Serve = Callable[..., Served]


@contextmanager
def serving(out: Path, names: tuple[str, ...] = (), **limits: object) -> Iterator[Served]:
    """Serve a folder on a loopback port, with limits that differ from the usual ones as given."""
    out.mkdir(exist_ok=True)
    service = Service(
        str(out),
        ("127.0.0.1", 0),
        request=ReportRequest(),
        clock=lambda: NOW,
        names=names,
        settings=ServerSettings.model_validate(SETTINGS.model_dump() | limits),
    )
    try:
        yield Served(service, service.start(), out)
    finally:
        service.stop()


def incident(number: int, **columns: Any) -> Any:
    """An attack told by one event of one article, both of that number."""
    told = {
        "incident_id": f"i{number:05d}",
        "revision": 1,
        "event_type": "attack",
        "date_start": columns.get("date_end", DAY),
        "date_end": DAY,
        "country": "UA",
        "event_ids": [f"e{number:05d}"],
        "article_ids": [f"a{number:05d}"],
        "reports": 1,
        "independent_sources": 1,
        "sources": ["example.org"],
        "languages": ["en"],
        "first_reported_at": NOW,
        "computed_at": NOW,
    }
    return record("incidents", **(told | columns))


def event(number: int, **columns: Any) -> Any:
    sentence = f"Drones hit depot number {number}."
    told = {
        "event_id": f"e{number:05d}",
        "article_id": f"a{number:05d}",
        "text_hash": f"t{number:05d}",
        "article_url": f"https://example.org/{number}",
        "source": "example.org",
        "published_at": NOW,
        "language": "en",
        "event_type": "attack",
        "date_start": DAY,
        "date_end": DAY,
        "country": "UA",
        "evidence": [sentence],
        "evidence_start": 0,
        "evidence_end": len(sentence),
        "slots": [SlotSpan("weapons", 0, 6)],
    }
    return record("events", **(told | columns))


def article(number: int, **columns: Any) -> Any:
    told = {
        "article_id": f"a{number:05d}",
        "text_hash": f"t{number:05d}",
        "url": f"https://example.org/{number}",
        "source": "example.org",
        "title": f"Depot {number} hit",
        "published_at": NOW,
        "language": "en",
        "text": f"Drones hit depot number {number}. More later.",
    }
    return record("articles", **(told | columns))


def commit(out: Path, run_id: str, *, removed: Iterable[str] = (), **tables: Iterable[Any]) -> None:
    """Commit rows of some tables together, as one run does."""
    with lock_output(str(out)):
        recover(str(out))
        files = [
            file
            for table, rows in tables.items()
            for file in stage_rows(str(out), run_id, table, rows, WriteSettings())
        ]
        commit_files(str(out), run_id, files, removed=removed)
