"""The counts of a run: small keys that every stage adds to and one step sums up."""

import json
from collections.abc import Iterable, Mapping
from typing import Final

from transforms.write.layout import Output, OutputDamaged
from transforms.write.storage import Storage

CountKey = tuple[str, ...]
"""What is counted: the kind first, then what that kind is counted by."""

Count = tuple[CountKey, int]

OUTCOME: Final = "outcome"
REJECT: Final = "reject"
REJECT_KNOWN: Final = "reject_known"
EVENT: Final = "event"
UNDATED: Final = "undated_event"
INCIDENT: Final = "incident"
AGGREGATE: Final = "aggregate"
SLOT: Final = "slot"
LABEL: Final = "label"
MODEL: Final = "model"
FEED_NEW: Final = "feed_new"
FEED_REJECTED: Final = "feed_rejected"

ARTICLE_STAGES: Final = ("read", "clean")
"""The stages whose rejects stand for one article that was read and did not become a row."""


def total(counts: Mapping[CountKey, int], kind: str) -> int:
    """Return the sum of all counts of a kind."""
    return sum(number for key, number in counts.items() if key[0] == kind)


def by_last(counts: Mapping[CountKey, int], kind: str) -> dict[str, int]:
    """Return the counts of a kind, summed by the last part of their keys, in its order."""
    sums: dict[str, int] = {}
    for key, number in counts.items():
        if key[0] == kind:
            sums[key[-1]] = sums.get(key[-1], 0) + number
    return dict(sorted(sums.items()))


def rejected_articles(counts: Mapping[CountKey, int]) -> int:
    """Return how many articles were turned away.

    A reject of a later stage (an article whose extraction failed) does not count: the article
    itself became a row.
    """
    return sum(n for key, n in counts.items() if key[0] == REJECT and key[1] in ARTICLE_STAGES)


def summed(counts: Iterable[Count]) -> dict[CountKey, int]:
    """Add up counts by key."""
    sums: dict[CountKey, int] = {}
    for key, number in counts:
        sums[key] = sums.get(key, 0) + number
    return sums


def write_counts(output: str, run_id: str, counts: Mapping[CountKey, int], storage: Storage) -> str:
    """Write the sums of a run into its staging folder; return the file's path."""
    path = _counts_file(output, run_id)
    rows = [[*key, number] for key, number in sorted(counts.items())]
    storage.write(path, json.dumps(rows, ensure_ascii=False).encode())
    return path


def read_counts(output: str, run_id: str, storage: Storage) -> dict[CountKey, int]:
    """Read the sums of a run back. Raises OutputDamaged where the graph did not write them."""
    path = _counts_file(output, run_id)
    try:
        rows = json.loads(storage.read(path))
        return {tuple(row[:-1]): int(row[-1]) for row in rows}
    except FileNotFoundError as error:
        raise OutputDamaged(f"{path} is missing: the run did not finish") from error
    except (ValueError, TypeError) as error:
        raise OutputDamaged(f"{path} cannot be read: {error}") from error


def _counts_file(output: str, run_id: str) -> str:
    return f"{Output(output).staging_folder(run_id)}/counts.json"
