"""The tables of an output folder as DuckDB relations, Arrow tables and data frames."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from importlib.util import find_spec
from os import PathLike, fspath
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import duckdb
import pyarrow as pa

from pipelines.failures import CommandFailed
from pipelines.output_folder import database, database_message, show_newest
from transforms.tables import TABLES, table_spec
from transforms.write.layout import OutputError
from transforms.write.views import REVISIONS

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    from duckdb import DuckDBPyRelation

Frame = TypeVar("Frame")


class Tables:
    """The tables at one commit; ``refresh`` goes on to the newest one.

    An attribute per table is a DuckDB relation: nothing is read before its rows are asked for.
    Without ``revisions`` they show the newest revision of each incident, window and feed. A writer
    may go on meanwhile; where it has replaced files, what fails says so. Close it, or use it with
    ``with``.
    """

    def __init__(self, folder: str | PathLike[str], *, revisions: bool = False) -> None:
        self.folder = fspath(folder)
        self.revisions = revisions
        self._connection = database()
        try:
            self.commit = self.refresh()
        except OutputError:
            self.close()
            raise

    @property
    def articles(self) -> "DuckDBPyRelation":
        """Versions of articles, duplicates included."""
        return self.table("articles")

    @property
    def events(self) -> "DuckDBPyRelation":
        """What single articles report, with evidence."""
        return self.table("events")

    @property
    def incidents(self) -> "DuckDBPyRelation":
        """What happened, across articles and languages."""
        return self.table("incidents")

    @property
    def aggregates(self) -> "DuckDBPyRelation":
        """Windows of the configured aggregates."""
        return self.table("aggregates")

    @property
    def coverage(self) -> "DuckDBPyRelation":
        """What feeds brought against what was expected."""
        return self.table("coverage")

    @property
    def rejects(self) -> "DuckDBPyRelation":
        """Input that became no article, and why."""
        return self.table("rejects")

    @property
    def runs(self) -> "DuckDBPyRelation":
        """Runs and rounds with their counts."""
        return self.table("runs")

    @property
    def feeds(self) -> "DuckDBPyRelation":
        """States of feeds."""
        return self.table("feeds")

    def table(self, name: str) -> "DuckDBPyRelation":
        """Return a table as a relation. Raises ValueError, listing the tables, for another name."""
        versioned = table_spec(name).identity and self.revisions
        view = f"{name}{REVISIONS}" if versioned else name
        with self._files_told():
            relation: DuckDBPyRelation = self._connection.view(view)
        return relation

    def sql(
        self, query: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None
    ) -> "DuckDBPyRelation":
        """Return the answer to a query over the views, see ``wirebeam query``, as a relation.

        In it ``incidents`` has the newest revisions and ``incidents_revisions`` all, whatever
        ``revisions`` says. Raises duckdb.Error for what is no such query.
        """
        with self._files_told():
            relation: DuckDBPyRelation = self._connection.sql(query, params=parameters)
        return relation

    def arrow(self, name: str) -> pa.Table:
        """Read a table as Arrow. Raises OutputError where its files are not there any more."""
        return self._read(name, lambda relation: relation.to_arrow_table())

    def pandas(self, name: str) -> "pd.DataFrame":
        """Read a table as a pandas data frame. Raises ImportError without pandas, see ``arrow``."""
        _need("pandas")
        return self._read(name, lambda relation: relation.df())

    def polars(self, name: str) -> "pl.DataFrame":
        """Read a table as a polars data frame. Raises ImportError without polars, see ``arrow``."""
        _need("polars")
        return self._read(name, lambda relation: relation.pl())

    def refresh(self) -> int:
        """Show the newest commit from now on, in relations made before too; return its number.

        The number is 0 for a copy of the tables without commits. Raises OutputError.
        """
        try:
            self.commit = show_newest(self._connection, self.folder)
        except CommandFailed as error:
            raise OutputError(str(error)) from error
        return self.commit

    def close(self) -> None:
        """Let go of the database; relations made from it cannot be read any more."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        shown = ", revisions=True" if self.revisions else ""
        return f"open_tables({self.folder!r}{shown})  # commit {self.commit}"

    def _repr_html_(self) -> str:
        """Show the tables with their numbers of rows in a notebook."""
        counts = [(name, self._read(name, len)) for name in TABLES]
        rows = "".join(
            f"<tr><td>{name}</td><td style='text-align: right'>{count:,}</td></tr>"
            for name, count in counts
        )
        caption = f"{escape(self.folder)}, commit {self.commit}"
        head = "<tr><th>table</th><th>rows</th></tr>"
        return f"<table><caption>{caption}</caption>{head}{rows}</table>"

    def _read(self, name: str, read: Callable[["DuckDBPyRelation"], Frame]) -> Frame:
        with self._files_told():
            return read(self.table(name))

    @contextmanager
    def _files_told(self) -> Iterator[None]:
        """Say what helps where a writer has replaced files since the views were made."""
        try:
            yield
        except duckdb.IOException as error:
            line = f"{database_message(error)}; where a writer replaced files, refresh() helps"
            raise OutputError(f"output folder {self.folder}: {line}") from error


def _need(package: str) -> None:
    if find_spec(package) is None:
        line = f"{package} is not installed: pip install 'wirebeam[{package}]'"
        raise ImportError(line, name=package)
