"""The store of contacts that are being registered, as the core needs it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from backend.core.contact_rows import StoredContact
from backend.core.records import StoredContactCheck
from backend.core.views import Delivery


class ContactChecks(Protocol):
    def add(self, check: StoredContactCheck) -> None:
        """It takes the place of what was live."""

    def latest(self, reset_id: str) -> StoredContactCheck | None: ...

    def reserve(self, check_id: str, now: datetime) -> StoredContactCheck | None:
        """Take one attempt, if it is live and has one; the check as it then is."""

    def use(self, check_id: str, now: datetime) -> bool:
        """Mark it used and drop the destination; false when it already was."""

    def blank(self, now: datetime) -> None:
        """Drop the destinations of what has expired."""

    def delivered(self, check_id: str, delivery: Delivery) -> None: ...


class ContactRows(Protocol):
    """The table of contacts of our own."""

    def of(self, account: str) -> tuple[tuple[StoredContact, int], ...]:
        """The contacts of that account, each with the number of accounts that have it."""

    def every(self) -> Iterator[StoredContact]:
        """All of them by account, read as they are taken."""

    def shared(self) -> Iterator[StoredContact]:
        """Those that several accounts have, the same ones together."""

    def add(self, contact: StoredContact) -> None: ...

    def remove(self, contact: StoredContact) -> None: ...
