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
    """Open DuckDB in memory with a view per table of the newest commit.

    Raises CommandFailed with one line where there is no such folder, where it holds no committed
    tables and where they are damaged.
    """
    connection = database()
    try:
        show_newest(connection, folder)
    except CommandFailed:
        connection.close()
        raise
    return connection


def database() -> Any:
    """Open DuckDB in memory, without views; it may not fetch extensions from anywhere."""
    return duckdb.connect(config={"autoinstall_known_extensions": "false"})


def show_newest(connection: Any, folder: str) -> int:
    """Make the views of a connection those of the newest commit, and return its number.

    The number is 0 for a copy of the tables that never saw a commit. Raises CommandFailed as
    ``connect`` does.
    """
    local = Path(folder)
    if "://" not in folder and not local.is_dir():
        what = "is no folder" if local.exists() else "does not exist"
        raise CommandFailed(f"output folder {folder} {what}")
    try:
        # a copy of the tables without the private area is read as it stands
        if last_commit(folder) is None and not any(live_files(folder, table) for table in TABLES):
            raise CommandFailed(f"output folder {folder} holds no committed tables")
        return duckdb_views(connection, folder).sequence
    except (OutputError, OSError) as error:
        raise CommandFailed(f"output folder {folder}: {one_line(error)}") from error
    except duckdb.Error as error:
        raise CommandFailed(f"output folder {folder}: {database_message(error)}") from error


def database_message(error: Exception) -> str:
    """Return what DuckDB says without its drawing of the place."""
    told = str(error).split("\n\nLINE ")[0]
    return one_line(told)
