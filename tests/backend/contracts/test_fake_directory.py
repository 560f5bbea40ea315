from __future__ import annotations

from collections.abc import Callable

import pytest

from backend.core.ports import Directory, DirectoryOutcomeUnknown, DirectoryUnavailable
from tests.backend.contracts.directory import FRANCISCO, NEW, OLD, SETTINGS, DirectoryContract
from tests.backend.contracts.fakes import FailingDirectory, FakeClock, FakeDirectory

CALLS: dict[str, Callable[[Directory, str], object]] = {
    "find": lambda directory, _: directory.find(["a"]),
    "verify": lambda directory, key: directory.verify(key, OLD),
    "reset": lambda directory, key: directory.reset(key, NEW),
    "change": lambda directory, key: directory.change(key, OLD, NEW),
    "unlock": lambda directory, key: directory.unlock(key),
    "holds": lambda directory, key: directory.holds(key, OLD),
    "locked": lambda directory, key: directory.locked(key),
}


class TestFakeDirectory(DirectoryContract):
    @pytest.fixture
    def directory(self, clock: FakeClock) -> FakeDirectory:
        return FakeDirectory(clock, SETTINGS)


@pytest.mark.parametrize("call", CALLS)
def test_a_failing_directory_fails_at_every_call(call: str) -> None:
    directory = FailingDirectory(FakeClock(), SETTINGS)
    key = directory.add_account(FRANCISCO)
    with pytest.raises(DirectoryUnavailable):
        CALLS[call](directory, key)


def test_an_answer_can_be_lost_after_the_write() -> None:
    directory = FailingDirectory(FakeClock(), SETTINGS)
    key = directory.add_account(FRANCISCO)
    directory.error, directory.after = None, DirectoryOutcomeUnknown("lost")
    with pytest.raises(DirectoryOutcomeUnknown):
        directory.reset(key, NEW)
    directory.after = None
    assert directory.holds(key, NEW)
