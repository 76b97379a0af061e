"""The closing summary of a run: what became of the input, what was written and where."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from pipelines.requests import RunReport
from transforms.accounts.conservation import equation
from transforms.events.model.account import account_lines, account_values
from transforms.write.layout import WrittenFile


def summary_text(report: RunReport) -> str:
    """Write the summary for people: a few lines, the conservation law as an equation."""
    run = report.run
    lines = [
        f"Articles: {equation(report.account)}",
        _listing("Rejected", report.rejects, _known(run.rejects_known)),
        _listing("Events", report.events, _undated(report.undated_events), total=run.events),
        *(account_lines(report.model) if report.model is not None else ()),
        _listing("Incidents", report.incidents, total=run.incidents),
        _listing("Aggregate rows", report.aggregates, total=run.aggregates),
        _feeds_line(report),
        *_file_lines(report),
        f"Took {report.seconds:.1f} s, {run.cpu_seconds:.1f} s of CPU{_memory(report)}",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def summary_json(report: RunReport) -> str:
    """Write the same as one JSON object, for programs."""
    run = report.run
    content: dict[str, Any] = {
        "run_id": run.run_id,
        "output": report.output,
        "articles": {**report.account._asdict(), "law": equation(report.account)},
        "rejects": {"by_reason": dict(report.rejects), "known": run.rejects_known},
        "events": {
            "total": run.events,
            "by_type": dict(report.events),
            "undated": report.undated_events,
        },
        "incidents": {"total": run.incidents, "by_change": dict(report.incidents)},
        "aggregates": {"total": run.aggregates, "by_name": dict(report.aggregates)},
        "tables": _tables(report.files),
        "seconds": report.seconds,
        "cpu_seconds": run.cpu_seconds,
        "peak_memory_mb": run.peak_memory_mb,
    }
    if report.polls:
        content["feeds"] = {"polled": len(report.polls), "by_outcome": _outcomes(report)}
    if report.model is not None:
        content["model"] = account_values(report.model)
    return json.dumps(content, ensure_ascii=False, indent=2)


def _listing(
    title: str, counts: Mapping[str, int], note: str = "", total: int | None = None
) -> str:
    number = sum(counts.values()) if total is None else total
    parts = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    return f"{title}: {number}{f' ({parts})' if parts else ''}{note}"


def _feeds_line(report: RunReport) -> str:
    return _listing("Feeds polled", _outcomes(report)) if report.polls else ""


def _outcomes(report: RunReport) -> dict[str, int]:
    return dict(sorted(Counter(poll.outcome for poll in report.polls).items()))


def _known(number: int) -> str:
    return f"; {number} of earlier runs" if number else ""


def _undated(number: int) -> str:
    return f"; {number} without a date" if number else ""


def _memory(report: RunReport) -> str:
    peak = report.run.peak_memory_mb
    return "" if peak is None else f", at most {peak:.0f} MB of memory"


def _file_lines(report: RunReport) -> list[str]:
    tables = _tables(report.files)
    width = max((len(name) for name in tables), default=0)
    lines = [f"Written to {report.output}:"]
    for name, table in tables.items():
        size = table["bytes"] / 1000
        rows, files = _number(table["rows"], "row"), _number(table["files"], "file")
        lines.append(f"  {name:<{width}}  {rows} in {files}, {size:,.0f} kB")
    return lines


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _tables(files: Iterable[WrittenFile]) -> dict[str, dict[str, int]]:
    ordered = sorted(files, key=lambda file: file.table)
    tables: dict[str, dict[str, int]] = {}
    for name, group in groupby(ordered, key=lambda file: file.table):
        members = list(group)
        tables[name] = {
            "rows": sum(file.rows for file in members),
            "files": len(members),
            "bytes": sum(file.bytes for file in members),
        }
    return tables
