"""What the server offers, and which request gets which status.

| route | what |
| --- | --- |
| / | the report's page, which follows |
| /api | the routes |
| /api/changes | which incidents changed since a commit |
| /api/report | the report's model |
| /api/incidents, events, aggregates, coverage, feeds | lists |
| /api/incidents/ID | one incident with what is behind it |
| /feed.atom | incidents as a feed |
| /healthz | that it runs |

Everything is read only: GET and HEAD. Paths are compared as they come, nothing from outside becomes
a file name, and each answer is of one commit.
"""

import logging
from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

import duckdb

from pipelines.http_server.messages import Answer, Head
from pipelines.licences import licences
from pipelines.serving import atom
from pipelines.serving.answers import (
    answer,
    entity_tag,
    failure,
    json_answer,
    matches,
    not_modified,
)
from pipelines.serving.details import Moved, incident_details
from pipelines.serving.errors import NotYet, RequestRefused
from pipelines.serving.hosts import Hosts
from pipelines.serving.listing import PAGING, list_rows
from pipelines.serving.page_answers import HTML, PAGE_POLICY, waiting_page
from pipelines.serving.pages import PARAMETERS, Pages
from pipelines.serving.parameters import Parameters, read_query, single
from pipelines.serving.resources import INCIDENTS, RESOURCES
from pipelines.serving.snapshots import Snapshot, Snapshots
from transforms.write.layout import OutputError

_LOGGER: Final = logging.getLogger(__name__)
_METHODS: Final = ("GET", "HEAD")
_API: Final = "/api/"
_INCIDENT: Final = "/api/incidents/"
_LISTS: Final = {f"{_API}{name}": resource for name, resource in RESOURCES.items()}
_OTHERS: Final = ("/", "/api", "/api/changes", "/api/report", "/feed.atom", "/healthz")
_REPORTS: Final = (
    "SELECT article_url, source, evidence, event_id FROM events "
    "WHERE list_contains(?::VARCHAR[], event_id) ORDER BY seen_at, event_id"
)


