"""An evaluation as JSON values and as text for people."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from transforms.evaluation.comparing import Tally, summed
from transforms.evaluation.evaluate import Evaluation
from transforms.evaluation.scoring import ALL, SLOTS, Finding, Scores, confusions

_HEAD: Final = f"{'P':>7}{'R':>7}{'F1':>7}{'right':>7}{'wrong':>7}{'missed':>7}"
_LABEL: Final = 25
_MOST: Final = 20
_WORDS: Final = 160


def as_values(evaluation: Evaluation) -> dict[str, Any]:
    """Return everything as JSON values: figures rounded to 3 digits, None where undefined."""
    scores = evaluation.scores
    return {
        "articles": scores.articles,
        "rejected": list(evaluation.rejected),
        "negatives": scores.negatives,
        "negatives_with_events": scores.negatives_with_events,
        "events": _group(_languages(scores)),
        "event_types": _group(_sorted(scores.types)),
        "slots": _group(_in_order(scores.slots)),
        "slots_by_language": {
            language: _group(_in_order(slots))
            for language, slots in sorted(scores.language_slots.items())
        },
        "sources": {
            source: {**figures(tally), "slots": figures(_sum(scores.source_slots[source]))}
            for source, tally in sorted(scores.sources.items())
        },
        "frequent_slot_errors": [
            {"slot": slot, "gold": gold, "found": found, "times": times}
            for slot, gold, found, times in confusions(scores.findings)
            if times > 1
        ],
        "errors": [finding._asdict() for finding in scores.findings],
    }


def figures(tally: Tally) -> dict[str, Any]:
    """Return one tally as JSON values."""
    return {
        "precision": _rounded(tally.precision),
        "recall": _rounded(tally.recall),
        "f1": _rounded(tally.f1),
        **tally._asdict(),
    }


def as_text(evaluation: Evaluation, *, errors: bool) -> str:
    """Return the tables for people, with the list of errors if wanted."""
    lines = list(_tables(evaluation))
    if errors:
        lines += ["", *_frequent(evaluation.scores.findings), "Errors"]
        lines += [line for one in evaluation.scores.findings for line in _told(one)]
    return "\n".join(lines) + "\n"


def _tables(evaluation: Evaluation) -> Iterator[str]:
    scores = evaluation.scores
    yield f"{scores.articles} articles"
    yield from (f"  rejected: {line}" for line in evaluation.rejected)
    all_slots = {source: _sum(slots) for source, slots in scores.source_slots.items()}
    yield from _table("Events by language", _languages(scores))
    yield from _table("Events by type", _sorted(scores.types))
    yield from _table("Slots of matched events", _in_order(scores.slots), scores.language_slots)
    yield from _table("Events by source", _sorted(scores.sources), {"slots": all_slots})
    with_events = scores.negatives_with_events
    yield ""
    yield f"articles without events: {scores.negatives}, events found in {with_events} of them"


def _table(
    title: str,
    rows: Mapping[str, Tally],
    more: Mapping[str, Mapping[str, Tally]] | None = None,
) -> Iterator[str]:
    """Yield a table of the rows that have anything; ``more`` adds a column of F1 for each key."""
    shown = {name: tally for name, tally in rows.items() if any(tally)}
    columns = {
        key: tallies
        for key, tallies in sorted((more or {}).items())
        if any(any(tally) for tally in tallies.values())
    }
    if not shown:
        return
    yield ""
    yield f"{title:<28}{_HEAD}" + "".join(f"{f'F1 {key}':>10}" for key in columns)
    for name, tally in shown.items():
        label = name if len(name) <= _LABEL else f"{name[: _LABEL - 1]}…"
        shares = "".join(_share(share, 7) for share in (tally.precision, tally.recall, tally.f1))
        rest = "".join(_share(tallies.get(name, Tally()).f1, 10) for tallies in columns.values())
        line = f"  {label:<26}{shares}{tally.right:7}{tally.wrong:7}{tally.missed:7}{rest}"
        yield line


def _share(share: float | None, width: int) -> str:
    return f"{'-':>{width}}" if share is None else f"{share:{width}.3f}"


def _frequent(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the errors of slots that came more than once, as a hint where to begin."""
    often = [entry for entry in confusions(findings) if entry[-1] > 1][:_MOST]
    if often:
        yield "Frequent errors of slots"
        for slot, gold, found, times in often:
            yield f"  {times:>4}  {slot}: {gold or 'empty'}, found {found or 'nothing'}"
        yield ""


def _told(finding: Finding) -> Iterator[str]:
    head = f"  {finding.kind:<7}{finding.article}: {finding.event}"
    if finding.slot is None:
        yield head
        if finding.words:
            words = " ".join(finding.words.split())
            yield f"         | {words if len(words) <= _WORDS else words[: _WORDS - 1] + '…'}"
    else:
        yield f"{head}: {finding.slot} is {finding.gold or 'empty'}, found {_found(finding)}"


def _found(finding: Finding) -> str:
    return finding.found or "nothing"


def _group(tallies: Mapping[str, Tally]) -> dict[str, Any]:
    return {name: figures(tally) for name, tally in tallies.items()}


def _languages(scores: Scores) -> dict[str, Tally]:
    rest = {name: tally for name, tally in sorted(scores.events.items()) if name != ALL}
    return {ALL: scores.events.get(ALL, Tally()), **rest}


def _sorted(tallies: Mapping[str, Tally]) -> dict[str, Tally]:
    return dict(sorted(tallies.items()))


def _in_order(slots: Mapping[str, Tally]) -> dict[str, Tally]:
    return {name: slots.get(name, Tally()) for name in SLOTS}


def _sum(slots: Mapping[str, Tally]) -> Tally:
    return summed({"all": tally} for tally in slots.values()).get("all", Tally())


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)
