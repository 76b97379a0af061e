"""What became of the questions of a run, as counts: answers, fallbacks, drops and costs."""

from collections import Counter
from collections.abc import Mapping
from typing import Final, NamedTuple

from transforms.accounts.counts import MODEL, CountKey
from transforms.events.model.asked import Answer
from transforms.events.model.settings import ModelSettings
from transforms.events.model.slots import Drops
from transforms.events.model.spending import Spent, cost_of
from transforms.records import LabelCount

ARTICLE: Final = "article"
FALLBACK: Final = "fallback"
DROPPED: Final = "dropped"
SPENT: Final = "spent"
ANSWERED: Final = "answered"
NOT_ASKED: Final = "not_asked"
TEXT_CUT: Final = "text_cut"


class ModelAccount(NamedTuple):
    """The account of a run: every article is answered, not asked about, or read by the rules.

    ``not_asked``: nothing in the article could make an event. ``text_cut``: answered, but only the
    beginning of the text was sent. ``fallbacks``: by ``Failure``.
    ``dropped``: parts of answers by "slot:reason". ``cost`` is in the currency of the configured
    prices and is a lower bound where ``spent.guessed`` or failed attempts are not 0.
    """

    answered: int
    not_asked: int
    text_cut: int
    fallbacks: dict[str, int]
    dropped: dict[str, int]
    spent: Spent
    cost: float


def count_answer(counts: Counter[CountKey], answer: Answer) -> None:
    """Count one answer and what it took."""
    if answer.failure is not None:
        counts[(MODEL, FALLBACK, answer.failure)] += 1
    else:
        what = ANSWERED if answer.content is not None else NOT_ASKED
        counts[(MODEL, ARTICLE, what)] += 1
    for name, number in answer.spent._asdict().items():
        if number:
            counts[(MODEL, SPENT, name)] += number


def count_drops(counts: Counter[CountKey], drops: Drops) -> None:
    """Count what was dropped of one answer."""
    for (slot, reason), number in drops.items():
        counts[(MODEL, DROPPED, slot, reason)] += number


def account_of_model(counts: Mapping[CountKey, int], settings: ModelSettings) -> ModelAccount:
    """Set up the account from the counts of a run."""
    spent = Spent(*(counts.get((MODEL, SPENT, name), 0) for name in Spent._fields))
    return ModelAccount(
        answered=counts.get((MODEL, ARTICLE, ANSWERED), 0),
        not_asked=counts.get((MODEL, ARTICLE, NOT_ASKED), 0),
        text_cut=counts.get((MODEL, ARTICLE, TEXT_CUT), 0),
        fallbacks=_by(counts, FALLBACK),
        dropped=_by(counts, DROPPED),
        spent=spent,
        cost=round(cost_of(spent, settings), 6),
    )


def model_labels(counts: Mapping[CountKey, int]) -> list[LabelCount]:
    """Return the counts as entries of ``runs.labels``: slot ``model_fallback`` and the like."""
    return [
        LabelCount(language=None, slot=f"model_{key[1]}", label=":".join(key[2:]), count=number)
        for key, number in sorted(counts.items())
        if key[0] == MODEL
    ]


def account_lines(account: ModelAccount) -> list[str]:
    """Write the account for people."""
    spent = account.spent
    fallen = sum(account.fallbacks.values())
    lines = [
        f"Model: {account.answered} articles answered{_cut(account)},"
        f" {fallen} read by the rules instead{_listed(account.fallbacks)},"
        f" {account.not_asked} not asked about",
        f"Model cost: {account.cost:g} for {spent.requests} requests ({spent.retries} retries),"
        f" {spent.prompt_tokens} + {spent.completion_tokens} tokens"
        f"{_guessed(spent)}; {spent.cached} answers from the cache",
    ]
    if account.dropped:
        dropped = sum(account.dropped.values())
        lines.append(f"Dropped from answers: {dropped}{_listed(account.dropped)}")
    if "budget" in account.fallbacks:
        lines.append("The budget of the model was spent; the rest was read by the rules")
    if "given_up" in account.fallbacks:
        lines.append("The endpoint failed too often in a row; the rest was read by the rules")
    return lines


def account_values(account: ModelAccount) -> dict[str, object]:
    """Return the account for programs."""
    return {**account._asdict(), "spent": account.spent._asdict()}


def _by(counts: Mapping[CountKey, int], group: str) -> dict[str, int]:
    return {
        ":".join(key[2:]): number
        for key, number in sorted(counts.items())
        if key[:2] == (MODEL, group)
    }


def _listed(counts: Mapping[str, int]) -> str:
    parts = ", ".join(f"{number} {name}" for name, number in counts.items())
    return f" ({parts})" if parts else ""


def _cut(account: ModelAccount) -> str:
    return f" ({account.text_cut} by the beginning of their text)" if account.text_cut else ""


def _guessed(spent: Spent) -> str:
    return f", guessed for {spent.guessed} requests" if spent.guessed else ""
