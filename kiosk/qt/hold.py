"""The hidden gesture: a part of the window held down for some seconds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kiosk.core.events import MaintenanceWanted

HOLD_MS = 4000


class Hold(QObject):
    """Watches one widget.

    Signals:
        sent: `MaintenanceWanted`, once it was pressed for four seconds without letting go.
    """

    sent = Signal(object)

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(HOLD_MS)
        self.timer.timeout.connect(self.complete)
        watched.installEventFilter(self)

    def complete(self) -> None:
        """As if it had been held; the keyboard's way."""
        self.sent.emit(MaintenanceWanted())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        match event.type():
            case QEvent.Type.MouseButtonPress:
                self.timer.start()
                return True
            case QEvent.Type.MouseButtonRelease | QEvent.Type.Leave | QEvent.Type.Hide:
                self.timer.stop()
            case _:
                pass
        return False
