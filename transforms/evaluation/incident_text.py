"""How well events were linked, as JSON values and as text for people."""

from collections.abc import Iterator
from typing import Any, Final

from transforms.evaluation.bcubed import BCubed
from transforms.evaluation.incidents import IncidentEvaluation, Linking, Mistake

_DIGITS: Final = 3
_WAYS: Final = {"from_gold": "annotated events", "from_extracted": "extracted events"}


def incident_values(evaluation: IncidentEvaluation) -> dict[str, Any]:
    """Return everything as JSON values: figures rounded to 3 digits, None where undefined."""
    return {way: _values(getattr(evaluation, way)) for way in _WAYS}


def incident_text(evaluation: IncidentEvaluation, *, mistakes: bool) -> str:
    """Return the table for people, with the list of mistakes if wanted."""
    lines = ["", f"{'Incidents, B-cubed':<28}{'P':>7}{'R':>7}{'F1':>7}{'events':>7}"]
    for way, title in _WAYS.items():
        linking: Linking = getattr(evaluation, way)
        lines.append(_row(title, linking.all))
        lines.append(_row("  told more than once", linking.repeated))
        lines.append(_row("  across languages", linking.across))
        lines.append(f"    events left out: {linking.left_out}")
    if mistakes:
        for way, title in _WAYS.items():
            lines += ["", f"Linked wrongly from {title}"]
            lines += [line for one in getattr(evaluation, way).mistakes for line in _told(one)]
    return "\n".join(lines) + "\n"


def _values(linking: Linking) -> dict[str, Any]:
    return {
        "all": _figures(linking.all),
        "told_more_than_once": _figures(linking.repeated),
        "across_languages": _figures(linking.across),
        "left_out": linking.left_out,
        "mistakes": [mistake._asdict() for mistake in linking.mistakes],
    }


def _figures(found: BCubed) -> dict[str, Any]:
    shares = {"precision": found.precision, "recall": found.recall, "f1": found.f1}
    rounded = {name: None if one is None else round(one, _DIGITS) for name, one in shares.items()}
    return {"events": found.items, **rounded}


def _row(title: str, found: BCubed) -> str:
    shares = (found.precision, found.recall, found.f1)
    told = "".join(f"{'-':>7}" if one is None else f"{one:7.3f}" for one in shares)
    return f"  {title:<26}{told}{found.items:7}"


def _told(mistake: Mistake) -> Iterator[str]:
    yield f"  {mistake.kind} {', '.join(mistake.incidents)}: {mistake.reason}"
    for part in mistake.parts:
        yield f"         | {'; '.join(part)}"
