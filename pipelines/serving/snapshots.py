"""The tables as they are at one commit, kept until the next one.

A snapshot names the files of one commit. A writer beside it only adds files, moves those of its
last commit to their place and deletes files that others replaced: a read either sees the snapshot's
files or fails, and then the whole request is answered again from the newest commit.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock, Timer
from typing import Any, Final, TypeVar

import duckdb

from pipelines.serving.changes import Changes
from pipelines.serving.errors import NotYet, TooSlow
from transforms.ids import digest
from transforms.write.commits import LiveTable, LiveTables, live_tables
from transforms.write.journal import newest_record
from transforms.write.layout import Output, OutputDamaged
from transforms.write.readback import Days, files_of_days
from transforms.write.storage import LocalStorage
from transforms.write.views import REVISIONS, duckdb_views, table_rows

_ATTEMPTS: Final = 5
_SECONDS: Final = 20.0
_Mark = tuple[int, int, int]
T = TypeVar("T")

_PREPARE: Final = (
    # What most requests are about lies in memory: only its newest revisions, in one place.
    "CREATE TABLE incidents_now AS SELECT * EXCLUDE (claims) FROM incidents",
    "DROP VIEW incidents",
    "ALTER TABLE incidents_now RENAME TO incidents",
)
_WHEN_ASKED: Final = {
    "aggregates_now": "SELECT * FROM aggregates",
    "coverage_now": "SELECT * FROM coverage QUALIFY row_number() OVER "
    "(PARTITION BY feed_url, window_start, window_end ORDER BY computed_at DESC) = 1",
}
"""Tables of small rows in many files: read into memory when a request is about them."""


class Snapshot:
    """One commit: ``version`` names it, ``rows`` asks it. Used by many threads."""

    def __init__(self, folder: str, live: LiveTables) -> None:
        """Open the views and read the incidents, which most requests are about, into memory.

        Raises:
            duckdb.Error: where a file is not there any more.
        """
        self.folder = folder
        self.live = live
        self.version = _version(live)
        self._connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
        self._connection.execute("SET temp_directory = ''")
        duckdb_views(self._connection, folder, live=live)
        self._holding = Lock()
        self._held: set[str] = set()
        for statement in _PREPARE:
            self._connection.execute(statement)

    @contextmanager
    def cursor(self, seconds: float = _SECONDS) -> Iterator[Any]:
        """Lend a connection of its own over the tables of this commit, times in UTC.

        Raises:
            duckdb.IOException: where a writer has taken a file away: take the next snapshot.
            TooSlow: after ``seconds``.
        """
        with closing(self._connection.cursor()) as cursor:
            cursor.execute("SET TimeZone = 'UTC'")
            timer = Timer(seconds, cursor.interrupt)
            timer.daemon = True
            timer.start()
            try:
                yield cursor
            except duckdb.InterruptException as error:
                raise TooSlow("the question takes too long, narrow it") from error
            finally:
                timer.cancel()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        """Return the rows of a query. Raises as ``cursor`` does."""
        with self.cursor() as cursor:
            rows: list[dict[str, Any]] = (
                cursor.execute(sql, list(values)).to_arrow_table().to_pylist()
            )
        return rows

    def narrow(self, cursor: Any, view: str, days: Days) -> None:
        """Let a view of a lent connection show the rows of some partitions only.

        A table has a file for each day and more: to open all of them takes longer than the rest of
        a question about one incident.
        """
        table = view.removesuffix(REVISIONS)
        live = self.live.tables[table]
        paths = files_of_days(live.paths, days)
        rows = table_rows(self.folder, table, LiveTable(paths, live.same_schema))
        cursor.execute(f"CREATE OR REPLACE TEMP VIEW {view} AS {rows}")

    def hold(self, relation: str) -> None:
        """Read one of ``_WHEN_ASKED`` into memory, once; nothing to do for others."""
        with self._holding:
            if relation in _WHEN_ASKED and relation not in self._held:
                with self.cursor() as cursor:
                    cursor.execute(f"CREATE TABLE {relation} AS {_WHEN_ASKED[relation]}")
                self._held.add(relation)

    def revisions(self) -> Mapping[str, tuple[Any, ...]]:
        """Return what tells whether an incident changed, by its id."""
        rows = self.rows("SELECT incident_id, revision, computed_at FROM incidents")
        return {row["incident_id"]: (row["revision"], row["computed_at"]) for row in rows}


class Snapshots:
    """The newest commit of an output folder, opened once for all who ask; used by many threads."""

    def __init__(self, folder: str) -> None:
        """``folder`` is a local output folder; it is read when the first request comes."""
        self._folder = folder
        self._lock = Lock()
        self._mark: _Mark | None = None
        self._current: Snapshot | None = None
        self.changes = Changes()

    def ask(self, question: Callable[[Snapshot], T]) -> T:
        """Answer from one commit, again from a newer one where a writer took files away.

        Raises:
            NotYet: where there are no committed tables, or no commit held long enough.
        """
        for _ in range(_ATTEMPTS):
            snapshot: Snapshot | None = None
            try:
                snapshot = self.newest()
                return question(snapshot)
            except (duckdb.IOException, FileNotFoundError):
                self._forget(snapshot)
        raise NotYet("the tables change too fast, try again")

    def newest(self) -> Snapshot:
        """Return the newest commit: the one known where nothing came since. As ``ask`` raises."""
        with self._lock:
            mark = _mark(self._folder)
            if self._current is None or mark != self._mark:
                live = live_tables(self._folder)
                if not live.sequence and not any(table.paths for table in live.tables.values()):
                    raise NotYet("there are no committed tables yet")
                snapshot = Snapshot(self._folder, live)
                self.changes.arrived(snapshot.version, snapshot.revisions())
                self._current, self._mark = snapshot, mark
            return self._current

    def known(self) -> str | None:
        """Return the version that was opened last, without looking for a newer one."""
        current = self._current
        return current.version if current is not None else None

    def _forget(self, snapshot: Snapshot | None) -> None:
        with self._lock:
            if snapshot is None or self._current is snapshot:
                self._current = self._mark = None


def _mark(folder: str) -> _Mark | None:
    """Return what changes with each commit, from names and times alone; None without commits."""
    sequence, path = newest_record(Output(folder), LocalStorage())
    if not sequence:
        return None
    try:
        found = Path(path).stat()
    except FileNotFoundError:  # a snapshot took the record's place just now
        return sequence, 0, 0
    return sequence, found.st_mtime_ns, found.st_ino


def _version(live: LiveTables) -> str:
    """Name a commit: a folder made anew has the same numbers, so the files or the run tell too."""
    if live.sequence and live.run_id:
        return f"{live.sequence}-{digest(live.run_id)[:8]}"
    paths = sorted(path for table in live.tables.values() for path in table.paths)
    return f"{live.sequence}-{digest(*paths)[:8]}"


def usable(folder: str) -> str | None:
    """Say in one line why a folder cannot be served, None where it can."""
    if "://" in folder:
        return "serve reads local folders only"
    if not Path(folder).is_dir():
        return "is no folder" if Path(folder).exists() else "does not exist"
    try:
        live_tables(folder)
    except (OutputDamaged, OSError) as error:
        return str(error)
    return None
