"""A look at what hangs costs one thread, and those who ask only a bounded wait."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from backend.core.glimpse import Glimpse, TooSlow


class Hands:
    """A clock that a test moves, and a thing to look at that a test may hold up."""

    def __init__(self) -> None:
        self.seconds = 100.0
        self.looks = 0
        self.open = threading.Event()
        self.open.set()
        self.error: Exception | None = None

    def look(self) -> int:
        self.looks += 1
        assert self.open.wait(60)
        if self.error is not None:
            raise self.error
        return self.looks

    def glimpse(self, patience: float = 30.0) -> Glimpse[int]:
        return Glimpse(self.look, lambda: self.seconds, fresh=5.0, patience=patience)


def until(true: Callable[[], bool]) -> None:
    waiting = threading.Event()
    for _ in range(3000):
        if true():
            return
        waiting.wait(0.01)
    raise AssertionError("it never came to that")


def test_a_result_is_used_again_while_it_is_fresh() -> None:
    at = Hands()
    glimpse = at.glimpse()
    assert [glimpse.get(), glimpse.get()] == [1, 1]
    at.seconds += 4.9
    assert glimpse.get() == 1
    at.seconds += 0.2
    assert glimpse.get() == 2


def test_a_failure_is_used_again_too_and_forgotten_like_a_result() -> None:
    at = Hands()
    glimpse, at.error = at.glimpse(), ValueError("down")
    for _ in range(2):
        with pytest.raises(ValueError, match="down"):
            glimpse.get()
    assert at.looks == 1
    at.error = None
    at.seconds += 5
    assert glimpse.get() == 2


def test_what_hangs_is_asked_once_and_waited_for_no_longer_than_patience_allows() -> None:
    at = Hands()
    at.open.clear()
    glimpse = at.glimpse(patience=0.0)
    for _ in range(5):
        with pytest.raises(TooSlow):
            glimpse.get()
    assert at.looks == 1
    at.open.set()
    until(lambda: _got(glimpse) == 1)


def test_a_timeout_of_the_look_itself_is_its_own_failure() -> None:
    at = Hands()
    glimpse, at.error = at.glimpse(), TimeoutError("of the socket")
    with pytest.raises(TimeoutError, match="of the socket"):
        glimpse.get()


def test_many_who_ask_at_once_look_once() -> None:
    at = Hands()
    at.open.clear()
    glimpse = at.glimpse()
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(glimpse.get())) for _ in range(8)]
    for thread in threads:
        thread.start()
    at.open.set()
    for thread in threads:
        thread.join(60)
    assert found == [1] * 8


def _got(glimpse: Glimpse[int]) -> int | None:
    try:
        return glimpse.get()
    except TooSlow:
        return None
