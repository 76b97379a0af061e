"""Which of several rejects with one id gives the row."""

from collections.abc import Iterable

from transforms.records import Reject


def first_reject(rejects: Iterable[Reject]) -> Reject:
    """Return the reject with the smallest source, of several with one id."""
    return min(rejects, key=lambda reject: (reject.source, reject.detail, reject.payload))


def first_rejects(rejects: Iterable[Reject]) -> dict[str, Reject]:
    """Return the reject that gives the row, by id."""
    groups: dict[str, list[Reject]] = {}
    for reject in rejects:
        groups.setdefault(reject.reject_id, []).append(reject)
    return {key: first_reject(group) for key, group in groups.items()}
