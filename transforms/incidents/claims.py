"""The claim ledger of an incident: every figure with who says it, on which side, when, where.

An entry without a claimant is the report's own figure. A denial is an entry without a figure: a
report tells that someone denies, not which number; where it does not name who, without a claimant.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from transforms.incidents.reports import Report
from transforms.records import Claim, Claimant, Quantity

NUMBERS: Final = (
    *("drones_launched", "drones_downed", "missiles_launched", "missiles_downed"),
    *("killed", "injured"),
)
"""The numbers of an incident, in the table's order."""

CLAIMS: Final = "claims"
CONFIRMS: Final = "confirms"
DENIES: Final = "denies"
DENIED: Final = "denied"

_ORDER: Final = {name: index for index, name in enumerate(NUMBERS)}
_UNKNOWN_TIME: Final = datetime.max.replace(tzinfo=UTC)
_NOBODY: Final = Claimant("", None, None, None, CLAIMS)
_SOMEBODY: Final = _NOBODY._replace(stance=DENIES)


class Figure(NamedTuple):
    """A number as told: ``value`` is null for "dozens", bounds where the words set them.

    An exact figure has its value as both bounds, "about 20" has none, "at least 20" has no upper
    one.
    """

    value: int | None
    low: int | None
    high: int | None


def claims_of(reports: Iterable[Report], counted: Mapping[str, str]) -> list[Claim]:
    """Return the ledger of an incident's reports: each entry once, in a fixed order.

    ``counted`` gives the word that number columns have for a kind of weapon ("drone": "drones").
    The order is that of time (unknown last), number, claimant and the other columns.
    """
    return sorted({claim for report in reports for claim in _entries(report, counted)}, key=_rank)


def figure_of(report: Report, number: str, counted: Mapping[str, str]) -> Figure | None:
    """Return the figure that a report gives for one of ``NUMBERS``, None where it gives none.

    Its bounds are those of the words that tell the same value, the exact ones first; a sum of
    several kinds takes the sums of theirs. Words without a value ("dozens", "10 to 12") count
    where the report tells no number beside them.
    """
    value: int | None = getattr(report, number)
    told = [one for one in report.quantities if _column(one, counted) == number]
    if value is None:
        return _in_words(told)
    same = [one for one in told if one.value == value]
    if not same:
        return _summed(value, told)
    best = min(same, key=_vagueness)
    return Figure(value, best.low, best.high)


def _column(quantity: Quantity, counted: Mapping[str, str]) -> str:
    kind = counted.get(quantity.item or "")
    return f"{kind}_{quantity.role}" if kind is not None else quantity.role


def _vagueness(quantity: Quantity) -> tuple[int, int, int]:
    bounds = (quantity.low, quantity.high)
    return (bounds.count(None), -(quantity.low or 0), quantity.high or 0)


def _in_words(told: Sequence[Quantity]) -> Figure | None:
    vague = [one for one in told if one.value is None]
    if not vague:
        return None
    best = min(vague, key=_vagueness)
    return Figure(None, best.low, best.high)


def _summed(value: int, told: Sequence[Quantity]) -> Figure:
    """Return a sum over kinds with the sums of their bounds, without bounds where it is none."""
    kinds: dict[str, Quantity] = {}
    for one in sorted(told, key=_vagueness):
        if one.value is not None:
            kinds.setdefault(one.item or "", one)
    parts = kinds.values()
    if sum(one.value or 0 for one in parts) != value:
        return Figure(value, None, None)
    return Figure(value, _total([one.low for one in parts]), _total([one.high for one in parts]))


def _total(bounds: Sequence[int | None]) -> int | None:
    known = [bound for bound in bounds if bound is not None]
    return sum(known) if len(known) == len(bounds) else None


def denials_of(report: Report) -> list[Claimant]:
    """Return who denies by a report; a claimant without a name where it only says that one does."""
    denying = [one for one in report.claimants if one.stance == DENIES]
    return denying or ([_SOMEBODY] if report.verification == DENIED else [])


def _entries(report: Report, counted: Mapping[str, str]) -> Iterator[Claim]:
    saying = [one for one in report.claimants if one.stance != DENIES]
    for number in NUMBERS:
        figure = figure_of(report, number, counted)
        if figure is not None:
            for claimant in saying or [_NOBODY]:
                yield _claim(report, claimant, number, figure)
    for claimant in denials_of(report):
        yield _claim(report, claimant, None, Figure(None, None, None))


def _claim(report: Report, claimant: Claimant, number: str | None, figure: Figure) -> Claim:
    return Claim(
        claimant=claimant.name or None,
        role=claimant.role,
        side=claimant.side,
        channel=claimant.channel,
        stance=claimant.stance,
        quantity=number,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        claimed_at=report.published_at,
        source=report.source,
        article_id=report.article_id,
        event_id=report.event_id,
    )


def _rank(claim: Claim) -> tuple[object, ...]:
    number = _ORDER.get(claim.quantity or "", len(NUMBERS))
    texts = (claim.claimant, claim.role, claim.side, claim.channel, claim.stance, claim.source)
    figures = (claim.value, claim.low, claim.high)
    return (
        claim.claimed_at or _UNKNOWN_TIME,
        number,
        *((one is None, one or "") for one in texts),
        *((one is None, one or 0) for one in figures),
        claim.article_id,
        claim.event_id,
    )
