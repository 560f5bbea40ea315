"""The store of what happened in calls that a provider carries, as the core needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StoredCallStep:
    """One step of the call of a letter. `sealed` says what it was, so that only the keys can make one."""

    letter: str
    number: int
    sealed: bytes
    at: datetime


class CallSteps(Protocol):
    def of(self, letter_id: str) -> tuple[StoredCallStep, ...]:
        """In their order."""

    def add(self, step: StoredCallStep) -> bool:
        """False when there already is a step of that number."""
