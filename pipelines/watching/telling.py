"""Log lines of a watch for people, and the line that shows its state on a terminal."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Final, TextIO

from pipelines.failures import one_line
from pipelines.requests import RunReport
from pipelines.watching.work import Work
from transforms.feeds.coverage import CoverageStatus
from transforms.feeds.polls import PollOutcome
from transforms.records import Coverage, Feed

_CLEAR_LINE: Final = "\r\x1b[2K"
_GAPS: Final = (CoverageStatus.SILENT, CoverageStatus.DEGRADED, CoverageStatus.DOWN)


class Teller:
    """Writes dated lines, and on a terminal one line below them that is rewritten."""

    def __init__(self, stream: TextIO, clock: Callable[[], datetime]) -> None:
        self._stream = stream
        self._clock = clock
        self._terminal = stream.isatty()

    def tell(self, line: str) -> None:
        """Write a line; a stream that was closed is no reason to stop."""
        stamp = self._clock().strftime("%Y-%m-%d %H:%M:%S")
        self._write(f"{_CLEAR_LINE if self._terminal else ''}{stamp}Z {one_line(line)}\n")

    def show(self, line: str) -> None:
        """Rewrite the last line of a terminal."""
        if self._terminal:
            self._write(f"{_CLEAR_LINE}{one_line(line)}")

    def clear(self) -> None:
        """Remove the last line of a terminal."""
        if self._terminal:
            self._write(_CLEAR_LINE)

    @property
    def terminal(self) -> bool:
        """Whether somebody looks on."""
        return self._terminal

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            self._terminal = False


def round_line(number: int, work: Work, report: RunReport) -> str:
    """Tell what a round did, on one line."""
    outcomes = Counter(poll.outcome for poll in report.polls)
    polls = ", ".join(f"{outcomes[one]} {one.value}" for one in PollOutcome if outcomes[one])
    sources = [f"{len(report.polls)} feeds polled ({polls})"] if report.polls else []
    sources += [f"{len(work.files)} files"] if work.files else []
    pushed = len(work.pushed) + sum(map(len, work.documents.values()))
    sources += [f"{pushed} pushed files"] if pushed else []
    account = report.account
    duplicates = sum(account[2:6])
    found = (
        f"; {account.read} articles: {account.kept} new, {duplicates} duplicate, "
        f"{account.rejected} rejected; {report.run.events} events"
        if account.read
        else "; nothing new"
    )
    return f"round {number}: {', '.join(sources)}{found}; {report.seconds:.1f} s"


def feed_lines(
    report: RunReport, before: Mapping[str, Feed], after: Mapping[str, Feed]
) -> Iterator[str]:
    """Tell which feeds began to fail, which are well again, and whose coverage changed."""
    for poll in report.polls:
        failures = before[poll.feed_url].failures if poll.feed_url in before else 0
        state = after.get(poll.feed_url)
        if poll.outcome == PollOutcome.FAILED and not failures:
            until = state.next_poll_at if state is not None else None
            again = f", next poll {until:%Y-%m-%d %H:%M}Z" if until else ""
            yield f"feed {poll.feed_url} fails: {poll.status} {poll.detail}{again}"
        elif poll.outcome != PollOutcome.FAILED and failures:
            yield f"feed {poll.feed_url} answers again after {failures} failed polls"
    for row in report.coverage_changes:
        if row.status in _GAPS:
            yield coverage_line(row)


def coverage_line(row: Coverage) -> str:
    """Tell what is missing of a feed."""
    expected = "" if row.expected_items is None else f" of {row.expected_items:g} expected"
    window = f"{row.window_start:%Y-%m-%d %H:%M}Z"
    failed = f", {row.errors} of {row.polls} polls failed" if row.errors else ""
    return (
        f"feed {row.feed_url} is {row.status} since {window}: {row.items} items{expected}{failed}"
    )
