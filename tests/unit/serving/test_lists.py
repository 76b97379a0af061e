"""Lists over real sockets: filters, paging, values, errors."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from tests.helpers.serving import DAY, NOW, Serve, Served, commit, event, incident, serving
from tests.helpers.tables import record


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    out = tmp_path_factory.mktemp("lists") / "out"
    rows = [
        incident(1, place="Kstovo", admin1="Nizhny Novgorod Oblast", country="RU", attacker="UA"),
        incident(2, targets=["oil_refinery", "port"], languages=["uk", "ru"], disputed=True),
        incident(3, date_start=DAY, date_end=DAY + timedelta(days=2), killed=0, reports=3),
        incident(4, date_end=None, independent_sources=4, target_name="ТЕЦ-5 імені Їжака"),
        incident(5, date_end=DAY - timedelta(days=30), attacker="RU", weapons=["drone"]),
    ]
    events = [event(1, language="uk"), event(2, evidence=["Їх було 100 %_."]), event(3)]
    days = [datetime(2026, 1, day, tzinfo=UTC) for day in (9, 10, 11)]
    aggregates = [
        record(
            "aggregates",
            name="day_region",
            window_start=start,
            window_end=start + timedelta(days=1),
            country="UA",
            admin1=region,
            revision=1,
            pane="on_time",
        )
        for start in days
        for region in (None, "Kyiv")
    ]
    coverage = [
        record(
            "coverage",
            feed_url="https://example.org/rss",
            window_start=days[0],
            window_end=days[1],
            status=status,
            computed_at=NOW + timedelta(hours=hour),
        )
        for hour, status in enumerate(("ok", "silent"))
    ]
    feeds = [record("feeds", feed_url="https://example.org/rss", revision=1, title="Новини")]
    commit(
        out,
        "run",
        incidents=rows,
        events=events,
        aggregates=aggregates,
        coverage=coverage,
        feeds=feeds,
    )
    with serving(out) as served:
        yield served


def got(served: Served, path: str) -> Any:
    reply = served.get(path)
    assert reply.status == 200, reply.body
    assert reply.headers["content-type"] == "application/json; charset=utf-8"
    return json.loads(reply.body)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [3, 1, 2, 5, 4]),
        ("country=ru", [1]),
        ("country=RU&country=UA", [3, 1, 2, 5, 4]),
        ("admin1=Nizhny%20Novgorod+Oblast", [1]),
        ("admin1=", [3, 2, 5, 4]),
        ("target=port", [2]),
        ("target=port&target=grid", [2]),
        ("target=", [3, 1, 5, 4]),
        ("attacker=UA", [1]),
        ("attacker=ua&attacker=RU", [1, 5]),
        ("weapon=drone", [5]),
        ("language=ru", [2]),
        ("disputed=true", [2]),
        ("disputed=0", [3, 1, 5, 4]),
        ("single_source=false", [4]),
        ("from=2026-01-11", [3]),
        ("to=2026-01-09", [5]),
        ("from=2026-01-10&to=2026-01-10", [3, 1, 2]),
        ("type=fire", []),
        ("outcome=", [3, 1, 2, 5, 4]),
        ("q=kstovo", [1]),
        ("q=KSTOVO%20nizhny", [1]),
        (f"q={quote('їжака')}", [4]),
        ("q=" + quote("і\u0308жака"), [4]),
        ("q=100%25", []),
        ("q=kstovo&country=UA", []),
    ],
)
def test_filters_of_incidents(served: Served, query: str, expected: list[int]) -> None:
    answer = got(served, f"/api/incidents?{query}")
    assert [int(row["incident_id"][1:]) for row in answer["incidents"]] == expected
    assert answer["total"] == len(expected)
    assert answer["next"] is None


def test_values_are_those_of_the_table(served: Served) -> None:
    rows = {row["incident_id"]: row for row in got(served, "/api/incidents")["incidents"]}
    assert rows["i00003"]["killed"] == 0
    assert rows["i00001"]["killed"] is None
    assert rows["i00001"]["computed_at"] == "2026-02-01T00:00:00Z"
    assert rows["i00003"]["date_end"] == "2026-01-12"
    assert "claims" not in rows["i00001"]
    assert "schema_version" not in rows["i00001"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("events?language=uk", ["e00001"]),
        (f"events?q={quote('їх 100 %_')}", ["e00002"]),
        ("events?source=example.org&limit=2", ["e00001", "e00002"]),
    ],
)
def test_filters_of_events(served: Served, path: str, expected: list[str]) -> None:
    assert [row["event_id"] for row in got(served, f"/api/{path}")["events"]] == expected


def test_aggregates_by_window_and_region(served: Served) -> None:
    rows = got(served, "/api/aggregates?from=2026-01-10&to=2026-01-10&name=day_region")
    assert [row["admin1"] for row in rows["aggregates"]] == [None, "Kyiv"]
    assert got(served, "/api/aggregates?admin1=")["total"] == 3
    assert rows["aggregates"][0]["killed"] is None
    assert rows["aggregates"][0]["window_start"] == "2026-01-10T00:00:00Z"


def test_coverage_shows_what_is_valid_and_feeds_their_titles(served: Served) -> None:
    assert [row["status"] for row in got(served, "/api/coverage")["coverage"]] == ["silent"]
    assert got(served, f"/api/feeds?q={quote('новини')}")["total"] == 1
    assert "item_hashes" not in got(served, "/api/feeds")["feeds"][0]


@pytest.mark.parametrize("name", ["incidents", "events", "aggregates"])
@pytest.mark.parametrize("limit", [1, 2])
def test_pages_joined_are_the_list(served: Served, name: str, limit: int) -> None:
    whole = got(served, f"/api/{name}")[name]
    joined: list[Any] = []
    path = f"/api/{name}?limit={limit}"
    while path:
        answer = got(served, path)
        assert len(answer[name]) <= limit
        joined += answer[name]
        after = answer["next"]
        path = f"/api/{name}?limit={limit}&cursor={after}" if after else ""
    assert joined == whole
    assert got(served, f"/api/{name}?limit={limit}")["total"] == len(whole)


def test_rows_that_come_between_two_pages_repeat_and_hide_none(serve: Serve) -> None:
    served = serve()
    commit(served.out, "run", incidents=[incident(number) for number in (3, 1, 2)])
    first = got(served, "/api/incidents?limit=2")
    commit(served.out, "later", incidents=[incident(9, date_end=date(2026, 3, 1))])
    second = got(served, f"/api/incidents?limit=9&cursor={first['next']}")
    assert [row["incident_id"] for row in second["incidents"]] == ["i00003"]
    assert second["total"] is None
    assert second["commit"] != first["commit"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("incidents?from=yesterday", "no day such as"),
        ("incidents?from=2026-02-30", "no day such as"),
        ("incidents?from=20260201", "no day such as"),
        ("incidents?from=2026-02-02&to=2026-02-01", "is after"),
        ("incidents?disputed=maybe", "neither true nor false"),
        ("incidents?limit=0", "no number from 1 to 1000"),
        ("incidents?limit=1001", "no number from 1 to 1000"),
        ("incidents?limit=1e3", "no number"),
        ("incidents?limit=%D9%A1", "no number"),
        ("incidents?limit=1&limit=2", "given 2 times"),
        ("incidents?contry=UA", "unknown parameter 'contry'"),
        ("events?disputed=true", "unknown parameter 'disputed'"),
        ("incidents?q=%ff", "no UTF-8"),
        ("incidents?q=%00", "control characters"),
        ("incidents?q=%zz", "escapes nothing"),
        ("incidents?q=" + "a" * 201, "longer than 200"),
        ("incidents?q=" + "a+" * 11, "more than 10 words"),
        ("incidents?" + "country=UA&" * 61, "more than 60 parameters"),
        ("incidents?cursor=nonsense", "none that this server gave"),
        ("incidents?cursor=W10", "none that this server gave"),
        ("incidents?cursor=%D0%B0", "none that this server gave"),
        ("incidents?cursor=" + "W" * 5_000, "none that this server gave"),
        ("changes", "since"),
        ("report?language=xx", "none of en, uk, ru"),
        ("report?from=2026-01-01&last=3", "not together"),
        ("report?from=2027-01-01&to=2026-01-01", "is after"),
    ],
)
def test_what_cannot_be_meant_is_told(served: Served, path: str, told: str) -> None:
    reply = served.get(f"/api/{path}")
    assert reply.status == 400
    assert told in json.loads(reply.body)["error"]
    assert reply.headers["cache-control"] == "no-store"


def test_a_cursor_is_of_one_list_and_its_filters(served: Served) -> None:
    cursor = got(served, "/api/incidents?limit=1")["next"]
    for path in (f"incidents?country=UA&cursor={cursor}", f"events?cursor={cursor}"):
        reply = served.get(f"/api/{path}")
        assert (reply.status, b"of another list" in reply.body) == (400, True)
