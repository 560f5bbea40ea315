"""The floor of `bench_start.py`: says `painted` when an empty window was painted."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Bare(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        super().paintEvent(event)
        print("painted", flush=True)
        QTimer.singleShot(0, QApplication.quit)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = Bare()
    window.show()
    application.exec()
