"""A process that commits as a watch does, one incident each time, until it is killed.

Commit number n adds incident, event and article n; every third one merges all events into one file.
"""

import sys
from pathlib import Path
from typing import Any

from tests.helpers.serving import article, commit, event, incident
from transforms.tables import from_arrow
from transforms.write.commits import last_commit, live_files, lock_output, recover
from transforms.write.readback import read_table


def commit_once(out: Path) -> None:
    with lock_output(str(out)):
        recover(str(out))
    newest = last_commit(str(out))
    number = newest.sequence + 1 if newest else 1
    events: list[Any] = [event(number)]
    removed: list[str] = []
    if number % 3 == 0:
        events += from_arrow(read_table(str(out), "events"), "events")
        removed = live_files(str(out), "events")
    commit(
        out,
        f"run{number}",
        removed=removed,
        incidents=[incident(number)],
        events=events,
        articles=[article(number)],
    )


if __name__ == "__main__":
    while True:
        commit_once(Path(sys.argv[1]))
