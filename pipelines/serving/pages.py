"""The report as the server shows it: its model and its page, made once for each commit."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock
from typing import Final

from pipelines.failures import WRONG_USAGE, CommandFailed
from pipelines.report.html import page
from pipelines.report.model import report_of
from pipelines.report.periods import ReportRequest
from pipelines.report.reading import Tables
from pipelines.report.shapes import Report
from pipelines.report_options import LANGUAGES
from pipelines.serving.answers import dumps
from pipelines.serving.errors import RequestRefused
from pipelines.serving.parameters import Parameters, number, period, single
from pipelines.serving.snapshots import Snapshot

PARAMETERS: Final = frozenset({"from", "to", "last", "country", "admin1", "language"})
_KEPT: Final = 6
_SECONDS: Final = 120.0
_MOST_DAYS: Final = 10_000
_MOST_VALUES: Final = 50
LIVE: Final = {
    "incident": "/api/incidents/",
    "changes": "/api/changes?since=",
    "report": "/api/report",
}


class Pages:
    """Makes pages and models, and keeps the last few; used by many threads."""

    def __init__(self, default: ReportRequest, clock: Callable[[], datetime]) -> None:
        """``default`` is what is shown where an address asks for nothing else."""
        self._default = default
        self._clock = clock
        self._lock = Lock()
        self._made: OrderedDict[tuple[object, ...], bytes] = OrderedDict()

    def request(self, parameters: Parameters) -> ReportRequest:
        """Read what an address asks for. Raises RequestRefused."""
        first, last = period(parameters)
        countries = tuple(value.upper() for value in parameters.get("country", ()))
        regions = tuple(parameters.get("admin1", ()))
        if len(countries) + len(regions) > _MOST_VALUES:
            raise RequestRefused(f"more than {_MOST_VALUES} countries and regions")
        language = single(parameters, "language") or self._default.language
        if language not in LANGUAGES:
            raise RequestRefused(f"language: {language!r} is none of {', '.join(LANGUAGES)}")
        if first is not None and "last" in parameters:
            raise RequestRefused("last: not together with from")
        narrowed = bool({"from", "to", "last"} & set(parameters))
        return ReportRequest(
            start=first if narrowed else self._default.start,
            end=last if narrowed else self._default.end,
            days=number(parameters, "last", self._default.days, _MOST_DAYS),
            countries=countries or self._default.countries,
            admin1=regions or self._default.admin1,
            language=language,
        )

    def page(self, snapshot: Snapshot, request: ReportRequest, query: str) -> bytes:
        """Return the page; ``query`` is that of its address. Raises RequestRefused."""
        live = {**LIVE, "commit": snapshot.version}
        if query:
            live["report"] += f"?{query}"
        key = ("page", snapshot.version, request, query)
        return self._once(key, lambda: page(self._report(snapshot, request), live=live))

    def model(self, snapshot: Snapshot, request: ReportRequest) -> bytes:
        """Return the model as JSON, with the commit it is of. Raises RequestRefused."""
        key = ("model", snapshot.version, request)
        return self._once(
            key,
            lambda: dumps({"commit": snapshot.version, **self._report(snapshot, request)}).encode(
                "utf-8", "replace"
            ),
        )

    def _report(self, snapshot: Snapshot, request: ReportRequest) -> Report:
        with snapshot.cursor(_SECONDS) as cursor:
            try:
                return report_of(Tables(cursor), request, self._clock().astimezone(UTC))[0]
            except CommandFailed as error:
                if error.status == WRONG_USAGE:
                    raise RequestRefused(error.lines[0]) from error
                raise

    def _once(self, key: tuple[object, ...], make: Callable[[], bytes]) -> bytes:
        """Make what is not there yet: one at a time, since each takes a core."""
        with self._lock:
            if key not in self._made:
                self._made[key] = make()
                while len(self._made) > _KEPT:
                    self._made.popitem(last=False)
            self._made.move_to_end(key)
            return self._made[key]
