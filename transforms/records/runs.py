"""What one run did, by its conservation law and its slots."""

from datetime import datetime
from typing import List, NamedTuple, Optional

from transforms.records.version import SCHEMA_VERSION


class SlotStatistic(NamedTuple):
    """How often a slot was filled in one run, by language: the null rate of the extractor."""

    language: Optional[str]
    slot: str
    filled: int
    empty: int


class LabelCount(NamedTuple):
    """How often a label of a slot occurred in one run, by language: the label mix."""

    language: Optional[str]
    slot: str
    label: str
    count: int  # type: ignore[assignment]  # as a field it hides tuple.count


class Run(NamedTuple):
    """One row of ``runs``: one run or round, its conservation law and its versions."""

    run_id: str
    started_at: datetime
    finished_at: datetime
    as_of: datetime
    status: str
    command: str
    inputs: List[str]
    read: int
    kept: int
    duplicates_url: int
    duplicates_text: int
    duplicates_near: int
    duplicates_known: int
    rejected: int
    rejects_known: int
    events: int
    incidents: int
    aggregates: int
    slots: List[SlotStatistic]
    labels: List[LabelCount]
    wall_seconds: float
    cpu_seconds: float
    peak_memory_mb: Optional[float]
    configuration_hash: str
    wirebeam_version: str
    beam_version: str
    python_version: str
    extractor: str
    schema_version: int = SCHEMA_VERSION
