"""The store of notices on stations, as the core needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StoredNotice:
    """A notice on stations. `texts` is a JSON object by language; `station` is empty for every one."""

    id: str
    station: str
    texts: str
    made_at: datetime
    made_by: str
    ends_at: datetime | None


class Notices(Protocol):
    """Notices on stations."""

    def add(self, notice: StoredNotice) -> None: ...

    def up(self, now: datetime) -> tuple[StoredNotice, ...]:
        """Those that have not ended, the newest first."""

    def drop(self, notice_id: str) -> bool:
        """Whether there was one to drop."""
