"""``wirebeam watch`` as a process: rounds over feeds and files, signals, failures, its status."""

import json
import os
import signal
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.live_feeds import FeedServer, feed_body, feed_server
from tests.helpers.watching import ended, rows, start_watch, until, write_config, write_feeds

STRIKE = (
    "Drones struck an oil refinery in Samara region on the night of January 30, the governor said. "
    "A fire broke out at the plant. {number} people were injured, nobody was killed."
)
COUNCIL = (
    "The council of the small town met on Tuesday to talk about the library, which has been closed "
    "for {number} weeks. Readers had asked for longer opening hours in the evening."
)


def entry(path: str, number: int, text: str = STRIKE) -> dict[str, str]:
    return {
        "url": f"https://paper.example/{path}",
        "title": f"Report {path} of the day",
        "text": text.format(number=number),
        "published": "Sat, 31 Jan 2026 08:00:00 GMT",
    }


class Place:
    """A folder with configuration, feeds and an output, and the server that has the feeds."""

    def __init__(self, folder: Path, server: FeedServer) -> None:
        self.folder, self.server = folder, server
        self.output = folder / "out"
        self.status = folder / "status.json"
        self.config = write_config(folder, int(server.base.rpartition(":")[2]))
        server.bodies["/one"] = feed_body([entry("1", 4), entry("2", 5, COUNCIL)])
        server.bodies["/two"] = feed_body([entry("3", 6, COUNCIL)])
        self.feeds = write_feeds(folder, [server.url("/one"), server.url("/two")])

    def argv(self, *more: str) -> list[str]:
        given = ["--feeds", str(self.feeds), "--output", str(self.output)]
        return [*given, "--config", str(self.config), "--status", str(self.status), *more]

    def known(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.status.read_text()) if self.status.exists() else {}
        return found

    def articles(self) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for row in rows(self.output, "articles"):
            found.setdefault(row["url"], []).append(row)
        return found


@pytest.fixture
def place(tmp_path: Path) -> Any:
    with feed_server() as server:
        yield Place(tmp_path, server)


def test_rounds_add_what_is_new_and_an_updated_item_as_a_version(place: Place) -> None:
    watch = start_watch(*place.argv())
    until(lambda: len(place.articles()) == 3 and len(rows(place.output, "runs")) > 0, watch)
    first = {row["event_id"] for row in rows(place.output, "events")}
    place.server.bodies["/one"] = feed_body([entry("1", 9), entry("2", 5, COUNCIL)])
    until(lambda: len(place.articles()["https://paper.example/1"]) == 2, watch)
    until(lambda: place.server.count(304) > 2, watch)
    status, log, seconds = ended(watch)
    assert (status, seconds < 20) == (0, True), log
    found = place.articles()
    assert [len(found[url]) for url in sorted(found)] == [2, 1, 1]
    assert {row["duplicate_kind"] for row in found["https://paper.example/1"]} == {None, "url"}
    assert first <= {row["event_id"] for row in rows(place.output, "events")}
    assert place.known()["state"] == "stopped"
    assert "2 feeds polled" in log and "Traceback" not in log
    coverage = [row for row in rows(place.output, "coverage") if row["feed_url"].endswith("/one")]
    newest = max(coverage, key=lambda row: row["computed_at"])
    assert (newest["new"], newest["items"], newest["errors"]) == (3, 3, 0)
    assert newest["polls"] >= 2


def test_once_polls_what_is_due_and_a_second_time_writes_nothing(place: Place) -> None:
    # A day's interval: nothing is due again.
    urls = [place.server.url("/one"), place.server.url("/two")]
    lines = "".join(f"  - {{url: {url!r}, every: 86400, pages: never}}\n" for url in urls)
    place.feeds.write_text(f"feeds:\n{lines}")
    place.config.write_text(place.config.read_text().replace("longest: 2", "longest: 86400"))
    for _ in range(2):
        watch = start_watch(*place.argv("--once"))
        _, log = watch.communicate(timeout=120)
        assert watch.returncode == 0, log
    assert len(place.server.asked) == 2
    assert len(rows(place.output, "runs")) == 1
    assert len(rows(place.output, "feeds")) == 2


def test_files_of_a_folder_are_read_once_and_unfinished_ones_wait(place: Place) -> None:
    folder = place.folder / "incoming"
    folder.mkdir()
    story = {"url": "https://other.example/a", "text": COUNCIL.format(number=7), "title": "A"}
    (folder / "a.jsonl").write_text(json.dumps(story) + "\n")
    (folder / ".hidden.jsonl").write_text("{")
    (folder / "b.jsonl.tmp").write_text("{")
    watch = start_watch(*place.argv("--input", str(folder)))
    until(lambda: "https://other.example/a" in place.articles(), watch)
    late = json.dumps({**story, "url": "https://other.example/b", "text": story["text"] + " Late."})
    with (folder / "c.jsonl").open("w") as file:
        for part in (late[:40], late[40:] + "\n"):
            file.write(part)
            file.flush()
            time.sleep(0.3)
    until(lambda: "https://other.example/b" in place.articles(), watch)
    ended(watch)
    again = start_watch(*place.argv("--input", str(folder)))
    until(lambda: place.known().get("rounds", 0) > 1, again)
    ended(again)
    inputs = [path for row in rows(place.output, "runs") for path in row["inputs"]]
    assert sorted(inputs) == [str(folder / "a.jsonl"), str(folder / "c.jsonl")]
    assert rows(place.output, "rejects") == []


