"""The loop of ``wirebeam watch``: see what is due, run a round, tell, wait."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from apache_beam.io.filesystem import BeamIOError

from pipelines.compacting import When, compact
from pipelines.failures import one_line
from pipelines.feed_history import FeedHistory
from pipelines.launch import RunFailed, RunReport, RunRequest, RunSettings, run_bounded
from pipelines.merging import MERGED_BY_ROUNDS
from pipelines.watching.memory import give_back
from pipelines.watching.new_files import files_read, waiting_files
from pipelines.watching.status import WatchStatus, status_values, write_status
from pipelines.watching.stop import Stop
from pipelines.watching.telling import Teller, coverage_line, feed_lines, round_line
from pipelines.watching.work import Spool, Work, documents_by_feed, due_feeds, lag_of, next_due
from transforms.accounts.conservation import ConservationError
from transforms.feeds.coverage import CoverageStatus
from transforms.feeds.settings import FeedSettings
from transforms.feeds.steps import PollFeeds
from transforms.records import Feed
from transforms.write.layout import OutputError

LONGEST_RETRY: Final = 3600.0
LONGEST_WAIT: Final = 60.0
DOCUMENTS_PER_ROUND: Final = 200
SMALL_FILES: Final = When(fewest=4, fewest_of_late_days=24, groups=20, left=MERGED_BY_ROUNDS)
"""When a watch merges files: days that still grow later, a backlog a part in each round."""
_FAILURES: Final = (OutputError, RunFailed, ConservationError, BeamIOError, OSError)


class RoundFailed(Exception):  # noqa: N818 - a state of the watch, named as users see it
    """The only round of a watch failed; the message is one line."""


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class WatchRequest:
    """What is watched: feeds, a folder, how often (durations in seconds), until when (UTC)."""

    output: str
    settings: RunSettings
    every: float
    settle: float
    max_files: int
    retry_after: float
    feeds: tuple[FeedSettings, ...] = ()
    folder: Path | None = None
    until: datetime | None = None
    once: bool = False
    status: Path | None = None
    beam_arguments: tuple[str, ...] = ()
    command: str = "wirebeam watch"


class Watch:
    """Runs rounds until it is told to end. Only the tables remember what was done.

    ``spool`` holds what is pushed, ``follow`` is told the states of all feeds after each round,
    ``poller_of`` makes another step that polls, for tests.
    """

    def __init__(
        self,
        request: WatchRequest,
        stop: Stop,
        teller: Teller,
        *,
        clock: Callable[[], datetime] = utc_now,
        spool: Spool | None = None,
        follow: Callable[[Iterable[Feed]], None] | None = None,
        poller_of: Callable[[RunRequest], PollFeeds] | None = None,
    ) -> None:
        self._request = request
        self._stop = stop
        self._teller = teller
        self._clock = clock
        self._spool = spool
        self._follow = follow
        self._poller_of = poller_of
        self._history = FeedHistory(request.output, request.settings.coverage)
        self._urls = frozenset(feed.url for feed in request.feeds)
        self._read: dict[str, datetime] | None = None
        self._status = WatchStatus(started_at=clock())

    def run(self) -> None:
        """Run rounds; returns at the end of ``once`` or ``until``.

        Raises WatchStopped at a signal and RoundFailed where the one round of ``once`` failed.
        """
        next_at = self._clock()
        while not self._over(next_at):
            self._wait_until(next_at)
            next_at = self._step()
            if self._request.once:
                if self._status.failed_in_a_row:
                    raise RoundFailed(self._status.last_error or "the round failed")
                break
        self._tell_state("ended")

    def ended(self, state: str) -> None:
        """Say in the status file how the watch ended; for whoever caught the end."""
        self._tell_state(state)
        self._teller.clear()

    def _over(self, next_at: datetime) -> bool:
        until = self._request.until
        return until is not None and next_at >= until and self._sleep_to_end(until)

    def _sleep_to_end(self, until: datetime) -> bool:
        self._wait_until(until)
        return True

    def _wait_until(self, moment: datetime) -> None:
        """Wait in short pieces: a clock that was set must not let the watch sleep for months."""
        while (left := (moment - self._clock()).total_seconds()) > 0:
            self._tell_state("waiting", moment)
            self._stop.wait(min(left, LONGEST_WAIT))
        self._stop.check()

    def _step(self) -> datetime:
        """Run a round if there is something to do; return when to look again."""
        now = self._clock()
        try:
            self._history.load(self._urls, now)
            work = self._work(now)
            if self._spool is not None and work.unusable:
                self._teller.tell(
                    f"{len(work.unusable)} pushed documents of no watched feed dropped"
                )
                self._spool.done(work.unusable)
            if not work.nothing:
                self._round(work, now)
                self._compact()
        except _FAILURES as error:
            self._stop.check()
            return self._failed(error)
        self._stop.check()
        return self._next_moment(work, now)

    def _work(self, now: datetime) -> Work:
        folder, most = self._request.folder, self._request.max_files
        files: list[str] = []
        if folder is not None:
            if self._read is None:
                self._read = files_read(self._request.output, folder)
            found = waiting_files(folder, self._read, now, self._request.settle)
            files = [file.path for file in found]
        pushed = self._spool.pending() if self._spool is not None else []
        sent = self._spool.pending_documents() if self._spool is not None else []
        documents, unusable = documents_by_feed(sent, self._urls, DOCUMENTS_PER_ROUND)
        due = due_feeds(self._request.feeds, self._history.states, now)
        asked = set(due) | {feed for feed in self._request.feeds if feed.url in documents}
        more = len(files) > most or len(pushed) > most or len(sent) > DOCUMENTS_PER_ROUND
        return Work(
            feeds=tuple(feed for feed in self._request.feeds if feed in asked),
            files=tuple(files[:most]),
            pushed=tuple(pushed[:most]),
            documents=documents,
            unusable=unusable,
            more=more,
        )

    def _round(self, work: Work, now: datetime) -> None:
        number = self._status.rounds + 1
        self._tell_state("running")
        before = {feed.url: s for feed in work.feeds if (s := self._history.states.get(feed.url))}
        request = self._request
        run = RunRequest(
            inputs=(*work.files, *work.pushed),
            output=request.output,
            as_of=now,
            settings=request.settings,
            beam_arguments=request.beam_arguments,
            command=request.command,
            feeds=work.feeds,
            watched=self._urls,
            pushed=work.documents,
        )
        report = run_bounded(
            run,
            poller=self._poller_of(run) if self._poller_of else None,
            history=self._history,
            committing=self._stop.committing,
            report_progress=self._teller.terminal,
        )
        with self._stop.committing():
            # A signal must not come between the commit and what is remembered of it.
            self._committed(work, now)
        if self._follow is not None:
            states = self._history.states
            self._follow(states[url] for url in sorted(self._urls) if url in states)
        self._status.add(report, number)
        self._teller.tell(round_line(number, work, report))
        for line in feed_lines(report, before, self._history.states):
            self._teller.tell(line)
        self._name_gaps(report)
        give_back()

    def _committed(self, work: Work, now: datetime) -> None:
        if self._read is not None:
            self._read.update(dict.fromkeys(work.files, now))
        sent = [path for paths in work.documents.values() for path in paths]
        if self._spool is not None and (work.pushed or sent):
            self._spool.done([*work.pushed, *sent])

    def _compact(self) -> None:
        """Keep the files of many rounds few; what fails here is tried again after the next one."""
        request = self._request
        try:
            compact(request.output, request.settings.write, SMALL_FILES, self._stop.committing)
        except _FAILURES as error:
            self._teller.tell(f"small files stay as they are: {one_line(error)}")

    def _name_gaps(self, report: RunReport) -> None:
        """Name what is missing when the first round is done: the log may have begun just now."""
        if self._status.rounds > 1:
            return
        told = {row.feed_url for row in report.coverage_changes}
        for url in sorted(self._urls - told):
            rows = self._history.coverage.get(url, ())
            if rows and rows[-1].status not in {CoverageStatus.OK, CoverageStatus.UNKNOWN}:
                self._teller.tell(coverage_line(rows[-1]))

    def _failed(self, error: BaseException) -> datetime:
        message = one_line(f"{error}" or type(error).__name__)
        self._status.failed(message, self._clock())
        wait = self._request.retry_after * 2 ** min(self._status.failed_in_a_row - 1, 20)
        wait = min(wait, LONGEST_RETRY)
        self._teller.tell(f"round failed, next one in {wait:g} s: {message}")
        return self._clock() + timedelta(seconds=wait)

    def _next_moment(self, work: Work, now: datetime) -> datetime:
        """Return when to look again: when a feed is due, or for files; not before ``every``."""
        if work.more:
            return now
        soonest = now + timedelta(seconds=self._request.every)
        due = next_due(self._request.feeds, self._history.states, now)
        if self._request.folder is not None or self._spool is not None or due is None:
            return soonest
        return max(soonest, due)

    def _tell_state(self, state: str, next_at: datetime | None = None) -> None:
        status, now = self._status, self._clock()
        failing = status.failed_in_a_row and state == "waiting"
        status.state = "failing" if failing else state
        status.next_round_at = next_at
        feeds = self._request.feeds
        self._teller.show(
            f"{status.state}: {len(feeds)} feeds, {status.rounds} rounds, "
            f"{status.totals['new']} articles, {status.totals['events']} events"
            + (f"; next round {next_at:%H:%M:%S}Z" if next_at else "")
        )
        if self._request.status is None:
            return
        history = self._history
        lag = lag_of(feeds, history.states, now)
        values = status_values(status, now, self._urls, history.states, history.coverage, lag)
        try:
            write_status(self._request.status, values)
        except OSError as error:
            self._teller.tell(f"status file cannot be written: {one_line(error)}")
