"""Kill a running watch with SIGKILL at random moments, start it again, compare with a quiet one.

Run it as ``python -m tests.e2e.kill_watch [--kills 30] [--seed 1] [--feeds 6]``. Feeds on loopback
change while the watch runs: items come, are updated, appear in several feeds; files are dropped
into its folder. After the last kill the feeds are quiet; the watch runs until it has asked all of
them, and its articles, events and incidents must be those of a watch that was never disturbed, each
id once. Exit status 0 if they agree, 1 if not.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from pipelines.feed_history import committed_states
from tests.helpers.live_feeds import FeedServer, feed_body, feed_server
from tests.helpers.watching import ended, rows, start_watch, until, write_config, write_feeds
from transforms.feeds.state import body_digest

STEPS: Final = 12
ITEMS: Final = 12
STRIKE: Final = (
    "Drones struck an oil refinery in Samara region on the night of January {day}, the governor "
    "said. A fire broke out at plant {number}. {number} people were injured, nobody was killed. "
    "The governor added that emergency services number {number} of feed {feed} worked at the site."
)
QUIET: Final = (
    "Council number {number} of town {feed} met on Tuesday to talk about the library, which has "
    "been closed for {day} weeks. Readers {number} had asked for longer hours in the evening."
)
ARTICLE: Final = ("article_id", "text_hash", "url", "title", "text", "published_at")
EVENT: Final = (
    "event_id",
    "article_id",
    "event_type",
    "date_start",
    "date_end",
    "place",
    "injured",
)
INCIDENT: Final = ("incident_id", "event_ids", "article_ids", "reports", "injured")

Found = dict[str, list[tuple[Any, ...]]]


def entry(feed: int, number: int, version: int) -> dict[str, str]:
    """Return an item; its later version is another text of the same address."""
    text = (STRIKE if number % 3 == 0 else QUIET).format(
        day=1 + number % 27, number=100 * feed + number + 1000 * version, feed=feed
    )
    return {
        "url": f"https://paper{feed}.example/{number}",
        "title": f"Report {number} of paper {feed}",
        "text": text,
        "published": f"Sat, 31 Jan 2026 {number % 24:02d}:00:00 GMT",
    }


def story(step: int) -> str:
    text = QUIET.format(day=step + 1, number=5000 + step, feed="files")
    return json.dumps({"url": f"https://files.example/{step}", "text": text, "title": "File"})


def at_step(feed: int, step: int) -> bytes:
    """Return a feed at a step: a window over its items, some of them updated later on."""
    last = min(ITEMS, 2 + step)
    items = [entry(feed, n, int(n % 4 == 0 and step > n + 3)) for n in range(last)]
    shared = [entry(0, 0, 0)] if feed % 2 else []
    return feed_body([*shared, *items])


def set_step(server: FeedServer, folder: Path, feeds: int, step: int) -> None:
    """Let all feeds be those of a step, and put its file into the folder."""
    for feed in range(feeds):
        server.bodies[f"/{feed}"] = at_step(feed, step)
    path = folder / f"step{step:02d}.jsonl"
    if not path.exists():
        path.with_suffix(".tmp").write_text(story(step) + "\n")
        path.with_suffix(".tmp").rename(path)


def found_in(output: Path) -> Found:
    """Return what must not depend on kills: versions of articles, events, newest incidents."""
    newest: dict[str, dict[str, Any]] = {}
    for row in rows(output, "incidents"):
        known = newest.get(row["incident_id"])
        if known is None or known["revision"] < row["revision"]:
            newest[row["incident_id"]] = row
    live = [row for row in newest.values() if row["superseded_by"] is None]
    tables = {
        "articles": (rows(output, "articles"), ARTICLE),
        "events": (rows(output, "events"), EVENT),
        "incidents": (live, INCIDENT),
    }
    return {
        name: sorted(tuple(str(row[column]) for column in columns) for row in found)
        for name, (found, columns) in tables.items()
    }


def difference(expected: Found, found: Found) -> str | None:
    """Name what differs, or what is there twice; None where all agree."""
    for table, identity in (("articles", 2), ("events", 1), ("incidents", 1)):
        twice = [k for k, n in Counter(row[:identity] for row in found[table]).items() if n > 1]
        if twice:
            return f"{table}: {twice[0]} is there twice"
        if expected[table] != found[table]:
            missing = set(expected[table]) - set(found[table])
            more = set(found[table]) - set(expected[table])
            return f"{table}: {len(missing)} missing, {len(more)} more or other: {missing or more}"
    return None


class Trial:
    """One output folder, and the watches that write into it one after the other."""

    def __init__(self, server: FeedServer, folder: Path, feeds: int) -> None:
        self.server, self.feeds = server, feeds
        self.output, self.incoming = folder / "out", folder / "in"
        self.status = folder / "status.json"
        self.incoming.mkdir(parents=True)
        config = write_config(folder, int(server.base.rpartition(":")[2]))
        self.urls = [server.url(f"/{feed}") for feed in range(feeds)]
        given = ["--feeds", str(write_feeds(folder, self.urls)), "--input", str(self.incoming)]
        self.argv = [*given, "--output", str(self.output), "--config", str(config)]

    def start(self) -> subprocess.Popen[str]:
        """Start the watch; its log goes nowhere."""
        return start_watch(*self.argv, "--status", str(self.status), log=subprocess.DEVNULL)

    def through(self, steps: int, first: int = 0) -> float:
        """Watch while the feeds go through steps; return the seconds that the first one took."""
        set_step(self.server, self.incoming, self.feeds, first)
        watch = self.start()
        until(lambda: self._begun(watch.pid), watch)
        begun = time.monotonic()
        until(self.done, watch)
        seconds = time.monotonic() - begun
        for step in range(first + 1, steps + 1):
            set_step(self.server, self.incoming, self.feeds, step)
            until(self.done, watch)
        ended(watch)
        return seconds

    def done(self) -> bool:
        """Tell whether the committed states are those of the feeds as they are, and files read."""
        states = committed_states(str(self.output), self.urls)
        read = {path for row in rows(self.output, "runs") for path in row["inputs"]}
        return {str(path) for path in self.incoming.glob("*.jsonl")} <= read and all(
            url in states and states[url].body_hash == body_digest(self.server.bodies[f"/{feed}"])
            for feed, url in enumerate(self.urls)
        )

    def kill(self, seconds: float) -> str:
        """Start the watch, kill it some seconds after it has begun; tell what it left behind."""
        watch = self.start()
        until(lambda: self._begun(watch.pid), watch)
        time.sleep(seconds)
        watch.kill()
        watch.wait()
        staging = self.output / "_wirebeam" / "staging"
        return f"{sum(path.is_file() for path in staging.rglob('*'))} files staged"

    def _begun(self, process: int) -> bool:
        if not self.status.exists():
            return False
        return bool(json.loads(self.status.read_text())["process"] == process)


def check(kills: int, seed: int, feeds: int, folder: Path) -> bool:
    """Do it all and print one line for each kill; tell whether the tables agree.

    A step follows when what the last one brought is committed: a text that is replaced while no
    watch runs is lost to any reader. The watch is killed until the steps are at their end.
    """
    chance = random.Random(seed)
    steps = min(STEPS, kills)
    with feed_server() as server:
        undisturbed = Trial(server, folder / "undisturbed", feeds)
        longest = 2.5 * undisturbed.through(steps)
        expected = found_in(undisturbed.output)
        disturbed = Trial(server, folder / "killed", feeds)
        step = 0
        for index in range(kills):
            set_step(server, disturbed.incoming, feeds, step)
            seconds = chance.uniform(0.0, longest)
            left = disturbed.kill(seconds)
            done = len(rows(disturbed.output, "runs"))
            print(
                f"{index + 1}/{kills}: killed {seconds:.1f} s after the start in step {step}, "
                f"{left}, {done} rounds",
                flush=True,
            )
            step += disturbed.done() and step < steps
        disturbed.through(steps, step)
        found = found_in(disturbed.output)
    different = difference(expected, found)
    print({name: len(table) for name, table in found.items()}, different or "all tables equal")
    return different is None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--feeds", type=int, default=6)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        return 0 if check(given.kills, given.seed, given.feeds, Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
