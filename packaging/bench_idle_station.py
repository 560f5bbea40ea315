"""The station's program at rest: what it draws and uses in so many seconds, as JSON; then it ends."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from kiosk import app, config, logs
from kiosk.core.states import Attract, Kiosk
from kiosk.qt.i18n import available

SETTLE_MS = 5000


class Rest(QObject):
    """Counts paints and processor time from a while after the first page for `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self._seconds = seconds
        self._paints: Counter[str] = Counter()
        self._begun = False
        self._used = 0.0

    def look(self, kiosk: Kiosk) -> None:
        if isinstance(kiosk.page, Attract) and not self._begun:
            self._begun = True
            QTimer.singleShot(SETTLE_MS, self._begin)

    def _begin(self) -> None:
        application = QApplication.instance()
        assert application is not None  # noqa: S101 - it runs in its loop
        application.installEventFilter(self)
        self._used, self._at = time.process_time(), time.monotonic()
        QTimer.singleShot(self._seconds * 1000, self._end)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            self._paints[watched.objectName()] += 1
        return False

    def _end(self) -> None:
        used, took = time.process_time() - self._used, time.monotonic() - self._at
        status = Path("/proc/self/status").read_text(encoding="ascii")
        peak = int(status.split("VmHWM:")[1].split()[0]) * 1024
        print(json.dumps({"used": used, "took": took, "paints": self._paints, "peak": peak}), flush=True)
        QApplication.exit()


def main() -> int:
    logs.set_up()
    application = app.make_application(sys.argv[:1])
    settings = config.load(Path(sys.argv[1]), available())
    rest = Rest(int(sys.argv[2]))
    with app.Station(application, settings, app.footing(settings), app.real_outside(settings)) as station:
        station.driver.state_changed.connect(rest.look)
        return application.exec()


if __name__ == "__main__":
    sys.exit(main())
