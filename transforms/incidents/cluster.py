"""What linking gives: the reports of one occurrence."""

from typing import NamedTuple

from transforms.incidents.reports import Report


class Cluster(NamedTuple):
    """The reports of one real-world occurrence, sorted by event id; copies are left out.

    ``incident_id`` is the id that linking gives the occurrence.
    """

    reports: tuple[Report, ...]
    incident_id: str = ""
