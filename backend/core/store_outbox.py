"""The store of what is to be sent, as the core needs it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from backend.core.records import StoredLetter


class Outbox(Protocol):
    def add_if(self, wanted: bool, letter: StoredLetter) -> None: ...

    def claim(self, now: datetime, lease: datetime, most: int) -> tuple[StoredLetter, ...]:
        """Lease letters that are queued, or whose lease ran out, to this caller alone."""

    def renew(self, letter: StoredLetter, lease: datetime) -> bool:
        """Lease it for longer; False when it is no longer leased by who claimed it with so many tries."""

    def save(self, letter: StoredLetter) -> None: ...

    def get(self, letter_id: str) -> StoredLetter | None: ...

    def lock(self, letter_id: str) -> StoredLetter | None:
        """Read it and hold it until the end of the transaction."""

    def newest(self, reset_id: str, challenge_id: str) -> str:
        """The id of the letter that was written last for that challenge; empty without one."""

    def blank(self, now: datetime) -> None:
        """Drop what is past its `not_after`, destination and all."""
