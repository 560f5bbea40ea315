"""Small helpers that several pages share."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.core.states import Kiosk, Link

T = TypeVar("T")
LTR, FIRST_STRONG, POP = "\u2066", "\u2068", "\u2069"
"""Left-to-right isolate, first-strong isolate and the end of both (Unicode UAX #9, 2.4.2)."""


class Edge(Generic[T]):
    """Notices that a value is another one than last time, so that a page acts once and not at every tick."""

    def __init__(self) -> None:
        self._last: T | None = None

    def changed(self, value: T | None) -> bool:
        before, self._last = self._last, value
        return before != value

    def forget(self) -> None:
        self._last = None


class Filled:
    """A field that takes its text from the state when the state's text changes, and else is left alone."""

    def __init__(self, field: QLineEdit) -> None:
        self._field = field
        self._edge: Edge[str] = Edge()

    def show(self, text: str) -> None:
        if self._edge.changed(text) and self._field.text() != text:
            self._field.setText(text)

    def forget(self) -> None:
        self._edge.forget()


def ltr(text: str) -> str:
    """Codes, identifiers and numbers read from left to right in every language."""
    return f"{LTR}{text}{POP}" if text else ""


def own(text: str) -> str:
    """A name in a list or sentence: read in its own direction, and apart from what stands beside it."""
    return f"{FIRST_STRONG}{text}{POP}" if text else ""


def left(kiosk: Kiosk, seconds: int) -> int:
    """What is left of a duration of the view, which counts from the view's arrival."""
    return max(seconds - kiosk.view_age, 0)


def clock(seconds: int) -> str:
    """``9:32``; minutes are not padded, seconds are."""
    return ltr(f"{seconds // 60}:{seconds % 60:02d}")


def spaced(text: str, size: int) -> str:
    """`text` in groups of `size`."""
    return " ".join(text[start : start + size] for start in range(0, len(text), size))


def show_part(part: QWidget, *, shown: bool) -> None:
    """Show or hide a part of a page; hidden fields take no typing either."""
    part.setVisible(shown)
    part.setEnabled(shown)


def when(stamp: str) -> tuple[str, str]:
    """The date and time of `stamp` (ISO 8601, local) in the language; unreadable, as it is."""
    moment = QDateTime.fromString(stamp, Qt.DateFormat.ISODate)
    if not moment.isValid():
        return stamp, ""
    locale = QLocale()
    date = locale.toString(moment.date(), QCoreApplication.translate("Date", "d MMMM yyyy"))
    return date, locale.toString(moment.time(), "HH:mm")


def stuck(kiosk: Kiosk) -> bool:
    """Whether the person's call waits for the network: pressing again would change nothing."""
    return kiosk.pending is not None and kiosk.link is Link.TROUBLED
