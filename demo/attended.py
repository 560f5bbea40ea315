"""The demonstration for a person: station, phone, mailbox and guide side by side."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from demo.guide import Guide
from demo.phone import Phone
from demo.report import Report
from demo.stage import Stage, say, stage
from demo.window import DemoWindow

LOOK_MS = 1500
STATION = """[backend]
address = "{address}"
ca_file = "{ca}"
[station]
windowed = true
state_folder = "{state}"
"""


def play(folder: Path) -> int:
    """Run until the demonstration's window is closed."""
    application = QApplication(sys.argv[:1])
    with stage(folder / "run", Report()) as set_stage:
        station = _start_station(set_stage)
        try:
            operator = Operator(set_stage)
            window = DemoWindow(Guide(set_stage.staff_link), Phone(set_stage.backend.spool))
            window.show()
            operator.start()
            say("close the window with the phone to end")
            return application.exec()
        finally:
            station.terminate()
            station.wait()


def _start_station(set_stage: Stage) -> subprocess.Popen[bytes]:
    file = set_stage.folder / "station.toml"
    text = STATION.format(
        address=set_stage.settings.address,
        ca=set_stage.settings.ca_file,
        state=set_stage.settings.state_folder,
    )
    file.write_text(text, encoding="utf-8")
    with (set_stage.folder / "station.log").open("ab") as log:
        return subprocess.Popen([sys.executable, "-m", "kiosk", "--config", str(file)], stderr=log)


class Operator:
    """Approves the demonstration's own station as soon as it waits, and says so."""

    def __init__(self, set_stage: Stage) -> None:
        self._stage = set_stage
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        self._timer.start(LOOK_MS)

    def _look(self) -> None:
        code = self._stage.waiting_code()
        if code:
            self._timer.stop()
            self._stage.approve(code)
            say(f"station {code} approved")
