"""Proof that the station still draws, for a service manager that kills it when it does not."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget


class Told(Protocol):
    """Who is told of frames."""

    @property
    def period(self) -> float | None: ...

    def drawn(self) -> None: ...


class Watchdog(QWidget):
    """One pixel of the window, of no colour of its own, which says when it was painted.

    A timer alone would go on while nothing is drawn any more. A frame that repaints the whole window paints
    this pixel too; when none came for half a period, only the pixel is asked for, and its paint is the proof.

    Signals:
        drawn: a frame with this pixel was painted.
    """

    drawn = Signal()

    def __init__(self, window: QWidget, period: float | None) -> None:
        """Args: `period` in seconds is how long may pass between two frames; None asks for none."""
        super().__init__(window)
        self.setObjectName("watchdog")
        self.setFixedSize(1, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.update)
        if period is not None:
            self._timer.setInterval(round(period * 1000 / 2))
            self._timer.start()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        if self._timer.isActive():
            self._timer.start()
        self.drawn.emit()


def watch(window: QWidget, told: Told | None) -> Watchdog | None:
    """Tell `told`, which the caller keeps, of the frames of `window`; None when nobody is to be told."""
    if told is None:
        return None
    watchdog = Watchdog(window, told.period)
    watchdog.drawn.connect(told.drawn)
    return watchdog
