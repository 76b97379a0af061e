"""Linking on reports written for it: what is one occurrence, and what only looks like one."""

from typing import Final

import pytest

from tests.unit.incidents.linking_cases import CASES, Case
from transforms.incidents.linking import link
from transforms.incidents.press import Press
from transforms.settings import LinkSettings

NAMES: Final = [case.name for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_reports_are_linked_as_a_reader_would(case: Case) -> None:
    clusters = link(case.reports, Press(), LinkSettings())
    found = ["".join(one.event_id for one in cluster.reports) for cluster in clusters]
    assert " ".join(found) == case.together


def test_there_are_many_and_no_two_of_one_name() -> None:
    assert len(set(NAMES)) == len(NAMES) >= 60