def test_a_signal_gives_up_polls_that_hang_and_leaves_nothing_behind(place: Place) -> None:
    place.server.hold.clear()
    watch = start_watch(*place.argv())
    until(lambda: place.known().get("state") == "running", watch)
    time.sleep(0.5)
    status, log, seconds = ended(watch, signal.SIGINT)
    assert (status, seconds < 5) == (130, True), (seconds, log)
    assert "Traceback" not in log
    assert rows(place.output, "feeds") == []
    staging = place.output / "_wirebeam" / "staging"
    assert not [path for path in staging.rglob("*") if path.is_file()]
    place.server.hold.set()
    again = start_watch(*place.argv("--once"))
    assert again.wait(120) == 0
    assert len(place.articles()) == 3


def test_sigterm_while_waiting_ends_at_once_with_status_0(place: Place) -> None:
    watch = start_watch(*place.argv("--every", "1h"))
    until(lambda: place.known().get("state") == "waiting" and place.known()["rounds"] == 1, watch)
    status, log, seconds = ended(watch)
    assert (status, seconds < 3) == (0, True), log
    assert place.known()["state"] == "stopped"


def test_a_second_watch_of_one_output_is_refused(place: Place) -> None:
    watch = start_watch(*place.argv())
    until(lambda: place.known().get("rounds", 0) > 0, watch)
    second = start_watch(*place.argv())
    _, log = second.communicate(timeout=120)
    assert second.returncode == 1
    assert f"another watch is running there (process {watch.pid})" in log
    assert ended(watch)[0] == 0


def test_a_round_that_fails_is_tried_again_and_said(place: Place) -> None:
    watch = start_watch(*place.argv())
    until(lambda: place.known().get("rounds", 0) > 0, watch)
    commits = place.output / "_wirebeam" / "commits"
    commits.chmod(0o500)
    if os.access(commits, os.W_OK):
        # Whoever may write everywhere (root) is stopped by a file where a folder is wanted.
        staging = place.output / "_wirebeam" / "staging"
        until(lambda: _block(staging), watch)
        blocked = staging
    else:
        blocked = commits
    until(lambda: place.known().get("failed_in_a_row", 0) > 0, watch)
    assert place.known()["last_error"]
    blocked.chmod(0o700)
    if blocked.is_file():
        blocked.unlink()
    number = place.known()["rounds"]
    until(lambda: place.known().get("rounds", 0) > number, watch)
    status, log, _ = ended(watch)
    assert status == 0
    assert "round failed, next one in" in log and "Traceback" not in log


def _block(path: Path) -> bool:
    try:
        path.rmdir()
    except FileNotFoundError:
        pass
    except OSError:
        return False
    try:
        path.write_text("no folder")
    except OSError:
        return False
    return True


def test_until_ends_a_watch_and_wrong_usage_is_told(place: Place) -> None:
    soon = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 6))
    watch = start_watch(*place.argv("--until", soon))
    assert watch.wait(120) == 0
    assert place.known()["state"] == "ended"
    for argv, words in (
        (["--output", "x"], "one of --feeds, --input and --listen"),
        (["--output", "x", "--feeds", "missing.yaml"], "missing.yaml cannot be read"),
        (["--output", "x", "--input", "missing"], "missing is no folder"),
        (["--output", "x", "--feeds", "https://a.example/", "--every", "0"], "no time such as"),
    ):
        wrong = start_watch(*argv)
        _, log = wrong.communicate(timeout=60)
        assert wrong.returncode == 2
        assert words in log
        assert log.count("\n") == 1


def test_pushed_articles_are_taken_by_the_next_round_and_leave_the_spool(place: Place) -> None:
    watch = start_watch(*place.argv("--listen", "127.0.0.1:0", "--every", "1s"))
    lines: list[str] = []
    assert watch.stderr is not None
    while not any("listening on" in line for line in lines):
        lines.append(watch.stderr.readline())
    address = lines[-1].rpartition(" ")[2].strip()
    story = {"url": "https://push.example/a", "text": COUNCIL.format(number=8), "title": "Pushed"}
    asked = urllib.request.Request(
        f"http://{address}/articles",
        data=json.dumps(story).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(asked, timeout=20) as answer:
        assert 200 <= answer.status < 300
    until(lambda: "https://push.example/a" in place.articles(), watch)
    spool = place.output / "_wirebeam" / "spool"
    until(lambda: not list(spool.glob("*.jsonl")), watch)
    assert ended(watch)[0] == 0
