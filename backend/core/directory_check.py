"""What a directory can say of itself to an operator: `repasse-backend directory check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class Verdict(Enum):
    WORKS = "works"
    NOTE = "note"
    """It works, and somebody should know this."""
    FAILS = "fails"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence for an operator; it holds no password, number or address."""

    verdict: Verdict
    text: str


class DirectoryCheck(Protocol):
    """Tries everything that can be tried without changing anything. Every wait is bounded."""

    def examine(self, candidates: Sequence[str]) -> Iterator[Finding]:
        """Findings as they are made. `candidates` name a test account (canonical identifiers), whose
        rights are looked at too; none are looked at where it is empty.
        """


def works(text: str) -> Finding:
    return Finding(Verdict.WORKS, text)


def note(text: str) -> Finding:
    return Finding(Verdict.NOTE, text)


def fails(text: str) -> Finding:
    return Finding(Verdict.FAILS, text)
