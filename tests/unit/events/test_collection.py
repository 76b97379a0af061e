"""What loading word lists leaves of garbage collection as it was, and what it changes."""

import gc
from collections.abc import Iterator

import pytest

from transforms.events.collection import loading_for_good


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    before, enabled = gc.get_threshold(), gc.isenabled()
    yield
    gc.set_threshold(*before)
    (gc.enable if enabled else gc.disable)()


def test_nothing_is_collected_while_loading_and_rarely_after_it():
    gc.enable()
    gc.set_threshold(700, 10, 10)

    with loading_for_good():
        assert not gc.isenabled()

    assert gc.isenabled()
    assert gc.get_threshold() == (20_000, 10, 10)


@pytest.mark.parametrize("young", [0, 50_000])
def test_what_the_caller_has_set_stays(young: int):
    gc.disable()
    gc.set_threshold(young, 5, 5)

    with loading_for_good():
        pass

    assert not gc.isenabled()
    assert gc.get_threshold() == (young, 5, 5)


def test_a_failed_load_leaves_the_collector_on():
    gc.enable()

    with pytest.raises(ValueError), loading_for_good():
        raise ValueError

    assert gc.isenabled()
