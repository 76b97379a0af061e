"""Where things lie in an output folder, and the small types that speak of written files.

::

    <out>/<table>/date=<day>/<name>.parquet          committed files
    <out>/_wirebeam/lock                             held by the one writer
    <out>/_wirebeam/staging/<run>/<table>/date=...   written, not (or not wholly) committed
    <out>/_wirebeam/commits/00000042.json            one record per commit
    <out>/_wirebeam/commits/00000064.snapshot.json   all live files after that commit
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final, NamedTuple

import pyarrow as pa

from transforms.ids import digest
from transforms.tables import PARTITION_COLUMN, read_partition_name, table_schema, table_spec

PRIVATE_FOLDER: Final = "_wirebeam"
SUFFIX: Final = ".parquet"
TEMPORARY: Final = ".tmp-"
"""How the name of a file begins that is being written."""
_RUN_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")
_FILE_NAME: Final = re.compile(r"[^/._][^/]{0,199}\.parquet")


class OutputError(Exception):
    """An output folder cannot be used; the message is one line that names it."""


class OutputLocked(OutputError):  # noqa: N818 - a state of the output, named as users see it
    """Another process is writing into the output folder."""


class OutputDamaged(OutputError):  # noqa: N818 - as above
    """A committed file or a commit record is missing or cannot be read."""


class WrittenFile(NamedTuple):
    """A file that a run wrote to its staging folder; ``partition`` is the folder's day."""

    table: str
    partition: str
    name: str
    rows: int
    bytes: int
    staged_path: str


class CommittedFile(NamedTuple):
    """A file that belongs to a table since its commit; ``schema`` is its schema_stamp."""

    table: str
    partition: str
    name: str
    rows: int
    bytes: int
    schema: str

    @property
    def key(self) -> str:
        """The path below the output folder, with ``/`` on every file system."""
        return f"{self.table}/{PARTITION_COLUMN}={self.partition}/{self.name}"


class Output:
    """The paths of one output folder (a local path or one with a scheme)."""

    def __init__(self, root: str) -> None:
        self.root = root.rstrip("/") or "/"
        self.private = f"{self.root}/{PRIVATE_FOLDER}"
        self.lock = f"{self.private}/lock"
        self.staging = f"{self.private}/staging"
        self.commits = f"{self.private}/commits"

    def staging_folder(self, run_id: str) -> str:
        """Return the folder of a run's files. Raises ValueError for an unusable run id."""
        if not _RUN_ID.fullmatch(run_id):
            raise ValueError(f"run id {run_id!r} cannot be a folder name")
        return f"{self.staging}/{run_id}"

    def manifest(self, run_id: str) -> str:
        """Return the file that lists what a finished graph wrote."""
        return f"{self.staging_folder(run_id)}/manifest.json"

    def staged(self, run_id: str, file: CommittedFile) -> str:
        """Return where a file lies before its commit."""
        return f"{self.staging_folder(run_id)}/{file.key}"

    def final(self, file: CommittedFile) -> str:
        """Return where a file lies after its commit."""
        return f"{self.root}/{file.key}"

    def folders_of(self, paths: Iterable[str]) -> set[str]:
        """Return the folders of these paths and those above, up to the output folder."""
        folders: set[str] = set()
        for path in paths:
            folder = path.rsplit("/", 1)[0]
            while folder not in folders and len(folder) >= len(self.root):
                folders.add(folder)
                folder = folder.rsplit("/", 1)[0]
        return folders

    def table(self, table: str) -> str:
        """Return the folder of a table."""
        return f"{self.root}/{table}"


def committed(file: WrittenFile) -> CommittedFile:
    """Drop what a commit does not keep. Raises ValueError where a part cannot be a file name."""
    table_spec(file.table)
    read_partition_name(file.partition)
    if not _FILE_NAME.fullmatch(file.name):
        raise ValueError(f"{file.name!r} is not the name of a table's file")
    stamp = schema_stamp(table_schema(file.table))
    return CommittedFile(file.table, file.partition, file.name, file.rows, file.bytes, stamp)


def schema_stamp(schema: pa.Schema) -> str:
    """Return 8 hexadecimal characters that differ where names, types or nullability do."""
    return digest(*(f"{field.name} {field.type} {field.nullable}" for field in schema))[:8]


def parse_key(key: str, rows: int, size: int, schema: str = "") -> CommittedFile:
    """Read ``<table>/date=<day>/<name>`` back. Raises ValueError for anything else."""
    table, folder, name = _three(key)
    if not folder.startswith(f"{PARTITION_COLUMN}="):
        raise ValueError(f"{key!r} is not the path of a table's file")
    partition = folder.removeprefix(f"{PARTITION_COLUMN}=")
    file = committed(WrittenFile(table, partition, name, rows, size, ""))
    return file._replace(schema=schema)


def is_table_file(key: str) -> bool:
    """Tell whether a path below the output folder is that of a table's file."""
    try:
        parse_key(key, 0, 0)
    except ValueError:
        return False
    return True


def partition_of_path(path: str) -> str:
    """Return the partition in a file's path: the value of its own folder."""
    folder = path.rsplit("/", 2)[-2]
    return folder.removeprefix(f"{PARTITION_COLUMN}=")


def file_name(content: str, pane: "Pane | None" = None) -> str:
    """Name a file after its content; one of a window also after the window and the pane."""
    if pane is None:
        return f"{content}{SUFFIX}"
    window = "".join(f"-{_compact(m)}" for m in (pane.window_start, pane.window_end) if m)
    return f"{content}{window}-p{pane.number}{SUFFIX}"


class Pane(NamedTuple):
    """The window (UTC, end exclusive; None: global) and which of its firings a group came in."""

    window_start: datetime | None
    window_end: datetime | None
    number: int


def sorted_files(files: Iterable[CommittedFile]) -> list[CommittedFile]:
    """Order files by table, partition and name and drop repeated ones."""
    return [file for _, file in sorted({file.key: file for file in files}.items())]


def _compact(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ").replace(".000000Z", "Z")


def _three(key: str) -> tuple[str, str, str]:
    parts = key.split("/")
    if len(parts) != 3:
        raise ValueError(f"{key!r} is not the path of a table's file")
    return parts[0], parts[1], parts[2]