class Routes:
    """Implements ``Handler``."""

    def __init__(self, snapshots: Snapshots, pages: Pages, hosts: Hosts, instance: str) -> None:
        """``instance`` names this start of the server: another may answer differently."""
        self._instance = instance
        self._snapshots = snapshots
        self._pages = pages
        self._hosts = hosts

    def refuse(self, head: Head) -> Answer | None:
        """Refuse by the head: a foreign Host 421, then 404, 405, and a body 413."""
        if not self._hosts.knows(head.headers.get("host")):
            return failure(421, "this server has another name; --host NAME adds one")
        if not _is_route(head.path):
            return failure(404, "no such address; /api names all")
        if head.method not in _METHODS:
            return failure(405, "this server is read only", ("Allow", ", ".join(_METHODS)))
        if head.length != 0:
            return failure(413, "no body is expected")
        return None

    def answer(self, head: Head, body: bytes) -> Answer:
        """Answer a request that ``refuse`` let pass; what goes wrong concerns this request only."""
        try:
            return self._answer(head)
        except RequestRefused as error:
            return _refused(head, error)
        except Exception as error:
            _LOGGER.exception("a request failed")
            tables = isinstance(error, OutputError | OSError | duckdb.Error)
            what = "the tables cannot be read" if tables else "this request cannot be answered"
            return failure(500, what)

    def _answer(self, head: Head) -> Answer:
        if head.path == "/healthz":
            read_query(head.query, ())
            return json_answer({"status": "ok", "commit": self._snapshots.known()})
        if head.path == "/api":
            read_query(head.query, ())
            return json_answer(_index())
        made, known = self._made(head)
        parameters = read_query(head.query, known)

        def question(snapshot: Snapshot) -> Answer:
            parts = sorted((name, tuple(values)) for name, values in parameters.items())
            host = head.headers.get("host") if head.path == "/feed.atom" else None
            tag = entity_tag(snapshot.version, self._instance, head.path, parts, host)
            if matches(head.headers.get("if-none-match"), tag):
                return not_modified(tag)
            return made(snapshot, parameters, tag)

        return self._snapshots.ask(question)

    def _made(
        self, head: Head
    ) -> tuple[Callable[[Snapshot, Parameters, str], Answer], frozenset[str]]:
        """Return what makes the answer of a route, and the parameters it knows."""
        if head.path in _LISTS:
            resource = _LISTS[head.path]
            return (
                lambda snapshot, told, tag: json_answer(list_rows(resource, snapshot, told), tag),
                resource.parameters | PAGING,
            )
        if head.path.startswith(_INCIDENT):
            identity = head.path.removeprefix(_INCIDENT)
            return (
                lambda snapshot, _, tag: json_answer(incident_details(snapshot, identity), tag),
                frozenset(),
            )
        if head.path == "/feed.atom":
            base = f"http://{head.headers.get('host')}"
            return (
                lambda snapshot, told, tag: _feed(snapshot, told, tag, base),
                INCIDENTS.parameters | {"limit"},
            )
        if head.path == "/api/changes":
            return self._changes, frozenset({"since"})
        return (self._model if head.path == "/api/report" else self._page), PARAMETERS

    def _changes(self, snapshot: Snapshot, parameters: Parameters, tag: str) -> Answer:
        since = single(parameters, "since")
        if since is None:
            raise RequestRefused("since: the commit that is known already is needed")
        change = self._snapshots.changes.since(since)
        return json_answer(
            {
                "commit": snapshot.version,
                "changed": since != snapshot.version,
                "reset": change.reset,
                "incidents": change.changed,
                "gone": change.gone,
            },
            tag,
        )

    def _model(self, snapshot: Snapshot, parameters: Parameters, tag: str) -> Answer:
        request = self._pages.request(parameters)
        return answer(self._pages.model(snapshot, request), "application/json", tag)

    def _page(self, snapshot: Snapshot, parameters: Parameters, tag: str) -> Answer:
        request = self._pages.request(parameters)
        query = urlencode([(name, one) for name, many in parameters.items() for one in many])
        made = self._pages.page(snapshot, request, query)
        return answer(made, HTML, tag, policy=PAGE_POLICY)


def _refused(head: Head, error: RequestRefused) -> Answer:
    if isinstance(error, Moved):
        return failure(307, str(error), ("Location", f"{_INCIDENT}{error.identity}"))
    if isinstance(error, NotYet) and head.path == "/":
        return answer(waiting_page(str(error)), HTML, status=error.status)
    return failure(error.status, str(error))


def _feed(snapshot: Snapshot, parameters: Parameters, tag: str, base: str) -> Answer:
    incidents = list_rows(INCIDENTS, snapshot, parameters)["incidents"]
    events = [event for row in incidents for event in row["event_ids"]]
    found = {row["event_id"]: row for row in snapshot.rows(_REPORTS, [events])} if events else {}
    reports = {
        row["incident_id"]: [found[event] for event in row["event_ids"] if event in found]
        for row in incidents
    }
    narrowed = sorted((name, many) for name, many in parameters.items() if name != "limit")
    filters = [(name, one) for name, many in narrowed for one in many]
    rights = "; ".join(licence.attribution for licence in licences())
    made = atom.atom_feed(incidents, reports, base=base, filters=filters, rights=rights)
    return answer(made, atom.CONTENT_TYPE, tag)


def _is_route(path: str) -> bool:
    if path in _OTHERS or path in _LISTS:
        return True
    return path.startswith(_INCIDENT) and "/" not in path.removeprefix(_INCIDENT)


def _index() -> dict[str, object]:
    lists = {
        path: sorted(resource.parameters | PAGING) for path, resource in sorted(_LISTS.items())
    }
    return {
        "lists": lists,
        "routes": {
            "/": sorted(PARAMETERS),
            "/api/changes": ["since"],
            "/api/incidents/{incident_id}": [],
            "/api/report": sorted(PARAMETERS),
            "/feed.atom": sorted(INCIDENTS.parameters | {"limit"}),
            "/healthz": [],
        },
        "licences": [licence._asdict() for licence in licences()],
    }
