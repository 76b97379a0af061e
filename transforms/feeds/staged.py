"""What polls gave, as lines of JSON that wait in a run's staging folder.

A poll must not be repeated because a later step fails or is retried, and what it brought must not
be held in memory: so it lies on disk between the two graphs of a round.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any, Final, TypeVar, get_args, get_type_hints

from transforms.ids import digest
from transforms.write.layout import Output, OutputDamaged
from transforms.write.storage import Storage

FOLDER: Final = "polled"

Record = TypeVar("Record")


def polled_folder(output: str, run_id: str) -> str:
    """Return the folder in which what the polls of a run gave waits."""
    return f"{Output(output).staging_folder(run_id)}/{FOLDER}"


def write_records(storage: Storage, folder: str, kind: str, records: Iterable[Any]) -> str | None:
    """Write records of one type into a file; return its path, None where there is no record."""
    lines = [json.dumps(list(record), ensure_ascii=True, default=_moment) for record in records]
    if not lines:
        return None
    data = "".join(f"{line}\n" for line in lines)
    path = f"{folder}/{kind}/{digest(data)}.jsonl"
    storage.write(path, data.encode())
    return path


def record_files(storage: Storage, folder: str, kind: str) -> list[str]:
    """Return the paths of the files with records of a kind, sorted."""
    return storage.files(f"{folder}/{kind}")


def read_records(storage: Storage, path: str, record_type: type[Record]) -> Iterator[Record]:
    """Yield the records of a file. Raises OutputDamaged where it cannot be read."""
    times = _moment_positions(record_type)  # type: ignore[arg-type]  # a class can be a key
    try:
        for line in storage.read(path).splitlines():
            values = json.loads(line)
            for position in times:
                if values[position] is not None:
                    values[position] = datetime.fromisoformat(values[position])
            yield record_type(*values)
    except (OSError, ValueError, TypeError, IndexError) as error:
        raise OutputDamaged(f"{path} cannot be read: {error}") from error


def _moment(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a staged record")


@cache
def _moment_positions(record_type: type) -> tuple[int, ...]:
    hints = get_type_hints(record_type).values()
    return tuple(
        at for at, hint in enumerate(hints) if hint is datetime or datetime in get_args(hint)
    )
