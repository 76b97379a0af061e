"""Committed tables of records of which only what matters is given."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, get_args, get_origin, get_type_hints

from transforms.settings import WriteSettings
from transforms.tables import TABLES
from transforms.write.commits import commit, lock_output, recover
from transforms.write.stage import stage_rows

NOW: Final = datetime(2026, 2, 1, tzinfo=UTC)


def record(table: str, **columns: Any) -> Any:
    """Build a record with empty columns but for the given ones."""
    kind = TABLES[table].record_type
    blank: dict[str, Any] = {}
    for name, hint in get_type_hints(kind).items():
        if type(None) in get_args(hint):
            blank[name] = None
        else:
            blank[name] = [] if get_origin(hint) is list else NOW if hint is datetime else hint()
    return kind(**(blank | columns))


def write(out: Path, run_id: str, table: str, rows: Iterable[Any], *, commits: bool = True) -> None:
    with lock_output(str(out)):
        recover(str(out))
        files = stage_rows(str(out), run_id, table, rows, WriteSettings())
        if commits:
            commit(str(out), run_id, files)
