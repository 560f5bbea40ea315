"""Evidence of a write from the date of an account's last change, where a directory cannot try a password."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, runtime_checkable


@runtime_checkable
class DatesChanges(Protocol):
    """A directory that answers `holds` with None, and knows when a password was set."""

    def changed_since(self, key: str, moment: datetime) -> bool | None:
        """Whether the password was surely set after `moment`, or surely not; None where nobody can tell.

        `moment` is by our clock, in UTC; the directory allows for its own clock and for its cut of seconds.
        May raise `DirectoryUnavailable`.
        """
