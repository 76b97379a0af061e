"""The conservation law: every article that was read is kept, a duplicate or rejected."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from transforms.accounts.counts import OUTCOME, CountKey, rejected_articles


class ConservationError(Exception):
    """Articles were lost or counted twice; the message states both sides of the law."""


_TERMS: Final = {
    "duplicates_url": "duplicates by address",
    "duplicates_text": "duplicates by text",
    "duplicates_near": "near duplicates",
    "duplicates_known": "known from earlier runs",
}


class Account(NamedTuple):
    """What became of the articles of a run. All are numbers of articles."""

    read: int
    kept: int
    duplicates_url: int
    duplicates_text: int
    duplicates_near: int
    duplicates_known: int
    rejected: int


def account_of(read: int, counts: Mapping[CountKey, int]) -> Account:
    """Set up the account: ``read`` as the reader counted it, all else as the later steps did."""

    def outcome(name: str) -> int:
        return counts.get((OUTCOME, name), 0)

    return Account(
        read=read,
        kept=outcome("kept"),
        duplicates_url=outcome("duplicates_url"),
        duplicates_text=outcome("duplicates_text"),
        duplicates_near=outcome("duplicates_near"),
        duplicates_known=outcome("duplicates_known"),
        rejected=rejected_articles(counts),
    )


def equation(account: Account) -> str:
    """Write the law with its figures, on one line."""
    terms = (
        f"{number} {_TERMS.get(name, name)}"
        for name, number in zip(account._fields[1:], account[1:], strict=True)
    )
    sign = "=" if account.read == sum(account[1:]) else "!="
    return f"{account.read} read {sign} {' + '.join(terms)}"


def check(account: Account) -> None:
    """Raise ConservationError unless both sides of the law agree."""
    if account.read != sum(account[1:]):
        raise ConservationError(f"articles were lost or counted twice: {equation(account)}")
