"""The list of what a finished graph wrote: how a runner hands its results to the launcher.

The staging folder itself is not that list: a bundle that a runner retried may have left files.
"""

import json
from collections.abc import Iterable

from transforms.write.layout import Output, OutputDamaged, WrittenFile
from transforms.write.storage import Storage, storage_for


def write_manifest(
    out: str, run_id: str, files: Iterable[WrittenFile], storage: Storage | None = None
) -> str:
    """Write the list of a run's files into its staging folder; return its path."""
    path = Output(out).manifest(run_id)
    rows = sorted({tuple(file) for file in files})
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    storage_for(out, storage).write(path, f"[\n{lines}\n]\n".encode())
    return path


def read_manifest(out: str, run_id: str, storage: Storage | None = None) -> list[WrittenFile]:
    """Read the list back. Raises OutputDamaged where the graph did not get to write it."""
    path = Output(out).manifest(run_id)
    try:
        rows = json.loads(storage_for(out, storage).read(path))
        return [WrittenFile(*row) for row in rows]
    except FileNotFoundError as error:
        raise OutputDamaged(f"{path} is missing: the run did not finish") from error
    except (ValueError, TypeError) as error:
        raise OutputDamaged(f"{path} cannot be read: {error}") from error
