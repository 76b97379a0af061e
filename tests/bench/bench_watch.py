"""Measure a watch: hundreds of feeds on loopback, a few rounds; memory over many rounds.

Run it as ``python -m tests.bench.bench_watch [--feeds 500] [--rounds 3] [--long 200]``. The feeds
are on many loopback addresses, so that they count as many hosts. The first round finds them all
new, in the second a tenth of them has news, the others have none. Then ``--long`` rounds of a few
feeds, one of which has news in every fourth round, show how memory grows. Fetching is the real one,
with the shortest pauses that the configuration allows.
"""

import argparse
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

import psutil

from pipelines.feed_history import FeedHistory
from pipelines.launch import RunReport, RunRequest, RunSettings, run_bounded
from pipelines.watching.memory import give_back
from tests.helpers.live_feeds import feed_body
from transforms.feeds.settings import FeedSettings, FetchSettings, PollSettings
from transforms.ids import digest

NEWS_EVERY: Final = 4
NOW: Final = datetime(2026, 2, 1, 0, tzinfo=UTC)
TEXT: Final = (
    "The council of town {feed} met on Tuesday to talk about library number {number}, which has "
    "been closed for weeks. Readers {number} of {feed} had asked for longer hours in the evening."
)


class Hosts:
    """Feeds by number; counts how many requests each host answers at the same time."""

    def __init__(self, feeds: int) -> None:
        self.items = dict.fromkeys(range(feeds), 10)
        self.running: defaultdict[str, int] = defaultdict(int)
        self.most = 0
        self.statuses: defaultdict[int, int] = defaultdict(int)
        self.lock = threading.Lock()

    def answer(self, feed: int, etag: str | None) -> tuple[int, str, bytes]:
        """Return status, ETag and body of a feed."""
        numbers = range(self.items[feed], self.items[feed] - 10, -1)
        entries = [
            {
                "url": f"https://paper{feed}.example/{number}",
                "title": f"Report {number} of paper {feed}",
                "text": TEXT.format(feed=feed, number=number),
                "published": "Sat, 31 Jan 2026 08:00:00 GMT",
            }
            for number in numbers
        ]
        body = feed_body(entries)
        now = f'"{digest(body.hex())}"'
        return (304, now, b"") if etag == now else (200, now, body)


@contextmanager
def serving(hosts: Hosts) -> Iterator[int]:
    """Serve the feeds on all addresses of loopback; give the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers.get("Host", "")
            with hosts.lock:
                hosts.running[host] += 1
                hosts.most = max(hosts.most, hosts.running[host])
            status, etag, body = hosts.answer(
                int(self.path.rpartition("/")[2]), self.headers.get("If-None-Match")
            )
            with hosts.lock:
                hosts.running[host] -= 1
                hosts.statuses[status] += 1
            self.send_response(status)
            self.send_header("ETag", etag)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            del args

    server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


class Bench:
    """Rounds of some feeds into one output, the clock moved on by hand."""

    def __init__(self, folder: Path, port: int, feeds: int) -> None:
        fetch = FetchSettings(private_hosts=("127.0.0.0/8",), ports=(port,), host_interval=0)
        self.settings = RunSettings(polls=PollSettings(fetch=fetch))
        self.feeds = tuple(
            FeedSettings(url=f"http://127.0.{1 + n // 200}.{1 + n % 200}:{port}/{n}", pages="never")
            for n in range(feeds)
        )
        self.output = str(folder)
        self.history = FeedHistory(self.output, self.settings.coverage)
        self.now = NOW

    def round(self) -> tuple[RunReport, float, float]:
        """Poll all feeds; return the report and the seconds of wall clock and CPU."""
        wall, cpu = time.perf_counter(), time.process_time()
        urls = frozenset(feed.url for feed in self.feeds)
        request = RunRequest(
            (), self.output, self.now, self.settings, feeds=self.feeds, watched=urls
        )
        report = run_bounded(request, history=self.history)
        self.now += timedelta(minutes=5)
        return report, time.perf_counter() - wall, time.process_time() - cpu


def short(folder: Path, feeds: int, rounds: int) -> bool:
    """Measure a few rounds of many feeds; tell whether no host was asked twice at once."""
    hosts = Hosts(feeds)
    with serving(hosts) as port:
        bench = Bench(folder / "short", port, feeds)
        for number in range(rounds):
            if number == 1:
                hosts.items.update({n: hosts.items[n] + 1 for n in range(0, feeds, 10)})
            report, wall, cpu = bench.round()
            outcomes = dict(hosts.statuses)
            print(
                f"round {number + 1}: {feeds} feeds, {report.account.read} articles, "
                f"answers so far {outcomes}, {wall:.1f} s, {cpu:.1f} s of CPU (server included)",
                flush=True,
            )
    print(f"most requests to one host at once: {hosts.most}")
    return hosts.most <= 1


def long(folder: Path, rounds: int, feeds: int = 20) -> None:
    """Measure memory over many rounds, some of them with news."""
    hosts, process = Hosts(feeds), psutil.Process()
    with serving(hosts) as port:
        bench = Bench(folder / "long", port, feeds)
        begun = 0.0
        for number in range(rounds):
            hosts.items[number % feeds] += number % NEWS_EVERY == 0
            _, wall, cpu = bench.round()
            give_back()
            if number == 19:
                begun = process.memory_info().rss / 1e6
            if number % 20 == 19:
                memory = process.memory_info().rss / 1e6
                print(
                    f"round {number + 1}: {memory:.0f} MB resident, {wall:.2f} s, {cpu:.2f} s CPU",
                    flush=True,
                )
    grown = process.memory_info().rss / 1e6 - begun
    print(f"grown by {grown:.1f} MB from round 20 to round {rounds}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run both measurements."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--long", type=int, default=200)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        fine = short(Path(folder), given.feeds, given.rounds)
        if given.long:
            long(Path(folder), given.long)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
