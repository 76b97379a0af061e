"""Each answer is of one commit, while another process commits, merges files and is killed."""

import json
import random
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from pipelines.serving.changes import Changes
from tests.helpers.committing import commit_once
from tests.helpers.serving import Serve, Served, commit, incident
from transforms.write.commits import live_tables

ROOT: Final = Path(__file__).resolve().parents[3]
ATOM: Final = {"a": "http://www.w3.org/2005/Atom"}


def number_of(version: str) -> int:
    return int(version.partition("-")[0])


def check_lists(served: Served) -> None:
    for name in ("incidents", "events"):
        reply = served.get(f"/api/{name}?limit=1000")
        assert reply.status == 200, reply.body
        answer = json.loads(reply.body)
        assert answer["total"] == len(answer[name]) == number_of(answer["commit"])


def check_feed(served: Served) -> None:
    reply = served.get("/feed.atom?limit=1000")
    assert reply.status == 200, reply.body
    version = reply.headers["etag"].strip('"').rpartition("-")[0]
    entries = ET.fromstring(reply.body).findall("a:entry", ATOM)
    assert len(entries) == number_of(version)
    told = [entry.findtext("a:content", "", ATOM) for entry in entries]
    assert [text for text in told if not text.startswith("Drones hit depot")] == []


def check_details(served: Served) -> None:
    newest = json.loads(served.get("/api/incidents?limit=1000").body)["incidents"][-1]
    reply = served.get(f"/api/incidents/{newest['incident_id']}")
    assert reply.status == 200, reply.body
    detail = json.loads(reply.body)
    assert [len(detail[name]) for name in ("sources", "evidence")] == [1, 1]
    number = int(newest["incident_id"][1:])
    assert detail["evidence"][0]["sentences"][0]["text"] == f"Drones hit depot number {number}."


def check_report(served: Served) -> None:
    reply = served.get("/api/report")
    assert reply.status == 200, reply.body
    report = json.loads(reply.body)
    assert report["meta"]["incidents"] == number_of(report["commit"])
    page = served.get("/")
    assert page.status == 200
    assert re.search(rb'"incidents":\d+', page.body)


def test_readers_beside_a_writer_that_is_killed(serve: Serve) -> None:
    served = serve()
    commit_once(served.out)
    failures: list[BaseException] = []
    asked: list[object] = []
    over = threading.Event()

    def keep_asking(check: object) -> None:
        assert callable(check)
        while not over.is_set() and not failures:
            try:
                check(served)
                asked.append(check)
            except BaseException as error:  # told in the test's own thread
                failures.append(error)

    checks = (check_lists, check_feed, check_details, check_report)
    threads = [threading.Thread(target=keep_asking, args=(check,)) for check in checks]
    for thread in threads:
        thread.start()
    chance = random.Random(6)
    for _ in range(2):
        command = [sys.executable, "-m", "tests.helpers.committing", str(served.out)]
        reached = live_tables(str(served.out)).sequence + 2
        writer = subprocess.Popen(command, cwd=ROOT)
        while live_tables(str(served.out)).sequence < reached:
            assert writer.poll() is None
            time.sleep(0.05)
        time.sleep(chance.random())
        writer.kill()
        writer.wait()
    over.set()
    for thread in threads:
        thread.join(30)
    if failures:
        raise failures[0]
    assert set(asked) == set(checks)
    commit_once(served.out)
    check_lists(served)
    assert number_of(json.loads(served.get("/api/incidents").body)["commit"]) > 5


def test_a_page_learns_what_changed(serve: Serve) -> None:
    served = serve()
    commit(served.out, "one", incidents=[incident(1), incident(2), incident(3)])

    def changes(since: str, *headers: str) -> dict[str, object]:
        answer: dict[str, object] = json.loads(
            served.get(f"/api/changes?since={since}", *headers).body
        )
        return answer

    first = str(changes("unknown")["commit"])
    assert changes("unknown")["reset"] is True
    expected = {"commit": first, "changed": False, "reset": False, "incidents": [], "gone": []}
    assert changes(first) == expected
    revised = [
        incident(1, revision=2, killed=3),
        incident(3, revision=2, superseded_by="i00001"),
        incident(4),
    ]
    commit(served.out, "two", incidents=revised)
    told = changes(first)
    second = str(told["commit"])
    assert (told["changed"], told["reset"]) == (True, False)
    assert (told["incidents"], told["gone"]) == (["i00001", "i00004"], ["i00003"])
    commit(served.out, "three", incidents=[incident(5)])
    assert changes(first)["incidents"] == ["i00001", "i00004", "i00005"]
    assert changes(second)["incidents"] == ["i00005"]


def test_asking_again_costs_no_new_model(serve: Serve) -> None:
    served = serve()
    commit(served.out, "one", incidents=[incident(1)])
    version = json.loads(served.get("/api/incidents").body)["commit"]
    before = served.service.snapshots.newest()
    tag = served.get(f"/api/changes?since={version}").headers["etag"]
    for _ in range(2):
        again = served.get(f"/api/changes?since={version}", f"If-None-Match: {tag}")
        assert again.status == 304
    assert served.service.snapshots.newest() is before


def test_what_is_remembered_of_changes_is_bounded() -> None:
    changes = Changes()
    for number in range(200):
        changes.arrived(f"{number}", {f"i{one}": (1,) for one in range(number)})
    assert changes.since("0").reset
    assert changes.since("190").changed == [f"i{one}" for one in range(190, 199)]
    changes.arrived("200", {f"i{one}": (2,) for one in range(5_000)})
    assert changes.since("199").reset


def test_a_folder_made_anew_is_another(serve: Serve) -> None:
    served = serve()
    commit(served.out, "one", incidents=[incident(1)])
    first = json.loads(served.get("/api/incidents").body)["commit"]
    served.out.rename(served.out.with_name("old"))
    assert served.get("/api/incidents").status == 503
    served.out.mkdir()
    commit(served.out, "other", incidents=[incident(7)])
    answer = json.loads(served.get("/api/incidents").body)
    assert answer["incidents"][0]["incident_id"] == "i00007"
    assert answer["commit"] != first
    assert json.loads(served.get(f"/api/changes?since={first}").body)["changed"] is True
