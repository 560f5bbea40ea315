from __future__ import annotations

from collections.abc import Callable

import pytest

from backend.core.ports import Contact, Directory, DirectoryOutcomeUnknown, DirectoryUnavailable
from backend.core.secret import Secret
from backend.core.views import Channel
from tests.backend.contracts.directory import CARD, FRANCISCO, NEW, OLD, SETTINGS, DirectoryContract
from tests.backend.contracts.failing import FailingDirectory
from tests.backend.contracts.fakes import START, FakeClock, FakeDirectory

CONTACT = Contact(Channel.EMAIL, Secret("a@example.org"), START)
CALLS: dict[str, Callable[[Directory, str], object]] = {
    "find": lambda directory, _: directory.find(["a"]),
    "find_card": lambda directory, _: directory.find_card(CARD),
    "verify": lambda directory, key: directory.verify(key, OLD),
    "reset": lambda directory, key: directory.reset(key, NEW),
    "change": lambda directory, key: directory.change(key, OLD, NEW),
    "unlock": lambda directory, key: directory.unlock(key),
    "holds": lambda directory, key: directory.holds(key, OLD),
    "locked": lambda directory, key: directory.locked(key),
    "search": lambda directory, _: directory.search("abc", 1),
    "photo": lambda directory, key: directory.photo(key),
    "register_contact": lambda directory, key: directory.register_contact(key, CONTACT),
    "temporary_pass": lambda directory, key: directory.temporary_pass(key),
}


class TestFakeDirectory(DirectoryContract):
    keeps_apps = True

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
