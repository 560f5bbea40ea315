"""What a control is to somebody who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kiosk.core.narration import Entry
from kiosk.core.secret import Secret


class Role(Enum):
    BUTTON = "button"
    TICK = "tick"
    """A box, or a choice, that is ticked or not."""
    FIELD = "field"
    OTHER = "other"


class Mark(Enum):
    TICKED = "ticked"
    UNTICKED = "unticked"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Control:
    """`place` is (1, 3) for the first of three alike; `value` is what a field holds."""

    name: str
    role: Role
    marks: tuple[Mark, ...] = ()
    place: tuple[int, int] | None = None
    entry: Entry = Entry.OPEN
    value: Secret | None = None
    language: str = ""
    """Of the name, where that is not the page's: the name of another language (WCAG 2.2, 3.1.2)."""
    kind: str = ""
    """What such a name is one of, in the page's language; it stands before the name."""
