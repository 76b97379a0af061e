"""Backfill equals live: a month at once, day by day or shuffled is the same in the end."""

import json
import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from pipelines.launch import RunReport, RunRequest, run_bounded
from transforms.tables import TABLES
from transforms.write.history import newest_rows
from transforms.write.readback import read_table

AS_OF: Final = datetime(2026, 4, 1, tzinfo=UTC)
FIRST: Final = date(2026, 3, 2)
DAYS: Final = 9
BOOKKEEPING: Final = {"revision", "pane", "computed_at", "superseded_by"}
PLACES: Final = ("Kharkiv", "Odesa", "Sumy", "Poltava", "Dnipro")
REST: Final = (
    "Emergency services stayed at work until the morning and checked every floor with torches.",
    "Neighbours brought tea and blankets to a school where families waited for their papers.",
    "Trams ran again at noon, and pupils were taught at home for the rest of the week.",
    "Glaziers and electricians came from three towns, said a volunteer who led one of the teams.",
)


def night(number: int) -> str:
    """Write the night that ends on a day of the month, as news write it."""
    end = FIRST + timedelta(days=number)
    return f"on the night of {end:%B} {end.day}"


def articles() -> list[dict[str, Any]]:
    """Every night: a wave told twice and copied twice, a strike told thrice and reprinted, more.

    One copy is older than what it was copied from, so that originals come late in some orders.
    """
    found = []
    for number in range(DAYS):
        launched, downed = 70 + 9 * number, 60 + 7 * number
        place, hurt = PLACES[number % len(PLACES)], 2 + number
        told = [
            f"Ukraine's air force said Russia launched {launched} drones at the country "
            f"{night(number)}, and that {downed} of them were shot down.",
            f"Russia attacked Ukraine with {launched} drones {night(number)}. Air defence shot "
            f"down {downed} drones, the Ukrainian air force reported.",
            f"Russian drones hit a residential building in {place} {night(number)}. "
            f"{hurt} people were injured, the mayor said.",
            f"A drone struck an apartment block in {place} {night(number)}, injuring {hurt + 1} "
            f"people, the regional governor said.",
            f"A Russian drone hit a residential building in {place} {night(number)}. One person "
            f"was killed and {hurt + 2} were injured, rescuers said.",
            f"Drones attacked a port in Odesa region overnight, they said on day {number + 1}.",
        ]
        for place_in_day, text in enumerate(told):
            published = datetime(2026, 3, 2, 7, tzinfo=UTC) + timedelta(
                days=number, hours=2 * place_in_day
            )
            rest = [REST[(number + place_in_day + step) % len(REST)] for step in range(2)]
            found.append(
                {
                    "url": f"https://paper{place_in_day}.example/{number}",
                    "title": f"What happened, part {number} of {place_in_day}",
                    "text": " ".join([text, *rest]),
                    "published": published.isoformat(),
                    "language": "en",
                }
            )
    return found + [copy for one in found for copy in copies_of(one)]


def copies_of(story: dict[str, Any]) -> list[dict[str, Any]]:
    """Return reprints of the first story of a night, and of the third one word for word.

    Of both there is one some hours later and one an hour earlier.
    """
    host, number = story["url"].removeprefix("https://").split("/")
    told = datetime.fromisoformat(story["published"])
    if host == "paper2.example":
        return [
            {
                **story,
                "url": f"https://{site}.example/{number}",
                "published": (told + timedelta(hours=hours)).isoformat(),
            }
            for site, hours in (("verbatim", 3), ("agency", -1))
        ]
    if host != "paper0.example":
        return []
    return [
        {
            **story,
            "url": f"https://{site}.example/{number}",
            "title": f"{story['title']}, as {site} has it",
            "text": f"{story['text']} Read more on the pages of {site}.",
            "published": (told + timedelta(hours=hours)).isoformat(),
        }
        for site, hours in (("reprint", 6), ("early", -1))
    ]


def ingest(folder: Path, portions: Sequence[Sequence[dict[str, Any]]]) -> list[RunReport]:
    folder.mkdir(parents=True)
    reports = []
    for number, portion in enumerate(portions):
        path = folder / f"part-{number:02d}.jsonl"
        path.write_text("".join(f"{json.dumps(one)}\n" for one in portion), encoding="utf-8")
        moment = AS_OF + timedelta(hours=number)
        reports.append(run_bounded(RunRequest((str(path),), str(folder / "out"), moment)))
    return reports


def newest(folder: Path, table: str) -> list[dict[str, Any]]:
    """Return what users see of a table, without bookkeeping and without empty windows."""
    rows = newest_rows(read_table(str(folder / "out"), table), table).to_pylist()
    live = [row for row in rows if not row.get("superseded_by") and row.get("incidents") != 0]
    return [{key: row[key] for key in row if key not in BOOKKEEPING} for row in live]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("once") / "month"
    ingest(folder, [articles()])
    return folder


def test_a_month_has_waves_strikes_and_copies(once: Path) -> None:
    incidents = newest(once, "incidents")
    waves = [row for row in incidents if row["drones_launched"]]
    strikes = [row for row in incidents if row["part_of"]]
    assert len(waves) == DAYS
    assert {row["independent_sources"] for row in waves} == {2}
    assert len(strikes) >= DAYS
    assert {row["reports"] for row in waves} == {4}
    assert 5 in {row["reports"] for row in strikes}  # three stories, two reprints
    assert len(newest(once, "aggregates")) > 3 * DAYS


def test_waves_and_their_strikes_are_not_counted_twice(once: Path) -> None:
    incidents = newest(once, "incidents")
    weeks = [row for row in newest(once, "aggregates") if row["name"] == "week_country"]
    assert sum(row["incidents"] for row in weeks) == len(
        [row for row in incidents if row["date_end"]]
    )
    assert sum(row["drones_launched"] or 0 for row in weeks) == sum(
        row["drones_launched"] or 0 for row in incidents if not row["part_of"]
    )


@pytest.mark.parametrize("way", ["by-day", "shuffled-1", "shuffled-2"])
def test_portions_give_what_one_run_gives(once: Path, tmp_path: Path, way: str) -> None:
    everything = articles()
    if way == "by-day":
        portions = [
            [one for one in everything if one["url"].endswith(f"/{number}")]
            for number in range(DAYS)
        ]
    else:
        seed = int(way[-1])
        random.Random(seed).shuffle(everything)
        portions = [everything[start :: 2 + seed] for start in range(2 + seed)]
    reports = ingest(tmp_path / "month", portions)
    for table in ("incidents", "aggregates"):
        assert newest(tmp_path / "month", table) == newest(once, table), table
    before = {name: read_table(str(tmp_path / "month" / "out"), name).num_rows for name in TABLES}
    again = run_bounded(RunRequest(tuple(reports[0].run.inputs), reports[0].output, AS_OF))
    assert (again.run.events, again.run.incidents, again.run.aggregates) == (0, 0, 0)
    after = {name: read_table(str(tmp_path / "month" / "out"), name).num_rows for name in TABLES}
    assert {name for name in TABLES if before[name] != after[name]} == {"runs"}
