"""A directory that fails when it is told to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from backend.core.ports import (
    Account,
    Contact,
    DirectoryUnavailable,
    Match,
    TemporaryPass,
    Verified,
    WriteResult,
)
from backend.core.secret import Secret
from tests.backend.contracts.fakes import FakeDirectory

T = TypeVar("T")


class FailingDirectory(FakeDirectory):
    """A directory that raises `error` at every call until it is set to None.

    `after` raises it after the write was done, as a lost answer does.
    """

    error: DirectoryUnavailable | None = DirectoryUnavailable("down")
    after: DirectoryUnavailable | None = None

    def find(self, candidates: Sequence[str]) -> Account | None:
        return self._or_fail(lambda: super(FailingDirectory, self).find(candidates))

    def search(self, text: str, most: int) -> tuple[Match, ...]:
        return self._or_fail(lambda: super(FailingDirectory, self).search(text, most))

    def photo(self, key: str) -> bytes | None:
        return self._or_fail(lambda: super(FailingDirectory, self).photo(key))

    def register_contact(self, key: str, contact: Contact) -> WriteResult:
        return self._or_fail(lambda: super(FailingDirectory, self).register_contact(key, contact))

    def temporary_pass(self, key: str) -> TemporaryPass | None:
        return self._or_fail(lambda: super(FailingDirectory, self).temporary_pass(key))

    def find_card(self, number: Secret) -> Account | None:
        return self._or_fail(lambda: super(FailingDirectory, self).find_card(number))

    def verify(self, key: str | None, password: Secret) -> Verified:
        return self._or_fail(lambda: super(FailingDirectory, self).verify(key, password))

    def reset(self, key: str, password: Secret) -> WriteResult:
        return self._or_fail(lambda: super(FailingDirectory, self).reset(key, password))

    def change(self, key: str, current: Secret, password: Secret) -> WriteResult:
        return self._or_fail(lambda: super(FailingDirectory, self).change(key, current, password))

    def unlock(self, key: str) -> WriteResult:
        return self._or_fail(lambda: super(FailingDirectory, self).unlock(key))

    def holds(self, key: str, password: Secret) -> bool | None:
        return self._or_fail(lambda: super(FailingDirectory, self).holds(key, password))

    def locked(self, key: str) -> bool:
        return self._or_fail(lambda: super(FailingDirectory, self).locked(key))

    def _or_fail(self, work: Callable[[], T]) -> T:
        if self.error is not None:
            raise self.error
        done = work()
        if self.after is not None:
            raise self.after
        return done
