"""The conservation law, the counts behind it and the statistics of events."""

import json
from pathlib import Path

import pytest

from transforms.accounts.conservation import ConservationError, account_of, check, equation
from transforms.accounts.counts import (
    CountKey,
    by_last,
    read_counts,
    rejected_articles,
    summed,
    total,
    write_counts,
)
from transforms.write.layout import OutputDamaged
from transforms.write.storage import LocalStorage

COUNTS: dict[CountKey, int] = {
    ("outcome", "kept"): 4,
    ("outcome", "duplicates_url"): 2,
    ("outcome", "duplicates_known"): 1,
    ("reject", "read", "invalid_json"): 2,
    ("reject", "clean", "empty_text"): 1,
    ("reject", "extract", "internal_error"): 5,
}


def test_the_law_holds_when_every_article_has_one_outcome() -> None:
    account = account_of(10, COUNTS)
    check(account)
    assert equation(account) == (
        "10 read = 4 kept + 2 duplicates by address + 0 duplicates by text + 0 near duplicates"
        " + 1 known from earlier runs + 3 rejected"
    )


@pytest.mark.parametrize("read", [9, 11])
def test_a_lost_or_doubled_article_breaks_the_law(read: int) -> None:
    with pytest.raises(ConservationError, match=f"{read} read != 4 kept"):
        check(account_of(read, COUNTS))


def test_a_failed_extraction_is_no_lost_article() -> None:
    assert rejected_articles(COUNTS) == 3


def test_counts_are_listed_by_their_last_part_in_order() -> None:
    assert by_last(COUNTS, "reject") == {"empty_text": 1, "internal_error": 5, "invalid_json": 2}
    assert total(COUNTS, "outcome") == 7


def test_counts_of_several_bundles_are_added() -> None:
    assert summed([(("event", "fire"), 1), (("event", "fire"), 2)]) == {("event", "fire"): 3}


def test_counts_survive_the_way_to_the_launcher(tmp_path: Path) -> None:
    counts: dict[CountKey, int] = {("label", "ru", "country", "UA"): 3, ("reject_known",): 1}
    path = write_counts(str(tmp_path), "r1", counts, LocalStorage())
    assert json.loads(Path(path).read_text())
    assert read_counts(str(tmp_path), "r1", LocalStorage()) == counts


def test_a_run_without_counts_did_not_finish(tmp_path: Path) -> None:
    with pytest.raises(OutputDamaged, match="did not finish"):
        read_counts(str(tmp_path), "r1", LocalStorage())


def test_unreadable_counts_name_their_file(tmp_path: Path) -> None:
    path = write_counts(str(tmp_path), "r1", {}, LocalStorage())
    Path(path).write_text("[[")
    with pytest.raises(OutputDamaged, match=r"counts\.json cannot be read"):
        read_counts(str(tmp_path), "r1", LocalStorage())
