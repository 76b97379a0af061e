"""The launcher side of wirebeam: commands, configuration, graphs. Holds no DoFn.

``open_tables`` is the door for Python programs and notebooks; importing it loads nothing else.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from pipelines.table_access import Tables

__all__ = ["open_tables"]


def open_tables(folder: "str | PathLike[str]", *, revisions: bool = False) -> "Tables":
    """Open the tables of an output folder for reading, as they are at its newest commit.

    Args:
        folder: What was given to ``wirebeam run --output``.
        revisions: Show every row ever written, not only the newest revision of each incident,
            window and feed.

    Raises OutputError, with one line, where there is no such folder, where it holds no tables and
    where they are damaged.
    """
    from pipelines.table_access import Tables  # noqa: PLC0415 - importing pipelines stays light

    return Tables(folder, revisions=revisions)
