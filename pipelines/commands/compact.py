"""``wirebeam compact``: merge small files, tell what became of them."""

import json
import sys
from pathlib import Path

from pipelines.compact_options import CompactOptions
from pipelines.compacting import When
from pipelines.compacting import compact as merge
from pipelines.config import load_configuration
from pipelines.failures import DONE, CommandFailed, one_line
from transforms.write.layout import OutputError, OutputLocked


def compact(options: CompactOptions) -> int:
    """Compact an output folder. Raises CommandFailed."""
    folder = options.folder
    if "://" not in folder and not Path(folder).is_dir():
        raise CommandFailed(f"output folder {folder} does not exist")
    try:
        done = merge(
            folder, load_configuration(options.config).write, When(options.files, options.files)
        )
    except OutputLocked as error:
        line = f"compact: {one_line(error)}; try again when its round has ended"
        raise CommandFailed(line) from error
    except (OutputError, OSError) as error:
        raise CommandFailed(f"compact: {folder}: {one_line(error)}") from error
    if options.json:
        sys.stdout.write(json.dumps([one._asdict() for one in done]) + "\n")
        return DONE
    for one in done:
        sizes = f"{one.bytes_before / 1e6:.1f} MB -> {one.bytes_after / 1e6:.1f} MB"
        print(f"{one.table}: {one.files_before} files -> {one.files_after}, {sizes}")
    if not done:
        print(f"nothing to do: no day of a table has {options.files} small files")
    return DONE
