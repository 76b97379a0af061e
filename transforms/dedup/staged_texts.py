"""Single texts out of staged files: a few rows are read, not whole files."""

from collections import OrderedDict
from typing import Final

import pyarrow as pa

from transforms.dedup.staging import CHUNK_ROWS
from transforms.tables import table_schema
from transforms.write.storage import Storage, storage_for

_FILES: Final = 16
_CHUNKS: Final = 160


class StagedTexts:
    """The texts of a run's staged files, with the last chunks kept in memory.

    Memory: 160 chunks of 64 texts. Raises what the storage raises for a file that is missing.
    """

    def __init__(self, folder: str, storage: Storage | None = None) -> None:
        """Read below ``folder``; nothing is opened yet."""
        self._folder = folder
        self._storage = storage_for(folder, storage)
        self._readers: OrderedDict[str, pa.ipc.RecordBatchFileReader] = OrderedDict()
        self._chunks: OrderedDict[tuple[str, int], list[str]] = OrderedDict()

    def text(self, file: str, row: int) -> str:
        """Return the text of one row."""
        chunk, place = divmod(row, CHUNK_ROWS)
        texts = self._chunks.pop((file, chunk), None)
        if texts is None:
            texts = self._reader(file).get_batch(chunk).column("text").to_pylist()
        self._chunks[file, chunk] = texts
        if len(self._chunks) > _CHUNKS:
            self._chunks.popitem(last=False)
        return texts[place]

    def _reader(self, file: str) -> pa.ipc.RecordBatchFileReader:
        reader = self._readers.pop(file, None)
        if reader is None:
            column = table_schema("articles").get_field_index("text")
            options = pa.ipc.IpcReadOptions(included_fields=[column], use_threads=False)
            source = pa.PythonFile(self._storage.open(f"{self._folder}/{file}"), mode="r")
            reader = pa.ipc.open_file(source, options=options)
        self._readers[file] = reader
        if len(self._readers) > _FILES:
            self._readers.popitem(last=False)
        return reader
