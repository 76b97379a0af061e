"""Opening an output folder to read its tables in DuckDB."""

from pathlib import Path
from typing import Any

import duckdb

from pipelines.failures import CommandFailed, one_line
from transforms.tables import TABLES
from transforms.write.commits import last_commit, live_files
from transforms.write.layout import OutputError
from transforms.write.views import duckdb_views


def connect(folder: str) -> Any:
    """Open DuckDB in memory with a view per table; it may not fetch extensions from anywhere.

    Raises CommandFailed with one line where there is no such folder, where it holds no committed
    tables and where they are damaged.
    """
    local = Path(folder)
    if "://" not in folder and not local.is_dir():
        what = "is no folder" if local.exists() else "does not exist"
        raise CommandFailed(f"output folder {folder} {what}")
    try:
        # a copy of the tables without the private area is read as it stands
        if last_commit(folder) is None and not any(live_files(folder, table) for table in TABLES):
            raise CommandFailed(f"output folder {folder} holds no committed tables")
        connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
        duckdb_views(connection, folder)
    except (OutputError, OSError) as error:
        raise CommandFailed(f"output folder {folder}: {one_line(error)}") from error
    except duckdb.Error as error:
        raise CommandFailed(f"output folder {folder}: {database_message(error)}") from error
    return connection


def database_message(error: Exception) -> str:
    """Return what DuckDB says without its drawing of the place."""
    told = str(error).split("\n\nLINE ")[0]
    return one_line(told)
